"""What is wrong with a form although it can be used: cases that come out otherwise, and what can never come about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casekit.check.registry import CRASH
from casekit.check.run import failed
from casekit.link.corpus import locate
from casekit.link.rubrics import FormFile
from casekit.problem import Problem, Remark
from casekit.rubric.cases import Result, run
from casekit.rubric.never import never
from casekit.words import sentence

CASE_FAILS, NEVER = "CK112", "CK113"


def form_problems(file: FormFile) -> list[Problem]:
    """Everything of the kind; nothing for a form that cannot be used, whose mistakes are told when it is read."""
    rubric, document = file.rubric, file.document
    if rubric is None or document is None:
        return []
    try:
        remarks = [*failing(run(rubric), file.called), *(replace(remark, code=NEVER) for remark in never(rubric))]
    except Exception as error:  # one form must never stop the others
        remarks = [replace(failed("Checking the form", file.path, error), code=CRASH)]
    return [locate(document, replace(remark, message=sentence(remark.message))) for remark in remarks]


def failing(results: tuple[Result, ...], called: str) -> Iterator[Remark]:
    """A remark for each worked case that comes out otherwise."""
    for result in results:
        if not result.passed:
            how = "; ".join(f"{key}: expected {wanted}, came out as {came}" for key, wanted, came in result.differences)
            yield Remark(
                ("cases", result.name, "expect"),
                f"the worked case '{result.name}' comes out otherwise: {how}",
                f"Put right the rule or what the case expects; casekit rubric test {called} runs them all.",
                CASE_FAILS,
                because=result.because,
            )
