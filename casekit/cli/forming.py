"""One run of form, put together: the audit, or an empty one of that form, and the form made from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from casekit.cli import session
from casekit.cli.creating import asked_for
from casekit.cli.desk import path_of
from casekit.edit.new import new_audit
from casekit.form.content import Prefilled
from casekit.form.page import page
from casekit.form.word.document import word_form
from casekit.link.corpus import Surroundings, surroundings
from casekit.model.people import People
from casekit.read.document import read_audit
from casekit.read.files import Folder
from casekit.read.place import find_root
from casekit.stop import USAGE, Stop

BLANK = "0000"
"""Ends the id of an audit that is still to get one: the page draws it, or accept gives it."""


def of_audit(start: Path, audit: str, word: bool = False) -> tuple[str | bytes, str]:
    """The form of an audit that is in the repository, with the name of its file; word: as a Word document."""
    root = find_root(start)
    source = Folder(root)
    around = surroundings(source)
    path = path_of(root, source, start, audit)
    raw, faults = source.read(path)
    if raw is None:
        raise Stop(USAGE, f"{path}: {faults[0].message}")
    made = prefilled(around, path, raw)
    if made.case.audit.completed is not None:
        raise Stop(USAGE, f"{made.case.audit.id} is completed, so there is nothing to fill in any more.")
    return _made(made, around.people, word), f"{made.case.audit.id}.{'docx' if word else 'html'}"


def of_form(
    start: Path,
    ref: str,
    month: str,
    types: Sequence[str],
    flags: Sequence[str],
    auditor: str,
    given: date | None,
    word: bool = False,
) -> tuple[str | bytes, str]:
    """The same of an audit that is not in the repository yet."""
    source = Folder(find_root(start))
    around = surroundings(source)
    today = session.civil_day(around.policy, given)
    asked = asked_for(around, ref, month, types, flags, auditor, today)
    name = f"{asked.month}-{BLANK}"
    text = new_audit(asked.rubric, asked.month, name, asked.types, asked.flags, auditor, today)
    made = prefilled(around, f"audits/{asked.month}/{name}.md", text.encode(), drawn=True)
    return _made(made, around.people, word), f"{asked.rubric.id}-{asked.month}.{'docx' if word else 'html'}"


def _made(begin: Prefilled, people: People, word: bool) -> str | bytes:
    return word_form(begin, people) if word else page(begin, people)


def prefilled(around: Surroundings, path: str, raw: bytes, drawn: bool = False) -> Prefilled:
    """The audit in those bytes; Stop where anything in it is not understood, since the page would lose it."""
    document, _ = read_audit(path, raw)
    linked = around.link(path, raw)
    if document is None or linked.case is None or linked.problems:
        first = linked.problems[0]
        raise Stop(USAGE, f"{path}:{first.span.line}: {first.message} Mend what casekit lint says of it first.")
    return Prefilled(linked.case, document, linked.case.audit.month, drawn)
