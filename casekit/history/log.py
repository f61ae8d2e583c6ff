"""The history as git tells it in one pass: every commit behind one, with what it changed.

A merge is set against its first parent only, which with the files that stood there is enough to know the files of
every commit; what is new against all of its parents follows from those (see views.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import IO

from casekit.history.git import Repository
from casekit.history.signatures import OPENPGP, OTHER, SSH
from casekit.history.stamps import Stamp, stamp
from casekit.history.trailers import trailers

LOG = (
    "log",
    "--format=raw",
    "--raw",
    "-z",
    "--no-abbrev",
    "--topo-order",
    "--diff-merges=first-parent",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--no-color",
    "--no-decorate",
    "--no-abbrev-commit",
    "--no-notes",
    "--no-mailmap",
    "--no-show-signature",
    "--encoding=UTF-8",
    "-O/dev/null",
)
CHUNK = 1 << 20
BEGINS = {"-----BEGIN SSH SIGNATURE-----": SSH, "-----BEGIN PGP ": OPENPGP}
REGULAR = (b"100644", b"100755")


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit did to one path: its object before and after, None where no regular file was or is there.

    path: as bytes on disk read as UTF-8; what is not UTF-8 shows as surrogates.
    """

    path: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit. changes: against its first parent (a root: against nothing), in order of path.

    signed: with what kind of signature; "" where there is none. Nothing is said of whether it holds.
    """

    id: str
    parents: tuple[str, ...]
    author: Stamp
    committer: Stamp
    trailers: Mapping[str, str]
    subject: str
    changes: tuple[Change, ...]
    signed: str = ""


Naming = Callable[[str], str | None]
"""From a path relative to git's top to the name that it goes by here, None where it does not matter."""


def commits(repository: Repository, head: str, naming: Naming) -> Iterator[Commit]:
    """Every commit from head (an id) backwards, children before parents, side branches in one piece.

    Of changes to paths that do not matter nothing is told; of their commits it is.
    """
    with repository.stream(*LOG, "--end-of-options", head, "--") as pipe:
        yield from parse(tokens(pipe.output), naming)


def tokens(stream: IO[bytes]) -> Iterator[bytes]:
    """The pieces between NUL bytes."""
    rest = b""
    while chunk := stream.read(CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
    if rest:
        yield rest


def parse(pieces: Iterator[bytes], naming: Naming) -> Iterator[Commit]:
    """Commits from what `git log --format=raw --raw -z` prints."""
    text: bytes | None = None
    changes: list[Change] = []
    for piece in pieces:
        if piece.startswith(b"commit "):
            if text is not None:
                yield commit(text, changes)
            text, piece = _cut(piece)
            changes = []
        if piece.startswith(b":"):
            path = naming(next(pieces).decode("utf-8", "surrogateescape"))
            if path is not None:
                changes.append(change(piece, path))
    if text is not None:
        yield commit(text, changes)


def _cut(piece: bytes) -> tuple[bytes, bytes]:
    """A commit's text and the first change behind it: the message is indented, so none of its lines begins with ":"."""
    at = piece.find(b"\n:", max(piece.find(b"\n\n"), 0))
    return (piece, b"") if at < 0 else (piece[:at], piece[at + 1 :])


def change(piece: bytes, path: str) -> Change:
    """A change from its line `:mode mode id id status`."""
    old_mode, new_mode, old, new, _ = piece[1:].split(b" ")
    return Change(
        path,
        old.decode() if old_mode in REGULAR else None,
        new.decode() if new_mode in REGULAR else None,
    )


def commit(text: bytes, changes: list[Change]) -> Commit:
    """A commit from git's raw text: header lines, a blank line, the message indented by four.

    As in git, parents are the lines straight after the tree, and of author and committer the first counts.
    """
    head, _, body = text.partition(b"\n\n")
    lines = head.decode("utf-8", "replace").split("\n")
    parents = tuple(line[7:] for line in takewhile(lambda line: line.startswith("parent "), lines[2:]))
    author = next((line[7:] for line in lines if line.startswith("author ")), "")
    committer = next((line[10:] for line in lines if line.startswith("committer ")), "")
    message = "\n".join(line.removeprefix("    ") for line in body.decode("utf-8", "replace").split("\n")).strip("\n")
    subject = message.split("\n", 1)[0]
    id = lines[0].split(" ")[1]
    signed = next((_kind(line) for line in lines if line.startswith(("gpgsig ", "gpgsig-sha256 "))), "")
    return Commit(id, parents, stamp(author), stamp(committer), trailers(message), subject, tuple(changes), signed)


def _kind(line: str) -> str:
    """How a commit is signed, by the first line of its signature."""
    return next((kind for begin, kind in BEGINS.items() if begin in line), OTHER)
