"""Answers held against the dates that they must agree with.

"Yes" is the best value of the question's scale and "no" the worst, whatever they are called.
"""

from __future__ import annotations

from collections.abc import Iterator

from casekit.rubric.causes import lacking, missing
from casekit.rubric.condition import truth
from casekit.rubric.evaluation import Contradiction, MissingFact
from casekit.rubric.facts import ANSWERED, NO_EVIDENCE
from casekit.rubric.model import DateTest, Question, Scale
from casekit.rubric.standing import judged as judge
from casekit.rubric.state import State
from casekit.rubric.timescales import Verdict, sentence


def agree(question: Question, state: State) -> tuple[list[Contradiction], list[MissingFact]]:
    """The dates that contradict the question's answer, and the dates that nobody can hold it against.

    agrees_with holds both ways: where the date test fails only "no" is right, where it holds anything but "no".
    yes_needs: where the date test fails, anything but "yes" is right. A date is asked for only by a yes.
    """
    scale, given = question.answer.scale, state.given(question.id)
    if scale is None or state.opens.get(question.id) is False or given.state not in (ANSWERED, NO_EVIDENCE):
        return [], []
    value = scale.values[-1].id if given.state == NO_EVIDENCE else given.value
    if not isinstance(value, str) or value not in scale.ranks:
        return [], []
    says_yes, says_no = _ends(scale, value)
    judged = [
        (test, verdict)
        for test in question.agrees_with
        if _in_force(test, state) and (verdict := judge(question, test, state.facts.of(test.where))) is not None
    ]
    found = [
        _contradiction(question, test, verdict, value, state)
        for test, verdict in judged
        if verdict.holds is False and (says_yes if test.yes_only else not says_no)
    ]
    both_ways = [pair for pair in judged if not pair[0].yes_only]
    if says_no and both_ways and all(verdict.holds for _, verdict in both_ways) and not _unsure(question, state):
        found += [_contradiction(question, test, verdict, value, state) for test, verdict in both_ways]
    return found, list(_missing(question, judged, state)) if says_yes else []


def _ends(scale: Scale, value: str) -> tuple[bool, bool]:
    rank = scale.ranks[value]
    return rank == 0, rank == len(scale.values) - 1


def _in_force(test: DateTest, state: State) -> bool:
    return truth(test.applies_when, state) is True


def _unsure(question: Question, state: State) -> bool:
    """Whether a test that has to hold both ways may count, and nobody can tell."""
    return any(not test.yes_only and truth(test.applies_when, state) is None for test in question.agrees_with)


def _missing(question: Question, judged: list[tuple[DateTest, Verdict]], state: State) -> Iterator[MissingFact]:
    for test, verdict in judged:
        yield from lacking(verdict.missing, question.id, test.where)
    for test in question.agrees_with:
        yield from missing(test.applies_when, state, question.id)


def _contradiction(question: Question, test: DateTest, verdict: Verdict, answer: str, state: State) -> Contradiction:
    return Contradiction(
        question=question.id,
        test=test,
        answer=answer,
        says=sentence(test.date, test.test, verdict, state.rubric.dates, state.facts.of(test.where)),
        routes=(state.answer_route(question.id), state.date_route(test.date, test.where)),
    )
