"""What is to become of an audit's front matter, while it is worked out: edits, what is kept aside, what is left."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from casekit.edit.intents import Intent, Remove, Rename, Set, has, look, meant, same
from casekit.edit.upgrading import values
from casekit.edit.upgrading.kept import Kept
from casekit.model.document import Value
from casekit.problem import Route
from casekit.rubric.model import Question, Rubric, Scale
from casekit.rubric.succession import Names


@dataclass(slots=True)
class Plan:
    """data: the front matter as it is; old and new: the forms as their files have them.

    kept: what has no place any more and is taken out. left: what the newer form does not know and only a person can
    decide, so that it stays; a phrase each. respelled: values that say the same in other words now.
    """

    data: Value
    old: Rubric
    new: Rubric
    names: Names
    kept: list[Kept] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    respelled: list[Value] = field(default_factory=list)
    _first: list[Intent] = field(default_factory=list)
    _renames: list[Rename] = field(default_factory=list)
    _moves: list[tuple[Route, Set, str]] = field(default_factory=list)

    def edits(self) -> list[Intent]:
        """All edits, in the order in which they are to be made: at old places, then the names, then at new places.

        What would overwrite something at its new place is kept aside instead.
        """
        made = [*self._first, *_untangled(self._renames, self.data)]
        data = self.data
        for intent in made:
            data = meant(data, intent)
        for route, move, what in self._moves:
            if has(data, move.route) and look(data, move.route) is not None:
                self.kept.append(Kept(what, move.value, route))
            else:
                made.append(move)
                data = meant(data, move)
        return made

    def change(self, route: Route, value: Value) -> None:
        """What stands at a place is to be said in other words."""
        if not same(value, look(self.data, route)):
            self.respelled.append(look(self.data, route))
            self._first.append(Set(route, value))

    def remove(self, route: Route) -> None:
        """What stands there is said elsewhere, or is nothing."""
        self._first.append(Remove(route))

    def keep(self, route: Route, what: str) -> None:
        """It has no place any more: out of the front matter, to where such things are kept."""
        value = look(self.data, route)
        self.remove(route)
        if value is not None:
            self.kept.append(Kept(what, value, route))

    def place(self, route: Route, now: Route | None, value: Value, what: str) -> None:
        """What stands at a place goes to a new one, with that value; it is kept aside where there is none."""
        if now is None:
            self.keep(route, what)
        elif self.stays(route, now):
            self.change(route, value)
            self.rename(route, now)
        else:
            self.remove(route)
            self._moves.append((route, Set(now, value), what))
            if not same(value, look(self.data, route)):
                self.respelled.append(look(self.data, route))

    def rename(self, route: Route, now: Route) -> None:
        """A key gets the last step of a new place for its name."""
        if route[-1] != now[-1]:
            self._renames.append(Rename(route, str(now[-1])))

    def stays(self, route: Route, now: Route) -> bool:
        """Whether a new place is in the same mapping as the old one, be it that this has a new name."""
        return self.renamed(route[:-1]) == now[:-1]

    def renamed(self, route: Route) -> Route:
        """A place by the new names of what leads there."""
        steps = list(route)
        for rename in self._renames:
            if route[: len(rename.route)] == rename.route:
                steps[len(rename.route) - 1] = rename.key
        return tuple(steps)

    def grade(self, route: Route, old: Scale | None, new: Scale | None, what: str) -> bool:
        """A grade says the same in the newer form's words; False where it cannot, and is kept aside."""
        try:
            self.change(route, values.grade(look(self.data, route), old, new, self.names))
        except values.NoPlace:
            self.keep(route, what)
            return False
        return True

    def answer(self, route: Route, now: Route | None, asked: tuple[Question, Question | None], whose: str = "") -> None:
        """An answer goes to its question's new place; it is kept aside where the newer form cannot hold it.

        asked: the question in both forms. whose: words such as " of Police", where several answer it.
        """
        old, new = asked
        what = f"the answer{whose} to '{old.ask}' ({old.id})"
        value = look(self.data, route)
        try:
            if new is not None:
                value = values.answer(value, old.answer, new.answer, self.names)
        except values.NoPlace:
            now = None
        self.place(route, now if new is not None else None, value, what)


def _untangled(renames: Collection[Rename], data: Value) -> Iterator[Rename]:
    """The renames, deepest first, so that each finds its key; by way of another name where a brother still has its."""
    for _, group in groupby(sorted(renames, key=lambda r: -len(r.route)), key=lambda r: len(r.route)):
        later: list[Rename] = []
        for rename in group:
            if has(data, (*rename.route[:-1], rename.key)):
                between = f"{rename.key}-becoming"
                yield Rename(rename.route, between)
                later.append(Rename((*rename.route[:-1], between), rename.key))
            else:
                yield rename
        yield from later
