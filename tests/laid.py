"""Changes laid over the toy repository: a case on a rule's page shows what differs from an audit without problems.

The whole audit stands in tests/toy. A fence "yaml change" holds keys of its front matter: mappings are merged, lists
whose entries have an id are merged by it, other values are replaced, and the text (removed) takes a key out. A fence
"yaml change PATH" does the same for another file of the toy repository, or, for an audit that is not there, for a
copy of the one that is. A fence "markdown box SECTION/BOX" holds the text of one box, with its heading where that is
to change. "SECTION" alone is what stands straight under the section's heading, "top" what stands above the first
heading. The text (removed) takes out a heading with its text, and where it is all of a file, the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from casekit.model.document import Document, Value
from casekit.problem import Route
from casekit.read.document import read_audit, read_yaml
from tests.cases import Change, Expected, strip

TOY = Path(__file__).parent / "toy"
AUDIT = "audits/2026-10/2026-10-0001.md"
REMOVED = "(removed)"
SAFE = re.compile(r"[A-Za-z0-9(/][^:#\n{}\[\],&*!|>'\"%@`]*(?<! )|[A-Za-z0-9][\w.@+-]*(:\d\d)?")
NOT_TEXT = re.compile(r"true|false|null|-?(0|[1-9][0-9]*)(\.[0-9]+)?")


def toy() -> dict[str, bytes]:
    """The files of the toy repository, by path."""
    return {p.relative_to(TOY).as_posix(): p.read_bytes() for p in sorted(TOY.rglob("*")) if p.is_file()}


def lay(changes: Iterable[Change], own: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Expected]]:
    """The toy repository with the changes and a case's own files, and what is expected of it where."""
    files = {path: raw for path, raw in {**toy(), **own}.items() if raw.strip() != REMOVED.encode()}
    drafts: dict[str, Draft] = {}
    for change in changes:
        path = change.path or AUDIT
        if path not in drafts:
            drafts[path] = Draft(path, files.get(path) or files[AUDIT])
        drafts[path].take(change)
    expected: list[Expected] = []
    for path, draft in drafts.items():
        files[path], found = draft.written()
        expected += found
    return files, expected


@dataclass(slots=True)
class Part:
    """A heading of the body with the text under it: place is "planning/weak-side", "planning" or "top"."""

    place: str
    heading: str
    text: str


@dataclass(slots=True)
class Draft:
    """One file while it is being changed."""

    path: str
    raw: bytes
    data: Value = None
    flow: set[Route] = field(default_factory=set)
    parts: list[Part] = field(default_factory=list)
    wanted: list[tuple[Route, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        document, problems = (read_audit if self.path.endswith(".md") else read_yaml)(self.path, self.raw)
        assert document is not None, problems
        self.data = document.data
        self.flow = in_braces(document)
        if self.path.endswith(".md"):
            self.parts = body(self.raw.decode().split("\n---\n", 1)[1])

    def take(self, change: Change) -> None:
        """Lays one fence over."""
        if change.box:
            self._box(change)
            return
        raw, expected = strip(self.path, change.text)
        document, problems = read_yaml(self.path, raw)
        assert document is not None, (change.text, problems)
        assert not problems, (change.text, problems)
        moved: dict[Route, Route] = {}
        mingled: set[Route] = set()
        self.data = merged(self.data, document.data, (), (), moved, mingled)
        self.flow -= set(moved.values()) - mingled
        self.flow |= {moved[route] for route in in_braces(document)} - mingled
        starts: dict[int, Route] = {}
        entries = {r: span for r, span in document.marks.values.items() if r and r not in document.marks.keys}
        for route, span in {**document.marks.keys, **entries}.items():
            if span.line not in starts or len(route) < len(starts[span.line]):
                starts[span.line] = route
        for _, line, code in expected:
            assert line in starts, f"no key begins on the line that expects {code}: {change.text}"
            self.wanted.append((moved[starts[line]], code))

    def _box(self, change: Change) -> None:
        section = change.box.partition("/")[0]
        spot = next((n for n, part in enumerate(self.parts) if part.place == change.box), None)
        first = change.text.lstrip().split("\n")[0]
        if first.startswith(REMOVED):
            assert spot is not None, f"{change.box} is not in the audit"
            del self.parts[spot]
            owner: Route = ("overall",) if section == "overall" else ("sections", section)
            self.wanted += [(owner, code) for _, _, code in strip(self.path, first)[1]]
            return
        if spot is None:
            spot = self._new(change.box)
        part = self.parts[spot]
        if first.startswith("#"):
            part.heading, part.text = first, change.text.partition("\n")[2]
        else:
            part.text = change.text

    def _new(self, place: str) -> int:
        """The number of a new part for a box that the audit does not have yet, at the end of its section."""
        section, _, box = place.partition("/")
        if place == "top":
            self.parts.insert(0, Part("top", "", ""))
            return 0
        within = [n for n, part in enumerate(self.parts) if part.place.partition("/")[0] == section]
        if not within:
            self.parts.append(Part(section, f"## {titles()[section]}", ""))
            within = [len(self.parts) - 1]
        if not box:
            return within[-1]
        self.parts.insert(within[-1] + 1, Part(place, f"### {titles()[place]}", ""))
        return within[-1] + 1

    def written(self) -> tuple[bytes, list[Expected]]:
        """The file's bytes, and what is expected on which of its lines."""
        audit = self.path.endswith(".md")
        lines = ["---"] if audit else []
        where: dict[Route, int] = {(): 1}
        block(self.data, (), "", lines, where, self.flow)
        expected = []
        for route, code in self.wanted:
            while route not in where:
                route = route[:-1]
            expected.append((self.path, where[route], code))
        if audit:
            lines.append("---")
        for part in self.parts:
            lines += [part.heading, *part.text.split("\n")] if part.heading else part.text.split("\n")
        raw, more = strip(self.path, "\n".join(lines).rstrip("\n") + "\n")
        return raw, expected + more


def merged(
    base: Value, change: Value, route: Route, at: Route, moved: dict[Route, Route], mingled: set[Route]
) -> Value:
    """The change laid over the base.

    moved says where each route of the change has come to stand; mingled, where it was added to what was there.
    """
    moved[route] = at
    if isinstance(base, dict) and isinstance(change, dict):
        mingled.add(at)
        whole = dict(base)
        for key, value in change.items():
            whole[key] = merged(whole.get(key), value, (*route, key), (*at, key), moved, mingled)
            if value == REMOVED:
                del whole[key]
        return whole
    if isinstance(base, list) and isinstance(change, list) and all(_id(item) for item in [*base, *change]):
        mingled.add(at)
        every = list(base)
        for number, item in enumerate(change):
            spot = next((n for n, old in enumerate(every) if _id(old) == _id(item)), len(every))
            old = every[spot] if spot < len(every) else None
            every[spot : spot + 1] = [merged(old, item, (*route, number), (*at, spot), moved, mingled)]
        return every
    if isinstance(change, dict):
        return {k: merged(None, v, (*route, k), (*at, k), moved, mingled) for k, v in change.items() if v != REMOVED}
    if isinstance(change, list):
        return [merged(None, v, (*route, n), (*at, n), moved, mingled) for n, v in enumerate(change)]
    return change


def _id(item: Value) -> str:
    return str(item.get("id", "")) if isinstance(item, dict) else ""


def in_braces(document: Document) -> set[Route]:
    """The routes of mappings and lists that are written in braces or brackets."""
    lines = document.text.split("\n")
    first = {route: lines[span.line - 1][span.column - 1 :][:1] for route, span in document.marks.values.items()}
    return {route for route, character in first.items() if character and character in "{["}


def block(value: Value, route: Route, indent: str, lines: list[str], where: dict[Route, int], flow: set[Route]) -> None:
    """Writes a mapping or list in block style, one key a line, and notes the line of each route."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        at = (*route, key)
        lead = f"{indent}{key}:" if isinstance(value, dict) else f"{indent}-"
        where[at] = len(lines) + 1
        if isinstance(inner, dict | list) and inner and at not in flow:
            start = len(lines)
            lines.append(lead)
            block(inner, at, indent + "  ", lines, where, flow)
            if isinstance(value, list):  # the first key stands behind the dash
                lines[start : start + 2] = [f"{lead} {lines[start + 1].lstrip()}"]
                for below in [r for r in where if r[: len(at)] == at and r != at]:
                    where[below] -= 1
        else:
            lines.append(f"{lead} {inline(inner)}".rstrip())
            for below in nested(inner, at):
                where[below] = len(lines)


def nested(value: Value, route: Route) -> Iterable[Route]:
    """The routes inside a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*route, key)
        yield from nested(inner, (*route, key))


def inline(value: Value) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(inner) for inner in value) + "]"
    if isinstance(value, str):
        plain = SAFE.fullmatch(value) and not NOT_TEXT.fullmatch(value)
        return value if plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if value is not None else ""


@cache
def titles() -> dict[str, str]:
    """The headings of the toy form, by the place they stand for; read once."""
    form = read_yaml("toy", (TOY / "rubrics/toy.yaml").read_bytes())[0]
    assert form is not None
    data: dict[str, dict[str, dict[str, dict[str, str]]]] = form.data  # type: ignore[assignment]
    found = {}
    for id, section in {**data["sections"], **{k: data[k] for k in ("overall", "reflection", "moderation")}}.items():
        found[id] = str(section["title"])
        own = section.get("boxes", [])
        boxes = {**data["boxes"], **(own if isinstance(own, dict) else {})}
        found |= {f"{id}/{box}": inner["title"] for box, inner in boxes.items()}
        found |= {f"{id}/{name}": inner["ask"] for name, inner in section.get("questions", {}).items()}
    return found


def body(text: str) -> list[Part]:
    """The body of the whole audit in parts; every heading in it is one of the form's."""
    places = {title: place for place, title in titles().items()}
    parts: list[Part] = []
    section = ""
    for line in text.rstrip("\n").split("\n"):
        level, title = len(line) - len(line.lstrip("#")), line.lstrip("# ")
        if level == 2:
            section = places[title]
            parts.append(Part(section, line, ""))
        elif level == 3:
            inner = {t: p for p, t in titles().items() if p.startswith(f"{section}/")}
            parts.append(Part(inner[title], line, ""))
        else:
            parts[-1].text += f"\n{line}" if parts[-1].text else line
    return parts
