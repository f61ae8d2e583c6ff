"""An audit to be read, as plain data: headings, what stands beside what, and texts, in the form's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from casekit.days import written
from casekit.form.content import called
from casekit.history.labels import Labels, labels
from casekit.model.audit import Action, Answer, Audit, Box, Dispute, Entry, Moderation, Reply, State
from casekit.model.corpus import AuditCase
from casekit.model.people import People
from casekit.rubric.model import Question, Section
from casekit.words import listing

Block = dict[str, object]
Pair = list[str]

OUTCOMES = {
    "gained": "Gained",
    "attempted": "Attempted, and nothing gained",
    "declined": "Declined",
    "not_appropriate": "It would have been wrong to ask",
}
BY = {"auditor": "", "computed": " (worked out by the form)", "override": " (in place of the worked-out one)"}
TOP = 2


def shown(case: AuditCase, people: People, concerns: bool) -> list[Block]:
    """The whole audit. concerns: with what was done about the child's immediate safety, and who was told."""
    audit, says = case.audit, labels(case.rubric, people)
    sections = [*case.rubric.sections.values(), case.rubric.overall]
    blocks = [_case(case, says)]
    if concerns and audit.concerns:
        blocks.append(_concerns(audit, says))
    blocks += _feedback(case, says)
    for section in sections:
        blocks += _section(case, section, TOP, says)
    if audit.replies:
        blocks.append(_block(TOP, "Replies on the facts", texts=[_replied(case, one, says) for one in audit.replies]))
    if audit.moderations:
        blocks.append(_block(TOP, "Moderation so far", *_moderations(audit, says)))
        blocks.append(
            _block(TOP + 1, "The moderator's report", texts=_boxes(case, audit.moderation_boxes, "moderation"))
        )
    if audit.reflected or audit.reflection_boxes:
        facts = [["Reflected on", written(audit.reflected)]] if audit.reflected else []
        boxes = _boxes(case, audit.reflection_boxes, "reflection")
        blocks.append(_block(TOP, case.rubric.reflection.title or "Reflection", facts, boxes))
    if audit.actions:
        blocks.append(_block(TOP, "Actions", texts=[[_named(one), action(one, says)] for one in audit.actions]))
    return [block for block in blocks if block["facts"] or block["texts"] or block["level"] == TOP]


def action(one: Action, says: Labels) -> str:
    """An action as lines: what for, what, whose, by when, and what became of it."""
    lines = [one.do, f"For the child: {one.outcome}" if one.outcome else ""]
    lines.append(f"Owner: {says.person(one.owner)}" if one.owner else "No owner")
    lines.append(f"Due {written(one.due)}" if one.due else "No day set")
    lines.append(f"Agreed on {written(one.agreed)}" if one.agreed else "Not agreed yet")
    for move in one.moves:
        lines.append(f"Moved from {_day(move.start)} to {_day(move.to)}: {move.why}")
    for hand in one.handed:
        start = f" from {says.person(hand.start)}" if hand.start else ""
        lines.append(f"Handed on{start} to {says.person(hand.to)}: {hand.why}")
    if one.done_on:
        lines.append(f"Done on {written(one.done_on)}: {one.evidence}")
    if one.verified_on:
        lines.append(f"Verified on {written(one.verified_on)}")
    if one.cancelled_on:
        lines.append(f"Cancelled on {written(one.cancelled_on)}: {one.cancelled_why}")
    return "\n".join(filter(None, lines))


def _block(level: int, title: str, facts: Iterable[Pair] = (), texts: Iterable[Pair] = ()) -> Block:
    return {"level": level, "title": title, "facts": list(facts), "texts": list(texts)}


def _named(one: Action) -> str:
    return f"Action {one.id}"


def _case(case: AuditCase, says: Labels) -> Block:
    audit = case.audit
    types = [case.rubric.case_types.get(one, one) for one in audit.case.type_ids]
    flags = [case.rubric.flags.get(one, one) for one in audit.case.flags]
    whose = [[place.replace("_", " ").capitalize(), says.person(one)] for place, one in audit.case.people.items()]
    facts = [
        ["Form", f"{case.rubric.title} ({case.rubric.ref})"],
        ["Case reference", audit.case.ref],
        ["Kind of case", listing(types)],
        ["What holds for it", listing(flags)],
        ["Age", "" if audit.case.age is None else str(audit.case.age)],
        ["Team", says.people.teams.get(audit.case.team, audit.case.team)],
        *whose,
        ["Auditor", says.person(audit.auditor) if audit.auditor else ""],
        ["The time looked at", f"{_day(audit.start)} to {_day(audit.end)}" if audit.start or audit.end else ""],
        ["Completed on", _day(audit.completed)],
    ]
    dates = [[label, _days(audit.dates[id])] for id, label in case.rubric.dates.items() if id in audit.dates]
    return _block(TOP, "The case and the audit", [pair for pair in (*facts, *dates) if pair[1]])


def _concerns(audit: Audit, says: Labels) -> Block:
    texts = []
    for one in audit.concerns:
        told = [f"Told: {says.person(who.who)}, {_moment(who.at)}" for who in one.told]
        lines = [f"Noticed {_moment(one.noticed)}", *told, one.response, one.response_why]
        texts.append([f"Concern {one.id}", "\n".join(filter(None, lines))])
    return _block(TOP, "The child's immediate safety", texts=texts)


def _feedback(case: AuditCase, says: Labels) -> Iterator[Block]:
    form = case.rubric.feedback
    for id, one in case.audit.feedback.items():
        facts = [["How it went", OUTCOMES.get(one.outcome, one.outcome)], ["On", _day(one.on)], ["Why", one.why]]
        asked = [
            _answer(form.questions[name], given, says) for name, given in one.answers.items() if name in form.questions
        ]
        title = f"{form.title or 'Feedback'}: {form.respondents.get(id, id)}"
        yield _block(TOP, title, [pair for pair in (*facts, *asked) if pair[1]])


def _section(case: AuditCase, section: Section, level: int, says: Labels) -> Iterator[Block]:
    if case.evaluation.sections[section.id].applies is False:
        return
    entry = case.audit.entry(section.id)
    asked = [
        _answer(question, entry.answers[id], says) for id, question in section.questions.items() if id in entry.answers
    ]
    themes = [["Themes", listing(case.rubric.themes.get(one, one) for one in entry.themes)]]
    facts = [pair for pair in (*asked, *_grade(case, section, entry, says), *themes) if pair[1]]
    yield _block(min(level, 5), section.heading or section.title, facts, _texts(section, entry))
    for inner in section.sections.values():
        yield from _section(case, inner, level + 1, says)


def _grade(case: AuditCase, section: Section, entry: Entry, says: Labels) -> Iterator[Pair]:
    if section.scale is None:
        return
    first = case.first_grade(section.id)
    said = says.grade(section.id, first) if first else _state(entry.state)
    yield ["Grade", f"{said}: {entry.why}" if entry.why else said]
    now, by = case.evaluation.effective.get(section.id, ("", ""))
    if now and now != first:
        yield ["Grade in effect", f"{says.grade(section.id, now)}{BY.get(by, f' ({by})')}"]
    for limit in section.limits:
        if limit.id in entry.reasons:
            yield [f"The reason: {limit.title}", entry.reasons[limit.id]]


def _texts(section: Section, entry: Entry) -> list[Pair]:
    """The section's boxes and remarks that say something, in the form's order."""
    titles = {id: box.title for id, box in section.boxes.items()}
    for id, question in section.questions.items():
        titles |= {f"{id}/{name}": f"{question.called}: {box.title}" for name, box in question.boxes.items()}
    found = [[title, entry.boxes[id].text] for id, title in titles.items() if id in entry.boxes]
    remarks = [
        [section.questions[id].called, box.text] for id, box in entry.comments.items() if id in section.questions
    ]
    return [pair for pair in (*found, *remarks) if pair[1].strip()]


def _answer(question: Question, given: Answer, says: Labels) -> Pair:
    if given.state is State.ANSWERED:
        value = given.value
        said = written(value) if isinstance(value, date) else says.answer(question.id, value)
    else:
        said = _state(given.state)
    return [question.ask, f"{said}: {given.why}" if given.why else said]


def _replied(case: AuditCase, one: Reply, says: Labels) -> Pair:
    about = f", about {called(case.rubric, one.target)}" if one.target else ""
    return [f"{one.id}, {_day(one.on)}, {says.person(one.by)}{about}", one.says]


def _moderations(audit: Audit, says: Labels) -> tuple[list[Pair], list[Pair]]:
    texts = []
    for one in audit.moderations:
        texts.append([f"{one.id}, {_day(one.on)}, {says.person(one.by)}", _judged(one, says)])
        texts += [[f"Dispute {d.id}", _disputed(d, says)] for d in audit.disputes if d.of == one.id]
    return [], texts


def _judged(one: Moderation, says: Labels) -> str:
    grades = [f"{says.section(id)}: {says.grade(id, grade)}" for id, grade in one.grades.items()]
    return "\n".join([*grades, one.reason])


def _disputed(one: Dispute, says: Labels) -> str:
    settled = (
        f"Settled on {_day(one.resolved_on)}: {one.outcome}. {one.reason}" if one.resolved_on else "Not settled yet"
    )
    return f"About the {one.about}, by {says.person(one.by)}, {_day(one.on)}: {one.why}\n{settled}"


def _boxes(case: AuditCase, boxes: Mapping[str, Box], owner: str) -> list[Pair]:
    form = case.rubric.reflection if owner == "reflection" else case.rubric.moderation
    return [[form.boxes[id].title, box.text] for id, box in boxes.items() if id in form.boxes and _says(box)]


def _says(box: Box) -> bool:
    return bool(box.text.strip())


def _state(state: State) -> str:
    return {State.UNANSWERED: "Not answered", State.NO_EVIDENCE: "No evidence on file"}.get(
        state, state.value.replace("_", " ").capitalize()
    )


def _day(day: date | None) -> str:
    return written(day) if day else ""


def _days(days: Iterable[date]) -> str:
    return listing([written(day) for day in days]) or "None on record"


def _moment(at: date | datetime | None) -> str:
    return f"{written(at.date())}, {at:%H:%M}" if isinstance(at, datetime) else _day(at)
