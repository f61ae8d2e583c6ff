"""Themes: how often each is named, as a strength or a gap, whether it comes back, and the audits behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.heat import led
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.parts import Part, PartsBody
from casekit.publish.which import HOME, WHICH, audit_cells, by_form, listed, titled
from casekit.register.grades import effective
from casekit.register.weak import lower
from casekit.words import count

NAMED = "themes/audits.html"
AGAIN = 3
"""In so many of a form's newest six months a theme must be named to be called one that comes back."""
RECENT = 6
STRENGTH, GAP = "Strength", "Gap"


def plan_themes(site: Site) -> Iterator[Page]:
    """How often each theme of a form is named, in which months, and the audits behind it."""
    parts, rows = [], []
    for ref, cases in by_form(site.corpus.audits).items():
        themes = cases[0].rubric.themes
        if not themes:
            continue
        table, behind = _themes(site, ref, cases)
        rows += behind
        says = f"{count(len(cases), 'audit')} counted. An audit may name several themes."
        parts.append(Part(names.rubric_page(ref), titled(cases[0]), says=(says,), tables=(table,)))
    says = (
        f"Themes that auditors named for the whole. One comes back when it was named in {AGAIN} or more of the newest "
        f"{RECENT} months in which its form has audits, the newest among them. A theme by itself says neither that "
        "something was strong nor that it was missing: it counts as a strength where the whole of the audit is graded "
        "in the upper half of its scale, and as a gap in the lower half."
    )
    none = "No form in use has a list of themes, or no audit is completed yet."
    yield Page(names.THEMES, "parts.html", "Themes", (HOME,), PartsBody(says if parts else none, tuple(parts)))
    heads = (*WHICH, Column("Form", choose=True), Column("Theme", choose=True), Column("As", choose=True))
    table = Table("named", "Audits and the themes that they name", heads, tuple(rows), "None is named.", tools=True)
    intro = f"A line for each theme of each audit: {count(len(rows), 'line')}."
    yield from listing(NAMED, "Audits by theme", (HOME, Link("Themes", "index.html")), ListBody(intro, table))


def _themes(site: Site, ref: str, cases: list[AuditCase]) -> tuple[Table, list[tuple[Cell, ...]]]:
    themes, title = cases[0].rubric.themes, titled(cases[0])
    months = sorted({case.audit.month for case in cases})
    named: Counter[str] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    seen: dict[str, set[str]] = {theme: set() for theme in themes}
    behind = []
    for case in reversed(cases):
        for theme in dict.fromkeys(t for t in case.audit.overall.themes if t in themes):
            named[theme] += 1
            held = _held(case)
            kinds[theme, held] += 1
            seen[theme].add(case.audit.month)
            behind.append((*audit_cells(site, case, NAMED), Cell(listed(case)), Cell(themes[theme]), Cell(held)))
    rows = []
    for theme in sorted(themes, key=lambda theme: -named[theme]):
        recent = seen[theme].intersection(months[-RECENT:])
        back = months[-1] in recent and len(recent) >= AGAIN
        which = {"Form": listed(cases[0]), "Theme": themes[theme]}
        rows.append(
            (
                Cell(themes[theme]),
                led(figure(named[theme], len(cases)), "audits.html", **which),
                *(led(figure(kinds[theme, held]), "audits.html", **which, As=held) for held in (STRENGTH, GAP)),
                figure(len(seen[theme]), len(months)),
                Cell(
                    format.month(max(seen[theme])) if seen[theme] else "Never",
                    key=format.month_key(max(seen[theme], default="")),
                ),
                Cell("Comes back" if back else "", tone="warn" if back else ""),
            )
        )
    heads = (
        Column("Theme"),
        Column("Audits", "number"),
        Column("As a strength", "number"),
        Column("As a gap", "number"),
        Column("Months", "number"),
        Column("Last named"),
        Column("Comes back"),
    )
    id = names.rubric_page(ref)
    return Table(f"{id}-themes", "Themes, the most frequent first", heads, tuple(rows), of=title, tools=True), behind


def _held(case: AuditCase) -> str:
    """As what an audit's themes count: a strength where its whole is in the upper half of the scale, else a gap."""
    grade, scale = effective(case, case.rubric.overall.id), case.rubric.overall.scale
    if scale is None or grade is None or grade not in scale.ranks:
        return ""
    return GAP if lower(scale, grade) else STRENGTH
