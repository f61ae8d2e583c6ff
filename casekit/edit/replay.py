"""What an audit would come to under a newer version of its form: graded, limited, asked, contradicted, or more to do.

Nothing is written: the audit is upgraded in memory by the form's own mapping, and what both versions make of it is
held side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from casekit.edit.editor import Refusal
from casekit.edit.upgrading.upgrade import Upgraded, upgrade
from casekit.link.audit import Form
from casekit.link.corpus import Surroundings
from casekit.model.corpus import AuditCase
from casekit.rubric.evaluation import BrokenLimit, Evaluation
from casekit.rubric.facts import AUDITOR
from casekit.rubric.model import Rubric, Section
from casekit.rubric.succession import Names, NoWay, names_between

KINDS = ("graded", "limited", "asked", "contradicted", "followed")
"""In which ways an audit can come out differently."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that comes out differently. id: of the section, limit, question or trigger, as the newer form has it.

    message: one sentence. because: why, one sentence each.
    """

    kind: str
    id: str
    message: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Replayed:
    """One audit under a newer form. kept: what has no place there. why_not: why it could not be tried, "" if it was."""

    path: str
    audit: str
    rubric: str
    differences: tuple[Difference, ...] = ()
    kept: tuple[str, ...] = ()
    why_not: str = ""


def including(around: Surroundings, new: Rubric) -> Surroundings:
    """The repository's surroundings as they would be with that form."""
    return replace(around, forms={**around.forms, new.ref: Form.of(new)})


def replayed(path: str, raw: bytes, around: Surroundings, new: Rubric) -> Replayed | None:
    """The audit in those bytes under that form; None where it is not in an older version of it, or cannot be read.

    new: one of the forms around.
    """
    case = around.link(path, raw).case
    if case is None or case.rubric.id != new.id or case.rubric.version >= new.version:
        return None
    old = around.forms[case.audit.rubric].rubric
    names = names_between(old, new, {ref: form.rubric for ref, form in around.forms.items()})
    if isinstance(names, NoWay):
        return Replayed(path, case.audit.id, old.ref, why_not=f"{names.message} {names.hint}")
    done = upgrade(path, raw, around, new)
    if isinstance(done, Refusal):
        return Replayed(path, case.audit.id, old.ref, why_not=f"{done.message} {done.hint}")
    found = tuple(differences(done, names))
    return Replayed(path, case.audit.id, old.ref, found, done.kept)


def differences(done: Upgraded, names: Names) -> Iterator[Difference]:
    """What comes out differently, in the order of KINDS and of the newer form."""
    yield from _graded(done, names)
    yield from _limited(done.before, done.after, names)
    yield from _asked(done.before, done.after, names)
    yield from _contradicted(done.before.evaluation, done.after, names)
    yield from _followed(done.before.evaluation, done.after.evaluation)


def _new_id(id: str, names: Names) -> str:
    return id if id == "overall" else names.id(id)


def _graded(done: Upgraded, names: Names) -> Iterator[Difference]:
    before, after = done.before, done.after
    old = {_new_id(id, names) or f"{id} ": (id, grade) for id, (grade, _) in before.evaluation.effective.items()}
    now = after.evaluation.effective
    sections = {section.id: section for section in after.rubric.all_sections()}
    gone = [id for id in old if id not in sections]
    for id in [*sections, *gone]:
        was = old.get(id)
        grade = now[id][0] if id in now else None
        if (names.value(was[1]) if was else None) == grade:
            continue
        then = before.rubric.section(was[0]) if was else None
        spoken = _label(then, was[1]) if was else "without a grade"
        if id not in sections:
            assert then is not None  # it was graded, so the older form has it
            yield Difference("graded", then.id, f"'{then.title}' would not be graded any more; it is {spoken}.")
            continue
        computed = after.evaluation.computed.get(id)
        because = computed.because if computed is not None else ()
        if grade is None and computed is None:
            because = ("The newer form has no such grade there.",)
        said = _label(sections[id], grade) if grade is not None else "without a grade"
        yield Difference("graded", id, f"'{sections[id].title}' would be {said}; it is {spoken}.", because)


def _label(section: Section | None, grade: str) -> str:
    return section.scale.label(grade) if section is not None and section.scale is not None else grade


def _limited(before: AuditCase, after: AuditCase, names: Names) -> Iterator[Difference]:
    old = {(names.id(b.limit.id), b.by): b for b in _open(before.evaluation)}
    now = {(b.limit.id, b.by): b for b in _open(after.evaluation)}
    for key, broken in now.items():
        if key not in old:
            yield Difference("limited", broken.limit.id, f"{_limit(broken, after)} would be broken.", broken.because)
    for key, broken in old.items():
        if key not in now:
            id = broken.limit.id
            yield Difference("limited", key[0] or id, f"{_limit(broken, before)} would no longer be broken.")


def _open(seen: Evaluation) -> list[BrokenLimit]:
    return [broken for broken in seen.broken if not broken.settled]


def _limit(broken: BrokenLimit, case: AuditCase) -> str:
    section = case.rubric.section(broken.section)
    whose = "the auditor" if broken.by == AUDITOR else broken.by
    grade, bound = _label(section, broken.grade), _label(section, broken.bound)
    place = f" in '{section.title}'" if section is not None and section.instance else ""
    return f"'{broken.limit.title or broken.limit.id}'{place} ({grade} by {whose}, {bound} allowed)"


def _asked(before: AuditCase, after: AuditCase, names: Names) -> Iterator[Difference]:
    old, now = dict(_wanted(before)), dict(_wanted(after))
    former = {tuple(_new_id(part, names) for part in key) for key in old}
    known = {tuple(_new_id(part, names) for part in key) for key, _ in _every(before)}
    for key, what in now.items():
        if key not in former:
            why = "It applies to this case now." if key in known else "It is new in the form."
            yield Difference("asked", key[-1], f"{what[:1].upper()}{what[1:]} would be asked for.", (why,))
    for key, what in old.items():
        renamed = tuple(_new_id(part, names) for part in key)
        if renamed not in now:
            why = _why_not(renamed, after)
            yield Difference("asked", key[-1], f"{what[:1].upper()}{what[1:]} would not be asked for any more.", (why,))


def _why_not(key: tuple[str, ...], after: AuditCase) -> str:
    if key in {known for known, _ in _every(after)}:
        return "It does not apply to this case any more."
    section = after.rubric.section(key[-1])
    return "It is worked out now." if section is not None and section.computed else "The newer form does not have it."


def _every(case: AuditCase) -> Iterator[tuple[tuple[str, ...], str]]:
    """Everything that the form can ask for, with a phrase for it."""
    for section in case.rubric.all_sections():
        if section.scale is not None and not section.computed:
            yield (section.id,), f"the grade of '{section.title}'"
        for question in section.questions.values():
            yield (question.id,), f"'{question.title or question.ask}'{f' of {question.of}' if question.of else ''}"
        for box in section.boxes.values():
            yield (section.id, box.id), f"the text '{box.title}' in '{section.title}'"


def _wanted(case: AuditCase) -> Iterator[tuple[tuple[str, ...], str]]:
    """What of it this audit is asked for."""
    seen = case.evaluation
    for key, what in _every(case):
        one = key[-1]
        item = seen.boxes.get((key[0], one)) if len(key) > 1 else seen.questions.get(one) or seen.sections.get(one)
        if item is not None and item.applies is not False:
            yield key, what


def _contradicted(before: Evaluation, after: AuditCase, names: Names) -> Iterator[Difference]:
    old = {names.id(c.question): c for c in before.contradictions}
    now = {c.question: c for c in after.evaluation.contradictions}
    questions = after.rubric.questions()
    for id, found in now.items():
        if id not in old:
            asked = questions[id]
            whose, ask = f" of {asked.of}" if asked.of else "", asked.title or asked.ask
            message = f"The answer{whose} to '{ask}' would contradict its date."
            yield Difference("contradicted", id, message, (found.says,))
    for id, found in old.items():
        if id not in now:
            message = f"The answer to '{found.question}' would no longer contradict its date."
            yield Difference("contradicted", id or found.question, message, (found.says,))


def _followed(before: Evaluation, after: Evaluation) -> Iterator[Difference]:
    old = {fired.trigger.id: fired.trigger for fired in before.fired}
    now = {fired.trigger.id: fired for fired in after.fired}
    for id, fired in now.items():
        if id not in old:
            yield Difference("followed", id, f"'{fired.trigger.title or id}' would have to follow.", fired.because)
    for id, trigger in old.items():
        if id not in now:
            yield Difference("followed", id, f"'{trigger.title or id}' would no longer have to follow.")


def counts(found: list[Replayed]) -> Mapping[str, int]:
    """How many audits were tried, come out the same, could not be tried, and come out differently in each way."""
    tried = [one for one in found if not one.why_not]
    ways = {kind: sum(any(d.kind == kind for d in one.differences) for one in tried) for kind in KINDS}
    same = sum(not one.differences for one in tried)
    return {"audits": len(found), "same": same, **ways, "not_tried": len(found) - len(tried)}
