"""Control charts against published figures, and each rule on its own."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.register.control import LEAST, Sign, control

FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
"""The flow rates of the NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 (individuals control charts), with
what is published there: mean 50.81, mean moving range 1.8778, limits 45.8159 and 55.8041. It divides by 1.128 and
takes three times that, which is 2.6596 moving ranges; the NHS rounds to 2.66."""


def test_limits_are_those_of_the_handbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casekit.register.control.LEAST", 10)
    found = control(FLOW, most=1000)
    assert found is not None
    assert found.mean == pytest.approx(50.81)
    assert found.lower == pytest.approx(45.8159, abs=0.01)
    assert found.upper == pytest.approx(55.8041, abs=0.01)


def signs(values: list[float], **options: bool) -> str:
    found = control(values, **options)
    assert found is not None
    return "".join({Sign.COMMON: ".", Sign.BETTER: "+", Sign.WORSE: "-"}[sign] for sign in found.signs)


def test_a_point_outside_the_limits() -> None:
    usual = [0.48, 0.52] * 30
    assert signs([*usual, 0.9]) == "." * 60 + "+"
    assert signs([*usual, 0.1]) == "." * 60 + "-"
    assert signs([*usual, 0.9], high_is_good=False) == "." * 60 + "-"


@pytest.mark.parametrize(("run", "said"), [(7, "+"), (6, ".")])
def test_seven_on_one_side_of_the_mean(run: int, said: str) -> None:
    values = [0.7, 0.3] * 4 + [0.52, 0.53] * 3 + [0.52] * (run - 6) + [0.3, 0.2]
    assert signs(values)[9:12] == said * 3


@pytest.mark.parametrize(("run", "said"), [(7, "+"), (6, ".")])
def test_seven_that_rise(run: int, said: str) -> None:
    rise = [0.46 + 0.01 * n for n in range(run)]
    values = [0.3, 0.7] * 4 + rise + [0.3, 0.7, 0.3]
    assert signs(values)[8 : 8 + run] == said * run


def test_two_of_three_near_a_limit() -> None:
    usual = [0.48, 0.52] * 10
    assert signs([*usual, 0.6, 0.53, 0.6])[20:] == "+.+"
    assert signs([*usual, 0.6, 0.53, 0.53, 0.6])[20:] == "...."
    assert signs([*usual, 0.6, 0.5, 0.6])[20:] == "...", "the third stands on the other side of the mean"
    assert signs([*usual, 0.6, 0.4])[20:] == ".."


def test_a_point_beyond_the_limit_is_one_of_two_of_three() -> None:
    usual = [0.48, 0.52] * 20
    assert signs([*usual, 0.85, 0.61])[40:] == "++"
    assert signs([*usual, 0.61])[40:] == "."


def test_a_rise_is_better_wherever_it_stands_and_wins_over_a_low_row() -> None:
    """The mean lies above the whole row, which says worse; its rise says better, as the NHS's own tool shows it."""
    rise = [0.30 + 0.01 * n for n in range(7)]
    assert signs([0.75, 0.25] * 6 + rise + [0.9] * 2)[12:19] == "+" * 7
    assert signs([0.75, 0.25] * 6 + rise + [0.9] * 2, high_is_good=False)[12:19] == "+" * 7


def test_outside_the_limits_wins_over_a_rise() -> None:
    usual = [0.49, 0.51] * 30
    rise = [0.1, 0.46, 0.47, 0.48, 0.485, 0.486, 0.487]
    assert signs([*usual, *rise])[60:] == "-++++++"


def test_a_value_twice_ends_a_rise() -> None:
    values = [0.3, 0.7] * 4 + [0.46, 0.47, 0.48, 0.49, 0.49, 0.50, 0.51, 0.52] + [0.3, 0.7, 0.3]
    assert signs(values)[8:16] == "." * 8


def test_too_few_points_have_no_limits() -> None:
    assert control([0.5] * (LEAST - 1)) is None
    assert control([0.5] * LEAST) is not None


@given(st.lists(st.floats(0, 1), min_size=LEAST, max_size=40))
def test_limits_stand_either_side_of_the_mean(values: list[float]) -> None:
    found = control(values)
    assert found is not None
    assert 0 <= found.lower <= found.mean + 1e-9
    assert found.mean - 1e-9 <= found.upper <= 1
    mirror = control([1 - value for value in values], high_is_good=False)
    assert mirror is not None
    assert mirror.mean == pytest.approx(1 - found.mean)


STEPS = st.lists(st.integers(0, 8).map(lambda n: n / 8), min_size=LEAST, max_size=30)


@given(STEPS, st.booleans())
def test_signs_are_those_of_the_rules_read_one_by_one(values: list[float], high: bool) -> None:
    """Each rule again, point by point and in fractions, as whoever keeps the NHS's tool has described them."""
    exact = [Fraction(value) for value in values]
    mean = sum(exact) / len(exact)
    reach = Fraction(266, 100) * sum(abs(b - a) for a, b in pairwise(exact)) / (len(exact) - 1)
    drawn = signs(values, high_is_good=high)
    for at, value in enumerate(exact):
        if abs(value - mean) > reach:
            said = 1 if value > mean else -1
        else:
            up, down = (rule(exact, at, mean, reach, side) for side in (1, -1))
            said = (1 if high else -1) if up and down else 1 if up else -1 if down else 0
        assert drawn[at] == ("." if not said else "+" if (said > 0) == high else "-"), at


def rule(values: list[Fraction], at: int, mean: Fraction, reach: Fraction, side: int) -> bool:
    def windows(length: int) -> Iterator[list[Fraction]]:
        for start in range(max(0, at - length + 1), min(at, len(values) - length) + 1):
            yield [side * (value - mean) for value in values[start : start + length]]

    row = any(all(off > 0 for off in seven) for seven in windows(7))
    rise = any(all(a < b for a, b in pairwise(seven)) for seven in windows(7))
    far = 2 * reach / 3
    two = any(min(three) > 0 and sum(off > far for off in three) >= 2 for three in windows(3))
    return row or rise or (two and side * (values[at] - mean) > far)


@given(st.floats(0, 1), st.integers(LEAST, 30))
def test_what_never_moves_says_nothing(value: float, length: int) -> None:
    assert set(signs([value] * length)) == {"."}
