"""The summary at the top of an audit's page: who, when, which case, and what needs somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.context import Site
from casekit.publish.page import Cell, Fact, Link, Notice
from casekit.publish.tones import BAD, QUIET, WARN, tone
from casekit.register.actions import Standing, standing
from casekit.register.grades import effective
from casekit.register.stages import stage
from casekit.rubric.facts import AUDITOR, COMPUTED, OVERRIDE
from casekit.words import count, listing

ROLES = {"practitioner": "Practitioner", "team_manager": "Team manager", "reviewer": "Reviewing officer or chair"}
"""What the people around a case are called."""
YES_NO = {True: "Yes", False: "No", None: ""}


BY = {
    AUDITOR: "as the auditor gave it",
    COMPUTED: "worked out by the form",
    OVERRIDE: "put in place of what the form works out",
}
"""Where a grade in effect comes from, unless a moderation or a dispute gave it."""

ONE_OF_MANY = "not shown: one of the judges of a calibration"
"""What stands in place of a judge of a calibration."""


def judges(case: AuditCase) -> dict[str, str]:
    """Moderations and disputes by id, as the page calls them."""
    found = {m.id: f"moderation {n}" for n, m in enumerate(case.audit.moderations, start=1)}
    return found | {d.id: f"dispute {n}" for n, d in enumerate(case.audit.disputes, start=1)}


def overall(site: Site, case: AuditCase) -> Cell:
    """The overall grade in effect as a tag, with where it comes from."""
    scale = case.rubric.overall.scale
    now, own = effective(case, "overall"), case.first_grade("overall")
    if scale is None:
        return Cell("No overall grade", tone=QUIET, note="this form gives none")
    labels = {value.id: value.label for value in scale.values}
    if not now:
        computed = case.evaluation.computed.get("overall")
        none = "it cannot be worked out yet" if computed and computed.missing else "none is on record"
        return Cell("No overall grade", tone=QUIET, note=none)
    by = case.evaluation.effective["overall"][1]
    note = BY.get(by) or f"in effect through {site.reader.listed(by, judges(case))}"
    if own and own != now:
        first = "it was" if "overall" in case.evaluation.computed_first else "the auditor gave"
        note += f"; {first} {site.reader.listed(own, labels)}{' before' if first == 'it was' else ''}"
    return Cell(site.reader.listed(now, labels), tone=tone(scale, now), note=note)


def notices(site: Site, case: AuditCase) -> Iterator[Notice]:
    """What somebody has to see to, the most urgent first."""
    audit = case.audit
    if unclosed := sum(concern.closed is None for concern in audit.concerns):
        yield Notice(BAD, f"{count(unclosed, 'immediate concern')} not yet closed.", Link("Concerns", "#concerns"))
    if late := sum(standing(action, site.today) is Standing.OVERDUE for action in audit.actions):
        yield Notice(BAD, f"{late} of {count(len(audit.actions), 'action')} overdue.", Link("Actions", "#actions"))
    if unsettled := sum(dispute.resolved_on is None for dispute in audit.disputes):
        yield Notice(WARN, f"{count(unsettled, 'dispute')} not yet settled.", Link("Disputes", "#disputes"))
    found = site.problems.get(audit.path)
    if found and found.errors:
        yield Notice(BAD, f"{count(found.errors, 'error')} to mend in the file.", Link("Problems", "#problems"))
    if audit.completed is None:
        yield Notice(WARN, "Not completed: its grades are not counted yet.")


def facts(site: Site, case: AuditCase, page: str) -> Iterator[Fact]:
    """Every fact of the audit that is on record, without what this audience may not read."""
    yield from (fact for fact in _facts(site, case, page) if any(value.text for value in fact.values))


def _facts(site: Site, case: AuditCase, page: str) -> Iterator[Fact]:
    audit, rubric, reader = case.audit, case.rubric, site.reader
    form = Link(f"{rubric.title}, version {rubric.version}", names.up(page, site.names.rubrics.get(rubric.ref, "")))
    yield Fact("Rubric", (form,))
    yield _line("Stage", stage(audit).value)
    yield _line("Case type", *_spells(site, case))
    yield _line("Team", site.team(audit.case.team))
    if reader.wrote:
        yield _line("File", audit.path)
        yield _line("Case reference", audit.case.ref)
        yield _line("Age", "" if audit.case.age is None else str(audit.case.age))
        yield _line("Flags", *(reader.listed(flag, rubric.flags) for flag in audit.case.flags))
    yield Fact("Auditor", (Link(ONE_OF_MANY) if site.hides(audit.id) else site.person(audit.auditor, page),))
    yield _line("Independent of the case", YES_NO[audit.independent])
    for role, who in audit.case.people.items():
        yield Fact(reader.listed(role, ROLES), (site.person(who, page),))
    yield _line("Period looked at", between(audit.start, audit.end))
    yield _line("With the practitioner", format.day(audit.met))
    yield _line("Attempted with the practitioner", format.day(audit.attempted), reader.said(audit.attempted_why))
    yield _line("Case taken over", format.day(audit.case.allocated))
    yield _line("Former team", site.team(audit.case.former_team) if audit.case.former_team else "")
    yield _line("Meeting of three", format.day(audit.three_way))
    yield _line("Meeting of three attempted", format.day(audit.three_way_attempted), reader.said(audit.three_way_why))
    yield _line("Completed", format.day(audit.completed))
    yield _line("Discussed", listing(format.day(on) for on in audit.discussions))
    shared = ((site.person(told.who, page), format.moment(told.at, site.zone)) for told in audit.shared)
    yield Fact("Shared", tuple(Link(f"{who.text}, {at}" if at else who.text, who.href) for who, at in shared))
    for id, days in audit.dates.items():
        yield _line(reader.listed(id, rubric.dates), *(format.day(when) for when in days))
    if audit.second_of:
        first = site.by_id.get(audit.second_of)
        link = site.audit_link(first.audit, page) if first else Link(site.written(audit.second_of))
        yield Fact("Second judgement of", (link,))
    if audit.together_with:
        known = ((id, site.by_id.get(id)) for id in audit.together_with)
        together = (site.audit_link(found.audit, page) if found else Link(site.written(id)) for id, found in known)
        yield Fact("Audited together with", tuple(together))


def _line(label: str, *values: str) -> Fact:
    return Fact(label, tuple(Link(value) for value in values if value))


def _spells(site: Site, case: AuditCase) -> Iterator[str]:
    for spell in case.audit.case.types:
        label = site.reader.listed(spell.type, case.rubric.case_types)
        dates = between(spell.start, spell.end)
        yield f"{label}, {dates}" if dates else label


def between(start: date | None, end: date | None) -> str:
    """ "2 May 2026 to 3 June 2026", or the half that is known."""
    if start and end:
        return f"{format.day(start)} to {format.day(end)}"
    if start:
        return f"from {format.day(start)}"
    return f"to {format.day(end)}" if end else ""
