"""Reads many file versions through one `git cat-file --batch`, never more of one than a bound."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO

from casekit.history.git import Pipe, Repository
from casekit.stop import REPOSITORY, Stop

MOST = 1 << 20
"""Bytes of one version that are read at all; an audit is far smaller, and anything larger is not looked into."""

Found = bytes | int | None
"""A version's bytes; its size where that is more than the bound; None where the repository does not have it."""


def contents(repository: Repository, ids: Sequence[str], most: int = MOST) -> Generator[Found, None, None]:
    """Each version by its object id, in the order of ids, as git sends them: at no time more than one is held."""
    with repository.stream("cat-file", "--batch", "--buffer") as pipe:
        asking = threading.Thread(target=_ask, args=(pipe, ids), daemon=True)
        asking.start()
        for _ in ids:
            yield answer(pipe.output, most)
        asking.join()


def _ask(pipe: Pipe, ids: Sequence[str]) -> None:
    """Writes the ids while the answers are being read: neither pipe can fill up and block the other."""
    with suppress(OSError, ValueError):
        pipe.input.writelines(id.encode() + b"\n" for id in ids)
    pipe.hang_up()


class Contents:
    """File versions one at a time, in whatever order they are wanted, from one running git."""

    def __init__(self, pipe: Pipe, most: int) -> None:
        self._pipe = pipe
        self._most = most

    def __getitem__(self, id: str) -> Found:
        self._pipe.input.write(id.encode() + b"\n")
        self._pipe.input.flush()
        return answer(self._pipe.output, self._most)


@contextmanager
def asked(repository: Repository, most: int = MOST) -> Iterator[Contents]:
    """File versions one at a time, while the block lasts."""
    with repository.stream("cat-file", "--batch") as pipe:
        yield Contents(pipe, most)


def answer(stream: IO[bytes], most: int) -> Found:
    """One answer of `git cat-file --batch`: a line `id kind size`, so many bytes, a line end; or `… missing`."""
    head = stream.readline().split()
    if len(head) < 2:
        raise Stop(REPOSITORY, "git cat-file ended early: the repository may be damaged; git fsck says where.")
    if len(head) == 2 or head[-1] == b"missing":
        return None
    size = int(head[2])
    if size > most:
        _skip(stream, size + 1)
        return size
    content = stream.read(size + 1)
    if len(content) != size + 1:
        raise Stop(REPOSITORY, "git cat-file ended early: the repository may be damaged; git fsck says where.")
    return content[:-1]


def _skip(stream: IO[bytes], size: int) -> None:
    while size > 0 and (piece := stream.read(min(size, 1 << 20))):
        size -= len(piece)
