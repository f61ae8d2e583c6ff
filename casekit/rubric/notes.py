"""What a form could say and does not, for whoever wrote it to consider; none of it is a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from casekit.problem import Remark
from casekit.rubric.cases import Result
from casekit.rubric.checks.places import routes
from casekit.rubric.expand import sample
from casekit.rubric.instances import typed
from casekit.rubric.model import Rubric
from casekit.rubric.never import only_after_change
from casekit.words import count, listing

CASES = "Write one under `cases:`; it is how a form proves itself."
BREAKS = "Write one under `cases:` that expects `broken: [{0}]`, or, for a worked-out grade, `limited: [{0}]`."
FIRES = "Write one under `cases:` that expects `fired: [{0}]`."
LONG = 1500
"""So many questions, each with its words and its answer, fill the largest file of an audit that is read."""
MOST = 6
"""How many are named one by one."""


def notes(rubric: Rubric, results: Iterable[Result]) -> list[Remark]:
    """Grades that nothing describes, rules that no worked case shows, what only a changed case reaches."""
    return [*only_after_change(rubric), *_undescribed(rubric), *_long(rubric), *_unshown(rubric, results)]


def _long(rubric: Rubric) -> Iterator[Remark]:
    """A form that asks more of one audit than a file can hold, once for each of those who answer."""
    number = len(sample(rubric).questions())
    if number > LONG:
        several = [(section, route) for section, route in routes(rubric) if section.for_each is not None]
        yield Remark(
            (*several[0][1], "for_each") if several else (),
            f"one audit in this form is asked {number:,} questions, more than its file may hold: files of more than "
            "256 KiB are not read",
            "Let fewer answer in one audit, and write an audit for each of the others; or split the form.",
        )


def _undescribed(rubric: Rubric) -> Iterator[Remark]:
    graded = [(section, route) for section, route in routes(rubric) if section.scale is not None]
    silent = [
        (section, route)
        for section, route in graded
        if section.scale and not section.descriptors and not all(value.means for value in section.scale.values)
    ]
    if silent:
        none = len(silent) == len(graded)
        which = "no graded section says" if none else _which([s.id for s, _ in silent], "say")
        whose = "its" if none or len(silent) == 1 else "their"
        yield Remark(
            silent[0][1],
            f"{which} what {whose} grades look like, and the scale does not say what they mean",
            "Add `descriptors:` to the section, or `means:` to the values of its scale.",
        )


def _which(ids: list[str], verb: str) -> str:
    """ "section 'a' does not say", "sections 'a' and 'b' do not say", "30 sections do not say"."""
    if len(ids) > MOST:
        return f"{count(len(ids), 'section')} do not {verb}"
    named = listing(f"'{id}'" for id in ids)
    return f"section {named} does not {verb}" if len(ids) == 1 else f"sections {named} do not {verb}"


def _unshown(rubric: Rubric, results: Iterable[Result]) -> Iterator[Remark]:
    """Limits and triggers that no worked case expects, each of them a rule that nobody has tried."""
    if not rubric.cases:
        yield Remark((), "the form has no worked cases, so nothing shows that it judges as it should", CASES)
        return
    shown: set[str] = set()
    for result in results:
        for key in ("broken", "limited", "fired"):
            shown.update(map(typed, cast(list[str], result.expected.get(key, []))))
        shown.update(map(typed, result.held))
    for kind in ("limits", "triggers"):
        rules = [
            (id, (*route, kind, i))
            for section, route in routes(rubric)
            for i, id in enumerate(r.id for r in (section.limits if kind == "limits" else section.triggers))
        ]
        untried = [(id, route) for id, route in rules if id not in shown]
        if untried:
            named = listing(f"'{id}'" for id, _ in untried[:MOST])
            more = f" and {len(untried) - MOST} more" if len(untried) > MOST else ""
            thing = kind.removesuffix("s") if len(untried) == 1 else kind
            verb = "breaks" if kind == "limits" else "fires"
            hint = (BREAKS if kind == "limits" else FIRES).format(untried[0][0])
            yield Remark(untried[0][1], f"no worked case {verb} the {thing} {named}{more}", hint)
