"""The fields of a Word form: what each is for, and the tag by which it is known again whatever happens around it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LONGEST = 64
"""Word keeps so many characters of a tag."""
UNANSWERED = "unanswered"
STATES = {
    "not_applicable": "Does not apply",
    "not_assessed": "Not assessed",
    "no_evidence": "No evidence on file",
}
"""What there can be in place of an answer."""

Path = tuple[str, ...]
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """One field. path: where its value stands among the form's values; a number is the place in a list.

    kind: line, lines, comments, day, moment, pick, judged (an answer or what stands in its place) or tick.
    options: values with what people read, of pick and judged. label: what the field is for.
    """

    path: Path
    kind: str
    label: str
    options: tuple[tuple[str, str], ...] = ()

    @property
    def tag(self) -> str:
        """Its place in words; a long one ends in what tells it from all others."""
        whole = "/".join(self.path)
        if len(whole) <= LONGEST:
            return whole
        return f"{whole[: LONGEST - 13]}~{_digest(whole)}"

    @property
    def mark(self) -> str:
        """The bookmark around it, for programs that drop tags."""
        return f"ck_{_digest('/'.join(self.path))}"


@dataclass(frozen=True, slots=True)
class Value:
    """What somebody gave in one field. row: of the table in which it stands."""

    place: Place
    value: Any
    row: int = 0


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def unique(options: Mapping[str, str] | list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The options; where two are called the same, each with its value behind."""
    pairs = list(options.items()) if isinstance(options, Mapping) else options
    names = [" ".join(label.split()).casefold() for _, label in pairs]
    return tuple(
        (value, f"{label} ({value.lstrip('=')})" if names.count(name) > 1 else label)
        for (value, label), name in zip(pairs, names, strict=True)
    )


def value_at(fields: Fields, path: Path) -> Any:
    """The value at the path, None where there is none."""
    here: Any = fields
    for step in path:
        if isinstance(here, list):
            here = here[int(step)] if int(step) < len(here) else None
        else:
            here = here.get(step) if isinstance(here, dict) else None
    return here


def put(fields: Fields, path: Path, value: Any) -> None:
    """Writes a value; what leads to it is made."""
    here: Any = fields
    for step in path[:-1]:
        here = here[int(step)] if isinstance(here, list) else here.setdefault(step, {})
    here[int(path[-1]) if isinstance(here, list) else path[-1]] = value
