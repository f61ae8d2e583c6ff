"""Agreement beyond chance: kappa for pairs of grades, and Gwet's AC for any number of judges, with their intervals.

Grades are ranks 0 to q - 1 of a scale with q grades. A coefficient is 1 where all agree and 0 where they agree no
oftener than chance would have it. Intervals are those of Gwet (Handbook of Inter-Rater Reliability, 2014): the
spread of each item's share in the coefficient, the items being a sample of many, with Student's t.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from casekit.register.student import quantile

Weights = Sequence[Sequence[float]]
"""How much of an agreement two ranks are: 1 on the diagonal, down to 0."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient and the ends of its 95 % interval; None where every item says the same, so that nobody can tell."""

    value: float
    low: float | None
    high: float | None


def weights(size: int, closeness: Callable[[float], float]) -> Weights:
    """A table for a scale of so many grades (at least 2); closeness: of a distance from 0 (same) to 1 (farthest)."""
    return [[closeness(abs(k - j) / (size - 1)) for j in range(size)] for k in range(size)]


def plain(distance: float) -> float:
    """Only the very same grade agrees."""
    return 1.0 if distance == 0 else 0.0


def linear(distance: float) -> float:
    """Agreement falls evenly with the distance."""
    return 1 - distance


def quadratic(distance: float) -> float:
    """Agreement falls with the square of the distance: neighbours nearly agree."""
    return 1 - distance**2


def kappa(pairs: Sequence[tuple[int, int]], table: Weights) -> Coefficient | None:
    """Cohen's kappa over pairs (first judge, second judge); None where chance alone would make all agree."""
    size, number = len(table), len(pairs)
    if number == 0:
        return None
    first = [sum(a == k for a, _ in pairs) / number for k in range(size)]
    second = [sum(b == k for _, b in pairs) / number for k in range(size)]
    by_first = [fsum(table[k][j] * second[j] for j in range(size)) for k in range(size)]
    by_second = [fsum(table[k][j] * first[k] for k in range(size)) for j in range(size)]
    return _coefficient(
        agreed=[table[a][b] for a, b in pairs],
        expected=fsum(first[k] * by_first[k] for k in range(size)),
        by_chance=[(by_first[a] + by_second[b]) / 2 for a, b in pairs],
    )


def gwet(items: Sequence[Sequence[int]], table: Weights) -> Coefficient | None:
    """Gwet's AC1 (plain weights) or AC2 over items, each with the ranks that its judges gave; none for a missing one.

    An item with a single grade says nothing of agreement and still counts for how often each grade is given.
    None where no item has two grades.
    """
    size = len(table)
    rated = [ranks for ranks in items if ranks]
    if not any(len(ranks) > 1 for ranks in rated):
        return None
    shares = [fsum(ranks.count(k) / len(ranks) for ranks in rated) / len(rated) for k in range(size)]
    hardness = fsum(map(fsum, table)) / (size * (size - 1))
    return _coefficient(
        agreed=[_agreed(ranks, table) for ranks in rated],
        expected=hardness * fsum(share * (1 - share) for share in shares),
        by_chance=[hardness * fsum(1 - shares[rank] for rank in ranks) / len(ranks) for ranks in rated],
    )


def _agreed(ranks: Sequence[int], table: Weights) -> float | None:
    """The share of pairs of different judges that agree on one item; None where there is no such pair."""
    judges = len(ranks)
    if judges < 2:
        return None
    pairs = (table[a][b] for i, a in enumerate(ranks) for j, b in enumerate(ranks) if i != j)
    return fsum(pairs) / (judges * (judges - 1))


def _coefficient(agreed: Sequence[float | None], expected: float, by_chance: Sequence[float]) -> Coefficient | None:
    """The coefficient from what is agreed on each item, what chance would give, and each item's share in that."""
    room = 1 - expected
    known = [one for one in agreed if one is not None]
    if not known or room <= 1e-12:
        return None
    value = (fsum(known) / len(known) - expected) / room
    number, scale = len(agreed), len(agreed) / len(known)
    if number < 2:
        return Coefficient(value, None, None)
    shares = [
        (0.0 if one is None else scale * (one - expected) / room) - 2 * (1 - value) * (chance - expected) / room
        for one, chance in zip(agreed, by_chance, strict=True)
    ]
    error = sqrt(fsum((share - value) ** 2 for share in shares) / (number * (number - 1)))
    if error <= 1e-12:
        return Coefficient(value, None, None)
    reach = quantile(number - 1) * error
    return Coefficient(value, value - reach, min(1.0, value + reach))
