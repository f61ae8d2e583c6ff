"""The list of cases that a month's audits are drawn from: references and ids only, and nothing that may be a name."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casekit.link.unknown import among
from casekit.model.people import People
from casekit.model.programme import ListedCase
from casekit.privacy.mask import privacy
from casekit.privacy.words import Words
from casekit.programme.references import References
from casekit.rubric.model import Rubric
from casekit.words import did_you_mean, listing

PLACES = ("practitioner", "former_practitioner", "team_manager", "service_manager", "reviewer")
COLUMNS = ("ref", "type", "flags", "team", *PLACES, "ties", "restricted")
NEEDED = ("ref", "type", "team", "practitioner")
MOST = 20_000
"""Cases in one list."""
LONGEST = 200
"""Characters in one cell."""

_PERSON = re.compile(r"[a-z][a-z0-9-]{1,30}")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a list: the line of the file, and a sentence that repeats nothing that may be a name."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a list is held against: the people, the form whose kinds of case it uses, and the words for names.

    shapes: those that references have where policy says so.
    """

    people: People
    rubric: Rubric
    words: Words
    shapes: tuple[str, ...] = ()


def read_cases(text: str, known: Known) -> tuple[list[ListedCase], list[Wrong]]:
    """The cases of a CSV text with a heading line; no cases where anything at all is wrong."""
    try:
        rows = list(csv.reader(text.splitlines(), strict=True))
    except csv.Error:
        return [], [Wrong(1, "The list is not CSV: a quotation mark is not closed, or something stands behind one.")]
    if not rows:
        return [], [Wrong(1, f"The list is empty; its first line names the columns {listing(NEEDED)}.")]
    head = [cell.strip().lower() for cell in rows[0]]
    wrong = list(_heading(head))
    if wrong:
        return [], wrong
    if len(rows) > MOST + 1:
        return [], [Wrong(MOST + 2, f"The list has more than {MOST:,} cases.")]
    cases: list[ListedCase] = []
    seen: dict[str, int] = {}
    references = References(known.words, known.shapes)
    for line, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(head):
            wrong.append(Wrong(line, f"There are {len(row)} cells here and {len(head)} columns."))
            continue
        cells = {name: cell.strip() for name, cell in zip(head, row, strict=True)}
        found = list(_wrong(cells, known, references))
        if not found and cells["ref"] in seen:
            found = [f"The reference stands in line {seen[cells['ref']]} too."]
        wrong += [Wrong(line, message) for message in found]
        seen.setdefault(cells["ref"], line)
        if not found:
            cases.append(_case(cells, known.rubric))
    return ([] if wrong else cases), wrong


def _heading(head: Sequence[str]) -> Iterator[Wrong]:
    for number, name in enumerate(head, 1):
        if name not in COLUMNS:
            near = did_you_mean(name, COLUMNS)
            meant = f" Did you mean {near}?" if near else ""
            yield Wrong(1, f"Column {number} is none that belongs here.{meant} These do: {listing(COLUMNS)}.")
        elif name in head[: number - 1]:
            yield Wrong(1, f"The column {name} stands here twice.")
    missing = [name for name in NEEDED if name not in head]
    if missing:
        yield Wrong(1, f"There is no column {listing(missing, 'and none')}.")


def _wrong(cells: Mapping[str, str], known: Known, references: References) -> Iterator[str]:
    if any(len(cell) > LONGEST for cell in cells.values()):
        yield f"A cell has more than {LONGEST} characters."
        return
    if any(privacy(known.words).find(cell) for cell in cells.values() if cell):
        yield "Something here looks like a name, a date of birth or a number from another system."
        return
    yield from filter(None, [references.wrong(cells["ref"])])
    yield from _ids(cells, known.people)
    yield from _named(parts(cells["type"]), known.rubric.case_types, "kind of case", known.rubric.ref)
    yield from _named(parts(cells.get("flags", "")), known.rubric.flags, "flag", known.rubric.ref)
    if not cells["type"]:
        yield "'type' is empty."
    if cells["team"] not in known.people.teams:
        yield f"'team' is none of the teams in people.yaml{_meant(cells['team'], known.people.teams)}."
    if cells.get("restricted", "") not in ("", "yes", "no"):
        yield "'restricted' is yes, no or empty."


def _ids(cells: Mapping[str, str], people: People) -> Iterator[str]:
    for place in PLACES:
        person = cells.get(place, "")
        if person and not (_PERSON.fullmatch(person) and person in people):
            yield f"'{place}' is not the id of anybody in people.yaml."
    if any(not (_PERSON.fullmatch(person) and person in people) for person in parts(cells.get("ties", ""))):
        yield "'ties' holds what is not the id of anybody in people.yaml."
    if not cells["practitioner"]:
        yield "'practitioner' is empty."


def _named(typed: Collection[str], known: Mapping[str, str], what: str, form: str) -> Iterator[str]:
    if any(not among(one, known) for one in typed):
        yield f"This {what} is none of {form}; it knows {listing(known)}."


def _meant(typed: str, known: Collection[str]) -> str:
    near = did_you_mean(typed, known)
    return f"; did you mean {near}?" if near else ""


def parts(cell: str) -> list[str]:
    """The words of a cell that may hold several, with semicolons or blanks between them."""
    return [part for part in re.split(r"[;\s]+", cell) if part]


def _case(cells: Mapping[str, str], rubric: Rubric) -> ListedCase:
    return ListedCase(
        ref=cells["ref"],
        types=tuple(among(one, rubric.case_types) for one in parts(cells["type"])),
        flags=tuple(among(one, rubric.flags) for one in parts(cells.get("flags", ""))),
        team=cells["team"],
        people={place: cells[place] for place in PLACES if cells.get(place)},
        ties=tuple(parts(cells.get("ties", ""))),
        restricted=cells.get("restricted") == "yes",
    )
