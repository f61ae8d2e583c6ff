"""What one version of an audit's file records, as plain facts that can be set against another version's.

Nothing here trusts the file: whatever does not have the expected shape is no fact, and nothing raises.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from casekit.history import kinds
from casekit.model.document import Body, Value

Key = tuple[str, ...]
"""A fact's name: its kind, then what tells it from others of that kind, such as ("graded", section id)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What an audit's file records. id: the audit's. days: the day that the file gives for a fact, as written.

    twice: the kinds and ids that more than one entry has; only the first of them is a fact.
    """

    id: str
    values: Mapping[Key, Value] = field(default_factory=dict)
    days: Mapping[Key, str] = field(default_factory=dict)
    twice: tuple[tuple[str, str], ...] = ()


def facts(data: Mapping[str, Value], texts: Mapping[Key, str]) -> Facts | None:
    """The facts of a file's front matter, and of its texts as `texts` gives them; None where it has no id."""
    id = data.get("id")
    if not isinstance(id, str) or not id:
        return None
    values: dict[Key, Value] = {}
    days: dict[Key, str] = {}
    for name, value in data.items():
        if name != "id" and value is not None:
            _COLLECT.get(name, _other)(name, value, values, days)
    values |= texts
    return Facts(id, values, days, tuple(_twice(data)))


def _twice(data: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for name, kind in LISTS.items():
        ids = Counter(id for entry in _mappings(data.get(name)) if isinstance(id := entry.get("id"), str))
        yield from ((kind, id) for id, number in ids.items() if number > 1)


LISTS = {
    "concerns": kinds.RAISED,
    "replies": kinds.REPLIED,
    "moderations": kinds.MODERATED,
    "disputes": kinds.DISPUTED,
    "actions": kinds.ADDED,
}
"""The lists whose entries go by an id, and what each of them records."""


Values = dict[Key, Value]
Days = dict[Key, str]


def _sections(name: str, value: Value, values: Values, days: Days) -> None:
    for section, entry in _mapping(value).items():
        each = _mapping(entry).get("each")
        if not isinstance(each, dict):
            _entry(section, entry, values)
            continue
        _entry(section, {name: part for name, part in _mapping(entry).items() if name != "each"}, values)
        for one, own in each.items():
            parts = _mapping(own)
            _entry(section, {name: part for name, part in parts.items() if name != "sections"}, values, one)
            for inner, part in _mapping(parts.get("sections")).items():
                _entry(inner, part, values, one)


def _overall(name: str, value: Value, values: Values, days: Days) -> None:
    _entry(kinds.OVERALL, value, values)


def _entry(section: str, value: Value, values: Values, one: str = "") -> None:
    """What stands for a section; one: of several who answer it, whose this is. Ids then end in theirs."""
    section = _of(section, one)
    place = section if section == kinds.OVERALL else f"sections.{section}"
    for name, part in _mapping(value).items():
        if part is None:
            continue
        if name == "grade":
            values[kinds.GRADED, section] = part
        elif name == "override":
            values[kinds.OVERRIDDEN, section] = part
        elif name == "answers":
            _answers(section, part, values, one)
        elif name == "why":
            values[kinds.WORDS, section] = part
        elif name == "reasons":
            for limit, text in _mapping(part).items():
                values[kinds.WORDS, section, _of(limit, one)] = text
        else:
            values[kinds.OTHER, f"{place}.{name}"] = part


def _of(id: str, one: str) -> str:
    return f"{id}.{one}" if one else id


def _answers(place: str, value: Value, values: Values, one: str = "") -> None:
    for typed, given in _mapping(value).items():
        question = _of(typed, one)
        if isinstance(given, dict):
            if given.get("why") is not None:
                values[kinds.WORDS, place, question] = given["why"]
            given = given.get("answer")
        if given is not None:
            values[kinds.ANSWERED, place, question] = given


def _feedback(name: str, value: Value, values: Values, days: Days) -> None:
    for respondent, given in _mapping(value).items():
        rest = dict(_mapping(given))
        _answers(kinds.FEEDBACK + respondent, rest.pop("answers", None), values)
        if any(part is not None for part in rest.values()):
            values[kinds.OTHER, kinds.FEEDBACK + respondent] = rest


def _dates(name: str, value: Value, values: Values, days: Days) -> None:
    for date, given in _mapping(value).items():
        if given is not None:
            values[kinds.OTHER, f"{name}.{date}"] = given


def _day(name: str, value: Value, values: Values, days: Days) -> None:
    values[name,] = value
    days[name,] = _text(value)


def _talks(name: str, value: Value, values: Values, days: Days) -> None:
    """One day, or several: the first by itself, so that it stays the same fact when another is added."""
    every = sorted(map(_text, value)) if isinstance(value, list) else [value]
    for number, on in enumerate(every):
        if number == 0:
            _day(name, on, values, days)
        elif isinstance(on, str):
            values[name, on] = on
            days[name, on] = on


def _reflection(name: str, value: Value, values: Values, days: Days) -> None:
    on = _mapping(value).get("on")
    if on is not None:
        _day(kinds.REFLECTED, on, values, days)


def _shared(name: str, value: Value, values: Values, days: Days) -> None:
    for entry in _mappings(value):
        person = entry.get("with")
        if isinstance(person, str):
            values.setdefault((kinds.SHARED, person), entry)
            days.setdefault((kinds.SHARED, person), _text(entry.get("on")))


def _concerns(name: str, value: Value, values: Values, days: Days) -> None:
    for id, entry in _named(value):
        rest = dict(entry)
        _part((kinds.CLOSED, id), rest.pop("closed", None), "", values, days)
        _part((kinds.RAISED, id), rest, "noticed", values, days)


def _replies(name: str, value: Value, values: Values, days: Days) -> None:
    for id, entry in _named(value):
        _part((kinds.REPLIED, id), entry, "on", values, days)


def _moderations(name: str, value: Value, values: Values, days: Days) -> None:
    for id, entry in _named(value):
        _part((kinds.MODERATED, id), entry, "on", values, days)


def _disputes(name: str, value: Value, values: Values, days: Days) -> None:
    for id, entry in _named(value):
        rest = dict(entry)
        _part((kinds.RESOLVED, id), rest.pop("resolved", None), "on", values, days)
        _part((kinds.DISPUTED, id), rest, "on", values, days)


def _actions(name: str, value: Value, values: Values, days: Days) -> None:
    for id, entry in _named(value):
        rest = dict(entry)
        due, moves = rest.pop("due", None), rest.pop("moved", None)
        agreed, owner, hands = rest.pop("agreed", None), rest.pop("owner", None), rest.pop("handed", None)
        for kind, part in ((kinds.DONE, "done"), (kinds.VERIFIED, "verified"), (kinds.CANCELLED, "cancelled")):
            _part((kind, id), rest.pop(part, None), "on", values, days)
        _part((kinds.ADDED, id), rest, "", values, days)
        _part((kinds.AGREED, id), agreed, "", values, days)
        _part((kinds.HANDED, id), owner, "", values, days)
        days[kinds.ADDED, id], days[kinds.HANDED, id] = _text(agreed), _last(hands, owner)
        _part((kinds.MOVED, id), due, "", values, days)
        _part((kinds.MOVES, id), moves, "", values, days)
        _part((kinds.HANDS, id), hands, "", values, days)
        days[kinds.MOVED, id] = _last(moves, due)


def _last(steps: Value, to: Value) -> str:
    """The day of the last of these steps that came to where it stands now."""
    return next((_text(step.get("on")) for step in reversed(_mappings(steps)) if step.get("to") == to), "")


def _part(key: Key, value: Value, day: str, values: Values, days: Days) -> None:
    """One fact of a list's entry, with its day: under the key `day` where it is a mapping, else itself."""
    if value is not None and key not in values:
        values[key] = value
        days[key] = _text(value.get(day)) if isinstance(value, dict) else _text(value)


def _other(name: str, value: Value, values: Values, days: Days) -> None:
    if isinstance(value, dict):
        for part, inner in value.items():
            if inner is not None:
                values[kinds.OTHER, f"{name}.{part}"] = inner
    else:
        values[kinds.OTHER, name] = value


_COLLECT = {
    "sections": _sections,
    kinds.OVERALL: _overall,
    "feedback": _feedback,
    "completed": _day,
    "discussed": _talks,
    "reflection": _reflection,
    "shared": _shared,
    "concerns": _concerns,
    "replies": _replies,
    "moderations": _moderations,
    "disputes": _disputes,
    "actions": _actions,
}


def texts(body: Body) -> dict[Key, str]:
    """The text under each heading that has some, by its route of headings; trailing blanks make no difference."""
    found: dict[Key, str] = {}
    route: list[tuple[int, str]] = []
    start = body.first_line
    for heading in body.headings:
        _text_under(route, body.text(start, heading.line), found)
        route = [step for step in route if step[0] < heading.level] + [(heading.level, heading.title)]
        start = heading.text_line
    _text_under(route, body.text(start, body.end_line), found)
    return found


def _text_under(route: list[tuple[int, str]], raw: str, found: dict[Key, str]) -> None:
    text = _BLANKS.sub("", raw).strip()
    if text:
        key = (kinds.BOX, " / ".join(title for _, title in route))
        found[key] = f"{found[key]}\n\n{text}" if key in found else text


_BLANKS = re.compile(r"[ \t]+(?=\n)|\n(?=\n\n)")


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, dict) else {}


def _mappings(value: Value) -> list[dict[str, Value]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _named(value: Value) -> Iterator[tuple[str, dict[str, Value]]]:
    """A list's entries by their ids; of two with one id the first, and one without is named by its place."""
    seen: set[str] = set()
    for place, entry in enumerate(_mappings(value), 1):
        id = entry.get("id")
        name = id if isinstance(id, str) and id else f"#{place}"
        if name not in seen:
            seen.add(name)
            yield name, entry


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
