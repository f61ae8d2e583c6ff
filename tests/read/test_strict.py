"""The strict loader: what it gives, what it refuses and in which words."""

from __future__ import annotations

import pytest

from casekit.model.document import Value
from casekit.problem import Span
from casekit.read.strict import load

BOTH = pytest.mark.parametrize("pure", [False, True], ids=["c", "pure"])


def said(text: str, *, pure: bool = False) -> list[tuple[str, int, int, str]]:
    return [(p.code, p.span.line, p.span.column, p.message) for p in load("a.md", text, pure=pure)[1]]


@BOTH
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# nothing\n", None),
        ("word", "word"),
        ("a: b", {"a": "b"}),
        ("a:\n", {"a": None}),
        ("a: {}\nb: []\n", {"a": {}, "b": []}),
        (
            "a: [x, 1, 1.5, true, null, ~, no, 010, 2026-10-16]",
            {"a": ["x", 1, 1.5, True, None, None, "no", "010", "2026-10-16"]},
        ),
        ("a: ['1', \"true\", '', '~']", {"a": ["1", "true", "", "~"]}),
        ("- a\n- - b\n  - c\n-\n", ["a", ["b", "c"], None]),
        ("a:\n- b: c\n  d: e\n- f: {g: [h]}\n", {"a": [{"b": "c", "d": "e"}, {"f": {"g": ["h"]}}]}),
        ("a: >-\n  one\n  two\n\n  three\nb: |\n  x\n  y\n", {"a": "one two\nthree", "b": "x\ny\n"}),
        ("a: one\n  two\n", {"a": "one two"}),
        ("? a\n: b\n", {"a": "b"}),
        ("a: [b: c]", {"a": [{"b": "c"}]}),
        ("12:30: x\nno: y\n", {"12:30": "x", "no": "y"}),
        ('"<<": x\n"1": y\n"": z\n', {"<<": "x", "1": "y", "": "z"}),
        ("a: 'it''s'\nb: \"tab\\tand \\u00e9\"\n", {"a": "it's", "b": "tab\tand é"}),
        ("--- # a document may say that it begins\na: b\n", {"a": "b"}),
    ],
)
def test_values(text: str, value: Value, pure: bool) -> None:
    assert load("a.md", text, pure=pure) == (value, [])


@BOTH
@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: &x b", [("CK006", 1, 4)]),
        ("a: *x", [("CK006", 1, 4)]),
        ("*x : a", [("CK006", 1, 1)]),
        ("&x a: b", [("CK006", 1, 1)]),
        ("a: &x [b, *x]", [("CK006", 1, 4), ("CK006", 1, 11)]),
        ("<<: {a: b}", [("CK006", 1, 1)]),
        ("a: !!str b", [("CK006", 1, 4)]),
        ("a: !!int ''", [("CK006", 1, 4)]),
        ("a: !!bool abc", [("CK006", 1, 4)]),
        ("a: ! b", [("CK006", 1, 4)]),
        ("a: !mine {b: c}", [("CK006", 1, 4)]),
        ("a: !<tag:x> [b]", [("CK006", 1, 4)]),
        ("a: &x !y b", [("CK006", 1, 4), ("CK006", 1, 4)]),
        ("%YAML 1.1\n---\na: b\n", [("CK006", 1, 1)]),
        ("a: b\n---\na: b\n", [("CK006", 2, 1)]),
        ("a: b\nc: d\na: e\n", [("CK007", 3, 1)]),
        ("a: {b: c, 'b': d}", [("CK007", 1, 11)]),
        ("1: a\n1.5: b\ntrue: c\n~: d\nnull: e\n", [("CK009", n, 1) for n in range(1, 6)]),
        ("? \n: a\n", [("CK009", 1, 2)]),
        ("[a, b]: c\nd: e\n", [("CK009", 1, 1)]),
        ("? {a: b}\n: c\n", [("CK009", 1, 3)]),
        ("a: 1234567890123456", [("CK013", 1, 4)]),
        ("a: -1234567890123456.5", [("CK013", 1, 4)]),
        ('a: "\\0"', [("CK003", 1, 4)]),
        ('"\\u202e": a', [("CK003", 1, 1)]),
        ('a: "\\ud800"', [("CK003", 1, 4)]),
    ],
)
def test_what_is_refused_and_where(text: str, places: list[tuple[str, int, int]], pure: bool) -> None:
    got = [(code, line) for code, line, *_ in said(text, pure=pure)]
    assert got == [(code, line) for code, line, _ in places]
    if text != 'a: "\\ud800"':  # the C parser points into the quotes
        assert [place[:3] for place in said(text, pure=pure)] == places


@BOTH
def test_a_character_beyond_the_last_is_a_problem(pure: bool) -> None:
    assert [code for code, *_ in said('a: "\\U00110000"', pure=pure)] == ["CK003"]


def test_a_duplicate_names_both_lines_counted_in_the_file() -> None:
    _, problems = load("a.md", "grade: good\nwhy: x\ngrade: poor\n", first_line=2)
    assert [(p.message, p.span) for p in problems] == [
        ("The key grade stands twice, on line 2 and on line 4.", Span(4, 1, 4, 6))
    ]


def test_the_third_of_a_kind_names_the_first_line() -> None:
    assert [m for *_, m in said("a: 1\na: 2\na: 3\n")] == [
        "The key a stands twice, on line 1 and on line 2.",
        "The key a stands twice, on line 1 and on line 3.",
    ]


def test_columns_count_letters_as_a_reader_does() -> None:
    assert said("é😀: [ü, &x ö]")[0][:3] == ("CK006", 1, 9)


def test_everything_refused_in_one_file_is_told_at_once() -> None:
    text = "a: &x b\na: !t c\n1: d\ne: 12345678901234567890\n"
    assert [(code, line) for code, line, *_ in said(text)] == [
        ("CK006", 1),
        ("CK007", 2),
        ("CK006", 2),
        ("CK009", 3),
        ("CK013", 4),
    ]


def test_fifty_problems_are_enough() -> None:
    assert len(said("a: 1\n" * 200)) == 50


@BOTH
@pytest.mark.parametrize(("unit", "end"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_32_in_one_another_and_not_33(unit: str, end: str, pure: bool) -> None:
    assert said(unit * 32 + "x" + end * 32, pure=pure) == []
    problems = said(unit * 33 + "x" + end * 33, pure=pure)
    assert [(code, column) for code, _, column, _ in problems] == [("CK008", 32 * len(unit) + 1)]


@BOTH
def test_indentation_counts_as_nesting_too(pure: bool) -> None:
    deep = "".join(" " * n + "a:\n" for n in range(32))
    assert said(deep, pure=pure) == []
    assert [(code, line) for code, line, *_ in said(deep + " " * 32 + "a:\n", pure=pure)] == [("CK008", 33)]


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        (
            "{why: first, second}",
            14,
            "“second” is read as a key without a value, because inside braces a comma ends a text.",
        ),
        (
            "{why: first, 'second'}",
            22,
            "“second” is read as a key without a value, because inside braces a comma ends a text.",
        ),
        ("do: See plan #2", 13, "“#2” is left out, because # after a space begins a comment."),
        ("do: See plan # 2", 13, "“# 2” is left out, because # after a space begins a comment."),
        ("do: See plan  #2", 13, "“#2” is left out, because # after a space begins a comment."),
        ("do: See plan\t#2", 13, "“#2” is left out, because # after a space begins a comment."),
        ("do: plan #2 (new)", 9, "“#2 (new)” is left out, because # after a space begins a comment."),
        ("do: #2", 4, "“#2” is left out, because # after a space begins a comment."),
        ("- See plan #2", 11, "“#2” is left out, because # after a space begins a comment."),
    ],
)
def test_text_that_would_be_cut_off(text: str, column: int, message: str) -> None:
    problems = load("a.md", text)[1]
    assert [(p.code, p.message) for p in problems] == [("CK011", message)]
    assert problems[0].span.line == 1
    if "{" not in text:
        assert problems[0].span.column == column
        assert problems[0].span.end_column == len(text) + 1


@pytest.mark.parametrize(
    "text",
    [
        "a: See plan  # a comment",
        "a: word # a comment",
        "a: # a comment",
        "a: ## heading of a comment",
        "a:  # x\n  b: c",
        "# a comment\na: b",
        "a: See plan#2",
        "a: 'See plan' #2",
        "{a: , b: c}",
        "{a: ~, b: null}",
        "{'a': , b: }",
        "[a, b]",
        "a:\n  b:\nc:\n",
        "? a\n? b\n",
        "a: >- # what follows\n  text\n",
    ],
)
def test_comments_and_empty_values_that_are_meant(text: str) -> None:
    assert load("a.md", text)[1] == []
