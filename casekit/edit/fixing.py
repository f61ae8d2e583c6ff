"""What can be put right in an audit file without anybody judging anything: how it is spelt and laid out.

Never a grade, an answer's meaning or a narrative. Each step is proved: the file is read and linked again, and where the
audit would be another than before, the step is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from casekit.edit.canonical import front_matter
from casekit.edit.editor import Refusal, edit
from casekit.edit.intents import Set, has, look
from casekit.edit.source import UNIX, Source
from casekit.edit.view import View
from casekit.link.corpus import Linked, Surroundings
from casekit.model.audit import Answer, Audit, Box, State
from casekit.model.corpus import AuditCase
from casekit.model.document import Document, Value
from casekit.model.fingerprint import fingerprint
from casekit.problem import Route
from casekit.rubric.values import option_id

FREE = ("text", "date", "count")
"""Kinds of answers that are no id of the form."""

HARD_BREAK = re.compile(r"\S {2,}\Z")
"""Two blanks at the end of a line of Markdown begin a new line on the page: they are the author's."""


def fixed(path: str, raw: bytes, around: Surroundings) -> bytes:
    """The file with blanks, the spelling of values and the layout put right; as it is where it cannot be read."""
    for step in (_without_blanks, _spelt, _laid_out):
        before = around.link(path, raw)
        if before.case is None:
            return raw
        after = step(before.case, raw)
        if after != raw and _the_same(before, around.link(path, after)):
            raw = after
    return raw


def _the_same(before: Linked, after: Linked) -> bool:
    """Whether it is the same audit, word for word, and nothing more is said of how it is written."""
    if before.case is None or after.case is None:
        return False
    one, other = before.case.audit, after.case.audit
    codes = {problem.code for problem in after.problems} - {problem.code for problem in before.problems}
    return not codes and fingerprint(one) == fingerprint(other) and _bare(one) == _bare(other)


def _bare(value: object) -> object:
    """The audit without where its texts and records stand in the file, and without blanks at the ends of lines."""
    if isinstance(value, Audit):
        value = replace(value, document=None)
    if isinstance(value, Box):
        return "\n".join(line.rstrip() for line in value.text.split("\n")).strip("\n")
    if is_dataclass(value) and not isinstance(value, type):
        return [_bare(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, dict):
        return {key: _bare(item) for key, item in value.items()}
    return [_bare(item) for item in value] if isinstance(value, tuple) else value


# Blanks ---------------------------------------------------------------------------------------------------------------


def _without_blanks(case: AuditCase, raw: bytes) -> bytes:
    """Without a byte order mark, and blanks at line ends that mean nothing; with a line end at the end."""
    document = _document(case)
    source = Source.of(raw)
    lines = source.text.split("\n")
    fenced = any(line.lstrip().startswith(("```", "~~~")) for line in document.body.lines)
    first = document.body.first_line
    for number, line in enumerate(lines, start=1):
        body = number >= first
        if not line.strip() or not (body and (fenced or HARD_BREAK.search(line) or line.startswith(("    ", "\t")))):
            lines[number - 1] = line.rstrip(" \t")
    ends = source.ends
    if lines[-1]:
        lines, ends = [*lines, ""], (*ends, ends[-1] if ends else UNIX)
    return Source("\n".join(lines), ends).raw()


# Spelling -------------------------------------------------------------------------------------------------------------


def _spelt(case: AuditCase, raw: bytes) -> bytes:
    """With the form's own ids where a label, an alias or another spelling of the same stands."""
    data = _document(case).data
    intents = []
    for route, meant in _spellings(case):
        there = look(data, route) if has(data, route) else None
        if isinstance(there, str) and len(meant) == 1:
            intents += [Set(route, meant[0])] if there != meant[0] else []
        elif isinstance(there, list) and there != list(meant) and all(isinstance(item, str) for item in there):
            intents.append(Set(route, list(meant)))
    after = edit(case.audit.path, raw, intents) if intents else raw
    return raw if isinstance(after, Refusal) else after


Meant = tuple[str, ...]
"""The ids that were meant: one, or several where several may be chosen."""


def _spellings(case: AuditCase) -> Iterator[tuple[Route, Meant]]:
    """Where an id of the form was meant, and which. What moderators and others recorded afterwards is left alone."""
    audit, rubric, data = case.audit, case.rubric, _document(case).data
    yield from _ids(data, ("case", "type"), rubric.case_types)
    yield from _ids(data, ("case", "flags"), rubric.flags)
    for entry in audit.entries():
        yield from _ids(data, (*entry.route, "themes"), rubric.themes)
        if entry.state is not State.UNANSWERED:
            yield (*entry.route, "grade"), (entry.grade or entry.state.value,)
    questions = {**rubric.questions(), **rubric.feedback.questions}
    given = [pair for entry in audit.entries() for pair in entry.answers.items()]
    given += [pair for respondent in audit.feedback.values() for pair in respondent.answers.items()]
    for name, answer in given:
        if name in questions and questions[name].answer.kind not in FREE and answer.state is not State.UNANSWERED:
            inside = (*answer.route, "answer")
            yield inside if has(data, inside) else answer.route, _meant(answer)


def _meant(answer: Answer) -> Meant:
    if answer.state is not State.ANSWERED:
        return (answer.state.value,)
    return answer.value if isinstance(answer.value, tuple) else (str(answer.value),)


def _ids(data: Value, route: Route, known: Mapping[str, str]) -> Iterator[tuple[Route, Meant]]:
    """The ids at the route: one, a list of them, or a list of spells with their status."""
    there = look(data, route) if has(data, route) else None
    items = [((*route, n), item) for n, item in enumerate(there)] if isinstance(there, list) else [(route, there)]
    for at, item in items:
        spot, typed = ((*at, "status"), item.get("status")) if isinstance(item, dict) else (at, item)
        meant = option_id(known, typed)
        if meant is not None:
            yield spot, (meant,)


# Layout ---------------------------------------------------------------------------------------------------------------


def _laid_out(case: AuditCase, raw: bytes) -> bytes:
    """With the front matter in the order and style in which casekit writes it; as it is where somebody's comments
    stand in it, which have no place of their own there.
    """
    document = _document(case)
    view = View(document)
    start = document.text.index("\n") + 1
    end = sum(len(line) + 1 for line in document.text.split("\n")[: document.body.first_line - 1])
    close = document.text.rindex("\n", 0, end - 1) + 1
    if view.comments(start, close) or not isinstance(document.data, dict):
        return raw
    source = Source.of(raw)
    usual = source.ends[0]
    text = document.text[:start] + front_matter(document.data) + document.text[close:]
    lines = text.count("\n")
    body = source.ends[document.text.count("\n", 0, close) :]
    return Source(text, (usual,) * (lines - len(body)) + body).raw()


def _document(case: AuditCase) -> Document:
    document = case.audit.document
    assert document is not None  # it was linked just now
    return document
