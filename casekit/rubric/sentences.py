"""Conditions, limits and triggers of a form in plain English, so that a manager can check them without its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from casekit.days import written
from casekit.rubric.exact import figure
from casekit.rubric.expand import sample
from casekit.rubric.model import Answering, Bound, Condition, DateTest, Length, Limit, Rubric, Scale, Section, Trigger
from casekit.words import count, listing, spoken

_PLURAL = {"answers": "question", "grades": "section", "scores": "section"}


class Sentences:
    """Puts what a rubric says into words; every id becomes the label that the form gives it."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        whole = sample(rubric)
        nobody = [s for repeated in rubric.all_sections() if repeated.template for s in repeated.template.walk()]
        self._template_questions = {q.id: q for section in nobody for q in section.questions.values()}
        self._template_sections = {section.id: section for section in nobody}
        self._questions = {**self._template_questions, **whole.questions(), **rubric.questions()}
        self._sections = {s.id: s for some in (nobody, whole.all_sections(), rubric.all_sections()) for s in some}
        self._kinds: dict[str, Callable[[Condition], str]] = {
            "all": lambda c: listing(self._nested(part) for part in c.parts),
            "any": lambda c: listing((self._nested(part) for part in c.parts), "or"),
            "not": lambda c: f"it is not so that {self.condition(c.parts[0])}",
            "case_type": lambda c: f"the case is: {listing(self._labels(c, rubric.case_types), 'or')}",
            "flag": lambda c: f"this holds: {listing(self._labels(c, rubric.flags), 'or')}",
            "age": lambda c: f"the child’s age in years is {_compared(c.test)}",
            "day": lambda c: f"the period ends {between(c.test)}",
            "score": self._score,
            "scores": self._scores,
            "answer": self._answer,
            "answers": self._answers,
            "grade": self._grade,
            "grades": self._grades,
            "date": lambda c: self._date(str(c.subject), c.test),
        }

    def condition(self, condition: Condition) -> str:
        """A condition as it reads after "when"."""
        return self._kinds[condition.kind](condition)

    def limit(self, limit: Limit, section: Section) -> str:
        """A limit on a section's grade as a sentence, and whether anything lifts it."""
        above = "not more than" if limit.at_most is not None and limit.at_most.plus else "not above"
        bounds = ((limit.at_most, above), (limit.at_least, "not below"), (limit.exactly, "exactly"))
        says = listing(f"{how} {self._bound(bound, section.scale)}" for bound, how in bounds if bound is not None)
        when = f"When {self.condition(limit.when)}: " if limit.when is not None else ""
        lifts = "Nothing lifts this" if limit.hard else "Expected; a written reason settles it"
        if not limit.hard and limit.agreed_by:
            lifts += f", with the agreement of the {self.role(limit.agreed_by)}"
        return _sentence(f"{when}the grade is {says}. {lifts}.")

    def trigger(self, trigger: Trigger) -> str:
        """What must follow, as a sentence."""
        musts = []
        if trigger.tell:
            told = f"tell the {listing(self.role(role) for role in trigger.tell)}"
            musts.append(f"{told} {in_time(trigger.within)}" if trigger.within else told)
        elif trigger.within:
            musts.append(f"act {in_time(trigger.within)}")
        if trigger.needs:
            musts.append({"concern": "record an immediate concern"}.get(trigger.needs, "put an action on record"))
        when = f"When {self.condition(trigger.when)}: " if trigger.when is not None else ""
        return _sentence(f"{when}{listing(musts)}.")

    def agreement(self, test: DateTest) -> str:
        """The date that an answer has to agree with."""
        says = self._date(test.date, test.test)
        text = f"A yes needs that {says}" if test.yes_only else f"Must agree with the dates: yes means that {says}"
        return f"{text} (where {self.condition(test.applies_when)})" if test.applies_when is not None else text

    def role(self, role: str) -> str:
        """A role as people say it."""
        return spoken(role)

    def section(self, id: str) -> str:
        """A section by its title, in quotes; one of several who answer it too."""
        return _quoted(self._sections[id].title if id in self._sections else id)

    def where(self, subject: object) -> str:
        """ " marked “Required by law” in “Agencies: Police”": which questions or sections a selector is about."""
        if not isinstance(subject, Mapping):
            return ""
        return self._tagged(subject.get("tag")) + self._inside(subject.get("in"))

    def _nested(self, condition: Condition) -> str:
        text = self.condition(condition)
        return f"({text})" if condition.kind in ("all", "any") else text

    def _labels(self, condition: Condition, labels: Mapping[str, str]) -> list[str]:
        return [labels.get(id, id) for id in condition.items]

    def _answer(self, condition: Condition) -> str:
        question = self._questions[condition.items[0]]
        return f"{_quoted(question.called)} is answered {_compared(condition.test, question.answer)}"

    def _answers(self, condition: Condition) -> str:
        items = self._items(condition)
        answering = self._questions[items[0]].answer if items else None
        named = condition.subject if isinstance(condition.subject, list) else ()
        titles = [q.called if (q := self._questions[id]).of and id in named else q.title or q.ask for id in items]
        return f"{self._which(condition, titles)} {_are(condition)} answered {_compared(condition.test, answering)}"

    def _grade(self, condition: Condition) -> str:
        section = self._sections[condition.items[0]]
        which = "the grade here" if condition.subject == "this" else f"the grade of {_quoted(section.title)}"
        return f"{which} is {_compared(condition.test, _answering(section))}"

    def _grades(self, condition: Condition) -> str:
        items = self._items(condition)
        which = self._which(condition, [self._sections[id].title for id in items])
        graded = [self._template_sections.get(id) or self._sections[id] for id in items[:1]]
        answering = _answering(graded[0]) if graded else None
        return f"the grade of {which} is {_compared(condition.test, answering)}"

    def _score(self, condition: Condition) -> str:
        title = self._sections[condition.items[0]].title
        which = "the score here" if condition.subject == "this" else f"the score of {_quoted(title)}"
        return f"{which} is {_compared(condition.test)}"

    def _scores(self, condition: Condition) -> str:
        which = self._which(condition, [self._sections[id].title for id in self._items(condition)])
        return f"the score of {which} is {_compared(condition.test)}"

    def _items(self, condition: Condition) -> tuple[str, ...]:
        """The ids that a condition asks of; where the audit names none of several yet, those of the form itself."""
        if condition.items:
            return condition.items
        known = self._template_questions if condition.kind == "answers" else self._template_sections
        subject = condition.subject
        if not isinstance(subject, Mapping):
            return tuple(str(id) for id in (subject if isinstance(subject, list) else [subject]) if str(id) in known)
        return tuple(
            id
            for id, item in known.items()
            if not subject.get("tag") or {*_several(subject["tag"])} & {*getattr(item, "tags", ())}
        )

    def _which(self, condition: Condition, titles: list[str]) -> str:
        """ "at least one question required by law", "every section", "most of “A” and “B”"."""
        how_many = condition.test.get("how_many", 1)
        subject = condition.subject
        if isinstance(subject, list):
            named = listing(_quoted(title) for title in titles)
            return f"each of {named}" if how_many == "all" else f"{_number(how_many)} of {named}"
        kind = _PLURAL[condition.kind]
        many = f"every {kind}" if how_many == "all" else f"{_number(how_many)} {kind}{'' if how_many == 1 else 's'}"
        if isinstance(subject, Mapping):
            return many + self.where(subject)
        if titles and (len(titles) > 1 or not condition.items) and subject not in ("questions", "sections"):
            section = self._sections.get(str(subject))
            title = section.title if section is not None else titles[0]
            return f"{_quoted(title)} ({'all' if how_many == 'all' else _number(how_many)} of them)"
        return _quoted(titles[0]) if titles and subject not in ("questions", "sections") else many

    def _tagged(self, tag: object) -> str:
        tags = _several(tag)
        return (
            f" marked {listing((_quoted(self._rubric.tags.get(str(t), str(t))) for t in tags), 'or')}" if tags else ""
        )

    def _inside(self, place: object) -> str:
        if place in (None, "overall"):
            return ""
        if place == "this":
            return " here"
        ids = place if isinstance(place, list) else [place]
        return f" in {listing((self._place(str(id)) for id in ids), 'or')}"

    def _place(self, id: str) -> str:
        return "this section" if id == "this" else _quoted(self._sections[id].title)

    def _bound(self, bound: Bound, scale: Scale | None) -> str:
        if bound.value is not None:
            return scale.label(bound.value) if scale else bound.value
        of = "all sections"
        if isinstance(bound.of, str) and bound.of in self._sections:
            of = _quoted(self._sections[bound.of].title)
        elif bound.of != "sections" and bound.items:
            of = listing(_quoted(self._sections[id].title) for id in bound.items)
        rolled = {"majority": "most frequent"}.get(bound.roll or "", bound.roll or "")
        plus = f"{count(bound.plus, 'grade')} better than " if bound.plus else ""
        return f"{plus}the {rolled} grade of {of}"

    def _date(self, id: str, test: Mapping[str, object]) -> str:
        label = _quoted(self._rubric.dates.get(id, id))
        if "at_least" in test:
            least = int(str(test["at_least"]))
            there = "there is" if least == 1 else "there are"
            return f"{there} at least {count(least, 'date')} of {label} within {test['within']}"
        if "within" in test:
            return f"the last date of {label} is within {test['within']} of the end of the period"
        if "older_than" in test:
            return f"the last date of {label} is more than {test['older_than']} before the end of the period"
        if "first_within" in test:
            after = _quoted(self._rubric.dates.get(str(test["after"]), str(test["after"])))
            return f"the first date of {label} is within {test['first_within']} of {after}"
        since = test.get("from")
        counted = f", counted from {_quoted(self._rubric.dates.get(str(since), str(since)))}" if since else ""
        return f"the dates of {label} are never more than {test['every']} apart{counted}"


def _answering(section: Section) -> Answering:
    return Answering("scale", section.scale)


def _compared(test: Mapping[str, object], answering: Answering | None = None) -> str:
    """ "Good or Outstanding", "at least Good", "worse than Good", "at most 3"."""

    def label(value: object) -> str:
        if isinstance(value, Fraction):
            return figure(value)
        if answering is None:
            return str(value)
        return _quoted(answering.label(value)) if answering.options else answering.label(value)

    ordered = answering is not None and answering.kind == "scale"
    words = {
        "at_least": "at least {}" if not ordered else "{} or better",
        "at_most": "at most {}" if not ordered else "{} or worse",
        "above": "more than {}" if not ordered else "better than {}",
        "below": "less than {}" if not ordered else "worse than {}",
    }
    parts = []
    for key, value in test.items():
        if key == "is":
            parts.append(listing((label(v) for v in (value if isinstance(value, tuple) else (value,))), "or"))
        elif key in words:
            parts.append(words[key].format(label(value)))
    return listing(parts)


def between(test: Mapping[str, object]) -> str:
    """ "on or after 1 September 2026", with the last day too where there is one."""
    words = {"from": "on or after", "to": "on or before"}
    return listing(f"{words[key]} {written(day)}" for key, day in test.items() if isinstance(day, date))


def in_time(length: Length) -> str:
    """ "within 3 months", "on the same day"."""
    return "on the same day" if length.unit == "same day" else f"within {length}"


def _several(tag: object) -> list[object]:
    """Tags as a condition names them: none, one or a list."""
    return tag if isinstance(tag, list) else [tag] if tag else []


def _quoted(text: str) -> str:
    return f"“{text.rstrip('.')}”"


def _are(condition: Condition) -> str:
    """ "is" or "are", by how many the condition speaks of."""
    return "is" if condition.test.get("how_many", 1) in (1, "all") else "are"


def _number(how_many: object) -> str:
    return "most" if how_many == "most" else "at least one" if how_many == 1 else f"at least {how_many}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
