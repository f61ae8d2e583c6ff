"""What became of a form's own worked cases, as text and as data."""

from __future__ import annotations

from collections.abc import Sequence

from casekit.output.paper import Paper, flat
from casekit.output.style import PLAIN, Style
from casekit.rubric.cases import Result
from casekit.words import count


def render(ref: str, results: Sequence[Result], width: int, style: Style = PLAIN) -> str:
    """A line for each case, and under one that failed what was expected, what came and why."""
    paper = Paper(width, style)
    paper.line(paper.bold(ref))
    for result in results:
        verdict = f"{style.good}passed{style.end}" if result.passed else f"{style.error}FAILED{style.end}"
        paper.line(f"{verdict}  {flat(result.name)}", 2)
        if not result.passed:
            for key, wanted, came in result.differences:
                paper.say(f"{key}: expected {wanted}", 10, 4)
                paper.say(f"came out as {came}", 10 + len(key) + 2, 4)
            for reason in result.because:
                paper.say(reason, 10, 2, "- ")
    failed = sum(not result.passed for result in results)
    if not results:
        paper.say("This form has no worked cases, so nothing shows that it judges as it should.", 2)
    elif failed:
        paper.line(f"{count(len(results), 'case')}: {len(results) - failed} passed, {failed} failed.", 2)
    else:
        paper.line(f"{count(len(results), 'case')}, all passed." if len(results) > 1 else "1 case, passed.", 2)
    return paper.text()


def as_data(ref: str, results: Sequence[Result]) -> dict[str, object]:
    """The same for other programs: version 1; its shape is schema/rubric-test.schema.json and only grows."""
    return {
        "version": 1,
        "rubric": ref,
        "cases": [
            {
                "name": result.name,
                "passed": result.passed,
                "expected": dict(result.expected),
                "got": dict(result.got),
                "because": list(result.because),
            }
            for result in results
        ],
    }
