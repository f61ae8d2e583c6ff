"""Calibrations, as text and as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casekit.output.agreement import coefficient, coefficient_data
from casekit.output.paper import Paper, flat
from casekit.output.style import PLAIN, Style
from casekit.register.agreement import FEW
from casekit.register.calibration import Calibration, Spread, Together
from casekit.words import count, listing

SEEN = {"first_shown": "shown to {}", "first_not_shown": "not shown to {}", "unknown": "nobody knows of {}"}
"""To how many the first judgement was shown, in words."""


def render_all(found: Sequence[Calibration], width: int, style: Style = PLAIN) -> str:
    """A line for each."""
    paper = Paper(width, style)
    if not found:
        paper.say("No audit here has two or more second judgements (second_of:), so nothing is a calibration.")
    for one in found:
        paper.line(f"{paper.bold(one.first.audit.id)}  {count(len(one.judges), 'judge')}, {one.first.rubric.title}")
    return paper.text()


def render(found: Calibration, judges: Sequence[str], width: int, style: Style = PLAIN) -> str:
    """The spread, where judges are furthest apart first. judges: what each is called, none where nobody is named."""
    paper = Paper(width, style)
    audit = found.first.audit
    paper.line(paper.bold(f"Calibration {audit.id}: {count(len(found.judges), 'judge')}, {found.first.rubric.title}"))
    known = listing(SEEN[kind.value].format(number) for kind, number in found.seen.items())
    paper.say(f"The first judgement among the others: {known}.")
    for title, spreads, together, name, one in (
        ("Grades", found.grades, found.together_grades, "AC2", "section"),
        ("Questions", found.questions, found.together_answers, "AC1", "question"),
    ):
        if spreads:
            paper.gap()
            paper.line(paper.bold(title))
            _together(paper, together, name, one)
        for spread in spreads:
            paper.say(f"{flat(spread.title)}: {sentence(spread)}.", 2, 4)
            if judges:
                whose = (f"{who}: {label(spread, one)}" for who, one in zip(judges, spread.given, strict=True))
                paper.say("; ".join(whose), 6, 2, faint=True)
    return paper.text()


def _together(paper: Paper, found: Together, name: str, one: str) -> None:
    if found.found is not None:
        small = f" {FEW} or more would say something." if found.of < FEW else ""
        paper.say(f"{name} over {count(found.of, one)} on one scale: {coefficient(found.found)}.{small}", 2)


def sentence(spread: Spread) -> str:
    """ "3 Good, 1 Requires improvement; 1 gave none; 1 step apart"."""
    given = ", ".join(f"{number} {spread.values[id]}" for id, number in spread.counts.items() if number)
    none = len(spread.given) - spread.judged
    silent = f"; {none} gave none" if none else ""
    far = f"; {count(spread.apart, 'step')} apart" if spread.apart else ""
    return f"{given}{silent}{far}"


def label(spread: Spread, value: str) -> str:
    """What a value is called; that there is none."""
    return spread.values.get(value, "none")


def as_data(found: Sequence[Calibration], names: bool) -> dict[str, object]:
    """The same for other programs: version 1; its shape is schema/calibration.schema.json and only grows.

    names: whether policy shows who judged how.
    """
    return {"version": 1, "calibrations": [_one(one, names) for one in found]}


def _one(found: Calibration, names: bool) -> dict[str, object]:
    return {
        "first": found.first.audit.id,
        "rubric": found.first.rubric.ref,
        "judges": len(found.judges),
        "seen": {kind.value: number for kind, number in found.seen.items()},
        "who": [{"audit": one.audit.id, "auditor": one.audit.auditor} for one in found.judges] if names else None,
        "grades": [_spread(spread, names) for spread in found.grades],
        "questions": [_spread(spread, names) for spread in found.questions],
        "ac2": _together_data(found.together_grades),
        "ac1": _together_data(found.together_answers),
    }


def _spread(spread: Spread, names: bool) -> dict[str, object]:
    counts: Mapping[str, int] = spread.counts
    return {
        "id": spread.id,
        "title": spread.title,
        "counts": dict(counts),
        "none": len(spread.given) - spread.judged,
        "apart": spread.apart,
        "given": [one or None for one in spread.given] if names else None,
    }


def _together_data(found: Together) -> dict[str, object]:
    return {"of": found.of, "coefficient": coefficient_data(found.found)}
