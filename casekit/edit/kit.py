"""The files of a new repository, as data of the project's own: for every forge, and for the one that is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from casekit.resources import resource

COMMON = "common"
SCHEMAS = ("people", "rubric")
"""Those that an editor holds the repository's YAML files against; .vscode/settings.json names them."""
SCALES = "scales"


def forges() -> list[str]:
    """The forges that there are files for."""
    return sorted(path.name for path in resource("kit").iterdir() if path.is_dir() and path.name != COMMON)


def packed_forms() -> list[str]:
    """The ids of the forms that come with casekit."""
    return sorted(path.stem for path in resource("rubrics").glob("*.yaml") if path.stem != SCALES)


def kit(
    forge: str, forms: Sequence[str], said: Mapping[str, str], pins: Sequence[str], wheel: tuple[str, bytes]
) -> dict[str, bytes]:
    """Every file by its path, in order.

    forms: the ids of those in use, one at least. said: what stands for a word between two @. pins: the other
    packages that the pipelines install. wheel: casekit itself, as a file's name and its bytes.
    """
    words = {"FIRST_FORM": forms[0], **said}
    lists = {"FORM": forms, "PIN": pins}
    files = {
        path: _filled(text, words, lists).encode()
        for folder in (COMMON, forge)
        for path, text in _texts(resource("kit") / folder)
    }
    for form in (SCALES, *forms):
        files[f"rubrics/{form}.yaml"] = (resource("rubrics") / f"{form}.yaml").read_bytes()
    for name in SCHEMAS:
        files[f".vscode/{name}.schema.json"] = (resource("schema") / f"{name}.schema.json").read_bytes()
    files[f"pipeline/{wheel[0]}"] = wheel[1]
    return dict(sorted(files.items()))


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """The path in the repository and the text of each file; a name that begins with a dot is kept with "dot-"."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        parts = [part.replace("dot-", ".", 1) if part.startswith("dot-") else part for part in path.parts]
        yield "/".join(parts[len(folder.parts) :]), path.read_text(encoding="utf-8")


def _filled(text: str, words: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> str:
    """The text with its words put in; a line that holds the name of a list stands once for each of it."""
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        named = next((name for name in lists if f"@{name}@" in line), "")
        lines += [line.replace(f"@{named}@", item) for item in lists[named]] if named else [line]
    filled = "".join(lines)
    for name, value in words.items():
        filled = filled.replace(f"@{name}@", value)
    return filled
