"""Where values and keys stand: what a caret points at and what the editing commands cut at."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casekit.model.document import Marks
from casekit.problem import START, Route, Span
from casekit.read.document import read_audit
from casekit.read.places import marks, spans, tops
from casekit.read.strict import load

BOTH = pytest.mark.parametrize("pure", [False, True], ids=["c", "pure"])
TEXT = """\
id: a
case: {ref: K7, flags: [x, "y"], age: }
sections:
  one:
    grade:
    why: >-
      two
      lines

  # a comment
  two: 'q'
actions:
  - id: a1
    moved:
      - {to: b}
  -
"""


@BOTH
@pytest.mark.parametrize(
    ("route", "span"),
    [
        ((), (2, 1, 17, 4)),
        (("id",), (2, 5, 2, 6)),
        (("case",), (3, 7, 3, 40)),
        (("case", "flags"), (3, 24, 3, 32)),
        (("case", "flags", 1), (3, 28, 3, 31)),
        (("case", "age"), (3, 38, 3, 38)),
        (("sections",), (5, 3, 12, 11)),
        (("sections", "one"), (6, 5, 9, 12)),
        (("sections", "one", "grade"), (6, 11, 6, 11)),
        (("sections", "one", "why"), (7, 10, 9, 12)),
        (("sections", "two"), (12, 8, 12, 11)),
        (("actions", 0, "moved", 0, "to"), (16, 14, 16, 15)),
        (("actions", 1), (17, 4, 17, 4)),
    ],
)
def test_a_value_stands_from_its_first_to_after_its_last_letter(
    route: Route, span: tuple[int, int, int, int], pure: bool
) -> None:
    assert spans(TEXT, 2, pure=pure)[0][route] == Span(*span)


@BOTH
def test_keys_have_places_of_their_own(pure: bool) -> None:
    keys = spans(TEXT, 2, pure=pure)[1]
    assert keys[("case", "age")] == Span(3, 34, 3, 37)
    assert keys[("actions", 0, "moved")] == Span(15, 5, 15, 10)
    assert ("actions", 0) not in keys


def test_columns_count_letters() -> None:
    assert spans("é😀: 'ü' \n", 1)[0][("é😀",)] == Span(1, 5, 1, 8)


@BOTH
@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("a: |\n  x\n\n\n# c\nb: c\n", (2, 4)),
        ("a: |+\n  x\n\n\nb: c\n", (2, 4)),
        ("a: >-\n\n\nb: c\n", (1, 6)),
        ("a: >-\n  x", (2, 4)),
        ("a: >- # what follows\n  x\n  y\n", (3, 4)),
    ],
)
def test_a_block_of_text_ends_with_its_last_line_that_is_not_blank(text: str, end: tuple[int, int], pure: bool) -> None:
    span = spans(text, 1, pure=pure)[0][("a",)]
    assert (span.end_line, span.end_column) == end


def test_marks_point_at_the_key_of_what_takes_several_lines() -> None:
    found = marks(TEXT, 2)
    assert found.of(("sections",)) == Span(4, 1, 4, 9)
    assert found.of(("sections", "one", "why")) == Span(7, 5, 7, 8)
    assert found.of(("case", "ref")) == Span(3, 13, 3, 15)
    assert found.of_key(("actions", 0, "due")) == Span(14, 5, 16, 16)
    assert marks("").of(("nowhere",)) == START


def test_places_are_a_mapping_that_travels_to_other_processes() -> None:
    found = marks(TEXT, 2)
    assert len(found.values) == 20
    assert list(found.keys)[:2] == [("id",), ("case",)]
    again: Marks = pickle.loads(pickle.dumps(found))
    assert again == found
    assert again.of(("id",)) == Span(2, 5, 2, 6)


def test_a_document_finds_its_places_in_its_own_text() -> None:
    document, _ = read_audit("a.md", f"---\r\n{TEXT}---\r\nid: not this\r\n".encode())
    assert document is not None
    assert document.marks == Marks(*map(dict, spans(TEXT, 2)))


LINES = st.sampled_from((
    "a: x", "a: 'x", "b: |", "b: >-", "b:", "a:", "c: {d: 1,", "  e: 2}", "b: }", "- x", "  - y: z", "  y", "    w: 1",
    "", "# note", "  # note", '"d": q', "? d", "b: y'", "  d: 'z'", "c: [", "]", "b_c: x  # note", "c: x\ty", "  a: 3",
    "-",
))  # fmt: skip


@given(st.lists(LINES, max_size=9))
def test_one_key_alone_stands_where_it_stands_among_all(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    data, problems = load("", text)
    assume(isinstance(data, dict) and not problems)
    assert isinstance(data, dict)
    for which, found in enumerate(spans(text, 2)):
        for route in (*found, ("nowhere",), ("a", "nowhere"), ("b", 7)):
            alone = marks(text, 2, keys=list(data))  # anew, so that nothing is known of other keys
            assert (alone.values, alone.keys)[which].get(route) == found.get(route)


def test_top_keys_are_told_apart_only_where_that_is_plain() -> None:
    assert list(tops(TEXT, ["id", "case", "sections", "actions"])) == ["id", "case", "sections", "actions"]
    assert tops(TEXT, ["id", "case", "sections"]) == {}
    assert tops('why: "\nactions: b"\n"actions": c\n', ["why", "actions"]) == {}
    assert tops('  id: "x\nid: y"\n', ["id"]) == {}
