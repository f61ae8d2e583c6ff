"""One run of sample, put together: the month's audits as a commit holds them, the draw, and its record."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from casekit.cli.remembering import INCOMPLETE
from casekit.history.git import Repository
from casekit.history.outcome import Opened, open_history
from casekit.history.tree import Tree, uncommitted
from casekit.link.corpus import load_corpus
from casekit.link.sample import place, sample, written
from casekit.model.corpus import Corpus
from casekit.model.sample import Sample
from casekit.output.sampling import unlike
from casekit.read.files import Folder
from casekit.read.names import MONTH
from casekit.read.place import find_root
from casekit.register.sampling import candidates, draw
from casekit.stop import REPOSITORY, USAGE, Stop
from casekit.words import count, shown


def drawn(start: Path, month: str, seed: str, dry: bool) -> tuple[Sample, str, int]:
    """Draws the month from the commit that is checked out, and writes it down unless dry.

    Gives the draw, the file's path from the root, and how many changed files were left out. Stop where it is drawn.
    """
    root, opened, repository = _open(start, month)
    folder = root / "audits" / month
    path = place(month)
    if not dry and os.path.lexists(root / path):
        raise Stop(
            USAGE,
            f"{month} is drawn already: casekit sample {month} --check draws it again. Delete {path} for another "
            "draw; the history keeps the first.",
        )
    tree = Tree(repository, opened.head)
    left = len(uncommitted(tree, Folder(root)))
    found = _draw(load_corpus(tree), month, seed or opened.head, opened.head)
    tree.close()
    again, problems = sample(path, written(found).encode())
    if again != found:
        why = problems[0].message if problems else "it would not be read as it was written."
        raise Stop(USAGE, f"This draw cannot be written down: {why}")
    if not dry:
        if folder.resolve() != root.resolve() / "audits" / month:
            raise Stop(
                USAGE, f"audits/{month} is a link or none of this repository's folders, so nothing is written there."
            )
        try:
            with (folder / path.rpartition("/")[2]).open("x", encoding="utf-8", newline="\n") as file:
                file.write(written(found))
        except OSError as error:
            raise Stop(USAGE, f"{path} could not be written: {error.strerror}.") from None
    return found, path, left


def checked(start: Path, month: str) -> tuple[Sample, list[str], list[str]]:
    """The draw on record; what is otherwise when it is drawn again; and what else is to be known of it."""
    root, opened, repository = _open(start, month)
    path = place(month)
    raw, faults = Folder(root).read(path)
    if raw is None:
        raise Stop(USAGE, f"There is no {path}: {faults[0].message} casekit sample {month} draws it.")
    record, problems = sample(path, raw)
    if record is None:
        raise Stop(USAGE, f"{path}:{problems[0].span.line}: {problems[0].message}")
    commit = repository.resolve(record.commit)
    if commit != record.commit or repository.ask("merge-base", "--is-ancestor", commit, opened.head) is None:
        raise Stop(
            REPOSITORY,
            f"The commit {record.commit[:10]}, of which {month} was drawn, is not in this history: fetch all of it, or "
            "find out who rewrote it.",
        )
    tree = Tree(repository, commit)
    again = _draw(load_corpus(tree), month, record.seed, commit)
    tree.close()
    return record, list(unlike(record, again)), list(_known(repository, opened, path, raw))


def _draw(corpus: Corpus, month: str, seed: str, commit: str) -> Sample:
    policy = corpus.policy.sample
    every = candidates(corpus.audits, month, policy.grades)
    if not every:
        raise Stop(USAGE, f"No audit of {month} is completed and committed, so there is nothing to draw from.")
    found = draw(every, month, seed, policy.percent)
    always = tuple((one.audit, one.always) for one in found.always)
    return Sample(month, seed, commit, policy.percent, policy.grades, found.candidates, always, found.drawn)


def _open(start: Path, month: str) -> tuple[Path, Opened, Repository]:
    if not MONTH.fullmatch(month):
        raise Stop(USAGE, f"{shown(month)} is no month; write it as 2026-10.")
    root = find_root(start)
    opened = open_history(root)
    if opened.repository is None or not opened.head:
        raise Stop(REPOSITORY, INCOMPLETE[opened.outcome])
    return root, opened, opened.repository


def _known(repository: Repository, opened: Opened, path: str, raw: bytes) -> Iterator[str]:
    """How the record itself came about."""
    tree = Tree(repository, opened.head)
    committed = tree.any_file(path)
    tree.close()
    if committed is None or committed.replace(b"\r\n", b"\n") != raw.replace(b"\r\n", b"\n"):
        yield "The record is not committed as it stands."
    blobs = repository.run("log", "--format=%H", "--full-history", opened.head, "--", repository.prefix + path).split()
    if len(blobs) > 1:
        ids = ", ".join(id.decode()[:10] for id in reversed(blobs))
        yield f"It was written or changed in {count(len(blobs), 'commit')}, oldest first: {ids}."
