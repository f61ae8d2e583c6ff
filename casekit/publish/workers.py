"""Pages made on several processor cores, handed back in their order, as if one had made them.

A worker is a copy of this process (fork), so that nothing has to be handed to it: it makes every n-th item's pages and
sends them through a pipe. Where a system cannot copy a process safely, one core makes all pages. Workers open no file
and hold no lock; when this process dies, however it dies, their pipe breaks and they end.
"""

from __future__ import annotations

import gc
import os
import pickle
import struct
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEWEST = 200
"""Pages for each worker below which copying the process does not pay."""
MOST = 4

_HEAD = struct.Struct(">?Q")


def cores(pages: int) -> int:
    """How many workers pay for so many pages: 0 where this process does better alone."""
    if sys.platform != "linux":
        return 0
    found = min(len(os.sched_getaffinity(0)), pages // FEWEST, MOST)
    return found if found > 1 else 0


def made(items: Sequence[T], make: Callable[[T], R], workers: int) -> Iterator[R]:
    """What make gives for each item, in order; with so many workers, or here where that is 0.

    An error in a worker is raised here as a RuntimeError with its text.
    """
    if not workers:
        yield from map(make, items)
        return
    gc.freeze()  # else each worker's collector would touch, and so copy, every value it shares with the others
    pipes: list[tuple[int, BinaryIO]] = []
    try:
        for first in range(workers):
            pipes.append(_start(items[first::workers], make, [pipe for _, pipe in pipes]))
        for index in range(len(items)):
            received: R = _receive(pipes[index % workers][1])
            yield received
    finally:
        gc.unfreeze()
        for _, pipe in pipes:
            pipe.close()
        for process, _ in pipes:
            with suppress(ChildProcessError):
                os.waitpid(process, 0)


def _start(items: Sequence[T], make: Callable[[T], R], others: list[BinaryIO]) -> tuple[int, BinaryIO]:
    """A worker for these items: its process, and the end of the pipe from which its pages come."""
    out, into = os.pipe()
    _widen(into)
    process = os.fork()
    if process:
        os.close(into)
        return process, os.fdopen(out, "rb")
    code = 1
    try:
        os.close(out)
        for pipe in others:
            os.close(pipe.fileno())
        code = _work(items, make, into)
    finally:
        os._exit(code)  # without flushing or clearing up what belongs to the process that was copied


def _widen(pipe: int) -> None:
    """Let a worker be some pages ahead of their reader."""
    import fcntl

    if sys.platform == "linux":
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 2**20)


def _work(items: Sequence[T], make: Callable[[T], R], into: int) -> int:
    """Makes and sends every page; 1 where one could not be made or nobody takes them any more."""
    with os.fdopen(into, "wb") as pipe:
        try:
            for item in items:
                pages = pickle.dumps(make(item), pickle.HIGHEST_PROTOCOL)
                pipe.write(_HEAD.pack(True, len(pages)))
                pipe.write(pages)
        except BrokenPipeError:
            os._exit(1)
        except BaseException:
            said = traceback.format_exc().encode("utf-8", "replace")
            pipe.write(_HEAD.pack(False, len(said)) + said)
            return 1
    return 0


def _receive(pipe: BinaryIO) -> Any:
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise RuntimeError("a worker that makes pages has ended before its time")
    well, length = _HEAD.unpack(head)
    body = pipe.read(length)
    if not well:
        raise RuntimeError(body.decode("utf-8"))
    return pickle.loads(body)
