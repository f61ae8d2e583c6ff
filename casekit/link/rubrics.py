"""The forms that a repository's audits may name: its own first, then those that travel with casekit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from casekit.model.document import Document
from casekit.model.spot import spot
from casekit.problem import Problem, Remark
from casekit.read.document import read_yaml
from casekit.read.files import Source
from casekit.read.names import Kind, kind
from casekit.read.text import visible
from casekit.resources import resource
from casekit.rubric.load import load, load_scales
from casekit.rubric.model import Rubric, Scale
from casekit.rubric.parse.versions import check_against
from casekit.words import sentence

RUBRIC = "CK110"
SCALES = "rubrics/scales.yaml"


@dataclass(frozen=True, slots=True)
class FormFile:
    """A file of rubrics/ as it was read. own: it is the repository's; else it travels with casekit.

    document: None where it cannot be read. rubric: None where anything is wrong with it, and for the shared scales.
    text: what stands in it, for showing a line of it, be it ever so broken.
    """

    path: str
    own: bool
    document: Document | None
    rubric: Rubric | None
    problems: tuple[Problem, ...]
    text: str = ""

    @property
    def stem(self) -> str:
        """The file's name without .yaml: the form's id, or id@version where a newer version stands beside it."""
        return self.path.rpartition("/")[2].removesuffix(".yaml")

    @property
    def called(self) -> str:
        """What a command calls it by: its name where it lies in rubrics/, else its path."""
        return self.stem if self.path == f"rubrics/{self.stem}.yaml" else self.path

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
    """The repository's forms, and of those that travel with casekit the ones it has none of its own for."""
    own = {path: source.read(path) for path in source.paths() if kind(path) is Kind.RUBRIC}
    packaged = _packaged()
    shared, scales = read_scales(SCALES, *(own if SCALES in own else packaged)[SCALES], SCALES in own)
    forms = [
        read_form(path, raw, faults, True, scales) for path, (raw, faults) in sorted(own.items()) if path != SCALES
    ]
    forms = [_in_its_place(file, forms) for file in forms]
    forms = [_following(file, forms) for file in forms]
    brought = [
        read_form(path, raw, faults, False, scales) for path, (raw, faults) in packaged.items() if path != SCALES
    ]
    forms += [file for file in brought if not _replaced(file, forms)]
    forms.sort(key=lambda file: (file.path, not file.own))
    found = {file.rubric.ref: file.rubric for file in forms if file.rubric is not None}
    return Rubrics(
        by_ref=dict(sorted(found.items(), key=lambda pair: (pair[1].id, pair[1].version))),
        broken={file.stem: file.path for file in forms if file.rubric is None},
        problems=tuple(problem for file in (shared, *forms) for problem in file.problems),
        files=(shared, *forms),
        scales=scales,
    )


def _in_its_place(file: FormFile, others: Iterable[FormFile]) -> FormFile:
    """The file, its form taken out with a problem where the name does not fit it, or it stands in another file too.

    The same form twice, word for word, is no problem: somebody is about to begin a new version.
    """
    if file.rubric is None or file.document is None:
        return file
    id, ref = file.rubric.id, file.rubric.ref
    main = next((other for other in others if other.stem == id and other.rubric and other.rubric.ref == ref), file)
    if file.stem not in (id, ref):
        remark = Remark(
            ("id",), f"the file is called {file.stem}.yaml, but the form in it is {ref}", _NAMES.format(id, ref)
        )
    elif main.document is not None and main.document.data != file.document.data:
        remark = Remark(
            ("version",),
            f"another {ref} stands in {main.path}",
            f"Give that one a new version. {_NAMES.format(id, ref)}",
        )
    else:
        return file
    return replace(file, rubric=None, problems=(*file.problems, *_problems(file.document, [remark])))


def _following(file: FormFile, others: Iterable[FormFile]) -> FormFile:
    """The file, its form taken out where it says what became of something that the version before it does not have."""
    form, document = file.rubric, file.document
    if form is None or form.previous is None or document is None:
        return file
    ref = f"{form.id}@{form.previous.version}"
    old = next((other.rubric for other in others if other.rubric is not None and other.rubric.ref == ref), None)
    remarks = check_against(form, old) if old is not None else []
    return replace(file, rubric=None, problems=(*file.problems, *_problems(document, remarks))) if remarks else file


_NAMES = "A form stands in rubrics/{}.yaml; a version kept beside a newer one in rubrics/{}.yaml."


def _replaced(file: FormFile, own: Iterable[FormFile]) -> bool:
    """Whether the repository has its own of a form that travels with casekit: in that version, or a newer form.

    What casekit brings along never takes the place of a form that a council keeps, be it newer or the council's broken.
    """
    if file.rubric is None:
        return any(other.stem == file.stem for other in own)
    id, version = file.rubric.id, file.rubric.version
    return any(other.stem == file.rubric.ref or (other.stem == id and version >= _version(other)) for other in own)


def _version(file: FormFile) -> int:
    """The version that a file says it is, as far as it can be read; 0 where it cannot."""
    data = file.document.data if file.document is not None else None
    version = data.get("version") if isinstance(data, dict) else None
    return version if isinstance(version, int) else 0


def read_form(path: str, raw: bytes | None, faults: list[Problem], own: bool, scales: Mapping[str, Scale]) -> FormFile:
    """A form in its bytes; faults: what opening it gave, scales: those that it may borrow."""
    if raw is None:
        return FormFile(path, own, None, None, tuple(faults))
    document, rubric, problems = _loaded(path, raw, _Scales(scales))
    return FormFile(path, own, document, rubric, (*faults, *problems), visible(raw))


class _Scales(dict[str, Scale]):
    """Scales as part of what a form is remembered by: their values and ranks say what they are."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple((id, scale.values) for id, scale in self.items()))


@lru_cache(maxsize=64)
def _loaded(path: str, raw: bytes, scales: _Scales) -> tuple[Document | None, Rubric | None, tuple[Problem, ...]]:
    """What stands in a form's bytes. The same bytes are the same form, however often a repository is looked at."""
    document, more = read_yaml(path, raw)
    rubric, remarks = load(document.data, scales) if document is not None else (None, [])
    return document, rubric, (*more, *_problems(document, remarks))


def read_scales(path: str, raw: bytes | None, faults: list[Problem], own: bool) -> tuple[FormFile, dict[str, Scale]]:
    """The scales that forms share, in their bytes."""
    document, more = read_yaml(path, raw) if raw is not None else (None, [])
    scales, remarks = load_scales(document.data) if document is not None else ({}, [])
    problems = (*faults, *more, *_problems(document, remarks))
    return FormFile(path, own, document, None, problems, visible(raw) if raw is not None else ""), scales


def _problems(document: Document | None, remarks: list[Remark]) -> list[Problem]:
    if document is None:
        return []
    spans = document.marks
    places = [spans.of_key(r.route) if r.at_key else spans.of(r.route) for r in remarks]
    return [
        Problem(document.path, place, RUBRIC, sentence(r.message), r.hint, place=spot(document, r.route))
        for place, r in zip(places, remarks, strict=True)
    ]


def _packaged() -> dict[str, tuple[bytes | None, list[Problem]]]:
    return {f"rubrics/{file.name}": (file.read_bytes(), []) for file in sorted(resource("rubrics").glob("*.yaml"))}
