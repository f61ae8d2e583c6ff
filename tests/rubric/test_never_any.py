"""Under any form, what an audit brings about was never called impossible."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.rubric.evaluate import evaluate
from casekit.rubric.expand import repeated
from casekit.rubric.facts import ANSWERED, Facts, Given
from casekit.rubric.load import load
from casekit.rubric.model import Rubric
from casekit.rubric.never import never
from tests.rubric.any_form import DATES, FLAGS, KINDS, any_form

END = date(2026, 10, 15)
DAYS = st.lists(st.sampled_from([date(2026, 10, 10), date(2026, 9, 1), date(2026, 3, 1), date(2024, 1, 1)]), max_size=2)


def audit(rubric: Rubric, draw: Any) -> Facts:
    """Some audit in the form."""
    answers = {}
    for id, question in rubric.questions().items():
        values = list(question.answer.scale.ranks if question.answer.scale else question.answer.options)
        if values and draw(st.booleans()):
            state = draw(st.sampled_from([ANSWERED, ANSWERED, ANSWERED, "not_applicable"]))
            value = draw(st.sampled_from(values)) if state == ANSWERED else None
            several = question.answer.kind == "choices" and value is not None
            answers[id] = Given(state, (value,) if several else value)
    graded = [(s.id, s.scale) for s in rubric.all_sections() if s.scale and not s.computed]
    return Facts(
        case_types=draw(st.frozensets(st.sampled_from(KINDS), min_size=1)),
        flags=draw(st.frozensets(st.sampled_from(FLAGS))),
        age=draw(st.integers(0, 18)),
        start=date(2026, 4, 15),
        end=END,
        dates={id: tuple(draw(DAYS)) for id in DATES},
        answers=answers,
        grades={id: Given(ANSWERED, draw(st.sampled_from([*scale.ranks]))) for id, scale in graded},
    )


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_form(), st.data())
def test_what_comes_about_was_never_called_impossible(form: dict[str, Any], data: st.DataObject) -> None:
    rubric, _ = load(json.loads(json.dumps(form)), {})
    if rubric is None or repeated(rubric):
        return
    told = {remark.message.split("'")[1] for remark in never(rubric) if "' can never " in remark.message}
    for _ in range(3):
        seen = evaluate(rubric, audit(rubric, data.draw))
        came = {id for id, item in (*seen.sections.items(), *seen.questions.items()) if item.applies}
        came |= {broken.limit.id for broken in seen.broken} | {fired.trigger.id for fired in seen.fired}
        came |= {box for (_, box), item in seen.boxes.items() if item.applies}
        assert not told & came
