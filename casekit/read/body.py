"""The body of an audit: its lines, and the headings that divide it. What stands between them stays as written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from casekit.model.document import Body, Heading
from casekit.problem import Problem, Span
from casekit.read import codes, plain

DEEPEST = 20
"""So deep may lists and quotes stand in one another (a list takes two levels, a quote one) to be shown as such.

Markdown's own limit: what stands deeper would be left out of the page without a word.
"""
LINES_MOST = 2_500
"""So many lines may a body have: a parser goes through each once for every quote and list around it."""


@cache
def _blocks() -> MarkdownIt:
    """CommonMark's blocks, nothing inside a line; one level deeper, to see what is too deep."""
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST + 1})
    markdown.core.ruler.enableOnly(["block"])
    return markdown


def body(path: str, text: str, first_line: int) -> tuple[Body | None, list[Problem]]:
    """The body that begins on first_line of its file, and what is wrong with it.

    None where it is too long, or nests so deep that a parser passes over what follows. Headings inside fences,
    quotes and lists are text and no headings.
    """
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    if len(lines) > LINES_MOST:
        return None, [_too_long(path, first_line)]
    found = plain.headings(text, first_line)
    if found is not None:
        return Body(first_line, tuple(lines), found), []
    tokens = _blocks().parse(text)
    deep = [token.map[0] for token in tokens if token.level >= DEEPEST and token.map and token.type != "inline"]
    if deep:
        return None, [_too_deep(path, deep[0] + first_line)]
    fences = [token for token in tokens if token.type == "fence" and token.level == 0]
    problems = [_not_closed(path, token, first_line) for token in fences if not _closed(token, lines)]
    return Body(first_line, tuple(lines), tuple(_headings(tokens, first_line))), problems


def _headings(tokens: list[Token], first_line: int) -> Iterator[Heading]:
    """The headings that stand in nothing else."""
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            title = " ".join(tokens[index + 1].content.split())
            yield Heading(int(token.tag[1:]), title, token.map[0] + first_line, token.map[1] + first_line)


def _closed(token: Token, lines: list[str]) -> bool:
    """Whether a fence that reaches the end of the body ends with its own marks."""
    start, end = token.map or (0, 0)
    last = lines[end - 1].strip() if end - 1 < len(lines) else ""
    return end - start > 1 and len(last) >= len(token.markup) and not last.strip(token.markup[0])


def _not_closed(path: str, token: Token, first_line: int) -> Problem:
    line = (token.map or [0])[0] + first_line
    return Problem(
        path,
        Span(line, 1, line, 1 + len(token.markup)),
        codes.CODE_NOT_CLOSED,
        f"A code block begins with {token.markup} here and is never closed, so no heading below it counts.",
        f"Put a line with {token.markup} where it ends, or take these marks out.",
    )


def _too_deep(path: str, line: int) -> Problem:
    return Problem(
        path,
        Span(line, 1, line, 1),
        codes.NOT_SHOWN_WHOLE,
        "Lists or quotes stand in one another so deep here that a page cannot show them as such.",
        "Move this text further to the left; a box needs no more than two levels.",
    )


def _too_long(path: str, line: int) -> Problem:
    return Problem(
        path,
        Span(line, 1, line, 1),
        codes.TOO_LARGE,
        f"The text below the front matter has more than {LINES_MOST:,} lines.",
        "An audit does not retell the case; shorten it, and leave out what was pasted.",
    )
