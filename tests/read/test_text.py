"""Bytes to text: what is accepted, what is refused, and where it is said to stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.problem import START, Problem, Span
from casekit.read.text import REFUSED, decode, describe, visible


def told(problems: list[Problem]) -> list[tuple[str, int, int]]:
    return [(p.code, p.span.line, p.span.column) for p in problems]


def test_text_comes_back_with_its_own_letters() -> None:
    assert decode("a.md", "Zoë – £5 家 😀\tend\n".encode()) == ("Zoë – £5 家 😀\tend\n", [])


def test_crlf_is_lf() -> None:
    assert decode("a.md", b"a\r\nb\r\n") == ("a\nb\n", [])


def test_a_byte_order_mark_is_dropped_with_a_warning_that_says_how_to_save() -> None:
    text, problems = decode("a.md", b"\xef\xbb\xbfa\n")
    assert text == "a\n"
    assert problems == [
        Problem(
            "a.md",
            START,
            "CK010",
            "The file begins with a byte order mark, three bytes that nobody sees.",
            "Save it as “UTF-8” rather than “UTF-8 with BOM”.",
        )
    ]


@pytest.mark.parametrize(
    ("char", "shown"),
    [
        ("\x00", "\\u0000 (NUL)"),
        ("\x1b", "\\u001b (ESC)"),
        ("\x07", "\\u0007 (control character)"),
        ("\x7f", "\\u007f (control character)"),
        ("\x85", "\\u0085 (next line)"),
        ("\r", "\\u000d (carriage return without a line feed)"),
        ("\u2028", "\\u2028 (line separator)"),
        ("\u2029", "\\u2029 (paragraph separator)"),
        ("\u202e", "\\u202e (right-to-left override)"),
        ("\u2066", "\\u2066 (left-to-right isolate)"),
        ("\u200f", "\\u200f (right-to-left mark)"),
        ("\u061c", "\\u061c (arabic letter mark)"),
        ("\ufeff", "\\ufeff (byte order mark in the middle of a text)"),
        ("\uffff", "\\uffff (control character)"),
    ],
)
def test_a_character_that_nobody_can_see_is_refused_where_it_stands_and_shown_escaped(char: str, shown: str) -> None:
    text, problems = decode("a.md", f"first line\nhé😀{char}x\n".encode())
    assert text is None
    assert [(p.code, p.span) for p in problems] == [("CK003", Span(2, 4, 2, 5))]
    assert problems[0].message == f"A character stands here that cannot be seen and is not allowed: {shown}."
    assert problems[0].message.isprintable()


def test_each_kind_of_character_is_told_once_and_five_kinds_at_most() -> None:
    assert told(decode("a.md", b"a\x01b\x01\n\x02")[1]) == [("CK003", 1, 2), ("CK003", 2, 1)]
    assert len(decode("a.md", bytes(b"abcd" + bytes(range(9))))[1]) == 5


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_and_its_like_are_named(encoding: str) -> None:
    text, problems = decode("a.md", "---\nid: a\n---\n".encode(encoding))
    assert text is None
    assert told(problems) == [("CK003", 1, 1)]
    assert "UTF-16" in problems[0].message


def test_bytes_that_are_not_utf_8_are_told_by_line_and_column() -> None:
    text, problems = decode("a.md", "café\r\nthe child’s\n".encode("cp1252").replace(b"\xe9", "é".encode()))
    assert text is None
    assert told(problems) == [("CK003", 2, 10)]
    assert "\\x92" in problems[0].message


@pytest.mark.parametrize("raw", [b"\xed\xa0\x80", b"\xc0\x80", b"\xf5\x80\x80\x80", b"a\xff", b"\xe2\x80"])
def test_half_characters_and_overlong_forms_are_no_utf_8(raw: bytes) -> None:
    text, problems = decode("a.md", b"abcd" + raw)
    assert text is None
    assert [p.code for p in problems] == ["CK003"]


def test_what_cannot_be_read_can_still_be_shown_whole() -> None:
    assert visible(b"\xef\xbb\xbfa\r\n\x1b[31m\xff\xe2\x80\xae") == "a\n\\u001b[31m\\xff\\u202e"


@given(st.binary(max_size=60))
def test_any_bytes_give_text_or_a_problem(raw: bytes) -> None:
    text, problems = decode("a.md", raw)
    assert (text is None) == any(p.code == "CK003" for p in problems)
    assert all((p.message + p.hint).isprintable() for p in problems)
    assert REFUSED.search(visible(raw)) is None


@given(st.text(max_size=40))
def test_crlf_and_lf_give_the_same_text_and_the_same_problems(text: str) -> None:
    lines = text.encode("utf-8", "replace")
    while b"\r\n" in lines:
        lines = lines.replace(b"\r\n", b"\n")
    assert decode("a.md", lines.replace(b"\n", b"\r\n")) == decode("a.md", lines)


def test_a_character_is_described_even_where_it_has_no_name() -> None:
    assert describe("\ud800") == "\\ud800 (half of a character)"
