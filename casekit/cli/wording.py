"""A Word form that came back, as the audit file that it comes to, and what in it is no part of that file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from casekit.cli.creating import form_of
from casekit.cli.forming import BLANK, prefilled
from casekit.edit.new import LENGTH, LETTERS, new_audit
from casekit.edit.typed import Begun, Fields
from casekit.edit.typed_body import typed_text
from casekit.form.content import Prefilled, with_spells
from casekit.form.fields import fields
from casekit.form.word.back import Back, back, unplaced
from casekit.form.word.document import AUDIT, FORM, HEAD, MONTH, OPEN, drawn
from casekit.link.corpus import Surroundings
from casekit.model.corpus import AuditCase
from casekit.office.model import as_text
from casekit.office.reading import Opened, opened
from casekit.read.document import read_audit
from casekit.read.files import Folder
from casekit.stop import USAGE, Stop
from casekit.words import count, shown

BEGINS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How Word documents begin, new ones and old ones."""
_ID = re.compile(r"([0-9]{4}-(?:0[1-9]|1[0-2]))-[A-Za-z0-9]{1,32}")


@dataclass(frozen=True, slots=True)
class Worded:
    """text: the audit's file. kept: what found no place in it. changes: what is to be said of tracked changes."""

    text: str
    kept: tuple[str, ...]
    changes: str


def worded(around: Surroundings, source: Folder, paths: Mapping[str, str], raw: bytes) -> Worded:
    """The audit in the document; Stop where it is no form of casekit's, or of no audit that it could be.

    paths: of the audits that are here, by id.
    """
    document = opened(raw)
    id, ref, month = _which(document)
    known = paths.get(id)
    if known:
        begin = _here(around, source, known, ref)
    else:
        begin = _new(around, id, ref, month)
    form = drawn(begin, around.people, everything=True)
    content = document.read(form.places.__contains__, {place.mark: tag for tag, place in form.places.items()})
    found = back(form, content)
    if begin.drawn:
        found.fields["id"] = numbered(found, ref, month)
    data = begin.document.data if isinstance(begin.document.data, dict) else {}
    begun = Begun(begin.case.rubric, data, form.fields, with_spells(data))
    text, got = text_of(around, begin, begun, found.fields)
    found.kept += unplaced(form, found.fields, got)
    return Worded(text, tuple(found.kept), tracked(*found.changes))


def _which(document: Opened) -> tuple[str, str, str]:
    """The audit, the form and the month that the document names in its first lines."""
    content = document.read(HEAD.__contains__, {place.mark: tag for tag, place in HEAD.items()})
    said = {control.tag: control.text.strip() for control in content.controls}
    said |= {tag: as_text(content.marked[p.mark]).strip() for tag, p in HEAD.items() if p.mark in content.marked}
    id, ref, month = (said.get(place.tag, "") for place in (AUDIT, FORM, MONTH))
    if not id or not ref:
        raise Stop(
            USAGE,
            "it is no form that casekit made, or its first lines are gone, which say of which audit it is. "
            "An audit in a form of your own is for casekit import.",
        )
    if id != OPEN and not _ID.fullmatch(id):
        raise Stop(USAGE, f"it says that it is audit '{shown(id)}', which is no audit's id.")
    if id == OPEN and not _ID.fullmatch(f"{month}-{BLANK}"):
        raise Stop(USAGE, f"it says that its month is '{shown(month)}', which is no month.")
    return id, ref, month


def _here(around: Surroundings, source: Folder, path: str, ref: str) -> Prefilled:
    """The audit as it is in the repository, on which the form was made."""
    raw, faults = source.read(path)
    if raw is None:
        raise Stop(USAGE, f"what is here cannot be read: {faults[0].message}")
    begin = prefilled(around, path, raw)
    if begin.case.audit.rubric != ref:
        raise Stop(USAGE, f"it was filled in on {shown(ref)}, and the audit here is on {begin.case.audit.rubric}.")
    return begin


def _new(around: Surroundings, id: str, ref: str, month: str) -> Prefilled:
    """An audit that is not here yet, as empty as casekit new makes one."""
    rubric = form_of(around, ref)
    if rubric.ref != ref:
        raise Stop(USAGE, f"it was filled in on {shown(ref)}, and the form here is {rubric.ref}.")
    drawn_id = id == OPEN
    found = _ID.fullmatch(f"{month}-{BLANK}" if drawn_id else id)
    assert found is not None  # _which has looked
    name = found[0]
    text = new_audit(rubric, found[1], name)
    return prefilled(around, f"audits/{found[1]}/{name}.md", text.encode(), drawn_id)


def numbered(found: Back, ref: str, month: str) -> str:
    """The id of an audit that has none yet: the same for the same auditor, case, form and month."""
    auditor, case = found.fields["auditor"].strip(), found.fields["case"].get("ref", "").strip()
    if not auditor or not case:
        raise Stop(
            USAGE, "it names no auditor or no case reference, and without both nobody can tell which audit it is."
        )
    digest = int.from_bytes(hashlib.sha256("\n".join((ref, month, auditor, case)).encode()).digest())
    letters = ""
    for _ in range(LENGTH):
        digest, n = divmod(digest, len(LETTERS))
        letters += LETTERS[n]
    return f"{month}-{letters}"


def text_of(around: Surroundings, begin: Prefilled, begun: Begun, given: Fields) -> tuple[str, Fields]:
    """The file, and the values that stand in it: made first with everything, to learn what applies."""
    path = f"audits/{begin.month}/{given['id']}.md"
    whole = _linked(around, path, typed_text(begun, given, None, begin.case.audit))
    text = typed_text(begun, given, whole.evaluation, begin.case.audit)
    document, _ = read_audit(path, text.encode())
    assert document is not None  # it was read before with more in it
    data = document.data if isinstance(document.data, dict) else {}
    return text, fields(_linked(around, path, text).audit, data)


def _linked(around: Surroundings, path: str, text: str) -> AuditCase:
    linked = around.link(path, text.encode())
    if linked.case is None:
        first = linked.problems[0]
        raise Stop(USAGE, f"what is filled in makes no audit: {first.message}")
    return linked.case


def tracked(inserted: int, deleted: int) -> str:
    """What is to be said of the tracked changes of a document; "" where it has none."""
    if not inserted and not deleted:
        return ""
    return (
        f"It has tracked changes: {count(inserted, 'piece')} put in, which count, and "
        f"{count(deleted, 'piece')} taken out, which do not."
    )
