"""How far judges agree, form by form: auditors and moderators, first and second judges, calibrations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from casekit.model.history import Seen
from casekit.publish import format, names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.parts import Part, PartsBody
from casekit.publish.tones import QUIET, WARN
from casekit.register.agreed import FormAgreement, Line, Seconds, agreements
from casekit.register.agreement import COEFFICIENTS, MOSTLY, Agreement, cautions, interval
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
_SMALL = "few pairs"


def plan_moderation(site: Site) -> Iterator[Page]:
    """The page of moderation and agreement."""
    found = agreements(site.corpus.audits, seen=site.history.seen, broken=site.corpus.broken)
    intro = (
        "How often a second judge comes to the same as the first. Forms are never added together; an audit is counted "
        "once it is completed."
    )
    parts = (*_drawn(site), *(part for form in found for part in _form(site, form)))
    if not parts:
        intro = "No audit is completed yet, so there is nothing to compare."
    crumbs = (Link("Home", "../index.html"),)
    yield Page(names.MODERATION, "parts.html", "Moderation and agreement", crumbs, PartsBody(intro, parts))


def _drawn(site: Site) -> Iterator[Part]:
    """Of each month that was drawn, which audits are still to be moderated; the newest first."""
    rows = []
    for drawn in reversed(site.corpus.samples):
        chosen = [*(audit for audit, _ in drawn.always), *drawn.drawn]
        cases = [site.by_id[audit] for audit in chosen if audit in site.by_id]
        waiting = [case for case in cases if not case.audit.moderations]
        gone = len(chosen) - len(cases)
        rows.append(
            (
                Cell(format.month(drawn.month), key=drawn.month),
                figure(drawn.candidates),
                figure(len(drawn.always)),
                figure(len(drawn.drawn), drawn.candidates - len(drawn.always)),
                figure(len(chosen) - len(waiting) - gone, len(chosen)),
                Cell("" if waiting else "None", lines=tuple(site.audit_title(case.audit) for case in waiting)),
            )
        )
    if rows:
        columns = (
            Column("Month"),
            Column("Completed when drawn", "number"),
            Column("Always", "number"),
            Column("Drawn", "number"),
            Column("Moderated", "number"),
            Column("Still to moderate"),
        )
        says = "Those with the lowest or highest grade, a settled expectation or a waiver, and a share of the others."
        table = Table("sample", "Audits to moderate, by month", columns, tuple(rows), titled=True)
        yield Part("to-moderate", "Audits to moderate", says=(says,), tables=(table,))


def _form(site: Site, form: FormAgreement) -> Iterator[Part]:
    id = names.rubric_page(form.rubric.ref)
    title = f"{form.rubric.title}, version {form.rubric.version}"
    left = f" {count(form.left_out, 'second judgement')} left out." if form.left_out else ""
    yield Part(id, title, says=(f"{form.moderated} of {count(form.audits, 'completed audit')} moderated.{left}",))
    yield from judges_parts(f"{id}-moderation", "Auditor and moderator", form.moderation, title, MODERATORS, MOSTLY)
    if site.corpus.policy.agreement.auditors and form.auditors:
        called = [Line(one.id, site.person(one.id, "").text, one.found) for one in form.auditors]
        says = ("The overall grade. Each row rests on few audits: talk before you judge.",)
        table = _brief(f"{id}-auditors", "Agreement by auditor", "Auditor", called, title)
        yield Part(f"{id}-by-auditor", "By auditor", 3, says, tables=(table,))
    for second in form.seconds:
        yield from _second(f"{id}-{second.seen.value.replace('_', '-')}", second, title)
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


def _second(id: str, second: Seconds, of: str) -> Iterator[Part]:
    title = SEEN[second.seen]
    yield from judges_parts(id, f"{title}: {count(second.audits, 'audit')}", second.graded, of, SECONDS)
    if second.questions:
        table = _brief(
            f"{id}-questions", "Agreement on each question", "Question", _furthest(second.questions), f"{title}; {of}"
        )
        yield Part(f"{id}-on-questions", f"{title}: each question", 3, tables=(table,))


def judges_parts(
    id: str, title: str, lines: Sequence[Line], of: str, judges: tuple[str, str], note: str = ""
) -> Iterator[Part]:
    """The first line in full, with its matrix; all of them as rows of one table."""
    if not lines:
        return
    of, whole = f"{title}; {of}", lines[0].found
    if not whole.n:
        yield Part(id, title, 3, ("No pair of grades yet.",))
        return
    tables = [_matrix(f"{id}-matrix", lines[0], of, judges), _coefficients(f"{id}-coefficients", lines[0], of)]
    says = (_sentence(lines[0].title, whole, judges[1]), _BEYOND)
    yield Part(id, title, 3, says, tuple(cautions(whole)), tuple(tables))
    if len(lines) > 1:
        table = _brief(f"{id}-lines", "Agreement on each section", "Section", lines[1:], of)
        yield Part(f"{id}-sections", f"{title}: each section", 3, (note,) if note else (), tables=(table,))


def _sentence(title: str, found: Agreement, second: str) -> str:
    missing = f" {count(found.missing, 'pair')} with only one of both grades left out." if found.missing else ""
    return (
        f"{title}: {found.exact} of {count(found.n, 'pair')} the same, {found.within_one} within one grade; the "
        f"{second.lower()} raised {found.up} and lowered {found.down}.{missing}"
    )


def _matrix(id: str, line: Line, of: str, judges: tuple[str, str]) -> Table:
    values = line.found.scale.best_first
    columns = (Column(judges[0]), *(Column(f"{judges[1]}: {value.label}", "number even") for value in values))
    rows = tuple(
        (
            Cell(value.label),
            *(figure(number, tone=QUIET if i == j else WARN if number else "") for j, number in enumerate(row)),
        )
        for i, (value, row) in enumerate(zip(values, line.found.matrix, strict=True))
    )
    return Table(id, f"{line.title}: who gave which grade", columns, rows, titled=True, of=of)


def _coefficients(id: str, line: Line, of: str) -> Table:
    columns = (Column("Measure"), Column("Value", "number"), Column("95 % interval"))
    rows = []
    for name, called in COEFFICIENTS.items():
        value, ends = interval(getattr(line.found, name))
        rows.append((Cell(called), Cell(value, kind="number"), Cell(ends)))
    return Table(id, f"{line.title}: agreement beyond chance", columns, tuple(rows), titled=True, of=of)


def _furthest(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.found.exact - line.found.n, line.id))


def _brief(id: str, caption: str, head: str, lines: Iterable[Line], of: str) -> Table:
    """One row for each line."""
    columns = (
        Column(head),
        Column("The same", "number"),
        Column("Within one", "number"),
        Column("Raised", "number"),
        Column("Lowered", "number"),
        Column("Only one of both", "number"),
        Column("Kappa", "number"),
        Column("AC1", "number"),
        Column("AC2", "number"),
    )
    rows = tuple(
        (
            Cell(line.title, note=_SMALL if line.found.few and line.found.n else ""),
            figure(line.found.exact, line.found.n),
            *(
                figure(number) if number is not None else Cell("–", kind="number")
                for number in (line.found.within_one, line.found.up, line.found.down)
            ),
            figure(line.found.missing),
            *(
                Cell(interval(one)[0], note="" if one is None or one.low is None else interval(one)[1], kind="number")
                for one in (line.found.kappa, line.found.ac1, line.found.ac2)
            ),
        )
        for line in lines
    )
    return Table(id, caption, columns, rows, titled=True, of=of)
