"""A Word form that came back: the values of its fields, and everything else that somebody wrote into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from casekit.edit.cleaned import guarded
from casekit.form.word.assembled import assembled
from casekit.form.word.drawing import Drawing, even
from casekit.form.word.places import UNANSWERED, Fields, Place, Value
from casekit.form.word.spoken import spoken_day, spoken_moment
from casekit.office.model import Content, Control, paragraphs
from casekit.office.pieces import A_DAY, CHOOSE, WRITE
from casekit.office.reading import OPEN, TICKED
from casekit.words import count

ASKS = (WRITE, CHOOSE, A_DAY, "Click or tap here to enter text.", "Click or tap to enter a date.", "Choose an item.")
"""What stands in a field that nobody filled in, where a program no longer says that it only asks."""


LABELS = 12
"""So many colons of a line are looked at for where the form's own label ends."""


@dataclass(slots=True)
class Back:
    """fields: the values with what was filled in. kept: what found no place, each with where it stood."""

    fields: Fields
    kept: list[str] = field(default_factory=list)
    changes: tuple[int, int] = (0, 0)
    """Pieces inserted and deleted as tracked changes."""


def back(form: Drawing, content: Content) -> Back:
    """form: everything that the form can have, drawn for the audit as it is in the repository."""
    made = Back(deepcopy(form.fields), changes=(content.inserted, content.deleted))
    found = list(_values(form, content, made))
    assembled(made.fields, found)
    made.kept += [f"Beside the fields: {line}" for line in _outside(form, content)]
    made.kept += [f"In a comment, a note, a header or a footer: {line}" for line in content.beside]
    for tag, number in content.pictures.items():
        where = form.places[tag].label if tag in form.places else "the document"
        made.kept.append(f"{count(number, 'picture or object', 'pictures or objects')} in: {where}")
    return made


def _values(form: Drawing, content: Content, made: Back) -> Iterator[Value]:
    """What each field holds; what is no answer to it, and what stands there twice, is kept."""
    tags: dict[str, list[Control]] = {}
    for control in content.controls:
        tags.setdefault(control.tag, []).append(control)
    for tag, place in form.places.items():
        if len(place.path) == 1 and place.path[0] not in form.fields:
            continue  # it says which form this is
        ones = tags.get(tag) or [Control(tag, content.marked[m]) for m in (place.mark,) if m in content.marked]
        if tag not in tags and any(one.text.startswith("\n") for one in ones):
            made.kept.append(f"{place.label}: the program that saved this lost line ends in it; read it in the audit.")
        rows = place.path[0] == "actions"
        values = [(one, *read_value(place, one)) for one in ones]
        made.kept += [f"{place.label}: {wrong}" for _, _, wrong in values if wrong]
        if rows:
            yield from (Value(place, value, one.row) for one, value, _ in values)
            continue
        said = [value for _, value, _ in values if not _nothing(value)]
        if values:
            yield Value(place, said[0] if said else values[0][1])
        made.kept += [f"{place.label}, a second time: {value}" for value in said[1:] if value != said[0]]


def _nothing(value: Any) -> bool:
    return value in ("", None, False, UNANSWERED)


def read_value(place: Place, control: Control) -> tuple[Any, str]:
    """The value, and the words that are none where somebody wrote such."""
    text = _asked(control.text)
    if place.kind == "tick":
        return _ticked(control, text)
    if place.kind in ("pick", "judged"):
        nothing = UNANSWERED if place.kind == "judged" else ""
        if not text.strip():
            return nothing, ""
        chosen = _chosen(place.options, text)
        return (chosen, "") if chosen else (nothing, text)
    if place.kind in ("day", "moment"):
        read = (spoken_day if place.kind == "day" else spoken_moment)(text)
        return read, "" if read else text.strip()
    return (" ".join(text.split("\n")).strip() if place.kind == "line" else text), ""


def _ticked(control: Control, text: str) -> tuple[bool, str]:
    shows = text.strip()
    if control.ticked is not None and (not shows or shows in OPEN or shows in TICKED):
        return control.ticked, ""
    if shows in TICKED or shows in OPEN or not shows:
        return shows in TICKED and bool(shows), ""
    return bool(control.ticked), shows


def _asked(text: str) -> str:
    """The text without what only asks one to fill it in."""
    for asks in ASKS:
        if text.strip() == asks:
            return ""
        if asks in ASKS[:3]:
            text = text.removeprefix(asks).removesuffix(asks)
    return text


def _chosen(options: tuple[tuple[str, str], ...], text: str) -> str:
    """The one option that the words mean, by what people read or by its id; "" where none or several."""
    said = even(text).casefold()
    fitting = [value for value, label in options if said == even(label).casefold()]
    by_id = [value for value, _ in options if said == value.lstrip("=").casefold()]
    found = fitting or by_id
    return found[0] if len(found) == 1 else ""


def _outside(form: Drawing, content: Content) -> Iterator[str]:
    """What was written beside the fields: every line that is not the form's own, without what is of it."""
    for one in paragraphs(content.blocks):
        line = even(one.text)
        if not line or line in form.lines or line in (*TICKED, *OPEN, *ASKS):
            continue
        ends = [found.end() for found in islice(re.finditer(":", line), LABELS)]
        own = next((end for end in reversed(ends) if line[:end] in form.lines), 0)
        yield line[own:].strip()


def unplaced(form: Drawing, wanted: Fields, got: Fields) -> list[str]:
    """What was filled in and stands not in the audit, since it does not apply: where it was, and what."""
    labels = {place.path: place.label for place in form.places.values()}
    lost = []
    for path, value in _leaves(wanted, ()):
        if not _nothing(value) and value != at(form.fields, path) and not _same(value, at(got, path)):
            if path[-1] == "state" and value == "answered":
                continue
            label = labels.get(path) or labels.get(path[:-1]) or " ".join(path)
            lost.append(f"{label} (does not apply here): {value}")
    return lost


def at(fields: Any, path: tuple[str, ...]) -> Any:
    """The value at the path, in lists by number."""
    for step in path:
        if isinstance(fields, list):
            fields = fields[int(step)] if int(step) < len(fields) else None
        else:
            fields = fields.get(step) if isinstance(fields, Mapping) else None
    return fields


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for number, item in enumerate(value):
            yield from _leaves(item, (*path, str(number)))
    else:
        yield path, value


def _same(one: Any, other: Any) -> bool:
    """Whether they are the same to whoever reads them: blanks, and what guards Markdown, apart."""
    if isinstance(one, list) or isinstance(other, list):
        return [str(item) for item in one or ()] == [str(item) for item in other or ()]
    return _plain(one) == _plain(other)


def _plain(value: Any) -> str:
    return "" if value is None else guarded(str(value))
