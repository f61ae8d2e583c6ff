"""Which values an event may repeat: ids, days, numbers and grades, and nothing that somebody wrote at length."""

from __future__ import annotations

from casekit.model.document import Value

LONGEST = 60
"""Characters of a word or a grade."""


def word(value: Value) -> object:
    """A number, true or false, one word, or a list of these; None for nothing and for all else."""
    if isinstance(value, list):
        words = [word(part) for part in value]
        return None if None in words else words
    if isinstance(value, str):
        return value if 0 < len(value) <= LONGEST and value.isprintable() and " " not in value else None
    return None if isinstance(value, dict) else value


def grade_word(value: Value) -> object:
    """A grade, by its id or, where somebody wrote that, by its label of several words; None for all else."""
    if isinstance(value, str) and " " in value:
        return value if len(value) <= LONGEST and value.isprintable() else None
    return word(value)
