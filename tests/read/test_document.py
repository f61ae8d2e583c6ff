"""Whole files: what comes out of a good one, and that a bad one never raises."""

from __future__ import annotations

from casekit.problem import Span
from casekit.read.document import read_audit, read_yaml

AUDIT = """\
---
id: 2026-10-0001
rubric: toy@1
case:
  age: 9
  flags: [ehcp]
actions:
  - id: a1
    do: >-
      Hold
      supervision
---
## Overall judgement
### What works well
Visits happen.
"""


def test_an_audit_gives_its_values_places_and_headings() -> None:
    document, problems = read_audit("audits/2026-10/a.md", AUDIT.encode())
    assert problems == []
    assert document is not None
    assert document.data == {
        "id": "2026-10-0001",
        "rubric": "toy@1",
        "case": {"age": 9, "flags": ["ehcp"]},
        "actions": [{"id": "a1", "do": "Hold supervision"}],
    }
    assert document.marks.of(("case", "age")) == Span(5, 8, 5, 9)
    assert document.marks.values[("actions", 0, "do")] == Span(9, 9, 11, 18)
    assert [(h.level, h.title, h.line, h.text_line) for h in document.body.headings] == [
        (2, "Overall judgement", 13, 14),
        (3, "What works well", 14, 15),
    ]
    assert document.body.text(15, document.body.end_line) == "Visits happen."
    assert document.body.end_line == 16


def test_a_warning_leaves_the_document_and_carries_the_audits_id() -> None:
    raw = b"\xef\xbb\xbf" + AUDIT.replace("toy@1", "toy@1 #2").encode()
    document, problems = read_audit("a.md", raw)
    assert document is not None
    assert [(p.code, p.span.line, p.audit) for p in problems] == [
        ("CK010", 1, "2026-10-0001"),
        ("CK011", 3, "2026-10-0001"),
    ]


def test_an_error_in_the_front_matter_gives_no_document_and_the_body_is_still_looked_at() -> None:
    raw = AUDIT.replace("  age: 9", "  age: 9\n  age: 10") + "```\n"
    document, problems = read_audit("a.md", raw.encode())
    assert document is None
    assert [(p.code, p.span.line) for p in problems] == [("CK007", 6), ("CK016", 17)]


def test_a_yaml_file_has_values_and_no_body() -> None:
    document, problems = read_yaml("people.yaml", b"people:\n  p001:\n    title: Manager\n")
    assert problems == []
    assert document is not None
    assert document.data == {"people": {"p001": {"title": "Manager"}}}
    assert document.marks.of(("people", "p001", "title")) == Span(3, 12, 3, 19)
    assert document.body.lines == ()


def test_a_yaml_file_may_be_quarter_of_a_mebibyte_and_no_more() -> None:
    line = b"# 0123456789abcdef0123456789abc\n"
    fits = b"people: {}\n" + line * (256 * 32 - 1)
    assert read_yaml("people.yaml", fits)[1] == []
    document, problems = read_yaml("people.yaml", fits + line)
    assert document is None
    assert [p.code for p in problems] == ["CK008"]
