"""The comments of an audit: each box put together from its parts, in agreement with answers and grades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from casekit.demo.bank import Bank
from casekit.demo.cast import working
from casekit.demo.draft import Draft, part
from casekit.demo.judge import good_first
from casekit.demo.sentences import sentence
from casekit.demo.voice import Voice, spoken_day
from casekit.model.document import Value
from casekit.problem import Route
from casekit.rubric.evaluation import Evaluation
from casekit.rubric.facts import NO_EVIDENCE
from casekit.rubric.model import Question, Section

GOOD, FAIR, POOR = "yes", "partly", "no"
"""What a point of a section comes to, in the words of the banks."""


@dataclass(frozen=True, slots=True)
class Point:
    """Something a section is about: a question's id or the bank's own, and what it came to."""

    id: str
    comes_to: str


@dataclass(frozen=True, slots=True)
class Deed:
    """An action in the making: what it answers to, what is to be done and what it brings the child (as they go on
    inside a sentence), and by when.
    """

    target: str
    do: str
    outcome: str
    due: date


@dataclass(slots=True)
class Narrative:
    """One audit's comments. agreed: the day of the meeting; deeds: by section the action that would lift it."""

    draft: Draft
    found: Evaluation
    voice: Voice
    form: Bank
    chance: Random
    agreed: date
    deeds: dict[str, Deed] = field(default_factory=dict)
    _points: dict[str, list[Point]] = field(default_factory=dict)

    def write(self) -> None:
        """Every box of the form that applies; an optional one now and then."""
        rubric = self.draft.rubric
        if graded := self.draft.graded():
            self.voice.given |= {"strongest": graded[0][0].title, "weakest": graded[-1][0].title}
        for section in rubric.all_sections():
            self.voice.given["section"] = section.title
            for box in section.boxes.values():
                item = self.found.boxes[section.id, box.id]
                if item.applies is not False and (item.required or self.chance.random() < 0.3):
                    self.draft.boxes[section.id, box.id] = self.box(section, box.id)

    def box(self, section: Section, box: str) -> str:
        """The paragraph of one box."""
        if section.id == "overall":
            return self.voice.dated(" ".join(filter(None, self._overall(box))), "box")
        points = self._shuffled(section)
        given = {GOOD: iter([p for p in points if p.comes_to == GOOD])}
        given["weak"] = iter(sorted((p for p in points if p.comes_to != GOOD), key=lambda p: p.comes_to != POOR))
        pieces = self.form.words("boxes", box)
        text = " ".join(filter(None, [self._said(section, box, piece, given) for piece in pieces]))
        if section.boxes[box].needs:
            return self.voice.dated(text, "raise", due=spoken_day(self.deed(section).due))
        return self.voice.dated(text, "box")

    def themes(self) -> list[Value]:
        """Two to four themes: of the best sections what is strong, of the weakest what is weak."""
        graded = self.draft.graded()
        strong = [theme for s, _ in graded[:3] for theme in self.form.words("sections", s.id, "themes", "strong")]
        weak = [theme for s, _ in graded[-3:] for theme in self.form.words("sections", s.id, "themes", "weak")]
        drawn = [*self._some(strong), *self._some(weak)]
        return [theme for theme in self.draft.rubric.themes if theme in drawn]

    def deed(self, section: Section) -> Deed:
        """The action that would lift the section: for its weakest point, or to go further where nothing is weak."""
        if section.id not in self.deeds:
            self.deeds[section.id] = self._deed(section)
        return self.deeds[section.id]

    def answering(self, route: Route) -> Deed:
        """The action that answers to one question (its answer is at route), or to the section or whole at route."""
        questions = self.draft.rubric.questions()
        target = str(route[-1]) if "answers" in route else str(route[1] if len(route) > 1 else "overall")
        section = self.draft.rubric.section(questions[target].section if target in questions else target)
        while section is not None and section.id not in self.form.map("sections") and section.parent:
            section = self.draft.rubric.section(section.parent)
        if section is None or section.id == "overall":
            section = next(s for s in self.draft.rubric.sections.values() if s.scale)
        own = self.form.deeds("sections", section.id, "points", target, "do")
        return self._phrased(target, own or self.form.deeds("sections", section.id, "lift"))

    def _deed(self, section: Section) -> Deed:
        weak = sorted((p for p in self._shuffled(section) if p.comes_to != GOOD), key=lambda p: p.comes_to != POOR)
        questions = {q.id for s in section.walk() for q in s.questions.values()}
        for point in weak:
            if deeds := self.form.deeds("sections", section.id, "points", point.id, "do"):
                return self._phrased(point.id if point.id in questions else section.id, deeds)
        return self._phrased(section.id, self.form.deeds("sections", section.id, "lift"))

    def _phrased(self, target: str, deeds: Sequence[tuple[str, str]]) -> Deed:
        do, outcome = deeds[int(self.chance.random() * len(deeds))]
        due = working(self.agreed + timedelta(days=self.chance.randint(14, 48)))
        return Deed(target, self.voice.phrase(sentence(do)), self.voice.phrase(sentence(outcome)), due)

    def _said(self, section: Section, box: str, piece: str, given: dict[str, Iterator[Point]]) -> str:
        if piece.endswith("?"):
            piece = piece[:-1]
            if self.chance.random() < 0.5:
                return ""
        grade = str(self.draft.entry(section.id).get("grade", ""))
        if piece in given:
            point = next(given[piece], None)
            path = ("sections", section.id, "points", point.id, point.comes_to) if point else ()
            return self.voice.say(self.form.sentences(*path)) if point else ""
        if piece == "raise":
            deed = self.deed(section)
            return self.voice.say(self.form.sentences("raise"), do=deed.do, outcome=deed.outcome)
        if piece == "any":
            return self.voice.say(self.form.sentences("any", box))
        if piece in ("small", "little"):
            wanted = GOOD if piece == "little" else ""
            have = [p for p in self._points[section.id] if (p.comes_to == GOOD) == bool(wanted)]
            return "" if have else self.voice.say(self.form.sentences("sections", section.id, piece))
        if piece == "change":
            asked = self.form.at("sections", section.id, "asks")
            answer = part(self.draft.entry(section.id), "answers").get(str(asked))
            return self.voice.say(self.form.sentences("sections", section.id, "change", str(answer)))
        return self.voice.say(self.form.sentences("sections", section.id, "boxes", box, piece, grade))

    def _overall(self, box: str) -> Iterator[str]:
        grade = str(self.draft.entry("overall").get("grade", ""))
        chosen = self.draft.entry("overall").get("themes")
        themes = iter(map(str, chosen) if isinstance(chosen, list) else ())
        for piece in self.form.words("overall", "boxes", box):
            if piece == "theme":
                yield self.voice.say(self.form.sentences("overall", "themes", next(themes, "")))
            elif grades := self.form.map("overall", piece):
                yield self.voice.say(self.form.sentences("overall", piece, grade)) if grade in grades else ""
            else:
                yield self.voice.say(self.form.sentences("overall", piece))

    def _shuffled(self, section: Section) -> list[Point]:
        if section.id not in self._points:
            self._points[section.id] = list(self._read(section))
        points = list(self._points[section.id])
        self.chance.shuffle(points)
        return points

    def _read(self, section: Section) -> Iterator[Point]:
        questions = {q.id: q for s in section.walk() for q in s.questions.values()}
        own = []
        for id in self.form.map("sections", section.id, "points"):
            if id not in questions:
                own.append(id)
            elif comes_to := self._answered(questions[id]):
                yield Point(id, comes_to)
        yield from self._by_grade(section, own)

    def _answered(self, question: Question) -> str:
        value = part(self.draft.entry(question.section), "answers").get(question.id)
        said = value["answer"] if isinstance(value, dict) else value
        if question.answer.scale is None or said not in (*question.answer.scale.ranks, NO_EVIDENCE):
            return ""
        values = good_first(question)
        return POOR if said in (values[-1], NO_EVIDENCE) else GOOD if said == values[0] else FAIR

    def _by_grade(self, section: Section, ids: list[str]) -> Iterator[Point]:
        """Points that the form does not ask about come to what the grade says."""
        grade = self.draft.entry(section.id).get("grade")
        rank = section.scale.ranks.get(str(grade), 1) if section.scale else 1
        self.chance.shuffle(ids)
        good = (len(ids), len(ids) - 1 + round(self.chance.random()), 1 + round(self.chance.random()), 0)
        good_number = good[rank] if rank < 3 else round(self.chance.random())
        for place, id in enumerate(ids):
            if place < good_number:
                yield Point(id, GOOD)
            else:
                yield Point(id, FAIR if rank < 2 or self.chance.random() < 0.5 else POOR)

    def _some(self, themes: list[str]) -> list[str]:
        self.chance.shuffle(themes)
        return themes[: 1 + (self.chance.random() < 0.4)]
