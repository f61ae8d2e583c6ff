"""Trends: the better half of grades by month as control charts, and how old open actions are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from casekit.publish import format, names
from casekit.publish.cells import figure
from casekit.publish.charts import Chart, bars, series
from casekit.publish.context import Site
from casekit.publish.grade_lists import LOWER, UPPER
from casekit.publish.heat import filtered, led
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.parts import Part, PartsBody
from casekit.publish.weak import weak_pages
from casekit.register.actions import AGES, ActionRow, deadline
from casekit.register.control import LEAST, RUN, Control, Sign, control
from casekit.register.weak import FormLines, SectionLine, Share, weak
from casekit.words import count


def plan_trends(site: Site) -> Iterator[Page]:
    """A chart for the whole of each form, and one of actions."""
    parts = [_ageing(site.actions)]
    forms = weak(site.corpus.audits)
    pages = weak_pages(forms)
    for form in forms:
        whole = next((line for line in form.sections if line.graded.id == form.rubric.overall.id), None)
        if whole is not None and whole.given:
            parts.append(_part(form, whole, pages[form.rubric.ref, whole.graded.id]))
    intro = (
        "Which changes from month to month are more than chance. Each chart has its table. Grades by section and "
        "month stand under Grades, and shares by section and team under Sections."
    )
    home = (Link("Home", "index.html"),)
    yield Page(names.TRENDS, "parts.html", "Trends", home, PartsBody(intro, tuple(parts)))


def _part(form: FormLines, line: SectionLine, page: str) -> Part:
    id, title = names.rubric_page(form.rubric.ref), f"{form.rubric.title}, version {form.rubric.version}"
    by_month = line.shares(lambda case: case.audit.month)
    months = sorted(by_month)
    upper = [Share(by_month[m].of - by_month[m].number, by_month[m].of) for m in months]
    values = [share.value or 0.0 for share in upper]
    found = control(values)
    rows = tuple(
        _row(page, m, s, found.signs[n] if found else None) for n, (m, s) in enumerate(zip(months, upper, strict=True))
    )
    heads = (
        Column("Month"),
        Column("Grades in the upper half", "number"),
        Column("Share", "number"),
        *((Column("What it says"),) if found else ()),
    )
    caption = "Overall grades in the upper half of the scale, by month"
    chart = series(
        f"{id}-chart",
        f"{caption}: {title}",
        _words(months, values, found),
        [format.month(m) for m in months],
        values,
        found,
    )
    return Part(
        id,
        title,
        says=(_limits(found, len(months)),),
        cautions=_few(upper),
        charts=(chart,),
        tables=(Table(f"{id}-trend", caption, heads, rows, titled=True, of=title),),
    )


def _row(page: str, month: str, share: Share, sign: Sign | None) -> tuple[Cell, ...]:
    cell = figure(share.number, share.of)
    link = filtered(page, Month=format.month(month), Part_of_the_scale=UPPER if share.number else LOWER)
    says = () if sign is None else (Cell(sign.value, tone={Sign.WORSE: "warn", Sign.BETTER: "ok"}.get(sign, "")),)
    shown = Cell(cell.text, link, key=cell.key, note=cell.note, kind="number")
    return (
        Cell(format.month(month), key=format.month_key(month)),
        shown,
        Cell(f"{share.value or 0:.0%}", kind="number"),
        *says,
    )


def _words(months: list[str], values: list[float], found: Control | None) -> str:
    """The chart in words."""
    said = f"From {format.month(months[0])} ({values[0]:.0%}) to {format.month(months[-1])} ({values[-1]:.0%})."
    if found is None:
        return said
    signs = (f"{count(found.signs.count(s), 'month')} of {s.value.lower()}" for s in (Sign.BETTER, Sign.WORSE))
    return f"{said} Mean {found.mean:.0%}, limits {found.lower:.0%} and {found.upper:.0%}; {' and '.join(signs)}."


def _limits(found: Control | None, months: int) -> str:
    if found is None:
        return (
            f"{count(months, 'month')} with grades: under {LEAST} there are no limits, so that no change can be told "
            "from chance."
        )
    return (
        f"The mean is {found.mean:.0%}. From month to month the share moves by chance between {found.lower:.0%} and "
        f"{found.upper:.0%}, the limits of this chart (XmR). A month says more than that where it lies outside them, "
        f"is one of {RUN} in a row on one side of the mean or of {RUN} in a row that rise or fall, or is one of two, "
        "among three on one side of the mean, that come near a limit."
    )


def _few(shares: list[Share]) -> tuple[str, ...]:
    few = sum(share.of < 10 for share in shares)
    if not few:
        return ()
    have = "has" if few == 1 else "have"
    return (
        f"{few} of {count(len(shares), 'month')} {have} fewer than ten grades: one audit then moves the share a lot.",
    )


def _ageing(rows: tuple[ActionRow, ...]) -> Part:
    """How many open actions are how late."""
    still = [row for row in rows if row.open]
    found = Counter(map(deadline, still))
    groups = {name: found[name] for name in AGES}
    title = "Open actions by age"
    says = f"{count(len(still), 'open action')}."
    charts: tuple[Chart, ...] = (bars("ageing", title, says, tuple(groups.items())),) if still else ()
    cells = tuple(
        (Cell(name), led(figure(number, len(still)), names.ACTIONS, Deadline=name)) for name, number in groups.items()
    )
    heads = (Column("Age"), Column("Open actions", "number"))
    table = Table("ageing-table", title, heads, cells if still else (), "No action is open.")
    return Part(
        "actions", title, says=(says,), charts=charts, tables=(table,), links=(Link("All open actions", names.ACTIONS),)
    )
