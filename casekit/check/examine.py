"""A whole repository, linked and checked: in this process where it is small, by several where it is large."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import PurePosixPath

from casekit.check.forms import form_problems
from casekit.check.known import Examination, Known, Noted
from casekit.check.masking import masked_audit
from casekit.check.registry import CRASH
from casekit.check.run import check_audit, check_corpus, check_text, failed
from casekit.check.settle import Looked
from casekit.cores import copies, cores, made
from casekit.kept.store import NOTHING, Store
from casekit.link.corpus import Linked, Surroundings, audit_paths, corpus, surroundings
from casekit.link.sample import samples
from casekit.model.corpus import Broken, Corpus
from casekit.model.document import Document, Marks
from casekit.model.people import People
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

_worker: tuple[Source, Known, bool] | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """An audit that was looked at now: what it came to, packed and by its key, or as it is, or both."""

    path: str
    key: bytes
    packed: bytes | None
    examination: Examination | None


@dataclass(frozen=True, slots=True)
class Examined:
    """The repository's corpus and everything found in it without the history."""

    corpus: Corpus
    around: Surroundings
    problems: tuple[Problem, ...]


def examine(
    open_source: OpenSource,
    day: Callable[[Surroundings], date],
    progress: Callable[[int, int], None],
    store: Store = NOTHING,
    roles: People | None = None,
) -> Examined:
    """Every audit read, linked and checked; day gives the civil day from the council's policy.

    progress is called with how many audits are done, and of how many. store: where what audits came to is kept; those
    of which nothing has changed since are not worked out again. Whether they are makes no difference to what is found.
    roles: who held which role in the commit from which the policy comes, where that is another one.
    """
    source = open_source()
    around, known = _around(source, day, roles)
    ctx = known.context
    paths = audit_paths(source)
    done: dict[str, Examination] = {}
    for path, one in chain(_kept(source, known, store, paths), _new(open_source, source, known, store, paths, done)):
        done[path] = one
        if len(done) % CHUNK == 0 or len(done) == len(paths):
            progress(len(done), len(paths))
    store.save()
    problems: list[Problem] = survey(source)
    problems += (problem for path in paths for problem in done[path][1])
    whole = corpus(around, (done[path][0] for path in paths))
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


def _around(source: Source, day: Callable[[Surroundings], date], roles: People | None) -> tuple[Surroundings, Known]:
    noted = Noted(source)
    around = surroundings(noted)
    return around, Known(noted, around, day(around), roles)


def _kept(source: Source, known: Known, store: Store, paths: Iterable[str]) -> Iterator[tuple[str, Examination]]:
    """The audits of which nothing has changed since they were looked at."""
    if not len(store):
        return
    for path in paths:
        raw, faults = source.read(path)
        if raw is None:
            continue
        key = known.key(path, raw, faults)
        value = store.get(key)
        one = known.unpack(value) if value is not None else None
        if one is not None:
            yield path, one
        else:
            store.drop(key)


def _new(
    open_source: OpenSource, source: Source, known: Known, store: Store, paths: Iterable[str], done: Container[str]
) -> Iterator[tuple[str, Examination]]:
    """The other audits, looked at now, and what they came to put into the store."""
    left = [path for path in paths if path not in done]
    for seen in _shared(open_source, source, known, store.keeps, left):
        for one in seen:
            if one.packed is not None:
                store.put(one.key, one.packed)
            examination = one.examination or known.unpack(one.packed or b"")
            assert examination is not None  # sent as it is, or packed a moment ago
            yield one.path, examination


def _shared(
    open_source: OpenSource, source: Source, known: Known, keep: bool, paths: Sequence[str]
) -> Iterator[list[Seen]]:
    chunks = [paths[n : n + CHUNK] for n in range(0, len(paths), CHUNK)]
    if copies() or len(paths) <= SMALL or os.cpu_count() == 1:
        workers = cores(len(paths), FEWEST)
        if keep:
            known.prepare()
        yield from made(chunks, partial(_see, source, known, keep, workers == 0), workers)
        return
    spawn = multiprocessing.get_context("spawn")
    given = (open_source, known.today, known.roles, keep, gc.get_threshold())
    with ProcessPoolExecutor(os.cpu_count(), spawn, initializer=_start, initargs=given) as pool:
        yield from pool.map(_work, chunks)


def _start(
    open_source: OpenSource, today: date, roles: People | None, keep: bool, collect: tuple[int, int, int]
) -> None:
    """collect: how seldom the process that waits for this one collects what nobody needs any more."""
    global _worker
    gc.set_threshold(*collect)
    source = open_source()
    _, known = _around(source, lambda _: today, roles)
    _worker = (source, known, keep)


def _work(paths: Sequence[str]) -> list[Seen]:
    assert _worker is not None  # set when the process started
    return _see(*_worker, False, paths)


def _see(source: Source, known: Known, keep: bool, alone: bool, paths: Iterable[str]) -> list[Seen]:
    """What audits come to. keep: packed for the store. alone: nothing is sent, so that it may stay as it is."""
    seen = []
    for path in paths:
        raw, faults = source.read(path)
        examination, plain = _examine(known, path, raw, faults)
        packed = known.pack(examination) if raw is not None and plain and (keep or not alone) else None
        key = known.key(path, raw, faults) if raw is not None and keep else b""
        seen.append(Seen(path, key, packed, examination if alone or packed is None else None))
    return seen


def _examine(known: Known, path: str, raw: bytes | None, faults: list[Problem]) -> tuple[Examination, bool]:
    """What an audit comes to; and whether nothing in it had to be masked: what identifies a child is not kept."""
    around, ctx = known.before(path)
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
    shown, found = masked_audit(linked, found, text, around.policy.privacy)
    return (shown, found), shown is linked


def linked_file(around: Surroundings, path: str, raw: bytes | None, faults: Iterable[Problem]) -> Linked:
    """The audit in those bytes; where casekit itself crashes on it, a broken one, so that the others are checked."""
    try:
        return around.link(path, raw, faults)
    except Exception as error:  # one file must never stop the others
        crash = failed("Reading", path, error)
        problems = (*faults, Problem(path, START, CRASH, crash.message, crash.hint))
        return Linked(path, None, Broken(path, (raw or b"").decode("utf-8", "replace"), problems), problems)
