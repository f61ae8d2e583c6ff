"""An audit brought to a newer version of its form, without loss, or why it is left as it is."""

from __future__ import annotations

from dataclasses import dataclass

from casekit.edit.editor import Refusal, edit
from casekit.edit.form_order import form_order
from casekit.edit.intents import Rearrange
from casekit.edit.upgrading import kept
from casekit.edit.upgrading.blocks import ROOT, Key
from casekit.edit.upgrading.body import arrange
from casekit.edit.upgrading.front import plan_front
from casekit.edit.upgrading.proof import lost, otherwise
from casekit.link.corpus import Surroundings
from casekit.link.headings import expected
from casekit.model.corpus import AuditCase
from casekit.problem import START, Route
from casekit.read.document import read_audit
from casekit.rubric.model import Rubric
from casekit.rubric.succession import Names, NoWay, names_between
from casekit.words import shown


@dataclass(frozen=True, slots=True)
class Upgraded:
    """An audit before and after; raw: the file's new bytes.

    kept: a phrase for each thing that has no place in the newer version and stands at the end of the text now; left:
    for each that stays where it is though the newer version does not know it.
    """

    raw: bytes
    before: AuditCase
    after: AuditCase
    kept: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def upgrade(path: str, raw: bytes, around: Surroundings, new: Rubric) -> Upgraded | Refusal:
    """The audit in those bytes in the newer version of its form, which is one of those around.

    Nothing is lost and nothing is gained, which is proved by reading the result; else it is refused.
    """
    linked = around.link(path, raw)
    if linked.case is None:
        first = linked.problems[0]
        return Refusal(first.message, first.hint, first.span.line)
    before = linked.case
    old = around.forms[before.audit.rubric].rubric
    names = names_between(old, new, {ref: form.rubric for ref, form in around.forms.items()})
    if isinstance(names, NoWay):
        return Refusal(names.message, names.hint, START.line)
    document, _ = read_audit(path, raw)
    assert document is not None  # else it could not have been linked
    plan = plan_front(document.data, old, new, names)
    front = edit(path, raw, plan.edits(), form_order(new))
    if isinstance(front, Refusal):
        return front
    half = around.link(path, front).case
    read, _ = read_audit(path, front)
    if half is None or read is None:
        return Refusal(f"{new.ref} cannot be used here.", "See what lint says of it and of casekit.toml.")
    body = arrange(
        read.body,
        expected(before.rubric),
        expected(half.rubric),
        lambda key: _key(key, names, half.rubric),
        kept.title(old.ref),
        kept.paragraphs(plan.kept),
    )
    after = edit(path, front, [Rearrange(body.pieces)])
    if isinstance(after, Refusal):
        return after
    done, result = around.link(path, after).case, read_audit(path, after)[0]
    assert done is not None  # only the body is another than half way
    assert result is not None
    aside = {item.route for item in plan.kept}

    def is_kept(route: Route) -> bool:
        if route[0] == "#":
            return int(route[1]) - document.body.first_line in body.kept
        return any(route == part[: len(route)] or route[: len(part)] == part for part in aside)

    other = otherwise(before.audit, done.audit, names, is_kept)
    gone = lost(document, result, plan.respelled)
    if other or gone:
        what = other or f"'{shown(gone)}' would be lost"
        return Refusal(f"The audit cannot be brought to {new.ref}: {what}.", "Mend what lint says of it first.")
    return Upgraded(
        after, before, done, (*(item.what for item in plan.kept), *map(_text, body.titles)), tuple(plan.left)
    )


def _text(title: str) -> str:
    return f"the text under '{title}'"


def _key(key: Key, names: Names, new: Rubric) -> Key | None:
    """What a heading of the old form is in the newer one."""
    kind, owner, id = key
    if kind in (ROOT[0], "reflection", "moderation"):
        return key
    if kind == "question" or "/" in id:
        asked, slash, box = id.partition("/")
        question, inner = new.questions().get(names.id(asked)), names.id(box) if slash else ""
        return (
            (kind, question.section, f"{question.id}{slash}{inner}")
            if question and bool(inner) == bool(slash)
            else None
        )
    id = id if id == "overall" else names.id(id)
    if owner and owner not in ("overall", "reflection", "moderation"):
        owner = names.id(owner)
    return (kind, owner, id) if id and (owner or not key[1]) else None
