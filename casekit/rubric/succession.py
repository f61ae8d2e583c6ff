"""Where the ids and values of an older version of a form are in a newer one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from casekit.rubric.instances import joined, one_of, typed
from casekit.rubric.model import Rubric
from casekit.words import listing


@dataclass(frozen=True, slots=True)
class Names:
    """Old id or value -> the new one, "" for what was dropped; what is not in here kept its name."""

    ids: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)

    def id(self, old: str) -> str:
        """The new id, "" where it was dropped; whoever the id belongs to ("sleep.north") stays."""
        new = self.ids.get(typed(old), typed(old))
        return joined(new, one_of(old)) if new and one_of(old) else new

    def value(self, old: str) -> str:
        """The new value of a scale or a choice, "" where it was dropped."""
        return self.values.get(old, old)

    def then(self, later: Names) -> Names:
        """These names, and those of the version after."""
        return Names(_through(self.ids, later.ids), _through(self.values, later.values))


def _through(first: Mapping[str, str], later: Mapping[str, str]) -> dict[str, str]:
    return {**later, **{old: later.get(new, new) if new else "" for old, new in first.items()}}


@dataclass(frozen=True, slots=True)
class NoWay:
    """Why there is no way from one version to another, and what to do."""

    message: str
    hint: str


def names_between(old: Rubric, new: Rubric, forms: Mapping[str, Rubric]) -> Names | NoWay:
    """What became of the ids of a form in a newer version of it; forms: every form that is there, by reference.

    Over several versions each one says what became of the ids of the one before, so those between have to be there.
    """
    if old.id != new.id:
        return NoWay(f"{new.ref} is another form than {old.ref}.", "An audit goes to a newer version of its own form.")
    if new.version <= old.version:
        newer = [form.ref for form in forms.values() if form.id == old.id and form.version > old.version]
        hint = f"There is {listing(newer)}." if newer else f"There is no newer version of {old.id} here."
        return NoWay(f"{new.ref} is not newer than {old.ref}.", hint)
    names, at = Names(), new
    while at.version != old.version:
        before = at.previous
        if before is None:
            hint = f"Add previous: {{version: {at.version - 1}}} to {at.ref}, with the ids that changed."
            return NoWay(f"{at.ref} does not say what became of {at.id}@{at.version - 1}.", hint)
        if before.version < old.version:
            hint = "Take the way that the forms' previous: keys show, or write another."
            return NoWay(f"{at.ref} says what became of {at.id}@{before.version}, but not of {old.ref}.", hint)
        ref = f"{old.id}@{before.version}"
        if before.version != old.version and ref not in forms:
            hint = f"Put it there as rubrics/{ref}.yaml; git has it."
            return NoWay(f"The way from {old.ref} to {new.ref} leads over {ref}, which is not here.", hint)
        step = old if before.version == old.version else forms[ref]
        taken = _taken(step, before.ids)
        if taken:
            said = f"{at.ref} calls '{taken}' of {ref} '{before.ids[taken]}'"
            message = f"{said}, and does not say what became of '{before.ids[taken]}' itself."
            return NoWay(message, f"Say it under previous: ids: of {at.ref}; it may be dropped.")
        names = Names(before.ids, before.values).then(names)
        at = step
    return names


def _taken(form: Rubric, ids: Mapping[str, str]) -> str:
    """An id whose new name is another one's of the same kind, of which nothing is said; "" where there is none."""
    for kind in _kinds(form):
        for old, new in ids.items():
            if old in kind and new in kind and new not in ids:
                return old
    return ""


def _kinds(form: Rubric) -> Iterator[Collection[str]]:
    sections = tuple(form.all_sections())
    yield {section.id for section in sections}
    yield {question for section in sections for question in section.questions}
    yield {box for section in sections for box in section.boxes}
    yield {limit.id for section in sections for limit in section.limits}
    yield from (form.dates, form.themes, form.flags, form.case_types)
    yield from (form.feedback.respondents, form.feedback.questions)
