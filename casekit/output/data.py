"""The report as JSON, for other programs; its shape is schema/lint.schema.json and only grows."""

from __future__ import annotations

import json
from collections.abc import Mapping

from casekit.check.registry import BY_CODE
from casekit.check.settle import Report
from casekit.model.audit import Waiver
from casekit.output.safe import quiet_json
from casekit.problem import Problem


def render(report: Report, statistics: Mapping[str, object] | None = None) -> str:
    """The JSON text, in ASCII and with one line break at the end; with statistics where they are given."""
    counted = {"statistics": statistics} if statistics is not None else {}
    return quiet_json(json.dumps({**as_data(report), **counted}, indent=2)) + "\n"


def as_data(report: Report) -> dict[str, object]:
    """The report as plain data: version 1."""
    return {
        "version": 1,
        "problems": [_problem(problem, report) for problem in report.problems],
        "summary": {
            "files": report.files,
            "errors": report.errors,
            "warnings": report.warnings,
            "waived": len(report.waived),
            "not_run": list(report.not_run),
            "baselined": report.baselined,
            "stale": [{"audit": known.audit, "code": known.code} for known in report.stale],
        },
        "waived": [{**_problem(one.problem, report), "waiver": _waiver(one.waiver)} for one in report.waived],
    }


def _problem(problem: Problem, report: Report) -> dict[str, object]:
    return {
        **_told(problem, report),
        "audit": problem.audit,
        "source": list(problem.source),
        "because": list(problem.because),
        "place": problem.place,
        "fingerprint": report.fingerprints[problem],
        "consequences": [_told(other, report) for other in problem.consequences],
    }


def _waiver(waiver: Waiver) -> dict[str, str]:
    days = {"on": waiver.on.isoformat() if waiver.on else "", "until": waiver.until.isoformat() if waiver.until else ""}
    return {"id": waiver.id, "reason": waiver.reason, "who": waiver.who, **days}


def _told(problem: Problem, report: Report) -> dict[str, object]:
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
    }
