"""A draw in words, and what two draws have apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casekit.model.sample import Sample
from casekit.output.paper import Paper
from casekit.output.style import PLAIN, Style
from casekit.words import count, listing, shown

WHY = {"grade": "its grade", "expectation": "an expectation settled by a reason", "waiver": "a waiver"}
"""Why an audit is always moderated, in words."""


def render(found: Sample, width: int, style: Style = PLAIN) -> str:
    """The audits to moderate, first those that always are."""
    paper = Paper(width, style)
    number = len(found.always) + len(found.drawn)
    paper.line(paper.bold(f"{number} of {count(found.candidates, 'completed audit')} of {found.month} to moderate"))
    rest = found.candidates - len(found.always)
    for audit, why in found.always:
        paper.line(f"{audit}  always: {listing(WHY[one] for one in why)}", 2)
    for audit in found.drawn:
        paper.line(f"{audit}  drawn", 2)
    paper.say(
        f"Drawn: {len(found.drawn)} of the other {rest}, {found.percent} in 100, over teams and auditors, with the "
        f"seed {shown(found.seed)} from commit {found.commit[:10]}."
    )
    return paper.text()


def unlike(record: Sample, again: Sample) -> Iterator[str]:
    """What the record says otherwise than the draw that was made again."""
    for what, one, other in (
        ("candidates", record.candidates, again.candidates),
        ("percent", record.percent, again.percent),
        ("grades", listing(record.grades), listing(again.grades)),
    ):
        if one != other:
            yield f"{what}: {one} on record, {other} when drawn again"
    yield from _lists("among those that always are", [a for a, _ in record.always], [a for a, _ in again.always])
    yield from _lists("drawn", record.drawn, again.drawn)
    whys = dict(again.always)
    for audit, why in record.always:
        if whys.get(audit, why) != why:
            yield f"{audit}: because of {listing(why)} on record, because of {listing(whys[audit])} when drawn again"


def _lists(what: str, record: Sequence[str], again: Sequence[str]) -> Iterator[str]:
    for audit in sorted(set(record) - set(again)):
        yield f"{audit}: {what} on record, not when drawn again"
    for audit in sorted(set(again) - set(record)):
        yield f"{audit}: {what} when drawn again, not on record"
    if sorted(record) == sorted(again) and list(record) != list(again):
        yield f"{what}: in another order on record, or something twice"
