"""Forms made at random out of the whole language, nearly all of them valid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]

FOUR = {"top": {"label": "Top", "number": 4}, "mid": "Middle", "low": "Low", "bad": {"label": "Bad", "means": "So."}}
SCALES: dict[str, Any] = {
    "four": {"best_first": FOUR},
    "rag": {"worst_first": ["red", "amber", "green"]},
    "met": {"best_first": {"yes": {"number": 2}, "partly": {"number": 1}, "no": {"number": 0}}},
    "marks": {"numbers": [0, 1, 2, 3]},
}
VALUES = {"four": ["top", "mid", "low", "bad"], "rag": ["green", "amber", "red"], "met": ["yes", "partly", "no"]}
VALUES["marks"] = ["3", "2", "1", "0"]
LENGTHS = st.sampled_from(["2 weeks", "3 months", "1 year", "40 days"])
CHOOSING = [{"choice": {"a": "Aa", "b": "Bb"}}, {"choices": {"c": "Cc", "d": "Dd"}}]
AGENCIES = {"name": "Agency", "of": {"police": "Police", "school": "School"}, "at_least": 1}
KINDS, FLAGS, DATES, TAGS = ["A", "B", "C"], ["wet", "cold"], ["seen", "plan"], ["law", "custom"]


@st.composite
def any_form(draw: Draw) -> dict[str, Any]:
    """The data of a form: up to four sections at two depths, perhaps one that several answer."""
    made = _Making(draw)
    sections: dict[str, Any] = {}
    for number in range(draw(st.integers(1, 3))):
        sections[f"s{number}"] = made.section(f"s{number}", number)
    types = {kind: f"Kind {kind}" for kind in KINDS}
    form: dict[str, Any] = {
        "id": "any",
        "version": draw(st.integers(1, 9)),
        "title": "Any form",
        "source": "X",
        "case_types": draw(st.sampled_from([types, {"several": True, "values": types}])),
        "flags": {id: f"It is {id}" for id in FLAGS},
        "dates": {id: f"Day {id}" for id in DATES},
        "tags": {id: f"By {id}" for id in TAGS},
        "themes": {"one": "One"},
        "scales": SCALES,
        "sections": sections,
        "overall": {"title": "In all", **made.overall()},
    }
    if draw(st.booleans()):
        form["looks_back"] = draw(st.sampled_from(["none", {"must": "6 months"}, {"suggested": "1 year"}]))
    if draw(st.booleans()):
        form["feedback"] = {"title": "Said", "from": {"child": "Child"}, "required": draw(st.booleans())}
    if draw(st.booleans()):
        form["concern"] = {"tell": ["team_manager"], "respond": "same day"}
    if draw(st.booleans()):
        form["reflection"] = {"title": "Thoughts", "boxes": {"proud": "Proud of"}}
    return form


class _Making:
    """A form under way: questions by id with their scales, and graded sections, in the order in which they came."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.asked: dict[str, str] = {}
        self.graded: dict[str, str] = {}
        self.rules = 0

    def maybe(self) -> bool:
        return bool(self.draw(st.integers(0, 3)) == 0)

    def section(self, id: str, number: int, depth: int = 0) -> dict[str, Any]:
        draw = self.draw
        repeated = depth == 0 and draw(st.integers(0, 5)) == 0
        found: dict[str, Any] = {"title": f"Part {id}"}
        if self.maybe():
            found["applies_when"] = self.condition({}, {})
        known = {} if repeated else dict(self.asked)
        questions: dict[str, Any] = {}
        own: dict[str, str] = {}
        for n in range(draw(st.integers(1, 3))):
            q = f"{id}-q{n}"
            questions[q], scale = self.question(q, {**known, **own})
            if scale:
                own[q] = scale
        found["questions"] = questions
        if self.maybe():
            found["boxes"] = {f"{id}-box": "Say more"}
        if self.maybe():
            found["required"] = draw(st.sampled_from(["always", "chosen"]))
        if depth == 0 and self.maybe():
            found["sections"] = {f"{id}-in": self.section(f"{id}-in", number, 1)}
        if draw(st.booleans()):
            self.grade(id, found, own, repeated)
        if repeated:
            found["for_each"] = draw(st.sampled_from([AGENCIES, {"name": "Child"}]))
        else:
            self.asked |= own
        return found

    def question(self, id: str, known: dict[str, str]) -> tuple[dict[str, Any], str]:
        draw = self.draw
        scale = draw(st.sampled_from([*VALUES, ""]))
        plain = st.sampled_from(
            ["text", "date", "count", {"choice": {"a": "Aa", "b": "Bb"}}, {"choices": {"c": "Cc", "d": "Dd"}}]
        )
        found: dict[str, Any] = {"ask": f"What of {id}?", "answer": scale or draw(plain)}
        if self.maybe():
            found["tags"] = [draw(st.sampled_from(TAGS))]
        if self.maybe():
            found["applies_when"] = self.condition(known, {})
        if self.maybe():
            found["not_applicable"] = draw(st.sampled_from(["freely", "never"]))
        if scale and self.maybe():
            found[draw(st.sampled_from(["agrees_with", "yes_needs"]))] = self.date()
        if self.maybe():
            found["weight"] = draw(st.sampled_from([0, 2, 3]))
        if self.maybe():
            found["boxes"] = {f"{id}-why": "Why so"}
        return found, scale

    def grade(self, id: str, found: dict[str, Any], own: dict[str, str], repeated: bool) -> None:
        """A judged or a computed grade, and what limits it."""
        draw = self.draw
        scale = draw(st.sampled_from(["four", "rag"]))
        found["grade"] = scale
        met = [q for q, kind in own.items() if kind == "met"]
        if met and draw(st.booleans()):
            found["score"] = {"how": draw(st.sampled_from(["points", "share"])), "of": met}
            if found["score"]["how"] == "share":
                found["score"]["answered"] = ["yes"]
            bands = dict(zip(VALUES[scale], (90, 60, 30, 0) if scale == "four" else (75, 50, 0), strict=True))
            found["grade"] = {
                "scale": scale,
                "how": "bands",
                "bands": bands,
                "round": draw(st.sampled_from(["none", "nearest"])),
            }
        if own and self.maybe():
            found["limits"] = [self.limit(scale, own, {})]
        if own and self.maybe():
            found["triggers"] = [
                {"id": self.name("t"), "when": self.answer(own), "tell": ["team_manager"], "needs": "action"}
            ]
        if not repeated:
            self.graded[id] = scale

    def overall(self) -> dict[str, Any]:
        draw = self.draw
        same = [id for id, scale in self.graded.items() if scale == "four"]
        found: dict[str, Any] = {}
        if draw(st.booleans()):
            found["grade"] = "four"
            if same and draw(st.booleans()):
                found["grade"] = {"scale": "four", "how": draw(st.sampled_from(["lowest", "highest"])), "of": same}
            found["boxes"] = {"sum": {"title": "In sum", "applies_when": {"grade": "this", "below": "top"}}}
            limits = [self.limit("four", self.asked, {})] if self.asked and draw(st.booleans()) else []
            if same and draw(st.booleans()):
                limits.append({"id": self.name("l"), "usually": {"at_most": {"lowest": same, "plus": 1}}})
            if limits:
                found["limits"] = limits
        return found

    def limit(self, scale: str, asked: dict[str, str], graded: dict[str, str]) -> dict[str, Any]:
        bound = {"at_most": self.draw(st.sampled_from(VALUES[scale][1:]))}
        hard = self.draw(st.sampled_from(["always", "usually"]))
        return {"id": self.name("l"), "when": self.condition(asked, graded), hard: bound}

    def name(self, kind: str) -> str:
        self.rules += 1
        return f"{kind}{self.rules}"

    def condition(self, asked: dict[str, str], graded: dict[str, str], depth: int = 0) -> dict[str, Any]:
        """A condition on the case, on dates and on questions that came before."""
        draw = self.draw
        kinds = ["case_type", "flag", "age", "date", "day"] + (["answer"] * 3 if asked else [])
        kind = draw(st.sampled_from(kinds + ([] if depth > 1 else ["all", "any", "not"])))
        if kind in ("all", "any"):
            return {kind: [self.condition(asked, graded, depth + 1) for _ in range(draw(st.integers(1, 2)))]}
        if kind == "not":
            return {"not": self.condition(asked, graded, depth + 1)}
        if kind == "case_type":
            return {"case_type": draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True))}
        if kind == "flag":
            return {"flag": draw(st.sampled_from(FLAGS))}
        if kind == "age":
            return {"age": {draw(st.sampled_from(["at_least", "below", "is"])): draw(st.integers(1, 17))}}
        if kind == "day":
            return {"day": {"from": "2026-09-01"}}
        return self.date() if kind == "date" else self.answer(asked)

    def answer(self, asked: dict[str, str]) -> dict[str, Any]:
        q = self.draw(st.sampled_from([*asked]))
        return {"answer": q, "is": self.draw(st.sampled_from(VALUES[asked[q]]))}

    def date(self) -> dict[str, Any]:
        date, length = self.draw(st.sampled_from(DATES)), self.draw(LENGTHS)
        other = next(id for id in DATES if id != date)
        tests = [{"within": length}, {"older_than": length}, {"at_least": 2, "within": length}]
        tests += [{"first_within": length, "after": other}, {"every": length}, {"every": length, "from": other}]
        return {"date": date, **self.draw(st.sampled_from(tests))}
