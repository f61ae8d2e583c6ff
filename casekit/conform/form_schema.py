"""The schema of audits in one form, for editors: only its sections, questions and values, with what they mean.

It stands on the schema of all audits. It wants values as the form spells them; lint forgives case and punctuation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from casekit.conform.schemas import schema
from casekit.rubric.instances import joined
from casekit.rubric.model import Answering, Question, Rubric, Scale, Section
from casekit.rubric.sentences import Sentences

Schema = dict[str, Any]

ASIDE = ("not_applicable", "not_assessed")
"""What may stand in place of a section's grade."""
STATES = (*ASIDE, "no_evidence")
"""What may stand in place of an answer."""
SAID = {
    "not_applicable": "It does not concern this case; with why.",
    "not_assessed": "It could not be looked at; with why.",
    "no_evidence": "Nothing on file shows it; counts as the value listed last.",
}
NAMED = ("properties", "patternProperties", "$defs")
"""Where the keys of a schema are names and not its words."""
FORMATS = {"day": "date"}
"""Formats by the names that editors know; those that they do not know are left out."""


def form_schema(rubric: Rubric) -> Schema:
    """JSON Schema 2020-12 of the front matter of an audit in that form."""
    return _Form(rubric).schema()


class _Form:
    """The parts of one form's schema."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._words = Sentences(rubric)
        self._base = schema("audit")

    def schema(self) -> Schema:
        """The whole."""
        rubric = self._rubric
        whole = deepcopy(self._base)
        whole["$id"] = f"urn:casekit:schema:audit:1:{rubric.ref}"
        whole["title"] = f"An audit in {rubric.title}, version {rubric.version}"
        properties, parts = whole["properties"], whole["$defs"]
        properties["rubric"] = {"const": rubric.ref, "description": rubric.title}
        parts["case-type"]["items"]["anyOf"] = [{"type": "object"}, _one_of(rubric.case_types)]
        parts["case-type"]["items"]["properties"]["status"] = _one_of(rubric.case_types)
        parts["case-type"]["anyOf"] = [{"type": ["array", "null"]}, _one_of(rubric.case_types)]
        parts["case-flags"]["items"] = _one_of(rubric.flags)
        day = parts["dates"].pop("additionalProperties")
        parts["dates"] |= _closed({id: {"title": label, **day} for id, label in rubric.dates.items()})
        properties["feedback"] = _nullable(
            _closed({id: self._respondent(label) for id, label in rubric.feedback.respondents.items()})
        )
        sections = {s.id: self._entry(s) for s in rubric.all_sections() if s.id != "overall" and not self._home(s)}
        properties["sections"] = _nullable(_closed(sections))
        properties["overall"] = self._overall(properties["overall"])
        parts["moderation"]["properties"] |= self._given()
        parts["dispute"]["properties"]["resolved"]["properties"] |= self._given()
        parts["reply"]["properties"]["for"] = parts["action"]["properties"]["for"] = self._target()
        tidy: Schema = _tidy(_pruned(whole))
        return tidy

    def _home(self, section: Section) -> str:
        """The repeated section that a section lies in; "" for one that has an entry of its own."""
        parent = self._rubric.section(section.parent) if section.parent else None
        return "" if parent is None else parent.id if parent.for_each else self._home(parent)

    def _overall(self, base: Schema) -> Schema:
        overall = self._filled(self._rubric.overall)
        overall["themes"] = {"type": ["array", "null"], "items": _one_of(self._rubric.themes)}
        return {**base, **_described(self._rubric.overall.title, self._rubric.overall.guide), "properties": overall}

    def _entry(self, section: Section) -> Schema:
        when = section.applies_when
        applies = f"Applies when {self._words.condition(when)}." if when is not None else ""
        about = _described(section.title, section.guide, applies)
        if section.for_each is None:
            return _nullable({**about, **_closed(self._filled(section))})
        each = section.for_each
        inside = [inner for inner in section.walk() if inner is not section]
        one = deepcopy(self._base["$defs"]["instance"])
        one["properties"] |= self._filled(section)
        one["properties"]["sections"] = _nullable(_closed({s.id: self._entry(s) for s in inside}))
        names = {id: {**one, "title": label} for id, label in each.of.items()}
        many = _closed(names) if names else {"type": "object", "additionalProperties": one}
        entry = self._base["$defs"]["entry"]["properties"]
        own = {"grade": _any(_states(ASIDE), {"type": "null"}), "why": entry["why"], "each": _nullable(many)}
        return _nullable({**about, **_closed(own)})

    def _filled(self, section: Section) -> Schema:
        """What may be filled in for a section."""
        entry = self._base["$defs"]["entry"]["properties"]
        grades = [*_values(section.scale)] if section.scale else []
        found = {
            "grade": _any(*grades, _states(ASIDE), {"type": "null"}),
            "why": entry["why"],
            "answers": _nullable(_closed({id: self._question(q) for id, q in section.questions.items()})),
            "reasons": _nullable(
                _closed({limit.id: {**entry["why"], "title": limit.title} for limit in section.limits})
            ),
            "told": entry["told"],
        }
        if section.computed and section.grading.override:
            override = deepcopy(self._base["$defs"]["override"])
            override["properties"]["grade"] = _any(*grades, {"type": "null"})
            found["override"] = override
        return found

    def _question(self, question: Question) -> Schema:
        states = STATES if question.not_applicable != "never" else STATES[1:]
        value = [*_answers(question.answer), _states(states), {"type": "null"}]
        why = self._base["$defs"]["answer"]["properties"]["why"]
        spelt = {**_closed({"answer": _any(*value), "why": why}), "required": ["answer"]}
        when = question.applies_when
        applies = f"Applies when {self._words.condition(when)}." if when is not None else ""
        tags = " ".join(f"{self._rubric.tags.get(tag, tag)}." for tag in question.tags)
        return {
            **_described(question.title or question.ask, question.ask, question.guide, applies, tags),
            **_any(*value, spelt),
        }

    def _respondent(self, label: str) -> Schema:
        base = deepcopy(self._base["$defs"]["feedback"])
        asked = {id: self._question(q) for id, q in self._rubric.feedback.questions.items()}
        base["properties"]["answers"] = _nullable(_closed(asked))
        return {"title": label, **base}

    def _given(self) -> Schema:
        """The grades that a moderation or a resolution may set."""
        found: Schema = {}
        overall = self._rubric.overall.scale
        found["overall"] = _any(*_values(overall), {"type": "null"}) if overall else {"type": "null"}
        plain, repeated = {}, {}
        for section in self._rubric.all_sections():
            if section.scale is None:
                continue
            grade = {"title": section.title, **_any(*_values(section.scale), {"type": "null"})}
            home = section if section.for_each else self._rubric.section(self._home(section))
            if home is None or home.for_each is None:
                plain[section.id] = grade
            elif home.for_each.of:
                plain |= {joined(section.id, one): grade for one in home.for_each.of}
            else:
                repeated[f"^{section.id}[.][A-Z][A-Z0-9]{{3,11}}$"] = grade
        found["sections"] = _nullable({**_closed(plain), **({"patternProperties": repeated} if repeated else {})})
        return found

    def _target(self) -> Schema:
        """What an action may be for: any section or question, of one of several with a dot."""
        plain: dict[str, str] = {}
        repeated: list[str] = []
        for section in self._rubric.all_sections():
            home = section if section.for_each else self._rubric.section(self._home(section))
            named = {section.id: section.title, **{id: q.title or q.ask for id, q in section.questions.items()}}
            plain |= named
            if home is not None and home.for_each is not None:
                ones = "|".join(home.for_each.of) or "[A-Z][A-Z0-9]{3,11}"
                repeated += [f"^{id}[.]({ones})$" for id in named]
        patterns = [{"type": "string", "pattern": pattern} for pattern in repeated]
        return _any(*(_const(id, label) for id, label in plain.items()), *patterns)


def _closed(properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": dict(properties)}


def _nullable(node: Schema) -> Schema:
    return {**node, "type": [node["type"], "null"]}


def _any(*options: Schema) -> Schema:
    return {"anyOf": list(options)}


def _const(value: str | int, label: str, *said: str) -> Schema:
    return {"const": value, **_described(label, *said)}


def _described(title: str, *said: str) -> Schema:
    text = "\n\n".join(part for part in said if part and part != title)
    return {"title": title, **({"description": text} if text else {})}


def _one_of(labels: Mapping[str, str]) -> Schema:
    """Ids of the form, or their labels."""
    spelt = [label for id, label in labels.items() if label != id]
    return _any(
        *(_const(id, label) for id, label in labels.items()),
        *([{"enum": spelt}] if spelt else []),
        *_NONE[bool(labels)],
    )


_NONE: Mapping[bool, list[Schema]] = {True: [], False: [{"not": {}}]}
"""What stands where the form declares nothing: nothing fits."""


def _states(states: Iterable[str]) -> Schema:
    return _any(*(_const(state, state.replace("_", " ").capitalize(), SAID[state]) for state in states))


def _values(scale: Scale) -> Iterator[Schema]:
    """The values of a scale, best first, then their other spellings."""
    for value in scale.best_first:
        yield _const(value.id, value.label, value.means)
    ids = {value.id for value in scale.values}
    spelt = {text for value in scale.values for text in (value.label, *value.also)} - ids
    numbers = {int(v.id) for v in scale.values if v.id.isdigit()}
    numbers |= {int(v.number) for v in scale.values if v.number is not None and v.number.denominator == 1}
    others: list[str | int] = [*sorted(spelt), *sorted(numbers)]
    if others:
        yield {"enum": others}


def _answers(answering: Answering) -> Iterator[Schema]:
    """What a question takes for an answer."""
    if answering.scale is not None:
        yield from _values(answering.scale)
    elif answering.options:
        one = _one_of(answering.options)
        yield one
        if answering.kind == "choices":
            yield {"type": "array", "items": one}
    else:
        yield {"type": "integer" if answering.kind == "count" else "string"}


def _pruned(whole: Schema) -> Schema:
    """The schema without definitions that nothing refers to."""
    used: set[str] = set()
    waiting: list[Any] = [{key: value for key, value in whole.items() if key != "$defs"}]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            name = str(node.get("$ref", "")).removeprefix("#/$defs/")
            if name and name not in used:
                used.add(name)
                waiting.append(whole["$defs"][name])
            waiting += node.values()
    return {**whole, "$defs": {name: part for name, part in whole["$defs"].items() if name in used}}


def _tidy(node: Any) -> Any:
    """The schema as editors read it: what casekit says of a place becomes its description."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy: Schema = {
        key: {name: _tidy(part) for name, part in value.items()} if key in NAMED else _tidy(value)
        for key, value in node.items()
        if key not in ("x-says", "format")
    }
    if isinstance(node.get("x-says"), str):
        tidy.setdefault("description", node["x-says"])
    if node.get("format") in FORMATS and isinstance(node["format"], str):
        tidy["format"] = FORMATS[node["format"]]
    return tidy
