"""CK402: the dates show that a timescale of the law was not kept, and the audit does not say so."""

from collections.abc import Iterator

from casekit.check.lawful import Missed, Subject, missed, subjects
from casekit.check.rule import Context
from casekit.days import written
from casekit.model.audit import State
from casekit.model.corpus import AuditCase
from casekit.problem import Remark, Route
from casekit.rubric.evaluation import Contradiction
from casekit.rubric.model import Question

HINT = "If the dates are right, "
"""How the hint begins."""


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Once the audit is completed; a warning, since the work was late and not the audit."""
    if case.audit.completed is None:
        return
    for subject in subjects(case.audit):
        for found in missed(subject, ctx.policy.law):
            asking = list(_asking(case, found, subject))
            if any(_says_so(case, question) for question in asking) or _told(case, found):
                continue
            yes = next((q for q in asking if case.audit.answer(q.id).state is State.ANSWERED), None)
            yield Remark(
                case.audit.answer(yes.id).route if yes else _route(case, subject, found),
                _message(found, ctx.policy.law.nation, yes),
                HINT
                + (
                    "answer otherwise, or write beside the question what came of the delay."
                    if yes
                    else "say in the audit what came of the delay, and have this waived with that reason."
                ),
                source=("E9",),
                because=(f"{ctx.policy.law.nation}: {found.timescale.source}.",),
            )


def _message(found: Missed, nation: str, yes: Question | None) -> str:
    timescale = found.timescale
    came = f"it came on {written(found.came)}" if found.came else "none is on record"
    said = f"; '{yes.id}' says that all was in time" if yes else ""
    return (
        f"By the law of {nation}, {timescale.what} was due by {written(found.due)}, {timescale.within} after "
        f"{written(found.since)}, and {came}{said}."
    )


def _asking(case: AuditCase, found: Missed, subject: Subject) -> Iterator[Question]:
    """The form's questions whose answers rest on these dates."""
    for question in case.rubric.questions().values():
        if any(test.date in found.dates and test.where in ("", subject.one) for test in question.agrees_with):
            yield question


def _says_so(case: AuditCase, question: Question) -> bool:
    """Whether the answer is not the best one, or something is written beside it."""
    given, scale = case.audit.answer(question.id), question.answer.scale
    beside = given.why or any(entry.comments.get(question.id) for entry in case.audit.entries())
    best = scale.best_first[0].id if scale else None
    return bool(beside) or (given.state is not State.UNANSWERED and given.value != best)


def _told(case: AuditCase, found: Missed) -> bool:
    """Whether the same date is at odds with an answer already."""
    told: tuple[Contradiction, ...] = tuple(case.evaluation.contradictions)
    return any(contradiction.test.date in found.dates for contradiction in told)


def _route(case: AuditCase, subject: Subject, found: Missed) -> Route:
    at = case.audit.instances[subject.one].route if subject.one else ()
    given = next((id for id in found.dates if id in subject.dates), "")
    return (*at, "dates", given)
