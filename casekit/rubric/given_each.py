"""What a worked case gives for each of several who answer a section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.expand import repeated
from casekit.rubric.facts import Facts, Own
from casekit.rubric.instances import is_reference, joined
from casekit.rubric.model import Json, Rubric, WorkedCase
from casekit.rubric.parse.reader import Reader, quoted

Each = dict[str, dict[str, Mapping[str, Json]]]
"""Section -> for whom -> what is given there."""


def given_each(reader: Reader, rubric: Rubric, case: WorkedCase, route: Route) -> Each:
    """What stands under `each` of a worked case; what the form does not know goes to the reader."""
    sections = {section.id: section.for_each for section in repeated(rubric)}
    found: Each = {}
    for id, raw in reader.mapping(case.given.get("each", {}), route, "'each'").items():
        if not reader.known(id, sections, (*route, id), "section that several answer", "of this rubric"):
            continue
        each = sections[id]
        assert each is not None  # repeated() gives no others
        ones = reader.mapping(raw, (*route, id), f"what is given for section '{id}'")
        if len(ones) > each.at_most:
            reader.say((*route, id), f"section '{id}' is answered for {each.at_most} at most; {len(ones)} are given")
        for one, fields in ones.items():
            at = (*route, id, one)
            if each.of:
                reader.known(one, each.of, at, each.name, f"of section '{id}'")
            elif not is_reference(one):
                reader.say(at, f"{quoted(one)} is no random reference", "Write 4 to 12 capitals and digits, as K7Q2M.")
            known = reader.fields(fields, at, f"what is given for '{one}'", vocabulary.GIVEN_EACH)
            if not each.of or one in each.of:
                found.setdefault(id, {})[one] = known
    return found


def with_own(facts: Facts, section: str, one: str, alone: Facts, fields: Mapping[str, Json]) -> Facts:
    """The facts with what is given for one of several, whose ids then end in that one's."""
    own = Own(
        case_types=alone.case_types if "case_type" in fields else None,
        flags=alone.flags if "flags" in fields else None,
        age=alone.age,
        dates=alone.dates,
    )
    return replace(
        facts,
        answers={**facts.answers, **{joined(id, one): given for id, given in alone.answers.items()}},
        grades={**facts.grades, **{joined(id, one): given for id, given in alone.grades.items()}},
        reasons={**facts.reasons, **{(joined(s, one), joined(id, one)): why for (s, id), why in alone.reasons.items()}},
        overrides={**facts.overrides, **{joined(id, one): override for id, override in alone.overrides.items()}},
        own={**facts.own, joined(section, one): own},
    )
