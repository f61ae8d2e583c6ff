"""When a part of the form applies, in the audit team's words: for a prefilled file that holds every part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from casekit.days import Length, written
from casekit.rubric.exact import figure
from casekit.rubric.model import Condition, Rubric
from casekit.words import listing

COMPARED = {"is": "", "at_least": "at least ", "at_most": "at most ", "above": "above ", "below": "below "}
DATED = {
    "within": "within the last {}",
    "older_than": "more than {} old",
    "first_within": "first within {}",
    "every": "every {}",
}


def when(condition: Condition, rubric: Rubric) -> str:
    """The condition as a phrase that goes on from "only if": "the case is Looked after or Care leaver"."""
    kind, labels = condition.kind, [str(item) for item in condition.items]
    if kind in ("all", "any"):
        parts = [when(part, rubric) for part in condition.parts]
        return listing(parts, "and" if kind == "all" else "or")
    if kind == "not":
        return f"it is not so that {when(condition.parts[0], rubric)}"
    if kind == "case_type":
        return f"the case is {listing((rubric.case_types[type] for type in labels), 'or')}"
    if kind == "flag":
        return f"it is marked {listing((_quoted(rubric.flags[flag]) for flag in labels), 'or')}"
    if kind == "day":
        return f"the period looked at ends {_between(condition.test)}"
    if kind == "age":
        return f"the child's age is {_compared(condition)}"
    if kind == "date":
        return f"{_quoted(rubric.dates[str(condition.subject)])} is {_dated(condition)}"
    if kind in ("score", "scores"):
        return f"the score of {_each(condition, rubric)} is {_compared(condition)}"
    if kind in ("grade", "grades"):
        return f"the grade of {_each(condition, rubric)} is {_compared(condition)}"
    return f"the answer to {_each(condition, rubric)} is {_compared(condition)}"


def _each(condition: Condition, rubric: Rubric) -> str:
    if len(condition.items) > 3:
        return f"one of {len(condition.items)}"
    questions = rubric.questions()
    titles = []
    for item in condition.items:
        section = rubric.section(item)
        titles.append(section.title if section else questions[item].title or questions[item].ask)
    return listing(map(_quoted, titles), "or")


def _between(test: Mapping[str, object]) -> str:
    words = {"from": "on or after", "to": "on or before"}
    return listing(f"{words[key]} {written(day)}" for key, day in test.items() if isinstance(day, date))


def _compared(condition: Condition) -> str:
    said = [f"{COMPARED[key]}{_value(value)}" for key, value in condition.test.items() if key in COMPARED]
    return listing(said)


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return listing(map(_value, value), "or")
    return figure(value) if isinstance(value, Fraction) else str(value)


def _dated(condition: Condition) -> str:
    said = [DATED[key].format(value) for key, value in condition.test.items() if isinstance(value, Length)]
    number = condition.test.get("at_least")
    return listing([f"there at least {number} times", *said] if number else said)


def _quoted(text: str) -> str:
    return f'"{text}"'
