"""CK111: something was answered or graded that the form does not ask of this case."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.audit import State
from casekit.model.corpus import AuditCase
from casekit.problem import Remark

GIVEN = (State.ANSWERED, State.NO_EVIDENCE)


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A section that does not apply is reported once, its questions not again."""
    for section in case.rubric.all_sections():
        entry = case.audit.entry(section.id)
        item = case.evaluation.sections.get(section.id)
        answered = [a for a in entry.answers.values() if a.state in GIVEN]
        if item is not None and item.applies is False:
            if entry.grade is not None or entry.override is not None or answered:
                yield Remark(
                    entry.route,
                    f"'{section.title}' does not apply to this case, but it is filled in.",
                    "Take the section out, or put the kind of case or the flag right.",
                    source=section.source,
                )
            continue
        for name, answer in entry.answers.items():
            asked = case.evaluation.questions.get(name)
            if asked is not None and asked.applies is False and answer.state in GIVEN:
                yield Remark(
                    answer.route,
                    f"'{name}' does not apply to this case, but it is answered.",
                    "Take the line out, or put right what the form's condition asks for.",
                    source=section.questions[name].source,
                )
