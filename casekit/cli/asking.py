"""One run of form for whoever says something of an audit: what they may say there, and the page made for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from casekit.cli.desk import Desk, Sent, desk
from casekit.form.asking import Asking, slip_page
from casekit.form.slips import MODERATOR, OWNER
from casekit.history import kinds
from casekit.model.acting import ActionRoles
from casekit.model.audit import Action, Audit
from casekit.rubric.model import Section
from casekit.stop import USAGE, Stop
from casekit.words import ending, listing, shown

OWN = ("practitioner", "former_practitioner")
"""Places in the case whose holders reflect on it."""


def of_reader(start: Path, audit: str, reader: str, who: str, given: date | None) -> tuple[str, str]:
    """The page, with the name of its file; Stop where they have nothing to say there."""
    at = desk(start, audit, "", given)
    who = who or _usual(at, reader)
    if who not in at.around.people:
        raise Stop(USAGE, f"--who: {shown(who)} is not in people.yaml{ending(who, at.around.people.by_id)}")
    at = desk(start, audit, "", given, Sent(who, ""))
    asking = _moderator(at) if reader == MODERATOR else _owner(at) if reader == OWNER else _practitioner(at)
    return slip_page(at.case, at.around.people, asking), f"{at.case.audit.id}-{reader}-{who}.html"


def _usual(at: Desk, reader: str) -> str:
    """Whose page it is where nobody is named."""
    audit = at.case.audit
    if reader == MODERATOR:
        roles = at.roles
        able = [one for one in roles.holding(roles.policy.moderators) if not roles.involved(one)]
    elif reader == OWNER:
        able = list(dict.fromkeys(one.owner for one in audit.actions if one.open and one.owner))
    else:
        able = [audit.case.people[place] for place in OWN[:1] if place in audit.case.people]
    if len(able) == 1:
        return able[0]
    some = listing((at.around.people.show(one) for one in able[:6]), "or")
    raise Stop(USAGE, f"Say with --who for whom: {some}." if able else "Say with --who for whom the form is.")


def _moderator(at: Desk) -> Asking:
    audit = at.case.audit
    if audit.completed is None:
        raise Stop(USAGE, "This audit is not completed; its auditor sets 'completed' first, and then it is moderated.")
    _signed(at, kinds.MODERATED, "casekit moderate")
    if why := at.roles.moderate(at.person.id):
        raise Stop(USAGE, why)
    return Asking(MODERATOR, at.person.id, ("moderate",), (), tuple(_graded(at)), at.base.head)


def _graded(at: Desk) -> Iterator[Section]:
    """The sections of which this person may give a grade."""
    for section in at.case.rubric.all_sections():
        item = at.case.evaluation.sections.get(section.id)
        if section.scale is None or (item is not None and item.applies is False):
            continue
        if not section.computed or any(at.person.has(role, at.on) for role in section.grading.override):
            yield section


def _practitioner(at: Desk) -> Asking:
    audit, who = at.case.audit, at.person.id
    parts, signed = [], at.around.policy.moderation.signed
    early = audit.completed is not None and not audit.moderations
    if early and not at.roles.reply(who) and kinds.REPLIED not in signed:
        parts.append("reply")
    own = who in {audit.case.people.get(place) for place in OWN}
    if own and audit.reflected is None and at.case.rubric.reflection.boxes:
        parts.append("reflect")
    actions = [one for one in audit.actions if one.open and one.agreed is None and not _roles(at).agree(who, one)]
    if actions:
        parts.append("agree")
    if audit.moderations and not at.roles.dispute(who) and kinds.DISPUTED not in signed:
        parts.append("dispute")
    if not parts:
        able = at.around.people.show(who)
        raise Stop(
            USAGE,
            f"There is nothing that {able} could say there: no reply and no reflection of theirs is open, no "
            "action of this audit waits for their agreement, and no moderation is theirs to dispute.",
        )
    return Asking("practitioner", who, tuple(parts), actions, (), at.base.head)


def _owner(at: Desk) -> Asking:
    actions = [one for one in at.case.audit.actions if _open_for(one, at.person.id)]
    if not actions:
        raise Stop(USAGE, f"{at.around.people.show(at.person.id)} owns no open action of {at.case.audit.id}.")
    return Asking(OWNER, at.person.id, ("follow",), actions, (), at.base.head)


def _open_for(one: Action, who: str) -> bool:
    return one.open and one.owner == who


def _roles(at: Desk) -> ActionRoles:
    audit: Audit = at.case.audit
    return ActionRoles(audit, at.around.people, at.around.policy.actions, at.on)


def _signed(at: Desk, kind: str, instead: str) -> None:
    if kind in at.around.policy.moderation.signed:
        raise Stop(
            USAGE,
            f"casekit.toml asks that this is signed by whoever says it, which no form can bring; use {instead}.",
        )
