"""Runs spoilt files through everything that lint and the report make of a file, and tells what went wrong.

As a program: `python -m tests.fuzz.run NUMBER [SEED]` goes through that many in all processors and ends with 1 where
one ended in an exception, ended its process, or took longer than two seconds of computing.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from unittest import mock

from casekit.check import examine as examining
from casekit.check.examine import document, examine, looked
from casekit.check.rule import Context
from casekit.check.rules.evidence import ck306_of_another_child as ck306
from casekit.check.settle import Choice, Report, settle
from casekit.check.waive import waive
from casekit.link.corpus import Surroundings, surroundings
from casekit.output.formats import Around, Format, render
from casekit.publish.markdown import narrative
from casekit.rubric.model import Rubric
from tests.check.lint import TODAY, Memory
from tests.fuzz.mutations import examples, mutated

MOST = 2.0
"""Seconds of computing that one file may take."""
CHUNK = 100
SEED = 20261128


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong with the input of that number."""

    seed: int
    number: int
    what: str


@cache
def around() -> Surroundings:
    """The worked examples' own forms, people and policy, read once."""
    return surroundings(Memory(examples()))


PRINTED = ck306._printed
"""What a form itself says; the forms are the same for every input, so each is gone through once."""
_printed: dict[str, frozenset[int]] = {}


def printed(rubric: Rubric) -> frozenset[int]:
    """The same, remembered by the form."""
    if rubric.ref not in _printed:
        _printed[rubric.ref] = PRINTED(rubric)
    return _printed[rubric.ref]


def report_on(path: str, raw: bytes, today: date = TODAY) -> Report:
    """What lint reports where this file takes the place of its own, with no other audit beside it."""
    files = {place: content for place, content in examples().items() if not place.endswith(".md")} | {path: raw}
    source = Memory(files)
    given = around() if path.endswith(".md") else surroundings(source)
    with (
        mock.patch.object(examining, "surroundings", return_value=given),
        mock.patch.object(ck306, "_printed", printed),
    ):
        found = examine(lambda: source, lambda _: today, lambda done, of: None)
    ctx = Context(found.corpus.people, found.corpus.policy, today)
    left = waive(found.problems, found.corpus, ctx, lambda place: document(source, place))
    return settle(
        left.problems, found.corpus.policy, 1, Choice((), ()), waived=left.waived, looked=looked(found.corpus)
    )


def once(seed: int, number: int) -> Fault | None:
    """One spoilt file, all the way: read, checked, told in every format, and its text as the report would show it."""
    path, raw = mutated(seed, number)
    begun = time.process_time()
    try:
        report = report_on(path, raw)
        if report.crashed:
            crashed = next(p for p in report.problems if p.code == "CK000")
            return Fault(seed, number, f"a rule failed: {crashed.message}")
        lines = raw.decode("utf-8", "replace").split("\n")
        told = Around(lambda _, line: lines[line - 1] if line <= len(lines) else "", False, "0", False)
        for format in Format:
            render(format, report, told)
        narrative(said(raw)[: 128 * 1024])
    except Exception:  # whatever it is, it is what is looked for
        return Fault(seed, number, traceback.format_exc(limit=-6))
    taken = time.process_time() - begun
    return Fault(seed, number, f"took {taken:.2f} s") if taken > MOST else None


def said(raw: bytes) -> str:
    """What the report would show of it: the text below the front matter, or where that has no end all of it."""
    text = raw.decode("utf-8", "replace")
    _, fence, body = text.partition("\n---\n")
    return body if fence else text


def some(seed: int, first: int, last: int) -> list[Fault]:
    """The faults of the inputs from first up to last."""
    around()
    return [fault for number in range(first, last) if (fault := once(seed, number)) is not None]


def faults(number: int, seed: int = SEED, workers: int = 0) -> Iterator[Fault]:
    """The faults of so many inputs, in several processes; one that ends its process is found and named."""
    spans = [(first, min(first + CHUNK, number)) for first in range(0, number, CHUNK)]
    with _pool(workers or os.cpu_count() or 1) as pool:
        running = [(span, pool.submit(some, seed, *span)) for span in spans]
        broken = []
        for span, future in running:
            try:
                yield from future.result()
            except BrokenProcessPool:  # by this one or by another that ran at the same time
                broken.append(span)
    for span in broken:
        yield from _alone(seed, *span)


def _alone(seed: int, first: int, last: int) -> Iterator[Fault]:
    """The same where something ends its process: nothing else runs beside it."""
    try:
        with _pool(1) as pool:
            yield from pool.submit(some, seed, first, last).result()
    except BrokenProcessPool:
        if last - first == 1:
            yield Fault(seed, first, "ended its process")
            return
        middle = (first + last) // 2
        yield from _alone(seed, first, middle)
        yield from _alone(seed, middle, last)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"))


def main() -> int:
    """Says how it went; every fault with what makes it again."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    begun, count = time.monotonic(), 0
    for fault in faults(number, seed):
        count += 1
        path, raw = mutated(fault.seed, fault.number)
        place = Path("build") / "fuzz" / f"{fault.seed}-{fault.number}{Path(path).suffix}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(raw)
        print(f"{place} (number {fault.number} of seed {fault.seed}, in place of {path}): {fault.what}", flush=True)
    print(f"{number:,} inputs of seed {seed}, {count} faults, {time.monotonic() - begun:.0f} s")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
