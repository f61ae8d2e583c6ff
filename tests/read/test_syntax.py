"""Mistakes in YAML: the sentence, the place, the cure."""

from __future__ import annotations

import pytest

from casekit.read.strict import load
from casekit.read.syntax import MISTAKES

BOTH = pytest.mark.parametrize("pure", [False, True], ids=["c", "pure"])


@BOTH
@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("why: The plan says: yes", 1, "A second colon stands here, where only a text can stand."),
        ("a: b\n  c: d", 2, "A second colon stands here, where only a text can stand."),
        ("a: b\nc\n", 2, "This is neither a key with a colon nor part of what stands above it."),
        ("a: 'it's'", 1, "This line does not fit what stands above it."),
        ("a: 'x\nb: c\n", 1, "A quotation mark opens here and is never closed."),
        ('a: b\nc: "x\n\n\n', 2, "A quotation mark opens here and is never closed."),
        ("a: 'x\n---\n'", 1, "A quotation mark opens here and is never closed."),
        ("a: [x\nb: c\nd: e\n", 1, "A bracket or brace opens here and is not closed where it should be."),
        ("a: {b: c", 1, "A bracket or brace opens here and is not closed where it should be."),
        ("a: b\n\tc: d", 2, "A tab stands where only spaces may."),
        ("a: @here", 1, "A text cannot begin with @."),
        ("a: `x`", 1, "A text cannot begin with `."),
        ("a: %x", 1, "A text cannot begin with %."),
        ('a: "\\q"', 1, "A backslash between double quotes has a meaning of its own, and this one has none."),
        ('a: "C:\\Users"', 1, "A backslash between double quotes has a meaning of its own, and this one has none."),
        ("a: - b", 1, "A list begins in the middle of a line."),
        ("- a\nb: c", 2, "This line does not fit the list above it."),
        ("a:\n - b\n c: d\n", 3, "This line does not fit the list above it."),
        ("a: ]", 1, "A value is missing here, or a bracket closes what was never opened."),
        ("a: >- x\n  y", 1, "Text stands after > or |, where the line must end."),
        ("a: >x\n  y", 1, "Text stands after > or |, where the line must end."),
        ("a: ? b", 1, "A question mark with a space begins something that is not used here."),
        ("a: *important*", 1, "A text begins with * or &, which have a meaning of their own."),
        ("a: & more", 1, "A text begins with * or &, which have a meaning of their own."),
        ("a: !no!way x", 1, "A text begins with !, which has a meaning of its own."),
        ("%YAML 1.2\n%YAML 1.2\n---\n", 2, "A line that begins with % gives orders to the parser."),
        ("[]]", 1, "What stands here belongs to nothing above it."),
        ("a: b\n...\nc: d\n", 3, "What stands here belongs to nothing above it."),
    ],
)
def test_a_mistake_is_one_sentence_at_its_line(text: str, line: int, message: str, pure: bool) -> None:
    if pure and "list above it" in message:
        message = "This line does not fit what stands above it."
    problems = load("a.md", text, first_line=1, pure=pure)[1]
    assert [(p.code, p.message) for p in problems][-1] == ("CK005", message)
    assert problems[-1].span.line == line
    assert problems[-1].hint


def test_lines_are_those_of_the_file() -> None:
    assert load("a.md", "a: b\nc: d: e\n", first_line=2)[1][0].span.line == 3


def test_every_sentence_ends_and_every_hint_says_what_to_do() -> None:
    for mistake in MISTAKES:
        assert mistake.message.endswith(".")
        assert mistake.hint.endswith(".")
