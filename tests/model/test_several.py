"""What a moderator judged, where several answer: one's own answers, case and dates count, and are told as theirs."""

from __future__ import annotations

import pytest

from casekit.model.changed import changed
from casekit.model.fingerprint import fingerprint
from tests.whole import PARTNERS, SIBLINGS, case

GREEN = "grade: green\n        answers: {alone: yes, own-plan: yes}"


@pytest.mark.parametrize(
    ("path", "old", "new", "phrases"),
    [
        (SIBLINGS, "grade: green\n", "grade: amber\n", ["the grade of 'Each child: T5WXB' (Green, now Amber)"]),
        (SIBLINGS, "{alone: yes,", "{alone: no,", ["the answer to 'alone.T5WXB' (yes, now no)"]),
        (SIBLINGS, "{age: 1}", "{age: 2}", ["the case of 'Each child: H4RNV'"]),
        (SIBLINGS, "{age: 1}", "{age: 1, flags: []}", ["the case of 'Each child: H4RNV'"]),
        (SIBLINGS, "He keeps", "He kept", ["the words under 'What life is like' in 'Each child: T5WXB'"]),
        (
            SIBLINGS,
            "      H4RNV:\n",
            "      H4RNX:\n",
            [
                "the case of 'Each child: H4RNX'",
                "the grade of 'Each child: H4RNX' (none, now Amber)",
                "the answer to 'own-plan.H4RNX' (unanswered, now yes)",
                "the entry 'child.H4RNV', which is gone",
            ],
        ),
        (
            PARTNERS,
            "dates: {contact: 2026-02-11}",
            "dates: {contact: 2026-02-12}",
            ["the date contact of 'Agencies: Police' (11 February 2026, now 12 February 2026)"],
        ),
        (PARTNERS, "        by: p302\n", "        by: p301\n", []),
    ],
)
def test_what_differs_is_told_and_changes_the_fingerprint(path: str, old: str, new: str, phrases: list[str]) -> None:
    before, after = case(path), case(path, (path, old, new))
    assert list(changed(before.audit, after.audit, after.rubric)) == phrases
    assert (fingerprint(before.audit) != fingerprint(after.audit)) is bool(phrases)


def test_the_order_in_which_they_stand_makes_no_difference() -> None:
    first, second = (
        "      T5WXB:\n        " + GREEN + "\n",
        "      H4RNV:\n        case: {age: 1}\n        grade: amber\n        answers: {own-plan: yes}\n",
    )
    turned = case(SIBLINGS, (SIBLINGS, first + second, second + first))
    assert fingerprint(turned.audit) == fingerprint(case(SIBLINGS).audit)
