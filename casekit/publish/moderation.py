"""How far judges agree, form by form: auditors and moderators, first and second judges, calibrations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from casekit.model.history import Seen
from casekit.publish import names
from casekit.publish.agreement_tables import Behind, brief, coefficients, matrix
from casekit.publish.context import Site
from casekit.publish.drawn import drawn_parts, plan_drawn
from casekit.publish.grade_lists import APART, GAVE
from casekit.publish.heat import told_apart
from casekit.publish.page import Link, Page
from casekit.publish.parts import Part, PartsBody
from casekit.publish.seconds import ANSWERS, GRADES, SHOWN, form_of, names_of, plan_seconds
from casekit.register.agreed import FormAgreement, Line, Seconds, agreements
from casekit.register.agreement import MOSTLY, Agreement, cautions
from casekit.rubric.model import Rubric
from casekit.words import count

SEEN = {
    Seen.NOT_SHOWN: "Second judgements, the first not shown",
    Seen.SHOWN: "Second judgements, the first shown",
    Seen.UNKNOWN: "Second judgements, shown the first or not: nobody knows",
}
"""What second judgements are called by whether history shows that the first could be read."""
MODERATORS, SECONDS = ("Auditor", "Moderator"), ("First judge", "Second judge")
"""What the two are called."""
_BEYOND = (
    "Agreement beyond chance is 1 where all pairs are the same, and 0 where as many are as chance alone would give."
)


def plan_moderation(site: Site) -> Iterator[Page]:
    """The page of moderation and agreement."""
    found = agreements(site.corpus.audits, seen=site.history.seen, broken=site.corpus.broken)
    intro = (
        "How often a second judge comes to the same as the first. Forms are never added together; an audit is counted "
        "once it is completed."
    )
    parts = (*drawn_parts(site), *(part for form in found for part in _form(site, form)))
    if not parts:
        intro = "No audit is completed yet, so there is nothing to compare."
    crumbs = (Link("Home", "../index.html"),)
    yield from plan_drawn(site)
    yield from plan_seconds(site)
    yield Page(names.MODERATION, "parts.html", "Moderation and agreement", crumbs, PartsBody(intro, parts))


def _form(site: Site, form: FormAgreement) -> Iterator[Part]:
    id = names.rubric_page(form.rubric.ref)
    ref, whole = form.rubric.ref, form.rubric.overall.id

    def moderated(line: str) -> Behind:
        return Behind(site.section_page(ref, line, names.MODERATION), "Before moderation", GAVE, APART)

    def auditor(called: str) -> Behind:
        behind = moderated(whole)
        return replace(behind, page=behind.page if called in alone else "", only={"Auditor": called})

    title = f"{form.rubric.title}, version {form.rubric.version}"
    left = f" {count(form.left_out, 'second judgement')} left out." if form.left_out else ""
    yield Part(id, title, says=(f"{form.moderated} of {count(form.audits, 'completed audit')} moderated.{left}",))
    yield from _judges(
        f"{id}-moderation", "Auditor and moderator", form.moderation, title, MODERATORS, moderated, MOSTLY
    )
    if site.corpus.policy.agreement.auditors and form.auditors:
        called = [Line(one.id, site.person(one.id, "").text, one.found) for one in form.auditors]
        alone = told_apart(one.title for one in called)
        says = ("The overall grade. Each row rests on few audits: talk before you judge.",)
        leads = [auditor(one.title) for one in called]
        table = brief(f"{id}-auditors", "Agreement by auditor", "Auditor", called, title, leads)
        yield Part(f"{id}-by-auditor", "By auditor", 3, says, tables=(table,))
    for second in form.seconds:
        yield from _second(f"{id}-{second.seen.value.replace('_', '-')}", second, form.rubric)
    if form.calibrations:
        links = tuple(
            Link(
                f"{site.audit_title(one.first.audit)}: {count(len(one.others) + 1, 'judge')}",
                names.up(names.MODERATION, site.names.calibrations[one.first.audit.path]),
            )
            for one in form.calibrations
        )
        yield Part(
            f"{id}-calibrations", "Calibrations", 3, ("Cases that several judged; in no figure above.",), links=links
        )


def _second(id: str, second: Seconds, rubric: Rubric) -> Iterator[Part]:
    title, of = SEEN[second.seen], f"{rubric.title}, version {rubric.version}"
    called = names_of(rubric)

    def behind(line: str, of: str = GRADES) -> Behind:
        only = {"Form": form_of(rubric), "First shown": SHOWN[second.seen], "On": called[of, line]}
        return Behind("seconds.html", "First judge", "Second judge", "Both", only)

    yield from _judges(id, f"{title}: {count(second.audits, 'audit')}", second.graded, of, SECONDS, behind)
    if second.questions:
        lines = _furthest(second.questions)
        leads = [behind(line.id, ANSWERS) for line in lines]
        table = brief(f"{id}-questions", "Agreement on each question", "Question", lines, f"{title}; {of}", leads)
        yield Part(f"{id}-on-questions", f"{title}: each question", 3, tables=(table,))


def _judges(
    id: str,
    title: str,
    lines: Sequence[Line],
    of: str,
    judges: tuple[str, str],
    behind: Callable[[str], Behind],
    note: str = "",
) -> Iterator[Part]:
    """The first line in full, with its matrix; all of them as rows of one table. behind: the list of each line."""
    if not lines:
        return
    of, whole = f"{title}; {of}", lines[0].found
    if not whole.n:
        yield Part(id, title, 3, ("No pair of grades yet.",))
        return
    tables = [
        matrix(f"{id}-matrix", lines[0], of, judges, behind(lines[0].id)),
        coefficients(f"{id}-coefficients", lines[0], of),
    ]
    says = (_sentence(lines[0].title, whole, judges[1]), _BEYOND)
    yield Part(id, title, 3, says, tuple(cautions(whole)), tuple(tables))
    if len(lines) > 1:
        leads = [behind(line.id) for line in lines[1:]]
        table = brief(f"{id}-lines", "Agreement on each section", "Section", lines[1:], of, leads)
        yield Part(f"{id}-sections", f"{title}: each section", 3, (note,) if note else (), tables=(table,))


def _sentence(title: str, found: Agreement, second: str) -> str:
    missing = f" {count(found.missing, 'pair')} with only one of both grades left out." if found.missing else ""
    return (
        f"{title}: {found.exact} of {count(found.n, 'pair')} the same, {found.within_one} within one grade; the "
        f"{second.lower()} raised {found.up} and lowered {found.down}.{missing}"
    )


def _furthest(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.found.exact - line.found.n, line.id))
