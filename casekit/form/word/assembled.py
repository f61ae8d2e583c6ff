"""The values of single fields, put together as the form's values: lists in order, rows as entries with their ids."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from casekit.form.word.places import UNANSWERED, Fields, Path, Value, put, value_at

ANSWER = {"state": UNANSWERED, "value": None, "why": ""}
FEEDBACK = {"how": "", "on": "", "why": "", "answers": {}}
CONCERN = {"noticed": "", "told": [], "at": "", "what": "", "why": "", "siblings": "", "closed": ""}
ACTION = {"for": "", "do": "", "outcome": "", "owner": "", "agreed": "", "due": ""}


def assembled(fields: Fields, found: Iterable[Value]) -> None:
    """Writes what was found into the values with which the form began."""
    every = list(found)
    before = deepcopy(fields)
    for one in every:
        match one.place.path:
            case ("actions" | "concerns" | "told", *_) | ("dates", _, "days", _):
                pass
            case (*_, "none") if one.place.kind == "tick" and one.place.path[0] == "dates":
                fields["dates"].setdefault(one.place.path[1], {"days": [], "none": False})["none"] = one.value
            case ("types", "0"):
                fields["types"] = [one.value] if one.value else []
            case _ if one.place.kind == "tick":
                _tick(fields, one)
            case _ if one.place.kind == "judged":
                _judge(fields, one)
            case path:
                _make(fields, path)
                put(fields, path, one.value)
    _as_before(fields, before, every)
    _several(fields, every)
    _days(fields, every)
    _told(fields, [one for one in every if one.place.path[0] == "told"], 2)
    _rows(fields, "concerns", "c", _grouped([one for one in every if one.place.path[0] == "concerns"]))
    _rows(fields, "actions", "a", _grouped([one for one in every if one.place.path[0] == "actions"]))


def _make(fields: Fields, path: Path) -> None:
    """Makes the answer or the feedback that a path leads into, where there is none yet."""
    if path[0] in ("answers", "grades"):
        fields[path[0]].setdefault(path[1], dict(ANSWER))
    elif path[0] == "feedback":
        one = fields["feedback"].setdefault(path[1], {**FEEDBACK, "answers": {}})
        if path[2] == "answers":
            one["answers"].setdefault(path[3], dict(ANSWER))


def _tick(fields: Fields, one: Value) -> None:
    """A box that is ticked is in the list of those that are, in the form's order."""
    path = one.place.path
    _make(fields, path)
    there = value_at(fields, path[:-1])
    kept = [item for item in there if item != path[-1]] if isinstance(there, list) else []
    put(fields, path[:-1], [*kept, path[-1]] if one.value else kept)


def _as_before(fields: Fields, before: Fields, every: Iterable[Value]) -> None:
    """Where the same are ticked as before, they keep the order in which the file has them."""
    for path in {one.place.path[:-1] for one in every if one.place.kind == "tick"}:
        old, now = value_at(before, path), value_at(fields, path)
        if isinstance(old, list) and isinstance(now, list) and sorted(old) == sorted(now):
            put(fields, path, old)


def _judge(fields: Fields, one: Value) -> None:
    """An answer, or what stands in its place."""
    path = one.place.path
    _make(fields, path)
    answer = value_at(fields, path)
    if one.value.startswith("="):
        answer["state"], answer["value"] = "answered", one.value[1:]
    elif one.value != UNANSWERED or any(value.startswith("=") for value, _ in one.place.options):
        answer["state"], answer["value"] = one.value, None if one.value == UNANSWERED else answer["value"]
    elif answer["state"] in {value for value, _ in one.place.options}:
        answer["state"] = UNANSWERED


def _several(fields: Fields, every: Iterable[Value]) -> None:
    """Answers in words, numbers, days and ticks are answers as soon as something stands there."""
    for path in {one.place.path[:-1] for one in every if one.place.path[-1] == "value"} | {
        one.place.path[:-2] for one in every if len(one.place.path) > 2 and one.place.path[-2] == "value"
    }:
        answer = value_at(fields, path)
        if answer["state"] in (UNANSWERED, "answered"):
            filled = answer["value"] not in (None, "", [])
            answer["state"], answer["value"] = ("answered", answer["value"]) if filled else (UNANSWERED, None)


def _days(fields: Fields, every: Iterable[Value]) -> None:
    days: dict[str, list[str]] = {}
    for one in every:
        if one.place.path[0] == "dates" and one.place.path[2] == "days":
            days.setdefault(one.place.path[1], []).append(one.value)
    for id, given in days.items():
        fields["dates"].setdefault(id, {"days": [], "none": False})["days"] = [day for day in given if day]
    fields["dates"] = {id: one for id, one in fields["dates"].items() if one["days"] or one["none"]}


def _told(fields: Fields, every: Iterable[Value], depth: int) -> None:
    lists: dict[Path, dict[str, dict[str, Any]]] = {}
    for one in every:
        path = one.place.path
        lists.setdefault(path[:depth], {}).setdefault(path[depth], {"who": "", "at": ""})[path[-1]] = one.value
    for path, told in lists.items():
        said = [entry for entry in told.values() if entry["who"] or entry["at"]]
        if said or value_at(fields, path):
            put(fields, path, said)


def _grouped(every: Iterable[Value]) -> list[tuple[int, dict[str, Any]]]:
    """Entries with the number of the row that they had in the form; a copied row is another entry."""
    rows: dict[tuple[int, int], dict[str, Any]] = {}
    for one in every:
        number, key = int(one.place.path[1]), one.place.path[2]
        entry = rows.setdefault((one.row, number) if one.row else (0, number), {})
        if key == "told":
            told = entry.setdefault("told", {})
            told.setdefault(one.place.path[3], {"who": "", "at": ""})[one.place.path[4]] = one.value
        else:
            entry[key] = one.value
    return [(number, entry) for (_, number), entry in sorted(rows.items())]


def _rows(fields: Fields, key: str, letter: str, rows: list[tuple[int, dict[str, Any]]]) -> None:
    """Entries that say something; those that were there keep their ids, and new ones get the next that is free."""
    before, made, used = fields[key], [], set()
    empty = ACTION if key == "actions" else CONCERN
    taken = {entry["id"] for entry in before}
    for number, given in rows:
        entry = {**empty, **given}
        if key == "concerns":
            told = given.get("told", {})
            entry["told"] = [one for one in told.values() if one["who"] or one["at"]]
        if all(not entry[name] for name in empty):
            continue
        if number < len(before) and number not in used:
            used.add(number)
            id = before[number]["id"]
        else:
            id = next(f"{letter}{n}" for n in range(1, len(taken) + 2) if f"{letter}{n}" not in taken)
            taken.add(id)
        made.append({"id": id, **entry})
    if rows:
        fields[key] = made
