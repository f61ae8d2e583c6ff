"""The life of an audit in which several answer: each one's grade and answers are told as theirs."""

from __future__ import annotations

import pytest

from casekit.history.changes import Draft
from casekit.history.facts import Facts
from casekit.history.labels import labels
from casekit.history.life import _WORDS as WORDS
from casekit.history.reading import Reader
from casekit.history.telling import told
from casekit.model.people import People
from tests.history.making import audit
from tests.whole import PARTNERS, SIBLINGS, case

EACH = "sections:\n  agency:\n    each:\n      police: {}\n      probation: {}\n"


def version(*ones: str) -> Facts:
    facts = Reader().read(audit(front=EACH.format(*ones)).encode()).facts
    assert facts is not None
    return facts


NOTHING = version("{}", "{}")


@pytest.mark.parametrize(
    ("police", "drafts"),
    [
        ("{grade: thin}", [Draft("graded", {"section": "agency.police", "from": None, "to": "thin"})]),
        (
            "{answers: {shared-in-time: no}}",
            [Draft("answered", {"questions": ["shared-in-time.police"]})],
        ),
        (
            "{sections: {voice: {grade: sound}}}",
            [Draft("graded", {"section": "voice.police", "from": None, "to": "sound"})],
        ),
        (
            "{reasons: {above-voice: So it was}}",
            [Draft("commented", {"boxes": ["agency.police / above-voice.police"]})],
        ),
        ("{by: p301}", [Draft("edited", {"filled": ["sections.agency.police.by"]})]),
        ("{dates: {contact: 2026-01-01}}", [Draft("edited", {"filled": ["sections.agency.police.dates"]})]),
        ("nobody", []),
    ],
)
def test_what_one_of_several_says_is_theirs(police: str, drafts: list[Draft]) -> None:
    assert told([NOTHING], version(police, "{}")) == drafts


def test_a_change_of_one_is_not_a_change_of_another() -> None:
    before, after = version("{grade: thin}", "{grade: thin}"), version("{grade: thin}", "{grade: sound}")
    assert told([before], after) == [Draft("graded", {"section": "agency.probation", "from": "thin", "to": "sound"})]


def test_it_is_told_in_the_forms_words() -> None:
    names = labels(case(PARTNERS).rubric, People())
    graded = WORDS["graded"]({"section": "agency.police", "from": "sound", "to": "thin"}, names)
    assert graded == "grade of “Agencies: Police” changed from Sound to Thin"
    answered = WORDS["answered"](
        {"section": "agency.police", "question": "shared-in-time.police", "from": None, "to": "no"}, names
    )
    assert answered == "answer to “What the agency knew was shared in time (Police)” set to No"


def test_one_who_is_gone_is_still_told_in_the_forms_words() -> None:
    names = labels(case(SIBLINGS).rubric, People())
    gone = WORDS["graded"]({"section": "child.B3MKT", "from": "green", "to": None}, names)
    assert gone == "grade of “Each child: B3MKT” taken away (was Green)"
