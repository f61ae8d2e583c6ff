"""One line for each problem: path:line:column: severity code message."""

from __future__ import annotations

from casekit.check.settle import Report
from casekit.words import count


def render(report: Report) -> str:
    """The problems, a line each, and a line that counts them."""
    lines = [
        f"{p.path}:{p.span.line}:{p.span.column}: {report.severity(p.code)} {p.code} {p.message}"
        for p in report.problems
    ]
    return "\n".join([*lines, *summary(report)]) + "\n"


def summary(report: Report) -> list[str]:
    """What was looked at and what came of it, in one or two sentences."""
    lines = []
    if report.not_run:
        codes = ", ".join(report.not_run)
        lines.append(f"warning: the history is incomplete or absent, so these rules did not run: {codes}.")
    looked = f"{count(report.files, 'audit')} checked"
    if not report.problems:
        lines.append(f"{looked}, no problems.")
    else:
        lines.append(f"{looked}: {count(report.errors, 'error')}, {count(report.warnings, 'warning')}.")
    return lines
