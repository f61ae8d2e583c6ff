"""The digest of what a moderator judged: it changes when that changes, and for no other reason."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from casekit.model.audit import Answer, Audit, Box, Entry, Instance, State


def fingerprint(audit: Audit) -> str:
    """ "sha256:" and 64 digits over form, kind of case, dates, grades, answers, feedback and the form's boxes.

    Where several answer a section, each one's own kind of case and dates are in it.

    Not in it: concerns, replies, moderations, disputes, reflection, sharing, actions, text under headings that the
    form does not know, the order of keys, comments, quoting and line ends.
    """
    judged = {
        "rubric": audit.rubric,
        "case": {
            "type": [[s.type, _plain(s.start), _plain(s.end)] for s in audit.case.types],
            "flags": sorted(audit.case.flags),
            "age": audit.case.age,
        },
        "period": [_plain(audit.start), _plain(audit.end)],
        "dates": {name: [_plain(d) for d in days] for name, days in audit.dates.items()},
        "feedback": {
            name: [given.outcome, _plain(given.on), given.why, _answers(given.answers)]
            for name, given in audit.feedback.items()
        },
        "sections": {e.id: _entry(e) for e in audit.sections.values() if _entry(e) != _entry(Entry(e.id))},
        "overall": _entry(audit.overall),
    }
    if audit.instances:
        judged["each"] = {id: _instance(one) for id, one in audit.instances.items() if _instance(one) != _NOTHING}
    text = json.dumps(judged, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def _entry(entry: Entry) -> dict[str, object]:
    override = entry.override
    return {
        "grade": [entry.state.value, entry.grade, entry.why],
        "answers": _answers(entry.answers),
        "reasons": dict(entry.reasons),
        "themes": sorted(entry.themes),
        "boxes": {name: plain_text(box) for name, box in entry.boxes.items() if box.text.strip()},
        "comments": {name: plain_text(box) for name, box in entry.comments.items() if box.text.strip()},
        **({"override": [override.grade, override.by, override.why]} if override else {}),
    }


def _instance(one: Instance) -> list[object]:
    return [
        [[s.type, _plain(s.start), _plain(s.end)] for s in one.types],
        None if one.flags is None else sorted(one.flags),
        one.age,
        {name: [_plain(d) for d in days] for name, days in one.dates.items()},
    ]


_NOTHING = _instance(Instance(""))


def _answers(answers: Mapping[str, Answer]) -> dict[str, object]:
    given = {name: a for name, a in answers.items() if a.state is not State.UNANSWERED or a.why}
    return {name: [a.state.value, _plain(a.value), a.why] for name, a in given.items()}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def plain_text(box: Box) -> str:
    """A box's words as they are compared: characters composed, without blanks at line ends and runs of blank lines."""
    lines = [line.rstrip() for line in unicodedata.normalize("NFC", box.text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
