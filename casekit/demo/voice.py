"""What one audit's people say: sentences from the banks, with the same child, family and few events all through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from casekit.days import MONTHS, plus_months
from casekit.demo.bank import Bank, Sentences
from casekit.demo.sentences import Sentence, Traits, capital, spoken

Thing = TypeVar("Thing")

LONG = 330
"""Characters from which a comment is not taken for a short one."""

FEW = 3
"""So many of each kind of event, partner and the like run through one audit."""


@dataclass(slots=True)
class Voice:
    """One audit's way of speaking. start, end: its period. given: slots that the audit fills."""

    words: Bank
    traits: Traits
    start: date
    end: date
    chance: Random
    given: dict[str, str] = field(default_factory=dict)
    _fixed: dict[str, str] = field(default_factory=dict)
    _few: dict[str, list[str]] = field(default_factory=dict)
    _fresh: dict[str, list[Sentence]] = field(default_factory=dict)
    _said: set[Sentence] = field(default_factory=set)

    def say(self, sentences: Sentences, **given: str) -> str:
        """One of the sentences, as somebody would write it; not one that was said before while others are left."""
        fitting = sentences.fitting(self.traits)
        if not fitting:
            return ""
        first = int(self.chance.random() * len(fitting))
        unsaid = (one for one in (*fitting[first:], *fitting[:first]) if one not in self._said)
        drawn = next(unsaid, fitting[first])
        self._said.add(drawn)
        return capital(self.phrase(drawn, given))

    def phrase(self, drawn: Sentence, given: Mapping[str, str] | None = None) -> str:
        """That sentence with its slots filled, as it goes on inside another: it begins as the bank has it."""
        kept = self.given
        if given:
            self.given = {**kept, **given}
        made = spoken(drawn, self._slot, self.chance)
        self.given = kept
        return made

    def note(self, *path: str) -> str:
        """One of the notes at that path of words.yaml: a reason or evidence in a few words."""
        return self.say(self.words.sentences(*path))

    def dated(self, text: str, kind: str, **given: str) -> str:
        """The text with a sentence behind it that names days, and a short one with two of them."""
        known = list(self.words.sentences("dated", kind).all)
        self.chance.shuffle(known)
        for behind in known[: 1 if given or len(text) > LONG else 2]:
            span = (self.end - self.start).days
            first, last = sorted((self._between(span), self._between(span)))
            days = {"day": self._day(first), "then": self._day(last + (first == last))}
            text = f"{text} {capital(self.phrase(behind, {**days, **given}))}".strip()
        return text

    def _between(self, span: int) -> int:
        return 3 + int(self.chance.random() * (span - 5))

    def _day(self, after: int) -> str:
        return spoken_day(self.start + timedelta(days=after))

    def _slot(self, name: str) -> str:
        if name in self.given:
            return self.given[name]
        if name == "month":
            return MONTHS[plus_months(self.end, -self.chance.randint(1, 5)).month - 1]
        if name not in self._fixed:
            return self._changing(name)
        return self._fixed[name]

    def _changing(self, name: str) -> str:
        if fixed := self._fitting("fixed", name):
            self._fixed[name] = self._expanded(self._drawn(fixed))
            return self._fixed[name]
        if name not in self._few and (few := self._fitting("few", name)):
            self.chance.shuffle(few)
            self._few[name] = [self._expanded(one) for one in few[:FEW]]
        if name in self._few:
            turn = self._few[name]
            turn.append(turn.pop(0))
            return turn[-1]
        if not self._fresh.get(name):
            self._fresh[name] = self._fitting("fresh", name)
            if not self._fresh[name]:
                raise KeyError(f"{{{name}}} is filled by nothing")
            self.chance.shuffle(self._fresh[name])
        return self._expanded(self._fresh[name].pop())

    def _fitting(self, kind: str, name: str) -> list[Sentence]:
        return list(self.words.sentences(kind, name).fitting(self.traits))

    def _expanded(self, drawn: Sentence) -> str:
        return spoken(drawn, self._slot, self.chance)

    def _drawn(self, things: Sequence[Thing]) -> Thing:
        return things[int(self.chance.random() * len(things))]


def spoken_day(day: date) -> str:
    """ "12 November"."""
    return f"{day.day} {MONTHS[day.month - 1]}"
