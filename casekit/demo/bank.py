"""The words of the demo: demo/words.yaml, and for each form demo/<form>.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from casekit.demo.sentences import Sentence, Traits, sentence
from casekit.model.document import Value
from casekit.read.document import read_yaml
from casekit.resources import resource

Map = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences to draw from. always: each of them may be used in any audit."""

    all: tuple[Sentence, ...] = ()
    always: bool = True

    def __bool__(self) -> bool:
        return bool(self.all)

    def fitting(self, traits: Traits) -> Sequence[Sentence]:
        """Those that may be used in an audit with these traits."""
        return self.all if self.always else [one for one in self.all if one.fits(traits)]


NONE = Sentences()


@dataclass(frozen=True, slots=True)
class Bank:
    """Nested maps of sentences; every path that the demo asks for exists, a test holds the files to it."""

    data: Map
    _read: dict[tuple[str, ...], Sentences] = field(default_factory=dict)

    def sentences(self, *path: str) -> Sentences:
        """The sentences at that path; none where the files have none."""
        found = self._read.get(path)
        if found is None:
            drawn = tuple(map(sentence, self.words(*path)))
            found = self._read[path] = Sentences(drawn, all(not one.tests for one in drawn)) if drawn else NONE
        return found

    def words(self, *path: str) -> list[str]:
        """The texts at that path as they are written, such as ids; none where the files have none."""
        value = self.at(*path)
        return [str(item) for item in value] if isinstance(value, list) else []

    def map(self, *path: str) -> Map:
        """The map at that path; empty where there is none."""
        value = self.at(*path)
        return value if isinstance(value, dict) else {}

    def deeds(self, *path: str) -> list[tuple[str, str]]:
        """The actions at that path: what is to be done, and what it brings the child."""
        value = self.at(*path)
        items = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
        return [(str(item["do"]), str(item["outcome"])) for item in items]

    def at(self, *path: str) -> Value:
        """What stands at that path, or nothing."""
        value: Value = self.data
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return value


@cache
def bank(name: str, folder: Path | None = None) -> Bank:
    """The file of that name, read once. ValueError where it is not what casekit reads."""
    path = (folder or resource("demo")) / f"{name}.yaml"
    document, problems = read_yaml(path.name, path.read_bytes())
    if document is None or not isinstance(document.data, dict):
        raise ValueError(f"{path}: {problems}")
    return Bank(document.data)
