"""Grades of cases that were audited again: what changed, with the uncertainty of such numbers, and no cause claimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from casekit.model.corpus import AuditCase
from casekit.publish import format
from casekit.publish.cells import figure
from casekit.publish.compliance import CRUMBS
from casekit.publish.context import Site
from casekit.publish.heat import led
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.tones import tone
from casekit.register.reaudit import Change, Changes, Step, changes
from casekit.words import count

CHANGE = "programme/change.html"
TEAMS = "programme/change-teams.html"
COMPARED = "programme/compared.html"
KINDS = {
    "overall": "Overall",
    "acted": "Sections whose actions were all done by then",
    "open": "Sections with an action not done by then",
    "others": "Sections without an action",
}
BETTER, SAME, WORSE = "Better", "The same", "Worse"
ELSEWHERE = "Another team by then"
HEADS = (
    Column(BETTER, "number"),
    Column(SAME, "number"),
    Column(WORSE, "number"),
    Column("Share better, 95% interval", "number"),
)
CLAIMS = (
    "Grades are those that hold after moderation. This compares and claims no cause: months, people and chance lie "
    "between, and cases that are audited again were not chosen to be like the others."
)
MANY = "Where there are many lines, some differ by chance alone: one interval in twenty does not hold the true share."
AGAIN = "No case was audited again under the same form."


def plan_compared(site: Site) -> Iterator[Page]:
    """The page of the whole with each section, that of teams, and every grade compared."""
    found = changes(site.corpus.audits)
    kinds = zip(KINDS.values(), (found.overall, found.acted, found.open, found.others), strict=True)
    whole = _table(
        "change", "Grades in the later audit, held against the earlier one", "Grades compared", "Kind", _summed(kinds)
    )
    sections = _summed((_section(site, *key), one) for key, one in found.sections.items())
    by_section = _table("change-sections", "The same for each section", "Section", "Section", sections)
    intro = (
        f"{count(len(found.pairs), 'time')} a case was audited again under the same version of a form. {CLAIMS} {MANY}"
    )
    see = Link("By team", "change-teams.html")
    body = ListBody(intro, whole, "By section", by_section, see=see)
    yield from listing(CHANGE, "Did it change anything?", CRUMBS, body)
    teams = _summed((site.team(name) or ELSEWHERE, one) for name, one in found.teams.items())
    caption = "Overall grades of cases audited again, by team"
    by_team = _table("change-teams", caption, "Team", "Team", teams, Kind=KINDS["overall"])
    gone = found.teams.get("", Change()).compared
    moved = f" {count(gone, 'case')} had gone to another team by then." if gone else ""
    said = f"{format.number(found.overall.compared)} overall grades compared.{moved} {CLAIMS} {MANY}"
    yield from listing(
        TEAMS, "Did it change anything? By team", CRUMBS, ListBody(said, by_team, see=Link("All", "change.html"))
    )
    yield from _every(site, found)


def _summed(named: Iterable[tuple[str, Change]]) -> dict[str, Change]:
    """By what they are called: what these readers call alike stands together."""
    found: dict[str, Change] = {}
    for name, one in named:
        found[name] = found.get(name, Change()) + one
    return found


def _table(id: str, caption: str, head: str, column: str, kinds: Mapping[str, Change], **only: str) -> Table:
    """A line for each kind. column: which of the list of all grades compared says of which kind each is."""
    rows = tuple(
        (
            Cell(name),
            *(
                led(figure(number, one.compared), "compared.html", {column: name}, **only, Now=how)
                for how, number in ((BETTER, one.better), (SAME, one.same), (WORSE, one.worse))
            ),
            Cell(_interval(one), kind="number"),
        )
        for name, one in kinds.items()
        if one.compared
    )
    return Table(id, caption, (Column(head), *HEADS), rows, AGAIN)


def _every(site: Site, found: Changes) -> Iterator[Page]:
    """A line for each grade that was compared, the newest later audit first."""
    steps = sorted(found.steps, key=lambda step: step.pair.after.audit.id, reverse=True)
    heads = (
        Column("Later audit"),
        Column("Earlier audit"),
        Column("Team", choose=True),
        Column("Section", choose=True),
        Column("Kind", choose=True),
        Column("Before"),
        Column("After"),
        Column("Now", choose=True),
    )
    rows = tuple(_compared(site, step) for step in steps)
    table = Table("compared", "Grades compared, the newest first", heads, rows, AGAIN, tools=True)
    crumbs = (*CRUMBS, Link("Did it change anything?", "change.html"))
    yield from listing(COMPARED, "Grades compared", crumbs, ListBody(f"{count(len(rows), 'grade')} compared.", table))


def _compared(site: Site, step: Step) -> tuple[Cell, ...]:
    before, after = step.pair.before, step.pair.after
    later, earlier = (site.audit_link(case.audit, COMPARED) for case in (after, before))
    return (
        Cell(later.text, later.href, kind="whole"),
        Cell(earlier.text, earlier.href, kind="whole"),
        Cell(site.team(step.team) or ELSEWHERE),
        Cell(_section(site, after.rubric.ref, step.section)),
        Cell(KINDS[step.kind]),
        _grade(before, step.section),
        _grade(after, step.section),
        Cell(BETTER if step.by > 0 else WORSE if step.by < 0 else SAME),
    )


def _grade(case: AuditCase, section: str) -> Cell:
    found, grade = case.rubric.section(section), case.evaluation.effective[section][0]
    scale = found.scale if found is not None else None
    return Cell(scale.label(grade) if scale else grade, tone=tone(scale, grade) if scale else "")


def _section(site: Site, ref: str, section: str) -> str:
    """A section's title, with its form where there are several."""
    form = site.corpus.rubrics.get(ref)
    found = form.section(section) if form is not None else None
    title = found.title if found is not None else site.written(section)
    return f"{title} ({site.form_called(form)})" if form is not None and len(site.corpus.rubrics) > 1 else title


def _interval(one: Change) -> str:
    between = one.interval
    return f"{between[0]:.0%} to {between[1]:.0%}" if between else ""
