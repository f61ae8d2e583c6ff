"""The forms that a repository's audits may name: its own first, then those that travel with casekit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
class Rubrics:
    """by_ref: every form that loaded, by id@version. broken: path of each that did not, by the file's stem."""

    by_ref: Mapping[str, Rubric]
    broken: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def rubrics(source: Source) -> Rubrics:
    """The repository's forms, and the packaged ones that it does not have under the same file name."""
    own = {path: source.read(path) for path in source.paths() if kind(path) is Kind.RUBRIC}
    files = _packaged() | own
    scales: dict[str, Scale] = {}
    problems: list[Problem] = []
    found: dict[str, Rubric] = {}
    broken: dict[str, str] = {}
    for path in sorted(files, key=lambda p: (p != SCALES, p)):
        raw, more = files[path]
        document, faults = read_yaml(path, raw) if raw is not None else (None, [])
        problems += [*more, *faults]
        remarks: list[Remark] = []
        rubric = None
        if document is not None and path == SCALES:
            scales, remarks = load_scales(document.data)
        elif document is not None:
            rubric, remarks = load(document.data, scales)
        if document is not None:
            spans = document.marks
            problems += [Problem(path, spans.of(r.route), RUBRIC, sentence(r.message), r.hint) for r in remarks]
        if rubric is not None:
            found[rubric.ref] = rubric
        elif path != SCALES:
            broken[path.rpartition("/")[2].removesuffix(".yaml")] = path
    return Rubrics(dict(sorted(found.items())), broken, tuple(problems))


def _packaged() -> dict[str, tuple[bytes | None, list[Problem]]]:
    return {f"rubrics/{file.name}": (file.read_bytes(), []) for file in sorted(resource("rubrics").glob("*.yaml"))}
