"""What was judged, read in its own commit: whether that is what the trailer claims, and who had part in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

from casekit.history.blobs import Contents
from casekit.history.git import Repository
from casekit.history.tree import Tree
from casekit.link.corpus import Surroundings, surroundings
from casekit.model.fingerprint import fingerprint
from casekit.model.may import Roles


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
