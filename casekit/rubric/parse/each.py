"""For whom a section is answered once each, as a rubric writes it."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.instances import MOST, ForEach, is_id
from casekit.rubric.parse.reader import Reader
from casekit.words import count


def read_for_each(reader: Reader, fields: Mapping[str, object], route: Route, what: str) -> ForEach | None:
    """What stands under `for_each`; None where the section is answered once.

    With `of` all of them are asked unless at_least says fewer; without it an audit answers for one at least.
    """
    if "for_each" not in fields:
        return None
    at = (*route, "for_each")
    entries = reader.fields(fields["for_each"], at, f"'for_each' of {what}", vocabulary.FOR_EACH)
    raw = entries.get("of")
    if isinstance(raw, list):
        named = ", ".join(f"{one}: {one.capitalize()}" for one in raw[:2] if isinstance(one, str) and is_id(one))
        hint = f"Write {{{named or 'id: Label'}}}."
        reader.say((*at, "of"), f"'of' of {what} must give each a label; a list stands there", hint)
    of = {} if isinstance(raw, list) else reader.labels(raw, (*at, "of"), f"'of' of {what}", "one of them")
    if "of" in entries and not of and not isinstance(raw, list):
        reader.say((*at, "of"), f"'of' of {what} names nobody", "Leave it out where each audit names its own.")
    if len(of) > MOST:
        reader.say((*at, "of"), f"{what} is answered for {len(of)}; {MOST} is the most")
    most = len(of) or MOST
    least = _number(reader, entries, "at_least", at, len(of) or 1, 0, most)
    # Where 'of' itself is wrong, it alone is told.
    wanted = reader.texts(entries, "always", at, f"'for_each' of {what}") if of or "of" not in entries else ()
    known = (reader.known(one, of, (*at, "always"), "one of them", f"whom 'of' of {what} names") for one in wanted)
    always = tuple(filter(None, known))
    signed = "by" in entries and bool(reader.word(entries["by"], ("required",), (*at, "by"), f"'by' of {what}"))
    return ForEach(
        name=reader.needed(entries, "name", at, f"'for_each' of {what}"),
        of=of,
        at_least=least,
        at_most=min(most, _at_most(reader, entries, at, most, least)),
        always=always,
        signed=signed,
    )


def _number(
    reader: Reader, entries: Mapping[str, object], key: str, at: Route, default: int, least: int, most: int
) -> int:
    if key not in entries:
        return default
    return reader.number(entries[key], (*at, key), f"'{key}'", least, most) or 0


def _at_most(reader: Reader, entries: Mapping[str, object], at: Route, default: int, least: int) -> int:
    most = _number(reader, entries, "at_most", at, default, 1, MOST)
    if most and most < least:
        reader.say((*at, "at_most"), f"at most {count(most, 'answer')} where at least {least} are wanted")
    return most
