"""CK616: a judgement does not say any more what it said when it was recorded."""

from collections.abc import Iterator, Mapping
from datetime import date

from casekit.check.rule import Past
from casekit.days import written
from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase
from casekit.problem import Remark, Route
from casekit.rubric.model import Rubric
from casekit.words import shown

Said = dict[str, str]
"""What a judgement says: whose it is, its day, what came of it, and each grade, all in words."""
PARTS = ("By", "On", "Outcome", "File read")
"""What does not depend on the form: a newer one may have no place for a grade that was given."""


def check(case: AuditCase, past: Past) -> Iterator[Remark]:
    """Moderations and outcomes of disputes that still stand; reasons and meetings may be added to."""
    audit = case.audit
    for (id, record), before in past.first.items():
        if id != audit.id:
            continue
        (was, _), (now, route) = (_said(one, record.event, record.id, case.rubric) for one in (before, audit))
        if before.rubric != audit.rubric:
            was = {name: said for name, said in was.items() if name in now or name in PARTS}
        changed = [name for name in {**was, **now} if was.get(name) != now.get(name)]
        if not was or not now or not changed:
            continue
        what = "Moderation" if record.event == "moderated" else "The outcome of dispute"
        steps = (f"{name}: {was.get(name, 'nothing')}, now {now.get(name, 'nothing')}" for name in changed)
        yield Remark(
            route,
            f"{what} {shown(record.id)} does not say any more what it said when it was recorded.",
            "Put it back as it was, and record what holds now as one more moderation.",
            source=("D8", "E12"),
            because=(*steps, f"It was recorded in commit {record.commit[:10]}"),
        )


def _said(audit: Audit, event: str, id: str, rubric: Rubric) -> tuple[Said, Route]:
    """What the judgement says in this version of the audit, and where; nothing where it is not there."""
    if event == "moderated":
        for one in audit.moderations:
            if one.id == id:
                return {"By": one.by, **_on(one.on), **_grades(one.grades, rubric)}, one.route
    for dispute in audit.disputes:
        if event != "moderated" and dispute.id == id and dispute.outcome:
            read = {"File read": "yes" if dispute.file_reviewed else "no"}
            outcome = {"By": dispute.resolved_by, **_on(dispute.resolved_on), "Outcome": dispute.outcome, **read}
            return {**outcome, **_grades(dispute.grades, rubric)}, (*dispute.route, "resolved")
    return {}, ()


def _on(day: date | None) -> Said:
    return {"On": written(day)} if day else {}


def _grades(grades: Mapping[str, str], rubric: Rubric) -> Said:
    """Each grade that was given, under its section's name."""
    said = {}
    for id, grade in grades.items():
        section = rubric.section(id)
        label = section.scale.label(grade) if section is not None and section.scale is not None else grade
        said[f"'{section.title if section is not None else id}'"] = label
    return said
