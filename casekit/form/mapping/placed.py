"""The answers that a mapping found, as the values of a form; what is no answer there is kept with where it stood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casekit.form.mapping.found import Pieces
from casekit.form.word.assembled import assembled
from casekit.form.word.back import Back, read_value
from casekit.form.word.drawing import Drawing
from casekit.form.word.places import Place, Value
from casekit.link.mappings import Mapped, Spot
from casekit.office.model import Control, Paragraph
from casekit.stop import USAGE, Stop
from casekit.words import ending, fold, shown

LISTS = ("types", "flags", "themes")
"""Fields that hold several values, each a box to tick of its own in the Word form."""
_MONTH_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{2,4})")


def known(form: Drawing, mapped: Mapped, name: str) -> None:
    """Stop where the mapping names a field that the form does not have."""
    for tag in mapped.places:
        if _tag(form, tag) not in form.places and not _boxes(form, tag):
            raise Stop(USAGE, f"{shown(name)}: the form has no field {shown(tag)}{ending(tag, form.places)}")


def placed(form: Drawing, mapped: Mapped, pieces: Pieces, made: Back) -> None:
    """Writes the answers into the values of the form, and what is no answer to what is kept."""
    labels = {fold(spot.called) for spot in mapped.places.values() if spot.way in ("cell", "heading", "line")}
    labels |= {fold(spot.under) for spot in mapped.places.values() if spot.under}
    values: list[Value] = []
    for tag, spot in mapped.places.items():
        text = pieces.find(spot, labels)
        if text is None:
            made.kept.append(f"The document has no {spot.way} '{spot.called}', so {tag} stays empty.")
        elif text.strip():
            values += _values(form, tag, spot, text, mapped.month_first, made)
    if mapped.actions is not None:
        rows = pieces.rows(dict(mapped.actions.columns))
        for number, row in enumerate(row for row in rows if any(text.strip() for text in row.values())):
            values += _action(form, mapped, number, row, made)
    assembled(made.fields, values)


def _values(form: Drawing, tag: str, spot: Spot, text: str, month_first: bool, made: Back) -> Iterator[Value]:
    boxes = _boxes(form, tag)
    if not boxes:
        yield from _one(form.places[_tag(form, tag)], spot.words, text, month_first, made)
        return
    for word in re.split(r"[\n,;]", text):
        if word.strip():
            meant = _meant(spot.words, word)
            fitting = [p for p in boxes if meant.casefold() in (p.path[-1].casefold(), p.label.casefold())]
            if fitting:
                yield from (Value(place, True) for place in fitting)
            else:
                made.kept.append(f"{tag}: {word.strip()}")


def _one(place: Place, words: Mapping[str, str], text: str, month_first: bool, made: Back) -> Iterator[Value]:
    said = text if place.kind in ("lines", "comments") else _meant(words, text)
    if month_first and place.kind in ("day", "moment"):
        said = _MONTH_FIRST.sub(r"\3\2\1\2\4", said)
    if place.kind == "tick":
        yield Value(place, said.strip().casefold() in ("yes", "true", "☒", "x"))
        return
    value, wrong = read_value(place, Control(place.tag, (Paragraph(said),)) if place.kind != "comments" else _as(text))
    if wrong:
        made.kept.append(f"{place.label}: {wrong}")
    else:
        yield Value(place, value)


def _as(text: str) -> Control:
    """A text that stands as it is."""
    return Control("", (Paragraph(text),))


def _action(form: Drawing, mapped: Mapped, number: int, row: Mapping[str, str], made: Back) -> Iterator[Value]:
    assert mapped.actions is not None  # there are rows of it
    if mapped.actions.target and not row.get("for", "").strip():
        row = {**row, "for": mapped.actions.target}
    for key, text in row.items():
        place = form.places.get(f"actions/{number}/{key}")
        if place is None or not text.strip():
            if text.strip():
                made.kept.append(f"Action {number + 1}, {key}: {text}")
            continue
        yield from _one(place, mapped.actions.words.get(key, {}), text, mapped.month_first, made)


def _meant(words: Mapping[str, str], text: str) -> str:
    said = " ".join(text.split())
    return words.get(said.casefold(), said)


def _tag(form: Drawing, tag: str) -> str:
    """The field's tag; the one kind of case of a form that has only one is the first of several."""
    return "types/0" if tag == "types" and "types/0" in form.places else tag


def _boxes(form: Drawing, tag: str) -> list[Place]:
    """The boxes of a field that holds several values."""
    path = tuple(tag.split("/"))
    if path == ("types",) and "types/0" in form.places:
        return []
    several = (path[0] in LISTS and len(path) == 1) or (len(path) > 1 and path[-1] == "value")
    return [p for p in form.places.values() if several and p.kind == "tick" and p.path[:-1] == path]
