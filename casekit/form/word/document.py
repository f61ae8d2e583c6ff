"""The Word form of one audit: made from the same plan as the page, with the same content each time."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from casekit.edit.asked import asked
from casekit.form.content import Prefilled, called, with_spells
from casekit.form.fields import fields
from casekit.form.word import parts
from casekit.form.word.drawing import Drawing
from casekit.form.word.places import Place
from casekit.form.word.sections import Sections
from casekit.model.people import People
from casekit.office.writing import document
from casekit.rubric.expand import targets
from casekit.rubric.sentences import Sentences

AUDIT = Place(("audit",), "line", "Audit")
FORM = Place(("form",), "line", "Form")
MONTH = Place(("month",), "line", "Month")
HEAD = {place.tag: place for place in (AUDIT, FORM, MONTH)}
OPEN = "is given its number when it comes back"
"""Stands in place of the id of an audit that is not in the repository yet."""


@dataclass(frozen=True, slots=True)
class Spare:
    """How many rows there are beside those that are filled in."""

    concerns: int
    days: int
    actions: int


GIVEN = Spare(concerns=2, days=3, actions=8)
MOST = Spare(concerns=12, days=60, actions=60)
"""More than any form has, to know each of its fields again."""


def word_form(audit: Prefilled, people: People) -> bytes:
    """The document."""
    draw = drawn(audit, people)
    return document("".join(draw.out), audit.case.rubric.title)


def drawn(audit: Prefilled, people: People, everything: bool = False) -> Drawing:
    """The form with its fields and lines; everything: all that any form of this audit can have."""
    case, rubric = audit.case, audit.case.rubric
    data = audit.document.data if isinstance(audit.document.data, dict) else {}
    draw = Drawing(deepcopy(fields(case.audit, data)), everything)
    sections = Sections(draw, case, Sentences(rubric), everything)
    spare = MOST if everything else GIVEN
    _head(draw, audit)
    parts.concerns(draw, rubric, spare.concerns)
    parts.details(draw, rubric, with_spells(data))
    known = asked(rubric, case.audit.case.type_ids, case.audit.case.flags or None).dates
    parts.dates(draw, rubric, set(rubric.dates) if everything else known, spare.days)
    parts.feedback(sections, rubric)
    for section in (*rubric.sections.values(), rubric.overall):
        sections.section(section, 1)
    parts.actions(draw, [(id, called(rubric, id)) for id in targets(rubric)], spare.actions)
    draw.heading("Finish and send", 1)
    draw.ask(Place(("completed",), "day", "Completed on; fill this in last"))
    draw.says("Save this document and send it to the quality assurance team, who put it into the repository.")
    _people(draw, people)
    return draw


def _head(draw: Drawing, audit: Prefilled) -> None:
    rubric = audit.case.rubric
    draw.title(rubric.title)
    draw.fixed(AUDIT, OPEN if audit.drawn else audit.case.audit.id)
    draw.fixed(FORM, rubric.ref)
    draw.fixed(MONTH, audit.month)
    draw.note(rubric.guide)
    draw.says(
        "Click into a field and write, choose or tick. What you write beside the fields is no answer: it is kept and "
        "shown to the quality assurance team, but stands in no audit. Write no names: people are given by their ids."
    )


def _people(draw: Drawing, people: People) -> None:
    """Whom the fields may name, at the end of the document."""
    if people.by_id:
        draw.heading("Who is who", 1)
        rows = [(draw.cell(id), draw.cell(people.show(id))) for id in people.by_id]
        draw.table(("Id", "Who"), (1000, 4000), rows)
        if people.teams:
            draw.table(
                ("Team", "Its name"), (1000, 4000), [(draw.cell(a), draw.cell(b)) for a, b in people.teams.items()]
            )
