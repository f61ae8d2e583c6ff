"""What is wrong with forms, and what they could say besides, as text and as data."""

from __future__ import annotations

from collections.abc import Sequence

from casekit.check.registry import BY_CODE
from casekit.check.settle import Report
from casekit.output.full import LineOf, block
from casekit.output.paper import Paper
from casekit.output.style import PLAIN, Style
from casekit.problem import Problem
from casekit.words import count


def render(
    report: Report, notes: Sequence[Problem], forms: int, line_of: LineOf, width: int, style: Style = PLAIN
) -> str:
    """Each mistake with its line, then the notes, then how many there are. forms: how many files were looked at."""
    paper = Paper(width, style)
    for problem in report.problems:
        paper.lines += block(problem, report, line_of, style).split("\n")
    for note in notes:
        paper.line(f"{paper.bold(f'{note.path}:{note.span.line}')}  note")
        paper.say(note.message, 2)
        if note.hint:
            paper.say(note.hint, 2, faint=True)
        paper.gap()
    looked = f"{count(forms, 'form')} checked"
    found = [(report.errors, "error"), (report.warnings, "warning"), (len(notes), "note")]
    told = ", ".join(count(number, one) for number, one in found if number)
    paper.line(f"{looked}: {told}." if told else f"{looked}, nothing wrong.")
    return paper.text()


def as_data(report: Report, notes: Sequence[Problem], forms: Sequence[str]) -> dict[str, object]:
    """The same for other programs: version 1; its shape is schema/rubric-check.schema.json and only grows."""
    return {
        "version": 1,
        "checked": list(forms),
        "problems": [
            {
                **_place(problem),
                "code": problem.code,
                "name": BY_CODE[problem.code].name,
                "severity": report.severity(problem.code),
                "message": problem.message,
                "hint": problem.hint,
                "because": list(problem.because),
            }
            for problem in report.problems
        ],
        "notes": [{**_place(note), "message": note.message, "hint": note.hint} for note in notes],
        "summary": {"errors": report.errors, "warnings": report.warnings, "notes": len(notes)},
    }


def _place(problem: Problem) -> dict[str, object]:
    span = problem.span
    return {
        "path": problem.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "key": problem.place,
    }
