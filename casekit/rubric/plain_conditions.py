"""Conditions, lengths and numbers as plain data in the words of the language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from casekit.days import SAME_DAY, Length
from casekit.rubric.model import Condition, Json

Plain = dict[str, Json]


def said(**entries: Json) -> Plain:
    """The entries that say anything; a word of the language that is one of Python's ends in an underscore here."""
    return {
        key.removesuffix("_"): value
        for key, value in entries.items()
        if value is not None and value is not False and value != "" and value != [] and value != {}
    }


def length_of(length: Length | None) -> str | None:
    """A length as it is written; None for none."""
    return None if length is None else SAME_DAY if length.unit == SAME_DAY else str(length)


def number_of(number: Fraction) -> int | float:
    """A number as it is written: whole, or with its decimals."""
    return number.numerator if number.denominator == 1 else float(number)


def condition(node: Condition | None) -> Json:
    """A condition as a form writes it; None for none."""
    if node is None:
        return None
    if node.kind in ("all", "any"):
        return {node.kind: [condition(part) for part in node.parts]}
    if node.kind == "not":
        return {"not": condition(node.parts[0])}
    if node.kind in ("age", "day"):
        return {node.kind: test_of(node.test)}
    return {node.kind: node.subject, **test_of(node.test)}


def test_of(test: Mapping[str, Json]) -> Plain:
    """What a condition compares with, or how it tests a date."""
    return {
        key: [_value(one) for one in value] if isinstance(value, tuple) else _value(value)
        for key, value in test.items()
    }


def _value(value: Json) -> Json:
    if isinstance(value, Length):
        return length_of(value)
    if isinstance(value, Fraction):
        return number_of(value)
    return value.isoformat() if isinstance(value, date) else value
