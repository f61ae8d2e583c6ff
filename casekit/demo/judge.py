"""Grades and answers that belong together: drawn around a grade aimed at, then held against the form until it agrees.

Nothing here knows a form. What is wrong is what the rubric says is wrong, and is mended as an auditor would: an answer
follows its date, a grade comes down to a hard limit, a departure from an expected one is explained.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from casekit.check.lawful import missed
from casekit.demo.bank import Bank
from casekit.demo.dates import Timescales
from casekit.demo.draft import Draft, Map, child, facts, part, subject
from casekit.demo.streams import leaning, some, weighted
from casekit.demo.voice import Voice
from casekit.model.document import Value
from casekit.rubric.evaluate import evaluate
from casekit.rubric.evaluation import BrokenLimit, Contradiction, Evaluation
from casekit.rubric.facts import ANSWERED, NOT_APPLICABLE, NOT_ASSESSED, Given
from casekit.rubric.model import Question, Rubric, Section

ROUNDS = 14
"""So often an audit is mended; one that still disagrees with its form then is a mistake in casekit."""

SPREAD = (4.0, 45.0, 41.0, 10.0)
"""Of a hundred audits so many have the best grade, the next … as councils with four grades report them."""

TILT = 1.5
"""How much more frequent a grade is against the next worse one where the work leans to the better."""

NEARBY = 0.16
"""The share of sections one grade better than the whole, and of sections one grade worse."""

GOOD_ANSWERS = (0.93, 0.78, 0.42, 0.14)
BAD_ANSWERS = (0.0, 0.03, 0.24, 0.5)
KEPT_DATES = (1.0, 1.0, 0.8, 0.45)
"""By the grade's place: shares of best and of worst answers, and of timescales that were kept."""

LEFT_OUT = 0.035
NOT_SEEN = 0.012
DEPARTS = 0.06
"""Shares of answers that do not apply, of audits with a section that could not be assessed, and of audits whose auditor
departs from an expected limit.
"""


def aimed(rubric: Rubric, chance: Random, leans: float = 0.0) -> int:
    """The place of the overall grade in its scale, best 0, as often as councils report it.

    leans: from -1 to 1, whose work it is: better grades are more or less frequent than on the average.
    """
    scale = rubric.overall.scale
    places = range(len(scale.values)) if scale else range(len(SPREAD))
    middle = (len(places) - 1) / 2
    shares = [SPREAD[_place(rank, len(places))] * TILT ** (leans * (middle - rank)) for rank in places]
    return weighted(chance, places, shares)


def _place(rank: int, values: int) -> int:
    """The rank on a scale of so many values as a place among the four of SPREAD."""
    return rank if values == len(SPREAD) else round(rank * (len(SPREAD) - 1) / max(1, values - 1))


@dataclass(slots=True)
class Judge:
    """One audit's answers and grades. agreed: whether a departure from a limit needs a moderator's agreement.

    asked: what forms ask of each kind of case, shared by the audits of a demo.
    """

    draft: Draft
    aim: int
    timescales: Timescales
    voice: Voice
    form: Bank
    chance: Random
    seed: int = 0
    asked: dict[object, Evaluation] = field(default_factory=dict)
    may_depart: bool = True
    agreed: bool = False
    departs: bool = False
    _dates: dict[str, list[date]] = field(default_factory=dict)
    _grades: dict[str, int] = field(default_factory=dict)

    def judge(self) -> Evaluation:
        """Fills in the draft's dates, answers, grades and reasons; gives what the form makes of it in the end."""
        self.departs = self.may_depart and self.chance.random() < DEPARTS
        found = self._asked()
        self._grades = self._ranks(found)
        self._missing(found)
        if self.chance.random() < NOT_SEEN:
            self._skip(found)
        self._fill(found)
        for _ in range(ROUNDS):
            found = evaluate(self.draft.rubric, facts(self.draft))
            if not self._fill(found) and not self._mend(found):
                return found
        raise AssertionError(f"{self.draft.data['id']}: the form still finds {found.broken or found.contradictions}")

    def _asked(self) -> Evaluation:
        """What the form asks of such a case, and which dates it would need; many audits have the same kind of case."""
        rubric, known = self.draft.rubric, facts(self.draft)
        key = (rubric.ref, known.case_types, known.flags, known.age)
        if key not in self.asked:
            dated = [q for q in rubric.questions().values() if q.agrees_with and q.answer.scale]
            yes = {q.id: Given(ANSWERED, q.answer.scale.best_first[0].id) for q in dated if q.answer.scale}
            self.asked[key] = evaluate(rubric, replace(known, answers=yes))
        return self.asked[key]

    def _ranks(self, found: Evaluation) -> dict[str, int]:
        """A place for each graded section: most of them the one aimed at (or, in a departure, the one beside it)."""
        rubric = self.draft.rubric
        graded = [s for s in rubric.all_sections() if s.scale and found.sections[s.id].applies is not False]
        middle = self.aim + (1 if self.departs and self.aim < len(SPREAD) - 1 else 0)
        while True:
            ranks = {s.id: self._near(s, middle) for s in graded}
            ranks["overall"] = self.aim
            others = [rank for id, rank in ranks.items() if id != "overall"]
            if others.count(middle) * 2 > len(others):
                return ranks

    def _near(self, section: Section, middle: int) -> int:
        """A place at or beside the middle; some sections of the form tend to the better, some to the worse."""
        drawn, leans = self.chance.random(), leaning(self.seed, self.draft.rubric.id, section.id) / 2
        better, worse = NEARBY * (1 + leans), 1 - NEARBY * (1 - leans)
        worst = len(section.scale.values) - 1 if section.scale else 0
        return min(worst, max(0, middle - 1 if drawn < better else middle + 1 if drawn > worse else middle))

    def _skip(self, found: Evaluation) -> None:
        """One section that could not be assessed, with the reason; none without which no audit is whole."""
        sections = self.draft.rubric.sections.values()
        graded = [s.id for s in sections if s.scale and not s.about and found.sections[s.id].applies]
        entry = self.draft.section(graded[int(self.chance.random() * len(graded))])
        entry |= {"grade": NOT_ASSESSED, "why": self.voice.note("not_assessed")}

    def _fill(self, found: Evaluation) -> bool:
        """Answers and grades what applies and is open, takes out what does not apply; whether anything changed."""
        changed = False
        for section in self.draft.rubric.all_sections():
            entry = self.draft.entry(section.id)
            if entry.get("grade") == NOT_ASSESSED:
                continue
            applies = found.sections[section.id].applies is not False
            answers = part(entry, "answers")
            for question in section.questions.values():
                wanted = applies and found.questions[question.id].applies is not False
                if wanted and question.id not in answers:
                    self._answer(section, question)
                    changed = True
                elif not wanted and answers.pop(question.id, None) is not None:
                    changed = True
            if applies and section.scale and "grade" not in entry:
                rank = self._grades.get(section.id, self.aim)
                self.draft.section(section.id)["grade"] = section.scale.best_first[rank].id
                changed = True
        return changed

    def _answer(self, section: Section, question: Question) -> None:
        rank = _place(self._grades.get(section.id, self.aim), len(section.scale.values) if section.scale else 4)
        kind = question.answer.kind
        if kind == "text":
            texts = self.form.sentences("texts", question.id)
            self._set(section.id, question, self.voice.say(texts) if texts else NOT_APPLICABLE)
        elif kind == "scale":
            leave = question.not_applicable != "never" and not question.agrees_with
            if leave and self.chance.random() < LEFT_OUT:
                self._set(section.id, question, NOT_APPLICABLE)
            else:
                self._set(section.id, question, self._drawn(section, question, rank))
        elif kind == "choice":
            options = list(question.answer.options)
            self._set(section.id, question, weighted(self.chance, options, range(len(options), 0, -1)))
        elif kind == "choices":
            self._set(section.id, question, [*some(self.chance, list(question.answer.options), 2)])
        elif kind == "count":
            self._set(section.id, question, self.chance.randint(1, 4))
        else:
            self._set(section.id, question, str(self.draft.data["completed"]))

    def _drawn(self, section: Section, question: Question, rank: int) -> str:
        values = good_first(question)
        if section.id == "overall" and not question.reversed:  # asks what should follow, not how good the work is
            return values[0] if self.chance.random() < 0.15 + 0.22 * rank else values[-1]
        drawn = self.chance.random()
        if drawn < GOOD_ANSWERS[rank] or (drawn < 0.97 and question.reversed and rank < len(SPREAD) - 1):
            return values[0]
        if drawn > 1 - BAD_ANSWERS[rank] or len(values) == 2:
            return values[-1]
        return values[1 + int(self.chance.random() * (len(values) - 2))]

    def _set(self, section: str, question: Question, value: Value) -> None:
        why = ""
        if value == NOT_APPLICABLE:
            own = self.form.sentences("sections", section, "points", question.id, "not_applicable")
            why = self.voice.say(own or self.voice.words.sentences("not_applicable"))
        self.draft.answer(section, question.id, value, why)

    def _mend(self, found: Evaluation) -> bool:
        """One round of mending; whether there was anything to mend."""
        changed = self._missing(found)
        for contradiction in found.contradictions:
            self._follow(contradiction)
            changed = True
        if changed or self._lawful():
            return True
        open_ = [broken for broken in found.broken if not broken.settled and not self._explained(broken)]
        if open_:
            self._limit(open_[0])
        return bool(open_)

    def _explained(self, broken: BrokenLimit) -> bool:
        """A reason stands already; what is still lacking is the moderator's agreement."""
        return broken.limit.id in part(self.draft.entry(broken.section), "reasons")

    def _missing(self, found: Evaluation) -> bool:
        """Writes down the dates that are asked for, first those from which others count; whether there are any."""
        ids = [missing.id for missing in found.missing if missing.what == "date"]
        for id in sorted(ids, key=lambda id: id not in self.timescales.starts):
            self._write_date(id, kept=self.chance.random() < KEPT_DATES[_place(self.aim, len(SPREAD))])
        return bool(ids)

    def _write_date(self, id: str, kept: bool) -> None:
        end = date.fromisoformat(str(part(self.draft.data, "period")["to"]))
        self._dates[id] = self.timescales.make(id, kept, end, self._dates, self.chance)
        days = [day.isoformat() for day in self._dates[id]]
        dates: Map = child(self.draft.data, "dates")
        dates[id] = days[0] if len(days) == 1 else [*days]
        self.draft.data["dates"] = {key: dates[key] for key in self.draft.rubric.dates if key in dates}

    def _lawful(self) -> bool:
        """No answer says that all was in time where the law's timescale was missed; whether one had to change."""
        missing = {id for late in missed(subject(self.draft), self.timescales.law) for id in late.dates}
        changed = False
        for question in self.draft.rubric.questions().values():
            if not any(test.yes_only and test.date in missing for test in question.agrees_with):
                continue
            values = good_first(question)
            if part(self.draft.entry(question.section), "answers").get(question.id) == values[0]:
                self._set(question.section, question, values[1 + int(self.chance.random() * (len(values) - 1))])
                changed = True
        return changed

    def _follow(self, found: Contradiction) -> None:
        """The answer comes to say what its date says."""
        question = self.draft.rubric.questions()[found.question]
        values = [value.id for value in question.answer.scale.best_first] if question.answer.scale else []
        if found.test.yes_only:
            answer = values[1 + int(self.chance.random() * (len(values) - 1))]
        else:
            answer = values[0] if found.answer == values[-1] else values[-1]
        self._set(question.section, question, answer)

    def _limit(self, broken: BrokenLimit) -> None:
        """An auditor's way out of a limit: better answers where the aim is better, a reason, or the other grade."""
        section = self.draft.rubric.section(broken.section)
        assert section is not None
        assert section.scale is not None
        questions = [q for route in broken.routes if (q := self._question(route))]
        if section.scale.ranks[broken.bound] > section.scale.ranks[broken.grade] and questions:
            for question in questions:
                self._improve(question)
        elif not broken.limit.hard and (self.departs or broken.limit.exactly is not None):
            graded = self.draft.graded()
            self.voice.given |= {"strongest": graded[0][0].title, "weakest": graded[-1][0].title}
            reasons = child(self.draft.section(section.id), "reasons")
            reasons[broken.limit.id] = self.voice.say(self.form.sentences("reasons", broken.limit.id))
            self.agreed |= bool(broken.limit.agreed_by)
        else:
            self.draft.section(section.id)["grade"] = broken.bound

    def _improve(self, question: Question) -> None:
        for test in question.agrees_with:
            if test.date in self._dates:
                self._write_date(test.date, kept=True)
        self._set(question.section, question, good_first(question)[0])

    def _question(self, route: tuple[str | int, ...]) -> Question | None:
        return self.draft.rubric.questions().get(str(route[-1])) if "answers" in route else None


def good_first(question: Question) -> list[str]:
    """The values of the question's scale, the best answer first, also where yes is the bad one."""
    assert question.answer.scale is not None
    values = [value.id for value in question.answer.scale.best_first]
    return values[::-1] if question.reversed else values


def open_triggers(found: Evaluation, need: str) -> Iterator[str]:
    """The sections of the triggers that hold and need an action, or a concern."""
    return (fired.trigger.section for fired in found.fired if fired.trigger.needs == need)
