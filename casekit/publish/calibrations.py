"""The page of a calibration: what each grade and answer came to, where the judges are furthest apart first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casekit.model.history import Seen
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.parts import Part, PartsBody
from casekit.publish.tones import tone
from casekit.register.agreement import FEW, interval
from casekit.register.calibration import Calibration, Spread, Together, calibration
from casekit.words import count, listing

SHOWN = {
    Seen.NOT_SHOWN: "not shown to {}",
    Seen.SHOWN: "shown to {}",
    Seen.UNKNOWN: "shown or not, nobody knows, to {}",
}
"""To how many the first judgement was shown."""


def plan_calibrations(site: Site) -> Iterator[Page]:
    """A page for each case that several judged."""
    for judgements in site.judged.calibrations:
        found = calibration(judgements, site.history.seen)
        page = site.names.calibrations[found.first.audit.path]
        crumbs = (Link("Home", "../index.html"), Link("Moderation and agreement", "index.html"))
        title = f"Calibration {site.audit_title(found.first.audit)}"
        yield Page(page, "parts.html", title, crumbs, PartsBody(_intro(found), tuple(_parts(site, found, page))))


def _intro(found: Calibration) -> str:
    known = listing(SHOWN[seen].format(number) for seen, number in found.seen.items())
    number = count(len(found.judges), "judgement")
    return f"{found.first.rubric.title}: {number} of one case. The first was {known} of the others."


def _parts(site: Site, found: Calibration, page: str) -> Iterator[Part]:
    links: tuple[Link, ...] = ()
    who: tuple[str, ...] = ()
    if site.corpus.policy.agreement.judges:
        links = tuple(site.audit_link(judge.audit, page) for judge in found.judges)
        who = tuple(site.person(judge.audit.auditor, page).text for judge in found.judges)
    named = "The judgements, each with its own page:" if links else "Policy does not show which judgement is whose."
    yield Part("judges", "The judges", says=(named,), links=links)
    for id, title, head, spreads, together, name, one in (
        ("grades", "Grades", "Section", found.grades, found.together_grades, "AC2", "section"),
        ("questions", "Questions", "Question", found.questions, found.together_answers, "AC1", "question"),
    ):
        if spreads:
            tables = [_table(id, f"{title}, furthest apart first", head, spreads)]
            if who:
                tables.append(_whose(f"{id}-whose", f"{title}, by judge", head, spreads, who))
            yield Part(id, title, 2, *_together(together, name, one), tuple(tables))


def _together(found: Together, name: str, one: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    value, ends = interval(found.found)
    if found.found is None:
        return (), ()
    says = f"{name} over {count(found.of, one)} on one scale: {value}{f' (95 % interval {ends})' if ends else ''}."
    small = f"Only {count(found.of, one)}: {FEW} or more would say something."
    return (says,), ((small,) if found.of < FEW else ())


def _table(id: str, caption: str, head: str, spreads: Sequence[Spread]) -> Table:
    columns = (Column(head), Column("Given"), Column("Agree with most", "number"), Column("Steps apart", "number"))
    rows = tuple(
        (
            Cell(spread.title),
            Cell("", lines=tuple(_given(spread))),
            figure(spread.most, spread.judged),
            figure(spread.apart) if spread.apart is not None else Cell("–", kind="number"),
        )
        for spread in spreads
    )
    return Table(f"{id}-spread", caption, columns, rows, titled=True)


def _given(spread: Spread) -> Iterator[str]:
    for value, number in spread.counts.items():
        if number:
            yield f"{spread.values[value]}: {number}"
    if silent := len(spread.given) - spread.judged:
        yield f"None: {silent}"


def _whose(id: str, caption: str, head: str, spreads: Sequence[Spread], who: Sequence[str]) -> Table:
    columns = (Column(head), *(Column(name) for name in who))
    rows = tuple((Cell(spread.title), *(_cell(spread, value) for value in spread.given)) for spread in spreads)
    return Table(id, caption, columns, rows, titled=True)


def _cell(spread: Spread, value: str) -> Cell:
    label = spread.values.get(value, "None")
    ranked = spread.scale is not None and value in spread.scale.ranks
    return Cell(label, tone=tone(spread.scale, value) if ranked else "")
