"""What an audit came to on an earlier run, taken from what is kept where nothing that it came from has changed.

What an audit comes to depends on its path and bytes, on everything that audits are linked with, on what its month's
programme says, on the day and on casekit itself. All of that is in the key; a test changes each of them in turn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from inspect import getmembers, isclass
from itertools import product
from pathlib import PurePosixPath

from casekit import problem
from casekit.check.registry import CRASH
from casekit.check.rule import Context
from casekit.kept.program import digest, program
from casekit.kept.values import Codec, Unknown
from casekit.link.corpus import Linked, Surroundings
from casekit.model import audit, corpus, document
from casekit.model.people import People
from casekit.problem import Problem
from casekit.read.files import Source
from casekit.read.names import Kind, kind
from casekit.rubric import evaluation
from casekit.rubric.evaluation import Item
from casekit.rubric.facts import Override
from casekit.rubric.model import Rubric

Examination = tuple[Linked, list[Problem]]
"""One audit file, linked, and what the rules found in it."""

CLASSES = (
    *(
        cls
        for module in (problem, document, audit, corpus, evaluation)
        for _, cls in getmembers(module, isclass)
        if cls.__module__ == module.__name__
    ),
    Linked,
    Override,
)
"""What an examination consists of."""
ITEMS = tuple(Item(applies, required) for applies, required in product((None, False, True), (False, True)))
REMEMBERED = 200
"""So many forms, as audits have them, are ready at once."""


class Known:
    """Packs and unpacks what audits came to, and knows by which key each is kept."""

    def __init__(self, read: Noted, around: Surroundings, today: date, roles: People | None = None) -> None:
        """read: the source that around was read from. roles: who held which role elsewhere, where that counts."""
        self._around = replace(around, programmes={})
        self.today, self.roles = today, roles
        entitled = around.people.with_roles_of(roles) if roles is not None else None
        self.context = Context(around.people, around.policy, today, around.programmes, entitled)
        self._programmes = around.programmes
        self._read = dict(read.noted)
        self._codecs: dict[int, tuple[Rubric | None, Codec]] = {}

    @cached_property
    def _base(self) -> bytes:
        """A digest of what counts for every audit."""
        parts = [program(), self.today.isoformat().encode(), _text(repr(self.roles))]
        for path, (raw, faults) in sorted(self._read.items()):
            if kind(path) is not Kind.PROGRAMME:
                parts += [_text(path), _there(raw), _text(repr(faults))]
        return digest(*parts)

    def prepare(self) -> None:
        """Works out what every key needs, before this process is copied."""
        self._base  # noqa: B018

    def before(self, path: str) -> tuple[Surroundings, Context]:
        """What the audit at that path is linked and checked with, and no more: of programmes its month's alone."""
        month = _month(path)
        own = {month: self._programmes[month]} if month in self._programmes else {}
        return self._around, replace(self.context, programmes=own)

    def key(self, path: str, raw: bytes, faults: Iterable[Problem]) -> bytes:
        """What the audit in those bytes is kept by."""
        plan = self._programmes.get(_month(path))
        allotted = (_text(plan.path), _there(self._read[plan.path][0])) if plan is not None else (b"", b"")
        return digest(self._base, *allotted, _text(path), raw, _text(repr(tuple(faults))))

    def pack(self, done: Examination) -> bytes | None:
        """What an audit came to as bytes; None where that is not kept, since casekit itself failed on it."""
        linked, found = done
        if any(one.code == CRASH for one in (*linked.problems, *found)):
            return None
        rubric = linked.case.rubric if linked.case is not None else None
        head: list[object] = []
        if rubric is not None:
            form = self._around.forms.get(rubric.ref)
            given = form.given(rubric) if form is not None else None
            if given is None:
                return None
            head = [rubric.ref, given]
        told = json.dumps(head).encode()
        try:
            return len(told).to_bytes(4, "little") + told + self._codec(rubric).pack(done)
        except Unknown:
            return None

    def unpack(self, raw: bytes) -> Examination | None:
        """What an audit came to; None where the bytes do not say it."""
        end = 4 + int.from_bytes(raw[:4], "little")
        try:
            head = json.loads(raw[4:end])
            rubric = None
            if head:
                ref, given = head
                form = self._around.forms[ref].answered(tuple((section, tuple(ones)) for section, ones in given))
                rubric = form.rubric
            found = self._codec(rubric).unpack(raw[end:])
        except (Unknown, ValueError, TypeError, KeyError):
            return None
        return found  # type: ignore[no-any-return]

    def _codec(self, rubric: Rubric | None) -> Codec:
        known = self._codecs.get(id(rubric))
        if known is None or known[0] is not rubric:
            if len(self._codecs) >= REMEMBERED:
                self._codecs.clear()
            known = self._codecs[id(rubric)] = rubric, Codec(CLASSES, _parts(rubric), ITEMS)
        return known[1]


class Noted:
    """A source that notes what was read from it: what surroundings() reads is what its value comes from."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.noted: dict[str, tuple[bytes | None, list[Problem]]] = {}

    def paths(self) -> list[str]:
        """As Source says."""
        return self._source.paths()

    def read(self, path: str) -> tuple[bytes | None, list[Problem]]:
        """As Source says."""
        found = self.noted[path] = self._source.read(path)
        return found


def _month(path: str) -> str:
    return PurePosixPath(path).parent.name


def _there(raw: bytes | None) -> bytes:
    """The bytes of a file, told from no file at all."""
    return b"" if raw is None else b"+" + raw


def _text(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _parts(rubric: Rubric | None) -> list[object]:
    """What audits share with their form."""
    if rubric is None:
        return []
    plan = rubric.plan
    if plan is None:
        return [rubric]
    return [rubric, *plan.limits, *plan.triggers, *(test for question in plan.dated for test in question.agrees_with)]
