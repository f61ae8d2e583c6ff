"""GitLab's code quality report: the problems of a merge request in its widget and beside the lines."""

from __future__ import annotations

import json

from casekit.check.registry import BY_CODE
from casekit.check.settle import Report
from casekit.output.safe import paragraphs, quiet_json

SEVERITY = {"error": "major", "warning": "minor"}
"""GitLab's own words; blocker and critical are left to what stops a whole service."""


def render(report: Report) -> str:
    """A JSON list with an entry for each problem; its fingerprint stays when lines move."""
    entries = [
        {
            "description": f"{p.code}: {' '.join(' '.join(paragraphs(p)).split())}",
            "check_name": f"{p.code} {BY_CODE[p.code].name}",
            "fingerprint": report.fingerprints[p],
            "severity": SEVERITY[report.severity(p.code)],
            "location": {"path": p.path, "lines": {"begin": p.span.line, "end": max(p.span.line, p.span.end_line)}},
        }
        for p in report.problems
    ]
    return quiet_json(json.dumps(entries, indent=2)) + "\n"
