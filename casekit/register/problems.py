"""What lint found, by file: which audits somebody has to mend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casekit.problem import Problem

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, slots=True)
class FileProblems:
    """The problems of one file in order of place, with how many of them are errors and warnings."""

    path: str
    problems: tuple[tuple[Problem, str], ...] = ()

    @property
    def errors(self) -> int:
        """How many are errors."""
        return sum(severity == ERROR for _, severity in self.problems)

    @property
    def warnings(self) -> int:
        """How many are warnings."""
        return sum(severity == WARNING for _, severity in self.problems)


def problems_by_file(problems: Iterable[Problem], severities: Mapping[str, str]) -> dict[str, FileProblems]:
    """Problems by the path of their file, paths in order; a code without a severity is an error."""
    found: dict[str, list[tuple[Problem, str]]] = defaultdict(list)
    for problem in problems:
        severity = severities.get(problem.code, ERROR)
        if severity in (ERROR, WARNING):
            found[problem.path].append((problem, severity))
    return {path: FileProblems(path, tuple(sorted(found[path], key=_place))) for path in sorted(found)}


def problems_by_code(files: Iterable[FileProblems]) -> dict[str, tuple[str, int, int]]:
    """Rule code -> severity, number of problems, number of files, codes in order."""
    totals: dict[str, list[str]] = defaultdict(list)
    severities: dict[str, str] = {}
    for file in files:
        for problem, severity in file.problems:
            totals[problem.code].append(file.path)
            severities[problem.code] = severity
    return {code: (severities[code], len(totals[code]), len(set(totals[code]))) for code in sorted(totals)}


def _place(found: tuple[Problem, str]) -> tuple[object, ...]:
    problem, _ = found
    return (problem.span, problem.code, problem.message)
