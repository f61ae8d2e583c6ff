"""A JUnit report, which nearly every pipeline shows as a list of tests: a suite for each file, a test for each problem.

Errors fail; warnings pass with their words, and fail where the run is strict. A file without problems is one test that
passes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from casekit.check.registry import BY_CODE
from casekit.check.settle import Report
from casekit.output.safe import paragraphs, seen
from casekit.problem import Problem


def render(report: Report) -> str:
    """The XML text, in ASCII."""
    files: dict[str, list[Problem]] = {looked.path: [] for looked in report.looked}
    for problem in report.problems:
        files.setdefault(problem.path, []).append(problem)
    tests = {path: [_test(path, problem, report) for problem in found] for path, found in sorted(files.items())}
    tests = {path: found or [_passed(path)] for path, found in tests.items()}
    top = ElementTree.Element(
        "testsuites", _counts("casekit lint", [test for found in tests.values() for test in found])
    )
    for path, found in tests.items():
        ElementTree.SubElement(top, "testsuite", {**_counts(path, found), "skipped": "0"}).extend(found)
    ElementTree.indent(top)
    text = ElementTree.tostring(top, encoding="unicode")
    quiet = re.sub(r"(?m)^(\s*)::", r"\1&#58;:", text.replace("##", "&#35;&#35;"))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return (head + quiet + "\n").encode("ascii", "xmlcharrefreplace").decode("ascii")


def _counts(name: str, tests: Sequence[ElementTree.Element]) -> dict[str, str]:
    failed = sum(test.find("failure") is not None for test in tests)
    return dict(name=seen(name), tests=str(len(tests)), failures=str(failed), errors="0", time="0")  # noqa: C408


def _passed(path: str) -> ElementTree.Element:
    return ElementTree.Element("testcase", name="no problems", classname=seen(path), time="0")


def _test(path: str, problem: Problem, report: Report) -> ElementTree.Element:
    severity = report.severity(problem.code)
    name = f"{problem.code} {BY_CODE[problem.code].name}: {seen(problem.place or problem.message)}"
    test = ElementTree.Element("testcase", {"name": name, "classname": seen(path), "time": "0"})
    where = f"{seen(path)}:{problem.span.line}:{problem.span.column}"
    text = "\n".join([f"{where}: {severity} {problem.code}", *paragraphs(problem)])
    if severity == "error" or report.strict:
        ElementTree.SubElement(test, "failure", {"message": seen(problem.message), "type": severity}).text = text
    else:
        ElementTree.SubElement(test, "system-out").text = text
    return test
