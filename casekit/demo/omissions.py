"""Mistakes in what follows an audit: somebody not told, not met, not heard, or days that cannot be.

What only time makes wrong is planted where the time is over by the demo's last day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from casekit.days import Length, plus
from casekit.demo.draft import Map, child, facts, items, part
from casekit.demo.routes import NotHereError
from casekit.demo.story import Mistake, Story
from casekit.model.policy import FollowUp
from casekit.rubric.evaluate import evaluate

POLICY = FollowUp()
"""What a demo's authority goes by: it says nothing else."""


def outcome(story: Story) -> None:
    """A dispute has not been settled."""
    for dispute in items(story.whole.draft.data, "disputes"):
        if _over(story, dispute["on"], POLICY.settled) and "resolved" in dispute:
            del dispute["resolved"]
            return
    raise NotHereError("a dispute of long ago")


def meeting(story: Story) -> None:
    """Moderator and auditor have not met, though the form asks for it."""
    draft = story.whole.draft
    for moderation in items(draft.data, "moderations"):
        if "met" in draft.rubric.moderation.fields and _over(story, moderation["on"], POLICY.met):
            del moderation["met"]
            return
    raise NotHereError("a meeting of long ago")


def news(story: Story) -> None:
    """Nobody on the team has spoken of what a moderation changed."""
    data = story.whole.draft.data
    moderations = items(data, "moderations")
    talks = data.get("discussed")
    disputed = any(dispute["by"] == story.cast.team_manager for dispute in items(data, "disputes"))
    if not moderations or not isinstance(talks, list) or disputed:
        raise NotHereError("a second talk")
    if not _over(story, moderations[-1]["on"], POLICY.outcome):
        raise NotHereError("a moderation of long ago")
    data["discussed"] = talks[0]


def reason(story: Story) -> None:
    """A moderator's other grade has no reason, and the form's limits want none."""
    draft = story.whole.draft
    was = draft.entry("overall").get("grade")
    for moderation in items(draft.data, "moderations"):
        if moderation.get("overall") != was:
            del moderation["reason"]
            broken = evaluate(draft.rubric, facts(draft)).broken
            if all(one.settled or one.limit.hard for one in broken):
                return
    raise NotHereError("a grade that a moderator changed")


def time(story: Story) -> None:
    """When an immediate concern was noticed is known by its day only, where the form counts on the same day."""
    within = story.whole.draft.rubric.concern.respond
    concern = _concern(story)
    if within is None or within.number:
        raise NotHereError("a form that counts on the same day")
    concern["noticed"] = str(concern["noticed"])[:10]


def closing(story: Story) -> None:
    """A concern of long ago is still open."""
    concern = _concern(story)
    if not _over(story, str(concern["noticed"])[:10], POLICY.concern_closed):
        raise NotHereError("a concern of long ago")
    concern.pop("closed", None)


def talk(story: Story) -> None:
    """The audit has not been talked through with the practitioner."""
    data = story.whole.draft.data
    changed = isinstance(data.get("discussed"), list)
    if changed or not _over(story, data["completed"], POLICY.discussed):
        raise NotHereError("an audit of long ago")
    del data["discussed"]


def senior(story: Story) -> None:
    """The worst grade of the form has reached nobody above the team, and the form itself asks for nobody."""
    draft = story.whole.draft
    found = evaluate(draft.rubric, facts(draft))
    scale = draft.rubric.overall.scale
    grade = found.effective.get("overall", ("", ""))[0]
    if scale is None or grade != scale.best_first[-1].id or any(fired.trigger.tell for fired in found.fired):
        raise NotHereError("the worst grade")
    draft.data["shared"] = [one for one in items(draft.data, "shared") if one["with"] == story.cast.reviewer]


def sharing(story: Story) -> None:
    """The reviewing officer does not have the audit."""
    data = story.whole.draft.data
    if not _over(story, data["completed"], POLICY.shared):
        raise NotHereError("an audit of long ago")
    data["shared"] = [one for one in items(data, "shared") if one["with"] != story.cast.reviewer]


def late_told(story: Story) -> None:
    """Whoever had to know of a concern heard of it days later, but before the audit was completed."""
    concern = _concern(story)
    within = story.whole.draft.rubric.concern.respond or POLICY.concern_told
    noticed = datetime.fromisoformat(str(concern["noticed"]))
    on = plus(noticed.date(), within) + timedelta(days=1)
    if on > story.days.completed or on.isoformat() > str(concern.get("closed", "9999")):
        raise NotHereError("an audit that took longer")
    for told in items(concern, "told"):
        told["at"] = f"{on.isoformat()}T{noticed:%H:%M}"


def told_after(story: Story) -> None:
    """Whoever had to know of a concern first heard of it when the audit was talked through, and only then it closed."""
    concern = _concern(story)
    on = story.days.discussed
    if "discussed" not in story.whole.draft.data or on <= story.days.completed or on > story.last:
        raise NotHereError("an audit that was talked through later")
    for told in items(concern, "told")[:1]:
        told["at"] = f"{on.isoformat()}T{datetime.fromisoformat(str(concern['noticed'])):%H:%M}"
    if "closed" in concern:
        concern["closed"] = max(str(concern["closed"]), on.isoformat())


def early_moderation(story: Story) -> None:
    """The moderation's day lies before the audit's completion."""
    for moderation in items(story.whole.draft.data, "moderations"):
        moderation["on"] = (story.days.completed - timedelta(days=1)).isoformat()
        return
    raise NotHereError("a moderation")


def denied(story: Story) -> None:
    """A concern is on record, and the form's own question about it says that there was none."""
    draft, cast = story.whole.draft, story.cast
    fired = {one.trigger.id for one in evaluate(draft.rubric, facts(draft)).fired}
    asked = [t for s in draft.rubric.all_sections() for t in s.triggers if t.needs == "concern" and t.id not in fired]
    if items(draft.data, "concerns") or not any(t.when is not None and t.when.kind == "answer" for t in asked):
        raise NotHereError("a question about concerns")
    own = {
        "practitioner": cast.practitioner,
        "team_manager": cast.team_manager,
        "service_manager": cast.service_manager,
    }
    if not set(draft.rubric.concern.tell) <= own.keys():
        raise NotHereError("roles of the case")
    on = story.days.met.isoformat()
    draft.data["concerns"] = [
        {
            "id": "c1",
            "noticed": f"{on}T10:20",
            "told": [{"who": own[role], "at": f"{on}T10:40"} for role in draft.rubric.concern.tell],
            "response": {"at": f"{on}T14:10", "what": "Child seen at home by a manager and a worker"},
            "siblings": "none",
            "closed": (story.days.met + timedelta(days=2)).isoformat(),
        }
    ]


def managed_before(story: Story) -> None:
    """The case came from a team for which the auditor answers."""
    roles = story.people.people[story.cast.auditor].roles
    team = next((r.team for r in roles if r.team and r.held(story.days.end) and r.team != story.cast.team), "")
    if not team:
        raise NotHereError("an auditor with a team")
    child(story.whole.draft.data, "case")["former_team"] = team


def _concern(story: Story) -> Map:
    concerns = items(story.whole.draft.data, "concerns")
    if not concerns or "why" in part(concerns[0], "response"):
        raise NotHereError("a concern")
    return concerns[0]


def _over(story: Story, day: object, within: Length) -> bool:
    """Whether the time since that day is over by the demo's last day."""
    return plus(date.fromisoformat(str(day)), within) < story.last


OMISSIONS: Mapping[str, Mapping[str, Mistake]] = {
    "leave_out": {
        "outcome": outcome,
        "meeting": meeting,
        "news": news,
        "reason": reason,
        "time": time,
        "closing": closing,
        "talk": talk,
        "senior": senior,
        "sharing": sharing,
    },
    "late": {"told": late_told, "told_after": told_after},
    "early": {"moderation": early_moderation},
    "concern": {"denied": denied},
    "former_team": {"auditors": managed_before},
}
"""By verb and what it is done to."""
