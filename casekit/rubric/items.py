"""A form taken apart into its items, each with what is said of it alone, so that two forms can be held side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from casekit.rubric.model import Json, Rubric
from casekit.rubric.plain import plain

LABELS = {
    "case_types": "kind of case",
    "flags": "flag",
    "dates": "date",
    "tags": "mark",
    "themes": "theme",
}
LISTINGS = ("best_first", "worst_first", "numbers")
INSIDE = ("questions", "boxes", "limits", "triggers", "sections", "descriptors")
RULES = ("when", "always", "usually", "agreed_by", "tell", "within", "needs")
"""What a limit or a trigger says; it is told as one sentence and compared as one."""
REFERS = (
    *("answer", "answers", "grade", "grades", "score", "scores", "in", "of", "lowest", "majority", "highest"),
    *("case_type", "flag", "date", "after", "from"),
)
"""Words behind which ids stand."""
VALUES = ("is", "at_least", "at_most", "above", "below", "answered", "otherwise")


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a form. kind: section, question, limit, …; id: within its kind; says: what is said of it, by word."""

    kind: str
    id: str
    says: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Renamed:
    """Old ids and values -> the new ones."""

    ids: Mapping[str, str]
    values: Mapping[str, str]

    def id(self, old: str) -> str:
        """The new id; the old one where it was kept."""
        return self.ids.get(old, old)

    def value(self, old: str) -> str:
        """The new id of a grade or an answer; the old one where it was kept."""
        return self.values.get(old, old)

    def everywhere(self, node: Json) -> Json:
        """A worked case with new ids and values in place of the old ones."""
        if isinstance(node, list):
            return [self.everywhere(item) for item in node]
        if isinstance(node, Mapping):
            return {self.id(key): self.everywhere(value) for key, value in node.items()}
        return self.id(self.value(node)) if isinstance(node, str) else node

    def within(self, node: Json) -> Json:
        """Conditions, bounds and selectors with new ids and values in place of the old ones."""
        if isinstance(node, list):
            return [self.within(item) for item in node]
        if not isinstance(node, Mapping):
            return node
        return {
            key: self._each(value, self.id)
            if key in REFERS
            else self._each(value, self.value)
            if key in VALUES
            else self._bands(value)
            if key == "bands"
            else self.within(value)
            for key, value in node.items()
        }

    def _each(self, node: Json, new: object) -> Json:
        if isinstance(node, str):
            return new(node) if callable(new) else node
        if isinstance(node, list):
            return [self._each(item, new) for item in node]
        return self.within(node)

    def _bands(self, node: Json) -> Json:
        return {self.value(key): value for key, value in node.items()} if isinstance(node, Mapping) else node


AS_BEFORE = Renamed({}, {})


def items(rubric: Rubric, renamed: Renamed = AS_BEFORE) -> dict[tuple[str, str], Item]:
    """Every item of the form by kind and id, in the form's order, under new ids where they were renamed."""
    form = plain(rubric)
    used = _scales(rubric)
    found = [*_form(form), *_named(form, renamed), *_of_scales(form, used, renamed)]
    for id, section in cast(Mapping[str, Mapping[str, Json]], form["sections"]).items():
        found += _section(id, section, "", renamed)
    found += _section("overall", cast(Mapping[str, Json], form["overall"]), "", renamed)
    found += _beside(form, renamed)
    return {(item.kind, item.id): item for item in found}


def _scales(rubric: Rubric) -> set[str]:
    sections = list(rubric.all_sections())
    scales = [s.scale for s in sections] + [q.answer.scale for s in sections for q in s.questions.values()]
    scales += [q.answer.scale for q in rubric.feedback.questions.values()]
    return {scale.id for scale in scales if scale is not None}


def _map(node: Json) -> Mapping[str, Json]:
    return node if isinstance(node, Mapping) else {}


def _form(form: Mapping[str, Json]) -> Iterator[Item]:
    apart = (*LABELS, "id", "version", "previous", "scales", "sections", "overall", "feedback", "reflection")
    apart += ("moderation", "concern", "cases")
    several = {"several": True} if "several" in _map(form.get("case_types")) else {}
    yield Item("form", "", {**{key: value for key, value in form.items() if key not in apart}, **several})


def _named(form: Mapping[str, Json], renamed: Renamed) -> Iterator[Item]:
    for key, kind in LABELS.items():
        entries = _map(form.get(key))
        entries = _map(entries["values"]) if key == "case_types" and "several" in entries else entries
        yield from (Item(kind, renamed.id(id), {"label": label}) for id, label in entries.items())


def _of_scales(form: Mapping[str, Json], used: set[str], renamed: Renamed) -> Iterator[Item]:
    for id, raw in _map(form.get("scales")).items():
        if id not in used:
            continue
        scale = _map(raw)
        listing = next(key for key in LISTINGS if key in scale)
        values = _map(scale[listing])
        order = [renamed.value(value) for value in values]
        rest = {key: value for key, value in scale.items() if key != listing}
        yield Item("scale", id, {listing: order, **rest})
        for value, said in values.items():
            says = said if isinstance(said, Mapping) else {"label": said}
            yield Item("value", f"{id}: {renamed.value(value)}", says)


def _section(id: str, section: Mapping[str, Json], parent: str, renamed: Renamed) -> Iterator[Item]:
    new = renamed.id(id)
    scale = {"grade": section["grade"]} if isinstance(section["grade"], str) else {}
    own = {key: value for key, value in section.items() if key not in (*INSIDE, *scale)}
    yield Item("section", new, {**_map(renamed.within(own)), **scale, **({"in": parent} if parent else {})})
    yield from _described(new, section, renamed)
    for q, question in _map(section.get("questions")).items():
        said = _map(question)
        own = {key: value for key, value in said.items() if key not in ("boxes", "descriptors", "answer")}
        kind = {"answer": _answer(said["answer"], renamed)}
        yield Item("question", renamed.id(q), {**_map(renamed.within(own)), **kind, "in": new})
        yield from _described(renamed.id(q), said, renamed)
        yield from _boxed(renamed.id(q), said, renamed)
    yield from _boxed(new, section, renamed)
    for key, kind_of in (("limits", "limit"), ("triggers", "trigger")):
        for raw in cast(list[Mapping[str, Json]], section.get(key, [])):
            rule = renamed.within({part: raw[part] for part in RULES if part in raw})
            says = {part: value for part, value in raw.items() if part not in (*RULES, "id")}
            yield Item(kind_of, renamed.id(str(raw["id"])), {**says, "rule": rule, "in": new})
    for inner, raw_section in _map(section.get("sections")).items():
        yield from _section(inner, _map(raw_section), new, renamed)


def _answer(answer: Json, renamed: Renamed) -> Json:
    """What a question takes for an answer, choices under their new names."""
    if not isinstance(answer, Mapping):
        return answer
    return {kind: {renamed.value(id): said for id, said in _map(options).items()} for kind, options in answer.items()}


def _described(place: str, node: Mapping[str, Json], renamed: Renamed) -> Iterator[Item]:
    for grade, texts in _map(node.get("descriptors")).items():
        yield Item("descriptor", f"{place}: {renamed.value(grade)}", {"text": texts})


def _boxed(place: str, node: Mapping[str, Json], renamed: Renamed) -> Iterator[Item]:
    for id, box in _map(node.get("boxes")).items():
        yield Item("box", f"{place}/{renamed.id(id)}", _map(renamed.within(_map(box))))


def _beside(form: Mapping[str, Json], renamed: Renamed) -> Iterator[Item]:
    for part in ("feedback", "reflection", "moderation", "concern"):
        node = _map(form.get(part))
        if node:
            asked = (
                {"from": {renamed.id(id): label for id, label in _map(node["from"]).items()}} if "from" in node else {}
            )
            yield Item(part, "", {**{key: value for key, value in node.items() if key not in INSIDE}, **asked})
        for id, question in _map(node.get("questions")).items():
            said = {**_map(question), "answer": _answer(_map(question)["answer"], renamed)}
            yield Item("question to the family", renamed.id(id), said)
        yield from _boxed(part, node, renamed)
    for name, case in _map(form.get("cases")).items():
        yield Item("worked case", name, _map(renamed.everywhere(case)))
