"""What an auditor typed for an answer or a grade, and which value of the form it means."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.rubric.exact import exact, figure
from casekit.rubric.model import Answering, Scale, Value
from casekit.words import fold

PLACES = 6
"""Decimals of a printed number that tell values apart."""


def value_id(scale: Scale, raw: object) -> str | None:
    """The id of the scale's value that was typed: id, label, alias or printed number; None where it is none."""
    if isinstance(raw, str):
        if raw in scale.ranks:
            return raw
        typed = raw
    else:
        number = exact(raw)
        if number is None or (isinstance(raw, float) and number.denominator == 1):
            return None
        typed = figure(number, PLACES)
    names = scale.names or {text: value.id for value in scale.values for text in spellings(value)}
    return names.get(fold(typed))


def option_id(options: Mapping[str, str], raw: object) -> str | None:
    """The id of the option that was typed: id or label; None where it is none."""
    if not isinstance(raw, str):
        return None
    if raw in options:
        return raw
    folded = fold(raw)
    by_id = (id for id in options if fold(id) == folded)
    by_label = (id for id, label in options.items() if fold(label) == folded)
    return next(by_id, None) or next(by_label, None)


def answer_id(answering: Answering, raw: object) -> str | None:
    """The id of the value or option that was typed for a question; None where the question has no such value."""
    if answering.scale is not None:
        return value_id(answering.scale, raw)
    return option_id(answering.options, raw)


def spellings(value: Value, *, numbered: bool = True) -> list[str]:
    """Everything, folded, by which an auditor may call the value; numbered: its number among it."""
    texts = [value.id, value.label, *value.also]
    if value.number is not None and numbered:
        texts.append(figure(value.number, PLACES))
    return [fold(text) for text in texts]
