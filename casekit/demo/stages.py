"""When each thing in an audit's file is saved, and by whom: three to five commits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from casekit.demo.after import days_in
from casekit.demo.cast import Cast, Days, moment, working
from casekit.demo.draft import Draft, items, part
from casekit.demo.life import FAR

FEWEST = 3
MOST = 5
"""Commits of an audit."""

BEGINS_EARLY = 0.35
"""The share of audits that are saved half-way, where there is room for it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A commit to be made: when, by whom, its subject, what is on record from then on, and its trailers."""

    at: datetime
    by: str
    subject: str
    records: tuple[str, ...] = ()
    trailers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What the stages of one audit follow from. most: so many commits; touched: its last one changes a comment."""

    id: str
    draft: Draft
    cast: Cast
    days: Days
    last: date
    chance: Random
    most: int = MOST
    touched: bool = False

    def stages(self) -> list[Stage]:
        """The stages in order of time, none after the last day: an audit of the last weeks is still under way."""
        later = [self._stage(self.days.completed, self.cast.auditor, f"Complete audit {self.id}", "completed")]
        later += [*self._moderation(), *self._talk()]
        if len(later) < self.most - 1:
            later += list(self._actions())[-(self.most - 1 - len(later)) :]
        later = [stage for stage in later if stage.at.date() <= self.last]
        if self.touched:
            day = max(stage.at.date() for stage in later) + timedelta(days=1)
            later.append(self._stage(day, self.cast.auditor, f"Add to audit {self.id}", "touched"))
        return _in_order([*self._first(len(later)), *later])

    def _first(self, later: int) -> Iterator[Stage]:
        """Allotted, and saved half-way once or twice."""
        yield self._stage(self.days.allotted, self.cast.qa_lead, f"Allot audit {self.id}")
        halves = max(FEWEST - 1 - later, int(later + 1 < self.most and self.chance.random() < BEGINS_EARLY))
        until = min(self.days.completed, self.last)
        for half, (kind, verb) in enumerate((("begun", "Begin"), ("going", "Go on with"))[:halves], 1):
            day = self.days.allotted + (until - self.days.allotted) * half / (halves + 1)
            yield self._stage(day, self.cast.auditor, f"{verb} audit {self.id}", kind)

    def _moderation(self) -> Iterator[Stage]:
        for reply in items(self.draft.data, "replies"):
            subject, trailers = f"Reply on the facts of audit {self.id}", self._trailers("replied")
            yield self._stage(self.days.replied, str(reply["by"]), subject, "replied", trailers=trailers)
        for moderation in items(self.draft.data, "moderations"):
            by, was, grade = str(moderation["by"]), self.draft.entry("overall")["grade"], moderation["overall"]
            changed = [("Casekit-Grade", f"{was} -> {grade}")] if was != grade else []
            trailers = [*self._trailers("moderated"), *changed, ("Moderated-by", by)]
            yield self._stage(self.days.moderated, by, f"Moderate audit {self.id}", "moderated", trailers=trailers)
        for dispute in items(self.draft.data, "disputes"):
            talked = max(self._talked(), self.days.disputed)
            subject = f"Dispute the moderation of audit {self.id}"
            records = ("disputed", "discussed", "reflected")
            yield self._stage(talked, str(dispute["by"]), subject, *records, trailers=self._trailers("disputed"))
            settled = max(self.days.resolved, talked + timedelta(days=1))
            subject = f"Settle the dispute about audit {self.id}"
            records_then = ("resolved", "actions")
            yield self._stage(settled, self.cast.resolver, subject, *records_then, trailers=self._trailers("resolved"))

    def _talk(self) -> Iterator[Stage]:
        if not items(self.draft.data, "disputes"):
            subject = f"Talk through and share audit {self.id}"
            yield self._stage(self._talked(), self.cast.team_manager, subject, "discussed", "reflected")

    def _actions(self) -> Iterator[Stage]:
        """What became of the actions: noted by the practitioner half-way, then by whoever verifies them."""
        actions = items(self.draft.data, "actions")
        days = sorted(day for action in actions for day in days_in(action))
        if not days or items(self.draft.data, "disputes"):
            return
        first = working(self.days.completed + timedelta(days=3))
        middle = max(first, working(days[len(days) // 2]))
        end = max(first, working(days[-1] + timedelta(days=self.chance.randint(0, 3))))
        noted = date.min
        if middle + timedelta(days=4) < end and middle <= self.last and not items(self.draft.data, "moderations"):
            noted = middle
            yield self._stage(middle, self.cast.practitioner, f"Actions of audit {self.id}", "actions")
        if end > self.last >= first:
            end = max(first, self.last - timedelta(days=self.chance.randint(0, 2)))
        checked = [str(part(action, "verified").get("on", FAR)) for action in actions]
        if any(noted < day <= end for day in days) or min(checked) <= end.isoformat():
            subject = f"Follow up the actions of audit {self.id}"
            yield self._stage(end, self.cast.verifier, subject, "actions", "verified")

    def _talked(self) -> date:
        """The last day of talking, sharing and reflecting."""
        talks = self.draft.data.get("discussed")
        days = [str(shared["on"]) for shared in items(self.draft.data, "shared")]
        days += map(str, talks) if isinstance(talks, list) else []
        if isinstance(reflection := self.draft.data.get("reflection"), dict):
            days.append(str(reflection["on"]))
        return max([self.days.discussed, *map(date.fromisoformat, days)])

    def _trailers(self, event: str) -> list[tuple[str, str]]:
        return [("Casekit-Audit", self.id), ("Casekit-Event", event)]

    def _stage(
        self, day: date, by: str, subject: str, *records: str, trailers: Sequence[tuple[str, str]] = ()
    ) -> Stage:
        return Stage(moment(day, self.chance), by, subject, records, tuple(trailers))


def _in_order(stages: list[Stage]) -> list[Stage]:
    """By day; where one would not come after the one before it, it follows a few minutes later."""
    ordered: list[Stage] = []
    for stage in sorted(stages, key=lambda s: s.at.date()):
        if ordered and stage.at <= ordered[-1].at:
            stage = replace(stage, at=ordered[-1].at + timedelta(minutes=11))
        ordered.append(stage)
    return ordered
