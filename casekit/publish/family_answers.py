"""What families answered to questions with fixed answers: how often each, and a line for each who answered (F8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from casekit.model.audit import Feedback, State
from casekit.model.corpus import AuditCase
from casekit.publish import names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.heat import led
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.which import HOME, WHICH, audit_cells, titled
from casekit.rubric.model import Question, Scale
from casekit.words import count

ANSWERED = "Answered"
NOTHING = "Not answered"


def answers(ref: str, cases: list[AuditCase], page: str) -> Iterator[Table]:
    """How families answered, in a table for each scale; one that says so where no question has fixed answers."""
    id, given = names.rubric_page(ref), [one for _, one in _gained(cases)]
    scales: dict[tuple[str, ...], list[tuple[str, Question, Scale]]] = {}
    for head, question, scale in _asked(cases):
        scales.setdefault(tuple(value.label for value in scale.best_first), []).append((head, question, scale))
    none = "This form asks families no question with fixed answers."
    for n, (labels, asked) in enumerate((scales or {(): []}).items()):
        rows = tuple(_row(given, page.rpartition("/")[2], *one) for one in asked)
        columns = (Column("Question", "ask"), *(Column(text, "number") for text in (*labels, ANSWERED)))
        name = f"{id}-answers{n + 1 if n else ''}"
        yield Table(name, "What families answered", columns, rows, none, titled=True, of=titled(cases[0]))


def _row(given: list[Feedback], page: str, head: str, question: Question, scale: Scale) -> tuple[Cell, ...]:
    found = Counter(_answer(one, question, scale) for one in given)
    labels = tuple(value.label for value in scale.best_first)
    whole = led(figure(sum(found[label] for label in labels), len(given)), page, {head: labels})
    return (Cell(question.ask), *(led(figure(found[label]), page, {head: label}) for label in labels), whole)


def plan_answers(site: Site, cases: list[AuditCase], page: str) -> Iterator[Page]:
    """A line for each who answered, with a column for each question; nothing where the form has no such question."""
    asked = list(_asked(cases))
    if not asked:
        return
    labels = cases[0].rubric.feedback.respondents
    rows = tuple(
        (
            *audit_cells(site, case, page),
            Cell(site.reader.listed(one.respondent, labels)),
            *(Cell(_answer(one, question, scale)) for _, question, scale in asked),
        )
        for case, one in reversed(_gained(cases))
    )
    heads = (*WHICH, Column("Who answered", choose=True), *(Column(head, choose=True) for head, _, _ in asked))
    title = f"What families answered: {titled(cases[0])}"
    table = Table("answers", f"{title}, newest first", heads, rows, "Nobody answered.", tools=True)
    trail = (HOME, Link("Feedback from families", "index.html"))
    yield from listing(page, title, trail, ListBody(f"{count(len(rows), 'request')} that brought an answer.", table))


def _asked(cases: list[AuditCase]) -> Iterator[tuple[str, Question, Scale]]:
    """The form's questions to families that have a scale, each under a head of its own."""
    taken: Counter[str] = Counter()
    for question in cases[0].rubric.feedback.questions.values():
        scale = question.answer.scale
        if scale is not None:
            taken[question.called] += 1
            again = f" ({taken[question.called]})" if taken[question.called] > 1 else ""
            yield f"{question.called}{again}", question, scale


def _gained(cases: list[AuditCase]) -> list[tuple[AuditCase, Feedback]]:
    return [(case, one) for case in cases for one in case.audit.feedback.values() if one.outcome == "gained"]


def _answer(one: Feedback, question: Question, scale: Scale) -> str:
    """What somebody answered, as its scale calls it."""
    answer = one.answers.get(question.id)
    given = answer.value if answer is not None and answer.state is State.ANSWERED else None
    return scale.label(given) if isinstance(given, str) and given in scale.ranks else NOTHING
