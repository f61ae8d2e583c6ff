"""What came back from a moderator's, practitioner's or owner's form: checked whole, then entered for them.

Each thing that is said goes the way of the command of its name: the same checks, the same edit, one commit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from casekit.cli import acting, recording, session
from casekit.cli.desk import Desk, Sent, desk
from casekit.edit import acts
from casekit.edit.entries import NewAction, Plan
from casekit.form.slips import Slip, Statement, Unread, of_action, of_moderations, read
from casekit.history.git import Repository
from casekit.history.trust import ENTERED, SLIP
from casekit.link.corpus import Surroundings
from casekit.model.fingerprint import fingerprint
from casekit.privacy.mask import privacy
from casekit.stop import USAGE, Stop
from casekit.words import listing, shown


class Partly(Stop):
    """Something stopped it when a part was entered already; the sentence says which."""


def take(
    root: Path,
    around: Surroundings,
    repository: Repository,
    audits: Mapping[str, str],
    raw: bytes,
    today: date | None,
    dry: bool,
) -> str:
    """What became of the file, in a sentence; Stop where nothing of it can be taken. audits: paths by id."""
    try:
        slip = read(raw)
    except Unread as why:
        raise Stop(USAGE, str(why)) from None
    _right(around, audits, slip)
    there = {n: _entered(repository, slip.digest(said)) for n, said in enumerate(slip.says)}
    left = [said for n, said in enumerate(slip.says) if not there[n]]
    if not left:
        commits = listing(dict.fromkeys(one[:10] for one in there.values()))
        return f"nothing to do, all of it is here already, as commit {commits}."
    planned = [_planned(root, slip, said, today) for said in left]
    for at, plan in planned:
        recording.prepared(at, plan)
    at, _ = planned[0]
    whose = f"Entered on behalf of {slip.by} by {at.entered[ENTERED]}." if ENTERED in at.entered else "From a form."
    if dry:
        return f"would be taken: {listing(plan.subject for _, plan in planned)}. {whose}"
    made: list[str] = []
    for said in left:
        try:
            made.append(recording.enter(*_planned(root, slip, said, today))[:10])
        except Stop as stop:
            if not made:
                raise
            done = f"taken in part, as commit {listing(made)}, and then stopped: {stop.sentence}"
            raise Partly(stop.exit_code, f"{done} Accept it once more for the rest.") from None
    return f"taken, as commit {listing(made)}. {whose}"


def _right(around: Surroundings, audits: Mapping[str, str], slip: Slip) -> None:
    """Stop where the file is of no audit and nobody here, or says who somebody is."""
    if slip.audit not in audits:
        raise Stop(USAGE, f"there is no audit {shown(slip.audit)} here.")
    if slip.by not in around.people:
        raise Stop(USAGE, f"it is of {shown(slip.by)}, who is not in people.yaml.")
    words = privacy(around.policy.privacy)
    found = next((one for text in slip.texts() for one in words.find(text)), None)
    if found is not None:
        raise Stop(USAGE, f"it holds {found.kind}; have it sent again without.")


def _entered(repository: Repository, digest: str) -> str:
    """The commit that entered it already; "" where none did."""
    wanted = f"--grep=^{SLIP}: {digest}$"
    return repository.run("log", "--format=%H", "--max-count=1", wanted, "HEAD", "--").decode("ascii").strip()


def _planned(root: Path, slip: Slip, said: Statement, today: date | None) -> tuple[Desk, Plan]:
    """What is to be recorded of one thing that is said, for whoever said it; Stop where what they saw has changed."""
    at = desk(root, slip.audit, said["on"], today, Sent(slip.by, slip.digest(said)))
    if at.case.rubric.ref != slip.form:
        raise Stop(USAGE, f"its form shows the audit on {shown(slip.form)}, and here it is on {at.case.rubric.ref}.")
    if fingerprint(at.case.audit) != slip.judged:
        raise Stop(USAGE, _since(at, "what the audit says", slip))
    return at, PLANS[said["do"]](at, said, slip)


def _since(at: Desk, what: str, slip: Slip) -> str:
    """That it is not any more what the form showed, and where to see what changed."""
    commit = slip.commit[:10]
    if at.repository.ask("merge-base", "--is-ancestor", slip.commit, "HEAD") is None:
        where = f"it was made from commit {commit}, which is not in this branch"
    else:
        where = f"casekit log {slip.audit} --between {commit} HEAD shows it"
    return f"{what} has changed since the form was made ({where}); make a new form and have it filled in again."


def _moderate(at: Desk, said: Statement, slip: Slip) -> Plan:
    """As casekit moderate. Whoever enters it has no part in the audit either."""
    if said["rests"] != of_moderations(at.case.audit):
        raise Stop(USAGE, _since(at, "what was moderated", slip))
    enters = at.entered.get(ENTERED, "")
    if enters and (why := at.roles.enter(enters)):
        raise Stop(USAGE, why)
    actions = [
        NewAction(one["for"], one["do"], one["outcome"], one["owner"], session.parsed_day(one["due"], "due"))
        for one in said.get("actions", ())
    ]
    grades, confirm = dict(said.get("grades", {})), bool(said.get("confirm"))
    return recording.moderate(at, grades, said.get("reason", "").strip(), confirm, said.get("met", ""), actions)


def _reply(at: Desk, said: Statement, slip: Slip) -> Plan:
    """As casekit reply: on the facts, before it is moderated."""
    return recording.reply(at, said.get("about", ""), said["says"])


def _reflect(at: Desk, said: Statement, slip: Slip) -> Plan:
    """As casekit reflect; only the practitioner's own."""
    own = {at.case.audit.case.people.get(place) for place in ("practitioner", "former_practitioner")}
    if slip.by not in own:
        raise Stop(USAGE, f"{at.around.people.show(slip.by)} is not the practitioner, whose reflection it is.")
    return recording.reflect(at, list(said.get("texts", {}).items()))


def _agree(at: Desk, said: Statement, slip: Slip) -> Plan:
    _as_shown(at, said, slip)
    return acting.agreed(at, said["action"])


def _dispute(at: Desk, said: Statement, slip: Slip) -> Plan:
    if said["about"] not in ("grade", "action"):
        raise Stop(USAGE, "a dispute is about a grade or about an action.")
    return recording.dispute(at, said["of"], said["about"], said["reason"].strip())


def _done(at: Desk, said: Statement, slip: Slip) -> Plan:
    _owned(at, said, slip)
    return acting.finished(at, said["action"], "", said["evidence"])


def _move(at: Desk, said: Statement, slip: Slip) -> Plan:
    _owned(at, said, slip)
    return acting.moved(at, said["action"], said["to"], "", said["reason"])


def _owned(at: Desk, said: Statement, slip: Slip) -> None:
    """Stop where it is somebody else's action."""
    it = acts.found(at.case.audit, said["action"])
    if it.owner != slip.by:
        raise Stop(USAGE, f"action {it.id} is not {at.around.people.show(slip.by)}'s.")
    _as_shown(at, said, slip)


def _as_shown(at: Desk, said: Statement, slip: Slip) -> None:
    it = acts.found(at.case.audit, said["action"])
    if said["rests"] != of_action(it):
        raise Stop(USAGE, _since(at, f"action {it.id}", slip))


PLANS: Mapping[str, Callable[[Desk, Statement, Slip], Plan]] = {
    "moderate": _moderate,
    "reply": _reply,
    "reflect": _reflect,
    "agree": _agree,
    "dispute": _dispute,
    "done": _done,
    "move": _move,
}
"""What may be said, and which command's record it becomes."""
