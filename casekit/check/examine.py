"""A whole repository, linked and checked: in this process where it is small, by several where it is large."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import PurePosixPath

from casekit.check.forms import form_problems
from casekit.check.masking import masked_audit
from casekit.check.registry import CRASH
from casekit.check.rule import Context
from casekit.check.run import check_audit, check_corpus, check_text, failed
from casekit.check.settle import Looked
from casekit.cores import copies, cores, made
from casekit.link.corpus import Linked, Surroundings, audit_paths, corpus, surroundings
from casekit.link.sample import samples
from casekit.model.corpus import Broken, Corpus
from casekit.model.document import Document, Marks
from casekit.problem import START, Problem
from casekit.read.document import read_audit, read_yaml
from casekit.read.files import Source, survey

OpenSource = Callable[[], Source]
"""Opens the repository; it must be possible to send it to another process."""

SMALL = 400
"""Up to so many audits one process is quicker than starting others."""
FEWEST = 100
"""Audits for each worker below which not even copying this process pays."""
CHUNK = 50

_worker: tuple[Source, Surroundings, Context] | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """The repository's corpus and everything found in it without the history."""

    corpus: Corpus
    around: Surroundings
    problems: tuple[Problem, ...]


def examine(
    open_source: OpenSource, day: Callable[[Surroundings], date], progress: Callable[[int, int], None]
) -> Examined:
    """Every audit read, linked and checked; day gives the civil day from the council's policy.

    progress is called with how many audits are done, and of how many.
    """
    source = open_source()
    around = surroundings(source)
    ctx = Context(around.people, around.policy, day(around), around.programmes)
    paths = audit_paths(source)
    linked: list[Linked] = []
    problems: list[Problem] = survey(source)
    for batch in _batches(open_source, source, around, ctx, paths):
        for one, found in batch:
            linked.append(one)
            problems += found
        progress(len(linked), len(paths))
    whole = corpus(around, linked)
    problems += whole.problems
    problems += (problem for file in around.form_files if file.own for problem in form_problems(file))
    drawn, more = samples(source)
    whole = replace(whole, samples=drawn)
    problems += more
    problems += check_corpus(whole, ctx, lambda path: document(source, path))
    for path in (one.path for one in whole.programmes.values()):
        raw, _ = source.read(path)
        problems += check_text(path, (raw or b"").decode("utf-8", "replace").replace("\r\n", "\n"), None, ctx)
    return Examined(whole, around, tuple(problems))


def looked(corpus: Corpus) -> tuple[Looked, ...]:
    """Every audit file that was looked at, in order of path."""
    read = [Looked(case.audit.path, case.audit.id, case.rubric.ref) for case in corpus.audits]
    return tuple(sorted([*read, *(Looked(one.path, one.id) for one in corpus.broken)], key=lambda one: one.path))


def document(source: Source, path: str) -> Document | None:
    """A file read once more, for the places in it."""
    raw, _ = source.read(path)
    if raw is None:
        return None
    return (read_audit if path.endswith(".md") else read_yaml)(path, raw)[0]


Batch = list[tuple[Linked, list[Problem]]]


def _batches(
    open_source: OpenSource, source: Source, around: Surroundings, ctx: Context, paths: Sequence[str]
) -> Iterator[Batch]:
    chunks = [paths[n : n + CHUNK] for n in range(0, len(paths), CHUNK)]
    if copies() or len(paths) <= SMALL or os.cpu_count() == 1:
        yield from made(chunks, partial(_examine, source, around, ctx), cores(len(paths), FEWEST))
        return
    spawn = multiprocessing.get_context("spawn")
    given = (open_source, ctx.today, gc.get_threshold())
    with ProcessPoolExecutor(os.cpu_count(), spawn, initializer=_start, initargs=given) as pool:
        yield from pool.map(_work, chunks)


def _start(open_source: OpenSource, today: date, collect: tuple[int, int, int]) -> None:
    """collect: how seldom the process that waits for this one collects what nobody needs any more."""
    global _worker
    gc.set_threshold(*collect)
    source = open_source()
    around = surroundings(source)
    _worker = (source, around, Context(around.people, around.policy, today, around.programmes))


def _work(paths: Sequence[str]) -> Batch:
    assert _worker is not None  # set when the process started
    return _examine(*_worker, paths)


def _examine(source: Source, around: Surroundings, ctx: Context, paths: Iterable[str]) -> Batch:
    done: Batch = []
    for path in paths:
        raw, faults = source.read(path)
        linked = linked_file(around, path, raw, faults)
        found: list[Problem] = []
        text, name = "", PurePosixPath(path).stem
        if linked.broken is not None:
            text, name = linked.broken.text, linked.broken.id or name
        if linked.case is not None:
            found = check_audit(linked.case, ctx)
            document = linked.case.audit.document
            text, name = document.text if document is not None else "", linked.case.audit.id or name
            # What could not be taken over has its only place in the file's text; pages show it where that is so.
            kept = Document(path, text, None, Marks()) if linked.problems else None
            audit = replace(linked.case.audit, document=kept)
            linked = replace(linked, case=replace(linked.case, audit=audit))
        found += check_text(path, text, name, ctx)
        done.append(masked_audit(linked, found, text, around.policy.privacy))
    return done


def linked_file(around: Surroundings, path: str, raw: bytes | None, faults: Iterable[Problem]) -> Linked:
    """The audit in those bytes; where casekit itself crashes on it, a broken one, so that the others are checked."""
    try:
        return around.link(path, raw, faults)
    except Exception as error:  # one file must never stop the others
        crash = failed("Reading", path, error)
        problems = (*faults, Problem(path, START, CRASH, crash.message, crash.hint))
        return Linked(path, None, Broken(path, (raw or b"").decode("utf-8", "replace"), problems), problems)
