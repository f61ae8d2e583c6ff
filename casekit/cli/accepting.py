"""One run of accept, put together: each returned file read, laid beside what is here, and committed or refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from casekit.cli import session
from casekit.cli.creating import a_month
from casekit.cli.desk import identity_of, newest, still
from casekit.cli.kept import keep, named
from casekit.cli.slips import Partly, take
from casekit.cli.wording import BEGINS, Worded, worded
from casekit.edit import returned
from casekit.edit.canonical import audit_text
from casekit.edit.save import place, save
from casekit.history.git import Repository
from casekit.history.identity import Identity, known
from casekit.history.message import message
from casekit.history.outcome import open_history
from casekit.history.write import Base, base, commit
from casekit.link.corpus import Surroundings, audit_paths, surroundings
from casekit.model.corpus import AuditCase
from casekit.model.document import Document, Value
from casekit.office.package import MOST as MOST_WORD
from casekit.privacy.mask import privacy
from casekit.read.codes import BYTE_ORDER_MARK
from casekit.read.document import read_audit
from casekit.read.files import Folder
from casekit.read.place import find_root
from casekit.report.english import month_name
from casekit.stop import REPOSITORY, USAGE, Stop
from casekit.words import count, shown

MOST = 1024 * 1024
"""Bytes of a file that is looked at; an audit has far fewer."""

SLIP = ".json"
"""How the name of what a moderator, practitioner or owner says ends."""

WORD = (".docx", ".docm", ".doc")
"""How names of Word documents end; those with macros and old ones are refused with a reason."""

ENDINGS = (".md", SLIP, *WORD)
"""How names of returned files end."""

LOCK = "~$"
"""How the file begins that Word lays beside a document that somebody has open."""

FILES = 200
"""Files that are taken from one folder at a time."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where returned files are laid: the repository, and who enters them for others."""

    root: Path
    source: Folder
    around: Surroundings
    repository: Repository
    person: str
    identity: Identity
    month: str
    this_month: str
    dry: bool
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """One returned file, read: its text with casekit's line ends, and the audit in it."""

    text: str
    document: Document
    case: AuditCase


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one file, in a sentence. taken: it is here now, or was. passing: refused for now, such as while
    another command is at work in the repository.
    """

    line: str
    taken: bool
    passing: bool = False


def accept(start: Path, files: Sequence[Path], month: str, today: date | None, dry: bool) -> tuple[list[str], int]:
    """A sentence for each file, and how many were refused. Stop where nothing can be entered here at all."""
    every = accept_each(start, files, month, today, dry)
    return [one.line for one in every], sum(not one.taken for one in every)


def accept_each(start: Path, files: Sequence[Path], month: str, today: date | None, dry: bool) -> list[Became]:
    """What became of each file. Stop where nothing can be entered here at all."""
    root = find_root(start)
    source = Folder(root)
    around = surroundings(source)
    repository = open_history(root).repository
    if repository is None:
        raise Stop(REPOSITORY, "This folder is not under git, and what is accepted becomes a commit; run git init.")
    if not around.people.listed:
        raise Stop(USAGE, "There is no people.yaml here that can be read, so nobody knows whose audits these are.")
    person, identity = known(repository, around.people)
    wanted = a_month(month) if month else ""
    current = f"{session.civil_day(around.policy, today):%Y-%m}"
    desk = Desk(root, source, around, repository, person, identity, wanted, current, dry, today)
    every = []
    for file in _each(files):
        try:
            every.append(Became(f"{shown(file.name)}: {_one(desk, file)}", taken=True))
        except Stop as stop:
            rest = "" if isinstance(stop, Partly) else " Nothing of it was taken."
            passing = stop.exit_code == REPOSITORY
            every.append(Became(f"{shown(file.name)}: {stop.sentence}{rest}", taken=False, passing=passing))
    return every


def _each(files: Sequence[Path]) -> Iterator[Path]:
    """The files; of a folder those in it that are audits or slips by their name."""
    for file in files:
        if file.is_dir():
            found = [one for one in file.iterdir() if one.suffix.lower() in ENDINGS and one.is_file()]
            inside = sorted(one for one in found if not one.name.startswith(LOCK))
            if len(inside) > FILES:
                raise Stop(USAGE, f"{shown(file.name)} holds more than {FILES} files; move those that are done away.")
            yield from inside
        else:
            yield file


def _one(desk: Desk, file: Path) -> str:
    """One file: checked, laid beside what is here, committed; Stop where it is refused."""
    raw = _bytes(file)
    if file.suffix.lower() == SLIP:
        return take(desk.root, desk.around, desk.repository, _paths(desk), raw, desk.today, desk.dry)
    if file.suffix.lower() in WORD or raw.startswith(BEGINS):
        said = worded(desk.around, desk.source, _paths(desk), raw)
        return f"{_audit(desk, file, said.text.encode())}{_rest(file, said, desk.dry)}"
    return _audit(desk, file, raw)


def _audit(desk: Desk, file: Path, raw: bytes) -> str:
    """One file of an audit."""
    document, problems = read_audit(file.name, raw)
    if document is None:
        raise Stop(USAGE, f"this is no whole audit: {problems[0].message}")
    id = document.data.get("id") if isinstance(document.data, dict) else None
    paths = _paths(desk)
    path = paths.get(str(id)) or f"audits/{str(id)[:7]}/{id}.md"
    came = _read(desk, path, raw, document)
    still(desk.around, came.case)
    month = came.case.audit.id[:7]
    if month != (desk.month or (month if came.case.audit.id in paths else desk.this_month)):
        which = month_name(desk.month or desk.this_month)
        raise Stop(USAGE, f"this audit is of {month_name(month)}, not of {which}; if it is meant, say --month {month}.")
    _identified(desk, came)
    return _beside(desk, path, came) if came.case.audit.id in paths else _placed(desk, path, came)


def _paths(desk: Desk) -> dict[str, str]:
    """Where each audit is that is here, by its id."""
    return {path.rpartition("/")[2].removesuffix(".md"): path for path in audit_paths(desk.source)}


def _rest(file: Path, said: Worded, dry: bool) -> str:
    """What is to be said of a document beside its audit. What found no place in that is kept in a file beside it."""
    changes = f" {said.changes}" if said.changes else ""
    if not said.kept:
        return changes
    pieces = f"{changes} {count(len(said.kept), 'piece of it stands', 'pieces of it stand')} in no field that counts"
    if dry:
        return f"{pieces}, and would be listed in {shown(named(file).name)}."
    try:
        beside = keep(file, said.kept)
    except OSError as error:
        why = f"{shown(named(file).name)} cannot be written ({error.strerror})"
        return f"{pieces}, and only the document has them, since {why}."
    return f"{pieces}; read {beside}, and put in by hand what belongs there."


def _bytes(file: Path) -> bytes:
    most = MOST_WORD if file.suffix.lower() in WORD else MOST
    try:
        with file.open("rb") as opened:
            raw = opened.read(most + 1)
    except OSError as error:
        raise Stop(USAGE, f"it cannot be read ({error.strerror}).") from None
    if len(raw) > most:
        raise Stop(USAGE, "it is larger than any audit.")
    return raw


def _read(desk: Desk, path: str, raw: bytes, document: Document) -> Returned:
    linked = desk.around.link(path, raw)
    if linked.case is None:
        raise Stop(USAGE, linked.problems[0].message)
    if not document.text.endswith("\n"):
        raise Stop(USAGE, "this is only a part of an audit: its last line is cut off. Have it sent again.")
    wrong = [problem for problem in linked.problems if problem.code != BYTE_ORDER_MARK]
    if wrong:
        raise Stop(USAGE, f"line {wrong[0].span.line}: {wrong[0].message}")
    heading = returned.lacking(linked.case)
    if heading:
        what = f"the heading '{shown(heading)}' is missing"
        raise Stop(USAGE, f"this is only a part of an audit: {what}. Have it sent again.")
    return Returned(document.text, document, linked.case)


def _identified(desk: Desk, came: Returned) -> None:
    """Stop where the file says who somebody is; it is not repeated, and must never get into the history."""
    found = privacy(desk.around.policy.privacy).find(came.text)
    if found:
        raise Stop(USAGE, f"it holds {found[0].kind}; have it sent again without.")


def _placed(desk: Desk, path: str, came: Returned) -> str:
    """An audit that is not here yet."""
    _own(returned.others({}, _data(came.document.data), {}, returned.texts(came.case.audit)))
    _known(desk, came.case.audit.auditor)
    there = base(desk.repository, path, None)
    return _commit(desk, path, there, b"", came.text, came.case, f"Add {came.case.audit.id}")


def _beside(desk: Desk, path: str, came: Returned) -> str:
    """An audit that is here: what is new in the file is added, and what contradicts stops it."""
    raw, faults = desk.source.read(path)
    if raw is None:
        raise Stop(USAGE, f"what is here cannot be read: {faults[0].message}")
    document, _ = read_audit(path, raw)
    linked = desk.around.link(path, raw)
    if document is None or linked.case is None or linked.case.audit.stray:
        raise Stop(USAGE, "what is here has mistakes of its own; mend what casekit lint says of it first.")
    _same(linked.case, came.case)
    text, conflicts = _together(desk, path, linked.case, document, came)
    if conflicts:
        shown_ones = "; ".join(str(conflict) for conflict in conflicts[:12])
        more = f"; and {count(len(conflicts) - 12, 'more place')}" if len(conflicts) > 12 else ""
        raise Stop(USAGE, f"it says other than what is here ({shown_ones}{more}).")
    if text is None:
        return "nothing to do, all of it is here already."
    if linked.case.audit.moderations:
        raise Stop(USAGE, "the audit here has been moderated, so nothing is added to it from outside.")
    _known(desk, came.case.audit.auditor)
    there = base(desk.repository, path, raw)
    newest(desk.repository, there)
    return _commit(desk, path, there, raw, text, came.case, f"Fill in {came.case.audit.id}")


def _same(here: AuditCase, came: AuditCase) -> None:
    """Stop where the file is not of this audit: another form, auditor or child."""
    one, other = here.audit, came.audit
    if one.rubric != other.rubric:
        raise Stop(USAGE, f"it was filled in on {other.rubric}, and the audit here is on {one.rubric}.")
    if one.auditor and one.auditor != other.auditor:
        raise Stop(USAGE, f"its auditor is {other.auditor or 'nobody'}, and here it is the audit of {one.auditor}.")
    if one.case.ref and one.case.ref != other.case.ref:
        raise Stop(USAGE, "it has another case reference than the audit here.")


def _together(
    desk: Desk, path: str, here: AuditCase, document: Document, came: Returned
) -> tuple[str | None, list[returned.Conflict]]:
    """The text of both in one, None where the file has nothing that is not here; and what contradicts."""
    old, new = _data(document.data), _data(came.document.data)
    body, incoming = returned.texts(here.audit), returned.texts(came.case.audit)
    _own(returned.others(old, new, body, incoming))
    if not returned.begun(old, body):
        return came.text, []
    data, conflicts = returned.together(old, new)
    both, differ = returned.texts_together(body, incoming)
    if conflicts or differ:
        return None, [*conflicts, *differ]
    assert isinstance(data, dict)  # both are
    if data == old and both == body:
        return None, []
    if data == new and both == incoming:
        return came.text, []
    seen = desk.around.link(path, audit_text(data).encode()).case
    assert seen is not None  # the form is known, and both parts of it were read
    return audit_text(data, returned.parts(seen, both)), []


def _own(foreign: str) -> None:
    """Stop where the file holds something that only others may record: whoever enters it would vouch for it."""
    if foreign:
        raise Stop(
            USAGE, f"it holds {foreign}, which is not the auditor's to send; that is recorded by whom it concerns."
        )


def _data(data: Value) -> dict[str, Value]:
    found = returned.filled(data)
    return found if isinstance(found, dict) else {}


def _known(desk: Desk, auditor: str) -> None:
    person = desk.around.people.by_id.get(auditor)
    if person is None:
        raise Stop(USAGE, f"its auditor is {shown(auditor) or 'nobody'}, who is not in people.yaml.")
    if not person.emails:
        raise Stop(USAGE, f"{auditor} has no address in people.yaml, so nothing can be committed in their name.")


def _commit(desk: Desk, path: str, there: Base, before: bytes, text: str, came: AuditCase, subject: str) -> str:
    """The commit: the auditor is its author, and whoever enters it commits it and is named."""
    auditor = came.audit.auditor
    author = identity_of(desk.around.people, auditor)
    other = auditor != desk.person
    said = f"Entered on behalf of {auditor} by {desk.person}, from a file that came back." if other else "From a form."
    words = message(subject, [said], {})
    if desk.dry:
        return f"would be taken: {subject}. {said}"
    now = datetime.now(ZoneInfo(desk.around.policy.timezone)).replace(microsecond=0)
    put = partial(save, desk.root / path) if before else partial(place, desk.root / path)
    made = commit(desk.repository, there, before, text.encode(), words, desk.identity, put, now, wrote=author)
    return f"taken, as commit {made[:10]}. {said}"
