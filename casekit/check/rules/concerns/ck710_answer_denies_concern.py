"""CK710: a concern is on record, and the form's own question about it is answered otherwise."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.audit import State
from casekit.model.corpus import AuditCase
from casekit.problem import Remark

ANSWER = "answer"
"""The kind of condition that looks at one answer."""


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Where one answer alone decides, by the form, that a concern has to be on record."""
    if not case.audit.concerns:
        return
    fired = {one.trigger.id for one in case.evaluation.fired}
    questions = case.rubric.questions()
    for section in case.rubric.all_sections():
        for trigger in section.triggers:
            when = trigger.when
            if trigger.needs != "concern" or trigger.id in fired or when is None or when.kind != ANSWER:
                continue
            question = questions.get(str(when.subject))
            given = case.audit.answer(str(when.subject))
            if question is not None and given.state is State.ANSWERED:
                values = given.value if isinstance(given.value, tuple) else (given.value,)
                label = ", ".join(str(question.answer.label(value)).lower() for value in values)
                first = case.audit.concerns[0]
                yield Remark(
                    given.route,
                    f'"{question.called}" is answered {label}, but concern {first.id} is on record.',
                    "Put the answer right; or take the entry out if it was no immediate concern.",
                    source=trigger.source,
                )
