"""The repository of tests/several: audits in which several answer the same section."""

from __future__ import annotations

from pathlib import Path

from casekit.link.corpus import load_corpus
from casekit.model.corpus import AuditCase
from casekit.problem import Problem
from tests.check.lint import Memory, lint

ROOT = Path(__file__).parent / "several"
PARTNERS, SIBLINGS, COLUMNS, COUNTED = (f"audits/2026-10/2026-10-000{n}.md" for n in (1, 2, 3, 4))


def files(*edits: tuple[str, str, str]) -> dict[str, bytes]:
    """Its files by path; edits: in which file, which text (it stands there once) by which other."""
    found = {p.relative_to(ROOT).as_posix(): p.read_bytes() for p in sorted(ROOT.rglob("*")) if p.is_file()}
    for path, old, new in edits:
        text = found[path].decode()
        assert text.count(old) == 1, old
        found[path] = text.replace(old, new).encode()
    return found


def said(*edits: tuple[str, str, str]) -> list[str]:
    """What lint reports after the edits: "line code message"."""
    return [f"{p.span.line} {p.code} {p.message}" for p in problems(*edits)]


def problems(*edits: tuple[str, str, str]) -> tuple[Problem, ...]:
    return lint(files(*edits)).problems


def case(path: str, *edits: tuple[str, str, str]) -> AuditCase:
    """One audit, linked."""
    corpus = load_corpus(Memory(files(*edits)))
    return next(case for case in corpus.audits if case.audit.path == path)
