"""How long something took, for the rows that are about time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

MOST = 2.0
"""Seconds that one file may cost, however hostile."""


@contextmanager
def in_time(most: float = MOST) -> Iterator[None]:
    """Fails where the block takes longer."""
    start = time.perf_counter()
    yield
    taken = time.perf_counter() - start
    assert taken < most, f"took {taken:.2f} s"
