"""Where lint reads from: the working tree, with one text from standard input and another commit's policy laid over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from casekit.check.baseline import Known, NewerError, read_baseline
from casekit.check.examine import OpenSource
from casekit.history.outcome import Opened, open_history
from casekit.history.since import tree_of
from casekit.history.tree import Tree
from casekit.link.people import PEOPLE, people
from casekit.link.policy import POLICY, policy
from casekit.model.people import People
from casekit.problem import Problem
from casekit.read.files import Folder, Overlay, Source
from casekit.read.names import Kind, kind
from casekit.stop import USAGE, Stop
from casekit.words import shown

CHECKED = (Kind.AUDIT, Kind.RUBRIC, Kind.PEOPLE, Kind.POLICY, Kind.PROGRAMME)


@dataclass(frozen=True, slots=True)
class Sources:
    """open, source: the files to check. opened: their history. replaced: the path that standard input stands for.

    policy_tree: the commit that the policy is taken from, None where it is the working tree's own; then people is who
    held which role there, and problems what is wrong with the working tree's own policy, which is not used.
    """

    open: OpenSource
    source: Source
    opened: Opened
    replaced: str = ""
    policy_tree: Tree | None = None
    people: People | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def as_is(self) -> bool:
        """Whether it is the working tree and nothing laid over it."""
        return not self.replaced and self.policy_tree is None

    def as_before(self, base: Tree) -> Source:
        """A commit's files with the same policy, where that is another commit's."""
        if self.policy_tree is None:
            return base
        return Overlay(base, {POLICY: self.policy_tree.read(POLICY)[0]})


def sources(root: Path, start: Path, stdin_filename: Path | None, text: bytes, policy_from: str) -> Sources:
    """The files to check; Stop where a path or a commit that was named is none."""
    opened = open_history(root)
    folder = Folder(root)
    laid: dict[str, bytes | None] = {}
    replaced = ""
    if stdin_filename is not None:
        replaced = _place(root, start, stdin_filename)
        laid[replaced] = text
    tree: Tree | None = None
    known: People | None = None
    problems: tuple[Problem, ...] = ()
    if policy_from:
        tree = tree_of(opened, policy_from, "--policy-from")
        own = folder.read(POLICY)[0] if POLICY in folder.paths() else None
        own = laid.get(POLICY, own)
        problems = tuple(policy(own)[1]) if own is not None else ()
        laid[POLICY] = tree.read(POLICY)[0]
        listed = tree.read(PEOPLE)[0]
        known = people(listed)[0] if listed is not None else People()
    open_source = partial(_laid, root, laid) if laid else partial(Folder, root)
    return Sources(open_source, open_source(), opened, replaced, tree, known, problems)


def _laid(root: Path, files: dict[str, bytes | None]) -> Overlay:
    return Overlay(Folder(root), files)


def _place(root: Path, start: Path, path: Path) -> str:
    """The path that --stdin-filename names, as the repository calls it; the file need not be there."""
    whole = (start / path).absolute()
    parent = whole.parent.resolve() / whole.name
    inside = parent.relative_to(root).as_posix() if parent.is_relative_to(root) else ""
    if kind(inside) not in CHECKED:
        raise Stop(
            USAGE, f"--stdin-filename: {shown(str(path))} is no place of an audit, such as audits/2026-10/NAME.md."
        )
    return inside


def baseline_entries(root: Path, start: Path, file: Path | None, tree: Tree | None) -> frozenset[Known]:
    """The entries of the baseline, none where none was named; Stop where it cannot be read.

    tree: the commit that the policy comes from; a baseline inside the repository is then that commit's too.
    """
    if file is None:
        return frozenset()
    whole = (start / file).resolve()
    try:
        if tree is not None and whole.is_relative_to(root):
            raw = tree.any_file(whole.relative_to(root).as_posix())
            return read_baseline(raw.decode("utf-8")) if raw is not None else frozenset()
        return read_baseline(whole.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Stop(USAGE, f"There is no baseline {file}; --write-baseline writes it.") from None
    except OSError as error:
        raise Stop(USAGE, f"The baseline {file} cannot be read ({error.strerror}).") from None
    except NewerError as newer:
        raise Stop(USAGE, f"The baseline {file} is of {newer}, which a newer casekit wrote; use that one.") from None
    except ValueError:
        raise Stop(USAGE, f"{file} is no baseline of casekit's; --write-baseline writes one.") from None
