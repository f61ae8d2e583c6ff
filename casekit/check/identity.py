"""By what a problem is known again when lines move, the tool's sentences stay and somebody adds an action above it."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from casekit.problem import Problem

_LENGTH = re.compile(r"\d+ (?:year|month|week|day)s?(?:(?:, | and )\d+ (?:year|month|week|day)s?)*")
_NUMBER = re.compile(r"\d+")


def identities(problems: Iterable[Problem]) -> Mapping[Problem, str]:
    """Each problem's fingerprint: 32 hexadecimal digits over its audit (else its path), code, place and sentence.

    Numbers and lengths of time in the sentence count for nothing, as they may be lines or days gone by; so does the
    file's path where the audit's id is known. What cannot be told apart otherwise is counted, from the top of the file.
    """
    seen: Counter[str] = Counter()
    found = {}
    for problem in sorted(problems, key=lambda p: (p.path, p.span, p.code, p.message)):
        said = "" if problem.limit else _NUMBER.sub("#", _LENGTH.sub("~", problem.message))
        about = json.dumps([problem.audit or problem.path, problem.code, problem.place, problem.limit, said])
        seen[about] += 1
        found[problem] = hashlib.sha256(f"{about}{seen[about]}".encode()).hexdigest()[:32]
    return found
