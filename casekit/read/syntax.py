"""What the parser could not understand, said so that whoever wrote it can mend it."""

from __future__ import annotations

from yaml import MarkedYAMLError

from casekit.problem import Problem, Span
from casekit.read import codes
from casekit.words import shown

_QUOTE = "Put the whole text in quotes, or on lines of its own below >-."
_INDENT = "Check the spaces at the start of the line, and the quotes and brackets above it."

SENTENCES: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "A second colon stands here, where only a text can stand.", _QUOTE),
    ("could not find expected ':'", "This is neither a key with a colon nor part of what stands above it.", _INDENT),
    ("found unknown escape character", "A backslash in double quotes has a meaning of its own.", "Use single quotes."),
    ("escape sequence", "A backslash in double quotes has a meaning of its own.", "Use single quotes."),
    ("hexdecimal", "A backslash in double quotes has a meaning of its own.", "Use single quotes."),
    (
        "unexpected end of stream",
        "A quotation mark opens here and is never closed.",
        "Close it; inside single quotes write '' for one.",
    ),
    (
        "unexpected document",
        "A quotation mark opens here and is never closed.",
        "Close it; inside single quotes write '' for one.",
    ),
    ("tab character", "A tab stands at the start of the line.", "Use spaces."),
    (
        "sequence entries are not allowed",
        "A list begins in the middle of a line.",
        "Begin each entry of a list on a line of its own, or put a text that begins with - in quotes.",
    ),
    ("mapping keys are not allowed", "A question mark with a space begins something that is not used here.", _QUOTE),
    ("node content", "A value is missing here, or a bracket closes what was never opened.", _QUOTE),
    (
        "comment or",
        "Text stands after > or |, where the line must end.",
        "Begin the text on the next line, further to the right.",
    ),
    (
        "alphabetic or numeric",
        "A text begins with * or &, which have a meaning of their own.",
        "Put the text in quotes.",
    ),
    ("undefined tag handle", "A text begins with !, which has a meaning of its own.", "Put the text in quotes."),
    (
        "<document start>",
        "What stands here belongs to nothing above it.",
        "Look for a bracket, brace or quotation mark too many.",
    ),
    ("<block end>", "This line does not fit what stands above it.", _INDENT),
    ("expected key", "This line does not fit what stands above it.", _INDENT),
    ("'-' indicator", "This line does not fit the list above it.", _INDENT),
)
"""A piece of the parser's own message, our sentence, and what to do."""

_BRACKETS = ("',' or '}'", "',' or ']'")


def explain(path: str, text: str, first_line: int, error: Exception) -> Problem:
    """The problem for an error of the parser's, at the place where the author has to look."""
    said = str(getattr(error, "problem", None) or "")
    if "invalid Unicode character" in said:
        where = _place(error, text, first_line, opened=False)
        sentence = "A character is written here that does not exist or is half of one."
        return Problem(path, where, codes.ENCODING, sentence, "Leave it out.")
    if any(piece in said for piece in _BRACKETS):
        return Problem(
            path,
            _place(error, text, first_line, opened=True),
            codes.SYNTAX,
            "A bracket or brace opens here and is not closed where it should be.",
            "Close it, put commas between the entries, and put prose in quotes.",
        )
    if "cannot start any token" in said:
        return _odd_start(path, text, _place(error, text, first_line, opened=False), first_line)
    for piece, message, hint in SENTENCES:
        if piece in said:
            opened = "quotation mark opens" in message
            return Problem(path, _place(error, text, first_line, opened=opened), codes.SYNTAX, message, hint)
    where = _place(error, text, first_line, opened=False)
    told = f"This is not understood as YAML: {shown(said)}." if said else "This is not understood as YAML."
    return Problem(path, where, codes.SYNTAX, told, _QUOTE)


def _odd_start(path: str, text: str, where: Span, first_line: int) -> Problem:
    line = text.split("\n")[where.line - first_line]
    char = line[where.column - 1 : where.column]
    if char == "\t":
        return Problem(path, where, codes.SYNTAX, "A tab stands where only spaces may.", "Use spaces.")
    return Problem(path, where, codes.SYNTAX, f"A text cannot begin with {shown(char)}.", _QUOTE)


def _place(error: Exception, text: str, first_line: int, *, opened: bool) -> Span:
    """Where the parser stumbled (or where what it stumbled over was opened), kept inside the text."""
    if not isinstance(error, MarkedYAMLError):
        return Span(first_line, 1, first_line, 1)
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    lines = text.rstrip("\n").split("\n")
    if mark is None:
        return Span(first_line, 1, first_line, 1)
    if mark.line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    else:
        line, column = mark.line, min(mark.column, len(lines[mark.line]))
    return Span(line + first_line, column + 1, line + first_line, column + 2)
