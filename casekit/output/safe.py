"""Text that nobody vouches for, on its way into a log: nothing in it is invisible, and nothing is obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casekit.problem import Problem
from casekit.words import sentence

_COMMAND = re.compile(r"^(\s*):(?=:)", re.MULTILINE)
_MARK = re.compile(r"#(?=#(?:vso)?\[)", re.IGNORECASE)


def seen(text: str) -> str:
    """The text with a mark in place of every character that nobody sees, such as one that turns the line around.

    Line breaks and tabs stay; every kind of line break becomes a line feed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t" else " " if c.isspace() else "�" for c in text)


def quiet(text: str) -> str:
    """The text for a log that a pipeline reads: GitHub and Azure take none of its lines for a command."""
    return _COMMAND.sub(r"\1: ", apart(text))


def apart(text: str) -> str:
    """The text without the signs that begin a command of Azure's, or an old one of GitHub's, anywhere in a line."""
    return _MARK.sub("# ", text)


def quiet_json(text: str) -> str:
    """The same for JSON, which stays the same data; a quotation mark stands before all that it quotes."""
    return text.replace("##", "\\u0023\\u0023")


def paragraphs(problem: Problem) -> Iterable[str]:
    """What is to be said of a problem where there is no layout: what is wrong, why, what comes with it, the cure."""
    yield seen(problem.message)
    yield from (seen(sentence(cause)) for cause in problem.because)
    for other in problem.consequences:
        yield seen(f"Comes with it, line {other.span.line}: {other.code} {other.message}")
    if problem.hint:
        yield seen(problem.hint)
