"""The words of the demo fit the forms that they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from casekit.demo.bank import Bank, bank
from casekit.demo.judge import good_first
from casekit.demo.sentences import MARK, Choice, Gap, Piece, Sentence
from casekit.model.document import Value
from casekit.resources import resource
from casekit.rubric.model import Rubric
from tests.edit.forms import packaged

FORMS = list(bank("cases").data)
GIVEN = {"month", "strongest", "weakest", "section", "grade", "was", "do", "outcome", "due", "day", "then"}


def leaves(value: Value) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif isinstance(value, str):
        yield value


def slots(pieces: tuple[Piece, ...]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Gap):
            yield piece.name
        elif isinstance(piece, Choice):
            for option in piece.options:
                yield from slots(option)


def filled() -> set[str]:
    words = bank("words")
    return GIVEN | {slot for kind in ("fixed", "few", "fresh") for slot in words.map(kind)}


@pytest.mark.parametrize("name", ["words", *FORMS])
def test_every_slot_is_filled_by_something_and_no_mark_is_left_open(name: str) -> None:
    known = filled()
    for text in leaves(bank(name).data):
        found = Bank({"one": [text]}).sentences("one").all[0]
        assert set(slots(found.pieces)) <= known, text
        assert not set("[]{}|") & set(re.sub(r"^\([^()]*\) ", "", MARK.sub("", MARK.sub("", text)))), text


@pytest.mark.parametrize("name", ["words", *FORMS])
def test_every_condition_names_a_type_or_flag_of_a_form(name: str) -> None:
    known = {word for form in FORMS for word in (*packaged(form).case_types, *packaged(form).flags)}
    for text in leaves(bank(name).data):
        for test in Bank({"one": [text]}).sentences("one").all[0].tests:
            assert re.fullmatch(r"<?\d+\+?", test) or set(test.removeprefix("!").split("|")) <= known, text


@pytest.mark.parametrize("form", FORMS)
def test_every_comment_box_is_put_together_from_what_is_there(form: str) -> None:
    rubric, words = packaged(form), bank(form)
    for section in rubric.all_sections():
        for box in section.boxes:
            where = ("overall", "boxes", box) if section.id == "overall" else ("boxes", box)
            parts = [part.removesuffix("?") for part in words.words(*where)]
            assert parts, (section.id, box)
            for part in parts:
                assert has(words, rubric, section.id, box, part), (section.id, box, part)


def has(words: Bank, rubric: Rubric, section: str, box: str, part: str) -> bool:
    scale = rubric.section(section).scale  # type: ignore[union-attr]
    grades = [value.id for value in scale.values] if scale else []
    if section == "overall":
        if part == "theme":
            return set(words.map("overall", "themes")) == set(rubric.themes)
        plain = bool(words.sentences("overall", part))
        return plain or all(words.sentences("overall", part, grade) for grade in grades)
    if part in ("yes", "weak"):
        return bool(words.map("sections", section, "points"))
    if part in ("small", "little"):
        return bool(words.sentences("sections", section, part))
    if part == "raise":
        return bool(words.sentences("raise")) and bool(words.deeds("sections", section, "lift"))
    if part == "any":
        return bool(words.sentences("any", box))
    if part == "change":
        asks = str(words.at("sections", section, "asks"))
        answers = good_first(rubric.questions()[asks])
        return all(words.sentences("sections", section, "change", answer) for answer in answers)
    return all(words.sentences("sections", section, "boxes", box, part, grade) for grade in grades)


@pytest.mark.parametrize("form", FORMS)
def test_every_question_on_a_scale_has_sentences_for_each_answer(form: str) -> None:
    rubric, words = packaged(form), bank(form)
    for section in rubric.sections.values():
        points = words.map("sections", section.id, "points")
        asked = {q.id: q for inner in section.walk() for q in inner.questions.values()}
        changes = {str(words.at("sections", section.id, "asks"))}
        for id, question in asked.items():
            if question.answer.scale is not None and id not in changes and "boxes" in words.map("sections", section.id):
                assert id in points, id
        for id in points:
            kinds = ["yes", "no"] if id in asked and len(good_first(asked[id])) == 2 else ["yes", "partly", "no"]
            assert all(words.sentences("sections", section.id, "points", id, kind) for kind in kinds), id


@pytest.mark.parametrize("form", FORMS)
def test_limits_feedback_reflection_and_themes_have_their_words(form: str) -> None:
    rubric, words = packaged(form), bank(form)
    for section in rubric.all_sections():
        assert all(words.sentences("reasons", limit.id) for limit in section.limits if not limit.hard)
        for kind in ("strong", "weak"):
            assert set(words.words("sections", section.id, "themes", kind)) <= set(rubric.themes)
    for question in rubric.feedback.questions.values():
        if question.answer.kind == "text":
            assert all(words.sentences("feedback", question.id, who) for who in rubric.feedback.respondents)
    assert all(words.sentences("reflection", box) for box in rubric.reflection.boxes)


def test_cases_name_types_and_flags_of_their_form() -> None:
    cases = bank("cases")
    for form in FORMS:
        assert set(cases.map(form, "types")) == set(packaged(form).case_types)
        assert set(cases.map(form, "flags")) <= set(packaged(form).flags)


def test_notes_have_no_full_stop_and_sentences_have_one() -> None:
    words = bank("words")
    for text in leaves({key: words.data[key] for key in ("actions", "met_attempted", "not_assessed", "feedback")}):
        assert not text.endswith("."), text
    for text in leaves({key: words.data[key] for key in ("moderation", "dispute", "dated")}):
        assert text.rstrip("]").endswith("."), text


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "torn.yaml").write_text("a: [", "utf-8")
    with pytest.raises(ValueError, match=r"torn\.yaml"):
        bank("torn", tmp_path)


def test_the_bank_is_the_folder_that_travels_with_casekit() -> None:
    assert {path.stem for path in resource("demo").glob("*.yaml")} == {"words", "cases", "outside", *FORMS}
    assert isinstance(bank("words").sentences("fixed", "child").all[0], Sentence)
