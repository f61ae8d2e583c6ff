"""What a council decides, over what casekit goes by where it says nothing."""

from __future__ import annotations

from casekit.days import Length
from casekit.link.policy import built, policy
from casekit.model.policy import FollowUp, Policy


def test_the_defaults_that_travel_with_casekit_are_those_of_the_model() -> None:
    assert built({}).follow_up == FollowUp() == Policy().follow_up


def test_a_length_takes_the_place_of_the_default_and_a_list_is_added_to_it() -> None:
    found, problems = policy(b'[follow_up]\nsettled = "10 days"\nshared_with = ["practitioner"]\n')
    assert problems == []
    assert found.follow_up.settled == Length(10, "days")
    assert found.follow_up.shared_with == ("service_manager", "reviewer", "practitioner")
    assert found.follow_up.met == FollowUp().met


def test_what_the_default_names_can_be_left_out() -> None:
    found, problems = policy(b'[follow_up]\nleave_out = ["reviewer", "service_manager", "head_of_service"]\n')
    assert problems == []
    assert (found.follow_up.shared_with, found.follow_up.escalated_to) == ((), ())


def test_a_length_that_is_none_is_told_in_plain_words() -> None:
    _, problems = policy(b'[follow_up]\nmet = "a fortnight"\n')
    assert [(problem.code, problem.span.line) for problem in problems] == [("CK101", 2)]
    assert 'a length of time, such as "2 weeks" or "same day"' in problems[0].message
