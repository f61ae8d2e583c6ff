"""Annotations for a GitHub pipeline: shown beside the line in the pull request."""

from __future__ import annotations

from casekit.check.settle import Report
from casekit.output.safe import apart, paragraphs, seen


def render(report: Report) -> str:
    """One workflow command for each problem; nothing an author wrote can end it or begin another."""
    lines = []
    for p in report.problems:
        places = {
            "file": p.path,
            "line": p.span.line,
            "col": p.span.column,
            "endLine": p.span.end_line,
            "title": f"{p.code} {p.audit or ''}".strip(),
        }
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in places.items())
        lines.append(f"::{report.severity(p.code)} {properties}::{_data(chr(10).join(paragraphs(p)))}")
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    return apart(seen(text)).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
