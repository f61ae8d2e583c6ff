"""What somebody typed into a form, as the data of an audit file: exactly as the page's script makes it (site/form).

The values are those with which a form begins (casekit/form/fields.py), changed; the form is an expanded one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from casekit.edit.cleaned import clean, filled, prose
from casekit.model.document import Value
from casekit.rubric.evaluation import Evaluation
from casekit.rubric.instances import typed
from casekit.rubric.model import Question, Rubric, Section

Fields = dict[str, Any]
Data = dict[str, Any]

PLAIN_STATES = ("not_applicable", "not_assessed", "no_evidence")
"""What can stand in place of an answer."""
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Begun:
    """What a form began with: the file's data, its values, and whether kinds of case stand with their days."""

    rubric: Rubric
    data: Mapping[str, Value]
    fields: Fields
    spells: bool


def typed_data(begun: Begun, fields: Fields, made: Evaluation | None) -> dict[str, Value]:
    """The data of the file. made: what applies by these values; None while that is not known, then all does."""
    out: Data = deepcopy(dict(begun.data))
    rubric = begun.rubric
    out["id"] = fields["id"]
    _put(out, "auditor", clean(fields["auditor"]).strip())
    _put(out, "independent", fields["independent"])
    out["case"] = _case(begun, fields, out.get("case") or {})
    out["period"] = dict(out.get("period") or {})
    _put(out["period"], "from", fields["period"]["from"])
    _put(out["period"], "to", fields["period"]["to"])
    met = fields["met"]
    tried = {"attempted": met["on"] or None, "why": prose(met["why"]) or None}
    _put(out, "with_practitioner", tried if met["how"] == "attempted" else met["on"] if met["how"] else None)
    _put(out, "completed", fields["completed"])
    out["dates"] = in_order(_dates(fields, out.get("dates") or {}), list(rubric.dates))
    out["feedback"] = _feedback(rubric, fields)
    every = [*rubric.all_sections()]
    order = [section.id for section in every]
    out["sections"] = in_order(out.get("sections") or {}, order)
    for section in every:
        _section(begun, fields, made, section, out)
    out["sections"] = in_order(out["sections"], order)
    if out.get("overall"):
        _put(out["overall"], "themes", fields["themes"] if rubric.themes else out["overall"].get("themes"))
    for key, entry in (("concerns", _concern), ("actions", _action)):
        out[key] = [entry(one, _known(begun.data, key, one["id"])) for one in fields[key]]
        if not out[key]:
            del out[key]
    return _pruned(out)  # type: ignore[no-any-return]


def given(answer: Mapping[str, Any] | None, kind: str) -> tuple[str, Any] | None:
    """What was typed for an answer: its state and value; None where nothing was."""
    if not answer or answer["state"] == "unanswered":
        return None
    if answer["state"] in PLAIN_STATES:
        return answer["state"], None
    value = answer["value"]
    if kind == "choices":
        return ("answered", value) if isinstance(value, list) and value else None
    text = "" if value is None else str(value)
    if kind == "count":
        return ("answered", int(text)) if re.fullmatch("[0-9]{1,9}", text.strip()) else None
    return ("answered", prose(text)) if prose(text) else None


def _written(answer: Mapping[str, Any] | None, kind: str) -> Value:
    found = given(answer, kind)
    if found is None or answer is None:
        return None
    state, value = found
    if state != "answered":
        value = state
    elif kind in ("scale", "choice"):
        value = _number(value)
    return {"answer": value, "why": prose(answer["why"])} if filled(answer["why"]) else value


def _case(begun: Begun, fields: Fields, before: Mapping[str, Value]) -> Data:
    out = dict(before)
    for key, value in fields["case"].items():
        if key != "type":
            _put(out, key, clean(value).strip())
    if re.fullmatch("[0-9]{1,2}", str(out.get("age", ""))):
        out["age"] = int(str(out["age"]))
    if not begun.spells:
        types = [id for id in begun.rubric.case_types if id in fields["types"]]
        _put(out, "type", types if len(types) > 1 else types[0] if types else None)
    if begun.rubric.flags:
        out["flags"] = [id for id in begun.rubric.flags if id in fields["flags"]]
    return in_order(out, ["ref", "type", "flags", "age"])


def _dates(fields: Fields, before: Mapping[str, Value]) -> Data:
    out = dict(before)
    for id, one in fields["dates"].items():
        days = [day for day in one["days"] if filled(day)]
        _put(out, id, days if len(days) > 1 else days[0] if days else [] if one["none"] else None)
    return out


def _feedback(rubric: Rubric, fields: Fields) -> Data:
    out: Data = {}
    for id in rubric.feedback.respondents:
        one = fields["feedback"].get(id)
        if not one or not one["how"]:
            continue
        entry: Data = {}
        if one["how"] == "gained":
            answers: Data = {}
            for question in rubric.feedback.questions.values():
                _put(answers, question.id, _written(one["answers"].get(question.id), question.answer.kind))
            entry = {"on": one["on"], "answers": answers}
        elif one["how"] == "not_appropriate":
            entry = {"not_appropriate": prose(one["why"])}
        else:
            entry = {one["how"]: one["on"], "why": prose(one["why"])}
        out[id] = entry
    return out


def _section(begun: Begun, fields: Fields, made: Evaluation | None, section: Section, out: Data) -> None:
    """The entry stands where the section's route says; what does not apply is left out of the file."""
    at = out
    for step in section.route:
        at[str(step)] = dict(at.get(str(step)) or {})
        at = at[str(step)]
    applies = made is None or made.sections[section.id].applies is not False
    grade = fields["grades"].get(section.id) or {"state": "unanswered", "value": None, "why": ""}
    if section.id == section.instance:
        _put(at, "by", clean(fields["by"].get(section.id) or "").strip())
    covered = grade["state"] in PLAIN_STATES
    if section.scale is not None or covered:
        judged = None if section.scale is not None and section.computed else _number(grade["value"])
        _put(at, "grade", (grade["state"] if covered else judged) if applies else None)
    _put(at, "why", prose(grade["why"] or "") if applies else None)
    at["answers"] = dict(at.get("answers") or {})
    for question in section.questions.values():
        open = made is None or made.questions[question.id].applies is not False
        if open or not _untouched(begun, fields, question):
            answer = fields["answers"].get(question.id)
            _put(at["answers"], typed(question.id), _written(answer, question.answer.kind) if open else None)
    at["answers"] = in_order(at["answers"], [typed(id) for id in section.questions])
    reasons = fields["reasons"].get(section.id) or {}
    at["reasons"] = {typed(limit): prose(why) for limit, why in reasons.items() if filled(why)} if applies else {}
    told = [_told(one) for one in fields["told"].get(section.id) or () if one["who"] or one["at"]]
    _put(at, "told", told or None)


def _untouched(begun: Begun, fields: Fields, question: Question) -> bool:
    """Whether an answer is as it stood in the file before the form was made."""
    before, now = begun.fields["answers"].get(question.id), fields["answers"].get(question.id)
    return before is not None and now is not None and all(before[key] == now[key] for key in ("state", "value", "why"))


def _told(one: Mapping[str, Any]) -> Data:
    return {"who": clean(one["who"]).strip(), "at": one["at"]}


def _concern(one: Mapping[str, Any], before: Mapping[str, Value]) -> Data:
    told = [_told(who) for who in one["told"] if who["who"] or who["at"]]
    response = {"at": one["at"], "what": prose(one["what"]), "why": prose(one["why"])}
    own = {key: one[key] for key in ("id", "noticed", "siblings", "closed")}
    return {**before, "id": one["id"], "noticed": one["noticed"], "told": told or None, "response": response, **own}


def _action(one: Mapping[str, Any], before: Mapping[str, Value]) -> Data:
    texts = {"do": prose(one["do"]), "outcome": prose(one["outcome"]), "owner": clean(one["owner"]).strip()}
    return {**before, "id": one["id"], "for": one["for"], **texts, "agreed": one["agreed"], "due": one["due"]}


def _known(data: Mapping[str, Value], key: str, id: str) -> Mapping[str, Value]:
    """The entry with that id as it stood in the file before."""
    entries = data.get(key)
    found = [e for e in entries if isinstance(e, dict) and e.get("id") == id] if isinstance(entries, list) else []
    return found[0] if found else {}


def _number(value: Any) -> Any:
    """A value that is called by a number stands in the file as that number."""
    return int(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value


def _put(into: Data, key: str, value: Any) -> None:
    if value not in (None, ""):
        into[key] = value
    else:
        into.pop(key, None)


def in_order(value: Mapping[str, Any], ids: Sequence[str]) -> Data:
    """The keys that ids names first, in that order; then whatever else there is."""
    keys = [*(id for id in ids if id in value), *(id for id in value if id not in ids)]
    return {key: value[key] for key in keys}


def _pruned(value: Any) -> Any:
    """What is empty is not written; a list of no days says that there are none on record, and stays."""
    if isinstance(value, list):
        return [_pruned(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept: Iterable[tuple[str, Any]] = ((key, _pruned(item)) for key, item in value.items())
    return {key: item for key, item in kept if item not in (None, "") and item != {}}
