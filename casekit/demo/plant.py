"""Mistakes planted on purpose, so that everybody can see lint find them.

Each rule's page in docs/rules may say under "Planted in demo" how its mistake is made: a YAML mapping, one verb a line,
carried out in order; docs/demo.md explains the verbs. A route is a list of keys and numbers. No verb knows a form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from casekit.days import parse_day
from casekit.demo.beside import waived
from casekit.demo.draft import items
from casekit.demo.mistakes import MISTAKES
from casekit.demo.routes import NotHereError, found, put, removed
from casekit.demo.story import Mistake, Story
from casekit.model.document import Value
from casekit.read.document import read_yaml

Route = list[str | int]
OUTSIDE, TOLD, ALSO = "outside", "told", "also"
"""Verbs of mistakes that no audit of the demo can hold: the commits that bring one, the path for which it is told, and
the codes of rules that cannot but find something of their own there."""
SCAN = b"%PDF-1.4\n% A letter that somebody scanned. Nothing is in it.\n%%EOF\n"
"""What lies beside an audit and does not belong there."""


@dataclass(frozen=True, slots=True)
class Patch:
    """One rule's way of planting its mistake: its code, and the verbs with what they are done to."""

    code: str
    verbs: Mapping[str, Value]

    @property
    def outside(self) -> bool:
        """Whether its mistake is none of an audit's, and planted only where everything is."""
        return OUTSIDE in self.verbs


@dataclass(slots=True)
class Planted:
    """What a patch made of an audit beyond its data: its last version is saved differently, or in two places.

    scan: what is saved beside it, which is no audit. drawn: the month's programme says something else.
    """

    twice: bool = False
    scan: bytes = b""
    drawn: bool = False
    last: list[Callable[[str], bytes]] = field(default_factory=list)

    def beyond(self) -> bool:
        """Whether it shows somewhere else than in the audit's data."""
        return self.twice or bool(self.scan) or self.drawn or bool(self.last)


def plant(story: Story, patch: Patch) -> Planted:
    """Carries out the patch on the audit; NotHereError where this audit has nothing that it could be done to."""
    made = Planted()
    for verb, what in patch.verbs.items():
        VERBS[verb](story, what, made)
    return made


def patch_of(code: str, text: str) -> Patch:
    """The patch that stands on the page of the rule with that code; ValueError where it is none."""
    document, problems = read_yaml(f"{code}.md", text.encode())
    if document is None or not isinstance(document.data, dict) or not known(document.data):
        raise ValueError(f"{code}: no patch for the demo: {problems or document}")
    return Patch(code, document.data)


def known(verbs: Mapping[str, Value]) -> bool:
    """Whether these are verbs, of an audit's mistake or of one outside."""
    return verbs.keys() <= VERBS.keys() or (OUTSIDE in verbs and verbs.keys() <= {OUTSIDE, TOLD, ALSO})


def _remove(story: Story, what: Value, made: Planted) -> None:
    removed(story.whole.draft.data, _route(what))


def _set(story: Story, what: Value, made: Planted) -> None:
    about = _about(what)
    put(story.whole.draft.data, _route(about["at"]), about["to"])


def _add(story: Story, what: Value, made: Planted) -> None:
    about = _about(what)
    if str(about["at"]) in story.whole.draft.data:
        raise NotHereError(what)
    story.whole.draft.data[str(about["at"])] = about["value"]


def _copy(story: Story, what: Value, made: Planted) -> None:
    about = _about(what)
    data = story.whole.draft.data
    put(data, _route(about["at"]), found(data, _route(about["from"])))


def _without(story: Story, what: Value, made: Planted) -> None:
    if str(what) in story.whole.draft.data:
        raise NotHereError(what)


def _misspell(story: Story, what: Value, made: Planted) -> None:
    data = story.whole.draft.data
    word = found(data, _route(what))
    if not isinstance(word, str) or len(word) < 6:
        raise NotHereError(what)
    put(data, _route(what), word[: len(word) // 2] + word[len(word) // 2 + 1 :])


def _afterwards(story: Story, what: Value, made: Planted) -> None:
    """In the last commit the auditor writes a comment anew that has been moderated."""
    draft, days = story.whole.draft, story.days
    places = [(s, box) for s in draft.rubric.all_sections() for box in s.boxes if (s.id, box) in draft.boxes]
    if "moderations" not in draft.data or days.moderated + timedelta(days=20) > story.last:
        raise NotHereError("moderated")
    section, box = places[int(story.chance.random() * len(places))]
    story.whole.later[section.id, box] = story.narrative.box(section, box)
    story.spare = 1


def _file(story: Story, what: Value, made: Planted) -> None:
    if "moderations" in story.whole.draft.data:
        raise NotHereError("a file that nobody moderated")
    made.twice, made.scan = what == "twice", SCAN if what == "scan" else b""
    story.spare = 1


def _rewritten(story: Story, what: Value, made: Planted) -> None:
    """In the last version a moderation has another day, the one after its own."""
    *before, _ = [draft for _, draft in story.versions()]
    for moderation in items(before[-1].data, "moderations") if before else ():
        day = date.fromisoformat(str(moderation["on"]))
        if "disputes" not in story.whole.draft.data and day < story.last:
            old = rf"(\n  - id: {moderation['id']}\n    by: .*\n    on: ){day}"
            made.last.append(partial(_again, old, rf"\g<1>{day + timedelta(days=1)}"))
            return
    raise NotHereError("a moderation in several versions")


def _waive(story: Story, what: Value, made: Planted) -> None:
    waived(story, str(what))


def _line(story: Story, what: Value, made: Planted) -> None:
    about = _about(what)
    if "twice" in about:
        key = f"\n{about['twice']}: "
        made.last.append(lambda text: _doubled(text, key).encode())
    else:
        _put_off(story, str(about["put_off"]), made)


def _put_off(story: Story, key: str, made: Planted) -> None:
    """In the last version the day in that line of an action is a later one, and nothing else says so."""
    *_, before, (_, draft) = [("", None), *story.versions()]
    for action in items(draft.data, "actions"):
        day = parse_day(action.get(key))
        if day and not action.keys() & {"moved", "cancelled", "done"} and "completed" in (before[1] or draft).data:
            old = rf"(\n  - id: {action['id']}\n(?:    .*\n)*?    {key}: ){day}"
            new = rf"\g<1>{day + timedelta(days=9)}"
            made.last.append(partial(_again, old, new))
            return
    raise NotHereError("an open action in the last of several versions")


def _again(old: str, new: str, text: str) -> bytes:
    return re.sub(old, new, text, count=1).encode()


def _encoding(story: Story, what: Value, made: Planted) -> None:
    about = _about(what)
    signs, name = _about(about["with"]), str(about["save_as"])
    if not any(old in text for old in signs for text in story.whole.draft.boxes.values()):
        raise NotHereError(what)
    made.last.append(lambda text: text.translate({ord(old): str(new) for old, new in signs.items()}).encode(name))


def _text(story: Story, what: Value, made: Planted) -> None:
    """The file's last version with a piece put for another, or more at its end; of an audit that nobody moderated."""
    about = _about(what)
    old, new = str(about.get("find", "")), str(about["put"]) * int(str(about.get("times", 1)))
    if "moderations" in story.whole.draft.data:
        raise NotHereError("a file that nobody moderated")
    if old not in story.whole.draft.text():
        raise NotHereError(what)
    made.last.append(lambda text: (text.replace(old, new, 1) if old else text + new).encode())


def _mistake(mistakes: Mapping[str, Mistake]) -> Callable[[Story, Value, Planted], None]:
    def carried_out(story: Story, what: Value, made: Planted) -> None:
        mistakes[str(what)](story)
        made.drawn = bool(story.drawn_for)

    return carried_out


VERBS: dict[str, Callable[[Story, Value, Planted], None]] = {
    "remove": _remove,
    "set": _set,
    "add": _add,
    "copy": _copy,
    "without": _without,
    "misspell": _misspell,
    "afterwards": _afterwards,
    "file": _file,
    "rewrite": _rewritten,
    "waive": _waive,
    "line": _line,
    "encoding": _encoding,
    "text": _text,
    **{verb: _mistake(mistakes) for verb, mistakes in MISTAKES.items()},
}
"""What each verb does."""


def _doubled(text: str, key: str) -> str:
    """The text with the line that begins with the key a second time under itself."""
    start = text.index(key)
    end = text.index("\n", start + 1)
    return text[:end] + text[start:end] + text[end:]


def _route(value: Value) -> Route:
    assert isinstance(value, list)
    return [step for step in value if isinstance(step, str | int)]


def _about(value: Value) -> dict[str, Value]:
    assert isinstance(value, dict)
    return value
