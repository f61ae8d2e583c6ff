"""The headings of a body that is plain enough to need no Markdown parser: nearly every body is."""

from __future__ import annotations

import re

from casekit.model.document import Heading

_DOUBTFUL = re.compile(
    r"\n(?:[ ]*(?:```|~~~)"  # a fence hides headings
    r"|[ ]+\#"  # an indented heading may be part of a list, or code
    r"|[ ]{0,3}(?:=+|-+)[ \t]*(?=\n|\Z)"  # may make a heading of the line above
    r"|[ >*+\-0-9.)]*\t"  # a tab reaches to a column that has to be worked out
    r"|[ >*+\-0-9.)]{19})"  # may nest too deep
)
"""Behind the end of a line, by which lines are found quickest."""
_HEADING = re.compile(r"\n(#{1,6})(?:[ \t]+(.*))?(?=\n|\Z)")


def headings(text: str, first_line: int) -> tuple[Heading, ...] | None:
    """The headings of the text, which begins on first_line of its file; None where a parser has to say.

    A line that begins with # at its very start is a heading whatever stands above it, save inside a fence;
    without fences, underlines, tabs and indented #, there are no others.
    """
    text = f"\n{text}"
    if _DOUBTFUL.search(text):
        return None
    found = []
    line, seen = first_line, 1
    for match in _HEADING.finditer(text):
        line += text.count("\n", seen, match.start(1))
        seen = match.start(1)
        found.append(Heading(len(match[1]), _title(match[2] or ""), line, line + 1))
    return tuple(found)


def _title(text: str) -> str:
    """The text of a heading without the # that may close it."""
    text = text.rstrip(" \t")
    bare = text.rstrip("#")
    closed = not bare or bare[-1] in " \t"
    return " ".join((bare if closed else text).split())
