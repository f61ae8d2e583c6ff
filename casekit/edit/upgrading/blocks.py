"""The body of an audit as a tree of headings, each with the place that it has in the form."""

from __future__ import annotations

from dataclasses import dataclass, field

from casekit.link.headings import Place
from casekit.model.document import Body

Key = tuple[str, str, str]
"""What a heading is in a form: its kind, what it belongs to, its id. ("root", "", "") is the form itself."""

ROOT: Key = ("root", "", "")


def key_of(place: Place) -> Key:
    """The key of a heading of the form."""
    return (place.kind, place.owner, place.id)


@dataclass(slots=True)
class Block:
    """A heading and the text below it, up to the next block.

    level: 0 for the body as a whole. head: the lines of the heading, text: those below it (1-based). place: None for
    a heading that the form does not know at this place. Headings inside a box or a remark are text.
    """

    level: int
    title: str
    head: range
    text: range
    place: Place | None
    blocks: list[Block] = field(default_factory=list)


def blocks(body: Body, root: Place) -> Block:
    """The body under the headings of the form, as lint and the pages see it."""
    own = body.headings
    first = own[0].line if own else body.end_line
    top = Block(0, "", range(0), range(body.first_line, first), root)
    stack = [top]
    number = 0
    while number < len(own):
        heading = own[number]
        while stack[-1].level >= heading.level:
            stack.pop()
        parent = stack[-1]
        place = parent.place.child(heading.title) if parent.place is not None else None
        number += 1
        if place is not None and (place.kind == "box" or (place.kind == "question" and not place.children)):
            while number < len(own) and own[number].level > heading.level:
                number += 1
        end = own[number].line if number < len(own) else body.end_line
        head = range(heading.line, heading.text_line)
        block = Block(heading.level, heading.title, head, range(heading.text_line, end), place)
        parent.blocks.append(block)
        stack.append(block)
    return top
