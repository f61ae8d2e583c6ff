"""A Word form under way: its XML, its fields, and every line that is the form's own and nobody's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from casekit.days import parse_day, parse_moment, written
from casekit.form.word.places import UNANSWERED, Fields, Place, value_at
from casekit.office import pieces


@dataclass(slots=True)
class Drawing:
    """fields: the values with which the form begins. plan: only its fields and lines are wanted, and no XML.

    places: by tag. lines: the form's own, blanks made even.
    """

    fields: Fields
    plan: bool = False
    out: list[str] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    lines: set[str] = field(default_factory=set)

    def heading(self, text: str, level: int) -> None:
        """A heading."""
        self.out.append(pieces.paragraph(self._own(text), f"Heading{min(level, 6)}"))

    def title(self, text: str) -> None:
        """What the form is called."""
        self.out.append(pieces.paragraph(self._own(text), "Title"))

    def note(self, text: str) -> None:
        """Guidance; no text is none."""
        if text:
            self.out.append(pieces.paragraph(self._own(text), "Guidance", keep=True))

    def says(self, text: str) -> None:
        """A paragraph of the form's own."""
        self.out.append(pieces.paragraph(self._own(text)))

    def ask(self, *places: Place) -> None:
        """Fields in a line, each behind its label; one for as many lines as somebody wants below it."""
        if len(places) == 1 and places[0].kind == "lines":
            self.out.append(pieces.paragraph(self._own(f"{places[0].label}: "), keep=True) + self.control(places[0]))
        else:
            self.out.append(self.asked(*places))

    def asked(self, *places: Place) -> str:
        """The same as a paragraph for the cell of a table."""
        inside = []
        for number, place in enumerate(places):
            control = self.control(place)
            if not self.plan:
                inside += [pieces.words(f"{', ' if number else ''}{place.label}: "), control]
        line = ""
        for number, place in enumerate(places):
            line += f"{', ' if number else ''}{place.label}: "
            self._line(line)
        return pieces.paragraph("".join(inside))

    def alone(self, place: Place) -> str:
        """A paragraph with nothing but the field."""
        return (
            self.control(place) + pieces.paragraph("")
            if place.kind == "lines"
            else pieces.paragraph(self.control(place))
        )

    def ticks(self, label: str, places: Sequence[Place]) -> None:
        """Boxes to tick, each before its label."""
        if places:
            self.out.append(pieces.paragraph(self._own(label), keep=True))
        for place in places:
            self._line(f" {place.label}")
            self.out.append(pieces.paragraph(self.control(place) + pieces.words(f" {place.label}")))

    def comments(self, place: Place, note: str = "") -> None:
        """A field for as many paragraphs as somebody wants to write, below its label."""
        self.out.append(pieces.paragraph(self._own(place.label, bold=True), keep=True))
        self.note(note)
        self.out.append(self.control(place))

    def table(self, heads: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
        """A table with a head; each cell is a paragraph."""
        head = [pieces.paragraph(self._own(text, bold=True)) for text in heads]
        self.out.append(pieces.table(widths, [head, *rows], head=True))

    def cell(self, text: str) -> str:
        """A cell of the form's own words, in one paragraph for each line."""
        return "".join(pieces.paragraph(self._own(line)) for line in text.split("\n"))

    def fixed(self, place: Place, text: str) -> None:
        """A line that nobody changes and that says which form this is."""
        self.places[place.tag] = place
        self._line(f"{place.label}: ")
        number = len(self.places)
        inside = pieces.field(number, place.tag, place.label, pieces.PLAIN, pieces.words(text), False, _SHUT)
        marked = pieces.mark(number, place.mark, inside)
        self.out.append(pieces.paragraph(pieces.words(f"{place.label}: ") + marked))

    def control(self, place: Place) -> str:
        """The field itself, with what stands in it."""
        self.places[place.tag] = place
        if self.plan:
            return ""
        kind, inside, empty = _filled(place, stands(self.fields, place))
        number = len(self.places)
        return pieces.mark(number, place.mark, pieces.field(number, place.tag, place.label, kind, inside, empty))

    def _own(self, text: str, bold: bool = False) -> str:
        self._line(text)
        if self.plan:
            return ""
        return pieces.words(text, bold=bold)

    def _line(self, text: str) -> None:
        self.lines.add(even(text))


def stands(fields: Fields, place: Place) -> object:
    """The value with which a field begins; of a tick box whether it is ticked."""
    if place.kind != "tick":
        return value_at(fields, place.path)
    around = value_at(fields, place.path[:-1])
    return place.path[-1] in around if isinstance(around, list) else bool((around or {}).get(place.path[-1]))


_SHUT = "sdtContentLocked"


def even(text: str) -> str:
    """The text as lines are compared: its blanks made even."""
    return " ".join(text.split())


def _filled(place: Place, value: object) -> tuple[str, str, bool]:
    """The element of the field's kind, what stands in it, and whether that only asks to fill it in."""
    if place.kind == "tick":
        return pieces.tick(bool(value)), pieces.words(pieces.ON if value else pieces.OFF), False
    text = shows(place, value)
    if place.kind in ("comments", "lines"):
        inside = pieces.comments(text) if text else pieces.paragraph(pieces.asks(pieces.WRITE))
        return pieces.RICH, inside, not text
    if place.kind == "day":
        day = parse_day(value) if isinstance(value, str) else None
        inside = pieces.words(text) if text else pieces.asks(pieces.A_DAY)
        return pieces.calendar(day.isoformat() if day else ""), inside, not text
    if place.kind in ("pick", "judged"):
        inside = pieces.words(text) if text else pieces.asks(pieces.CHOOSE)
        return pieces.choices(label for _, label in place.options), inside, not text
    return pieces.PLAIN, pieces.words(text) if text else pieces.asks(pieces.WRITE), not text


def shows(place: Place, value: object) -> str:
    """What people read in the field for a value."""
    if place.kind == "judged":
        one = value if isinstance(value, dict) else {}
        state = one.get("state", UNANSWERED)
        key = f"={one.get('value')}" if state == "answered" else str(state)
        return dict(place.options).get(key, "")
    text = "" if value is None else str(value)
    if place.kind == "pick":
        return dict(place.options).get(text, text)
    if place.kind == "day":
        day = parse_day(text)
        return written(day) if day else text
    if place.kind == "moment":
        return _moment(text)
    return text


def _moment(text: str) -> str:
    at = parse_moment(text) or parse_day(text)
    if isinstance(at, datetime):
        return f"{written(at.date())} {at:%H:%M}"
    return written(at) if isinstance(at, date) else text
