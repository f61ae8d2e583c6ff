"""The files of a repository as one commit holds them: what is built, reported and exported."""

from __future__ import annotations

import hashlib
import os
import weakref
from contextlib import ExitStack
from functools import cached_property

from casekit.history.blobs import Contents, asked
from casekit.history.git import Repository
from casekit.history.log import REGULAR
from casekit.problem import Problem
from casekit.read.files import AT_THE_TOP, FOLDERS, Source, cannot, most, too_large
from casekit.read.names import Kind, kind, stray

REFUSED = {b"120000": "it is a link, and links are not followed", b"160000": "it is another repository and no file"}


class Tree:
    """A commit's files, as a Source: nothing of the working tree is looked at. commit: an id.

    One git runs for it from the first file read until it is closed or forgotten; in a copy of the process, another.
    """

    def __init__(self, repository: Repository, commit: str) -> None:
        self._repository = repository
        self._commit = commit
        self._running: tuple[int, Contents, weakref.finalize[..., Tree]] | None = None
        self._others: list[object] = []  # what the copied process runs: forgotten here, it would end there

    def paths(self) -> list[str]:
        """As Source says; with links and the like, which read() then refuses."""
        return sorted(path for path in self._entries if path in AT_THE_TOP or path.split("/", 1)[0] in FOLDERS)

    def read(self, path: str) -> tuple[bytes | None, list[Problem]]:
        """As Source says: the bytes as they were committed."""
        if path not in self._entries:
            return None, [cannot(path, "it is not there")]
        mode, blob = self._entries[path]
        if mode not in REGULAR:
            return None, [cannot(path, REFUSED.get(mode, "it is not an ordinary file"))]
        if kind(path) is Kind.STRAY:
            return None, [stray(path)]
        found = self._contents[blob]
        if found is None:
            return None, [cannot(path, "this copy of the repository does not have it")]
        if isinstance(found, int) or len(found) > most(path):
            return None, [too_large(path, most(path))]
        return found, []

    def below(self, folder: str) -> list[str]:
        """Every ordinary file of a folder at the top, whatever it is."""
        return sorted(path for path in self._entries if path.startswith(f"{folder}/") and self.blob(path))

    @property
    def commit(self) -> str:
        """The commit's id."""
        return self._commit

    def any_file(self, path: str) -> bytes | None:
        """The bytes of any ordinary file, whatever its place and size; None where there is none."""
        blob = self.blob(path)
        return self._repository.run("cat-file", "blob", blob) if blob else None

    def blob(self, path: str) -> str | None:
        """The object id of an ordinary file's version; None where there is no such file."""
        mode, blob = self._entries.get(path, (b"", ""))
        return blob if mode in REGULAR else None

    def close(self) -> None:
        """Ends the git that runs for it."""
        if self._running and self._running[0] == os.getpid():
            self._running[2]()
        self._running = None

    @cached_property
    def _entries(self) -> dict[str, tuple[bytes, str]]:
        prefix = self._repository.prefix.encode("utf-8", "surrogateescape")
        found = {}
        for line in self._repository.run("ls-tree", "-rz", "--full-tree", self._commit).split(b"\0"):
            head, _, path = line.partition(b"\t")
            if path.startswith(prefix) and path:
                mode, _, blob = head.split(b" ")
                found[path[len(prefix) :].decode("utf-8", "surrogateescape")] = (mode, blob.decode())
        return found

    @property
    def _contents(self) -> Contents:
        """What a git of this very process sends: one that was running before it was copied answers the other."""
        if self._running and self._running[0] == os.getpid():
            return self._running[1]
        if self._running:
            self._others.append(self._running[2].detach())
        running = ExitStack()
        found = running.enter_context(asked(self._repository))
        self._running = (os.getpid(), found, weakref.finalize(self, running.close))
        return found


def uncommitted(tree: Tree, folder: Source) -> list[str]:
    """The paths of audits, programmes, rubrics, people and policy that a folder holds otherwise than the tree does.

    Windows' line ends make no difference.
    """
    here, there = (set(filter(_matters, source.paths())) for source in (folder, tree))
    return sorted((here ^ there) | {path for path in here & there if _differs(path, tree, folder)})


def _matters(path: str) -> bool:
    return kind(path) not in (Kind.OTHER, Kind.STRAY)


def _differs(path: str, tree: Tree, folder: Source) -> bool:
    raw, _ = folder.read(path)
    blob = tree.blob(path)
    if raw is None or blob is None:
        return (raw is None) != (tree.read(path)[0] is None)
    plain = raw.replace(b"\r\n", b"\n")
    if blob in (digest(raw, len(blob)), digest(plain, len(blob))):
        return False
    committed, _ = tree.read(path)
    return committed is None or committed.replace(b"\r\n", b"\n") != plain


def digest(raw: bytes, length: int) -> str:
    """The object id that git gives a file of these bytes; length: 40 digits in a SHA-1 repository, 64 in SHA-256."""
    make = hashlib.sha1 if length == 40 else hashlib.sha256
    return make(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
