"""A small authority and its audits, for tests of the demo."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from casekit.demo.make import Size, world_of
from casekit.demo.story import Place, Story, World, tell

SIZE = Size(audits=48, seed=7)


@cache
def world() -> World:
    return world_of(SIZE)


def places() -> list[Place]:
    return [place for month in range(len(SIZE.months())) for place in SIZE.places(month)]


def story(number: int) -> Story:
    """A story of its own each time, so that a test may change it."""
    return tell(world(), places()[number])


def completed() -> list[Story]:
    return [found for found in map(story, range(len(places()))) if found.completed()]


def rare() -> Iterator[Story]:
    """Audits of a larger authority, one at a time, for what few audits have: a dispute, a changed grade."""
    size = Size(audits=400, seed=7)
    large = world_of(size)
    for month in range(len(size.months())):
        yield from (found for place in size.places(month) if (found := tell(large, place)).completed())
