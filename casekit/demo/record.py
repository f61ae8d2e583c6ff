"""What an audit records besides grades and answers: feedback, who was told, immediate concerns, actions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from casekit.demo.authority import Authority
from casekit.demo.bank import Bank
from casekit.demo.cast import Cast, Days, moment, working
from casekit.demo.draft import Draft, Map, child
from casekit.demo.judge import good_first
from casekit.demo.narrative import Deed, Narrative
from casekit.demo.sentences import capital
from casekit.demo.streams import some, weighted
from casekit.demo.voice import Voice
from casekit.model.document import Value
from casekit.rubric.evaluation import Evaluation
from casekit.rubric.model import Question

OUTCOMES = ("gained", "attempted", "declined", "not_appropriate")
OUTCOME_SHARES = (68, 20, 6, 6)
PLEASED = (0.92, 0.8, 0.55, 0.4)


@dataclass(slots=True)
class Recorder:
    """One audit's records. aim: the place of its overall grade, best 0."""

    draft: Draft
    aim: int
    people: Authority
    cast: Cast
    days: Days
    voice: Voice
    form: Bank
    chance: Random

    def feedback(self) -> None:
        """What came of asking the family, where the form asks for it."""
        model = self.draft.rubric.feedback
        asked = some(self.chance, list(model.respondents), 1 + (self.chance.random() < 0.35))
        on = working(self.days.end - timedelta(days=self.chance.randint(2, 9)))
        for respondent in asked:
            child(self.draft.data, "feedback")[respondent] = self._feedback(respondent, on)

    def _feedback(self, respondent: str, on: date) -> Value:
        outcome = weighted(self.chance, OUTCOMES, OUTCOME_SHARES)
        if outcome == "gained":
            questions = self.draft.rubric.feedback.questions.values()
            said: Map = {q.id: answer for q in questions if (answer := self._said(q, respondent)) is not None}
            return {"on": on.isoformat(), "answers": said}
        why = self.voice.note("feedback", outcome)
        return {"not_appropriate": why} if outcome == "not_appropriate" else {outcome: on.isoformat(), "why": why}

    def _said(self, question: Question, respondent: str) -> Value:
        if question.answer.kind == "text":
            wanted = self.chance.random() < 0.75
            return self.voice.say(self.form.sentences("feedback", question.id, respondent)) or None if wanted else None
        if question.answer.kind != "scale":
            return None
        values = good_first(question)
        drawn = self.chance.random()
        return values[0] if drawn < PLEASED[min(self.aim, 3)] else values[1 if drawn < 0.97 else -1]

    def told(self, found: Evaluation) -> None:
        """Whoever the form wants told because of a grade or an answer, beside the section that sets it off."""
        for fired in found.fired:
            if fired.trigger.tell and fired.trigger.needs != "concern":
                entries = self.draft.section(fired.trigger.section).setdefault("told", [])
                assert isinstance(entries, list)
                known = [entry["who"] for entry in entries if isinstance(entry, dict)]
                for role in fired.trigger.tell:
                    if (who := self.holder(role)) not in known:
                        entries.append({"who": who, "at": self.days.met.isoformat()})
                        known.append(who)

    def concern(self, found: Evaluation) -> None:
        """An immediate concern where a grade or an answer speaks of one; it was handled before the audit went on."""
        fired = [f.trigger for f in found.fired if f.trigger.needs == "concern"]
        if not fired:
            return
        roles = [*self.draft.rubric.concern.tell, *(role for trigger in fired for role in trigger.tell)]
        noticed = moment(self.days.met, self.chance, 9, 12)
        at = noticed + timedelta(minutes=self.chance.randint(5, 50))
        came = at + timedelta(minutes=self.chance.randint(40, 240))
        closed = working(self.days.met + timedelta(days=self.chance.randint(1, 9)))
        entry: Map = {
            "id": "c1",
            "noticed": _minute(noticed),
            "told": [{"who": who, "at": _minute(at)} for who in dict.fromkeys(map(self.holder, roles))],
            "response": {"at": _minute(came), "what": self.voice.note("concern", "response")},
            "siblings": "considered" if self.chance.random() < 0.7 else "none",
            "closed": closed.isoformat(),
        }
        self.draft.data["concerns"] = [entry]

    def holder(self, role: str) -> str:
        """The person in that role for this case, on the day of the meeting."""
        own = {
            "practitioner": self.cast.practitioner,
            "team_manager": self.cast.team_manager,
            "service_manager": self.cast.service_manager,
            "head_of_service": self.people.people[self.cast.service_manager].manager,
            "reviewer": self.cast.reviewer,
            "auditor": self.cast.auditor,
        }
        return own.get(role) or self.people.one(role, self.days.met)

    def actions(self, found: Evaluation, narrative: Narrative) -> None:
        """What was agreed: for each box that needs it, for each gap that the form wants answered, and never nothing."""
        deeds = {deed.target: deed for deed in narrative.deeds.values()}
        for deed in self._wanted(found, narrative, deeds):
            deeds.setdefault(deed.target, deed)
        if not deeds:
            sections = [s for s in self.draft.rubric.sections.values() if s.scale and s.id in self.draft.applying]
            deeds = {d.target: d for d in map(narrative.deed, some(self.chance, sections, self.chance.randint(1, 3)))}
        self.draft.data["actions"] = [self._action(number, deed) for number, deed in enumerate(deeds.values(), 1)]

    def _wanted(self, found: Evaluation, narrative: Narrative, have: Collection[str]) -> Iterator[Deed]:
        """Actions for what sets off a trigger, unless an action for it or for its section is there already."""
        taken = set(have)
        for fired in found.fired:
            if fired.trigger.needs == "action":
                for route in fired.routes or (("overall",),):
                    if not taken & {*map(str, route), "overall"}:
                        taken.add(
                            str(route[-1]) if "answers" in route else str(route[1] if len(route) > 1 else "overall")
                        )
                        yield narrative.answering(route)

    def _action(self, number: int, deed: Deed) -> Value:
        owner = self.cast.practitioner if self.chance.random() < 0.7 else self.cast.team_manager
        return {
            "id": f"a{number}",
            "for": deed.target,
            "do": capital(deed.do),
            "outcome": capital(deed.outcome),
            "owner": owner,
            "agreed": self.days.met.isoformat(),
            "due": deed.due.isoformat(),
        }


def _minute(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M")
