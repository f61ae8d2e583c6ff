"""The list behind the figures of two judges: what each gave, grade by grade and answer by answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from casekit.model.history import Seen
from casekit.publish.cells import several
from casekit.publish.context import Site
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.which import audit_cells, listed
from casekit.register.agreed import Both, both, lines_of
from casekit.register.judges import apart
from casekit.rubric.model import Rubric
from casekit.words import count

SECONDS = "moderation/seconds.html"
GRADES, ANSWERS = "grade", "answer"
SHOWN = {Seen.NOT_SHOWN: "No", Seen.SHOWN: "Yes", Seen.UNKNOWN: "Not known"}
"""Whether the first judgement was shown to the second judge."""
TRAIL = (Link("Home", "../index.html"), Link("Moderation and agreement", "index.html"))


def names_of(rubric: Rubric) -> dict[tuple[str, str], str]:
    """What each thing that two judge is called in the list, no two alike: by grade or answer, and its id."""
    found = {(GRADES, line.id): line.title for line in lines_of(rubric)}
    found |= {(ANSWERS, question.id): question.called for question in rubric.questions().values()}
    taken: Counter[str] = Counter()
    for key, called in found.items():
        taken[called] += 1
        found[key] = f"{called} ({taken[called]})" if taken[called] > 1 else called
    return found


def form_of(rubric: Rubric) -> str:
    """The form in a column that one may choose from."""
    return f"{rubric.title} (version {rubric.version})"


def plan_seconds(site: Site) -> Iterator[Page]:
    """A line for each grade and answer that two judges gave of one case; nothing where no case was judged twice."""
    if not site.judged.seconds:
        return
    rows: list[tuple[Cell, ...]] = []
    forms: dict[str, Rubric] = {}
    for case in site.corpus.audits:
        forms.setdefault(case.rubric.ref, case.rubric)
    for one in reversed(site.judged.seconds):
        first, second = one.first, one.others[0]
        rubric = forms[first.rubric.ref]
        called = names_of(rubric)
        link = site.audit_link(second.audit, SECONDS)
        shown = SHOWN[site.history.seen.get(second.audit.id, Seen.UNKNOWN)]
        which = (*audit_cells(site, first, SECONDS), Cell(link.text, link.href, kind="whole"))
        for given in both(rubric, first, second):
            on = called[ANSWERS if given.question else GRADES, given.id]
            rows.append((*which, Cell(listed(first)), Cell(shown), Cell(on), *_given(given)))
    heads = (
        Column("First audit"),
        Column("Month", choose=True),
        Column("Team", choose=True),
        Column("Second audit"),
        Column("Form", choose=True),
        Column("First shown", choose=True),
        Column("On", "ask", choose=True),
        Column("First judge", choose=True),
        Column("Second judge", choose=True),
        Column("Both", choose=True),
    )
    table = Table("seconds", "Grades and answers of two judges, newest first", heads, tuple(rows), tools=True)
    intro = (
        f"{count(len(site.judged.seconds), 'case')} judged twice: a line for each grade, and for each answer to a "
        "question with fixed answers, that either judge gave."
    )
    yield from listing(SECONDS, "What two judges gave", TRAIL, ListBody(intro, table))


def _given(given: Both) -> tuple[Cell, Cell, Cell]:
    first, second = (given.scale.label(one) if one in given.scale.ranks else "None" for one in given.pair)
    return Cell(first), Cell(second), several(apart(given.pair, given.scale, ordered=given.ordered))
