"""The records that follow an audit, put together: one audit, one edit, one commit, or nothing at all."""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from casekit.check.limits import breach
from casekit.cli import session
from casekit.cli.desk import Desk, listed, may
from casekit.edit import entries, reflecting, replying
from casekit.edit.editor import Refusal, edit
from casekit.edit.entries import NewAction, Plan, Said
from casekit.edit.intents import Append, Rearrange, Set
from casekit.edit.save import save
from casekit.history.identity import signing
from casekit.history.labels import labels
from casekit.history.recorded import recorded
from casekit.history.write import commit
from casekit.link.corpus import Linked
from casekit.model.corpus import AuditCase
from casekit.model.fingerprint import fingerprint
from casekit.privacy.mask import privacy
from casekit.problem import Problem
from casekit.stop import USAGE, Stop
from casekit.words import sentence, shown

MOST = 64 * 1024
"""Bytes of a text that is read from a file or from standard input: more than a whole audit's front matter may have."""


def moderate(
    at: Desk, grades: Mapping[str, str], reason: str, confirm: bool, met: str, actions: Sequence[NewAction]
) -> Plan:
    """The moderation of an audit by a moderator who has no part in it."""
    may(at.roles.moderate(at.person.id))
    for action in actions:
        listed(at, action.owner, "--owner")
    if met:
        session.parsed_moment(met, "--met")
    return entries.moderation(at.case, Said(at.person, at.on, grades, reason, confirm), met, actions, at.stale)


def reply(at: Desk, target: str, says: str) -> Plan:
    """What the practitioner says to the facts, in their own name, before it is moderated."""
    replying.open_to_reply(at.case)
    may(at.roles.reply(at.person.id))
    return replying.reply(at.case, at.person.id, at.on, target, says)


def dispute(at: Desk, of: str, about: str, why: str) -> Plan:
    """A disagreement with what was moderated; about a grade, only while that still is what stands in the audit."""
    judged = entries.disputed(at.case.audit, of)
    may(at.roles.dispute(at.person.id))
    if about == "grade":
        _unchanged(at, judged.id)
    return entries.dispute(at.case.audit, at.person.id, at.on, of, about, why)


def resolve(at: Desk, id: str, outcome: str, grades: Mapping[str, str], reason: str, reviewed: bool | None) -> Plan:
    """How a dispute was settled, by whom D9 names."""
    settled = entries.open_dispute(at.case.audit, id)
    may(at.roles.resolve(at.person.id, settled.about))
    if settled.about == "grade" and outcome != "withdrawn":
        _unchanged(at, settled.of)
    return entries.resolution(at.case, settled, Said(at.person, at.on, grades, reason), outcome, reviewed)


def reflect(at: Desk, texts: Sequence[tuple[str, str]]) -> Plan:
    """The practitioner's reflection, recorded by them or by somebody of the audit."""
    may(at.roles.record(at.person.id))
    given = {reflecting.box_of(at.case.rubric, typed): text for typed, text in texts}
    return reflecting.reflection(at.case, at.document.body, at.on, given)


def share(at: Desk, persons: Sequence[str]) -> Plan:
    """With whom the audit was shared."""
    may(at.roles.record(at.person.id))
    for person in persons:
        listed(at, person, "--with")
    return entries.sharing(at.case.audit, persons, at.on)


def record(at: Desk, plan: Plan, dry: bool) -> str:
    """Makes the edit and its commit, and says so; dry: shows both and does neither."""
    if dry:
        after, text = prepared(at, plan)
        changed = "\n".join(_difference(at, after))
        return f"{changed}\n\n{_beyond(at, after)}Nothing was written. The commit would say:\n\n{text}"
    after, _ = prepared(at, plan)
    made = enter(at, plan)
    done = f"{plan.subject}: that is commit {made[:10]} on {at.opened.branch}. git push passes it on.\n"
    return done + _beyond(at, after)


def _beyond(at: Desk, after: bytes) -> str:
    """The limits that nothing lifts and that a grade given here stands outside of; casekit lint reports them as well.

    It is no refusal: an answer that a moderator does not share is no reason to keep silent about the grade.
    """
    case = at.around.link(at.path, after).case
    known = at.case.evaluation.broken
    new = [broken for broken in case.evaluation.broken if broken.limit.hard and broken not in known] if case else []
    return "".join(f"Mind: {sentence(breach(case, broken).message)}\n" for broken in new if case)


def enter(at: Desk, plan: Plan) -> str:
    """Makes the edit and its commit, and gives the commit's id."""
    after, text = prepared(at, plan)
    now = datetime.now(ZoneInfo(at.around.policy.timezone)).replace(microsecond=0)
    put = partial(save, at.root / at.path)
    return commit(at.repository, at.base, at.raw, after, text, at.identity, put, now, wrote=at.wrote)


def prepared(at: Desk, plan: Plan) -> tuple[bytes, str]:
    """The file after the edit, and its commit's message; Stop where either cannot be."""
    if plan.kind in at.around.policy.moderation.signed and at.wrote is not None:
        raise Stop(
            USAGE,
            "casekit.toml asks that this is signed by whoever says it, so nobody enters it for them; they record it "
            "themselves.",
        )
    if plan.kind in at.around.policy.moderation.signed and not signing(at.repository):
        raise Stop(
            USAGE,
            "casekit.toml asks that this is signed, and your git does not sign commits: set it up "
            "with git config --global commit.gpgsign true and user.signingkey.",
        )
    session.legible(_written(plan.intents))
    after = edit(at.path, at.raw, plan.intents)
    if isinstance(after, Refusal):
        raise Stop(USAGE, f"{at.path}:{after.line}: {after.message} {after.hint}")
    case = _kept(at, after)
    judged = fingerprint(case.audit) if plan.judges else ""
    names = labels(case.rubric, at.around.people)
    text = recorded(plan.subject, at.raw, after, plan.kind, at.person.id, names, judged, at.entered)
    return after, privacy(at.around.policy.privacy).mask(text)


def _written(value: object) -> Iterator[str]:
    """Every text in what is to be written."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _written(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _written(one)
    elif isinstance(value, Set | Append):
        yield from _written(value.value)
    elif isinstance(value, Rearrange):
        yield from _written(value.pieces)


def _kept(at: Desk, after: bytes) -> AuditCase:
    """The audit after the edit; Stop where reading it finds anything wrong that was not wrong before."""
    before, linked = at.around.link(at.path, at.raw), at.around.link(at.path, after)
    worse = _codes(linked) - _codes(before)
    first: Problem | None = next((p for p in linked.problems if p.code in worse), None)
    if first is not None or linked.case is None:
        said = first or linked.problems[0]
        raise Stop(USAGE, f"{said.message} {said.hint}".rstrip())
    if _others(linked.case) != _others(at.case):
        raise Stop(USAGE, "A heading in the text would carry it into another part of the audit; leave headings out.")
    return linked.case


def _others(case: AuditCase) -> tuple[str, dict[str, str]]:
    """What none of these records may touch: all that is judged, and the moderator's report."""
    return fingerprint(case.audit), {id: box.text for id, box in case.audit.moderation_boxes.items()}


def _codes(linked: Linked) -> Counter[str]:
    return Counter(problem.code for problem in linked.problems)


def _difference(at: Desk, after: bytes) -> Iterator[str]:
    """The lines that would change, as git shows them, masked."""
    texts = [raw.decode("utf-8-sig").replace("\r\n", "\n") for raw in (at.raw, after)]
    old, new = (text.split("\n") for text in privacy(at.around.policy.privacy).mask_files(*texts))
    yield from difflib.unified_diff(old, new, at.path, at.path, lineterm="", n=1)


def text_of(file: str, start: Path, option: str) -> str:
    """The text in a file, or from standard input where it is called "-"; Stop where it cannot be had."""
    try:
        if file == "-":
            raw = sys.stdin.buffer.read(MOST + 1)
        else:
            with (start / file).open("rb") as open_file:
                raw = open_file.read(MOST + 1)
        if len(raw) > MOST:
            raise Stop(USAGE, f"{option}: that is more than {MOST // 1024} KiB; shorten it.")
        return raw.decode("utf-8-sig").replace("\r\n", "\n").strip()
    except OSError as error:
        raise Stop(USAGE, f"{option}: {shown(file)} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise Stop(USAGE, f"{option}: {shown(file)} is not text in UTF-8.") from None


def _unchanged(at: Desk, moderation: str) -> None:
    if at.stale(moderation):
        raise Stop(
            USAGE,
            f"What {moderation} judged has changed since (casekit lint says what): have it moderated again first.",
        )
