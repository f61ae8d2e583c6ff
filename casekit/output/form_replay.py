"""What a newer version of a form would make of the audits there are, as text and as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from casekit.edit.replay import Difference, Replayed, counts
from casekit.output.paper import Paper
from casekit.output.style import PLAIN, Style
from casekit.words import count, ended, listing

SAID = {
    "graded": "would be graded differently",
    "limited": "would break other limits",
    "asked": "would be asked for other things",
    "contradicted": "would have other answers that contradict their dates",
    "followed": "would have other things to follow",
}


def render(ref: str, found: Sequence[Replayed], width: int, style: Style = PLAIN) -> str:
    """For a QA lead: the counts first, then what is so in all of them, then each audit with its reasons."""
    paper = Paper(width, style)
    numbers = counts(list(found))
    if not found:
        paper.say(f"No audit here is in an older version of {ref.partition('@')[0]} than {ref}.")
        return paper.text()
    older = listing(sorted({one.rubric for one in found}))
    paper.line(paper.bold(f"{ref} tried on {count(numbers['audits'], 'audit')} in {older}. Nothing was written."))
    for kind, said in SAID.items():
        if numbers[kind]:
            paper.say(f"{count(numbers[kind], 'audit')} {said}.", 2)
    if numbers["same"]:
        paper.say(f"{count(numbers['same'], 'audit')} would come out the same.", 2)
    if numbers["not_tried"]:
        paper.say(f"{count(numbers['not_tried'], 'audit')} could not be tried.", 2)
    common = _common(found)
    if common:
        paper.gap()
        paper.line(paper.bold("In every one of them:"))
        _list(paper, common)
    for one in found:
        own = [difference for difference in one.differences if difference not in common]
        if not own and not one.why_not and not one.kept:
            continue
        paper.gap()
        paper.line(f"{paper.bold(one.audit)}  {one.path}")
        if one.why_not:
            paper.say(f"Could not be tried: {one.why_not}", 2, 2)
        _list(paper, own)
        if one.kept:
            paper.say(f"without a place: {listing(one.kept)}.", 2, 4, faint=True)
    return paper.text()


def _common(found: Sequence[Replayed]) -> list[Difference]:
    """What comes out differently in the same way in all of several audits, so that it is said once."""
    tried = [one for one in found if not one.why_not]
    first = tried[0].differences if len(tried) > 1 else ()
    return [difference for difference in first if all(difference in one.differences for one in tried)]


def _list(paper: Paper, differences: Iterable[Difference]) -> None:
    for difference in differences:
        why = " ".join(ended(reason[:1].upper() + reason[1:]) for reason in difference.because)
        paper.say(f"{difference.kind}: {difference.message} {why}", 2, 4)


def as_data(ref: str, found: Sequence[Replayed]) -> dict[str, object]:
    """The same for other programs: version 1; its shape is schema/rubric-replay.schema.json and only grows."""
    return {
        "version": 1,
        "rubric": ref,
        "counts": dict(counts(list(found))),
        "audits": [_audit(one) for one in found],
    }


def _audit(one: Replayed) -> Mapping[str, object]:
    return {
        "audit": one.audit,
        "path": one.path,
        "rubric": one.rubric,
        "not_tried": one.why_not or None,
        "differences": [
            {"kind": d.kind, "id": d.id, "message": d.message, "because": list(d.because)} for d in one.differences
        ],
        "kept": list(one.kept),
    }
