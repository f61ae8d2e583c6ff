"""What the parser could not understand, said so that whoever wrote it can mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yaml import MarkedYAMLError

from casekit.problem import Problem, Span
from casekit.read import codes
from casekit.words import shown

_QUOTE = "Put the whole text in quotes, or on lines of its own below >-."
_INDENT = "Check the spaces at the start of the line, and the quotes and brackets above it."
WIDE_SPACE = (
    "A no-break space stands here, where only an ordinary space may: it looks the same, and comes along from Word and "
    "from web pages."
)
_SPACES = re.compile("^[ -]*\xa0|(?<=[A-Za-z0-9_\"']:)\xa0|(?<=[{,])\xa0")
"""A no-break space at the start of a line, behind a key or a list's hyphen, or between entries in braces."""
_BELOW = "Begin the text on the next line, further to the right."


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake by what the parsers say about it (any of these pieces), in our words.

    opened: the place to look at is where something was opened, not where the parser gave up.
    """

    said: tuple[str, ...]
    message: str
    hint: str
    opened: bool = False
    code: str = codes.SYNTAX


MISTAKES = (
    Mistake(("directive",), "A line that begins with % gives orders to the parser.", "Remove it."),
    Mistake(
        ("invalid Unicode character",),
        "A character is written here that does not exist or is half of one.",
        "Leave it out.",
        code=codes.ENCODING,
    ),
    Mistake(
        ("',' or '}'", "',' or ']'"),
        "A bracket or brace opens here and is not closed where it should be.",
        "Close it, put commas between the entries, and put prose in quotes.",
        opened=True,
    ),
    Mistake(
        ("unexpected end of stream", "unexpected document"),
        "A quotation mark opens here and is never closed.",
        "Close it. In a text between single quotes write '' for an apostrophe.",
        opened=True,
    ),
    Mistake(
        ("unknown escape character", "escape sequence", "hexdecimal"),
        "A backslash between double quotes has a meaning of its own, and this one has none.",
        "Use single quotes.",
    ),
    Mistake(("mapping values are not allowed",), "A second colon stands here, where only a text can stand.", _QUOTE),
    Mistake(
        ("could not find expected ':'",),
        "This is neither a key with a colon nor part of what stands above it.",
        _INDENT,
    ),
    Mistake(("tab character",), "A tab stands where only spaces may.", "Use spaces."),
    Mistake(
        ("sequence entries are not allowed",),
        "A list begins in the middle of a line.",
        "Begin each entry of a list on a line of its own, or put a text that begins with - in quotes.",
    ),
    Mistake(
        ("mapping keys are not allowed",),
        "A question mark with a space begins something that is not used here.",
        _QUOTE,
    ),
    Mistake(("node content",), "A value is missing here, or a bracket closes what was never opened.", _QUOTE),
    Mistake(
        ("comment or", "chomping or indentation", "indentation indicator"),
        "Text stands after > or |, where the line must end.",
        _BELOW,
    ),
    Mistake(("unexpected ':'",), "A colon stands here without a space after it.", _QUOTE),
    Mistake(
        ("alphabetic or numeric",), "A text begins with * or &, which have a meaning of their own.", "Put it in quotes."
    ),
    Mistake(
        ("scanning a tag", "parsing a tag", "tag handle"),
        "A text begins with !, which has a meaning of its own.",
        "Put it in quotes.",
    ),
    Mistake(
        ("<document start>",),
        "What stands here belongs to nothing above it.",
        "Look for a bracket, brace or quotation mark too many.",
    ),
    Mistake(("<block end>", "expected key"), "This line does not fit what stands above it.", _INDENT),
    Mistake(("'-' indicator",), "This line does not fit the list above it.", _INDENT),
)
"""Every mistake that people make, the likeliest reading first."""


def explain(path: str, text: str, first_line: int, error: Exception) -> Problem:
    """The problem for an error of the parser's, at the place where the author has to look."""
    space = _wide_space(text, first_line, error)
    if space is not None:
        return Problem(path, space, codes.SYNTAX, WIDE_SPACE, "Type the space again, there and wherever it came along.")
    said = "invalid Unicode character"
    if isinstance(error, MarkedYAMLError):
        said = f"{error.context}: {error.problem}" if error.context else str(error.problem)
    for mistake in MISTAKES:
        if any(piece in said for piece in mistake.said):
            where = _place(error, text, first_line, opened=mistake.opened)
            return Problem(path, where, mistake.code, mistake.message, mistake.hint)
    where = _place(error, text, first_line, opened=False)
    if "cannot start any token" in said:
        return Problem(path, where, codes.SYNTAX, *_odd_start(text, where, first_line))
    return Problem(path, where, codes.SYNTAX, f"This is not understood as YAML: {shown(said)}.", _QUOTE)


def _wide_space(text: str, first_line: int, error: Exception) -> Span | None:
    """Where a no-break space stands for one that orders the file, in the line of the mistake or the one above it."""
    where = _place(error, text, first_line, opened=False)
    lines = text.split("\n")
    for number in range(where.line - first_line, max(where.line - first_line - 2, -1), -1):
        found = _SPACES.search(lines[number])
        if found:
            line = number + first_line
            return Span(line, found.end(), line, found.end() + 1)
    return None


def _odd_start(text: str, where: Span, first_line: int) -> tuple[str, str]:
    line = text.split("\n")[where.line - first_line]
    char = line[where.column - 1 : where.column]
    if char == "\t":
        return "A tab stands where only spaces may.", "Use spaces."
    return f"A text cannot begin with {shown(char)}.", _QUOTE


def _place(error: Exception, text: str, first_line: int, *, opened: bool) -> Span:
    """Where the parser stumbled (or where what it stumbled over was opened), kept inside the text."""
    mark = None
    if isinstance(error, MarkedYAMLError):
        mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    if mark is None:
        return Span(first_line, 1, first_line, 1)
    lines = text.rstrip("\n").split("\n")
    line = min(mark.line, len(lines) - 1)
    column = min(mark.column, len(lines[line])) if line == mark.line else len(lines[line])
    return Span(line + first_line, column + 1, line + first_line, column + 2)
