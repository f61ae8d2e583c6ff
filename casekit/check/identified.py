"""What identifies somebody in a text, once for each thing however often it stands there; never the thing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from casekit.model.document import place
from casekit.privacy.found import Found
from casekit.problem import Remark
from casekit.words import count


def remarks(text: str, found: Sequence[Found], remark: Callable[[Found], Remark]) -> Iterator[Remark]:
    """The remark for the first place of each, with its route, and a line that says how often it stands elsewhere."""
    groups: dict[str, list[Found]] = {}
    for one in found:
        said = " ".join(text[one.start : one.end].lower().split())
        same = next((known for known in groups if said == known or said in known.split()), said)
        groups.setdefault(same, []).append(one)
    for first, *others in groups.values():
        made = remark(first)
        because = (f"It stands {count(len(others), 'more time', 'more times')} in the file.",) if others else ()
        yield Remark(place(text, first.start, first.end), made.message, made.hint, source=made.source, because=because)
