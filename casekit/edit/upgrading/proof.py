"""Whether an upgraded audit still says all that it said, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from casekit.model.audit import Answer, Audit, Box
from casekit.model.document import Document, Value
from casekit.model.fingerprint import plain_text
from casekit.problem import Route
from casekit.rubric.succession import Names

Said = Mapping[tuple[str, ...], tuple[object, Route]]
"""What an audit says, and where, by kind and ids: ("answer", question), ("box", section, box), ("grade", section) …"""


_HEADING = re.compile(r"^ {0,3}#{1,6}(?= )", re.MULTILINE)
"""An author's own heading in a box, which may stand deeper than before."""


def otherwise(before: Audit, after: Audit, names: Names, kept: Callable[[Route], bool]) -> str:
    """A clause on what the audit would say more, less or otherwise; "" where there is nothing.

    kept: whether what stands at a place of the old file is kept aside, so that the audit no longer says it.
    """
    old, new = said(before), said(after)
    renamed = {_key(key, names): (_value(key, value, names), route) for key, (value, route) in old.items()}
    for key in [*new, *renamed]:
        now, then = new.get(key), renamed.get(key)
        if now is None and then is not None and kept(then[1]):
            continue
        what = f"the {key[0]} '{' > '.join(key[1:])}'"
        if now is None:
            return f"{what} would not count any more"
        if then is None:
            return f"something that had no place before would count as {what}"
        if now[0] != then[0]:
            return f"{what} would say something else"
    return ""


def lost(before: Document, after: Document, respelled: Iterable[Value]) -> str:
    """A piece of the audit that would stand nowhere any more; "" where there is none. respelled: what need not."""
    below = "\n".join(after.body.lines)
    found = set(_leaves(after.data)) | {leaf for value in respelled for leaf in _leaves(value)}
    for leaf in _leaves(before.data):
        if leaf not in found and not all(line in below for line in leaf.split("\n")):
            return leaf
    lines = {_bare(line) for line in after.body.lines}
    titles = {heading.line for heading in before.body.headings}
    for number, line in enumerate(before.body.lines, before.body.first_line):
        if number not in titles and line.strip() and _bare(line) not in lines:
            return line
    return ""


def said(audit: Audit) -> Said:
    """Everything of an audit that its form gives a place to, without what is empty."""
    found = {key: (value, route) for key, value, route in _said(audit)}
    return {key: pair for key, pair in found.items() if pair[0] not in (None, "", (), _given(Answer()))}


def _said(audit: Audit) -> Iterator[tuple[tuple[str, ...], object, Route]]:
    for entry in audit.entries():
        yield ("grade", entry.id), _given(Answer(entry.state, entry.grade, entry.why)), (*entry.route, "grade")
        if entry.override is not None:
            given = entry.override
            yield ("override", entry.id), (given.grade, given.by, given.why), (*entry.route, "override")
        yield ("told", entry.id), tuple((told.who, told.at) for told in entry.told), (*entry.route, "told")
        for id, answer in entry.answers.items():
            yield ("answer", id), _given(answer), answer.route
        for id, why in entry.reasons.items():
            yield ("reason", id), why, (*entry.route, "reasons", id)
        for id in entry.themes:
            yield ("theme", id), True, (*entry.route, "themes")
        for id, box in entry.boxes.items():
            kind = ("box", *id.split("/")) if "/" in id else ("box", entry.id, id)
            yield from _texts(kind[:-1], {kind[-1]: box})
        yield from _texts(("comment",), entry.comments)
    yield from _texts(("reflection",), audit.reflection_boxes)
    yield from _texts(("moderation",), audit.moderation_boxes)
    for respondent, feedback in audit.feedback.items():
        yield ("feedback", respondent), (feedback.outcome, feedback.on, feedback.why), feedback.route
        for id, answer in feedback.answers.items():
            yield ("feedback answer", respondent, id), _given(answer), answer.route
    for moderation in audit.moderations:
        for id, grade in moderation.grades.items():
            yield ("judgement", moderation.id, id), (grade,), _graded(moderation.route, id)
    for dispute in audit.disputes:
        for id, grade in dispute.grades.items():
            yield ("judgement", dispute.id, id), (grade,), _graded((*dispute.route, "resolved"), id)
    for id, days in audit.dates.items():
        yield ("date", id), days, ("dates", id)
    for instance in audit.instances.values():
        for id, days in instance.dates.items():
            yield ("date", instance.id, id), days, (*instance.route, "dates", id)


def _texts(kind: tuple[str, ...], boxes: Mapping[str, Box]) -> Iterator[tuple[tuple[str, ...], object, Route]]:
    for id, box in boxes.items():
        yield (*kind, id), _HEADING.sub("#", plain_text(box)), ("#", box.end_line - 1)


def _graded(route: Route, section: str) -> Route:
    return (*route, section) if section == "overall" else (*route, "sections", section)


def _given(answer: Answer) -> tuple[object, ...]:
    return (answer.value, answer.state, answer.why)


def _key(key: tuple[str, ...], names: Names) -> tuple[str, ...]:
    """The key in the names of the newer form."""
    kind, *ids = key
    if kind == "judgement":
        return (kind, ids[0], *(names.id(id) if id != "overall" else id for id in ids[1:]))
    return (kind, *(names.id(id) if id not in ("overall",) else id for id in ids))


def _value(key: tuple[str, ...], value: object, names: Names) -> object:
    if key[0] not in ("answer", "grade", "override", "feedback answer", "judgement") or not isinstance(value, tuple):
        return value
    first = value[0]
    if isinstance(first, tuple):
        first = tuple(names.value(one) for one in first)
    return (names.value(first) if isinstance(first, str) else first, *value[1:])


def _leaves(value: Value) -> Iterator[str]:
    """Every text and number in the data, as text."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _leaves(inner)
    elif value is not None and value != "":
        yield str(value)


def _bare(line: str) -> str:
    return line.strip().lstrip("#").strip()
