"""One month's audits as commits to be made; no month depends on another, so that several processes can share them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casekit.days import plus_months
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
    """The saves of one month's audits, and what was planted in them: (path, audit, code)."""

    saves: tuple[Save, ...]
    planted: tuple[tuple[str, str, str], ...]


def chapter(world: World, places: Sequence[Place], patches: Sequence[Patch]) -> Chapter:
    """The audits at those places."""
    saves: list[Save] = []
    planted = []
    stories = []
    for place in places:
        story = tell(world, place)
        stories.append(story)
        code, made = _planted(world, story, patches)
        own = list(_saves(world, story, made))
        saves += own
        if code:
            planted.append((max(save.path for save in own), place.id, code))
    if stories:
        month = stories[0].place.month
        path = f"audits/{month:%Y-%m}/programme.yaml"
        for at, by, message, content in programmes(world, month, stories):
            saves.append(Save(at, by, message, path, content, ""))
    return Chapter(tuple(saves), tuple(planted))


def _planted(world: World, story: Story, patches: Sequence[Patch]) -> tuple[str, Planted]:
    """Plants one of the mistakes in some of the audits; the first that this audit has room for."""
    chance = stream(world.seed, "planted", story.place.number)
    if not story.completed() or chance.random() >= PLANTED or not patches:
        return "", Planted()
    clean, before = story.whole.draft, _last(story)
    for patch in sorted(patches, key=lambda one: _turn(world, story, one)):
        story.whole.draft = clean.copy()
        try:
            made = plant(story, patch)
        except NotHereError:
            continue
        if made.twice or made.last or _last(story) != before:
            return patch.code, made
    story.whole.draft = clean
    return "", Planted()


def _turn(world: World, story: Story, patch: Patch) -> float:
    """When it is this mistake's turn in this audit: chance of its own, so that one more of them changes few audits."""
    rarer = RARER if patch.code < "CK100" else 1
    return rarer * stream(world.seed, "planted", story.place.number, patch.code).random()


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


def _message(stage: Stage) -> str:
    trailers = "".join(f"{key}: {value}\n" for key, value in stage.trailers)
    return f"{stage.subject}\n\n{trailers}" if trailers else f"{stage.subject}\n"
