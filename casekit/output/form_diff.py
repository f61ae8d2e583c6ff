"""What differs between two forms, as text and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casekit.output.paper import Paper
from casekit.output.style import PLAIN, Style
from casekit.rubric.compare import ASKED, GRADES, WORDS, Change
from casekit.words import count

HEADS = {
    GRADES: "Grades or limits can come out differently",
    ASKED: "What is asked, or what must follow, changes",
    WORDS: "Words, order and worked cases only",
}


def render(old: str, new: str, changes: Sequence[Change], width: int, style: Style = PLAIN) -> str:
    """The changes by what hangs on them, the weightiest first; old and new are id@version."""
    paper = Paper(width, style)
    paper.line(paper.bold(f"From {old} to {new}"))
    if not changes:
        paper.line("The two say the same.")
        return paper.text()
    if not any(change.weighs == GRADES for change in changes):
        paper.say("No grade and no limit can come out differently.")
    for weight, head in HEADS.items():
        some = [change for change in changes if change.weighs == weight]
        if some:
            paper.gap()
            paper.line(f"{paper.bold(head)} ({count(len(some), 'change')})")
            for change in some:
                _change(paper, change)
    for gone, come in _perhaps_renamed(changes):
        paper.gap()
        paper.say(
            f"The {gone.kind} {gone.id} and the new {come.id} say the same. If the one became the other, write "
            f"{gone.id}: {come.id} below ids: of previous: in the new form, so that old audits can follow."
        )
    return paper.text()


def _perhaps_renamed(changes: Sequence[Change]) -> Iterator[tuple[Change, Change]]:
    """What was removed, and what was added that says the very same."""
    added = {(c.kind, c.after): c for c in changes if c.what == "added" and c.kind in ("section", "question")}
    for change in changes:
        if change.what == "removed" and change.before and (change.kind, change.before) in added:
            yield change, added[change.kind, change.before]


def _change(paper: Paper, change: Change) -> None:
    name = f"{change.kind} {change.id}".strip() if change.id else _whole(change.kind)
    name = name[:1].upper() + name[1:]
    if change.what == "renumbered":
        paper.say(f"{name} was called {change.before} before", 2, 2)
    elif change.what in ("added", "removed"):
        paper.say(f"{name} {change.what}", 2, 2)
        paper.say(change.after or change.before, 6)
    elif change.what == "moved":
        where = f"from {change.before or 'the top'} to {change.after or 'the top'}"
        paper.say(f"{name} moved {where}", 2, 2)
    elif change.kind == "worked case":
        paper.say(f"{name}: {change.key} changed", 2, 2)
    else:
        key = change.key.replace("_", " ")
        paper.say(f"{name}: {key} {change.what}", 2, 2)
        paper.say(change.before or "nothing", 6, 5, "was: ")
        paper.say(change.after or "nothing", 6, 5, "now: ")


def _whole(kind: str) -> str:
    return "the form" if kind in ("form", "section", "question") else f"the {kind}"


def as_data(old: str, new: str, changes: Sequence[Change]) -> dict[str, object]:
    """The same for other programs: version 1; its shape is schema/rubric-diff.schema.json and only grows."""
    return {
        "version": 1,
        "old": old,
        "new": new,
        "grades_can_change": any(change.weighs == GRADES for change in changes),
        "changes": [
            {
                "what": change.what,
                "kind": change.kind,
                "id": change.id,
                "key": change.key,
                "before": change.before,
                "after": change.after,
                "weighs": change.weighs,
            }
            for change in changes
        ],
    }
