"""How long something took, for the rows that are about time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

MOST = 2.0
"""Seconds of computing that one file may cost, however hostile; what else the machine does meanwhile counts not."""


@contextmanager
def in_time(most: float = MOST) -> Iterator[None]:
    """Fails where the block takes longer."""
    start = time.process_time()
    yield
    taken = time.process_time() - start
    assert taken < most, f"took {taken:.2f} s"
