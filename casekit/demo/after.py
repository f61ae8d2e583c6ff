"""What happens once an audit is completed: reply, moderation, dispute, reflection, and what becomes of the actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from casekit.days import MONTHS
from casekit.demo.authority import Authority
from casekit.demo.bank import Bank
from casekit.demo.cast import Cast, Days, moment, working
from casekit.demo.draft import Draft, Map, facts, items
from casekit.demo.streams import weighted
from casekit.demo.voice import Voice
from casekit.model.document import Value
from casekit.rubric.evaluate import evaluate
from casekit.rubric.evaluation import Evaluation
from casekit.rubric.model import Section

AGREE, LOWERED, RAISED = "agree", "lowered", "raised"
VERDICTS = ((AGREE, 64), (LOWERED, 24), (RAISED, 12))
DISPUTED = 0.24
"""Of the moderations that changed a grade."""

REFLECTS = 0.65
FATES = (("on_time", 58), ("late", 17), ("moved", 12), ("never", 9), ("cancelled", 4))


@dataclass(slots=True)
class Afterwards:
    """One audit after its completion."""

    draft: Draft
    found: Evaluation
    people: Authority
    cast: Cast
    days: Days
    voice: Voice
    form: Bank
    chance: Random

    def moderate(self) -> None:
        """A moderator's judgement; a changed grade stands within the form's limits and calls for nothing new."""
        overall = self.draft.rubric.overall
        was = str(self.draft.entry("overall")["grade"])
        verdict = weighted(self.chance, [v for v, _ in VERDICTS], [share for _, share in VERDICTS])
        grade = self._beside(overall, was, verdict)
        if grade != was and not self._allowed({"overall": grade}):
            grade = was
        verdict = verdict if grade != was else AGREE
        label = overall.scale.label if overall.scale else str
        self.voice.given |= {"grade": label(grade), "was": label(was), "section": self.voice.given.get("weakest", "")}
        reasons = self.voice.words.sentences("moderation", verdict)
        entry: Map = {
            "id": "m1",
            "by": self.cast.moderator,
            "on": self.days.moderated.isoformat(),
            "overall": grade,
            "reason": self.voice.say(reasons),
            "met": moment(working(self.days.moderated + timedelta(days=1)), self.chance).strftime("%Y-%m-%dT%H:%M"),
        }
        self.draft.data["moderations"] = [entry]
        for box in self.draft.rubric.moderation.boxes:
            if report := self.voice.words.sentences("moderation", "report"):
                parts = [self.voice.say(reasons), self.voice.say(reasons), self.voice.say(report)]
                self.draft.boxes["moderation", box] = self.voice.dated(" ".join(filter(None, parts)), "box")

    def reply(self) -> None:
        """What the practitioner says to the facts before the moderation, about a section that is not the best."""
        best = {
            s.id: s.scale.best_first[0].id for s in self.draft.rubric.all_sections() if s.scale and s.id != "overall"
        }
        graded = [id for id in best if self.draft.entry(id).get("grade") not in (None, best[id])]
        target: Map = {"for": self.chance.choice(graded)} if graded else {}
        says = self.voice.say(self.voice.words.sentences("reply"))
        self.draft.data["replies"] = [
            {"id": "r1", "by": self.cast.practitioner, "on": self.days.replied.isoformat(), **target, "says": says}
        ]

    def dispute(self, by: str) -> None:
        """A disagreement about the moderated grade, and how the head of quality settled it."""
        overall = self.draft.rubric.overall
        was = str(self.draft.entry("overall")["grade"])
        upheld = self.chance.random() < 0.6
        resolved: Map = {
            "by": self.cast.resolver,
            "on": self.days.resolved.isoformat(),
            "outcome": "upheld" if upheld else "changed",
            "file_reviewed": "yes",
        }
        label = overall.scale.label if overall.scale else str
        self.voice.given |= {"grade": label(was), "was": label(was)}
        why = self.voice.say(self.voice.words.sentences("dispute", "why"))
        if not upheld:
            resolved["overall"] = was
        resolved["reason"] = self.voice.say(self.voice.words.sentences("dispute", str(resolved["outcome"])))
        dispute: Map = {
            "id": "d1",
            "of": "m1",
            "about": "grade",
            "by": by,
            "on": self.days.disputed.isoformat(),
            "why": why,
            "resolved": resolved,
        }
        self.draft.data["disputes"] = [dispute]

    def changed(self) -> bool:
        """Whether the moderator's grade is another than the auditor's."""
        moderations = items(self.draft.data, "moderations")
        return bool(moderations) and moderations[0]["overall"] != self.draft.entry("overall")["grade"]

    def talk(self) -> None:
        """Talked through with the worker, shared, and reflected on."""
        again = working(self.days.moderated + timedelta(days=5))
        talks: list[Value] = [self.days.discussed.isoformat(), again.isoformat()]
        twice = self.changed() and self.days.discussed < self.days.moderated
        self.draft.data["discussed"] = talks if twice else talks[0]
        later = 0 if self.chance.random() < 0.7 else 7
        on = working(self.days.discussed + timedelta(days=self.chance.randint(0, 3)))
        people = ((self.cast.service_manager, on), (self.cast.reviewer, working(on + timedelta(days=later))))
        self.draft.data["shared"] = [{"with": who, "on": day.isoformat()} for who, day in people]
        boxes = self.draft.rubric.reflection.boxes
        if boxes and self.chance.random() < REFLECTS:
            self.draft.data["reflection"] = {"on": self.days.reflected.isoformat()}
            for box in boxes:
                said = [
                    self.voice.say(self.form.sentences("reflection", box)) for _ in range(self.chance.randint(1, 3))
                ]
                self.draft.boxes["reflection", box] = self.voice.dated(" ".join(filter(None, said)), "reflection")

    def act(self) -> None:
        """What becomes of each action in the end; one that the form asked for is not cancelled."""
        routes = [route for fired in self.found.fired if fired.trigger.needs == "action" for route in fired.routes]
        asked_for = {str(step) for route in routes for step in route}
        for action in items(self.draft.data, "actions"):
            fate = weighted(self.chance, [f for f, _ in FATES], [share for _, share in FATES])
            self._fate(action, "on_time" if fate == "cancelled" and action["for"] in asked_for else fate)

    def _fate(self, action: Map, fate: str) -> None:
        due = date.fromisoformat(str(action["due"]))
        agreed = date.fromisoformat(str(action["agreed"]))
        if fate == "cancelled":
            on = working(agreed + (due - agreed) * 0.6)
            action["cancelled"] = {"on": on.isoformat(), "why": self.voice.note("actions", "cancelled")}
            return
        if fate == "moved":
            due = self._move(action, due)
        if fate == "never" or (fate == "moved" and self.chance.random() < 0.2):
            return
        after = self.chance.randint(2, 20) if fate == "late" else -self.chance.randint(0, 6)
        done = working(max(agreed + timedelta(days=2), due + timedelta(days=after)))
        if after <= 0 and done > due:
            done = due
        owner = str(action["owner"])
        self.voice.given["month"] = MONTHS[done.month - 1]
        action["done"] = {"by": owner, "on": done.isoformat(), "evidence": self.voice.note("actions", "evidence")}
        if self.chance.random() < 0.8:
            on = working(done + timedelta(days=self.chance.randint(1, 9)))
            action["verified"] = {"by": self.cast.verifier, "on": on.isoformat()}

    def _move(self, action: Map, due: date) -> date:
        to = working(due + timedelta(days=self.chance.randint(7, 24)))
        on = working(due - timedelta(days=self.chance.randint(2, 7)))
        why = self.voice.note("actions", "moved")
        action["moved"] = [{"from": due.isoformat(), "to": to.isoformat(), "why": why, "on": on.isoformat()}]
        action["due"] = to.isoformat()
        return to

    def _beside(self, section: Section, grade: str, verdict: str) -> str:
        """The next lower or higher grade of the section's scale; the same where there is none."""
        assert section.scale is not None
        rank = section.scale.ranks[grade] + {AGREE: 0, LOWERED: 1, RAISED: -1}[verdict]
        return section.scale.best_first[rank].id if 0 <= rank < len(section.scale.values) else grade

    def _allowed(self, grades: dict[str, Value]) -> bool:
        """Whether these moderated grades break no limit that the reason does not settle, and set off nothing new."""
        tried = Draft(self.draft.rubric, {**self.draft.data, "moderations": [{"id": "m1", "reason": "so", **grades}]})
        seen = evaluate(self.draft.rubric, facts(tried))
        before = {fired.trigger.id for fired in self.found.fired}
        return all(b.settled for b in seen.broken) and all(f.trigger.id in before for f in seen.fired)


def days_in(action: Map) -> list[date]:
    """The days on which something became of the action."""
    entries = [action.get(key) for key in ("done", "verified", "cancelled")] + [*items(action, "moved")]
    return [date.fromisoformat(str(entry["on"])) for entry in entries if isinstance(entry, dict)]
