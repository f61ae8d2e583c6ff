"""One month's audits as commits to be made; no month depends on another, so that several processes can share them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import log

from casekit.days import plus_months
from casekit.demo.draft import part
from casekit.demo.plant import Patch, Planted, plant
from casekit.demo.programme import programmes
from casekit.demo.routes import NotHereError
from casekit.demo.stages import Stage
from casekit.demo.story import PLANTED, Place, Story, World, tell
from casekit.demo.streams import stream

RARER = 3
"""So many times rarer are mistakes that make a file unreadable, as they are in life."""

BRANCHED = 20
"""One completed audit in so many is done on a branch and merged."""

SETTLED = "\n    resolved:\n"
"""The line in an audit's file under which the outcome of a dispute stands."""


PROGRAMME = "audits/{:%Y-%m}/programme.yaml"
"""Where a month's programme lies."""


Rooms = Mapping[str, float]
"""By rule, in which share of the audits there is room for its mistake."""


@dataclass(frozen=True, slots=True)
class Save:
    """A commit of one audit's file. branch: "" on the main line, else "on" it, or "merge" where it comes home."""

    at: datetime
    by: str
    message: str
    path: str
    content: bytes
    audit: str
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """The saves of one month's audits, and what was planted in them: (path, audit, code).

    settled: the audits whose dispute is settled, by path and id.
    """

    saves: tuple[Save, ...]
    planted: tuple[tuple[str, str, str], ...]
    settled: tuple[tuple[str, str], ...] = ()


def chapter(world: World, places: Sequence[Place], patches: Sequence[Patch], rooms: Rooms | None = None) -> Chapter:
    """The audits at those places. rooms: so that each mistake comes about as often as the others; None as in life."""
    saves: list[Save] = []
    planted, settled = [], []
    stories: list[Story] = []
    for place in places:
        story = tell(world, place)
        code, made = _planted(world, story, patches, {_ref(other) for other in stories}, rooms)
        stories.append(story)
        own = list(_saves(world, story, made))
        saves += own
        if SETTLED in _last(story):
            settled.append((place.path, place.id))
        if code:
            path = PROGRAMME.format(place.month) if made.drawn else max(save.path for save in own)
            planted.append((path, place.id, code))
    if stories:
        month = stories[0].place.month
        for at, by, message, content in programmes(world, month, stories):
            saves.append(Save(at, by, message, PROGRAMME.format(month), content, ""))
    return Chapter(tuple(saves), tuple(planted), tuple(settled))


def rooms(world: World, places: Sequence[Place], patches: Sequence[Patch]) -> Rooms:
    """In which share of the audits at those places there is room for each mistake; a little more than none."""
    room = dict.fromkeys((patch.code for patch in patches), 0.5)
    stories = [story for story in (tell(world, place) for place in places) if story.completed()]
    for story in stories:
        for patch in patches:
            room[patch.code] += _has_room(story, patch)
    return {code: found / (len(stories) + 1) for code, found in room.items()}


def _has_room(story: Story, patch: Patch) -> bool:
    """Whether the mistake can be planted in the audit, which stays as it is."""
    clean, later, kept = story.whole.draft, dict(story.whole.later), story.chance.getstate()
    story.whole.draft = clean.copy()
    try:
        plant(story, patch)
    except NotHereError:
        return False
    finally:
        story.chance.setstate(kept)
        story.whole.draft, story.whole.later, story.drawn_for, story.spare = clean, later, "", 0
    return True


def _planted(
    world: World, story: Story, patches: Sequence[Patch], taken: Collection[str], rooms: Rooms | None
) -> tuple[str, Planted]:
    """Plants one of the mistakes in some of the audits; the first that this audit has room for.

    taken: the cases of the month's audits before it; a month's programme has each case once.
    """
    chance = stream(world.seed, "planted", story.place.number)
    if not story.completed() or chance.random() >= PLANTED or not patches:
        return "", Planted()
    clean, before = story.whole.draft, _last(story)
    for patch in sorted(patches, key=lambda one: _turn(world, story, one, rooms)):
        story.whole.draft, story.drawn_for, story.spare = clean.copy(), "", 0
        try:
            made = plant(story, patch)
        except NotHereError:
            continue
        if (made.beyond() or _last(story) != before) and _ref(story) not in taken:
            return patch.code, made
    story.whole.draft, story.drawn_for, story.spare = clean, "", 0
    return "", Planted()


def _turn(world: World, story: Story, patch: Patch, rooms: Rooms | None) -> float:
    """When it is this mistake's turn in this audit: chance of its own, so that one more of them changes few audits.

    With rooms, what few audits have room for comes first in these the more often, by as much as they are fewer.
    """
    drawn = stream(world.seed, "planted", story.place.number, patch.code).random()
    if rooms is not None:
        return -log(1 - drawn) * rooms[patch.code]
    return (RARER if patch.code < "CK100" else 1) * drawn


def _ref(story: Story) -> str:
    """The reference of its case."""
    return str(part(story.whole.draft.data, "case")["ref"])


def _last(story: Story) -> str:
    """The file as it is on the last day, whatever the hours of its commits."""
    kept = story.chance.getstate()
    *_, (_, draft) = story.versions()
    story.chance.setstate(kept)
    return draft.text()


def _saves(world: World, story: Story, made: Planted) -> Iterator[Save]:
    place = story.place
    versions = list(story.versions())
    branched = place.number % BRANCHED == BRANCHED // 2 and story.completed()
    for number, (stage, draft) in enumerate(versions, 1):
        text = draft.text()
        content = text.encode()
        if number == len(versions):
            for change in made.last:
                content = change(text)
        save = Save(stage.at, stage.by, _message(stage), place.path, content, place.id)
        home = "completed" in stage.records
        yield replace(save, branch="on") if branched else save
        if branched and home:
            branched = False
            at = stage.at + timedelta(minutes=5)
            yield replace(save, at=at, by=story.cast.qa_lead, message=f"Merge audit {place.id}\n", branch="merge")
    if made.twice:
        beside = 1 if plus_months(place.month, 1) <= world.last else -1
        path = replace(place, month=plus_months(place.month, beside)).path
        message = f"Save audit {place.id} with another month\n"
        yield replace(save, at=stage.at + timedelta(minutes=90), path=path, message=message, branch="")
    if made.scan:
        path = place.path.removesuffix(".md") + ".pdf"
        message = f"A letter for audit {place.id}\n"
        at = stage.at + timedelta(minutes=90)
        yield replace(save, at=at, path=path, message=message, content=made.scan, branch="")


def _message(stage: Stage) -> str:
    trailers = "".join(f"{key}: {value}\n" for key, value in stage.trailers)
    return f"{stage.subject}\n\n{trailers}" if trailers else f"{stage.subject}\n"
