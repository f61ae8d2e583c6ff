"""The forms that a repository's audits may name: its own first, then those that travel with casekit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casekit.model.document import Document
from casekit.problem import Problem, Remark
from casekit.read.document import read_yaml
from casekit.read.files import Source
from casekit.read.names import Kind, kind
from casekit.resources import resource
from casekit.rubric.load import load, load_scales
from casekit.rubric.model import Rubric, Scale
from casekit.words import sentence

RUBRIC = "CK110"
SCALES = "rubrics/scales.yaml"


@dataclass(frozen=True, slots=True)
class FormFile:
    """A file of rubrics/ as it was read. own: it is the repository's; else it travels with casekit.

    document: None where it cannot be read. rubric: None where anything is wrong with it, and for the shared scales.
    """

    path: str
    own: bool
    document: Document | None
    rubric: Rubric | None
    problems: tuple[Problem, ...]

    @property
    def stem(self) -> str:
        """The file's name without .yaml, by which audits name the form."""
        return self.path.rpartition("/")[2].removesuffix(".yaml")

    @property
    def shared(self) -> bool:
        """Whether it holds the scales that forms share, and no form."""
        return self.path == SCALES


@dataclass(frozen=True, slots=True)
class Rubrics:
    """by_ref: every form that loaded, by id@version. broken: path of each that did not, by the file's stem.

    files: every file, the shared scales first. scales: what those are.
    """

    by_ref: Mapping[str, Rubric]
    broken: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    files: tuple[FormFile, ...] = ()
    scales: Mapping[str, Scale] = field(default_factory=dict)


def rubrics(source: Source) -> Rubrics:
    """The repository's forms, and the packaged ones that it does not have under the same file name."""
    own = {path: source.read(path) for path in source.paths() if kind(path) is Kind.RUBRIC}
    contents = _packaged() | own
    scales: dict[str, Scale] = {}
    files: list[FormFile] = []
    for path in sorted(contents, key=lambda p: (p != SCALES, p)):
        raw, faults = contents[path]
        if path == SCALES:
            file, scales = read_scales(path, raw, faults, path in own)
        else:
            file = read_form(path, raw, faults, path in own, scales)
        files.append(file)
    forms = [file for file in files if not file.shared]
    return Rubrics(
        by_ref=dict(sorted((file.rubric.ref, file.rubric) for file in forms if file.rubric is not None)),
        broken={file.stem: file.path for file in forms if file.rubric is None},
        problems=tuple(problem for file in files for problem in file.problems),
        files=tuple(files),
        scales=scales,
    )


def read_form(path: str, raw: bytes | None, faults: list[Problem], own: bool, scales: Mapping[str, Scale]) -> FormFile:
    """A form in its bytes; faults: what opening it gave, scales: those that it may borrow."""
    document, more = read_yaml(path, raw) if raw is not None else (None, [])
    rubric, remarks = load(document.data, scales) if document is not None else (None, [])
    return FormFile(path, own, document, rubric, (*faults, *more, *_problems(document, remarks)))


def read_scales(path: str, raw: bytes | None, faults: list[Problem], own: bool) -> tuple[FormFile, dict[str, Scale]]:
    """The scales that forms share, in their bytes."""
    document, more = read_yaml(path, raw) if raw is not None else (None, [])
    scales, remarks = load_scales(document.data) if document is not None else ({}, [])
    return FormFile(path, own, document, None, (*faults, *more, *_problems(document, remarks))), scales


def _problems(document: Document | None, remarks: list[Remark]) -> list[Problem]:
    if document is None:
        return []
    spans = document.marks
    return [Problem(document.path, spans.of(r.route), RUBRIC, sentence(r.message), r.hint) for r in remarks]


def _packaged() -> dict[str, tuple[bytes | None, list[Problem]]]:
    return {f"rubrics/{file.name}": (file.read_bytes(), []) for file in sorted(resource("rubrics").glob("*.yaml"))}
