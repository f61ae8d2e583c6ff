"""The sections of an audit in a newer version of its form: grades, answers and reasons at their new places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casekit.edit.intents import has, look
from casekit.edit.upgrading import values
from casekit.edit.upgrading.case import plan_case, plan_dates
from casekit.edit.upgrading.plan import Plan
from casekit.link.unknown import among
from casekit.link.values import mapping, text
from casekit.model.document import Value
from casekit.problem import Route
from casekit.rubric.instances import is_reference, joined, section_route
from casekit.rubric.model import Rubric, Scale, Section

WHOLE = "overall"


@dataclass(frozen=True, slots=True)
class Spot:
    """An entry of the front matter. section: its id; one: for whom, where several answer it, called: what that one is
    called in words; "" else.
    """

    route: Route
    section: str
    one: str = ""
    called: str = ""


class Places:
    """Where a form has the entry of each section, and which section asks each question and has each limit."""

    def __init__(self, rubric: Rubric) -> None:
        self.sections = {section.id: section for section in rubric.all_sections()}
        self.questions = {q: s.id for s in self.sections.values() for q in s.questions}
        self.limits = {limit.id: s.id for s in self.sections.values() for limit in s.limits}
        self._repeated = {
            inner.id: section.id
            for section in self.sections.values()
            if section.for_each is not None
            for inner in section.walk()
        }

    def route(self, section: str, one: str) -> Route | None:
        """The entry of a section; None where the form has none such, or not for one of several as this is."""
        if section not in self.sections:
            return None
        home = self._repeated.get(section, "")
        if bool(home) != bool(one):
            return None
        each = self.sections[home].for_each if home else None
        if each is not None and each.of and one not in each.of:
            return None
        return section_route(joined(section, one), joined(home, one)) if one else section_route(section)

    def heading(self, section: str) -> Route | None:
        """The place over the entries of a section that several answer."""
        return section_route(section) if self._repeated.get(section) == section else None


def plan_entries(plan: Plan) -> None:
    """What becomes of every section that the front matter mentions, and of the whole."""
    old, new = Places(plan.old), Places(plan.new)
    spots: list[tuple[Spot, Route | None]] = []
    for id, value in mapping(mapping(plan.data).get("sections")).items():
        if id not in old.sections:
            continue
        route: Route = ("sections", id)
        if "each" not in mapping(value):
            spots.append(_spot(plan, new, Spot(route, id)))
            continue
        now = new.heading(plan.names.id(id))
        if now is None:
            plan.keep(route, f"all of '{old.sections[id].title}' ({id})")
            continue
        plan.rename(route, now)
        for number, (one, given) in enumerate(mapping(mapping(value)["each"]).items(), 1):
            inner, called = (*route, "each", one), _called(old.sections[id], one, number)
            spots.append(_spot(plan, new, Spot(inner, id, one, called)))
            for below in mapping(mapping(given).get("sections")):
                if below in old.sections:
                    spots.append(_spot(plan, new, Spot((*inner, "sections", below), below, one, called)))
    spots.append((Spot((WHOLE,), WHOLE), (WHOLE,)))
    for spot, now in sorted(spots, key=lambda pair: -len(pair[0].route)):
        _Entry(plan, old, new, spot, now).settle()


def _called(section: Section, one: str, number: int) -> str:
    """What one of several is called: by the form, by a random reference, or else by number, as it may be a name."""
    each = section.for_each
    known = each is None or one in each.of or is_reference(one)
    return (each.label(one) if each else one) if known or each is None else f"{each.name} {number}"


def _spot(plan: Plan, new: Places, spot: Spot) -> tuple[Spot, Route | None]:
    """An entry and its new place; where it only gets another name, that is noted at once."""
    now = new.route(plan.names.id(spot.section), spot.one)
    if now is not None and len(now) == len(spot.route) and plan.stays(spot.route, now):
        plan.rename(spot.route, now)
    return spot, now


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry on its way from its old place to its new one; now: None where the newer form has none for it."""

    plan: Plan
    old: Places
    new: Places
    spot: Spot
    now: Route | None

    def settle(self) -> None:
        """Everything in the entry finds its place, is kept aside, or stays as odd as it was."""
        entry = mapping(look_at(self.plan.data, self.spot.route))
        for key, value in entry.items():
            if value is None or key in ("each", "sections"):
                continue
            match key:
                case "grade":
                    self._grade(entry)
                case "override":
                    self._override(value)
                case "dates" if self.now is not None and self._stays:
                    plan_dates(self.plan, value, (*self.spot.route, "dates"), self._whose)
                case "case" if self.now is not None and self._stays:
                    plan_case(self.plan, value, (*self.spot.route, "case"), self._whose)
                case "answers":
                    self._answers(mapping(value))
                case "reasons":
                    self._reasons(mapping(value))
                case "themes" if self.now is not None:
                    self._themes(value if isinstance(value, list) else [])
                case "why" if "grade" in entry:
                    pass  # goes with the grade
                case _:
                    self._place(key, value)
        if has(self.plan.data, self.spot.route) and not self._stays:
            self.plan.remove(self.spot.route)

    @property
    def _stays(self) -> bool:
        """Whether the entry only gets another name, if that."""
        return self.now is not None and self.plan.stays(self.spot.route, self.now)

    @property
    def _scale(self) -> Scale | None:
        """The scale of the section in the newer form; None where it has no such grade for this entry."""
        section = self.new.sections.get(self.plan.names.id(self.spot.section)) if self.now is not None else None
        if self.spot.section == WHOLE:
            section = self.plan.new.overall
        return section.scale if section is not None else None

    @property
    def _section(self) -> Section:
        return self.old.sections[self.spot.section]

    def _named(self, what: str) -> str:
        whose = f" ({self.spot.called})" if self.spot.one else ""
        return f"{what} of '{self._section.title}'{whose}"

    @property
    def _whose(self) -> str:
        """Words that say whose something is, where several answer the section; "" else."""
        return f" of {self.spot.called}" if self.spot.one else ""

    def _place(self, key: str, value: Value) -> None:
        now = (*self.now, key) if self.now is not None else None
        self.plan.place((*self.spot.route, key), now, value, self._named(f"'{key}'"))

    def _grade(self, entry: Mapping[str, Value]) -> None:
        route, why = (*self.spot.route, "grade"), entry.get("why")
        known = self.plan.grade(route, self._section.scale, self._scale, self._named("the grade"))
        if not known and why is not None:
            self.plan.keep((*self.spot.route, "why"), self._named("the reason beside the grade"))
        elif known and not self._stays:
            self._place("grade", entry["grade"])
            if why is not None:
                self._place("why", why)

    def _override(self, value: Value) -> None:
        route = (*self.spot.route, "override")
        given = mapping(value).get("grade")
        try:
            grade = values.grade(given, self._section.scale, self._scale, self.plan.names)
        except values.NoPlace:
            self.plan.keep(route, self._named("the overriding grade"))
            return
        if grade != given:
            value = {**mapping(value), "grade": grade}
        self._place("override", value)

    def _answers(self, answers: Mapping[str, Value]) -> None:
        for id in answers:
            route = (*self.spot.route, "answers", id)
            question = self._section.questions.get(id)
            if question is None:
                if self.now is None:
                    self.plan.keep(route, f"the answer{self._whose} to '{id}'")
                continue
            name = self.plan.names.id(id)
            home = self.new.questions.get(name)
            at = self.new.route(home, self.spot.one) if home is not None else None
            model = self.new.sections[home].questions[name] if home is not None else None
            self.plan.answer(route, (*at, "answers", name) if at is not None else None, (question, model), self._whose)

    def _reasons(self, reasons: Mapping[str, Value]) -> None:
        titles = {limit.id: limit.title or limit.id for limit in self._section.limits}
        for id, why in reasons.items():
            route = (*self.spot.route, "reasons", id)
            if id not in titles and self.now is not None:
                continue
            name = self.plan.names.id(id)
            home = self.new.limits.get(name) if id in titles else None
            at = self.new.route(home, self.spot.one) if home is not None else None
            now = (*at, "reasons", name) if at is not None else None
            self.plan.place(route, now, why, f"the reason{self._whose} for '{titles.get(id, id)}' ({id})")

    def _themes(self, themes: list[Value]) -> None:
        before, after = self.plan.old.themes, self.plan.new.themes
        for number in reversed(range(len(themes))):
            route = (*self.spot.route, "themes", number)
            typed = text(themes[number])
            known = among(typed, before)
            wanted = self.plan.names.id(known) if known else ""
            if known and wanted not in after:
                self.plan.keep(route, f"the theme{self._whose} '{before[known]}'")
            elif known and among(typed, after) != wanted:
                self.plan.change(route, wanted)


def look_at(data: Value, route: Route) -> Value:
    """What stands at route; nothing where there is no such place."""
    return look(data, route) if has(data, route) else None
