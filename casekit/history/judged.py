"""What was judged, read in its own commit: whether that is what the trailer claims, and who had part in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

from casekit.history import kinds
from casekit.history.blobs import Contents
from casekit.history.files import File
from casekit.history.git import Repository
from casekit.history.tree import Tree
from casekit.link.corpus import Surroundings, surroundings
from casekit.link.renamed import renamed
from casekit.model.audit import Audit, Dispute, Moderation, Reply
from casekit.model.corpus import AuditCase
from casekit.model.fingerprint import fingerprint
from casekit.model.may import Roles
from casekit.rubric.succession import Names, NoWay, names_between


class Judgements:
    """What stood in the file of a commit, in the words of the fingerprint. around: what is there now."""

    def __init__(self, repository: Repository, contents: Contents, around: Surroundings) -> None:
        self._repository = repository
        self._contents = contents
        self._around = around

    def denies(self, commit: str, path: str, blob: str, claimed: str) -> bool:
        """Whether the file, a version of an audit in that commit, is surely not what the fingerprint was taken of.

        A form may have been mended since without a new version: so it is read by today's, and where that differs by
        the form of that commit. Where neither can read it nobody can tell, and nothing is denied.
        """
        raw = self._contents[blob]
        if not isinstance(raw, bytes):
            return False
        told = [found for found in self._fingerprints(commit, path, raw, claimed) if found]
        return bool(told) and claimed not in told

    def bars(self, commit: str, path: str, blob: str, person: str, on: date | None) -> str:
        """Why that person may not enter a moderation of it for others on that day, as `casekit accept` would say.

        Roles are those that people.yaml gives now for that day. What no form can read, then or now, accept takes from
        nobody.
        """
        raw = self._contents[blob]
        if not isinstance(raw, bytes) or on is None:
            return ""
        case = self._around.link(path, raw).case
        if case is None:
            with closing(Tree(self._repository, commit)) as tree:
                case = surroundings(tree).link(path, raw).case
        if case is None:
            return "it was entered for them, and no form can read the audit as that commit has it"
        why = Roles(case.audit, self._around.people, self._around.policy.moderation, on).enter(person)
        return f"it was entered for them, and {why.rstrip('.')}" if why else ""

    def renames(self, before: File, after: File, kind: str, id: str) -> bool:
        """Whether a record says the same in both files, by the names of a newer version of its form in the later one.

        kind: what was recorded, such as a moderation. What that version dropped is in no record any more.
        """
        old, new = self._case(before), self._case(after)
        if old is None or new is None or old.audit.rubric == new.audit.rubric:
            return False
        forms = {ref: form.rubric for ref, form in self._around.forms.items()}
        names = names_between(old.rubric, new.rubric, forms)
        if isinstance(names, NoWay):
            return False
        was = _record(renamed(old.audit, names, new.rubric), kind, id)
        return was is not None and _kept(was, names) == _record(new.audit, kind, id)

    def _case(self, file: File) -> AuditCase | None:
        raw = self._contents[file.blob]
        return self._around.link(file.path, raw).case if isinstance(raw, bytes) else None

    def _fingerprints(self, commit: str, path: str, raw: bytes, claimed: str) -> Iterator[str]:
        now = _fingerprint(self._around, path, raw)
        yield now
        if now != claimed:
            tree = Tree(self._repository, commit)
            yield _fingerprint(surroundings(tree), path, raw)
            tree.close()


def _fingerprint(around: Surroundings, path: str, raw: bytes) -> str:
    """As the forms of these surroundings read it; "" where they cannot."""
    case = around.link(path, raw).case
    return fingerprint(case.audit) if case else ""


def _record(audit: Audit, kind: str, id: str) -> Moderation | Dispute | Reply | None:
    """The record of that id wherever its file has it; None where there is none, or none of a kind that names parts."""
    some: tuple[Moderation | Dispute | Reply, ...] = ()
    if kind == kinds.MODERATED:
        some = audit.moderations
    elif kind in (kinds.DISPUTED, kinds.RESOLVED):
        some = audit.disputes
    elif kind == kinds.REPLIED:
        some = audit.replies
    return next((replace(one, route=()) for one in some if one.id == id), None)


def _kept(one: Moderation | Dispute | Reply, names: Names) -> Moderation | Dispute | Reply:
    """Without what the newer form dropped; renamed() leaves that under its old name."""
    if isinstance(one, Reply):
        return one if names.ids.get(one.target) != "" else replace(one, target="")
    return replace(one, grades={id: grade for id, grade in one.grades.items() if names.ids.get(id) != ""})
