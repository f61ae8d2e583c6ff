"""An audit on the desk of whoever records something of it: found, clean, up to date, and nobody else's business."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from casekit.check.past import past
from casekit.cli import session
from casekit.cli.opening import opening
from casekit.cli.remembering import complete
from casekit.days import written
from casekit.history.blobs import asked
from casekit.history.events import history
from casekit.history.git import Repository
from casekit.history.identity import Identity, known
from casekit.history.outcome import Opened
from casekit.history.trust import ENTERED, SLIP
from casekit.history.write import Base, base
from casekit.link.corpus import Surroundings, audit_paths
from casekit.model.corpus import AuditCase
from casekit.model.document import Document
from casekit.model.fingerprint import fingerprint
from casekit.model.may import Roles
from casekit.model.people import People, Person
from casekit.read.document import read_audit
from casekit.read.files import Folder
from casekit.stop import USAGE, Stop
from casekit.words import ending, shown


@dataclass(frozen=True, slots=True)
class Desk:
    """An audit that can be edited and committed now, and who is to do it on which day.

    raw: its bytes, as committed but for line ends. base: what a commit is made on. on: the day of what is recorded.
    identity: of whoever commits. wrote: of the person, where somebody else enters it for them. entered: what the commit
    then says of that, as trailers.
    """

    root: Path
    path: str
    around: Surroundings
    opened: Opened
    repository: Repository
    base: Base
    raw: bytes
    case: AuditCase
    document: Document
    person: Person
    identity: Identity
    on: date
    wrote: Identity | None = None
    entered: Mapping[str, str] = field(default_factory=dict)

    @property
    def roles(self) -> Roles:
        """Who may do what with this audit on that day."""
        return Roles(self.case.audit, self.around.people, self.around.policy.moderation, self.on)

    def stale(self, moderation: str) -> bool:
        """Whether something that the moderation judged has changed since; Stop where history is not whole."""
        complete(self.opened)
        told = history(self.opened, self.around.people, [self.case.audit.id])
        with asked(self.repository) as contents:

            def version(blob: str) -> bytes | None:
                found = contents[blob]
                return found if isinstance(found, bytes) else None

            known = past(told, [self.case], self.around, lambda path: self.raw, version)
        judged = known.judged.get((self.case.audit.id, moderation))
        return judged is not None and fingerprint(judged.audit) != fingerprint(self.case.audit)


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that came back from a form: whose it is, by id, and its digest."""

    by: str
    digest: str


def desk(start: Path, audit: str, on: str, today: date | None, sent: Sent | None = None) -> Desk:
    """The audit, ready to be edited by whoever git's settings name; Stop where it cannot be.

    on: a day, "" for today. sent: it is edited for whoever sent that, and whoever git's settings name commits it.
    """
    here = opening(start, today)
    root, source, around, civil, repository = here.root, here.source, here.around, here.civil, here.repository
    opened = here.opened
    path = path_of(root, source, start, audit)
    if not around.people.listed:
        raise Stop(USAGE, "There is no people.yaml here that can be read, so nobody knows who may do this.")
    person, identity = known(repository, around.people)
    raw = _read(source, path)
    there = base(repository, path, raw)
    newest(repository, there)
    document, _ = read_audit(path, raw)
    linked = around.link(path, raw)
    still(around, linked.case)
    if linked.case is None or document is None:
        first = linked.problems[0]
        raise Stop(USAGE, f"{path}:{first.span.line}: {first.message} Mend what casekit lint says of it first.")
    day = _day(on, civil)
    entered = {} if sent is None else {SLIP: sent.digest}
    wrote = None
    if sent is not None and sent.by != person:
        entered[ENTERED] = person
        wrote = identity_of(around.people, sent.by)
    who = around.people.by_id[sent.by if sent else person]
    return Desk(
        root, path, around, opened, repository, there, raw, linked.case, document, who, identity, day, wrote, entered
    )


def identity_of(people: People, id: str) -> Identity:
    """Under which name and address something is committed for that person; Stop where it cannot be."""
    person = people.by_id.get(id)
    if person is None:
        raise Stop(USAGE, f"{shown(id) or 'Nobody'} is not in people.yaml.")
    if not person.emails:
        raise Stop(USAGE, f"{id} has no address in people.yaml, so nothing can be committed in their name.")
    return Identity(people.show(id), person.emails[0])


def still(around: Surroundings, case: AuditCase | None) -> None:
    """Stop where the programme says that the audit was stopped: its file stays as it was then (F9)."""
    for programme in around.programmes.values():
        one = programme.audit(case.audit.id) if case is not None else None
        if one is not None and one.stopped is not None:
            when = f" on {written(one.stopped.on)}" if one.stopped.on else ""
            raise Stop(USAGE, f"{one.id} was stopped{when}, so its file stays as it is. {INSTEAD}")


INSTEAD = "What is still to be done for the child belongs into the case file, or into an audit of another month."


def path_of(root: Path, source: Folder, start: Path, audit: str) -> str:
    """The file of the audit, named by its id or its path."""
    every = audit_paths(source)
    names = {path.rpartition("/")[2].removesuffix(".md"): path for path in every}
    place = (start / audit).resolve()
    inside = place.relative_to(root).as_posix() if place.is_relative_to(root) else ""
    found = names.get(audit) or (inside if inside in every else "")
    if not found:
        raise Stop(USAGE, f"There is no audit {shown(audit)}{ending(audit, names)}")
    return found


def _read(source: Folder, path: str) -> bytes:
    raw, faults = source.read(path)
    if raw is None:
        raise Stop(USAGE, f"{path}: {faults[0].message}")
    return raw


def newest(repository: Repository, there: Base) -> None:
    """Stop where the branch that this one follows has another version of the audit, as far as it was fetched."""
    followed = repository.resolve("@{upstream}")
    common = repository.ask("merge-base", there.head, followed) if followed else None
    if not followed or not common:
        return
    old, new = (repository.ask("rev-parse", "--verify", "--quiet", f"{one}:{there.path}") for one in (common, followed))
    if old != new:
        raise Stop(
            USAGE, "The branch that yours follows has a newer version of this audit: git pull, read it, and try again."
        )


def _day(on: str, today: date) -> date:
    day = session.parsed_day(on, "--on") if on else today
    if day > today:
        raise Stop(USAGE, f"--on is {on}, which is still to come: record it on the day.")
    return day


def may(why_not: str) -> None:
    """Stops with the reason, where there is one, why that person may not do it. Raises Stop."""
    if why_not:
        raise Stop(USAGE, why_not)


def listed(at: Desk, person: str, option: str) -> None:
    """Stops where somebody who was named is not in people.yaml. option: where they were named, such as --owner."""
    people = at.around.people.by_id
    if person not in people:
        raise Stop(USAGE, f"{option}: {shown(person)} is not in people.yaml{ending(person, people)}")
