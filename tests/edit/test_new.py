from __future__ import annotations

import random
import re
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from casekit.edit.new import LETTERS, new_audit, next_id
from casekit.model.document import Document
from casekit.read.document import read_audit
from casekit.rubric.model import Rubric
from tests.edit.forms import TOY, loaded, packaged

ID = "2026-10-kqzmwt"


def read(text: str) -> Document:
    document, problems = read_audit(f"audits/2026-10/{ID}.md", text.encode())
    assert problems == []
    assert document is not None
    return document


def new(rubric: Rubric, **more: Any) -> dict[str, Any]:
    data = read(new_audit(rubric, "2026-10", ID, **more)).data
    assert isinstance(data, dict)
    return data


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    return [value]


@pytest.mark.parametrize("form", ["collaborative", "practice-standards"])
def test_every_section_question_and_box_of_the_form_is_there_in_its_order(form: str) -> None:
    rubric = packaged(form)
    text = new_audit(rubric, "2026-10", ID)
    data: Any = read(text).data
    sections = {s.id: s for s in rubric.all_sections() if s.scale or s.questions}
    entries = data["sections"] | {"overall": data["overall"]}
    assert list(entries) == list(sections)
    assert [q for e in entries.values() for q in e.get("answers", {})] == [
        q for s in sections.values() for q in s.questions
    ]
    assert [title for _, title in re.findall(r"^(##+) (.*)$", text.partition("\n---\n")[2], re.MULTILINE)] == [
        title
        for s in (*rubric.all_sections(), rubric.reflection)
        for title in ([s.title] if s.boxes else []) + [box.title for box in s.boxes.values()]
    ]


@pytest.mark.parametrize("form", ["collaborative", "practice-standards"])
def test_nothing_is_answered_and_no_guidance_stands_in_the_body(form: str) -> None:
    document = read(new_audit(packaged(form), "2026-10", ID, today=date(2026, 10, 15)))
    data: Any = document.data
    given = {key: value for key, value in data.items() if any(leaf not in (None, []) for leaf in leaves(value))}
    assert given == {
        "id": ID,
        "rubric": packaged(form).ref,
        "period": {"from": "2026-04-15", "to": "2026-10-15"},
    }
    assert all(line == "" or line.startswith("#") for line in document.body.lines)
    assert len(document.body.headings) == sum(1 for line in document.body.lines if line)


def test_what_cannot_apply_to_the_case_is_left_out() -> None:
    rubric = loaded(TOY)
    data = new(rubric, case_types=["CP"], flags=[])
    assert data["case"]["type"] == "CP"
    assert data["sections"] == {"home": {"grade": None, "answers": {"seen": None}}}
    assert data["dates"] == {"visit": None}
    both = new(rubric, case_types=["CP", "LAC"], flags=["baby"], auditor="p054")
    assert both["case"]["type"] == ["CP", "LAC"]
    assert both["auditor"] == "p054"
    assert list(both["sections"]) == ["home", "placement"]
    assert list(both["sections"]["home"]["answers"]) == ["seen", "crib"]
    assert list(both["dates"]) == ["visit", "review"]


def test_comments_say_what_is_asked_and_when_it_applies() -> None:
    text = new_audit(loaded(TOY), "2026-10", ID)
    for line in (
        "# This file lies in audits/2026-10 and is called 2026-10-kqzmwt.md.",
        "# high: All is well.",
        "# low (Not so well)",
        "  # - Is it warm?",
        "    # high: Warm. Dry.",
        "    # low (Not so well): What the questions below say of it.",
        "      # low: Hardly.",
        "      # low: [if this holds: A baby: under one] Not awake.",
        "      # Was the child seen?",
        "      # yes or no; or not_applicable",
        "      # Only if this holds: A baby: under one; take it out otherwise.",
        "      # yes or no",
        "  # Only if the case is: Looked after; take it out otherwise.",
        '  # Under "Words": In short.',
        "# heard: Heard? (yes or no)",
        "  # one of these, or several as [one, other]: CP (Protection) and LAC (Looked after)",
    ):
        assert any(found == line or found.startswith(line + " ") for found in text.split("\n")), line
    known = new_audit(loaded(TOY), "2026-10", ID, case_types=["LAC"], flags=["baby"])
    assert "Only if" not in known


def test_answers_that_say_more_than_their_ids_are_explained_once_for_several_questions() -> None:
    data = deepcopy(TOY)
    data["scales"]["proof"] = {
        "best_first": {"firm": "Clear to everybody", "thin": "Hard to see", "none-found": "None found"}
    }
    data["sections"]["home"]["questions"] |= {
        "bed": {"ask": "Is there a bed?", "answer": "proof"},
        "lamp": {"ask": "Is there a lamp?", "answer": "proof", "required": "chosen"},
        "toys": {"ask": "Which toys?", "answer": {"choice": {"some": "Some", "many": "A whole chest"}}},
    }
    text = " ".join(new_audit(loaded(data), "2026-10", ID).replace("#", "").split())
    assert text.count("Clear to everybody") == 1
    assert 'Below stands "firm" for "Clear to everybody" and "thin" for "Hard to see".' in text
    assert "Is there a bed? firm, thin or none-found; or not_applicable bed:" in text
    assert "Is there a lamp? firm, thin or none-found; may stay empty lamp:" in text
    assert "Which toys? some or many (A whole chest); or not_applicable toys:" in text


def test_a_section_that_only_holds_boxes_says_when_it_applies_and_what_they_are_for() -> None:
    data = deepcopy(TOY)
    data["sections"]["aside"] = {
        "title": "Aside",
        "grade": "none",
        "guide": "Only a remark.",
        "applies_when": {"case_type": "LAC"},
        "boxes": {"words": None},
    }
    said = (
        "  # ASIDE. Only a remark.\n"
        "  # Only if the case is: Looked after; take it out otherwise.\n"
        '  # Under "Words": In short.\n'
    )
    assert said in new_audit(loaded(data), "2026-10", ID)


def test_no_line_is_too_long_to_read_beside_another_window() -> None:
    assert max(map(len, new_audit(packaged("collaborative"), "2026-10", ID).split("\n"))) <= 100


def test_ids_are_letters_that_nobody_has_yet() -> None:
    chance = random.Random(7)
    taken: set[str] = set()
    for _ in range(300):
        made = next_id(taken, "2026-10", chance.choice)
        assert re.fullmatch(f"2026-10-[{LETTERS}]{{6}}", made)
        assert made not in taken
        taken.add(made)


def test_an_id_that_is_taken_is_not_given_again() -> None:
    letters = iter("bcdfgh" + "bcdfgh" + "kmnpqr")
    assert next_id({"2026-10-bcdfgh"}, "2026-10", lambda _: next(letters)) == "2026-10-kmnpqr"
