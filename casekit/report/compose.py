"""The monthly report as a document: a month's figures in good English, for one audience."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from casekit.days import written
from casekit.model.corpus import Corpus
from casekit.register.actions import ActionRow, Standing, action_figures
from casekit.register.monthly import FormMonth, MonthFigures
from casekit.register.since import Since
from casekit.report import figures as told
from casekit.report.blocks import Block, Document, Grid, Heading, Points, Quote, Words
from casekit.report.english import month_name
from casekit.report.since import changed
from casekit.rubric.model import Rubric
from casekit.words import count, listing

MOST_NAMED = 5


def compose(figures: MonthFigures, since: Since, corpus: Corpus, *, wrote: bool, whom: str, made: str) -> Document:
    """The report of a month. wrote: whether its readers may see what people typed; whom: the sentence that says so."""
    return Document(
        title=f"Case file audits: {month_name(figures.month)}",
        authority=corpus.policy.authority,
        marking=corpus.policy.marking,
        whom=whom,
        made=made,
        day=written(figures.today),
        blocks=tuple(_blocks(figures, since, corpus, wrote)),
    )


def _blocks(figures: MonthFigures, since: Since, corpus: Corpus, wrote: bool) -> Iterator[Block]:
    yield Heading(2, "In short")
    yield Points(tuple(_short(figures)))
    yield from changed(figures, since)
    yield from told.auditing(figures)
    for form in figures.forms:
        yield Heading(2, _title(form.rubric))
        yield from told.grades(form)
        yield Heading(3, "Moderation")
        yield from told.moderation(form.moderation)
        yield Heading(3, "Themes")
        yield from _themes(form)
        if wrote:
            yield from _written(form)
    yield from told.safety(figures)
    yield from told.actions(figures)
    yield from _late(figures, corpus)
    yield from told.feedback(figures)
    yield Heading(2, "How the figures are counted")
    yield Points(COUNTED)


COUNTED = (
    "Grades are counted from completed audits; a second judgement of the same case is left out.",
    "Grades of different forms, or of two versions of one form, are never added together.",
    "The auditor's grade and the grade in effect are two figures; a moderation never replaces what the auditor gave.",
    "An audit is on time where the day of completion in its file is no later than the month's last day.",
    "An action is overdue from the day after its deadline.",
    "What is compared with the month before is counted for both months from what is on record now; what was overdue at "
    "the end of a month goes by the deadlines that held then.",
)


def _short(figures: MonthFigures) -> Iterator[str]:
    """What a head of service needs to know first."""
    if figures.programme is not None and figures.programme.expected:
        found = figures.programme
        yield f"{found.completed} of {count(found.expected, 'audit')} completed, {found.on_time} on time."
    elif figures.due:
        yield f"{figures.completed} of {count(figures.due, 'audit')} completed, {figures.on_time} on time."
    else:
        yield "No audit is on record for this month."
    for form in figures.forms:
        line = form.grades.overall
        if line is not None and line.effective.graded:
            spread = listing(f"{value.label} {line.effective.counts[value.id]}" for value in line.scale.best_first)
            yield f"{form.rubric.title}: {spread}."
    still = sum(concern.closed is None for _, concern in figures.concerns)
    if still:
        yield f"{count(still, 'immediate concern')} still open."
    yield f"{count(figures.actions.overdue, 'overdue action')}." if figures.actions.overdue else "No action is overdue."
    if figures.forms and not any(form.themes for form in figures.forms):
        yield "No themes were named."
    for form in figures.forms:
        first = list(form.themes)[:MOST_NAMED]
        if first:
            names = listing(f"{form.rubric.themes[theme]} ({form.themes[theme]})" for theme in first)
            yield f"Themes named most often ({form.rubric.title}): {names}."


def _title(rubric: Rubric) -> str:
    return f"{rubric.title}, version {rubric.version}"


def _themes(form: FormMonth) -> Iterator[Block]:
    if not form.rubric.themes:
        yield Words("This form has no list of themes.")
    elif not form.themes:
        yield Words("No completed audit names a theme.")
    else:
        rows = tuple((form.rubric.themes[theme], str(number)) for theme, number in form.themes.items())
        yield Grid(f"Themes of {count(len(form.counted), 'completed audit')}", ("Theme", "Audits"), rows)


def _written(form: FormMonth) -> Iterator[Block]:
    """What auditors wrote about the whole, box by box: strengths, gaps, learning, practice to share."""
    for box in form.rubric.overall.boxes.values():
        texts = [(case.audit, case.audit.overall.boxes.get(box.id)) for case in form.counted]
        quotes = [Quote(text.text.strip(), audit.id) for audit, text in texts if text is not None and text.text.strip()]
        if quotes:
            yield Heading(3, box.title)
            yield from quotes


def _late(figures: MonthFigures, corpus: Corpus) -> Iterator[Block]:
    """Open and overdue actions by team, the most overdue first."""
    teams: dict[str, list[ActionRow]] = defaultdict(list)
    for row in figures.rows:
        if row.open:
            team = row.case.audit.case.team
            teams[team if team in corpus.people.teams else ""].append(row)
    if not teams:
        return
    rows = []
    for team, some in teams.items():
        acts = action_figures(some)
        longest = max((row.late for row in some if row.standing is Standing.OVERDUE), default=0)
        name = corpus.people.teams.get(team) or team or "No team on the list"
        rows.append((acts.overdue, longest, name, acts.open))
    ordered = sorted(rows, key=lambda row: (-row[0], -row[1], row[2]))
    yield Grid(
        "Open actions by team",
        ("Team", "Open", "Overdue", "Longest overdue"),
        tuple((n, str(o), str(late), count(days, "day") if days else "") for late, days, n, o in ordered),
    )
