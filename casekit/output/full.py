"""Each problem with the line it is on, a caret under the place, its causes, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from casekit.check.registry import BY_CODE
from casekit.check.settle import Report
from casekit.output.concise import summary
from casekit.output.safe import quiet
from casekit.output.style import COLOUR as COLOUR
from casekit.output.style import PLAIN as PLAIN
from casekit.output.style import Style as Style
from casekit.problem import Problem

LineOf = Callable[[str, int], str]
WIDEST = 100


def render(report: Report, line_of: LineOf, style: Style = PLAIN) -> str:
    """The whole report; line_of gives a line of a file, "" where it has none."""
    blocks = [block(problem, report, line_of, style) for problem in report.problems]
    return quiet("\n".join([*blocks, *summary(report)]) + "\n")


def block(problem: Problem, report: Report, line_of: LineOf, style: Style) -> str:
    """One problem with its line, ending in a line break."""
    severity = report.severity(problem.code)
    colour = style.error if severity == "error" else style.warning
    name = BY_CODE[problem.code].name
    span = problem.span
    lines = [
        f"{style.bold}{_line(problem.path)}:{span.line}:{span.column}{style.end}  "
        f"{colour}{severity}{style.end} {problem.code} {style.faint}{name}{style.end}",
        f"  {_line(problem.message)}",
        *_excerpt(problem, line_of, colour, style),
        *(f"    because: {_line(cause)}" for cause in problem.because),
        *(
            f"    with it, line {other.span.line}: {other.code} {_line(other.message)}"
            for other in problem.consequences
        ),
    ]
    if problem.hint:
        lines.append(f"  What to do: {_line(problem.hint)}")
    if problem.source:
        lines.append(f"  {style.faint}Source: {_line(', '.join(problem.source))}{style.end}")
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return "".join(_visible(c) for c in text)


def _excerpt(problem: Problem, line_of: LineOf, colour: str, style: Style) -> list[str]:
    span = problem.span
    line = _line(line_of(problem.path, span.line))
    if not line.strip():
        return []
    start = span.column - 1
    last = span.end_column - 1 if span.end_line == span.line else len(line)
    cut = max(0, start - WIDEST // 2)
    piece = line[cut : cut + WIDEST]
    before = _width(line[cut:start])
    length = max(1, _width(line[start : max(start + 1, min(last, cut + WIDEST))]))
    margin = f"{span.line:>6} | "
    lead, tail = ("…" if cut else "", "…" if len(line) > cut + WIDEST else "")
    return [
        f"{style.faint}{margin}{style.end}{lead}{piece}{tail}",
        f"{' ' * (len(margin) + len(lead) + before)}{colour}{'^' * length}{style.end}",
    ]


def _visible(character: str) -> str:
    """The character as it may reach a terminal: in place of what nobody sees a blank or a mark, one for one."""
    if character.isspace():
        return " "
    return character if character.isprintable() else "�"


def _width(text: str) -> int:
    """How many columns the text takes on a terminal."""
    wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return wide - sum(1 for c in text if unicodedata.combining(c))
