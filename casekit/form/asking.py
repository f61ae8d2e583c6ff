"""The page of a moderator, a practitioner or an action's owner: what it asks, and the audit as far as they see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casekit.edit.reflecting import open_boxes
from casekit.form.content import called
from casekit.form.page import whole
from casekit.form.plain import Plain
from casekit.form.scripts import SLIP
from casekit.form.shown import action, shown
from casekit.form.slips import MODERATOR, OWNER, PRACTITIONER, of_action, of_moderations
from casekit.history.labels import labels
from casekit.model.audit import Action
from casekit.model.corpus import AuditCase
from casekit.model.fingerprint import fingerprint
from casekit.model.people import People
from casekit.rubric.expand import targets
from casekit.rubric.model import Section

LONGEST = 20_000
"""Characters of a text in the front matter, as the schema of an audit has it; a test holds the two together."""

TITLES = {
    MODERATOR: "Moderation of audit {}",
    PRACTITIONER: "Your part in audit {}",
    OWNER: "Your actions of audit {}",
}


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom a page is made, and what they may say in it.

    parts: of moderate, reply, reflect, agree, dispute and follow. actions: those that it is about. graded: the
    sections of which they may give a grade. commit: as of when the audit is shown.
    """

    reader: str
    who: str
    parts: tuple[str, ...]
    actions: Sequence[Action]
    graded: Sequence[Section]
    commit: str


def slip_page(case: AuditCase, people: People, asking: Asking) -> str:
    """The page as HTML: the same bytes for the same commit and reader."""
    audit, says = case.audit, labels(case.rubric, people)
    title = TITLES[asking.reader].format(audit.id)
    judges = asking.reader == MODERATOR
    places = [[id, called(case.rubric, id)] for id in targets(case.rubric)]
    inside: Plain = {
        "reader": asking.reader,
        "title": title,
        "audit": audit.id,
        "form": case.rubric.ref,
        "judged": fingerprint(audit),
        "commit": asking.commit,
        "by": asking.who,
        "who": people.show(asking.who),
        "parts": list(asking.parts),
        "longest": LONGEST,
        "reading": [] if asking.reader == OWNER else shown(case, people, concerns=judges),
        "moderations": of_moderations(audit),
        "of": audit.moderations[-1].id if audit.moderations else "",
        "actions": [{"id": one.id, "text": action(one, says), "rests": of_action(one)} for one in asking.actions],
        "boxes": [list(box) for box in open_boxes(case)] if "reflect" in asking.parts else [],
        "overall": next((_grade(case, one) for one in asking.graded if one.id == "overall"), None),
        "graded": [_section(case, one) for one in asking.graded if one.id != "overall"],
        "people": [[id, people.show(id)] for id in people.by_id] if judges else [],
        "targets": places if judges or "reply" in asking.parts else [],
    }
    return whole("Case audit", SLIP, inside)


def _grade(case: AuditCase, section: Section) -> Plain:
    assert section.scale is not None  # it is graded
    now = case.evaluation.effective.get(section.id, ("", ""))[0]
    values = [[value.id, value.label] for value in section.scale.best_first]
    return {"now": section.scale.label(now) if now else "", "values": values}


def _section(case: AuditCase, section: Section) -> list[object]:
    made = _grade(case, section)
    return [section.id, section.title, made["now"] or "not graded", made["values"]]
