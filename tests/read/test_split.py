"""Front matter and body: the fences, the lines on which each part begins, the bounds."""

from __future__ import annotations

import pytest

from casekit.read.split import BODY_MOST, FRONT_MOST, Parts, split
from tests.read.clock import in_time


def test_both_parts_and_where_they_begin() -> None:
    parts, problems = split("a.md", "---\nid: a\nb: c\n---\nText\n")
    assert parts == Parts("id: a\nb: c\n", "Text\n", 2, 5)
    assert problems == []


@pytest.mark.parametrize("text", ["---\n---\n", "---\n---", "--- \n---\t\n"])
def test_either_part_may_be_empty(text: str) -> None:
    assert split("a.md", text)[0] == Parts("", "", 2, 3)


def test_later_fences_belong_to_the_body() -> None:
    parts, _ = split("a.md", "---\na: b\n---\nx\n---\ny\n")
    assert parts is not None
    assert parts.body == "x\n---\ny\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The file is empty."),
        (" \n\n", "The file is empty."),
        ("id: a\n---\n", "The file does not begin with front matter."),
        ("\n---\nid: a\n---\n", "The file does not begin with front matter."),
        ("—\nid: a\n—\n", "The first line is not exactly three hyphens, so the front matter does not begin."),
        ("----\nid: a\n----\n", "The first line is not exactly three hyphens, so the front matter does not begin."),
        (" ---\nid: a\n---\n", "The first line is not exactly three hyphens, so the front matter does not begin."),
        ("---\nid: a\n", "The front matter that begins here is never closed."),
        ("---\nid: a\n ---\n", "The front matter that begins here is never closed."),
        ("---", "The front matter that begins here is never closed."),
    ],
)
def test_a_missing_fence_is_told_on_the_first_line(text: str, message: str) -> None:
    parts, problems = split("a.md", text)
    assert parts is None
    assert [(p.code, p.span.line, p.message) for p in problems] == [("CK004", 1, message)]


def test_an_open_fence_says_where_the_text_probably_begins() -> None:
    problem = split("a.md", "---\nid: a\n## Overall\n")[1][0]
    assert problem.hint == (
        "Put a line with --- and nothing else below the last key, before line 3 where the first heading stands."
    )


def test_the_bounds_are_bytes_and_inclusive() -> None:
    def lines(most: int) -> str:
        return "é\n" * (most // 3) + "x" * (most % 3)

    front, body = lines(FRONT_MOST - 1) + "\n", lines(BODY_MOST)
    parts, problems = split("a.md", f"---\n{front}---\n{body}")
    assert parts is not None
    assert (len(parts.front.encode()), len(parts.body.encode())) == (65536, 131072)
    assert problems == []
    parts, problems = split("a.md", f"---\n#{front}---\n{body}#")
    assert parts is None
    last = front.count("\n") + 3
    assert [(p.code, p.span.line, p.message) for p in problems] == [
        ("CK008", 1, "The front matter is larger than 64 KiB."),
        ("CK008", last, "The text below the front matter is larger than 128 KiB."),
    ]


@pytest.mark.parametrize("unit", ["-", "---", " ", "--- \t", "---\t \t x\n", "## \n", "\n"])
def test_no_text_is_slow_to_split(unit: str) -> None:
    with in_time():
        split("a.md", "---\n" + unit * (200_000 // len(unit)))
