"""What lies between two versions of an audit: grades and answers one by one, texts line by line, all else in words."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from casekit.history import kinds
from casekit.history.facts import Facts, Key
from casekit.history.labels import Labels
from casekit.history.life import phrase
from casekit.history.plain import grade_word, word
from casekit.history.telling import told
from casekit.model.document import Value

ONE_BY_ONE = (kinds.GRADED, kinds.ANSWERED)
TEXTS = (kinds.WORDS, kinds.BOX)


@dataclass(frozen=True, slots=True)
class Changed:
    """One difference: its kind and detail as an event's, and in words."""

    kind: str
    detail: dict[str, object]
    said: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text that differs: where it stands, and what it was and is; "" for none."""

    place: str
    before: str
    after: str

    def lines(self) -> Iterator[str]:
        """The lines that differ, each behind - or +, with a line around them."""
        old, new = self.before.split("\n") if self.before else [], self.after.split("\n") if self.after else []
        every = list(difflib.unified_diff(old, new, lineterm="", n=1))[2:]
        yield from (line for line in every if not line.startswith("@@"))


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs: grades first, then answers, then what else an event would tell, and the texts."""

    changed: tuple[Changed, ...]
    texts: tuple[Rewritten, ...]


def difference(before: Facts | None, after: Facts | None, labels: Labels) -> Difference:
    """What lies between two versions; None where the audit was not there."""
    old, new = before or Facts(""), after or Facts("")
    keys = list(dict.fromkeys([*new.values, *old.values]))
    differ = [key for key in keys if old.values.get(key) != new.values.get(key)]
    changed = [
        _one(key, old.values.get(key), new.values.get(key), labels)
        for kind in ONE_BY_ONE
        for key in differ
        if key[0] == kind
    ]
    for draft in told([before], after):
        if draft.kind not in (*ONE_BY_ONE, kinds.COMMENTED):
            detail = dict(draft.detail)
            changed.append(Changed(draft.kind, detail, phrase(draft.kind, detail, labels)))
    own = {key for key in differ if key[0] == kinds.ANSWERED and _untold(key, old.values.get(key), new.values.get(key))}
    texts = [
        Rewritten(_place(key, labels), _text(old.values.get(key)), _text(new.values.get(key)))
        for key in differ
        if key[0] in TEXTS or key in own
    ]
    return Difference(tuple(changed), tuple(texts))


def _one(key: Key, before: Value, after: Value, labels: Labels) -> Changed:
    kind = key[0]
    steps = {"from": _repeat(key, before), "to": _repeat(key, after)}
    untold = _untold(key, before, after)
    place = {"section": key[1]} if kind == kinds.GRADED else {"section": key[1], "question": key[2]}
    detail = {**place, **({} if untold else steps)}
    whose = f" ({key[1].removeprefix(kinds.FEEDBACK)})" if key[1].startswith(kinds.FEEDBACK) else ""
    return Changed(kind, detail, f"{phrase(kind, detail, labels)}{whose}")


def _repeat(key: Key, value: Value) -> object:
    return grade_word(value) if key[0] == kinds.GRADED else word(value)


def _untold(key: Key, before: Value, after: Value) -> bool:
    """Whether one of both is somebody's own text, which no event repeats."""
    return any(value is not None and _repeat(key, value) is None for value in (before, after))


def _place(key: Key, labels: Labels) -> str:
    """Where a text stands: its headings, or the section and question whose reason it is."""
    if key[0] == kinds.BOX:
        return key[1] or "above the first heading"
    if key[0] == kinds.ANSWERED:
        return labels.question(key[2])
    names = (labels.section(part) if part in labels.sections else labels.question(part) for part in key[1:])
    return f"reason: {' / '.join(names)}"


def _text(value: Value) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)
