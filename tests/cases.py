"""Rule pages as tests: docs/rules/CKnnn.md holds the cases that a QA lead can review.

Under "## Cases" each "### heading" is a case. Each fence in it is a file: the info string is a language and a
path, then perhaps name=value pairs (today=2026-11-01). A line that ends in "# expect: CK007" or
"# expect: CK007, CK009" must get exactly those problems; that end is taken off before the file is read. A line
without expectation must get none.

A fence "yaml change" or "markdown box SECTION/BOX" shows instead what differs from the audit in tests/toy that has no
problems; tests/laid.py says how it is laid over. There the expectation stands on the line that is changed. A fence
"yaml history" tells what people commit one after the other, and "text odd PATH" and its like are files that no text
is: tests/staged.py plays those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from casekit.problem import Problem

RULES = Path(__file__).parent.parent / "docs" / "rules"
EXPECT = re.compile(r"[ \t]*# expect: (CK\d{3}(?:, CK\d{3})*)[ \t]*$")

ODD = ("odd", "link", "pipe", "folder")
"""Kinds of files that no plain text can show."""

Expected = tuple[str, int, str]
"""Path, line, code."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fence that changes the audit of tests/toy. path: another file, or ""; box: the box whose text it is, or ""."""

    text: str
    path: str = ""
    box: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One heading under Cases: its files without the expectations, which are (path, line, code), sorted.

    changes: the fences that change the audit of tests/toy, their expectations still in them. history: the steps of a
    fence "yaml history", odd: files that are no plain text, as kind, path and text; tests/staged.py plays both.
    """

    rule: str
    name: str
    files: Mapping[str, bytes]
    expected: tuple[Expected, ...]
    options: Mapping[str, str]
    changes: tuple[Change, ...] = ()
    history: str = ""
    odd: tuple[tuple[str, str, str], ...] = ()

    @property
    def staged(self) -> bool:
        """Whether it needs a real folder, or real commits."""
        return bool(self.history or self.odd)

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's page: code, title, severity, what it says under each "##" heading ("" for what stands first).

    staged: the cases that need a real folder or real commits; cases: the others.
    """

    code: str
    title: str
    severity: str
    source: str
    parts: Mapping[str, str]
    cases: tuple[Case, ...]
    staged: tuple[Case, ...] = ()


def pages(pattern: str = "CK*.md") -> list[Page]:
    """Every rule page whose file name fits."""
    return [page(path) for path in sorted(RULES.glob(pattern))]


SAMPLE = 7
"""One page of so many is tried by the quick tests, where trying all of them is left to the long ones."""


def sampled(pattern: str = "CK*.md") -> list[Any]:
    """Every rule page as a test's parameter; most of them only for the long tests."""
    return [
        pytest.param(one, id=one.code, marks=[pytest.mark.slow] if n % SAMPLE else [])
        for n, one in enumerate(pages(pattern))
    ]


def page(path: Path) -> Page:
    """One rule page, read from its file."""
    text = path.read_text("utf-8")
    title = re.match(r"# (CK\d{3}) (\S.*)\n", text)
    severity = re.search(r"^Severity: (error|warning)$", text, re.MULTILINE)
    source = re.search(r"^Source: (\S.*)$", text, re.MULTILINE)
    assert title, f"{path.name}: the first line is not '# CKnnn Title'"
    assert severity, f"{path.name}: no line 'Severity: error' or 'Severity: warning'"
    assert source, f"{path.name}: no line 'Source: …'"
    every = tuple(cases(title[1], text))
    plain, staged = (tuple(case for case in every if case.staged is wanted) for wanted in (False, True))
    return Page(title[1], title[2], severity[1], source[1], dict(_parts(text)), plain, staged)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    tokens = MarkdownIt().parse(text)
    lines = text.split("\n")
    starts = [
        (token.map, tokens[index + 1].content)
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.tag in ("h1", "h2") and token.map
    ]
    for (where, name), following in zip(starts, [*starts[1:], ([len(lines), 0], "")], strict=True):
        yield name if name != starts[0][1] else "", "\n".join(lines[where[1] : following[0][0]]).strip()


def cases(rule: str, text: str) -> Iterator[Case]:
    """The cases of a page, in its order."""
    tokens = MarkdownIt().parse(text)
    part = name = ""
    files: dict[str, bytes] = {}
    expected: list[Expected] = []
    options: dict[str, str] = {}
    changes: list[Change] = []
    odd: list[tuple[str, str, str]] = []
    history: str | None = None
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            if files or changes or history is not None or odd:
                yield Case(
                    rule, name, files, tuple(sorted(expected)), options, tuple(changes), history or "", tuple(odd)
                )
            files, expected, options, changes, odd, history = {}, [], {}, [], [], None
            name = tokens[index + 1].content
            part = name if token.tag == "h2" else part
        elif token.type == "fence" and part == "Cases" and token.level == 0:
            _language, path, *words = token.info.split()
            options.update(word.split("=", 1) for word in words if "=" in word)  # type: ignore[misc]
            named = [word for word in words if "=" not in word]
            if path == "change":
                changes.append(Change(token.content, path=named[0] if named else ""))
            elif path == "box":
                changes.append(Change(token.content, box=named[0]))
            elif path == "history":
                history = token.content or "\n"
            elif path in ODD:
                odd.append((path, named[0], token.content))
            else:
                files[path], found = strip(path, token.content)
                expected += found
    if files or changes or history is not None or odd:
        yield Case(rule, name, files, tuple(sorted(expected)), options, tuple(changes), history or "", tuple(odd))


def strip(path: str, text: str) -> tuple[bytes, list[Expected]]:
    """A file without its expectations, and these."""
    lines = text.split("\n")
    expected: list[Expected] = []
    for number, line in enumerate(lines, start=1):
        match = EXPECT.search(line)
        if match:
            lines[number - 1] = line[: match.start()]
            expected += [(path, number, code) for code in match[1].split(", ")]
    return "\n".join(lines).encode(), expected


def check(case: Case, problems_of: Callable[[dict[str, bytes]], list[Problem]]) -> None:
    """Exactly the expected problems come out: path, line and code, no more and no fewer."""
    problems = problems_of(dict(case.files))
    got = sorted((problem.path, problem.span.line, problem.code) for problem in problems)
    assert got == list(case.expected), "\n".join(
        [str(case), *(f"{p.path}:{p.span.line}:{p.span.column} {p.code} {p.message} ({p.hint})" for p in problems)]
    )
