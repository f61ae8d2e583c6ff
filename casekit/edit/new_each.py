"""A section that several answer, in a new audit: an entry for each whom the form names, else a pattern of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from casekit.edit.asked import Asked
from casekit.edit.scalars import comment
from casekit.rubric.causes import lowered
from casekit.rubric.expand import expand, repeated
from casekit.rubric.instances import ForEach, one_of, typed
from casekit.rubric.model import Rubric, Section

PATTERN = "K7Q2M"
"""Stands for the random reference of one whom only the audit can name."""

Entry = Callable[[Section, str], Iterable[str]]
"""The lines of one section's entry, after an indent."""


def prefilled(rubric: Rubric) -> Rubric:
    """The form with everybody whom it names, and one of each whom audits name."""
    each = {s.id: tuple(s.for_each.of) or (PATTERN,) for s in repeated(rubric) if s.for_each is not None}
    return expand(rubric, each)


def named(section: str) -> bool:
    """Whether a section of the prefilled form stands in the file and is no pattern."""
    return one_of(section) != PATTERN


def called(section: Section) -> str:
    """The key under which a section's entry stands."""
    return one_of(section.id) if section.id == section.instance else typed(section.id)


def several(section: Section, indent: str, entry: Entry) -> Iterator[str]:
    """The lines of a section that several answer: guidance once, then an entry for each."""
    each = section.for_each
    assert each is not None  # only such sections come here
    yield from comment(" ".join(filter(None, (f"{section.title.upper()}.", section.guide))), indent)
    for prompt in section.prompts:
        yield from comment(f"- {prompt}", indent)
    yield from comment(_who(each), indent)
    yield f"{indent}{section.id}:"
    inner = indent + "  "
    yield f"{inner}each:"
    for number, one in enumerate(section.sections.values()):
        lines = list(entry(one, inner + "  "))
        if not each.of:
            yield from (f"{inner}# {line.removeprefix(inner)}".rstrip() for line in lines)
        elif number:
            yield from (line for line in lines if not line.lstrip().startswith("#"))
        else:
            yield from lines


def _who(each: ForEach) -> str:
    name = lowered(each.name)
    if not each.of:
        enough = f" at least {each.at_least} and" if each.at_least else ""
        return (
            f"Once for each {name},{enough} at most {each.at_most}: the lines below 'each:' without the # in front, "
            f"and for {PATTERN} a random reference, never a name. Comments go under a heading ### with that reference."
        )
    if each.at_least == len(each.of) == each.at_most:
        return f"Once for each {name}."
    most = f" and at most {each.at_most}" if each.at_most < len(each.of) else ""
    return f"Once for each {name}, for at least {each.at_least}{most} of them; take the others out."


def own(rubric: Rubric, section: Section, parts: Asked, indent: str) -> Iterator[str]:
    """What stands of one of several in front of grade and answers: who answered, and its own case and dates."""
    if not section.instance or section.id != section.instance:
        return
    yield from comment("who answered, a person's id", indent)
    yield f"{indent}by:"
    if not named(section.id):
        yield from comment("its own, where it is not as for the whole audit: type:, flags: and age:", indent)
        yield f"{indent}case:"
    asked = parts.own_dates.get(section.id, ())
    if asked:
        yield from comment("its own dates; those that hold for all may stand above instead", indent)
        yield f"{indent}dates:"
        for id in (id for id in rubric.dates if id in asked):
            yield from comment(rubric.dates[id], indent + "  ")
            yield f"{indent}  {id}:"


def below(section: Section, parts: Asked, indent: str, entry: Entry) -> Iterator[str]:
    """The sections of one of several."""
    inner = [part for part in section.sections.values() if section.instance and part.id in parts.sections]
    if inner:
        yield f"{indent}sections:"
        for part in inner:
            yield from entry(part, indent + "  ")
