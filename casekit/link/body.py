"""What an auditor wrote under which heading: every line of the body goes to a box, a comment, or is kept as stray."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from casekit.link.headings import KEPT, Place
from casekit.model.audit import Box
from casekit.model.document import Body, Heading
from casekit.problem import Remark
from casekit.words import ending, listing, shown

STRAY = "CK103"
_KEPT = re.compile(re.escape(KEPT).replace(r"\{\}", r"[a-z0-9-]{1,80}@[0-9]{1,6}"))
Spots = dict[tuple[str, str], Box]


@dataclass(slots=True)
class Written:
    """boxes and comments by (section id, box or question id); stray: text that has no home, in file order."""

    boxes: Spots = field(default_factory=dict)
    comments: Spots = field(default_factory=dict)
    stray: list[Box] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def of(self, owner: str, spots: Spots) -> Mapping[str, Box]:
        """The boxes (or comments) of one section by their own id."""
        return {item: box for (section, item), box in spots.items() if section == owner}


def written(body: Body, root: Place) -> Written:
    """Every piece of the body under the heading it belongs to."""
    found = Written()
    stack: list[tuple[int, Place | None]] = [(0, root)]
    own = body.headings
    _text(found, body, root, body.first_line, own[0].line if own else body.end_line)
    skip_to = 0
    for number, heading in enumerate(own):
        end = own[number + 1].line if number + 1 < len(own) else body.end_line
        if number < skip_to:
            continue
        while stack[-1][0] >= heading.level:
            stack.pop()
        parent = stack[-1][1]
        place = parent.child(heading.title) if parent is not None else None
        stack.append((heading.level, place))
        if place is None:
            _unknown(found, body, heading, end, parent)
        elif place.kind == "question" and place.children:  # its boxes stand under it, so its remark ends there
            if body.text(heading.text_line, end).strip():
                _keep(found, body, place, heading, end)
        elif place.kind in ("box", "question"):
            skip_to = _author_own(found, number, own, stack, place)
            end = own[skip_to].line if skip_to < len(own) else body.end_line
            _keep(found, body, place, heading, end)
        else:
            _text(found, body, place, heading.text_line, end)
    return found


def _author_own(
    found: Written, number: int, headings: tuple[Heading, ...], stack: list[tuple[int, Place | None]], place: Place
) -> int:
    """The number of the first heading that no longer belongs to the box: deeper ones are the author's own."""
    level = headings[number].level
    parent = stack[-2][1]
    for later in range(number + 1, len(headings)):
        heading = headings[later]
        if heading.level <= level:
            return later
        brother = parent.child(heading.title) if parent is not None else None
        if brother is not None and brother != place:
            found.remarks.append(
                Remark(
                    ("#", heading.line),
                    f"The heading '{shown(heading.title)}' is too deep, so its text stands in '{place.title}'.",
                    f"Write {'#' * level} {shown(heading.title)}.",
                    code=STRAY,
                )
            )
    return len(headings)


def _keep(found: Written, body: Body, place: Place, heading: Heading, end: int) -> None:
    spots = found.boxes if place.kind == "box" else found.comments
    box = Box(body.text(heading.text_line, end), heading.line, end)
    if (place.owner, place.id) not in spots:
        spots[place.owner, place.id] = box
    elif box.text.strip():
        found.stray.append(box)
        found.remarks.append(
            Remark(
                ("#", heading.line),
                f"The heading '{shown(heading.title)}' stands a second time in the same section.",
                "Put both texts under the first.",
                code=STRAY,
            )
        )


def _text(found: Written, body: Body, place: Place, start: int, end: int) -> None:
    """Text straight under a section's heading: its one box where it has only one, else stray."""
    text = body.text(start, end)
    if not text.strip():
        return
    only = place.only_box
    if only is not None and (only.owner, only.id) not in found.boxes:
        found.boxes[only.owner, only.id] = Box(text, start, end)
        return
    first = next(n for n in range(start, end) if body.lines[n - body.first_line].strip())
    found.stray.append(Box(text, first, end))
    where = "before the first heading" if place.kind == "root" else f"under '{place.title}' but in none of its boxes"
    hint = f"Move it under one of: {_choice(place)}."
    if not place.children:
        where = f"under '{place.title}', and the form has no place for text there"
        hint = "Move it to where it belongs, or delete it once nobody needs it."
    found.remarks.append(Remark(("#", first), f"Text stands {where}.", hint, code=STRAY))


def _unknown(found: Written, body: Body, heading: Heading, end: int, parent: Place | None) -> None:
    text = "\n".join(body.lines[heading.line - body.first_line : end - body.first_line])
    found.stray.append(Box(text.strip("\n"), heading.line, end))
    if parent is None:
        return
    kept = _KEPT.fullmatch(heading.title)
    if kept and parent.kind == "root":
        message = f"What stands under '{heading.title}' has no place in the form any more."
        hint = "Give each piece the place that it has now, or delete it once nobody needs it."
        found.remarks.append(Remark(("#", heading.line), message, hint, code=STRAY))
        return
    within = "the form" if parent.kind == "root" else f"'{parent.title}'"
    near = "." if parent.private else ending(heading.title, parent.titles)
    called = "The heading" if parent.private else f"The heading '{shown(heading.title)}'"
    found.remarks.append(
        Remark(
            ("#", heading.line),
            f"{called} is not one of {within}{near}",
            f"Headings that belong here: {_choice(parent)}." if parent.children else "No heading belongs here.",
            code=STRAY,
            private=parent.private,
        )
    )


def _choice(place: Place) -> str:
    titles = [shown(title, 50).rstrip(".") for title in place.titles]
    return listing(titles[:8], "or") + (" and others" if len(titles) > 8 else "")
