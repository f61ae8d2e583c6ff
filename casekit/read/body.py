"""The body of an audit: its lines, and the headings that divide it. What stands between them stays as written."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from casekit.model.document import Body, Heading
from casekit.problem import Problem, Span
from casekit.read import codes

DEEPEST = 20
"""So deep may lists and quotes stand in one another (a list takes two levels, a quote one) to be shown as such.

Markdown's own limit: what stands deeper would be left out of the page without a word.
"""


@cache
def _blocks() -> MarkdownIt:
    """CommonMark's blocks, nothing inside a line; deep enough to see what is too deep."""
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST + 2})
    markdown.core.ruler.enableOnly(["block"])
    return markdown


def body(path: str, text: str, first_line: int) -> tuple[Body | None, list[Problem]]:
    """The body that begins on first_line of its file, and what is wrong with it.

    Headings inside fences, quotes and lists are text and no headings.
    """
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    tokens = _blocks().parse(text)
    headings: list[Heading] = []
    problems: list[Problem] = []
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            title = " ".join(tokens[index + 1].content.split())
            headings.append(Heading(int(token.tag[1:]), title, token.map[0] + first_line, token.map[1] + first_line))
        elif token.level >= DEEPEST and not problems and token.map:
            problems.append(_too_deep(path, token.map[0] + first_line))
        elif token.type == "fence" and token.level == 0 and not _closed(token, lines):
            problems.append(_not_closed(path, token, first_line))
    return Body(first_line, tuple(lines), tuple(headings)), problems


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
