"""One line for each problem: path:line:column: severity code message."""

from __future__ import annotations

from casekit.check.settle import Report
from casekit.output.safe import quiet, seen
from casekit.problem import Problem
from casekit.words import count, listing

MOST = 10
"""Stale entries of the baseline that are named one by one."""


def render(report: Report) -> str:
    """The problems, a line each with what comes with them underneath, and a line that counts them."""
    lines = []
    for p in report.problems:
        lines.append(f"{_at(p)}: {report.severity(p.code)} {p.code} {_line(p.message)}")
        lines += [f"    with it: {_at(c)}: {c.code} {_line(c.message)}" for c in p.consequences]
    return quiet("\n".join([*lines, *summary(report)]) + "\n")


def _at(problem: Problem) -> str:
    return f"{_line(problem.path)}:{problem.span.line}:{problem.span.column}"


def _line(text: str) -> str:
    return " ".join(seen(text).split("\n"))


def counts(report: Report) -> str:
    """Only the lines that count."""
    return quiet("".join(f"{_line(line)}\n" for line in summary(report)))


def summary(report: Report) -> list[str]:
    """What was looked at and what came of it, a sentence a line."""
    lines = []
    if report.not_run:
        codes = ", ".join(report.not_run)
        lines.append(f"warning: the history is incomplete or absent, so these rules did not run: {codes}.")
    if report.stale:
        stale = listing(f"{entry.code} of {entry.audit}" for entry in report.stale[:MOST])
        more = f" and {len(report.stale) - MOST:,} more" if len(report.stale) > MOST else ""
        lines.append(f"In the baseline, but no longer found: {stale}{more}. Write it anew to forget them.")
    looked = f"{count(report.files, 'audit')} checked"
    if not report.problems:
        found = f"{looked}, no problems"
    else:
        found = f"{looked}: {count(report.errors, 'error')}, {count(report.warnings, 'warning')}"
    aside = [f"{len(report.waived):,} waived"] if report.waived else []
    aside += [f"{report.baselined:,} known from the baseline"] if report.baselined else []
    lines.append(f"{'; '.join([found, *aside])}.")
    return lines
