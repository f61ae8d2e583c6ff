"""So much more memory than before a question may take: else one line could bring down the computer that is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MORE = 2 * 1024 * 1024 * 1024
"""Bytes. What the database bounds itself does not count texts that a query makes, nor what is fetched from it."""


@contextmanager
def bounded(more: int = MORE) -> Iterator[None]:
    """Within it whoever asks for more gets a MemoryError. Only Linux keeps such a bound; elsewhere none is set."""
    try:
        import resource

        now = int(Path("/proc/self/statm").read_bytes().split()[0]) * resource.getpagesize()
        least, most = resource.getrlimit(resource.RLIMIT_AS)
    except (ImportError, OSError):
        yield
        return
    ends = [end for end in (now + more, least, most) if end != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(ends), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (least, most))
