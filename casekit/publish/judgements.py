"""What others made of an audit: concerns, replies on its facts, moderation beside its grade, disputes, feedback."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.model.audit import Audit, Concern
from casekit.model.corpus import AuditCase
from casekit.publish import format
from casekit.publish.answers import question_row, questions_table
from casekit.publish.blocks import Block, box_texts, person_cell
from casekit.publish.context import Site
from casekit.publish.facts import YES_NO, judges
from casekit.publish.page import Cell, Column, Table
from casekit.publish.tones import BAD, WARN

OUTCOMES = {
    "gained": "Gained",
    "attempted": "Attempted, not gained",
    "declined": "Declined",
    "not_appropriate": "Not appropriate",
}
"""What became of asking the family."""
SETTLED = {"upheld": "Upheld", "changed": "Changed", "withdrawn": "Withdrawn"}
"""How a dispute may end, in words."""
SIBLINGS = {"considered": "Considered", "none": "There are none", "not_considered": "Not considered"}
"""What became of the question of brothers and sisters, in words."""


def feedback_block(site: Site, case: AuditCase) -> Block:
    """Who of the family was asked, what came of it, and what they said."""
    model, reader = case.rubric.feedback, site.reader
    rows, answers = [], []
    for n, given in enumerate(case.audit.feedback.values(), start=1):
        who = reader.listed(given.respondent, model.respondents)
        cells = (Cell(who), Cell(reader.listed(given.outcome, OUTCOMES)), Cell(format.day(given.on)))
        rows.append((*cells, Cell(given.why)) if reader.wrote else cells)
        form = site.form(case)
        asked = [question_row(site, form, id, model.questions.get(id), a) for id, a in given.answers.items()]
        if asked:
            answers.append(questions_table(f"feedback-{n}", f"What was answered: {who}", asked))
    columns: tuple[Column, ...] = (Column("Who"), Column("Outcome"), Column("Date"))
    if reader.wrote:
        columns = (*columns, Column("Reason", "wide"))
    first = Table("feedback-list", "Who was asked", columns, tuple(rows), "Nobody's feedback is on record.")
    return Block("feedback", model.title or "Feedback", tables=(first, *answers))


def concerns_block(site: Site, audit: Audit) -> Block:
    """Immediate concerns: noticed, told, answered, closed (F2)."""
    rows = []
    for n, concern in enumerate(audit.concerns, start=1):
        told = "; ".join(
            ", ".join(filter(None, (site.person(t.who, "").text, format.moment(t.at, site.zone)))) for t in concern.told
        )
        response = format.moment(concern.response_at, site.zone)
        rows.append(
            (
                Cell(f"Concern {n}"),
                Cell(format.moment(concern.noticed, site.zone) or "Not on record"),
                Cell(told or "Nobody on record", tone="" if told else BAD),
                Cell(response or "None on record", tone="" if response else BAD, note=_response(site, concern)),
                Cell(site.reader.listed(concern.siblings, SIBLINGS) or "Not on record"),
                Cell(format.day(concern.closed) or "Open", tone="" if concern.closed else BAD),
            )
        )
    heads = ("Concern", "Noticed", "Told", "Response", "Brothers and sisters", "Closed")
    table = Table("concern-list", "Immediate concerns", tuple(Column(head) for head in heads), tuple(rows))
    return Block("concerns", "Immediate concerns", tables=(table,))


def _response(site: Site, concern: Concern) -> str:
    late = f"Late because: {concern.response_why}" if concern.response_why else ""
    return site.reader.said(". ".join(filter(None, (concern.response.rstrip("."), late))))


def replies_block(site: Site, case: AuditCase, page: str) -> Block:
    """What was said to the facts before the moderation; in whose words, only the audit team reads."""
    form, reader = site.form(case), site.reader
    places = {**form.question_names, **form.section_titles}
    rows = []
    for n, reply in enumerate(case.audit.replies, start=1):
        about = reader.listed(reply.target, places).rstrip(".") if reply.target else "The whole"
        row = (Cell(f"Reply {n}"), person_cell(site, reply.by, page), Cell(format.day(reply.on)), Cell(about))
        rows.append((*row, Cell(reply.says)) if reader.wrote else row)
    columns: tuple[Column, ...] = (Column("Reply"), Column("By"), Column("Date"), Column("About"))
    if reader.wrote:
        columns = (*columns, Column("What it says", "wide"))
    said = "Said to the facts before the audit was moderated. A reply judges nothing."
    return Block(
        "replies", "Replies on the facts", said, tables=(Table("reply-list", "Replies", columns, tuple(rows)),)
    )


def moderation_block(site: Site, case: AuditCase, page: str) -> Block:
    """Moderations, which stand beside the auditor's grades and never replace them."""
    audit, form = case.audit, case.rubric.moderation
    heads = ["Moderation", "By", "Date", form.fields.get("overall") or "Grades given"]
    heads.append(form.fields.get("met") or "Met with the auditor")
    columns = tuple(Column(head) for head in heads)
    rows = tuple(
        (
            Cell(f"Moderation {n}"),
            person_cell(site, moderation.by, page),
            Cell(format.day(moderation.on)),
            Cell(_grades(site, case, moderation.grades) or "None"),
            Cell(format.moment(moderation.met, site.zone)),
            *((Cell(moderation.reason),) if site.reader.wrote else ()),
        )
        for n, moderation in enumerate(audit.moderations, start=1)
    )
    if site.reader.wrote:
        columns = (*columns, Column("Reason", "wide"))
    return Block(
        "moderation",
        form.title or "Moderation",
        tables=(Table("moderation-list", "Moderations", columns, rows, "No moderation is on record."),),
        texts=tuple(box_texts(site, audit, form, audit.moderation_boxes, page)),
    )


def disputes_block(site: Site, case: AuditCase, page: str) -> Block:
    """Disagreements after moderation, and how each was settled (D9)."""
    audit, reader = case.audit, site.reader
    about = {"grade": "about a grade", "action": "about an action"} | {a.id: "about an action" for a in audit.actions}
    heads = ("Dispute", "By", "Date", "Settled", "Outcome", "Case file reviewed")
    columns = tuple(Column(head) for head in heads)
    rows = []
    for n, dispute in enumerate(audit.disputes, start=1):
        of = reader.listed(dispute.of, judges(case))
        subject = reader.listed(dispute.about, about)
        settled = dispute.resolved_on is not None
        row = (
            Cell(f"Dispute {n}", note=", ".join(filter(None, (subject, f"of {of}" if of else "")))),
            person_cell(site, dispute.by, page),
            Cell(format.day(dispute.on)),
            Cell(
                format.day(dispute.resolved_on) or "Not settled",
                tone="" if settled else WARN,
                note=_by(site, dispute.resolved_by),
            ),
            Cell(reader.listed(dispute.outcome, SETTLED), note=_grades(site, case, dispute.grades)),
            Cell(YES_NO[dispute.file_reviewed]),
        )
        settlement = f"Settled because: {dispute.reason}" if dispute.reason else ""
        rows.append((*row, Cell(dispute.why, note=settlement)) if reader.wrote else row)
    if reader.wrote:
        columns = (*columns, Column("Reason", "wide"))
    return Block("disputes", "Disputes", tables=(Table("dispute-list", "Disputes", columns, tuple(rows)),))


def _by(site: Site, person: str) -> str:
    return f"by {site.person(person, '').text}" if person else ""


def _grades(site: Site, case: AuditCase, grades: Mapping[str, str]) -> str:
    """Grades by section as one line of words."""
    parts = []
    form = site.form(case)
    for id, grade in grades.items():
        label = site.reader.listed(grade, form.grades.get(id, {}))
        parts.append(f"{form.section_titles.get(id) or site.written(id)}: {label}")
    return "; ".join(parts)
