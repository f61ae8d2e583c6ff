"""The table of sections: what each audit's sections, and its whole, are graded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casekit.model.corpus import AuditCase
from casekit.register.grades import effective
from casekit.register.tables.table import HEAD, Column, Kind, Register, Row, Table, head
from casekit.rubric.instances import typed
from casekit.rubric.model import Section

COLUMNS = (
    *HEAD,
    Column("section", Kind.TEXT, "The section's id; overall for the whole."),
    Column("title", Kind.TEXT, "What the form calls it."),
    Column("applies", Kind.YES, "Whether it applies to this case; nothing where a missing fact decides."),
    Column("state", Kind.TEXT, "answered, not_applicable, not_assessed, no_evidence or unanswered."),
    Column("scale", Kind.TEXT, "The id of the scale of its grade."),
    Column("grade_auditor", Kind.TEXT, "The grade before moderation, as the scale's id."),
    Column("grade_effective", Kind.TEXT, "The grade in effect, as the scale's id."),
    Column("effective_by", Kind.TEXT, "Whose grade that is: auditor, computed, override, moderation or dispute."),
    Column("rank", Kind.NUMBER, "The place of the grade in effect in its scale, the best being 0."),
    Column("changed", Kind.YES, "Whether the grade in effect is another than the one before moderation."),
    Column("score", Kind.DECIMAL, "What the section scores, where the form counts."),
    Column("why", Kind.TEXT, "The reason given for no grade.", wrote=True),
)


def rows(register: Register) -> Iterator[Row]:
    """A section that has a grade or a score in each row, in the form's order."""
    for case in register.corpus.audits:
        for section in case.rubric.all_sections():
            if section.template is None and (section.scale is not None or section.score is not None):
                place = register.place(case, section.id)
                yield (*head(register, case), place, _title(case, section, place), *_section(case, section))


def _section(case: AuditCase, section: Section) -> Row:
    item, entry = case.evaluation.sections.get(section.id), case.audit.entry(section.id)
    ranks: Mapping[str, int] = section.scale.ranks if section.scale is not None else {}
    first, now = (_known(grade, ranks) for grade in (case.first_grade(section.id), effective(case, section.id)))
    score = case.evaluation.scores.get(section.id)
    return (
        item.applies if item is not None else None,
        entry.state.value,
        section.scale.id if section.scale is not None else None,
        first,
        now,
        _by(case, section.id) if now is not None else None,
        ranks[now] if now is not None else None,
        first != now if first is not None and now is not None else None,
        float(score.value) if score is not None and score.value is not None else None,
        entry.why or None,
    )


def _title(case: AuditCase, section: Section, place: str) -> str:
    """What the form calls a section; of one whom an audit names by a reference, what it calls all of them."""
    group = case.rubric.section(typed(section.instance)) if place != section.id else None
    return group.title if group is not None else section.title


def _known(grade: str | None, ranks: Mapping[str, int]) -> str | None:
    return grade if grade in ranks else None


def _by(case: AuditCase, section: str) -> str:
    """Whose grade is in effect, by kind; entries of the audit have ids of their own."""
    by = case.evaluation.effective[section][1]
    if any(moderation.id == by for moderation in case.audit.moderations):
        return "moderation"
    return "dispute" if any(dispute.id == by for dispute in case.audit.disputes) else by


SECTIONS = Table(
    "sections", "One section of one audit that has a grade or a score.", ("audit", "section"), COLUMNS, rows
)
