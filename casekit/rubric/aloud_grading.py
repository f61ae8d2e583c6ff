"""Scores, computed grades and what grades look like, as a person reads them aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casekit.rubric.causes import lowered
from casekit.rubric.computing import Descriptor, Scoring
from casekit.rubric.exact import figure
from casekit.rubric.instances import typed
from casekit.rubric.model import Rubric, Scale, Section
from casekit.rubric.sentences import Sentences
from casekit.words import count, listing

HOW = {
    "points": "the points earned, as a percentage of the points that could be earned",
    "share": "the percentage of questions answered {}",
    "mean": "the average",
    "sum": "the total",
}
OUT_OF = {
    "applicable": "what is not applicable or not assessed is left out; while anything else is open, there is no score",
    "answered": "only what is answered counts",
    "available": "what is not answered earns nothing",
}
ROUND = {"none": "", "nearest": ", rounded to the nearest whole number", "down": ", rounded down", "up": ", rounded up"}
ROLLED = {"lowest": "the lowest", "highest": "the highest", "majority": "the most frequent"}


def spoken_looks(descriptors: Iterable[Descriptor], words: Sentences) -> tuple[str, ...]:
    """What a grade looks like; in which cases, where it is not in all."""
    return tuple(
        f"{look.text} (where {words.condition(look.applies_when)})" if look.applies_when else look.text
        for look in descriptors
    )


def grading_notes(rubric: Rubric, section: Section, words: Sentences) -> Iterator[str]:
    """Whole sentences on how a section comes by its score and its grade; none where it has no score and is judged."""
    if section.score is not None:
        yield _score(rubric, section.score, words)
    if section.weight != 1:
        yield f"Counts {figure(section.weight)} times in a score of sections."
    if section.scale is not None and section.computed:
        yield f"The grade is worked out: {_grade(rubric, section, section.scale, words)}."
        if section.grading.override:
            roles = listing((words.role(role) for role in section.grading.override), "or")
            yield f"A written override by the {roles} may stand in its place, and stays inside the limits."


def _score(rubric: Rubric, score: Scoring, words: Sentences) -> str:
    questions = rubric.questions()
    labels = {label for id in score.items if id in questions for label in _answered(rubric, score, id)}
    how = HOW[score.how].format(listing(sorted(labels), "or"))
    of = f"{count(len(score.items), 'question')}{words.where(score.of)}"
    if score.on == "sections":
        of = f"the scores of {listing(dict.fromkeys(_whose(rubric, id, words) for id in score.items))}"
    return f"The score is {how}, over {of}; {OUT_OF[score.out_of]}."


def _whose(rubric: Rubric, id: str, words: Sentences) -> str:
    """A section by its title; "each child of" it, where an audit says itself who they are."""
    home = next((s for s in rubric.all_sections() if s.id == typed(id)), None)
    each = home.for_each if home is not None else None
    if home is None or each is None or each.of or id == home.id:
        return words.section(id)
    return f"each {lowered(each.name)} of {words.section(home.id)}"


def _answered(rubric: Rubric, score: Scoring, question: str) -> Iterator[str]:
    answer = rubric.questions()[question].answer
    return (
        answer.label(value)
        for value in score.answered
        if value in (answer.scale.ranks if answer.scale else answer.options)
    )


def _grade(rubric: Rubric, section: Section, scale: Scale, words: Sentences) -> str:
    grading = section.grading
    if grading.how == "bands":
        bands = listing(f"{scale.label(band.grade)} from {figure(band.least)}" for band in grading.bands)
        return f"{bands}, by the score{ROUND[grading.round]}"
    if grading.how == "rules":
        parts = [
            f"{scale.label(rule.grade)} when {words.condition(rule.when)}"
            if rule.when
            else f"else {scale.label(rule.grade)}"
            for rule in grading.rules
        ]
        return f"the first of these that holds: {'; '.join(parts)}"
    of = listing(words.section(id) for id in grading.items)
    ties = f" (of several, the {grading.ties})" if grading.ties else ""
    return f"{ROLLED[grading.how]}{ties} of the grades of {of}"
