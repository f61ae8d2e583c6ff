"""The page of one action: where it stands, each step with its delay and its commit, and what later audits found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.actions import TONES, called, target_of
from casekit.publish.blocks import Block, person_cell
from casekit.publish.context import Site
from casekit.publish.life import LIFE, life_rows
from casekit.publish.page import Cell, Column, Fact, Link, Notice, Page, Table
from casekit.publish.sections import grade_cell
from casekit.publish.tones import QUIET, WARN
from casekit.register.action_life import ActionLife, Again, Escalated, Step, action_life, raised_by
from casekit.register.changes import changes
from casekit.words import count, listing, sentence, times

STEPS = (Column("Step"), Column("Day"), Column("Days since the step before", "number"), Column("Who"), Column("More"))
ESCALATED = (Column("Brought to"), Column("Who that is now"), Column("From"), Column("Standing"))
LATER = (
    Column("Later audit"),
    Column("Completed"),
    Column("Grade then"),
    Column("Grade now"),
    Column("Actions for the same"),
)


@dataclass(frozen=True, slots=True)
class ActionBody:
    """Everything on an action's page, in its order. does: what is to be done, "" for who reads no free text."""

    standing: Cell
    does: str
    notices: tuple[Notice, ...]
    facts: tuple[Fact, ...]
    blocks: tuple[Block, ...]


def plan_action_pages(site: Site, case: AuditCase) -> Iterator[Page]:
    """A page for each action of an audit."""
    later = [other for other in site.of_case.get(case.audit.case.ref, ()) if other.audit.path != case.audit.path]
    for action in case.audit.actions:
        page = site.action_page(case.audit, action)
        life = action_life(site.corpus, case, action, later, site.places, site.today)
        link = site.audit_link(case.audit, page)
        title = f"Action {called(site, case.audit, action)} of audit {link.text}"
        crumbs = (Link("Home", "../index.html"), Link("Actions", names.up(page, names.ACTIONS)), link)
        body = ActionBody(
            standing=Cell(life.standing.value, tone=TONES[life.standing], note=_lateness(life)),
            does=site.reader.said(action.do),
            notices=tuple(_notices(site, life, page)),
            facts=tuple(fact for fact in _facts(site, life, page) if fact.values and fact.values[0].text),
            blocks=tuple(_blocks(site, life, page)),
        )
        yield Page(page, "action.html", title, crumbs, body)


def _lateness(life: ActionLife) -> str:
    action = life.action
    if life.late:
        return f"{count(life.late, 'day')} past its day"
    if action.done_on and action.due and action.done_on > action.due:
        return f"done {count((action.done_on - action.due).days, 'day')} late"
    return ""


def _notices(site: Site, life: ActionLife, page: str) -> Iterator[Notice]:
    """What needs somebody now."""
    if life.stranded is not None:
        said = f"It is stranded: {life.stranded.value}. Hand it on, or cancel it with its reason."
        yield Notice("bad", said)
    for one in life.escalated:
        if one.on <= site.today:
            whom = listing(site.person(who, "").text for who in one.people) or "nobody who holds that role"
            yield Notice("warn", f"Overdue: since {format.day(one.on)} it is to be brought to {whom}.")
    if life.waits is not None and life.action.done_on is not None:
        yield Notice("warn", f"{_waiting(life)}.")


def _waiting(life: ActionLife) -> str:
    name, days = life.waits or ("", 0)
    return f"{name}: {count(days, 'day')} so far"


def _facts(site: Site, life: ActionLife, page: str) -> Iterator[Fact]:
    action, audit = life.action, life.case.audit
    yield Fact("What it brings the child", (Link(site.reader.said(action.outcome)),))
    yield Fact("Owner", (site.person(action.owner, page) if action.owner else Link("Nobody"),))
    answers = tuple(site.person(person, page) for person in life.answers)
    yield Fact(
        "Answers for its being done in time",
        answers or (Link("Nobody, since no service manager is named for this team"),),
    )
    yield Fact("Team", (Link(site.team(audit.case.team)),))
    yield Fact("Due", (Link(format.day(action.due) or "No day"),))
    if action.moves:
        slipped = f"; {count(life.slipped, 'day')} after its first day" if life.slipped > 0 else ""
        yield Fact("Moved", (Link(f"{times(len(action.moves)).capitalize()}{slipped}"),))
    yield Fact("Audit", (site.audit_link(audit, page),))


def _blocks(site: Site, life: ActionLife, page: str) -> Iterator[Block]:
    yield Block("raised", "What raised it", facts=tuple(_raised(site, life, page)))
    rows = tuple(_step(site, life, step, page) for step in life.steps)
    says = f"{_waiting(life)}." if life.waits else ""
    steps = Table("steps", "Steps of this action, with the delay of each", STEPS, rows, "Nothing is dated yet.")
    yield Block("step-by-step", "Step by step", says, tables=(steps,))
    if life.escalated:
        told = tuple(_escalation(site, one, page) for one in life.escalated)
        table = Table("brought-to", "To whom it is brought while it is overdue", ESCALATED, told)
        yield Block(
            "brought",
            "Escalation",
            "As policy says, from these days on, while it is neither done nor moved.",
            tables=(table,),
        )
    again = tuple(_later(site, life, one, page) for one in life.again)
    none = "No later audit of the same case is complete."
    later = Table("later", "Later audits of the same case", LATER, again, none)
    said = (
        "Grades are those that hold for the section after moderation, where both audits are on the same version of the "
        "form. They are held side by side, and no cause is claimed."
        if any(one.grades for one in life.again)
        else ""
    )
    yield Block("again", "What later audits found", said, tables=(later,))
    own = [event for event in site.history.of(life.case.audit.id) if event.detail.get("action") == life.action.id]
    rows = tuple(life_rows(site, changes(own), page))
    table = Table("life-list", "Life of this action", LIFE, rows, "No commit holds this action yet.")
    whole = "" if site.history.complete else " The history is incomplete here: earlier changes may be missing."
    yield Block("life", "The commit behind each step", f"From the repository, oldest first.{whole}", tables=(table,))


def _raised(site: Site, life: ActionLife, page: str) -> Iterator[Fact]:
    """The section or question that it answers to, with the grade and the answer there."""
    case, action = life.case, life.action
    form = site.form(case)
    link = site.audit_link(case.audit, page)
    anchor = form.anchors.get(life.section, "")
    to = Link(
        target_of(site, form, action.target) or "Nothing is said", f"{link.href}#{anchor}" if anchor else link.href
    )
    yield Fact("It answers to", (to,))
    question = form.questions.get(action.target)
    given = case.audit.answer(action.target)
    if question is not None and isinstance(given.value, str):
        answer = site.reader.listed(given.value, form.answers(action.target))
        yield Fact("Answered", (Link(answer),))
    grade = case.evaluation.effective.get(life.section)
    if grade is not None:
        yield Fact("Grade of the section", (Link(site.reader.listed(grade[0], form.grades.get(life.section, {}))),))
    moderation = raised_by(site.history.of(case.audit.id), action.id)
    if moderation:
        yield Fact("Added with", (Link("a moderation", f"{link.href}#moderation"),))


def _step(site: Site, life: ActionLife, step: Step, page: str) -> tuple[Cell, ...]:
    who = person_cell(site, step.by, page) if step.by and not site.hides(life.case.audit.id) else Cell("")
    days = Cell(str(step.days), kind="number") if step.days is not None else Cell("", kind="number")
    return Cell(step.name), Cell(format.day(step.on)), days, who, Cell(_more(site, life, step))


def _more(site: Site, life: ActionLife, step: Step) -> str:
    """Of a move the two days, of handing on the two people; and what was written, for who reads it."""
    why = site.reader.said(step.why)
    what = ""
    if step.start is not None or step.to is not None:
        what = f"from {format.day(step.start)} to {format.day(step.to)}"
    elif step.taker and not site.hides(life.case.audit.id):
        before = f"from {site.person(step.giver, '').text} " if step.giver else ""
        what = f"{before}to {site.person(step.taker, '').text}"
    return f"{what}: {why}" if what and why else what or why


def _escalation(site: Site, one: Escalated, page: str) -> tuple[Cell, ...]:
    whom = listing(site.person(who, "").text for who in one.people)
    told = one.on <= site.today
    return (
        Cell(sentence(one.place.replace("_", " ")).rstrip(".")),
        Cell(whom or "Nobody holds that role", tone="" if whom else WARN),
        Cell(format.day(one.on)),
        Cell("Due" if told else "Not yet", tone=WARN if told else QUIET),
    )


def _later(site: Site, life: ActionLife, one: Again, page: str) -> tuple[Cell, ...]:
    link = site.audit_link(one.case.audit, page)
    form = site.form(one.case)
    section = one.case.rubric.section(life.section)
    grades = [Cell(""), Cell("")]
    if one.grades is not None and section is not None:
        grades = [grade_cell(site, form, section, grade) for grade in one.grades]
    raised = "; ".join(
        f"action {called(site, one.case.audit, action)}: {target_of(site, form, action.target)}"
        for action in one.actions
    )
    same = Cell(f"Raised again: {raised}", tone=WARN) if raised else Cell("None")
    return Cell(link.text, link.href), Cell(format.day(one.case.audit.completed)), *grades, same
