"""SARIF 2.1.0, the format in which scanners of all kinds report, for GitHub's code scanning and many viewers."""

from __future__ import annotations

import json
from collections.abc import Iterable

from casekit.check.documents import rule_page
from casekit.check.registry import BY_CODE
from casekit.check.settle import Report
from casekit.output.safe import paragraphs, quiet_json, seen
from casekit.problem import Problem, Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def render(report: Report, version: str) -> str:
    """The JSON text: one run, its rules, a result for each problem; what is waived is there as suppressed."""
    every = [*report.problems, *(waived.problem for waived in report.waived)]
    codes = sorted({code for p in every for code in (p.code, *(c.code for c in p.consequences))})
    index = {code: number for number, code in enumerate(codes)}
    results = [_result(p, report, index) for p in report.problems]
    for waived in report.waived:
        why = {"kind": "inSource", "status": "accepted", "justification": seen(waived.waiver.reason)}
        results.append({**_result(waived.problem, report, index), "suppressions": [why]})
    driver = {"name": "casekit", "version": version, "rules": [_rule(code, report) for code in codes]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return quiet_json(json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)) + "\n"


def _rule(code: str, report: Report) -> dict[str, object]:
    page = rule_page(code)
    assert page is not None  # every rule has its page
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in BY_CODE[code].name.split("-")),
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": " ".join(page.text.split())},
        "help": {"text": " ".join(page.cure.split()), "markdown": f"{page.text}\n\n{page.cure}"},
        "defaultConfiguration": {"level": _level(code, report)},
        "properties": {"tags": [part.strip() for part in page.source.split(",")]},
    }


def _result(problem: Problem, report: Report, index: dict[str, int]) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": index[problem.code],
        "level": _level(problem.code, report),
        "message": {"text": _text("\n".join(paragraphs(problem)))},
        "locations": [_location(problem)],
        "partialFingerprints": {
            "casekit/v1": report.fingerprints[problem],
            "primaryLocationLineHash": f"{report.fingerprints[problem]}:1",
        },
    }
    if problem.consequences:
        result["relatedLocations"] = list(_related(problem.consequences))
    return result


def _related(others: Iterable[Problem]) -> Iterable[dict[str, object]]:
    for number, other in enumerate(others):
        yield {"id": number, **_location(other), "message": {"text": _text(f"{other.code} {other.message}")}}


def _text(text: str) -> str:
    """The text of a message, in which the standard sees links: none of them is an author's."""
    return seen(text).replace("](", "] (")


def _location(problem: Problem) -> dict[str, object]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri(problem.path)}, "region": _region(problem.span)}}


def _region(span: Span) -> dict[str, int]:
    end = max((span.line, span.column), (span.end_line, span.end_column))
    return {"startLine": span.line, "startColumn": span.column, "endLine": end[0], "endColumn": end[1]}


def _level(code: str, report: Report) -> str:
    return "error" if report.severity(code) == "error" else "warning"


def uri(path: str) -> str:
    """A path of the repository as an address relative to it; whatever is not a plain sign is written as its bytes."""
    raw = path.encode("utf-8", "surrogatepass")
    return "".join(chr(byte) if chr(byte) in PLAIN else f"%{byte:02X}" for byte in raw)
