"""Edits of an audit file that keep every byte they need not change, or say why they cannot be made.

Lines are put in or replaced at the parser's marks. Afterwards the file is read again, and where it differs in
anything but what was meant, the edit is refused: a value that only looks right would be found years later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casekit.edit.canonical import order_of
from casekit.edit.intents import Impossible, Intent, Rearrange, meant, same
from casekit.edit.source import Source
from casekit.edit.view import View
from casekit.edit.writing import Order, ways
from casekit.model.document import Document, Value
from casekit.problem import Problem, Route
from casekit.read.document import read_audit
from casekit.words import sentence

HINT = "Write this entry with one key a line, as casekit new does, and try again."


@dataclass(frozen=True, slots=True)
class Refusal:
    """An edit that was not made: one sentence, what to do, and the line of the file that is in the way."""

    message: str
    hint: str
    line: int = 1


def edit(path: str, raw: bytes, intents: Iterable[Intent], order: Order = order_of) -> bytes | Refusal:
    """The bytes of the audit file after these edits, made one after the other; or why they cannot be made.

    order: the order of a mapping's keys, by its route, for where a new one is put. What stands there already is no
    edit: the same bytes come back.
    """
    document, problems = read_audit(path, raw)
    if document is None:
        first = problems[0]
        return Refusal(f"The file cannot be read: {first.message}", "Mend what lint says of it first.", first.span.line)
    source, found = Source.of(raw), (document, problems)
    for intent in intents:
        after = _made(path, source, found, intent, order)
        if isinstance(after, Refusal):
            return after
        source, found = after
    return source.raw()


Read = tuple[Document, list[Problem]]


def _made(path: str, source: Source, before: Read, intent: Intent, order: Order) -> tuple[Source, Read] | Refusal:
    document, problems = before
    if isinstance(intent, Rearrange):
        return _rearranged(path, source, before, intent)
    try:
        expected = meant(document.data, intent)
        if same(document.data, expected):
            return source, before
    except Impossible as why:
        return Refusal(sentence(str(why)), "Look at what stands there.", _line(document, intent.route))
    reason: Problem | None = None
    for way in ways(View(document), intent, order):
        changed = source.spliced(way)
        after, told = read_audit(path, changed.raw())
        if after is None:
            reason = reason or next((p for p in told if p.code not in {q.code for q in problems}), None)
        elif _as_meant(document, after, expected) and not _more(problems, told):
            return changed, (after, told)
    line = _line(document, intent.route)
    if reason is not None and reason.code == _TOO_LARGE:
        return Refusal(reason.message, reason.hint, line)
    what = " > ".join(str(step) for step in intent.route)
    return Refusal(f"casekit cannot change '{what}' as line {line} is written.", HINT, line)


_TOO_LARGE = "CK008"


def _rearranged(path: str, source: Source, before: Read, intent: Rearrange) -> tuple[Source, Read] | Refusal:
    document, problems = before
    changed = source.arranged(document.body.first_line, intent.pieces)
    lines = source.text.split("\n")
    expected = [
        line
        for piece in intent.pieces
        for line in (piece.split("\n") if isinstance(piece, str) else [lines[number - 1] for number in piece])
    ]
    if expected == list(document.body.lines):
        return source, before
    after, told = read_audit(path, changed.raw())
    if after is None:
        first = told[0]
        return Refusal(first.message, first.hint, document.body.first_line)
    if list(after.body.lines) != expected or not same(after.data, document.data) or _more(problems, told):
        hint = "Close every code block with its own marks first."
        return Refusal("The text below the front matter cannot be put in order.", hint, document.body.first_line)
    return changed, (after, told)


def _as_meant(before: Document, after: Document, expected: Value) -> bool:
    return same(after.data, expected) and after.body.lines == before.body.lines


def _more(before: Sequence[Problem], after: Sequence[Problem]) -> bool:
    """Whether reading found anything that it had not found before."""
    return bool(Counter(p.code for p in after) - Counter(p.code for p in before))


def _line(document: Document, route: Route) -> int:
    return max(document.marks.of_key(route).line, 2)
