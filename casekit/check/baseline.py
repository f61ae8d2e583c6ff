"""The baseline: problems of old audits that a council knew of when it began with casekit, and took over as they were.

Known by audit, code and fingerprint and not by line, so that an edit elsewhere in the file brings none of them back.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from casekit.check.waivers import never
from casekit.problem import Problem

VERSION = 1
"""Of the file."""


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """One entry. audit: the audit's id, else the file's path."""

    audit: str
    code: str
    fingerprint: str

    @classmethod
    def of(cls, problem: Problem, fingerprint: str) -> Known:
        """The entry by which the problem would be known."""
        return cls(problem.audit or problem.path, problem.code, fingerprint)


def known(problems: Iterable[Problem], prints: Mapping[Problem, str], baseline: Collection[Known]) -> set[Problem]:
    """The problems that the baseline has."""
    entries = set(baseline)
    return {p for p in problems if Known.of(p, prints[p]) in entries} if entries else set()


def baseline_text(problems: Iterable[Problem], prints: Mapping[Problem, str]) -> tuple[str, int]:
    """The problems as a baseline file, and how many of them cannot be in one because nobody may waive them."""
    every = [member for p in problems for member in (p, *p.consequences)]
    entries = sorted({Known.of(p, prints[p]) for p in every if not never(p.code)})
    rows = [{"audit": e.audit, "code": e.code, "fingerprint": e.fingerprint} for e in entries]
    lines = ",\n".join(f"    {json.dumps(row)}" for row in rows)
    text = f'{{\n  "version": {VERSION},\n  "problems": [{f"{chr(10)}{lines}{chr(10)}  " if rows else ""}]\n}}\n'
    return text, sum(never(p.code) for p in every)


class NewerError(ValueError):
    """A baseline of a version that this casekit does not know yet."""


def read_baseline(text: str) -> frozenset[Known]:
    """The entries of a baseline file; ValueError where it is none, NewerError where a newer casekit wrote it."""
    try:
        data = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep for a baseline") from None
    if isinstance(data, dict) and type(data.get("version")) is int and data["version"] > VERSION:
        raise NewerError(f"version {data['version']}")
    if not isinstance(data, dict) or data.get("version") != VERSION or not isinstance(data.get("problems"), list):
        raise ValueError("no baseline of version 1")
    try:
        return frozenset(Known(str(e["audit"]), str(e["code"]), str(e["fingerprint"])) for e in data["problems"])
    except (KeyError, TypeError):
        raise ValueError("an entry without audit, code and fingerprint") from None
