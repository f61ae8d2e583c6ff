"""How far two judges of the same audits agree: the auditor and the moderator, or a first and a second judgement.

One scale at a time: grades of different forms are never pooled (F1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casekit.register.coefficients import Coefficient, gwet, kappa, linear, plain, quadratic, weights
from casekit.rubric.model import Scale
from casekit.words import count

FEW = 30
"""Under so many pairs a figure says little."""

DOMINANT = 0.8
"""From this share of all grades on, one grade dominates: kappa then falls though the judges agree."""


MOSTLY = "Only where a moderator graded the section, which is mostly done to change it: it says nothing of all others."
"""What is to be known of sections between auditor and moderator."""

COEFFICIENTS = {
    "kappa": "Kappa",
    "kappa_linear": "Kappa, linear",
    "kappa_quadratic": "Kappa, quadratic",
    "ac1": "AC1",
    "ac2": "AC2",
}
"""The coefficients by their field, as they are called."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What pairs of grades (first judge, second judge) say.

    n: pairs with both grades; missing: pairs without. matrix[i][j]: how often the first gave the scale's i-th grade
    and the second its j-th, best first. within_one: same or neighbouring. up, down: the second gave the better,
    or the worse. The coefficients are None where the pairs cannot tell. few, dominant: read them with caution, there
    are under FEW pairs, or this grade is DOMINANT. Where values have no order (the choices of a question), what needs
    one is None: within_one, up, down, the weighted kappas and AC2.
    """

    scale: Scale
    n: int
    missing: int
    matrix: tuple[tuple[int, ...], ...]
    exact: int
    within_one: int | None
    up: int | None
    down: int | None
    kappa: Coefficient | None
    kappa_linear: Coefficient | None
    kappa_quadratic: Coefficient | None
    ac1: Coefficient | None
    ac2: Coefficient | None
    few: bool
    dominant: str | None

    @property
    def changed(self) -> int:
        """How many pairs differ."""
        return self.n - self.exact


def agreement(pairs: Iterable[tuple[str | None, str | None]], scale: Scale, *, ordered: bool = True) -> Agreement:
    """The figures for pairs of grade ids; a grade that the scale does not have is missing.

    ordered: whether the scale's values go from best to worst; else only the very same value agrees.

    AC2 and the last kappa weigh by the square of the distance, so that they can be read side by side. A pair with
    one grade missing still counts in AC1 and AC2 for how often each grade is given, and nowhere else.
    """
    ranks = scale.ranks
    rated = [tuple(ranks[grade] for grade in pair if grade is not None and grade in ranks) for pair in pairs]
    both = [(pair[0], pair[1]) for pair in rated if len(pair) == 2]
    size = len(scale.values)
    matrix = [[0] * size for _ in range(size)]
    for first, second in both:
        matrix[first][second] += 1
    tables = [weights(size, by) if size > 1 else None for by in (plain, linear, quadratic)]
    if not ordered:
        tables[1:] = None, None
    kappas = [kappa(both, table) if table else None for table in tables]
    return Agreement(
        scale=scale,
        n=len(both),
        missing=len(rated) - len(both),
        matrix=tuple(map(tuple, matrix)),
        exact=sum(first == second for first, second in both),
        within_one=sum(abs(first - second) <= 1 for first, second in both) if ordered else None,
        up=sum(second < first for first, second in both) if ordered else None,
        down=sum(second > first for first, second in both) if ordered else None,
        kappa=kappas[0],
        kappa_linear=kappas[1],
        kappa_quadratic=kappas[2],
        ac1=gwet(rated, tables[0]) if tables[0] else None,
        ac2=gwet(rated, tables[2]) if tables[2] else None,
        few=len(both) < FEW,
        dominant=_dominant(both, scale),
    )


def _dominant(both: list[tuple[int, int]], scale: Scale) -> str | None:
    """The grade that holds most of what both judges gave, where one does."""
    given = [rank for pair in both for rank in pair]
    return next((v.id for v in scale.values if given.count(scale.ranks[v.id]) >= DOMINANT * len(given) > 0), None)


def cautions(found: Agreement) -> Iterator[str]:
    """What somebody has to know who reads the figures, in sentences; nothing where there is no pair."""
    if found.few and found.n:
        yield f"Only {count(found.n, 'pair')}: {FEW} or more would say something."
    if found.dominant is not None:
        given = sum(map(sum, found.matrix)) * 2
        at = found.scale.ranks[found.dominant]
        of = sum(found.matrix[at]) + sum(row[at] for row in found.matrix)
        yield (
            f"One grade dominates: {found.scale.label(found.dominant)} is {of} of the {given} given. Kappa is low then "
            "although judges agree; AC1 and AC2 are not misled."
        )


def interval(one: Coefficient | None) -> tuple[str, str]:
    """A coefficient and its interval as people read them: "0.57" and "0.38 to 0.76"; "–" and "" where none can be said.

    No agreement lies below -1, whatever the arithmetic of a few pairs gives for an end.
    """
    if one is None:
        return "–", ""
    if one.low is None or one.high is None:
        return f"{one.value:.2f}", "no interval can be given"
    return f"{one.value:.2f}", f"{max(-1.0, one.low):.2f} to {one.high:.2f}"
