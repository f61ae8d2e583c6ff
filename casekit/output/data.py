"""The report as JSON, for other programs; its shape is schema/lint.schema.json and only grows."""

from __future__ import annotations

import json

from casekit.check.registry import BY_CODE
from casekit.check.settle import Report
from casekit.problem import Problem


def render(report: Report) -> str:
    """The JSON text, in ASCII and with one line break at the end."""
    return json.dumps(as_data(report), indent=2) + "\n"


def as_data(report: Report) -> dict[str, object]:
    """The report as plain data: version 1."""
    return {
        "version": 1,
        "problems": [_problem(problem, report) for problem in report.problems],
        "summary": {
            "files": report.files,
            "errors": report.errors,
            "warnings": report.warnings,
            "waived": 0,
            "not_run": list(report.not_run),
        },
    }


def _problem(problem: Problem, report: Report) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.span.line,
        "column": problem.span.column,
        "end_line": problem.span.end_line,
        "end_column": problem.span.end_column,
        "code": problem.code,
        "name": BY_CODE[problem.code].name,
        "severity": report.severity(problem.code),
        "message": problem.message,
        "hint": problem.hint,
        "audit": problem.audit,
        "source": list(problem.source),
        "because": list(problem.because),
    }
