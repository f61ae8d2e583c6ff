"""Which grades stood before a moderation or a resolution gave its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casekit.history import kinds
from casekit.history.facts import Facts, Key
from casekit.history.plain import grade_word
from casekit.model.document import Value


def judged(key: Key, facts: Facts) -> dict[str, object]:
    """The grades that the entry at key gives, each with the one that stood before it, in the same version of the file.

    The whole as "from" and "to", sections under "sections". Before a moderation stood the moderation listed before it
    and else the auditor's grade; before a resolution, the moderation that was disputed.
    """
    standing = {known[1]: value for known, value in facts.values.items() if known[0] == kinds.GRADED}
    for moderation in _earlier(key, facts):
        standing |= given(moderation)
    steps = {
        section: {"from": grade_word(standing.get(section)), "to": grade_word(grade)}
        for section, grade in given(facts.values[key]).items()
    }
    whole: Mapping[str, object] = steps.pop(kinds.OVERALL, {})
    return {**whole, **({"sections": steps} if steps else {})}


def _earlier(key: Key, facts: Facts) -> Iterator[Value]:
    """The moderations listed before a moderation; before a resolution, those up to the disputed one."""
    dispute = facts.values.get((kinds.DISPUTED, key[1])) if key[0] == kinds.RESOLVED else None
    disputed = dispute.get("of") if isinstance(dispute, dict) else None
    for known, value in facts.values.items():
        if known[0] != kinds.MODERATED:
            continue
        if known == key:
            return
        yield value
        if known[1] == disputed:
            return


def given(entry: Value) -> dict[str, Value]:
    """The grades in a moderation or a resolution, by section and for the whole."""
    if not isinstance(entry, dict):
        return {}
    sections = entry.get("sections")
    grades = {**(sections if isinstance(sections, dict) else {}), kinds.OVERALL: entry.get(kinds.OVERALL)}
    return {section: grade for section, grade in grades.items() if grade is not None}
