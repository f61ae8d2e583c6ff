"""Every word of the language comes out of a form again as data, and what follows from it is read aloud."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from casekit.output.form_text import render
from casekit.read.document import read_yaml
from casekit.rubric import vocabulary
from casekit.rubric.load import load
from casekit.rubric.model import Rubric
from casekit.rubric.plain import plain
from tests.rubric.several import several
from tests.rubric.toy import LOADED

GROUPS = (
    *("RUBRIC", "IN_FORCE", "PREVIOUS", "SCALE", "VALUE", "OVERALL", "SECTION", "SCORE", "GRADE", "GRADE_RULE"),
    *("DESCRIPTOR", "FOR_EACH", "QUESTION", "OPTION", "FEEDBACK_QUESTION", "BOX", "FORM_BOX", "LIMIT", "BOUND"),
    *("TRIGGER", "FEEDBACK", "REFLECTION", "MODERATION", "CONCERN", "CASE", "GIVEN", "GIVEN_EACH", "EXPECT"),
    *("JOINERS", "SUBJECTS", "COMPARE", "DATE_TESTS", "DAYS", "ROLLS"),
)
RESOLVED = {
    "defaults": "what is inherited is written out",
    "labels": "each value has its own label",
    "like": "what a worked case takes from another is written out",
}
VALUES = {"STATES", "RESERVED", "PLAIN_ANSWERS", "NOT_APPLICABLE", "REQUIRED", "HARDNESS", "ROLES", "ABOUT"}
VALUES |= {"SCORE_HOW", "OUT_OF", "GRADE_HOW", "TIES", "SECTION_DEFAULTS", "QUESTION_DEFAULTS", "LEAVES_OUT"}
"""Groups of words that are values, or stand under defaults, and not keys of a form's data."""


@cache
def whole() -> Rubric:
    """A form that uses what no other form of the tests does."""
    path = Path(__file__).with_name("every_word.yaml")
    document, problems = read_yaml(path.name, path.read_bytes())
    assert document is not None, problems
    rubric, remarks = load(document.data, {})
    assert rubric is not None, remarks
    return rubric


def forms() -> tuple[Rubric, ...]:
    return (LOADED, whole(), *(several(name) for name in ("columns", "partners", "siblings")))


def keys(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from keys(value)
    elif isinstance(node, list):
        for item in node:
            yield from keys(item)


def test_every_group_of_words_is_looked_at() -> None:
    groups = {name for name in dir(vocabulary) if name.isupper()}
    assert groups == {*GROUPS, *VALUES}


@pytest.mark.parametrize("group", GROUPS)
def test_every_word_comes_out_again(group: str) -> None:
    seen = {key for form in forms() for key in keys(plain(form))}
    assert [word for word in getattr(vocabulary, group) if word not in seen and word not in RESOLVED] == []


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.id)
def test_what_is_read_from_the_data_is_the_same_form(form: Rubric) -> None:
    again, remarks = load(json.loads(json.dumps(plain(form))), {})
    assert remarks == []
    assert again == form


@pytest.mark.parametrize(
    "told",
    [
        "In force from 1 January 2026 to 31 December 2027",
        "Before version 1 (damp is now dry; good is now high; dropped: old)",
        "Leaves out practitioner and with practitioner",
        "Counts 2 times in a score.",
        "Comment box: How dry? (how)",
        "0: Nothing. (where this holds: Wet)",
        "Answer: any of “Water” or “Air”.",
        "The score is the percentage of questions answered Yes, over 1 question; only what is answered counts.",
        "The grade is worked out: High from 75, Middle from 50 and Low from 0, by the score.",
        "A written override by the moderator may stand in its place, and stays inside the limits.",
        "Counts 3 times in a score of sections.",
        "else Middle",
        "the most frequent (of several, the worse) of the grades of “The well” and “The handle”",
        "not above the highest grade of all sections. Expected; a written reason settles it, with the agreement of the",
    ],
)
def test_what_counts_is_read_aloud(told: str) -> None:
    assert told in " ".join(render(whole(), "", 100).split())
