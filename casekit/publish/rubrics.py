"""The forms on pages: what each section asks, what its grades mean, which limits hold, and where that comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.publish import names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.form_sections import Descriptor, FormSection, form_section, means
from casekit.publish.heat import led
from casekit.publish.lists import ListBody
from casekit.publish.page import Cell, Column, Fact, Link, Page, Table
from casekit.rubric.aloud import aloud, in_force, looks_back
from casekit.rubric.model import Rubric
from casekit.words import count


@dataclass(frozen=True, slots=True)
class RubricBody:
    """A form."""

    guide: str
    facts: tuple[Fact, ...]
    contents: tuple[Link, ...]
    means: tuple[Descriptor, ...]
    sections: tuple[FormSection, ...]
    words: tuple[Fact, ...]


def plan_rubrics(site: Site) -> Iterator[Page]:
    """The list of forms, and a page for each."""
    rubrics = [site.corpus.rubrics[ref] for ref in sorted(site.corpus.rubrics)]
    used = dict.fromkeys(site.corpus.rubrics, 0)
    for case in site.corpus.audits:
        used[case.rubric.ref] = used.get(case.rubric.ref, 0) + 1
    heads = (Column("Rubric"), Column("Version", "number"), Column("Sections", "number"), Column("Questions", "number"))
    audits = names.up(names.RUBRICS, names.AUDITS)
    table = Table(
        "rubrics",
        "Rubrics",
        (*heads, Column("Audits", "number")),
        tuple(
            (
                Cell(rubric.title, names.up(names.RUBRICS, site.names.rubrics[rubric.ref]), note=rubric.subject),
                figure(rubric.version),
                figure(sum(s.id != "overall" for s in rubric.all_sections())),
                figure(len(rubric.questions())),
                led(figure(used[rubric.ref]), audits, Rubric=site.form_called(rubric)),
            )
            for rubric in rubrics
        ),
        "No rubric.",
    )
    home = Link("Home", "../index.html")
    intro = f"{count(len(rubrics), 'form')} by which {count(len(site.corpus.audits), 'audit')} were made."
    yield Page(names.RUBRICS, "list.html", "Rubrics", (home,), ListBody(intro, table))
    for rubric in rubrics:
        page = site.names.rubrics[rubric.ref]
        title = f"{rubric.title}, version {rubric.version}"
        yield Page(page, "rubric.html", title, (home, Link("Rubrics", "index.html")), _body(rubric))


def _body(rubric: Rubric) -> RubricBody:
    sections = tuple(form_section(spoken) for spoken in aloud(rubric))
    facts = (
        ("Reference", rubric.ref),
        ("Subject", rubric.subject),
        ("Looks back", looks_back(rubric.looks_back, rubric.looks_back_how)),
        ("In force", in_force(rubric.in_force)),
        ("Source", ", ".join(rubric.source)),
    )
    lists = (
        ("Case types", rubric.case_types.values()),
        ("Flags", rubric.flags.values()),
        ("Dates on record", rubric.dates.values()),
        ("Themes", rubric.themes.values()),
        ("Marks of questions", rubric.tags.values()),
    )
    return RubricBody(
        guide=rubric.guide,
        facts=tuple(Fact(label, (Link(value),)) for label, value in facts if value),
        contents=(
            *(Link(s.title, f"#{s.id}") for s in sections if s.rank == 3),
            Link("Words of this form", "#words"),
        ),
        means=means(rubric.overall.scale or next((s.scale for s in rubric.all_sections() if s.scale), None)),
        sections=sections,
        words=tuple(Fact(label, tuple(map(Link, values))) for label, values in lists if values),
    )
