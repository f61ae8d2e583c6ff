"""The page that GitHub shows for a run: what was looked at, the problems by rule, and the first of them one by one."""

from __future__ import annotations

import re
from collections import Counter

from casekit.check.registry import BY_CODE
from casekit.check.settle import Report
from casekit.output.concise import summary
from casekit.output.safe import seen
from casekit.problem import Problem

MOST = 200
"""Problems in the list; GitHub takes no more than one mebibyte for a step."""

LONGEST = 400


def render(report: Report) -> str:
    """Markdown; whatever somebody wrote is text in it and never a link, a picture or markup."""
    lines = ["## casekit lint", "", *(f"{_text(line)}  " for line in summary(report)), ""]
    if report.problems:
        lines += ["| rule | what | severity | problems |", "|---|---|---|---:|"]
        for code, number in sorted(Counter(p.code for p in report.problems).items()):
            lines.append(f"| {code} | {BY_CODE[code].name} | {report.severity(code)} | {number:,} |")
        lines += ["", "| where | rule | problem |", "|---|---|---|"]
        order = sorted(report.problems, key=lambda p: report.severity(p.code) != "error")
        lines += [_row(problem) for problem in order[:MOST]]
        if len(order) > MOST:
            lines += ["", f"And {len(order) - MOST:,} more; the log has them all."]
    return "\n".join(lines) + "\n"


def _row(problem: Problem) -> str:
    message = seen(problem.message)
    cut = message if len(message) <= LONGEST else f"{message[:LONGEST]}…"
    return f"| {_text(problem.path)}:{problem.span.line} | {problem.code} | {_text(cut)} |"


def _text(text: str) -> str:
    """The text in a cell of a table: one line, and every sign that Markdown or HTML might take for its own escaped."""
    line = " ".join(seen(text).split())
    return re.sub(r"[^\w\s,’‘“”…-]|_", lambda sign: f"&#{ord(sign[0])};", line)
