"""Limiting judgements: which judged grades stand outside what the rubric allows, and why.

Checked for the auditor's grades and again for each moderation and settled dispute. No judged grade is proposed or
changed; computed ones are held inside their limits, see clamp.py.
"""

from __future__ import annotations

from casekit.rubric.bounds import ranks_of, roll_causes
from casekit.rubric.causes import causes
from casekit.rubric.condition import truth
from casekit.rubric.evaluation import BrokenLimit
from casekit.rubric.model import Bound, Limit, Scale
from casekit.rubric.state import State
from casekit.rubric.views import View


def broken(view: View, state: State) -> tuple[list[BrokenLimit], list[Limit]]:
    """Every judged grade of the view that stands outside a limit; and the limits that it would break if they counted,
    where nobody can tell whether they do.
    """
    found, unsure = [], []
    for limit in state.plan.limits:
        section = state.plan.sections[limit.section]
        grade = state.grade(section.id)
        if grade is None or section.scale is None or section.id in state.computed:
            continue
        over = _over(limit, grade, section.scale, state)
        counts = truth(limit.when, state) if over is not None else False
        if counts is None:
            unsure.append(limit)
        if over is not None and counts:
            bound, allowed = over
            settled = _settled(limit, view, state)
            found.append(outside(limit, bound, (grade, allowed), view.by, state, settled=settled))
    return found, unsure


def outside(
    limit: Limit, bound: Bound, grades: tuple[str, str], by: str, state: State, *, settled: bool = False
) -> BrokenLimit:
    """A grade that stands outside a limit, and the one that the limit allows, with what makes it so."""
    why = (*causes(limit.when, state), *roll_causes(bound, state))
    return BrokenLimit(
        limit=limit,
        section=limit.section,
        grade=grades[0],
        bound=grades[1],
        by=by,
        settled=settled,
        because=tuple(dict.fromkeys(cause.says for cause in why)),
        routes=tuple(dict.fromkeys(cause.route for cause in why)),
    )


def _settled(limit: Limit, view: View, state: State) -> bool:
    """An expected limit is settled by a written reason, and by a moderation beside it where the rubric asks for one."""
    if limit.hard:
        return False
    reason = state.facts.reasons.get((limit.section, limit.id), "").strip() or view.reason.strip()
    return bool(reason) and (not limit.agreed_by or bool(state.facts.judged))


def _over(limit: Limit, grade: str, scale: Scale, state: State) -> tuple[Bound, str] | None:
    """The bound that the grade stands outside of, and the grade nearest to it that the bound allows; None if kept.

    Where grades are still missing, only what is broken however they turn out.
    """
    rank = scale.ranks[grade]
    for bound, ceiling, floor in (
        (limit.at_most, True, False),
        (limit.at_least, False, True),
        (limit.exactly, True, True),
    ):
        if bound is None:
            continue
        ranks = ranks_of(bound, scale, state)
        if not ranks:
            continue
        above = ceiling and rank < min(ranks)
        below = floor and rank > max(ranks)
        between = ceiling and floor and rank not in ranks
        if above or below or between:
            nearest = min(ranks, key=lambda allowed: (abs(allowed - rank), allowed))
            return bound, scale.best_first[nearest].id
    return None
