"""What audits raise: themes and whether they come back, and what families were asked and said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from casekit.model.audit import State
from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.heat import filtered
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.parts import Part, PartsBody
from casekit.publish.weak import audit_cells
from casekit.register.grades import counts, effective
from casekit.register.weak import lower
from casekit.words import count

HOME = Link("Home", "../index.html")
NAMED = "themes/audits.html"
ASKED = "feedback/audits.html"
AGAIN = 3
"""In so many of a form's newest six months a theme must be named to be called one that comes back."""
RECENT = 6
OUTCOMES = {
    "gained": "Gained",
    "attempted": "Attempted, not gained",
    "declined": "Declined",
    "not_appropriate": "Not appropriate",
}
WHICH = (Column("Audit"), Column("Month", choose=True), Column("Team", choose=True))


def _forms(cases: tuple[AuditCase, ...]) -> dict[str, list[AuditCase]]:
    """Counted audits by form, in order of its reference."""
    found: dict[str, list[AuditCase]] = {}
    for case in sorted(cases, key=lambda case: case.rubric.ref):
        if counts(case):
            found.setdefault(case.rubric.ref, []).append(case)
    return found


def _title(case: AuditCase) -> str:
    return f"{case.rubric.title}, version {case.rubric.version}"


def _listed(case: AuditCase) -> str:
    """The form in a column that one may choose from: a comma would part it into two choices."""
    return f"{case.rubric.title} (version {case.rubric.version})"


def _linked(number: int, of: int, href: str) -> Cell:
    cell = figure(number, of)
    return Cell(cell.text, href if number else "", key=cell.key, note=cell.note, kind="number")


def plan_themes(site: Site) -> Iterator[Page]:
    """How often each theme of a form is named, in which months, and the audits behind it."""
    parts, rows = [], []
    for ref, cases in _forms(site.corpus.audits).items():
        themes = cases[0].rubric.themes
        if not themes:
            continue
        table, behind = _themes(site, ref, cases)
        rows += behind
        says = f"{count(len(cases), 'audit')} counted. An audit may name several themes."
        parts.append(Part(names.rubric_page(ref), _title(cases[0]), says=(says,), tables=(table,)))
    says = (
        f"Themes that auditors named for the whole. One comes back when it was named in {AGAIN} or more of the newest "
        f"{RECENT} months in which its form has audits, the newest among them. A theme by itself says neither that "
        "something was strong nor that it was missing: it counts as a strength where the whole of the audit is graded "
        "in the upper half of its scale, and as a gap in the lower half."
    )
    none = "No form in use has a list of themes, or no audit is completed yet."
    yield Page(names.THEMES, "parts.html", "Themes", (HOME,), PartsBody(says if parts else none, tuple(parts)))
    heads = (*WHICH, Column("Form", choose=True), Column("Theme", choose=True))
    table = Table("named", "Audits and the themes that they name", heads, tuple(rows), "None is named.", tools=True)
    intro = f"A line for each theme of each audit: {count(len(rows), 'line')}."
    yield from listing(NAMED, "Audits by theme", (HOME, Link("Themes", "index.html")), ListBody(intro, table))


def _themes(site: Site, ref: str, cases: list[AuditCase]) -> tuple[Table, list[tuple[Cell, ...]]]:
    themes, title = cases[0].rubric.themes, _title(cases[0])
    months = sorted({case.audit.month for case in cases})
    named: Counter[str] = Counter()
    strong: Counter[str] = Counter()
    weak: Counter[str] = Counter()
    seen: dict[str, set[str]] = {theme: set() for theme in themes}
    behind = []
    for case in reversed(cases):
        for theme in dict.fromkeys(t for t in case.audit.overall.themes if t in themes):
            named[theme] += 1
            grade, scale = effective(case, case.rubric.overall.id), case.rubric.overall.scale
            if scale is not None and grade is not None and grade in scale.ranks:
                (weak if lower(scale, grade) else strong)[theme] += 1
            seen[theme].add(case.audit.month)
            behind.append((*audit_cells(site, case, NAMED), Cell(_listed(case)), Cell(themes[theme])))
    rows = []
    for theme in sorted(themes, key=lambda theme: -named[theme]):
        recent = seen[theme].intersection(months[-RECENT:])
        back = months[-1] in recent and len(recent) >= AGAIN
        link = filtered("audits.html", Form=_listed(cases[0]), Theme=themes[theme])
        rows.append(
            (
                Cell(themes[theme]),
                _linked(named[theme], len(cases), link),
                figure(strong[theme]),
                figure(weak[theme]),
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


def plan_feedback(site: Site) -> Iterator[Page]:
    """What came of asking families, by form and respondent, and how they answered (F8)."""
    parts, rows = [], []
    for ref, cases in _forms(site.corpus.audits).items():
        asked = [(case, one) for case in cases for one in case.audit.feedback.values()]
        for case, one in reversed(asked):
            rows.append(
                (
                    *audit_cells(site, case, ASKED),
                    Cell(_listed(case)),
                    Cell(site.reader.listed(one.respondent, case.rubric.feedback.respondents)),
                    Cell(site.reader.listed(one.outcome, OUTCOMES)),
                    Cell(format.day(one.on), key=format.sortable(one.on)),
                )
            )
        if cases[0].rubric.feedback.respondents or asked:
            with_any = len({case.audit.path for case, _ in asked})
            gained = sum(one.outcome == "gained" for _, one in asked)
            says = (
                f"{with_any} of {count(len(cases), 'counted audit')} say that a family was asked, or why not; "
                f"{gained} of {count(len(asked), 'request')} brought an answer."
            )
            tables = (_outcomes(ref, cases), _answers(ref, cases))
            parts.append(Part(names.rubric_page(ref), _title(cases[0]), says=(says,), tables=tables))
    intro = "What came of asking children, parents and carers, and what they answered. Their words stand in no figure."
    none = "No audit is completed yet under a form that asks families."
    yield Page(
        names.FEEDBACK,
        "parts.html",
        "Feedback from families",
        (HOME,),
        PartsBody(intro if parts else none, tuple(parts)),
    )
    heads = (
        *WHICH,
        Column("Form", choose=True),
        Column("Who was asked", choose=True),
        Column("What came of it", choose=True),
        Column("On"),
    )
    table = Table(
        "asked", "Every request for feedback, newest first", heads, tuple(rows), "Nobody was asked.", tools=True
    )
    trail = (HOME, Link("Feedback from families", "index.html"))
    yield from listing(ASKED, "Requests for feedback", trail, ListBody(f"{count(len(rows), 'request')}.", table))


def _outcomes(ref: str, cases: list[AuditCase]) -> Table:
    title = _title(cases[0])
    rows = []
    for id, label in cases[0].rubric.feedback.respondents.items():
        found = Counter(one.outcome for case in cases for key, one in case.audit.feedback.items() if key == id)
        cells = (
            _linked(
                found[outcome],
                found.total(),
                filtered("audits.html", Form=_listed(cases[0]), Who_was_asked=label, What_came_of_it=said),
            )
            for outcome, said in OUTCOMES.items()
        )
        rows.append((Cell(label), *cells, figure(len(cases) - found.total(), len(cases))))
    unlisted = [
        one.outcome
        for case in cases
        for key, one in case.audit.feedback.items()
        if key not in cases[0].rubric.feedback.respondents
    ]
    if unlisted:
        cells = (figure(unlisted.count(outcome), len(unlisted)) for outcome in OUTCOMES)
        rows.append((Cell("Others, whom the form does not list"), *cells, Cell("")))
    heads = (
        Column("Who was asked"),
        *(Column(label, "number") for label in OUTCOMES.values()),
        Column("Nothing on record", "number"),
    )
    id = names.rubric_page(ref)
    return Table(f"{id}-outcomes", "What came of asking", heads, tuple(rows), titled=True, of=title)


def _answers(ref: str, cases: list[AuditCase]) -> Table:
    """How families answered the questions that have a scale."""
    model, rows = cases[0].rubric.feedback, []
    given = [one for case in cases for one in case.audit.feedback.values() if one.outcome == "gained"]
    for id, question in model.questions.items():
        scale = question.answer.scale
        if scale is not None:
            answers = [one.answers[id] for one in given if id in one.answers]
            found = Counter(a.value for a in answers if a.state is State.ANSWERED and a.value in scale.ranks)
            spread = ", ".join(f"{value.label} {found[value.id]}" for value in scale.best_first)
            rows.append((Cell(question.ask), Cell(spread), figure(found.total(), len(given))))
    heads = (Column("Question", "ask"), Column("Answers"), Column("Answered", "number"))
    none = "This form asks families no question with fixed answers."
    id = names.rubric_page(ref)
    return Table(f"{id}-answers", "What families answered", heads, tuple(rows), none, titled=True, of=_title(cases[0]))
