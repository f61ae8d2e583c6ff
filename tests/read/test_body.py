"""The body: its lines as written, its headings, and what could not be shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.model.document import Heading
from casekit.read import plain
from casekit.read.body import body
from tests.read.clock import in_time


def titles(text: str) -> list[tuple[int, str, int, int]]:
    found, _ = body("a.md", text, 10)
    assert found is not None
    return [(h.level, h.title, h.line, h.text_line) for h in found.headings]


def test_lines_are_kept_as_written() -> None:
    text = "## One\n\n  two \n<script>\n"
    found, problems = body("a.md", text, 10)
    assert found is not None
    assert found.lines == ("## One", "", "  two ", "<script>")
    assert (found.first_line, found.end_line, problems) == (10, 14, [])
    assert body("a.md", text[:-1], 10)[0] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n## Two ##\n###### Six\n", [(1, "One", 10, 11), (2, "Two", 11, 12), (6, "Six", 12, 13)]),
        ("   ## Three spaces\n", [(2, "Three spaces", 10, 11)]),
        ("##\n", [(2, "", 10, 11)]),
        ("## *What* `works` ##well\n", [(2, "*What* `works` ##well", 10, 11)]),
        ("text\n## Straight below\ntext\n", [(2, "Straight below", 11, 12)]),
        ("- item\n## Below a list\n", [(2, "Below a list", 11, 12)]),
        ("> quote\n## Below a quote\n", [(2, "Below a quote", 11, 12)]),
        ("Title\n===\nSecond\ntitle\n---\n", [(1, "Title", 10, 12), (2, "Second title", 12, 15)]),
        ("```\nx\n```\n## After a fence\n", [(2, "After a fence", 13, 14)]),
        ("<div>\n## Tags are text\n</div>\n", [(2, "Tags are text", 11, 12)]),
        ("- ```\n## A fence in a list ends with it\n", [(2, "A fence in a list ends with it", 11, 12)]),
    ],
)
def test_headings_that_count(text: str, expected: list[tuple[int, str, int, int]]) -> None:
    assert titles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "####### seven\n",
        "#no space\n",
        "\\# escaped\n",
        "    # code\n",
        "\t# code\n",
        "```\n# in a fence\n```\n",
        "~~~ text\n# in a fence\n```\n~~~\n",
        "> # in a quote\n",
        "- # in a list\n",
        "- item\n\n  ## in a list\n",
        "1. item\n   ## in a list\n",
        "- item\n---\n",
        "text\n\n---\n",
    ],
)
def test_lines_that_are_no_heading(text: str) -> None:
    assert titles(text) == []


def test_a_fence_that_is_never_closed_is_told_where_it_begins() -> None:
    problems = body("a.md", "text\n\n````x\n```\n# lost\n", 10)[1]
    assert [(p.code, p.span.line, p.span.end_column) for p in problems] == [("CK016", 12, 5)]
    assert body("a.md", "```\nx\n`````  \n", 10)[1] == []
    assert body("a.md", "> ```\n> x\n", 10)[1] == []


@pytest.mark.parametrize("kind", ["- ", "1. ", "> - ", "> "])
def test_text_that_a_page_would_lose_is_told_where_it_begins(kind: str) -> None:
    text = "## Before\n" + kind * 20 + "x\n\ntext\n\n" + kind * 20 + "y\n## After\n"
    found, problems = body("a.md", text, 10)
    assert found is None
    assert [(p.code, p.span.line) for p in problems] == [("CK012", 11)]


@pytest.mark.parametrize("text", ["- " * 9 + "x", "> " * 19 + "x", "> - " * 6 + "> x"])
def test_nineteen_levels_are_shown_and_nothing_after_them_is_lost(text: str) -> None:
    found, problems = body("a.md", f"{text}\n\n{text}\n## After\n", 10)
    assert found is not None
    assert [h.title for h in found.headings] == ["After"]
    assert problems == []


def test_2500_lines_and_no_more() -> None:
    found, problems = body("a.md", "x\n" * 2500, 10)
    assert found is not None
    assert problems == []
    found, problems = body("a.md", "x\n" * 2500 + "x", 10)
    assert found is None
    assert [(p.code, p.span.line) for p in problems] == [("CK008", 10)]


@pytest.mark.parametrize(
    ("first", "line"),
    [
        (">" * 18 + "a", "a"),
        (">" * 18 + "a", "\ta"),
        ("> - " * 6 + "a", '[a]: "'),
        ("- " * 9 + "a", "\ta"),
        ("- " * 9 + "a", "* a\n+ a"),
        ("[a", "> - " * 6 + "a"),
        ("a", ">" * 18),
        ("a", "[a"),
    ],
)
def test_no_body_is_slow(first: str, line: str) -> None:
    text = first + "\n" + (line + "\n") * 2500
    with in_time():
        body("a.md", "\n".join(text[:131_072].split("\n")[:2500]), 1)


@pytest.mark.parametrize(
    "unit", ["# ", "#", " #", "> ", "- ", "\t", " ", "[", "[a](", "*a ", "`", "---", "> - ", "![", "<a "]
)
def test_no_line_is_slow(unit: str) -> None:
    with in_time():
        body("a.md", "# " + unit * (131_000 // len(unit)) + "x", 1)


PIECES = st.sampled_from(
    [
        *("# ", "## ", "###### ", "#######", "#", " #", "##x", "# a ##", "#\t"),
        *("text", "a b", "é", "\u00a0", "\\", "`", "|", "<div>", "[a]: ", '"'),
        *("\n", "\n", "\n\n", " ", "  ", "    ", "\t"),
        *("- ", "* ", "+ ", "1. ", "10) ", "> ", ">", "-", "=", "---", "===", "***", "```", "~~~"),
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_a_plain_body_has_the_headings_that_the_parser_finds(text: str) -> None:
    quick = plain.headings(text, 10)
    if quick is not None:
        # a fence far below makes the body one that the parser has to look at, and changes nothing above it
        found, problems = body("a.md", text + "\n\n```\n```\n", 10)
        assert found is not None
        assert found.headings == quick
        assert problems == []


@given(st.text(max_size=200))
def test_any_text_has_all_its_lines(text: str) -> None:
    found, problems = body("a.md", text, 1)
    if found is None:
        assert [p.code for p in problems] == ["CK012"]
    else:
        assert "\n".join(found.lines) == text.removesuffix("\n")
        assert {p.code for p in problems} <= {"CK016"}


def test_most_bodies_need_no_parser() -> None:
    text = "## Management grip\n### What works well\nVisits happen.\n\n- one\n  - two\n\n> Quoted.\n"
    assert plain.headings(text, 10) == (
        Heading(2, "Management grip", 10, 11),
        Heading(3, "What works well", 11, 12),
    )
