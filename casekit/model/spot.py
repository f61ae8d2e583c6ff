"""Where something stands, in words that stay the same when lines are added above it."""

from __future__ import annotations

import re

from casekit.model.document import Document, Value
from casekit.problem import Route

NAMES = ("id", "who", "with", "status", "code")
"""The keys by which an entry of a list is called, the first that it has."""

_ID = re.compile(r"[a-z][a-z0-9_-]{0,40}|CK[0-9]{3}")
"""What an id looks like; a name that somebody typed in its place does not."""


def spot(document: Document, route: Route, private: bool = False) -> str:
    """The route as text: keys and the ids of entries, such as actions/a1/due; in the body the headings above.

    An entry without an id is called by its number, counted from 1. "" is the whole file. private: so is one of
    several who answer a section; and the lowest heading, which may be a name too, is left out.
    """
    if route and route[0] == "#":
        headings = _headings(document, int(route[1]) if len(route) > 1 else 1)
        return headings.rpartition("/")[0] if private else headings
    node: Value = document.data
    steps = []
    for number, step in enumerate(route):
        brothers = list(node) if isinstance(node, dict) else []
        node = _inside(node, step)
        if private and number and route[number - 1] == "each" and step in brothers:
            step = str(brothers.index(str(step)) + 1)
        steps.append(_name(node, step) if isinstance(step, int) else step)
    return "/".join(steps)


def _inside(node: Value, step: str | int) -> Value:
    if isinstance(node, dict):
        return node.get(str(step))
    return node[step] if isinstance(node, list) and isinstance(step, int) and step < len(node) else None


def _name(entry: Value, number: int) -> str:
    named = [entry[key] for key in NAMES if entry.get(key)] if isinstance(entry, dict) else []
    return named[0] if named and isinstance(named[0], str) and _ID.fullmatch(named[0]) else str(number + 1)


def _headings(document: Document, line: int) -> str:
    """The heading above the line and those that it stands under."""
    found: list[tuple[int, str]] = []
    for heading in document.body.headings:
        if heading.line > line:
            break
        found = [*(above for above in found if above[0] < heading.level), (heading.level, heading.title)]
    return "/".join(["#", *(title for _, title in found)])
