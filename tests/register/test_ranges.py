"""Ranges worked out sum by sum are those that the simplex method finds, whatever hangs together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.register.bounds import Room, Sum
from casekit.register.ranges import Range, ranges


@st.composite
def webs(draw: st.DrawFn) -> tuple[dict[str, int], list[Sum], list[str]]:
    """Figures and sums between them, as trees and as circles, some figures hidden."""
    figures = {f"f{n}": draw(st.integers(0, 9)) for n in range(draw(st.integers(2, 5)))}
    sums = []
    for n in range(draw(st.integers(1, 5))):
        parts = draw(st.lists(st.sampled_from(sorted(figures)), min_size=1, max_size=3, unique=True))
        figures[f"t{n}"] = sum(figures[part] for part in parts)
        sums.append(Sum(f"t{n}", tuple(parts)))
    if draw(st.booleans()):  # a circle
        one, other = sorted(figures)[0], sorted(figures)[-1]
        small, large = sorted((one, other), key=lambda name: (figures[name], name))
        figures["between"] = figures[large] - figures[small]
        sums.append(Sum(large, (small, "between")))
    hidden = draw(st.lists(st.sampled_from(sorted(figures)), min_size=1, unique=True))
    return figures, sums, hidden


@settings(max_examples=150, deadline=None)
@given(webs(), st.booleans())
def test_they_are_those_of_the_simplex_method(web: tuple[dict[str, int], list[Sum], list[str]], guessed: bool) -> None:
    figures, sums, hidden = web
    least = {name: 1 for name in hidden if figures[name]} if guessed else {}
    shown = {name: number for name, number in figures.items() if name not in hidden}
    found = ranges(hidden, sums, shown, least)
    room = Room.of(sums, shown, least)
    for name in hidden:
        if name in room.order:
            assert found[name] == Range(room.climb(name, -1) or 0, room.climb(name, 1))
        else:
            assert found[name] == Range(least.get(name, 0), None)


def test_what_is_left_of_a_total_is_known_exactly() -> None:
    found = ranges(["a", "b"], [Sum("all", ("a", "b", "c"))], {"all": 9, "c": 4}, {"a": 1})
    assert found == {"a": Range(1, 5), "b": Range(0, 4)}


def test_sums_that_run_in_circles() -> None:
    """By month and by team: the four inner figures hang together, so that one says how much all others can be."""
    sums = [Sum("r1", ("a", "b")), Sum("r2", ("c", "d")), Sum("c1", ("a", "c")), Sum("c2", ("b", "d"))]
    found = ranges(["a", "b", "c", "d"], sums, {"r1": 7, "r2": 3, "c1": 5, "c2": 5}, {})
    assert found == {"a": Range(2, 5), "b": Range(2, 5), "c": Range(0, 3), "d": Range(0, 3)}
