"""A whole demo: a repository of a fictional authority, with months of audits and the commits that made them."""

from __future__ import annotations

import heapq
import json
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path

from casekit.check.documents import rule_pages
from casekit.days import plus_months
from casekit.demo.authority import authority
from casekit.demo.bank import bank
from casekit.demo.cast import ZONE
from casekit.demo.chapter import Chapter, Rooms, Save, chapter, rooms
from casekit.demo.dates import timescales
from casekit.demo.foundation import foundation
from casekit.demo.outside import Everything, Outside
from casekit.demo.plant import Patch, patch_of
from casekit.demo.story import Place, World
from casekit.history.create import NewCommit, Who, create
from casekit.link.policy import built
from casekit.link.rubrics import rubrics
from casekit.problem import Problem

LAST = date(2026, 10, 31)
"""The last day of every demo: whoever makes one, and whenever, makes the same."""

FEW = 300
"""Up to so many audits it is not worth starting other processes."""

ASKED = 24
"""Of so many audits it is asked which mistakes they have room for, where each is to come about as often."""

AHEAD = 3
"""So many months are worked out before the first of them is needed, for each process."""


AGAIN_AFTER = 7
"""After so many months a case may be audited again: beyond those that a form looks back."""

NEAR = 3
"""So many months back a planted mistake may have to do with another audit."""


@dataclass(frozen=True, slots=True)
class Size:
    """What a demo follows from. audits: how many; seed: the same seed, the same commits."""

    audits: int
    seed: int

    def months(self) -> list[date]:
        """The first days of the months that have audits, oldest first: as many months as audits in each."""
        number = max(1, round(self.audits**0.5))
        return [plus_months(LAST.replace(day=1), -back) for back in range(number - 1, -1, -1)]

    def places(self, month: int) -> list[Place]:
        """The audits of the month with that number in months; each month has as many, but for one."""
        months = self.months()
        bounds = [self.audits * place // len(months) for place in (month, month + 1)]
        first = months[month]
        return [
            Place(self.audits - 1 - number, f"{first:%Y-%m}-{number - bounds[0] + 1:04d}", first)
            for number in range(*bounds)
        ]

    def earlier(self, place: Place) -> Iterator[Place]:
        """The audits before it in its month, then those of the months before, the nearest first."""
        months = self.months()
        here = months.index(place.month)
        for month in range(here, max(-1, here - NEAR - 1), -1):
            yield from (one for one in reversed(self.places(month)) if month < here or one.id < place.id)

    def before(self, place: Place) -> Place | None:
        """The audit whose case may be audited again in this one's place; each is for one other only."""
        months = self.months()
        month = months.index(place.month)
        number = self.places(month).index(place)
        there = self.places(month - AGAIN_AFTER) if month >= AGAIN_AFTER else []
        return there[number] if number < len(there) else None

    def teams(self) -> int:
        """The authority grows with the number of audits it does in a month."""
        return max(4, min(24, self.audits // len(self.months()) // 6))


def make_demo(
    folder: Path,
    audits: int,
    seed: int,
    progress: Callable[[int, int], None] = lambda done, total: None,
    everything: bool = False,
) -> str:
    """Makes the repository in a folder that is new or empty; gives the id of its last commit.

    everything: also the mistakes that no audit can hold. progress: called with how many audits are written, and of how
    many. Stop where the folder holds anything.
    """
    return create(folder, _commits(Size(audits, seed), progress, everything))[""]


def _commits(size: Size, progress: Callable[[int, int], None], everything: bool) -> Iterator[NewCommit]:
    world = world_of(size)
    lead = world.people.one("qa_lead", LAST)
    begun = datetime.combine(size.months()[0] - timedelta(days=3), time(9, 30), ZONE)
    yield NewCommit("Set up the audits of this authority\n", _who(world, lead, begun), foundation(world))
    planted: list[tuple[str, str, str]] = []
    settled: list[tuple[str, str]] = []
    line = _Line(world)
    waiting: list[tuple[datetime, str, int, Save]] = []
    done = 0
    for number, made in enumerate(_chapters(size, _rooms(size) if everything else None)):
        planted += made.planted
        settled += made.settled
        for save in made.saves:
            heapq.heappush(waiting, (save.at, save.audit, len(waiting), save))
        until = _midnight(plus_months(size.months()[number], 1))
        while waiting and (waiting[0][0] < until or number == len(size.months()) - 1):
            yield line.commit(heapq.heappop(waiting)[-1])
        done += len(size.places(number))
        progress(done, size.audits)
    if everything:
        more = Everything(world)
        yield from map(line.outside, more.commits(patches_outside(), settled))
        planted += more.planted
    listed = "".join(
        json.dumps({"path": path, "audit": audit, "code": code}) + "\n" for path, audit, code in sorted(planted)
    )
    ended = datetime.combine(LAST, time(17, 30), ZONE)
    yield line.on_main("List what is planted\n", _who(world, lead, ended), {"planted.jsonl": listed.encode()})


class _Line:
    """Puts saves in one line of commits, with a branch here and there that comes home by a merge."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._number = 0
        self._main = ""
        self._tips: dict[str, str] = {}

    def commit(self, save: Save) -> NewCommit:
        """The commit for a save."""
        who = _who(self._world, save.by, save.at)
        files: dict[str, bytes | None] = {save.path: save.content}
        if not save.branch:
            return self.on_main(save.message, who, files)
        parent = self._tips.get(save.audit, self._main)
        if save.branch == "on":
            self._tips[save.audit] = self._next()
            return NewCommit(save.message, who, files, name=self._tips[save.audit], parents=(parent,))
        return self.on_main(save.message, who, files, merged=parent)

    def outside(self, made: Outside) -> NewCommit:
        """The commit for one of the mistakes outside the audits."""
        who = _who(self._world, made.by, made.at)
        if not made.branch:
            return self.on_main(made.message, who, dict(made.files), merged=self._tips.get(made.merge, ""))
        parent = self._tips.get(made.branch, self._main)
        self._tips[made.branch] = self._next()
        return NewCommit(made.message, who, made.files, name=self._tips[made.branch], parents=(parent,))

    def on_main(self, message: str, who: Who, files: dict[str, bytes | None], merged: str = "") -> NewCommit:
        """A commit on the main line."""
        parents = (self._main, merged) if merged else (self._main,)
        first = not self._main
        self._main = self._next()
        return NewCommit(message, who, files, name=self._main, parents=None if first else parents)

    def _next(self) -> str:
        self._number += 1
        return str(self._number)


def _chapters(size: Size, room: Rooms | None) -> Iterator[Chapter]:
    """Every month's audits in order, worked out by several processes where there are many."""
    months = len(size.months())
    workers = min(4, os.cpu_count() or 1)
    if size.audits <= FEW or workers == 1:
        yield from (_chapter(size, month, room) for month in range(months))
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        running: deque[Future[Chapter]] = deque()
        for month in range(months):
            running.append(pool.submit(_chapter, size, month, room))
            if len(running) > workers * AHEAD:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()


def _chapter(size: Size, month: int, room: Rooms | None) -> Chapter:
    return chapter(world_of(size), size.places(month), patches(), room)


def _rooms(size: Size) -> Rooms:
    """From a few audits of all the months."""
    places = [place for month in range(len(size.months())) for place in size.places(month)]
    return rooms(world_of(size), places[:: max(1, len(places) // ASKED)], patches())


@lru_cache(maxsize=1)
def world_of(size: Size) -> World:
    """What all audits of the demo share; each process works it out once, and all come to the same."""
    known = {rubric.id: rubric for rubric in rubrics(_Nothing()).by_ref.values()}
    cases = bank("cases")
    policy = built({})
    return World(
        seed=size.seed,
        last=LAST,
        people=authority(size.seed, size.teams(), size.months()[0], LAST),
        rubrics={id: known[id] for id in cases.data},
        words=bank("words"),
        cases=cases,
        forms={id: bank(id) for id in cases.data},
        timescales={id: timescales(known[id], policy.law) for id in cases.data},
        policy=policy,
        earlier=size.earlier,
        before=size.before,
    )


@lru_cache(maxsize=1)
def patches() -> list[Patch]:
    """The mistakes that the rules' pages say how to plant in an audit."""
    return [patch for patch in _patches() if not patch.outside]


def patches_outside() -> list[Patch]:
    """Those that they say how to plant outside the audits."""
    return [patch for patch in _patches() if patch.outside]


def _patches() -> Iterator[Patch]:
    return (patch_of(page.code, page.planted) for page in rule_pages() if page.planted)


class _Nothing:
    """A repository without a file, so that only the forms that travel with casekit are there."""

    def paths(self) -> list[str]:
        return []

    def read(self, path: str) -> tuple[bytes | None, list[Problem]]:
        raise KeyError(path)


def _who(world: World, person: str, at: datetime) -> Who:
    known = world.people.people[person]
    return Who(f"{known.title} {person}", known.emails[0], at)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), ZONE)
