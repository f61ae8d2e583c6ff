"""What stands around the sections of a Word form: safety first, the case, dates, feedback, and last the actions."""

from __future__ import annotations

from casekit.form.word.drawing import Drawing
from casekit.form.word.places import Place, unique, value_at
from casekit.form.word.sections import Sections, told
from casekit.rubric.model import Rubric
from casekit.words import listing

CASE = (
    ("ref", "Case reference (random, such as K7Q2M; never a name, a date of birth or a system number)"),
    ("age", "The child's age in whole years, or the word unborn"),
    ("team", "Team, by its id"),
    ("practitioner", "Practitioner, by their id, never a name"),
    ("team_manager", "Team manager, by their id"),
    ("reviewer", "Reviewing officer or conference chair, by their id, where there is one"),
)
YES_NO = (("yes", "Yes, I had no part in it"), ("no", "No, I had a part in it"))
MET = (("met", "We met"), ("attempted", "I tried, and it did not come about"))
HOW = (
    ("gained", "They told us something"),
    ("attempted", "I tried, and got nothing"),
    ("declined", "They did not want to"),
    ("not_appropriate", "It would have been wrong to ask"),
)
SIBLINGS = (("considered", "Considered"), ("none", "There are none"), ("not_considered", "Not considered"))
HEADS = ("For", "What is to be done", "What it brings the child", "Owner", "Agreed", "Due")


def concerns(draw: Drawing, rubric: Rubric, spare: int) -> None:
    """Whether the child is safe: what is told to whom, and places for immediate concerns."""
    form = rubric.concern
    draw.heading("Is the child safe?", 1)
    draw.note(form.guide)
    if form.tell:
        within = f" The response comes within {form.respond}." if form.respond else ""
        draw.says(f"Told at once: {listing(role.replace('_', ' ') for role in form.tell)}.{within}")
    there = value_at(draw.fields, ("concerns",)) or []
    for number in range(len(there) + spare):
        path = ("concerns", str(number))
        draw.heading(f"Immediate concern {number + 1}, if there is one", 2)
        draw.ask(Place((*path, "noticed"), "moment", "When it was noticed, such as 15 October 2026 10:40"))
        told(draw, (*path, "told"), "told", 3 if spare < 10 else 12)
        draw.ask(Place((*path, "at"), "moment", "When the response came"))
        draw.ask(Place((*path, "what"), "lines", "What was done so that the child is safe"))
        draw.ask(Place((*path, "why"), "lines", "If it came late: why"))
        draw.ask(Place((*path, "siblings"), "pick", "Brothers and sisters", SIBLINGS))
        draw.ask(Place((*path, "closed"), "day", "Closed on"))


def details(draw: Drawing, rubric: Rubric, spells: bool) -> None:
    """Whose file it is, the time looked at, and the meeting."""
    draw.heading("The case and the audit", 1)
    for key, label in (pair for pair in CASE if pair[0] not in rubric.leaves_out):
        draw.ask(Place(("case", key), "line", label))
    if spells:
        draw.says("The kinds of case are in the file with the days on which each held; they stay as they are.")
    elif rubric.several_types:
        draw.ticks("Kind of case", [Place(("types", id), "tick", label) for id, label in rubric.case_types.items()])
    elif rubric.case_types:
        draw.ask(Place(("types", "0"), "pick", "Kind of case", unique(dict(rubric.case_types))))
    flags = [Place(("flags", id), "tick", label) for id, label in rubric.flags.items()]
    draw.ticks("What holds for this case", flags)
    draw.ask(Place(("auditor",), "line", "Auditor: your own id"))
    draw.ask(Place(("independent",), "pick", "Had you no part in this case?", YES_NO))
    draw.ask(
        Place(("period", "from"), "day", "The time looked at: first day"),
        Place(("period", "to"), "day", "last day (timescales are counted back from it)"),
    )
    if "with_practitioner" not in rubric.leaves_out:
        draw.ask(
            Place(("met", "how"), "pick", "The meeting with the practitioner", MET),
            Place(("met", "on"), "day", "on which day"),
        )
        draw.ask(Place(("met", "why"), "lines", "Why it did not come about, where it did not"))


def dates(draw: Drawing, rubric: Rubric, asked: set[str], spare: int) -> None:
    """Days from the file, several for each."""
    known = [id for id in rubric.dates if id in asked or value_at(draw.fields, ("dates", id))]
    if not known:
        return
    draw.heading("Dates from the file", 1)
    draw.note(
        "Answers about timescales are held against these days. Tick “None on record” where you looked and found none."
    )
    for id in known:
        there = len((value_at(draw.fields, ("dates", id)) or {}).get("days", ()))
        draw.says(rubric.dates[id])
        days = [Place(("dates", id, "days", str(n)), "day", f"Day {n + 1}") for n in range(max(there + 2, spare))]
        for first in range(0, len(days), 3):
            draw.ask(*days[first : first + 3])
        draw.ticks("", [Place(("dates", id, "none"), "tick", "None on record")])


def feedback(sections: Sections, rubric: Rubric) -> None:
    """What the family and others told."""
    form, draw = rubric.feedback, sections.drawing
    if not form.respondents:
        return
    draw.heading(form.title or "Feedback", 1)
    draw.note(form.guide)
    for id, label in form.respondents.items():
        path = ("feedback", id)
        draw.heading(label, 2)
        draw.ask(Place((*path, "how"), "pick", "How it went", HOW), Place((*path, "on"), "day", "on which day"))
        draw.ask(Place((*path, "why"), "lines", "Why there is none, where there is none"))
        for question in form.questions.values():
            sections.answer(question, (*path, "answers", question.id))


def actions(draw: Drawing, targets: list[tuple[str, str]], spare: int) -> None:
    """The actions as a table, with rows to spare."""
    draw.heading("Actions", 1)
    draw.note("One action in each row. If these rows are not enough, copy the last one below itself.")
    there = value_at(draw.fields, ("actions",)) or []
    rows = []
    for number in range(len(there) + spare):
        path = ("actions", str(number))
        now = value_at(draw.fields, (*path, "for")) or ""
        known = targets if not now or now in dict(targets) else [*targets, (now, now)]
        rows.append(
            [
                draw.alone(Place((*path, "for"), "pick", "The section or question that it is for", unique(known))),
                *(
                    draw.alone(Place((*path, key), "lines", label))
                    for key, label in (("do", HEADS[1]), ("outcome", HEADS[2]))
                ),
                draw.alone(Place((*path, "owner"), "line", "Owner, by their id")),
                *(
                    draw.alone(Place((*path, key), "day", label))
                    for key, label in (("agreed", HEADS[4]), ("due", HEADS[5]))
                ),
            ]
        )
    draw.table(HEADS, (900, 1300, 1100, 500, 600, 600), rows)
