"""What lint found, on pages: by rule, by audit, and the files that could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from casekit.model.corpus import Broken
from casekit.publish import names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.heat import led
from casekit.publish.lists import ListBody, listing
from casekit.publish.markdown import with_line_numbers
from casekit.publish.page import Cell, Column, Link, Page, Prose, Table
from casekit.publish.tones import BAD, WARN
from casekit.register.left_out import left_out
from casekit.register.problems import ERROR, FileProblems, problems_by_code
from casekit.words import count

NOT_HERE = "Not shown here, as it might say who judged in a calibration; casekit lint says it."
"""What stands in place of the problems of a judge's file, where policy hides whose it is."""

NO_TEXT = "Not shown here, as it would say who judged in a calibration; it can be read in the file itself."
"""What stands in place of such a file that could not be read."""


@dataclass(frozen=True, slots=True)
class UnreadBody:
    """A file that could not be read as an audit."""

    intro: str
    table: Table
    text: Prose


def problem_columns(site: Site) -> tuple[Column, ...]:
    """The columns of a list of problems; the sentence itself may quote the file, so not everybody reads it."""
    columns = (Column("Line", "number"), Column("Rule"), Column("Severity"))
    return (*columns, Column("What is wrong", "wide")) if site.reader.wrote else columns


def problem_rows(site: Site, found: FileProblems, page: str) -> Iterator[tuple[Cell, ...]]:
    """The problems of one file in order of place."""
    for problem, severity in found.problems:
        cells = (
            figure(problem.span.line),
            rule_cell(site, problem.code, page),
            Cell("Error" if severity == ERROR else "Warning", tone=BAD if severity == ERROR else WARN),
        )
        with_it = (f"With it, line {other.span.line}: {other.code} {other.message}" for other in problem.consequences)
        said = " ".join((problem.message, *problem.because, *with_it))
        hidden = site.hides(found.path) or site.hides(problem.audit or "")
        what = Cell(NOT_HERE) if hidden else Cell(said, note=problem.hint)
        yield (*cells, what) if site.reader.wrote else cells


def rule_cell(site: Site, code: str, page: str) -> Cell:
    """A rule's code, leading to its page, with its name."""
    return Cell(code, names.up(page, site.names.rules.get(code, "")))


def plan_problems(site: Site) -> Iterator[Page]:
    """The list of all problems, and a page for each file that no figure counts (team only)."""
    titles = {case.audit.path: site.audit_link(case.audit, names.PROBLEMS) for case in site.corpus.audits}
    titles |= {path: Link(path, names.up(names.PROBLEMS, page)) for path, page in site.names.broken.items()}
    errors: list[tuple[Cell, ...]] = []
    warnings: list[tuple[Cell, ...]] = []
    for path, found in site.problems.items():
        link = titles.get(path) or Link(site.written(path))
        for (_, severity), row in zip(found.problems, problem_rows(site, found, names.PROBLEMS), strict=True):
            (errors if severity == ERROR else warnings).append((Cell(link.text, link.href), *row))
    rows = errors + warnings
    files = count(len(site.problems), "file")
    broken = site.corpus.broken
    intro = (
        f"{count(len(errors), 'error')} and {count(len(warnings), 'warning')} in {files}; "
        f"{count(len(site.corpus.audits), 'audit')} read."
    )
    if broken:
        intro += f" {left_out(broken)} {'It is' if len(broken) == 1 else 'They are'} counted in no figure."
    codes = problems_by_code(site.problems.values())
    by_rule = Table(
        "rules",
        "Problems by rule",
        (Column("Rule"), Column("Severity"), Column("Problems", "number"), Column("Files", "number")),
        tuple(
            (
                rule_cell(site, code, names.PROBLEMS),
                Cell(severity.capitalize(), tone=BAD if severity == ERROR else WARN),
                led(figure(number), "index.html", Rule=code),
                led(figure(of), "index.html", Rule=code),
            )
            for code, (severity, number, of) in codes.items()
        ),
    )
    line, rule, grade, *rest = problem_columns(site)
    columns = (Column("File"), line, Column(rule.text, choose=True), Column(grade.text, choose=True), *rest)
    body = ListBody(
        intro,
        Table("problems", "All problems, errors first", columns, tuple(rows), "Nothing to mend.", True),
        "Problems by rule",
        by_rule,
        see=Link("What was waived", "waivers.html"),
    )
    yield from listing(names.PROBLEMS, "Problems", (Link("Home", "../index.html"),), body)
    for unread in site.corpus.broken:
        if unread.path in site.names.broken:
            yield _unread(site, unread)


def _as_it_stands(site: Site, unread: Broken) -> Markup:
    """The lines of a file that could not be read, but not those of a judge whom policy keeps to itself."""
    return Markup("<p>{}</p>").format(NO_TEXT) if site.hides(unread.path) else with_line_numbers(unread.text)


def _unread(site: Site, unread: Broken) -> Page:
    page = site.names.broken[unread.path]
    found = site.problems.get(unread.path) or FileProblems(unread.path, tuple((p, ERROR) for p in unread.problems))
    table = Table(
        "problem-list", "Problems in this file", problem_columns(site), tuple(problem_rows(site, found, page))
    )
    body = UnreadBody(
        "This audit cannot be assessed because its form cannot be used. No figure counts it until the form is mended."
        if unread.form
        else "This file could not be read as an audit. It is counted in no figure until it is mended.",
        table,
        Prose("The file as it stands", _as_it_stands(site, unread)),
    )
    crumbs = (Link("Home", "../index.html"), Link("Problems", "../problems/index.html"))
    return Page(page, "unread.html", unread.path, crumbs, body)
