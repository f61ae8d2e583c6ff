"""Logging commands for an Azure pipeline: each problem is an entry of the run's list, with its file and line."""

from __future__ import annotations

from casekit.check.settle import Report
from casekit.output.safe import apart, paragraphs, seen


def render(report: Report) -> str:
    """One command for each problem; nothing an author wrote can end it or begin another."""
    lines = []
    for p in report.problems:
        properties = {
            "type": report.severity(p.code),
            "sourcepath": p.path,
            "linenumber": p.span.line,
            "columnnumber": p.span.column,
            "code": p.code,
        }
        given = "".join(f"{key}={_property(str(value))};" for key, value in properties.items())
        lines.append(f"##vso[task.logissue {given}]{_data(' '.join(paragraphs(p)))}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return apart(seen(text)).replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace("]", "%5D").replace(";", "%3B")
