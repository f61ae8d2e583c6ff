"""Control charts against published figures, and each rule on its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.register.control import LEAST, Sign, control

FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
"""The flow rates of the NIST/SEMATECH handbook, 6.3.2.2: mean 50.81, mean moving range 1.8778, 45.8159 to 55.8041."""


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
    assert signs([*usual, 0.6, 0.5, 0.6])[20:] == "+.+"
    assert signs([*usual, 0.6, 0.5, 0.5, 0.6])[20:] == "...."


def test_too_few_points_have_no_limits() -> None:
    assert control([0.5] * (LEAST - 1)) is None
    assert control([0.5] * LEAST) is not None


@given(st.lists(st.floats(0, 1), min_size=LEAST, max_size=40))
def test_the_mirror_of_a_series_has_the_mirror_of_its_signs(values: list[float]) -> None:
    found = control(values)
    assert found is not None
    assert 0 <= found.lower <= found.mean + 1e-9
    assert found.mean - 1e-9 <= found.upper <= 1
    other = control(values, high_is_good=False)
    assert other is not None
    swap = {Sign.BETTER: Sign.WORSE, Sign.WORSE: Sign.BETTER, Sign.COMMON: Sign.COMMON}
    assert [swap[sign] for sign in found.signs] == list(other.signs)


@given(st.floats(0, 1), st.integers(LEAST, 30))
def test_what_never_moves_says_nothing(value: float, length: int) -> None:
    assert set(signs([value] * length)) == {"."}
