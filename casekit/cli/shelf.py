"""The forms within reach of a command: the repository's own, those that travel with casekit, and files by path."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from casekit.link.policy import POLICY
from casekit.link.policy import policy as decided
from casekit.link.rubrics import SCALES, FormFile, Rubrics, read_form, read_scales, rubrics
from casekit.model.policy import Policy
from casekit.problem import Problem
from casekit.read.files import Folder, Source
from casekit.read.place import find_root
from casekit.rubric.model import Rubric
from casekit.stop import REPOSITORY, USAGE, Stop
from casekit.words import count, ending, listing


class Nowhere:
    """No repository: forms that travel with casekit can be looked at from anywhere."""

    def paths(self) -> list[str]:
        """None."""
        return []

    def read(self, path: str) -> tuple[bytes | None, list[Problem]]:
        """Nothing."""
        return None, []


@dataclass(frozen=True, slots=True)
class Shelf:
    """start: where the command runs. source: the repository's files; of Nowhere outside of one."""

    start: Path
    source: Source
    policy: Policy
    rubrics: Rubrics

    @property
    def forms(self) -> list[FormFile]:
        """Every file that should hold a form, in order of path."""
        return [file for file in self.rubrics.files if not file.shared]

    def file(self, wanted: str) -> FormFile:
        """The file of a form by its id, id@version or path; Stop where there is none such.

        A form whose own file has mistakes is that file, though an older version beside it could be used.
        """
        path = self.start / wanted
        if wanted.endswith((".yaml", ".yml")) or "/" in wanted or "\\" in wanted or path.is_file():
            return self._read(wanted, path)
        broken = {file.stem: file for file in self.forms if file.rubric is None}
        fitting = [file for file in self.forms if file.rubric and wanted in (file.rubric.ref, file.rubric.id)]
        if fitting and wanted not in broken:
            return max(fitting, key=lambda file: file.rubric.version if file.rubric else 0)
        for stem in (wanted, wanted.partition("@")[0]):
            if stem in broken:
                return broken[stem]
        known = [*self.rubrics.by_ref, *(rubric.id for rubric in self.rubrics.by_ref.values())]
        raise Stop(USAGE, f"There is no form {wanted}{ending(wanted, known)} {_there(list(self.rubrics.by_ref))}")

    def form(self, wanted: str) -> tuple[FormFile, Rubric]:
        """A form that can be used; Stop where it has mistakes."""
        file = self.file(wanted)
        if file.rubric is None:
            mistakes = count(len(file.problems), "mistake")
            raise Stop(
                USAGE, f"{file.path} has {mistakes} and cannot be used; casekit rubric check {wanted} lists them."
            )
        return file, file.rubric

    def _read(self, wanted: str, path: Path) -> FormFile:
        """A file outside the usual place, or named by its path; scales are borrowed as in the repository."""
        if not path.is_file():
            raise Stop(USAGE, f"There is no file {wanted}.")
        raw, found = Folder(path.resolve().parent).read(path.name)
        faults = [replace(problem, path=wanted) for problem in found]
        if path.name == SCALES.rpartition("/")[2]:
            return read_scales(wanted, raw, faults, True)[0]
        return read_form(wanted, raw, faults, True, self.rubrics.scales)


def _there(names: list[str]) -> str:
    return f"There {'is' if len(names) == 1 else 'are'} {listing(names)}." if names else ""


def shelf(start: Path) -> Shelf:
    """The forms within reach of a folder; it need not be in a repository."""
    try:
        source: Source = Folder(find_root(start))
    except Stop as stop:
        if stop.exit_code != REPOSITORY:
            raise
        source = Nowhere()
    policy = Policy()
    if POLICY in source.paths():
        raw, _ = source.read(POLICY)
        policy = decided(raw)[0] if raw is not None else policy
    return Shelf(start, source, policy, rubrics(source))
