"""Sections that several answer: for whom an audit's file answers them, and what else it says of each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casekit.link.answers import RESERVED
from casekit.link.kinds import kinds_of, known_dates
from casekit.link.unknown import SHAPE, stranger
from casekit.link.values import Map, mapping, text
from casekit.model.audit import Instance
from casekit.model.document import Value
from casekit.problem import Remark, Route
from casekit.rubric.causes import lowered
from casekit.rubric.expand import instances
from casekit.rubric.instances import ForEach, instance_route, is_id, is_reference, joined, one_of, typed
from casekit.rubric.model import Rubric, Section
from casekit.words import fold, shown

MISFIT = "CK114"
PUT_ASIDE = ("grade", "why")


def answered_for(data: Map, several: Sequence[Section], rubric: Rubric, remarks: list[Remark]) -> dict[str, list[str]]:
    """For whom the file answers each section that several answer; what the form does not take becomes a remark."""
    found: dict[str, list[str]] = {}
    sections = mapping(data.get("sections"))
    for section in several:
        each = section.for_each
        entry = mapping(sections.get(section.id))
        if each is None or not entry:
            continue
        remarks += _beside(section, each, entry)
        there = [one for one in mapping(entry.get("each")) if _fits(section, each, one, entry, rubric, remarks)]
        if len(there) > each.at_most:
            remarks.append(_too_many(section, each, len(there)))
        found[section.id] = there if each.of else list(instances(section, there))
    return found


def _fits(section: Section, each: ForEach, one: str, entry: Map, rubric: Rubric, remarks: list[Remark]) -> bool:
    """Whether an entry is of somebody whom the form takes. What may be a child's name is not repeated."""
    route: Route = ("sections", section.id, "each", one)
    if not is_id(one):
        return False  # the shape of the file is judged already
    if each.of and one not in each.of:
        remarks.append(stranger(route, each.name, one, rubric, each.of))
        return False
    if not each.of and not is_reference(one):
        place = list(mapping(entry.get("each"))).index(one) + 1
        remarks.append(
            Remark(
                route,
                f"Entry {place} below 'each:' of '{section.title}' is not called by a random reference.",
                "Call it by 4 to 12 capitals and digits that begin with a letter, such as K7Q2M; never by a name.",
                SHAPE,
                at_key=True,
                private=True,
            )
        )
        return False
    return True


def _too_many(section: Section, each: ForEach, number: int) -> Remark:
    return Remark(
        ("sections", section.id, "each"),
        f"'{section.title}' is answered for {number}, and the form takes {each.at_most} at most.",
        "Take out whom the form does not ask for, or make an audit of their own for the others.",
        MISFIT,
        at_key=True,
        source=section.source,
    )


def _beside(section: Section, each: ForEach, entry: Map) -> Iterator[Remark]:
    """What stands beside `each:` and belongs below it."""
    for key, value in entry.items():
        if key == "each" or value in (None, "", [], {}) or _put_aside(key, entry):
            continue
        yield Remark(
            ("sections", section.id, key),
            f"'{section.title}' is answered once for each {lowered(each.name)}, so '{key}' stands below each of them.",
            f"Move it below 'each:' and the {lowered(each.name)} whose it is.",
            MISFIT,
            at_key=True,
        )


def _put_aside(key: str, entry: Map) -> bool:
    """Whether the whole section is put aside by this key: not assessed or not applicable, with the reason."""
    return key in PUT_ASIDE and fold(str(entry.get("grade"))) in RESERVED


def shared(value: Value) -> Value:
    """What an entry says of all who answer it: nothing, unless the section is put aside as a whole."""
    entry = mapping(value)
    return {key: entry[key] for key in PUT_ASIDE if key in entry and _put_aside(key, entry)}


def misplaced(data: Map, rubric: Rubric, homes: Mapping[str, Section]) -> Iterator[Remark]:
    """`each` in a section that is answered once, and sections that stand outside of those whose part they are."""
    for name, value in mapping(data.get("sections")).items():
        section = rubric.section(name)
        if section is not None and section.template is None and mapping(value).get("each") is not None:
            yield Remark(
                ("sections", name, "each"),
                f"'{section.title}' is answered once, so nobody is listed below it.",
                "Write its grade and answers straight below it.",
                MISFIT,
                at_key=True,
            )
        home = homes.get(name)
        if home is not None and home.id != name:
            yield Remark(
                ("sections", name),
                f"'{shown(name)}' is part of '{home.title}' and is answered once for each there.",
                f"Move it below 'sections:' of each entry of '{home.id}'.",
                MISFIT,
                at_key=True,
            )


def entry_of(data: Map, section: Section) -> Value:
    """What the file says of a section that one of several answers."""
    repeated, one = typed(section.instance), one_of(section.instance)
    each = mapping(mapping(mapping(data.get("sections")).get(repeated)).get("each"))
    entry = each.get(one)
    return entry if section.id == section.instance else mapping(mapping(entry).get("sections")).get(typed(section.id))


def strange_sections(data: Map, rubric: Rubric, remarks: list[Remark]) -> None:
    """Sections below one of several that the form does not have there."""
    for section in rubric.all_sections():
        if section.id != section.instance:
            continue
        known = [typed(inner.id) for inner in list(section.walk())[1:]]
        for name in mapping(mapping(entry_of(data, section)).get("sections")):
            if name not in known:
                route = (*section.route, "sections", name)
                remarks.append(stranger(route, f"section of '{section.title}',", name, rubric, known))


def instances_of(data: Map, rubric: Rubric, remarks: list[Remark]) -> dict[str, Instance]:
    """Everybody for whom the file answers a section, by ids such as "agency.police"."""
    found = {}
    for repeated, ones in rubric.instances:
        each = mapping(mapping(mapping(data.get("sections")).get(repeated)).get("each"))
        for one in ones:
            if one in each:
                id = joined(repeated, one)
                found[id] = _instance(id, mapping(each[one]), rubric, remarks)
    return found


def _instance(id: str, data: Map, rubric: Rubric, remarks: list[Remark]) -> Instance:
    route = instance_route(id)
    own = mapping(data.get("case"))
    types, flags = kinds_of(own, rubric, (*route, "case"), remarks)
    age = own.get("age")
    return Instance(
        id=id,
        by=text(data.get("by")),
        ref=text(own.get("ref")),
        types=types,
        flags=flags if isinstance(own.get("flags"), list) else None,
        age=age if isinstance(age, int) else None,
        dates=known_dates(data.get("dates"), rubric, (*route, "dates"), remarks),
        route=route,
    )
