"""Agreement figures against what scikit-learn 1.9.1 and irrCAC 0.4.4 gave for the pairs in data/agreement.json.

reference.py beside it says how these came about.
"""

from __future__ import annotations

import json
from pathlib import Path
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.register.agreement import Agreement, agreement
from casekit.register.coefficients import Coefficient, gwet, kappa, linear, plain, quadratic, weights
from casekit.register.student import EXACT_TO, quantile, within
from casekit.rubric.model import Scale, Value

CASES = json.loads((Path(__file__).parent / "data" / "agreement.json").read_text(encoding="utf-8"))
TABLES = {"kappa": plain, "kappa_linear": linear, "kappa_quadratic": quadratic, "ac1": plain, "ac2": quadratic}


def scale(size: int) -> Scale:
    values = tuple(Value(f"g{i}", f"Grade {i}") for i in range(size))
    return Scale("grades", values, {v.id: i for i, v in enumerate(values)})


def pairs(*ranks: tuple[int | None, int | None]) -> list[tuple[str | None, str | None]]:
    return [tuple(None if r is None else f"g{r}" for r in pair) for pair in ranks]  # type: ignore[misc]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_reference_libraries_give_the_same_to_four_places(case: dict) -> None:
    items = [[rank for rank in item if rank is not None] for item in case["items"]]
    for name, expected in case["expected"].items():
        table = weights(case["grades"], TABLES[name])
        both = [tuple(item) for item in items if len(item) == 2]
        found = gwet(items, table) if name.startswith("ac") else kappa(both, table)
        if expected is None:
            assert found is None, name
        else:
            assert found is not None, name
            assert [found.value, found.low, found.high] == [close(figure) for figure in expected], name


def close(figure: float | None) -> object:
    """The same to four places; nothing is only nothing."""
    return None if figure is None else pytest.approx(figure, abs=5e-5)


def test_the_data_hold_every_kind_of_scale_and_what_can_go_wrong() -> None:
    assert {2, 3, 4, 6, 10} <= {case["grades"] for case in CASES}
    assert {len(case["items"][0]) for case in CASES} == {2, 5}
    figures = [figure for case in CASES for figure in case["expected"].values()]
    assert any(None in item for case in CASES for item in case["items"])
    assert None in figures
    assert [figure for figure in figures if figure and figure[1] is None]


@pytest.mark.parametrize("case", [c for c in CASES if len(c["items"][0]) == 2], ids=lambda case: case["name"])
def test_an_agreement_holds_them_all_and_counts_right(case: dict) -> None:
    found = agreement(pairs(*map(tuple, case["items"])), scale(case["grades"]))
    for name, expected in case["expected"].items():
        one = getattr(found, name)
        assert (one and one.value) == (expected and close(expected[0]))
    full = [item for item in case["items"] if None not in item]
    assert (found.n, found.missing) == (len(full), len(case["items"]) - len(full))
    assert found.exact == sum(a == b for a, b in full)
    assert found.within_one == sum(abs(a - b) < 2 for a, b in full)
    assert (found.up, found.down) == (sum(b < a for a, b in full), sum(b > a for a, b in full))
    assert all(found.matrix[a][b] == full.count([a, b]) for a in range(case["grades"]) for b in range(case["grades"]))
    assert found.changed + found.exact == found.n


def test_no_pair_gives_no_figure() -> None:
    found = agreement([], scale(4))
    assert (found.n, found.kappa, found.ac1, found.few, found.dominant) == (0, None, None, True, None)
    assert agreement(pairs((0, None), (None, 1)), scale(4)).ac2 is None


def test_where_all_is_one_grade_kappa_cannot_tell_and_ac_can() -> None:
    found = agreement(pairs(*[(1, 1)] * 40), scale(4))
    assert found.kappa is None
    assert found.ac1 == Coefficient(1.0, None, None)
    assert (found.dominant, found.few) == ("g1", False)


def test_one_pair_has_no_interval() -> None:
    found = agreement(pairs((0, 1)), scale(4))
    assert found.kappa is not None
    assert (found.kappa.low, found.kappa.high) == (None, None)


def test_the_cautions_begin_at_their_bounds() -> None:
    assert agreement(pairs(*[(0, 1)] * 29), scale(4)).few
    assert not agreement(pairs(*[(0, 1)] * 30), scale(4)).few
    assert agreement(pairs(*[(0, 0)] * 8, *[(1, 1)] * 2), scale(4)).dominant == "g0"
    assert agreement(pairs(*[(0, 0)] * 79, *[(1, 1)] * 21), scale(4)).dominant is None


def test_a_grade_of_another_scale_is_missing() -> None:
    found = agreement([("g0", "elsewhere"), ("g0", "g0")], scale(2))
    assert (found.n, found.missing) == (1, 1)


def test_a_scale_of_one_grade_has_counts_and_no_coefficient() -> None:
    found = agreement(pairs((0, 0)), scale(1))
    assert (found.n, found.exact, found.kappa, found.ac2) == (1, 1, None, None)


sizes = st.integers(2, 7)


@st.composite
def judged(draw: st.DrawFn) -> tuple[int, list[tuple[int | None, int | None]]]:
    size = draw(sizes)
    rank = st.none() | st.integers(0, size - 1)
    return size, draw(st.lists(st.tuples(rank, rank), max_size=40))


def coefficients(found: Agreement) -> list[Coefficient | None]:
    return [found.kappa, found.kappa_linear, found.kappa_quadratic, found.ac1, found.ac2]


@given(judged())
@settings(deadline=None)
def test_no_figure_is_above_one_and_each_lies_in_its_interval(data: tuple) -> None:
    size, ranks = data
    for one in coefficients(agreement(pairs(*ranks), scale(size))):
        if one is not None:
            assert one.value <= 1 + 1e-9
            if one.low is not None and one.high is not None:
                assert one.low <= one.value + 1e-9
                assert one.value - 1e-9 <= one.high <= 1


@given(judged(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_neither_the_order_of_audits_nor_who_is_called_first_changes_a_coefficient(data: tuple, random) -> None:
    size, ranks = data
    shuffled = [(b, a) for a, b in random.sample(ranks, len(ranks))]
    one, other = agreement(pairs(*ranks), scale(size)), agreement(pairs(*shuffled), scale(size))
    assert (one.n, one.exact, one.up, one.down) == (other.n, other.exact, other.down, other.up)
    for a, b in zip(coefficients(one), coefficients(other), strict=True):
        assert (a is None) == (b is None)
        if a is not None and b is not None:
            assert a.value == pytest.approx(b.value, abs=1e-9)


@given(judged())
@settings(deadline=None)
def test_where_both_always_agree_nothing_is_below_one(data: tuple) -> None:
    size, ranks = data
    same = [(a, a) for a, _ in ranks if a is not None]
    for one in coefficients(agreement(pairs(*same), scale(size))):
        assert one is None or one.value == pytest.approx(1)


@pytest.mark.parametrize(
    ("freedom", "expected"),
    [(1, 12.7062047), (2, 4.3026527), (3, 3.1824463), (10, 2.2281389), (29, 2.0452296), (200, 1.9718962)],
)
def test_students_t_is_that_of_the_printed_tables(freedom: int, expected: float) -> None:
    assert quantile(freedom) == pytest.approx(expected, abs=1e-6)


def test_students_t_has_no_step_where_the_expansion_takes_over_and_ends_at_the_normal() -> None:
    assert within(quantile(EXACT_TO + 1), EXACT_TO + 1) == pytest.approx(0.95, abs=1e-9)
    assert quantile(10**7) == pytest.approx(NormalDist().inv_cdf(0.975), abs=1e-6)
    with pytest.raises(ValueError, match="two observations"):
        quantile(0)
