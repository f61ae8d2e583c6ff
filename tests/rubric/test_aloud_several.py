"""A form read aloud says who answers a section, and of whom a condition asks."""

from __future__ import annotations

from casekit.rubric.aloud import Spoken, aloud
from tests.rubric.several import several


def spoken(form: str) -> dict[str, Spoken]:
    return {part.id: part for part in aloud(several(form))}


def test_it_is_said_for_whom_a_section_is_answered_and_how_often() -> None:
    assert spoken("partners")["agency"].notes == (
        "Answered once for each agency: Police, Probation and Clinic, at least 2; Police in every audit.",
    )
    assert spoken("partners")["panel"].notes == (
        "Answered once for each panel member: Chair, Nurse and Teacher. It says who answered for each.",
    )
    assert spoken("siblings")["child"].notes == (
        "Answered once for each child, at least 2 and at most 6; the audit names them by random references.",
    )


def test_conditions_say_whether_they_mean_one_or_at_least_one() -> None:
    form = spoken("partners")
    says = {limit.id: limit.says.partition(":")[0] for part in form.values() for limit in part.limits}
    assert says["not-shared"] == "When “What the agency knew was shared in time” is answered No"
    assert says["one-silent"] == "When “What the agency knew was shared in time” (at least one of them) is answered No"
    assert says["one-agency-failed"] == "When the grade of “Agencies” (at least one of them) is Absent"
    led = next(question for question in form["together"].questions if question.id == "police-led")
    assert led.rules == ("Applies when “What the agency knew was shared in time (Police)” is answered Yes or Partly",)
    lowest = next(limit for limit in form["overall"].limits if limit.id == "above-lowest-agency")
    assert lowest.says == "The grade is not above the lowest grade of “Agencies”. Nothing lifts this."
    green = next(limit for limit in spoken("siblings")["family"].limits if limit.id == "all-green")
    assert "the grade of “Each child” (all of them) is Green" in green.says
