"""One audit from its allotment to its last action, as the commits that record it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from casekit.days import less
from casekit.demo.after import Afterwards
from casekit.demo.authority import Authority
from casekit.demo.bank import Bank
from casekit.demo.case import LOOK_BACK, first_lines, form_of
from casekit.demo.cast import MODERATED, Cast, Days, cast_of, days_of
from casekit.demo.dates import Timescales, timescales
from casekit.demo.draft import Draft, part
from casekit.demo.judge import Judge, aimed
from casekit.demo.life import Whole
from casekit.demo.moved import moved
from casekit.demo.narrative import Narrative
from casekit.demo.record import Recorder
from casekit.demo.sentences import Traits
from casekit.demo.stages import MOST, Plan, Stage
from casekit.demo.streams import some, stream
from casekit.demo.voice import Voice
from casekit.model.policy import Policy
from casekit.rubric.evaluation import Evaluation
from casekit.rubric.model import Rubric

AGAIN = 0.2
"""The share of audits whose case was audited before, where there are months enough."""

PLANTED = 0.125
"""The share of completed audits in which a mistake is planted."""

REPLIED = 0.2
"""Of the audits that are moderated and not disputed."""

NO_MEETING = 0.04
"""The share of audits whose practitioner could not be met."""


@dataclass(frozen=True, slots=True)
class World:
    """All that audits of one demo have in common. last: its last day, after which nothing has happened yet.

    asked: what forms ask of each kind of case, filled as audits are told. earlier: the audits shortly before one.
    before: the audit, more than the look-back of a form ago, whose case may be audited again in its place.
    """

    seed: int
    last: date
    people: Authority
    rubrics: Mapping[str, Rubric]
    words: Bank
    cases: Bank
    forms: Mapping[str, Bank]
    timescales: Mapping[str, Timescales] = field(default_factory=dict)
    policy: Policy = Policy()
    asked: dict[object, Evaluation] = field(default_factory=dict)
    earlier: Callable[[Place], Iterator[Place]] = lambda place: iter(())
    before: Callable[[Place], Place | None] = lambda place: None


@dataclass(frozen=True, slots=True)
class Place:
    """Which audit: its number over all, its id, and the first day of the month whose programme it belongs to."""

    number: int
    id: str
    month: date

    @property
    def path(self) -> str:
        """Where its file lies."""
        return f"audits/{self.month:%Y-%m}/{self.id}.md"


@dataclass(slots=True)
class Story:
    """One audit: everything that will ever be in its file, and who saves it when.

    spare: so many commits are left for what a planted mistake adds. drawn_for: whose it is by the programme, where that
    is somebody else. policy: what the authority goes by. others: the audits shortly before it in which no mistake is
    planted, the nearest first.
    """

    place: Place
    whole: Whole
    days: Days
    cast: Cast
    people: Authority
    last: date
    narrative: Narrative
    chance: Random
    spare: int = 0
    drawn_for: str = ""
    policy: Policy = Policy()
    others: Callable[[], Iterator[Story]] = lambda: iter(())

    def completed(self) -> bool:
        """Whether it is completed by the last day."""
        return self.days.completed <= self.last

    def versions(self) -> Iterator[tuple[Stage, Draft]]:
        """The file's content at each stage."""
        seen: dict[str, date] = {}
        for stage in self.stages():
            seen |= dict.fromkeys(stage.records, stage.at.date())
            yield stage, self.whole.on_record(seen)

    def stages(self) -> list[Stage]:
        """Three to five commits, none after the last day: an audit of the last weeks is still under way."""
        plan = Plan(self.place.id, self.whole.draft, self.cast, self.days, self.last, self.chance)
        return replace(plan, most=MOST - self.spare, touched=bool(self.whole.later)).stages()


Mistake = Callable[[Story], None]
"""Something that goes wrong in an audit."""


def tell(world: World, place: Place) -> Story:
    """The audit's story; nothing in it depends on any other audit, but for one whose case is audited again."""
    chance = stream(world.seed, "audit", place.number)
    days = days_of(place.month, world.last, chance)
    before = _before(world, place, days)
    cast = cast_of(world.people, days, chance, before.cast.team if before else "")
    drawn = world.rubrics[form_of(world.cases, chance)]
    rubric = before.whole.draft.rubric if before else drawn
    form = world.forms[rubric.id]
    case = part(before.whole.draft.data, "case") if before else {}
    draft = Draft(rubric, first_lines(rubric, world.cases, place.id, cast, days, chance, case))
    voice = _voice(world, draft, days, chance)
    draft.data |= {
        "independent": "yes",
        "with_practitioner": days.met.isoformat(),
        "completed": days.completed.isoformat(),
    }
    if chance.random() < NO_MEETING:
        draft.data["with_practitioner"] = {"attempted": days.met.isoformat(), "why": voice.note("met_attempted")}
    aim = aimed(rubric, chance, world.people.leans[cast.team])
    scales = world.timescales.get(rubric.id) or timescales(rubric)
    moderated = chance.random() < MODERATED
    judge = Judge(
        draft, aim, scales, voice, form, chance, world.seed, world.asked, may_depart=days.moderated < world.last
    )
    found = judge.judge()
    draft.settle(found)
    narrative = Narrative(draft, found, voice, form, chance, days.met)
    if rubric.themes:
        draft.section("overall")["themes"] = narrative.themes()
    narrative.write()
    recorder = Recorder(draft, aim, world.people, cast, days, voice, form, chance)
    if rubric.feedback.respondents:
        recorder.feedback()
    recorder.told(found)
    recorder.concern(found)
    recorder.actions(found, narrative)
    after = Afterwards(draft, found, world.people, cast, days, voice, form, chance)
    if moderated or judge.agreed:
        after.moderate()
    disputed = after.changed() and chance.random() < 0.24
    if disputed:
        after.dispute(cast.auditor if chance.random() < 0.5 else cast.team_manager)
    after.talk()
    after.act()
    ids = [s.id for s in rubric.all_sections() if s.id != "overall"]
    moved(draft, world.cases, world.people, cast, days, voice, stream(world.seed, "moved", place.number))
    replied = stream(world.seed, "replied", place.number)
    if moderated and not disputed and days.replied < days.moderated and replied.random() < REPLIED:
        Afterwards(
            draft, found, world.people, cast, days, replace(voice, chance=replied, given={}), form, replied
        ).reply()
    whole = Whole(draft, some(chance, ids, len(ids) // 2))
    return Story(
        place,
        whole,
        days,
        cast,
        world.people,
        world.last,
        narrative,
        chance,
        policy=world.policy,
        others=lambda: _unplanted(world, world.earlier(place)),
    )


def _before(world: World, place: Place, days: Days) -> Story | None:
    """The audit before this one of the same case, finished before the time that this one looks at; None for most."""
    earlier = world.before(place) if stream(world.seed, "again", place.number).random() < AGAIN else None
    told = tell(world, earlier) if earlier is not None else None
    return told if told is not None and told.days.completed < less(days.end, LOOK_BACK) else None


def _unplanted(world: World, places: Iterator[Place]) -> Iterator[Story]:
    """The stories at those places, as far as they are sure to be without a planted mistake."""
    for place in places:
        if stream(world.seed, "planted", place.number).random() >= PLANTED:
            yield tell(world, place)


def _voice(world: World, draft: Draft, days: Days, chance: Random) -> Voice:
    case = part(draft.data, "case")
    types = case["type"] if isinstance(case["type"], list) else [case["type"]]
    flags = case["flags"] if isinstance(case["flags"], list) else []
    age = case["age"] if isinstance(case["age"], int) else 10
    start = date.fromisoformat(str(part(draft.data, "period")["from"]))
    return Voice(world.words, Traits(age, frozenset(map(str, [*types, *flags]))), start, days.end, chance)
