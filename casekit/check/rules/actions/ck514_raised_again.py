"""CK514: an action is raised again though the same child's earlier audit still has one open for it."""

from collections.abc import Iterator
from datetime import date

from casekit.check.rule import Context
from casekit.days import written
from casekit.model.audit import Action
from casekit.model.corpus import AuditCase, Corpus
from casekit.problem import Remark


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """For the same question or section of the same form, or in the same words; a second judgement is no new audit."""
    for cases in _children(corpus).values():
        for place, case in enumerate(cases):
            for action in case.audit.actions:
                earlier = _open(cases[:place], case, action) if action.cancelled_on is None else None
                if earlier is None:
                    continue
                then, before = earlier
                agreed = f", agreed on {written(before.agreed)}" if before.agreed else ""
                yield (
                    case.audit.path,
                    Remark(
                        action.route,
                        f"Action {action.id} asks again for what action {before.id} of audit {then.audit.id} asks for"
                        f"{agreed}, which is still open.",
                        "Close the earlier one, done, or cancelled because it goes on here; say what was in the way.",
                        source=("B3", "D7", "E13"),
                    ),
                )


def _children(corpus: Corpus) -> dict[str, list[AuditCase]]:
    """The audits of each child that has several, the oldest first."""
    found: dict[str, list[AuditCase]] = {}
    for case in corpus.audits:
        if case.audit.case.ref and not case.audit.second_of:
            found.setdefault(case.audit.case.ref, []).append(case)
    return {ref: sorted(cases, key=_age) for ref, cases in found.items() if len(cases) > 1}


def _age(case: AuditCase) -> tuple[date, str]:
    return case.audit.completed or case.audit.end or date.max, case.audit.path


def _open(before: list[AuditCase], case: AuditCase, action: Action) -> tuple[AuditCase, Action] | None:
    """The latest action of an earlier audit that is for the same and open."""
    for then in reversed(before):
        same_form = then.rubric.id == case.rubric.id
        for one in then.audit.actions:
            meant = (same_form and one.target == action.target) or _words(one.do) == _words(action.do)
            if one.open and meant and _age(then)[0] < _age(case)[0] and (one.target or one.do):
                return then, one
    return None


def _words(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .")
