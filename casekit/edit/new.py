"""A new audit: every part of the form that may apply, in its order, with the form's guidance as comments.

The guidance stands in the front matter and never in the body, so what is under a heading is always somebody's own.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import starmap
from types import MappingProxyType

from casekit.days import less
from casekit.edit.asked import Asked, asked
from casekit.edit.canonical import Part, body_text
from casekit.edit.new_each import below, called, named, own, prefilled, several
from casekit.edit.outline import form_outline, outline
from casekit.edit.scalars import comment as _comment
from casekit.rubric.computing import Descriptor
from casekit.rubric.instances import typed
from casekit.rubric.model import Answering, Condition, Question, Rubric, Scale, Section, Value
from casekit.rubric.sentences import Sentences
from casekit.words import fold, listing, spoken

LETTERS = "bcdfghjkmnpqrstvwxz"
"""No vowels, so that no word comes about by accident, and nothing that looks like a digit."""

LENGTH = 6

NOTHING: Mapping[str, str] = MappingProxyType({})

HOW = (
    "Lines that begin with # are guidance; they may stay or go. Write your answers behind the colons; what is left "
    "empty counts as not answered yet. The comments go under the headings at the end of the file.",
    "Where a question does not apply, or an answer needs a reason, write two lines below it:",
    "    answer: not_applicable",
    "    why: the reason in your words",
    "People are given by their id from people.yaml, never by name; days are written 2026-10-15.",
)
CASE = (
    ("ref", "a random reference such as K7Q2M; never a name, a date of birth or a system number"),
    ("type", ""),
    ("flags", ""),
    ("age", "in whole years, or unborn"),
    ("team", "its id from people.yaml"),
    ("practitioner", ""),
    ("team_manager", ""),
    ("reviewer", "reviewing officer or conference chair, where there is one"),
)
CONCERN = (
    "For an immediate concern about the child's safety, which does not wait for the audit:",
    "  - id: c1",
    "    noticed: 2026-10-15T10:40",
    "    told:",
    "      - {who: p031, at: 2026-10-15T10:55}",
    "    response:",
    "      at: 2026-10-15T14:00",
    "      what: what was done so that the child is safe",
    "    siblings: considered, none or not_considered",
    "    closed: 2026-10-17",
)
ACTION = (
    "For each action:",
    "  - id: a1",
    "    for: the section or the question that it answers to",
    "    do: what is to be done",
    "    outcome: what it brings the child",
    "    owner: one person's id",
    "    agreed: 2026-10-20",
    "    due: 2026-11-12",
)


def next_id(existing: Collection[str], month: str, choose: Callable[[str], str] = secrets.choice) -> str:
    """An id that nobody has: the month (YYYY-MM) and six letters at random, so that branches do not collide."""
    while True:
        made = f"{month}-{''.join(choose(LETTERS) for _ in range(LENGTH))}"
        if made not in existing:
            return made


def new_audit(
    rubric: Rubric,
    month: str,
    id: str,
    case_types: Sequence[str] = (),
    flags: Sequence[str] | None = None,
    auditor: str = "",
    today: date | None = None,
    known: Mapping[str, str] = NOTHING,
    earlier: Sequence[str] = (),
) -> str:
    """The text of a prefilled audit file of that month's programme (YYYY-MM).

    case_types, flags: ids of the form; what cannot apply to such a case is left out. Where they are not known (no
    case types, flags None) every part is there with a comment on when it applies. today: the period then ends on
    that day and is as long as the form looks back. known: what is known of the case, by key, such as ref and team.
    earlier: sentences about earlier audits of the case, which stand as comments above it.
    """
    rubric = prefilled(rubric)
    parts = asked(rubric, case_types, flags)
    lines = [*_comment(f"This file lies in audits/{month} and is called {id}.md.", "")]
    lines += _head(rubric, id, case_types, flags, auditor, today, known, earlier)
    lines += _dates(rubric, parts)
    lines += _feedback(rubric)
    lines += ["", *_scales(rubric), "sections:"]
    for section in rubric.sections.values():
        lines += _section(rubric, section, parts)
    lines += ["", *_entry(rubric, rubric.overall, parts, "")]
    lines += _tail(rubric)
    headings = outline(rubric, lambda s: s in parts.sections and named(s), lambda s, b: (s, b) in parts.boxes)
    body = [Part(h.level, h.title) for h in (*headings, *form_outline(rubric.reflection, "reflection"))]
    return "---\n" + "\n".join(lines) + "\n---\n" + body_text(body)


def _head(
    rubric: Rubric,
    id: str,
    case_types: Sequence[str],
    flags: Sequence[str] | None,
    auditor: str,
    today: date | None,
    known: Mapping[str, str],
    earlier: Sequence[str],
) -> Iterator[str]:
    yield from _comment(f"{rubric.title}. {rubric.guide}", "")
    yield "#"
    for line in HOW:
        yield from _comment(line, "")
    yield ""
    yield f"id: {id}"
    yield f"rubric: {rubric.ref}"
    for line in earlier:
        yield from _comment(line, "")
    yield "case:"
    for key, note in CASE:
        if key in rubric.leaves_out:
            continue
        if key == "type":
            several = "one of these, or several as [one, other]" if rubric.several_types else "one of these"
            if rubric.case_types:
                yield from _comment(f"{several}: {_labelled(rubric.case_types)}", "  ")
            kinds = list(case_types)
            yield _line("type", f"[{', '.join(kinds)}]" if len(kinds) > 1 else "".join(kinds), "  ")
        elif key == "flags":
            if rubric.flags:
                yield from _comment(f"all of these that hold: {_labelled(rubric.flags)}", "  ")
            yield f"  flags: [{', '.join(flags or ())}]"
        else:
            yield from _comment(note, "  ") if note else ()
            yield _line(key, known.get(key, ""), "  ")
    yield from (_line(key, value, "  ") for key, value in known.items() if key not in {name for name, _ in CASE})
    yield _line("auditor", auditor, "")
    yield from _comment("yes if the auditor has had no part in this case", "")
    yield "independent:"
    yield from _comment("the time looked at; timescales are counted back from its last day", "")
    start = less(today, rubric.looks_back) if today and rubric.looks_back else None
    yield from ["period:", _line("from", start.isoformat() if start else "", "  ")]
    yield _line("to", today.isoformat() if today else "", "  ")
    if "with_practitioner" not in rubric.leaves_out:
        yield from _comment(
            "the day of the meeting; if it did not come about, two lines below: attempted: and why:", ""
        )
        yield "with_practitioner:"
    yield from _comment("the day on which the audit is finished; fill it in last", "")
    yield "completed:"


def _dates(rubric: Rubric, parts: Asked) -> Iterator[str]:
    if parts.dates:
        yield "dates:"
        yield from _comment("a day, or several as [2026-06-02, 2026-09-01]; [] where there is none on record", "  ")
        for id in (id for id in rubric.dates if id in parts.dates):
            yield from _comment(rubric.dates[id], "  ")
            yield f"  {id}:"


def _feedback(rubric: Rubric) -> Iterator[str]:
    form = rubric.feedback
    if not form.respondents:
        return
    yield ""
    yield from _comment(f"{form.title}. {form.guide}", "")
    yield from _comment("Below whoever was asked: on: and answers: with the questions, one a line; or", "")
    yield from _comment("attempted:, declined: (a day each) with why:; or not_appropriate: with the reason.", "")
    for question in form.questions.values():
        yield from _comment(f"{question.id}: {question.ask} ({_answers(question)})", "")
    yield "feedback:"
    for id, label in form.respondents.items():
        yield from _comment(label, "  ")
        yield f"  {id}:"


def _scales(rubric: Rubric) -> Iterator[str]:
    """What the grades mean in this form, said once above all sections."""
    for scale in {s.scale.id: s.scale for s in rubric.all_sections() if s.scale}.values():
        if any(value.means for value in scale.values):
            yield "# THE GRADES"
            for value in scale.best_first:
                yield from _comment(": ".join(filter(None, (_named(value.id, value.label), value.means))), "")


def _named(id: str, label: str) -> str:
    return id if fold(label) == fold(id) else f"{id} ({label})"


def _when(condition: Condition, rubric: Rubric) -> str:
    return Sentences(rubric).condition(condition)


def _described(descriptors: Iterable[Descriptor], rubric: Rubric) -> list[str]:
    """What a grade looks like; in which cases, where it is not in all."""
    return [f"[if {_when(d.applies_when, rubric)}] {d.text}" if d.applies_when else d.text for d in descriptors]


def _grades(rubric: Rubric, section: Section, grades: Iterable[Value]) -> Iterator[str]:
    """Each grade with what it looks like in the section, and where its questions describe it."""
    for value in grades:
        texts = _described(section.descriptors.get(value.id, ()), rubric)
        if any(value.id in question.descriptors for question in section.questions.values()):
            texts.append("What the questions below say of it.")
        yield ": ".join(filter(None, (_named(value.id, value.label), " ".join(texts))))


def _section(rubric: Rubric, section: Section, parts: Asked) -> Iterator[str]:
    if section.id not in parts.sections:
        return
    if section.template is not None:
        yield ""
        yield from several(section, "  ", lambda one, indent: _entry(rubric, one, parts, indent))
        return
    yield ""
    if section.scale or section.questions:
        yield from _entry(rubric, section, parts, "  ")
    else:
        yield from _about(rubric, section, parts, "  ")
    for subsection in section.sections.values():
        yield from _section(rubric, subsection, parts)


def _about(rubric: Rubric, section: Section, parts: Asked, indent: str) -> Iterator[str]:
    """What a section is, when it applies, what to think about, and what belongs under its headings."""
    yield from _comment(_titled(section), indent)
    if section.applies_when is not None and section.id in parts.sometimes:
        yield from _comment(f"Only if {_when(section.applies_when, rubric)}; take it out otherwise.", indent)
    for prompt in section.prompts:
        yield from _comment(f"- {prompt}", indent)
    yield from _boxes(rubric, section, parts, indent)


def _entry(rubric: Rubric, section: Section, parts: Asked, indent: str) -> Iterator[str]:
    yield from _about(rubric, section, parts, indent)
    yield f"{indent}{called(section)}:"
    inner = indent + "  "
    yield from own(rubric, section, parts, inner)
    if section.scale is not None:
        grades = section.scale.best_first
        if section.descriptors:
            for line in _grades(rubric, section, grades):
                yield from _comment(line, inner)
        if section.computed:
            yield from _comment(_computed(section), inner)
        else:
            if not section.descriptors:
                yield from _comment(_either(section.scale), inner)
            yield f"{inner}grade:"
    if section.id == "overall" and rubric.themes:
        yield from _comment(f"any of these, as [one, other]: {_labelled(rubric.themes)}", inner)
        yield f"{inner}themes: []"
    questions = [q for q in section.questions.values() if q.id in parts.questions]
    if questions:
        yield f"{inner}answers:"
        explained = _often(question.answer for question in questions)
        for scale in explained:
            stands = listing(f'"{v.id}" for "{v.label}"' for v in scale.values if fold(v.label) != fold(v.id))
            yield from _comment(f"Below stands {stands}.", inner + "  ")
        for question in questions:
            yield from _question(rubric, question, parts, explained, inner + "  ")
    yield from below(section, parts, inner, lambda part, deeper: _entry(rubric, part, parts, deeper))


def _often(answers: Iterable[Answering]) -> tuple[Scale, ...]:
    """The scales of several of these questions whose labels say more than their ids: explained once for all."""
    scales = [answer.scale for answer in answers if answer.scale]
    times = Counter(scale.id for scale in scales)
    once = {scale.id: scale for scale in scales if times[scale.id] > 1}
    return tuple(s for s in once.values() if any(fold(v.label) != fold(v.id) for v in s.values))


def _either(scale: Scale) -> str:
    return listing((_named(value.id, value.label) for value in scale.best_first), "or")


def _computed(section: Section) -> str:
    """What to write for a grade that the form works out: nothing, or who put another in its place."""
    roles = listing((spoken(role) for role in section.grading.override), "or")
    other = f" The {roles} may put another in its place: override: with grade:, by: and why:." if roles else ""
    return f"The grade is worked out; leave it out, or write grade: not_assessed with why:.{other}"


def _titled(section: Section) -> str:
    return " ".join(filter(None, (f"{section.title.upper()}.", section.guide)))


def _boxes(rubric: Rubric, section: Section, parts: Asked, indent: str) -> Iterator[str]:
    """What belongs under the headings of this section, since the body itself holds no guidance."""
    for name, box in section.every_box().items():
        if (section.id, name) in parts.boxes and (box.guide or box.applies_when):
            only = f"only if {_when(box.applies_when, rubric)}. " if box.applies_when else ""
            yield from _comment(f'Under "{box.title}": {only}{box.guide}', indent)


def _question(
    rubric: Rubric, question: Question, parts: Asked, explained: Collection[Scale], indent: str
) -> Iterator[str]:
    yield from _comment(f"{question.ask} {question.guide}".strip(), indent)
    if question.applies_when is not None and question.id in parts.sometimes:
        yield from _comment(f"Only if {_when(question.applies_when, rubric)}; take it out otherwise.", indent)
    for value, looks in question.descriptors.items():
        for text in _described(looks, rubric):
            yield from _comment(f"{value}: {text}", indent)
    scale = question.answer.scale
    answers = listing((v.id for v in scale.values), "or") if scale in explained and scale else _answers(question)
    free = "; may stay empty" if question.required == "chosen" else ""
    left_out = free or ("" if question.not_applicable == "never" else "; or not_applicable")
    yield from _comment(f"{answers}{left_out}", indent)
    yield f"{indent}{typed(question.id)}:"


def _answers(question: Question) -> str:
    match question.answer.kind:
        case "scale":
            assert question.answer.scale is not None
            return _either(question.answer.scale)
        case "choice":
            return _labelled(question.answer.options, "or")
        case "choices":
            return f"several of, as [one, other]: {_labelled(question.answer.options)}"
        case "date":
            return "a day"
        case "count":
            return "a whole number"
        case _:
            return "in your words"


def _tail(rubric: Rubric) -> Iterator[str]:
    yield ""
    yield from _comment("when the team manager talked it through with the worker and recorded it as supervision", "")
    yield "discussed:"
    yield from _comment("whom it was shared with, one a line: - {with: p207, on: 2026-10-20}", "")
    yield "shared:"
    for line in (*([rubric.concern.guide] if rubric.concern.guide else ()), *CONCERN):
        yield from _comment(line, "")
    yield "concerns:"
    if rubric.reflection.title:
        yield from _comment("the day of the practitioner's reflection", "")
        yield from ["reflection:", "  on:"]
    for line in ACTION:
        yield from _comment(line, "")
    yield "actions:"


def _labelled(labels: Mapping[str, str], last: str = "and") -> str:
    return listing(starmap(_named, labels.items()), last)


def _line(key: str, value: str, indent: str) -> str:
    return f"{indent}{key}: {value}" if value else f"{indent}{key}:"
