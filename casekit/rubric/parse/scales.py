"""Scales as a rubric's file writes them: values best or worst first, or another scale under other labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from casekit.problem import Remark, Route
from casekit.rubric import vocabulary
from casekit.rubric.model import Scale, Value
from casekit.rubric.parse.reader import APART, OTHER_ID, Reader, label_of, quoted
from casekit.rubric.values import spellings

NUMBER = re.compile(r"0|[1-9][0-9]{0,2}")
NUMBERS = "A scale whose values are numbers has them under 'numbers', in quotes where a label follows."


def load_scales(data: object) -> tuple[dict[str, Scale], list[Remark]]:
    """The scales that several forms share, by id, from the data of rubrics/scales.yaml."""
    reader = Reader()
    fields = reader.fields(data, (), "the file of shared scales", ("scales",))
    scales = read_scales(reader, fields.get("scales"), ("scales",), {})
    if not scales and not reader.remarks:
        reader.say((), "the file of shared scales holds no scale")
    return scales, reader.remarks


def read_scales(reader: Reader, raw: object, route: Route, shared: Mapping[str, Scale]) -> dict[str, Scale]:
    """The scales of a rubric by id; shared are those that `from` may name."""
    scales: dict[str, Scale] = {}
    for id, entry in reader.by_id(raw, route, "the scales", "a scale").items():
        at = (*route, id)
        if id in vocabulary.PLAIN_ANSWERS or id == "none":
            reader.say(at, f"a scale cannot be called '{id}': the word has a meaning of its own", OTHER_ID)
            continue
        fields = reader.fields(entry, at, f"scale '{id}'", vocabulary.SCALE)
        scale = _scale(reader, id, fields, at, shared)
        if scale is not None:
            scales[id] = scale
    return scales


def _scale(
    reader: Reader, id: str, fields: Mapping[str, object], route: Route, shared: Mapping[str, Scale]
) -> Scale | None:
    kinds = [key for key in ("best_first", "worst_first", "numbers", "from") if key in fields]
    what = f"scale '{id}'"
    if len(kinds) != 1:
        reader.say(route, f"{what} must have exactly one of best_first, worst_first, numbers and from")
        return None
    if "best" in fields and kinds != ["numbers"]:
        reader.say((*route, "best"), f"{what} has 'best', which belongs beside 'numbers'")
    if kinds == ["from"]:
        return _borrowed(reader, id, fields, route, shared)
    for key in ("labels", "means"):
        if key in fields:
            reader.say((*route, key), f"{what} has '{key}', which belongs beside 'from'; write it with each value")
    before = len(reader.remarks)
    if kinds == ["numbers"]:
        values = best_first = _numbered(reader, fields, route, what)
    else:
        values = _values(reader, fields[kinds[0]], (*route, kinds[0]), what)
        best_first = values if kinds == ["best_first"] else values[::-1]
    if len(values) < 2:
        if values or len(reader.remarks) == before:
            reader.say((*route, kinds[0]), f"{what} needs at least two values")
        return None
    return finished(reader, Scale(id, values, {v.id: rank for rank, v in enumerate(best_first)}), route)


def _numbered(reader: Reader, fields: Mapping[str, object], route: Route, what: str) -> tuple[Value, ...]:
    """The values of a scale of numbers, best first, in whatever order they are listed."""
    raw, at = fields["numbers"], (*route, "numbers")
    if isinstance(raw, Mapping):
        pairs = [(key, entry, (*at, key)) for key, entry in reader.mapping(raw, at, what).items()]
    else:
        items = reader.items(raw, at, f"the numbers of {what}")
        pairs = [(*_one_number(item), (*at, i)) for i, item in enumerate(items)]
    found: dict[int, Value] = {}
    for id, entry, place in pairs:
        number = int(id) if NUMBER.fullmatch(id) else None
        if number is None:
            reader.say(place, f"{quoted(id)} is no whole number from 0 to 999, so it cannot be a value of {what}")
        elif number in found:
            reader.say(place, f"{what} has the value '{id}' twice", "Take one of them out.")
        else:
            value = _value(reader, id, entry, place, ("label", "also", "means"))
            found[number] = replace(value, number=Fraction(number))
    lowest = "best" in fields and reader.word(
        fields["best"], ("highest", "lowest"), (*route, "best"), f"'best' of {what}"
    )
    return tuple(found[n] for n in sorted(found, reverse=lowest != "lowest"))


def _one_number(item: object) -> tuple[str, object]:
    """The number as it names the value, and what stands beside it: an entry of a list is a number, or has one."""
    if isinstance(item, Mapping):
        return _one_number(item.get("number"))[0], {key: entry for key, entry in item.items() if key != "number"}
    return "nothing" if item is None else str(item), None


def _borrowed(
    reader: Reader, id: str, fields: Mapping[str, object], route: Route, shared: Mapping[str, Scale]
) -> Scale | None:
    source = reader.known(fields["from"], shared, (*route, "from"), "scale", "in the file of shared scales")
    if not source:
        return None
    scale = shared[source]
    labels = reader.labels(fields.get("labels"), (*route, "labels"), f"'labels' of scale '{id}'", "value")
    means = reader.labels(fields.get("means"), (*route, "means"), f"'means' of scale '{id}'", "value")
    for key, texts in (("labels", labels), ("means", means)):
        for value in texts:
            reader.known(value, scale.ranks, (*route, key, value), "value", f"of scale '{source}'")
    values = tuple(
        replace(
            v,
            label=labels.get(v.id, v.label),
            means=means.get(v.id, v.means),
            also=(*v.also, v.label) if v.id in labels else v.also,
        )
        for v in scale.values
    )
    return finished(reader, Scale(id, values, scale.ranks), route)


def _values(reader: Reader, raw: object, route: Route, what: str) -> tuple[Value, ...]:
    if isinstance(raw, Mapping):
        pairs = [(key, entry, (*route, key)) for key, entry in reader.mapping(raw, route, f"{what}").items()]
    else:
        items = reader.items(raw, route, f"the values of {what}")
        pairs = [(item, None, (*route, i)) for i, item in enumerate(items)]  # type: ignore[misc]
    values: dict[str, Value] = {}
    for id, entry, at in pairs:
        if not reader.id(id, at, f"a value of {what}", NUMBERS if NUMBER.fullmatch(str(id)) else ""):
            continue
        if id in vocabulary.STATES:
            reader.say(at, f"a value cannot be called '{id}': the word stands in place of an answer", OTHER_ID)
        elif id in values:
            reader.say(at, f"{what} has the value '{id}' twice", "Take one of them out.")
        else:
            values[id] = _value(reader, id, entry, at)
    return tuple(values.values())


def _value(reader: Reader, id: str, raw: object, route: Route, known: tuple[str, ...] = vocabulary.VALUE) -> Value:
    what = f"value '{id}'"
    if raw is None:
        return Value(id, label_of(id))
    if isinstance(raw, str):
        return Value(id, reader.text(raw, route, f"the label of {what}"))
    fields = reader.fields(raw, route, what, known)
    return Value(
        id,
        reader.optional(fields, "label", route, what) or label_of(id),
        reader.amount(fields, "number", route, what),
        reader.texts(fields, "also", route, what),
        reader.optional(fields, "means", route, what),
    )


def finished(reader: Reader, scale: Scale, route: Route) -> Scale:
    """The scale with its table of spellings; two values that share a spelling are a remark.

    A number that several values earn in a score is no spelling of any.
    """
    names: dict[str, str] = {}
    times = Counter(value.number for value in scale.values)
    for value in scale.values:
        for text in spellings(value, numbered=times[value.number] == 1):
            other = names.setdefault(text, value.id)
            if other != value.id:
                reader.say(route, f"scale '{scale.id}': '{text}' could mean '{other}' or '{value.id}'", APART)
    return replace(scale, names=names)
