"""A mapping file, built: where the answers stand in a council's own Word form, and the actions in its Excel log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casekit.conform.messages import conform
from casekit.link.values import mapping, text
from casekit.model.document import Value
from casekit.read.document import read_yaml
from casekit.stop import USAGE, Stop
from casekit.words import listing, shown

WAYS = ("cell", "heading", "line", "control", "field")
"""How a place in a document can be named, one for each."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an answer stands. way: one of WAYS; called: the words that name it; under: words after which it comes.

    words: what the document's words mean here. ticked: of several boxes there the ticked ones count.
    """

    way: str
    called: str
    below: bool = False
    under: str = ""
    ticked: bool = False
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Columns:
    """The table of actions. columns: part of an action -> its column; words: part -> what its words mean."""

    columns: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    sheet: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A whole mapping. places: field of the form -> where it stands. own: lines that are the document's own."""

    form: str
    places: Mapping[str, Spot]
    own: tuple[str, ...]
    month_first: bool
    actions: Columns | None


def mapped(name: str, raw: bytes) -> Mapped:
    """The mapping in those bytes; Stop where it is none, with its first mistake."""
    document, problems = read_yaml(name, raw)
    if document is None:
        raise Stop(USAGE, f"{shown(name)}:{problems[0].span.line}: {problems[0].message}")
    for remark in conform("mapping", document.data):
        span = document.marks.of(remark.route)
        raise Stop(USAGE, f"{shown(name)}:{span.line}: {remark.message}")
    data = mapping(document.data)
    general = _words(data.get("words"))
    places = {}
    for tag, one in mapping(data.get("places")).items():
        spot = mapping(one)
        ways = [way for way in WAYS if way in spot]
        if len(ways) != 1:
            line = document.marks.of(("places", tag)).line
            raise Stop(USAGE, f"{shown(name)}:{line}: {shown(tag)} stands in one place: {listing(WAYS, 'or')}.")
        places[tag] = Spot(
            ways[0],
            text(spot[ways[0]]),
            spot.get("below") is True,
            text(spot.get("under")),
            spot.get("ticked") is True,
            {**general, **_words(spot.get("words"))},
        )
    own = data.get("own")
    return Mapped(
        text(data.get("form")),
        places,
        tuple(text(line) for line in own) if isinstance(own, list) else (),
        data.get("dates") == "month first",
        _columns(data.get("actions")),
    )


def _columns(value: Value) -> Columns | None:
    found = mapping(value)
    if not found:
        return None
    columns = {key: text(label) for key, label in mapping(found.get("columns")).items()}
    words = {key: _words(one) for key, one in mapping(found.get("words")).items()}
    return Columns(columns, words, text(found.get("sheet")), text(found.get("for")))


def _words(value: Value) -> dict[str, str]:
    """The document's words as they are compared, each with what it means."""
    said = {True: "yes", False: "no"}
    return {
        " ".join(key.split()).casefold(): said[item] if isinstance(item, bool) else str(item)
        for key, item in mapping(value).items()
    }
