"""How many problems there are of each rule, of each severity and in audits of each form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from casekit.check.registry import BY_CODE
from casekit.check.settle import Report
from casekit.output.concise import summary
from casekit.output.safe import quiet

NO_FORM = "in no audit that could be read"


def counts(report: Report) -> dict[str, dict[str, int]]:
    """By rule, severity and form; a form by its reference, "" for problems in no audit that could be read."""
    forms = {looked.path: looked.form for looked in report.looked}
    return {
        "rules": _counted(problem.code for problem in report.problems),
        "severities": {"error": report.errors, "warning": report.warnings},
        "forms": _counted(forms.get(problem.path, "") for problem in report.problems),
    }


def render(report: Report) -> str:
    """Three short tables, the largest number first, and the line that counts."""
    found = counts(report)
    lines = [*_table(found["rules"], lambda code: f"{code} {BY_CODE[code].name} ({report.severity(code)})")]
    lines += _table(found["severities"], lambda severity: severity)
    lines += _table(found["forms"], lambda form: form or NO_FORM)
    return quiet("\n".join([*lines, *summary(report)]) + "\n")


def _counted(names: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _table(counted: Mapping[str, int], named: Callable[[str], str]) -> Iterator[str]:
    if any(counted.values()):
        for name, number in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
            if number:
                yield f"{number:>7,}  {named(name)}"
        yield ""
