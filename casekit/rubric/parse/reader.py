"""Reading the rubric's data key by key: every surprise becomes a remark, and nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from casekit.days import SAME_DAY, Length, parse_day, parse_length
from casekit.problem import Remark, Route
from casekit.rubric.advice import EXAMPLES
from casekit.rubric.exact import exact
from casekit.words import MANY, listing, shown, suggestion

_ID = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*")
_MOST_DIGITS = 10**15
MAX_ID = 64
"""Most characters of an id."""


UNITS = "Write a whole number and days, weeks, months or years."
OTHER_ID = "Choose another id; the label may stay."
APART = "Give one of them another label, number or spelling."
WORKING_DAYS = (
    "A form cannot count working days. What the law says in working days casekit checks apart from forms "
    "(docs/statutory.md); else write calendar days, or ask the question without a date test."
)


def quoted(value: object) -> str:
    """What stands in the file, short and in quotes."""
    if isinstance(value, bool):
        return "'true'" if value else "'false'"
    if isinstance(value, int) and abs(value) > _MOST_DIGITS:
        return "a number with too many digits"
    return f"'{shown(str(value))}'"


def label_of(id: str) -> str:
    """A label made of an id: separators become spaces, the first letter a capital."""
    words = re.sub(r"[-_]+", " ", id)
    return words[:1].upper() + words[1:]


@dataclass(slots=True)
class Reader:
    """Collects what is wrong while a rubric is read. what, in its methods, names the thing in the team's words."""

    remarks: list[Remark] = field(default_factory=list)

    def say(self, route: Route, message: str, hint: str = "", *, at_key: bool = False) -> None:
        """One more thing that is wrong at route; at_key: with the key itself, not with what follows it."""
        self.remarks.append(Remark(route, message, hint, at_key=at_key))

    def mapping(self, raw: object, route: Route, what: str) -> dict[str, object]:
        """The entries of a map whose keys are texts; empty, with a remark, for anything else."""
        if not isinstance(raw, Mapping):
            self.say(route, f"{what} must be a set of keys with their values; {_kind(raw)} stands there")
            return {}
        for key in raw:
            if not isinstance(key, str):
                self.say(route, f"{what} has the key {quoted(key)}, which is not a text")
        return {key: value for key, value in raw.items() if isinstance(key, str)}

    def fields(self, raw: object, route: Route, what: str, known: Iterable[str]) -> dict[str, object]:
        """The entries of a map with a closed set of keys; each unknown key is a remark and left out."""
        entries = self.mapping(raw, route, what)
        words = tuple(known)
        for key in [key for key in entries if key not in words]:
            hint = f"What may stand there: {listing(words)}. docs/rubric-language.md says what each means."
            if entries[key] is None:
                hint = "If this is the rest of a sentence with a comma, put the sentence in quotes. " + hint
            self.say((*route, key), f"{quoted(key)} is not a key of {what}{suggestion(key, words)}", hint, at_key=True)
            del entries[key]
        return entries

    def by_id(self, raw: object, route: Route, what: str, one: str) -> dict[str, object]:
        """The entries of a map by id; an entry whose key is no id is a remark and left out."""
        if raw is None:
            return {}
        entries = self.mapping(raw, route, what)
        return {key: value for key, value in entries.items() if self.id(key, (*route, key), one)}

    def labels(self, raw: object, route: Route, what: str, one: str) -> dict[str, str]:
        """A map from ids to labels."""
        entries = self.by_id(raw, route, what, one)
        return {id: self.text(label, (*route, id), f"the label of {one} '{id}'") for id, label in entries.items()}

    def id(self, raw: object, route: Route, what: str, hint: str = "") -> bool:
        """Whether this can be an id: begins with a letter; letters, digits, single hyphens or underscores."""
        if isinstance(raw, str) and len(raw) <= MAX_ID and _ID.fullmatch(raw):
            return True
        if raw is None:
            self.say(route[:-1], f"{what} has no id", f"Add a line such as {EXAMPLES['id']}")
            return False
        self.say(
            route,
            f"{quoted(raw)} cannot be the id of {what}",
            hint
            or f"An id begins with a letter (a to z) and holds such letters, digits, single hyphens and underscores; "
            f"{MAX_ID} characters at most.",
            at_key=bool(route) and route[-1] == raw,
        )
        return False

    def text(self, raw: object, route: Route, what: str) -> str:
        """A text that is not empty; "" with a remark for anything else."""
        if isinstance(raw, str) and raw.strip():
            return raw.strip()
        self.say(route, f"{what} must be a text; {_kind(raw)} stands there")
        return ""

    def optional(self, entries: Mapping[str, object], key: str, route: Route, what: str) -> str:
        """The text under key, "" where the key is absent."""
        return self.text(entries[key], (*route, key), f"'{key}' of {what}") if key in entries else ""

    def needed(self, entries: Mapping[str, object], key: str, route: Route, what: str) -> str:
        """The text under key, which must be there."""
        if key not in entries:
            self.say(route, f"{what} has no {key}", f"Add a line such as {EXAMPLES[key]}" if key in EXAMPLES else "")
            return ""
        return self.optional(entries, key, route, what)

    def texts(self, entries: Mapping[str, object], key: str, route: Route, what: str) -> tuple[str, ...]:
        """The texts under key: one text or a list of them; none where the key is absent."""
        if key not in entries:
            return ()
        raw = entries[key]
        if isinstance(raw, str):
            return (self.text(raw, (*route, key), f"'{key}' of {what}"),)
        return tuple(
            self.text(item, (*route, key, i), f"each entry under '{key}' of {what}")
            for i, item in enumerate(self.items(raw, (*route, key), f"'{key}' of {what}"))
        )

    def items(self, raw: object, route: Route, what: str) -> list[object]:
        """A list that is not empty; none, with a remark, for anything else."""
        if isinstance(raw, list) and raw:
            return raw
        self.say(route, f"{what} must be a list with at least one entry; {_kind(raw)} stands there")
        return []

    def truth(self, entries: Mapping[str, object], key: str, route: Route, what: str, default: bool) -> bool:
        """Yes or no: true, false, "yes" or "no"."""
        raw = entries.get(key, default)
        if isinstance(raw, bool):
            return raw
        if raw == "yes" or raw == "no":
            return raw == "yes"
        self.say((*route, key), f"'{key}' of {what} must be yes or no; {quoted(raw)} stands there")
        return default

    def word(self, raw: object, known: Iterable[str], route: Route, what: str) -> str:
        """One of a few known words; "" with a remark for anything else."""
        words = tuple(known)
        if isinstance(raw, str) and raw in words:
            return raw
        near = suggestion(raw, words) if isinstance(raw, str) else ""
        self.say(route, f"{what} must be {listing(words, 'or')}; {_shown(raw)} stands there{near}")
        return ""

    def words(
        self, entries: Mapping[str, object], key: str, known: Iterable[str], route: Route, what: str
    ) -> tuple[str, ...]:
        """The words under key, one or a list of them, each one of a few known; none where the key is absent."""
        found = self.texts(entries, key, route, what)
        return tuple(filter(None, (self.word(one, known, (*route, key), f"'{key}' of {what}") for one in found if one)))

    def known(self, raw: object, ids: Iterable[str], route: Route, what: str, where: str) -> str:
        """An id that has been declared; "" with a remark where it has not."""
        words = tuple(ids)
        if isinstance(raw, str) and raw in words:
            return raw
        near = suggestion(raw, words) if isinstance(raw, str) else ""
        hint = f"There is {listing(words)}." if 0 < len(words) <= MANY else ""
        self.say(route, f"{_shown(raw)} is no {what} {where}{near}", hint)
        return ""

    def number(self, raw: object, route: Route, what: str, least: int, most: int) -> int | None:
        """A whole number between least and most, both inclusive."""
        if isinstance(raw, int) and not isinstance(raw, bool) and least <= raw <= most:
            return raw
        hint = "Write it without quotes." if isinstance(raw, str) and raw.isdecimal() else ""
        self.say(route, f"{what} must be a whole number from {least} to {most}; {_shown(raw)} stands there", hint)
        return None

    def amount(
        self, entries: Mapping[str, object], key: str, route: Route, what: str, most: int = 1000
    ) -> Fraction | None:
        """The number under key, whole or decimal, from 0 to most; None where the key is absent."""
        if key not in entries:
            return None
        number = exact(entries[key])
        if number is not None and 0 <= number <= most:
            return number
        found = _shown(entries[key])
        self.say((*route, key), f"'{key}' of {what} must be a number from 0 to {most}; {found} stands there")
        return None

    def weight(self, entries: Mapping[str, object], route: Route, what: str) -> Fraction:
        """How much something counts: 1 unless it says otherwise."""
        found = self.amount(entries, "weight", route, what)
        return Fraction(1) if found is None else found

    def day(self, entries: Mapping[str, object], key: str, route: Route) -> date | None:
        """The day under key; None where the key is absent."""
        if key not in entries:
            return None
        day = parse_day(entries[key])
        if day is None:
            self.say((*route, key), "a day is written as 2026-10-15, and it must be in the calendar")
        return day

    def length(self, raw: object, route: Route, what: str, *, same_day: bool = False) -> Length | None:
        """A length such as "6 weeks"; "same day" only where that makes sense."""
        length = parse_length(raw)
        if length is not None and (same_day or length.unit != SAME_DAY):
            return length
        example = "'6 weeks', '3 months' or 'same day'" if same_day else "'6 weeks' or '3 months'"
        hint = WORKING_DAYS if isinstance(raw, str) and "work" in raw.casefold() else UNITS
        self.say(route, f"{what} must be a length of time such as {example}; {_shown(raw)} stands there", hint)
        return None


def _shown(raw: object) -> str:
    return quoted(raw) if isinstance(raw, str | int | float | bool) and raw != "" else _kind(raw)


def _kind(raw: object) -> str:
    if raw is None or raw == "":
        return "nothing"
    if isinstance(raw, Mapping):
        return "a set of keys"
    if isinstance(raw, list):
        return "a list" if raw else "an empty list"
    if isinstance(raw, str):
        return f"the text {quoted(raw)}" if raw.strip() else "only blank space"
    return quoted(raw)
