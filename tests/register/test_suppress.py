"""Small numbers: what is hidden, and that nobody can work it out from what is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casekit.register.bounds import Room, Sum
from casekit.register.suppress import PROFILES, Profile, suppress, table, table_sums

DFE, NHS, TEN, INTERNAL = (PROFILES[name] for name in ("dfe-c5", "nhs-7r5", "threshold-10", "internal"))
SUPPRESSING = st.sampled_from([DFE, NHS, TEN])


def ranges(
    sums: Sequence[Sum], shown: Mapping[str, int], names: Sequence[str]
) -> dict[str, tuple[Fraction | None, Fraction | None]]:
    """The attack: the least and the most of each hidden figure, None where nothing ends it."""
    room = Room.of(sums, shown)
    out: dict[str, tuple[Fraction | None, Fraction | None]] = {}
    for name in names:
        out[name] = (room.climb(name, -1), room.climb(name, 1)) if name in room.order else (Fraction(0), None)
    return out


def attack(figures: Mapping[str, int], sums: Sequence[Sum], profile: Profile) -> None:
    """Nothing hidden can be worked out, nor narrowed below the band of the profile."""
    published = suppress(figures, sums, profile)
    hidden = [name for name, number in published.items() if number is None]
    exact = {name: number for name, number in figures.items() if name not in hidden}  # before any rounding
    for name, (low, high) in ranges(sums, exact, hidden).items():
        assert low is not None
        if profile.small(figures[name]):
            assert low <= 1, name
            assert high is None or high >= profile.most, name
        assert high is None or high - low >= profile.most - 1, name


def grid(cells: Sequence[Sequence[int]]) -> tuple[list[int], list[int], int]:
    return [sum(row) for row in cells], [sum(column) for column in zip(*cells, strict=True)], sum(map(sum, cells))


def flat(cells: Sequence[Sequence[int]]) -> tuple[dict[str, int], list[Sum]]:
    rows, columns, total = grid(cells)
    whole = [[*row, rows[n]] for n, row in enumerate(cells)] + [[*columns, total]]
    figures = {f"{n}/{m}": number for n, row in enumerate(whole) for m, number in enumerate(row)}
    return figures, table_sums(len(cells), len(columns))


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (DFE, [0, None, None, 6, 7, 8, 9, 10, 12, 13]),
        (NHS, [0, None, None, None, None, 10, 10, 10, 10, 15]),
        (TEN, [0, None, None, None, None, None, None, 10, 12, 13]),
        (INTERNAL, [0, 1, 5, 6, 7, 8, 9, 10, 12, 13]),
    ],
)
def test_what_each_profile_shows_of_one_figure(profile: Profile, expected: list[int | None]) -> None:
    numbers = [0, 1, 5, 6, 7, 8, 9, 10, 12, 13]
    assert list(suppress({str(n): n for n in numbers}, [], profile).values()) == expected


def test_one_small_part_takes_the_next_smallest_along() -> None:
    shown = suppress({"all": 50, "a": 3, "b": 20, "c": 27}, [Sum("all", ("a", "b", "c"))], DFE)
    assert shown == {"all": 50, "a": None, "b": None, "c": 27}


def test_small_parts_that_can_only_be_few_take_more_along() -> None:
    """Two hidden parts of 1 come to 2: without a third, nobody would doubt that each is under three."""
    shown = suppress({"all": 50, "a": 1, "b": 1, "c": 48}, [Sum("all", ("a", "b", "c"))], DFE)
    assert shown == {"all": 50, "a": None, "b": None, "c": None}


def test_a_nought_hides_nothing() -> None:
    """That a nought is hidden too would be a guess; whoever guesses that it is not must not be sure."""
    shown = suppress({"all": 9, "a": 3, "b": 6, "c": 0}, [Sum("all", ("a", "b", "c"))], DFE)
    assert shown == {"all": 9, "a": None, "b": None, "c": 0}
    shown = suppress({"all": 7, "a": 0, "b": 7, "c": 0}, [Sum("all", ("a", "b", "c"))], DFE)
    assert shown == {"all": 7, "a": 0, "b": 7, "c": 0}
    assert suppress({"all": 0, "a": 0}, [Sum("all", ("a",))], DFE) == {"all": 0, "a": 0}


def test_ones_that_come_to_the_total_are_not_known_by_counting_them() -> None:
    parts = {f"p{n}": 1 for n in range(7)}
    shown = suppress({"all": 7, **parts}, [Sum("all", tuple(parts))], DFE)
    assert shown["all"] is None


def test_a_nought_that_follows_from_what_nobody_sees_may_be_known() -> None:
    """All are hidden and nothing is left to hide: the nought is then known, and tells nobody any small number."""
    sums = [
        Sum("due", ("completed",)),
        Sum("allocated", ("expected", "stopped", "exempt")),
        Sum("expected", ("in time", "overdue", "not yet")),
        Sum("expected", ("due",)),
        Sum("in time", ("completed",)),
        Sum("completed", ("one form", "other form")),
        Sum("one form", ("answered", "not answered")),
        Sum("answered", ("less", "best")),
        Sum("other form", ("outstanding", "good", "poor", "bad")),
    ]
    figures = dict.fromkeys(("due", "completed", "expected", "in time"), 7) | {"allocated": 8, "exempt": 1}
    figures |= dict.fromkeys(("stopped", "overdue", "not yet"), 0)
    figures |= {"one form": 3, "other form": 4, "answered": 2}
    figures |= dict.fromkeys(("not answered", "less", "best", "outstanding", "good", "poor", "bad"), 1)
    for profile in (DFE, NHS, TEN):
        attack(
            {name: number for name, number in figures.items() if number}, sums_of_what_is_there(figures, sums), profile
        )
        assert not [name for name, number in suppress(figures, sums, profile).items() if number and number < 6]


def sums_of_what_is_there(figures: Mapping[str, int], sums: Sequence[Sum]) -> list[Sum]:
    """The sums without noughts."""
    return [Sum(one.total, tuple(part for part in one.parts if figures[part])) for one in sums]


def test_a_table_keeps_its_small_cell_in_both_directions() -> None:
    cells = [[20, 30, 3], [40, 10, 50], [60, 70, 80]]
    rows, columns, total = grid(cells)
    out = table(cells, DFE, rows, columns, total)
    assert out[0][2] is None
    assert out[3][3] == total
    for line in (*out, *zip(*out, strict=True)):
        assert sum(number is None for number in line) != 1
    assert sum(number is None for line in out for number in line) == 4


def test_a_figure_in_two_tables_is_safe_in_both() -> None:
    """By month and by team: the total that one table hides is not worked out from the other."""
    sums = [Sum("all", ("jan", "feb")), Sum("all", ("red", "blue")), Sum("jan", ("jan red", "jan blue"))]
    figures = {"all": 40, "jan": 12, "feb": 28, "red": 30, "blue": 10, "jan red": 9, "jan blue": 3}
    attack(figures, sums, DFE)
    assert suppress(figures, sums, DFE)["jan blue"] is None


def test_figures_that_do_not_fit_are_said_to() -> None:
    with pytest.raises(ValueError, match="no values fit"):
        Room.of([Sum("all", ("a", "b"))], {"all": 2, "a": 3})


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=2, max_size=2),
    st.sets(st.integers(0, 5), min_size=1, max_size=4),
)
def test_the_ranges_are_those_of_a_plain_search(cells: list[list[int]], chosen: set[int]) -> None:
    figures, sums = flat(cells)
    hidden = [f"{place // 3}/{place % 3}" for place in sorted(chosen)]
    shown = {name: number for name, number in figures.items() if name not in hidden}
    most = max(figures[f"{n}/3"] for n in range(2))
    fits = []
    for numbers in product(range(most + 1), repeat=len(hidden)):
        every = {**shown, **dict(zip(hidden, numbers, strict=True))}
        if all(every[one.total] == sum(every[part] for part in one.parts) for one in sums):
            fits.append(every)
    for name, (low, high) in ranges(sums, shown, hidden).items():
        assert (low, high) == (min(one[name] for one in fits), max(one[name] for one in fits))


@pytest.mark.parametrize(("parts", "most"), [(2, 12), (3, 10)])
def test_who_follows_the_source_backwards_is_sure_of_no_small_number(parts: int, most: int) -> None:
    """Every set of figures is tried: those that are published alike differ in each small figure that is not shown."""
    profile = Profile("none above three", 3, "*")
    alike: dict[tuple[int | None, ...], list[tuple[int, ...]]] = {}
    for numbers in product(range(most + 1), repeat=parts):
        figures = {"all": sum(numbers), **{f"p{n}": number for n, number in enumerate(numbers)}}
        out = suppress(figures, [Sum("all", tuple(figures)[1:])], profile)
        if out["all"] is not None and sum(numbers) <= most:  # for larger totals more would be alike
            alike.setdefault(tuple(out.values()), []).append(tuple(figures.values()))
    for out, every in alike.items():
        for number, values in zip(out, zip(*every, strict=True), strict=True):
            assert number is not None or len(set(values)) > 1 or not profile.small(values[0]), (out, every)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(st.integers(0, 25), min_size=width, max_size=width), min_size=2, max_size=4)
    ),
    SUPPRESSING,
)
def test_no_cell_of_a_table_is_recovered(cells: list[list[int]], profile: Profile) -> None:
    figures, sums = flat(cells)
    attack(figures, sums, profile)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 9)] * 4), min_size=2, max_size=4), SUPPRESSING)
def test_no_cell_of_tables_that_share_figures_is_recovered(
    months: list[tuple[int, int, int, int]], profile: Profile
) -> None:
    """By month and grade, by month and team, and by team and grade over all months."""
    figures, sums = flat([list(month) for month in months])
    last, size = len(months), len(months[0])
    for n, month in enumerate([*months, tuple(map(sum, zip(*months, strict=True)))]):
        figures |= {f"{n} red": month[0] + month[1] // 2, f"{n} blue": sum(month) - month[0] - month[1] // 2}
        sums.append(Sum(f"{n}/{size}", (f"{n} red", f"{n} blue")))
    for team in ("red", "blue"):
        figures[f"{last} {team}"] = sum(figures[f"{n} {team}"] for n in range(last))
        sums.append(Sum(f"{last} {team}", tuple(f"{n} {team}" for n in range(last))))
    attack(figures, sums, profile)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=2, max_size=4))
@example([[0, 9, 15], [15, 1, 30], [0, 5, 7], [9, 1, 11]])
def test_who_has_figures_under_two_profiles_knows_no_more(cells: list[list[int]]) -> None:
    """The board's and the public's side by side, or those from before and after a council became more careful."""
    figures, sums = flat(cells)
    hidden = [{name for name, n in suppress(figures, sums, one).items() if n is None} for one in (DFE, NHS, TEN)]
    assert hidden[0] <= hidden[1] <= hidden[2]


@given(st.lists(st.integers(0, 30), min_size=2, max_size=6), SUPPRESSING)
@settings(max_examples=40, deadline=None)
def test_every_small_figure_is_hidden_and_nothing_shown_is_wrong(parts: list[int], profile: Profile) -> None:
    figures = {"all": sum(parts), **{f"p{n}": number for n, number in enumerate(parts)}}
    for name, number in suppress(figures, [Sum("all", tuple(figures)[1:])], profile).items():
        assert number is None or abs(number - figures[name]) <= profile.nearest // 2
        assert number is None or number == 0 or number > profile.most
        assert number is not None or figures[name] > 0 or profile.small(sum(parts)) or any(map(profile.small, parts))
