"""Work shared out to several processor cores, handed back in its order, as if one had done it.

A worker is a copy of this process (fork), so that nothing has to be handed to it: it takes every n-th item and sends
what it made of it through a pipe. Where a system cannot copy a process safely, or this one has threads, which would be
missing in the copy, nothing is shared out. Workers write no file and hold no lock; when this process dies, however it
dies, their pipe breaks and they end.
"""

from __future__ import annotations

import gc
import os
import pickle
import struct
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, TypeVar

from casekit.stop import Stop

T = TypeVar("T")
R = TypeVar("R")

MOST = 8

_HEAD = struct.Struct(">?Q")


def cores(items: int, fewest: int, most: int = MOST) -> int:
    """How many workers pay for so many items: 0 where this process does better alone.

    fewest: items for each worker below which copying the process does not pay. most: workers.
    """
    if not copies():
        return 0
    found = min(len(os.sched_getaffinity(0)), items // fewest, most)
    return found if found > 1 else 0


def copies() -> bool:
    """Whether this process can be copied safely."""
    return sys.platform == "linux" and threading.active_count() == 1


def made(items: Sequence[T], make: Callable[[T], R], workers: int) -> Iterator[R]:
    """What make gives for each item, in order; with so many workers, or here where that is 0.

    A Stop in a worker is one here; any other error is raised here as a RuntimeError with its text.
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
    """A worker for these items: its process, and the end of the pipe from which what it makes comes."""
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
    """Let a worker be some way ahead of its reader."""
    import fcntl

    if sys.platform == "linux":
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 2**20)


def _work(items: Sequence[T], make: Callable[[T], R], into: int) -> int:
    """Makes and sends everything; 1 where something could not be made or nobody takes it any more."""
    with os.fdopen(into, "wb") as pipe:
        try:
            for item in items:
                made = pickle.dumps(make(item), pickle.HIGHEST_PROTOCOL)
                pipe.write(_HEAD.pack(True, len(made)))
                pipe.write(made)
        except BrokenPipeError:
            os._exit(1)
        except BaseException as error:
            told = (error.exit_code, error.sentence) if isinstance(error, Stop) else traceback.format_exc()
            said = pickle.dumps(told, pickle.HIGHEST_PROTOCOL)
            pipe.write(_HEAD.pack(False, len(said)) + said)
            return 1
    return 0


def _receive(pipe: BinaryIO) -> Any:
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise RuntimeError("a worker has ended before its time")
    well, length = _HEAD.unpack(head)
    body = pickle.loads(pipe.read(length))
    if not well:
        raise Stop(*body) if isinstance(body, tuple) else RuntimeError(body)
    return body
