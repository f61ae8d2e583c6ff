"""What a moderator, a practitioner or an action's owner says in a form of theirs: the small file that comes back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casekit.conform.messages import conform
from casekit.model.audit import Action, Audit, Moderation

WHAT = "casekit slip 1"
"""How such a file names itself."""

DRAFTS: Mapping[str, str] = {
    "casekit draft 1": "this is the draft of an audit; have its auditor save the audit in the form and send that.",
    "casekit slip draft 1": "this is the draft of a form; have its reader open it there, save what they said, and "
    "send that.",
}
"""What else the forms save, and what to do where that is sent."""

MODERATOR, PRACTITIONER, OWNER = "moderator", "practitioner", "owner"
READERS: Mapping[str, tuple[str, ...]] = {
    MODERATOR: ("moderate",),
    PRACTITIONER: ("reply", "reflect", "agree", "dispute"),
    OWNER: ("done", "move"),
}
"""For whom there is such a form, and what each may say in it."""

NEEDS: Mapping[str, tuple[str, ...]] = {
    "moderate": ("rests",),
    "reply": ("says",),
    "reflect": (),
    "agree": ("action", "rests"),
    "dispute": ("of", "about", "reason"),
    "done": ("action", "rests", "evidence"),
    "move": ("action", "rests", "to", "reason"),
}
"""What each thing that is said needs beside its day."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "moderate": ("rests", "grades", "confirm", "reason", "met", "actions"),
    "reply": ("says", "about"),
    "reflect": ("texts",),
    **{one: NEEDS[one] for one in ("agree", "dispute", "done", "move")},
}
"""What each may have beside its day."""

Statement = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Slip:
    """One returned file. judged: the fingerprint of what was shown; commit: as of when; by: whose it is."""

    reader: str
    audit: str
    form: str
    judged: str
    commit: str
    by: str
    says: tuple[Statement, ...]

    def digest(self, said: Statement) -> str:
        """What one thing that is said in this file is known by, so that it is never entered twice."""
        parts = [self.audit, self.judged, self.commit, self.by, dict(said)]
        return _digest(json.dumps(parts, sort_keys=True, ensure_ascii=False))

    def texts(self) -> Iterator[str]:
        """Every text that somebody wrote in it."""
        for said in self.says:
            yield from (said[key] for key in ("reason", "evidence", "says") if key in said)
            yield from said.get("texts", {}).values()
            for action in said.get("actions", ()):
                yield from (action["do"], action["outcome"])


class Unread(Exception):
    """The file is none of these, or only a part of one; says why in a sentence."""


def read(raw: bytes) -> Slip:
    """The file's content; Unread where it is not whole."""
    try:
        data = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise Unread("this is no whole file from a form: it was cut off or changed on its way.") from None
    what = data.get("what") if isinstance(data, dict) else None
    if isinstance(what, str) and what in DRAFTS:
        raise Unread(DRAFTS[what])
    if what != WHAT:
        raise Unread("this did not come from a form of casekit's, or from one of another version.")
    remarks = conform("slip", data)
    if remarks:
        raise Unread(f"this is no whole file from a form: {remarks[0].message}")
    says = tuple(data["says"])
    for said in says:
        do = said["do"]
        if do not in READERS[data["for"]]:
            raise Unread(f"the {data['for']}'s form has no place for '{do}', so something else made this file.")
        lacking = [key for key in NEEDS[do] if not said.get(key)]
        if lacking:
            raise Unread(f"this is no whole file from a form: '{do}' lacks '{lacking[0]}'.")
        strange = [key for key in said if key not in ("do", "on", *KEYS[do])]
        if strange:
            raise Unread(f"'{do}' has no place for '{strange[0]}', so something else made this file.")
    return Slip(data["for"], data["audit"], data["form"], data["judged"], data["commit"], data["by"], says)


def of_moderations(audit: Audit) -> str:
    """The fingerprint of what was said of the audit's grades before: whoever judges next rests on it."""
    return _digest(json.dumps([_moderation(one) for one in audit.moderations], ensure_ascii=False))


def of_action(action: Action) -> str:
    """The fingerprint of an action as it was shown to whoever says something of it."""
    due = action.due.isoformat() if action.due else ""
    parts = [action.id, action.target, action.do, action.outcome, action.owner, due, len(action.moves)]
    return _digest(json.dumps(parts, ensure_ascii=False))


def _moderation(one: Moderation) -> list[object]:
    return [one.id, one.by, one.on.isoformat() if one.on else "", sorted(one.grades.items()), one.reason]


def _digest(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refused(_: str) -> Any:
    raise ValueError("no number of JSON")
