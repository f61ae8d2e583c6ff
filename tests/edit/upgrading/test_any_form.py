"""Any form changed in any way: every audit in it can be upgraded, and every word of it stands somewhere afterwards."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.edit.canonical import Part, audit_text
from casekit.edit.editor import Refusal
from casekit.edit.upgrading.upgrade import Upgraded, upgrade
from casekit.link.corpus import surroundings
from tests.link.test_rubrics import Files

PATH = "audits/2026-03/2026-03-0001.md"
WORD = re.compile(r"word\d+")
SECTIONS, QUESTIONS, BOXES = ("sa", "sb", "sc", "sd"), ("qa", "qb", "qc", "qd", "qe"), ("ba", "bb")


@dataclass(frozen=True)
class Shape:
    """A form: the parent of each section ("" at the top), the section of each question, and every title."""

    parents: dict[str, str]
    homes: dict[str, str]
    boxes: tuple[str, ...]
    titles: dict[str, str]

    def data(self, version: int, previous: dict[str, Any] | None) -> bytes:
        form = {
            "id": "any",
            "version": version,
            "title": "Any",
            "source": "X",
            "scales": {"met": {"best_first": ["yes", "no"]}},
            "boxes": {box: self.titles[box] for box in self.boxes},
            "defaults": {"section": {"grade": "met", "boxes": list(self.boxes)}, "question": {"answer": "met"}},
            "sections": self.below(""),
            "overall": {"title": "Whole", "grade": "met", "boxes": {"sum": "Sum"}},
        }
        if not self.boxes:
            form.pop("boxes")
            form["defaults"] = {"section": {"grade": "met"}, "question": {"answer": "met"}}
        return json.dumps(form | ({"previous": previous} if previous else {})).encode()

    def below(self, parent: str) -> dict[str, Any]:
        return {
            id: {
                "title": self.titles[id],
                "questions": {q: self.titles[q] for q, home in self.homes.items() if home == id},
                **({"sections": inner} if (inner := self.below(id)) else {}),
            }
            for id, above in self.parents.items()
            if above == parent
        }


@st.composite
def shapes(draw: Any, ids: dict[str, str]) -> Shape:
    """A form whose sections, questions and boxes have these new ids, each at some place under some title."""
    sections = [ids[s] for s in SECTIONS if ids[s]] or ["extra"]
    parents: dict[str, str] = {}
    for id in draw(st.permutations(sections)):
        parents[id] = draw(st.sampled_from(["", *(p for p in parents if not parents[p])]))
    homes = {ids[q]: draw(st.sampled_from(sections)) for q in draw(st.permutations(QUESTIONS)) if ids[q]}
    boxes = tuple(ids[b] for b in BOXES if ids[b])
    titles = {id: f"{draw(st.sampled_from(['The', 'Our']))} {id}" for id in (*sections, *homes, *boxes)}
    return Shape(parents, homes, boxes, titles)


@st.composite
def upgrades(draw: Any) -> tuple[Shape, Shape, dict[str, str], bytes]:
    every = (*SECTIONS, *QUESTIONS, *BOXES)
    ids = {id: draw(st.sampled_from([id, id, f"{id}-new", ""])) for id in every}
    old, new = draw(shapes({id: id for id in every})), draw(shapes(ids))
    number = iter(range(1000))

    def word() -> str:
        return f"word{next(number):03}"

    def text() -> str:
        return (
            ""
            if draw(st.integers(0, 3)) == 0
            else f"{word()}\n\n- {word()}" + draw(st.sampled_from(["", "\n\n##### Mine\n\nx"]))
        )

    def entry(questions: list[str]) -> dict[str, Any]:
        answers = {q: {"answer": draw(st.sampled_from(["yes", "no"])), "why": word()} for q in questions}
        return {
            "grade": draw(st.sampled_from(["yes", "no"])),
            "answers": {q: a for q, a in answers.items() if draw(st.booleans())},
        }

    parts: list[Part] = []

    def heading(id: str, level: int) -> None:
        parts.append(Part(level, old.titles[id], text() if len(old.boxes) == 1 and draw(st.booleans()) else ""))
        if not parts[-1].text:
            parts.extend(Part(level + 1, old.titles[box], text()) for box in old.boxes if draw(st.booleans()))
        for question, home in old.homes.items():
            if home == id and draw(st.booleans()):
                parts.append(Part(level + 1, old.titles[question], text()))
        if draw(st.integers(0, 4)) == 0:
            parts.append(Part(level + 1, "Nobody's heading", text()))
        for inner in (s for s, above in old.parents.items() if above == id):
            heading(inner, level + 1)

    for id in (s for s, above in old.parents.items() if not above):
        heading(id, 2)
    sections = {s: entry([q for q, home in old.homes.items() if home == s]) for s in old.parents if draw(st.booleans())}
    data = {"id": "2026-03-0001", "rubric": "any@1", "sections": sections, "overall": {"grade": "yes"}}
    raw = audit_text(data, parts)
    return old, new, ids, (raw.replace("\n", "\r\n") if draw(st.booleans()) else raw).encode()


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(upgrades())
def test_no_word_is_lost_and_every_answer_keeps_its_question(one: tuple[Shape, Shape, dict[str, str], bytes]) -> None:
    old, new, ids, raw = one
    previous = {"version": 1, "ids": {a: b or "dropped" for a, b in ids.items() if a != b}}
    files = {"rubrics/any@1.yaml": old.data(1, None), "rubrics/any.yaml": new.data(2, previous), PATH: raw}
    around = surroundings(Files(files))
    assert around.problems == ()
    before = around.link(PATH, raw).case
    assert before is not None
    result = upgrade(PATH, raw, around, around.forms["any@2"].rubric)
    assert isinstance(result, Upgraded), (result, raw.decode())
    text = result.raw.decode()
    body, _, kept = text.partition("## Kept from any@1")
    assert Counter(WORD.findall(text)) == Counter(WORD.findall(raw.decode()))
    for entry in before.audit.entries():
        for id, answer in entry.answers.items():
            if ids[id] in new.homes:
                now = result.after.audit.answer(ids[id])
                assert (now.value, now.why) == (answer.value, answer.why)
            else:
                assert answer.why in kept
        for id, box in entry.boxes.items():
            section = ids.get(entry.id, entry.id)
            if section in new.parents and ids[id] in new.boxes and box.text:
                assert result.after.audit.sections[section].boxes[ids[id]].text.split()[0] == box.text.split()[0]
    assert isinstance(upgrade(PATH, result.raw, around, around.forms["any@2"].rubric), Refusal)
    assert (b"\r\n" in raw) == ("\r\n" in text)
    assert "\n" not in text.replace("\r\n", "") or b"\r\n" not in raw
    assert body.count("## Kept") == 0
