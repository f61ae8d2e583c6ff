"""Paragraphs that are nearly the same: found exactly, by the runs of three words that they share.

Two paragraphs are alike where what they share, out of the longer one's runs, reaches the percentage. Runs are put in
one order for all paragraphs, the rarest first. Two that are alike have one run in common among the first few of each,
so only these need to be looked up, and a paragraph whose first few stand nowhere else at all need not. Of those that
are looked up most have one sentence in common and no more: a sketch of each, one bit for a run, says how many runs two
can share at the most, and only where these are enough are they counted.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from casekit.check.prose import words

RUN = 3
"""Words of a run."""
LARGEST = 1 << 26
"""How many numbers the count of runs has at the most. Runs that share a number only cost time, never a find."""
MANY = 255
BITS = 255
"""The last bit of a sketch."""

Runs: TypeAlias = "array[int]"
"""The runs of one paragraph, each once, as numbers."""


def runs(text: str, own: frozenset[int] = frozenset()) -> Runs:
    """The text's runs of three words, without those that are nobody's own."""
    found = words(text)
    return array("q", set(map(hash, zip(found, found[1:], found[2:], strict=False))) - own)


def alike(paragraphs: Sequence[Runs], percent: int) -> Iterator[tuple[int, int, int]]:
    """Every two paragraphs that are alike, by their numbers, the lower first, with the percentage that they share."""
    seen, mask = _counted(paragraphs)
    index: dict[int, list[int]] = defaultdict(list)
    sketches = [0] * len(paragraphs)
    sizes = list(map(len, paragraphs))
    least = {size: _share(size, percent) for size in set(sizes)}
    for number, here in enumerate(paragraphs):
        size = sizes[number]
        few = size - least[size] + 1
        shared = [run for run in here if seen[run & mask] > 1]
        if not size or size - len(shared) >= few:
            continue
        shared.sort()
        shared.sort(key=lambda run: seen[run & mask])
        first = shared[: few - (size - len(shared))]
        mine = sketches[number] = _sketch(here)
        enough = least[size] - (size - mine.bit_count())  # so many bits at the least, where some runs have the same
        near = set().union(*(index[run] for run in first if run in index))
        for other in sorted(one for one in near if (mine & sketches[one]).bit_count() >= enough):
            longer = max(size, sizes[other])
            together = len(set(here).intersection(paragraphs[other]))
            if together >= least[longer]:
                yield other, number, 100 * together // longer
        for run in first:
            index[run].append(number)


def _sketch(runs: Runs) -> int:
    """A bit for each run; some runs have the same."""
    bits = 0
    for run in runs:
        bits |= 1 << (run & BITS)
    return bits


def _share(size: int, percent: int) -> int:
    """So many of that many are the percentage, and no fewer."""
    return -(-size * percent // 100)


def _counted(paragraphs: Sequence[Runs]) -> tuple[bytearray, int]:
    """In how many paragraphs a run stands, or some more, up to a bound; looked up by the run and the mask."""
    size = 1 << 16
    while size < LARGEST and size < 8 * sum(map(len, paragraphs)):
        size *= 2
    seen, mask = bytearray(size), size - 1
    for here in paragraphs:
        for run in here:
            if seen[run & mask] < MANY:
                seen[run & mask] += 1
    return seen, mask
