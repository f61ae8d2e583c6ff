"""What differs between two forms, and how much hangs on it: grades, what is asked, or words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casekit.rubric.aloud import aloud
from casekit.rubric.aloud_grading import grading_notes
from casekit.rubric.items import AS_BEFORE, Item, Renamed, items
from casekit.rubric.model import Condition, Json, Rubric
from casekit.rubric.plan import nodes
from casekit.rubric.sentences import Sentences
from casekit.words import listing

GRADES, ASKED, WORDS = "grades", "asked", "words"
"""What hangs on a change: whether grades and limits can come out differently; what has to be filled in; neither."""

WORDED = ("title", "ask", "guide", "label", "means", "prompts", "text", "subject", "printed", "source", "also", "name")
SAYING = ("descriptor", "theme", "worked case")
"""Kinds of items on which neither grades nor what is asked depend."""
COUNTING = ("grade", "score", "weight", "number", "order", "numbers", "best_first", "worst_first", "best")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    what: added, removed, renumbered (another id), moved (to another section), reworded, changed or reordered. kind:
    section, question, limit and so on; id: the new one, unless it was removed. key: the word of the language whose
    value differs. before, after: what it says, in words. weighs: grades, asked or words.
    """

    what: str
    kind: str
    id: str
    key: str = ""
    before: str = ""
    after: str = ""
    weighs: str = WORDS


def compare(old: Rubric, new: Rubric, renamed: Renamed = AS_BEFORE) -> tuple[Change, ...]:
    """Every difference, in the order of the new form, then what was removed.

    renamed: what became of the old form's ids and values; under another name they are no other question or grade.
    """
    before, after = items(old, renamed), items(new)
    told_before, told_after = _told(old, renamed), _told(new, AS_BEFORE)
    feeds = {renamed.id(id) for id in feeding(old)} | feeding(new)
    found = list(_renumbered(renamed, items(old), after))
    for place, item in after.items():
        if place not in before:
            whole = "; ".join(told_after.get((*place, ""), ()))
            found.append(Change("added", *place, after=whole, weighs=_weighs(item, "", feeds)))
            continue
        for key in dict.fromkeys((*before[place].says, *item.says)):
            was, now = before[place].says.get(key), item.says.get(key)
            if was != now:
                told = told_before.get((*place, key), ()), told_after.get((*place, key), ())
                says = _differing(*told) if told[0] != told[1] else (in_words(was), in_words(now))
                found.append(Change(_what(key, was, now), *place, key, *says, _weighs(item, key, feeds)))
    for place, item in before.items():
        if place not in after:
            whole = "; ".join(told_before.get((*place, ""), ()))
            found.append(Change("removed", *place, before=whole, weighs=_weighs(item, "", feeds)))
    return (*found, *_reordered(before, after))


def _differing(was: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, str]:
    """Of several sentences those that differ."""
    return "; ".join(text for text in was if text not in now), "; ".join(text for text in now if text not in was)


def feeding(rubric: Rubric) -> set[str]:
    """The questions and sections on which a limit or a computed grade depends, by their answers, grades or presence."""
    sections = {section.id: section for section in rubric.all_sections()}
    found: set[str] = set()
    for section in sections.values():
        for limit in section.limits:
            found |= _named(limit.when)
            found.update(id for bound in (limit.at_most, limit.at_least, limit.exactly) if bound for id in bound.items)
        found.update(section.grading.items, section.score.items if section.score else ())
        found |= {id for rule in section.grading.rules for id in _named(rule.when)}
    questions = rubric.questions()
    waiting = list(found)
    while waiting:
        id = waiting.pop()
        one = questions.get(id)
        node = one or sections.get(id)
        above = one.section if one else sections[id].parent if id in sections else ""
        more = _named(node.applies_when if node else None) | ({above} if above else set())
        waiting += more - found
        found |= more
    return found


def _named(condition: Condition | None) -> set[str]:
    return {id for node in nodes(condition) if node.kind not in ("case_type", "flag") for id in node.items}


def _renumbered(
    renamed: Renamed, before: Mapping[tuple[str, str], Item], after: Mapping[tuple[str, str], Item]
) -> Iterator[Change]:
    """What goes on under another name, once for each kind of thing; a box that many sections share once."""
    ends = [{(kind, re.split(": |/", id)[-1]) for kind, id in some} for some in (before, after)]
    for names, values in ((renamed.ids, False), (renamed.values, True)):
        for old, new in names.items():
            kinds = {kind for kind, id in ends[0] if id == old} & {kind for kind, id in ends[1] if id == new}
            for kind in sorted(kinds - {"descriptor"}):
                if (kind == "value") == values:
                    yield Change("renumbered", kind, new, "id", old, new)


def _reordered(before: Mapping[tuple[str, str], Item], after: Mapping[tuple[str, str], Item]) -> Iterator[Change]:
    """Sections and questions that stand in another order than before, each place once."""
    for kind, one, many in (("section", "section", "sections"), ("question", "section", "questions")):
        for place in dict.fromkeys(str(i.says.get("in", "")) for i in after.values() if i.kind == kind):
            was, now = (
                [i.id for i in some.values() if i.kind == kind and str(i.says.get("in", "")) == place]
                for some in (before, after)
            )
            kept = [[id for id in ids if id in was and id in now] for ids in (was, now)]
            if kept[0] != kept[1]:
                yield Change("reordered", one, place, many, listing(kept[0]), listing(kept[1]))


def _what(key: str, was: Json, now: Json) -> str:
    if key == "in":
        return "moved"
    return "reworded" if key in WORDED and was is not None and now is not None else "changed"


def _weighs(item: Item, key: str, feeds: set[str]) -> str:
    """What hangs on a change of an item, or of one of its words; key "" for the item as a whole."""
    if item.kind in SAYING or key in WORDED:
        return WORDS
    if item.kind == "limit" or key in COUNTING or (item.kind in ("scale", "value") and not key):
        return GRADES
    if item.kind in ("section", "question") and item.id in feeds and key not in ("required", "looks_back"):
        return ASKED if key in ("agrees_with", "yes_needs") else GRADES
    return ASKED


def _told(rubric: Rubric, renamed: Renamed) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Items and what they say, in words, where the plain value is not what a person would read."""
    words = Sentences(rubric)
    told: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for section in rubric.all_sections():
        id = renamed.id(section.id)
        told["section", id, ""] = (section.title,)
        notes = tuple(grading_notes(rubric, section, words))
        told["section", id, "score"] = tuple(note for note in notes if note.startswith("The score"))
        told["section", id, "grade"] = ("Not graded.",)
        if section.scale is not None:
            judged = listing((value.label for value in section.scale.best_first), "or")
            worked_out = tuple(note for note in notes if "grade" in note or "override" in note)
            told["section", id, "grade"] = worked_out or (f"Judged: {judged}.",)
        if section.applies_when is not None:
            told["section", id, "applies_when"] = (words.condition(section.applies_when),)
        for box in section.boxes.values():
            place = f"{id}/{renamed.id(box.id)}"
            told["box", place, ""] = (box.title,)
            if box.applies_when is not None:
                told["box", place, "applies_when"] = (words.condition(box.applies_when),)
        for question in section.questions.values():
            q = renamed.id(question.id)
            told["question", q, ""] = (question.ask,)
            if question.applies_when is not None:
                told["question", q, "applies_when"] = (words.condition(question.applies_when),)
            for key, yes_only in (("agrees_with", False), ("yes_needs", True)):
                tests = (test for test in question.agrees_with if test.yes_only is yes_only)
                told["question", q, key] = tuple(map(words.agreement, tests))
    for spoken in aloud(rubric):
        for asked in spoken.questions:
            kind = "question to the family" if spoken.id == "feedback" else "question"
            told[kind, renamed.id(asked.id), "answer"] = (asked.answers,)
        for kind, rules in (("limit", spoken.limits), ("trigger", spoken.triggers)):
            for rule in rules:
                name = renamed.id(rule.id)
                told[kind, name, "rule"] = told[kind, name, ""] = (rule.says,)
    return told


def in_words(value: Json) -> str:
    """A plain value as people read it; "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return listing(in_words(item) for item in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {in_words(item)}" for key, item in value.items())
    return str(value)
