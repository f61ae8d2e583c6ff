"""The record of a draw, audits/<month>/sample.yaml: read into the model, and written."""

from __future__ import annotations

from casekit.conform.messages import conform
from casekit.link.corpus import SHAPE, locate
from casekit.link.values import entries, mapping, text
from casekit.model.sample import Sample
from casekit.problem import Problem, Remark
from casekit.read.document import read_yaml
from casekit.read.files import Source
from casekit.read.names import Kind, kind

NAME = "sample.yaml"


def place(month: str) -> str:
    """Where the draw of a month is on record."""
    return f"audits/{month}/{NAME}"


def sample(path: str, raw: bytes) -> tuple[Sample | None, list[Problem]]:
    """The draw on record; None where it cannot be read, which is reported."""
    document, problems = read_yaml(path, raw)
    if document is None:
        return None, problems
    remarks = [*conform("sample", document.data)]
    data = mapping(document.data)
    month = path.split("/")[-2]
    if not remarks and data["month"] != month:
        hint = f"Move the file into its month, or draw again with casekit sample {month}."
        remarks.append(Remark(("month",), f"The draw of {data['month']} lies in the folder of {month}.", hint))
    if remarks:
        return None, [*problems, *(locate(document, remark, SHAPE) for remark in remarks)]
    always = ((text(one.get("audit")), _words(one.get("why"))) for one, _ in entries(data.get("always"), ("always",)))
    found = Sample(
        month=month,
        seed=text(data["seed"]),
        commit=text(data["commit"]),
        percent=_number(data["percent"]),
        grades=_words(data["grades"]),
        candidates=_number(data["candidates"]),
        always=tuple(always),
        drawn=_words(data.get("drawn")),
    )
    return found, problems


def samples(source: Source) -> tuple[tuple[Sample, ...], list[Problem]]:
    """The draws on record, in order of month, and what is wrong with others."""
    found: list[Sample] = []
    problems: list[Problem] = []
    for path in source.paths():
        if kind(path) is Kind.SAMPLE:
            raw, faults = source.read(path)
            one, more = sample(path, raw) if raw is not None else (None, faults)
            problems += more
            found += [one] if one is not None else []
    return tuple(sorted(found, key=lambda one: one.month)), problems


def written(drawn: Sample) -> str:
    """The file of a draw; sample() reads the same from it."""
    always = [f"  - {{audit: {audit}, why: [{', '.join(why)}]}}" for audit, why in drawn.always]
    lines = [
        f"# Which audits of this month are moderated. casekit sample {drawn.month} --check draws them again.",
        f"month: {drawn.month}",
        f'seed: "{drawn.seed}"',
        f"commit: {drawn.commit}",
        f"percent: {drawn.percent}",
        f"grades: [{', '.join(_quoted(grade) for grade in drawn.grades)}]",
        f"candidates: {drawn.candidates}",
        *(["always:", *always] if always else []),
        *(["drawn:", *(f"  - {audit}" for audit in drawn.drawn)] if drawn.drawn else []),
    ]
    return "\n".join(lines) + "\n"


def _quoted(word: str) -> str:
    return f'"{word}"'


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(word) for word in value) if isinstance(value, list) else ()


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
