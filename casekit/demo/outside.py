"""Mistakes outside the demo's audits: in people.yaml, forms, policy, names of files, on branches and in the history.

Planted only where everything is asked for. A rule's page then says under "Planted in demo" which commits bring its
mistake, step by step. Changes of an audit are laid over a copy of the one in demo/outside.yaml, which has no mistake;
the copy is called by the rule, such as 2026-10-ck206.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from string import Template

from casekit.demo.authority import Authority
from casekit.demo.bank import bank
from casekit.demo.cast import ZONE
from casekit.demo.draft import Map, items, part
from casekit.demo.foundation import foundation
from casekit.demo.plant import ALSO, OUTSIDE, TOLD, Patch
from casekit.demo.story import World
from casekit.edit.canonical import audit_text, yaml_text
from casekit.model.document import Value
from casekit.read.document import read_yaml

PEOPLE, POLICY, OWN_FORM = "people.yaml", "casekit.toml", "rubrics/harbour.yaml"
FORMS = '"harbour", "ferry", '
"""The forms, beside the demo's two, in which there are audits."""
REMOVED = "(removed)"
TEAMS = "$teams"
SETTLED = "settled"
"""In place of a path: the mistake is told for each audit whose dispute is settled."""
STEPS = {"says", "by", "at", "people", "policy", "file", "text", "audit", "put", "branch", "merge"}
"""What a step may say; docs/demo.md explains each."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A commit to be made. branch: what it is made on, "" the main line; merge: the branch that comes home with it."""

    by: str
    at: datetime
    message: str
    files: Mapping[str, bytes | None]
    branch: str = ""
    merge: str = ""


@dataclass(slots=True)
class _Line:
    """A rule's audit as it stands on the main line or on a branch, and what was changed there."""

    audit: Map
    changes: list[Map] = field(default_factory=list)

    def change(self, what: Map) -> None:
        """One more change of the audit."""
        self.audit = laid(self.audit, what)
        self.changes.append(what)


class Everything:
    """Every rule's mistake, one after the other, on the demo's last day. planted: (path, audit, code), as it grows."""

    def __init__(self, world: World) -> None:
        self.planted: list[tuple[str, str, str]] = []
        self._words = holders(world.people, world.last)
        self._teams: list[Value] = [*world.people.teams]
        self._people = world.people.file()
        policy = foundation(world)[POLICY] or b""
        self._policy = policy.decode().replace("rubrics = [", f"rubrics = [{FORMS}")
        self._at = datetime.combine(world.last, time(15), ZONE)
        self._settled: list[tuple[str, str]] = []

    def commits(self, patches: Iterable[Patch], settled: Iterable[tuple[str, str]]) -> Iterator[Outside]:
        """The commits. settled: the demo's audits whose dispute is settled, by path and id."""
        self._settled += settled
        given = bank(OUTSIDE).data
        form = {OWN_FORM: yaml_text(part(given, "form")).encode(), POLICY: self._policy.encode()}
        yield self._commit({"says": "Try a form of our own"}, form)
        for_each = []
        for patch in patches:
            if patch.verbs.get(TOLD) == SETTLED:
                for_each.append(patch.code)
            yield from self._rule(patch, part(given, "audit"))
        self.planted += [(path, id, code) for code in for_each for path, id in self._settled]

    def _rule(self, patch: Patch, audit: Map) -> Iterator[Outside]:
        """The commits that bring one rule's mistake."""
        id = f"{self._words['month']}-{patch.code.lower()}"
        path, told = f"audits/{self._words['month']}/{id}.md", ""
        lines = {"": _Line(self._map({"id": id, **copy.deepcopy(audit)}, patch.code))}
        steps = self._filled(patch.verbs[OUTSIDE], patch.code)
        assert isinstance(steps, list)
        for step in steps:
            assert isinstance(step, dict)
            branch, merge = str(step.get("branch", "")), str(step.get("merge", ""))
            line = lines.setdefault(branch, _Line(copy.deepcopy(lines[""].audit)))
            for change in lines[merge].changes if merge else ():
                line.change(change)
            files = self._files(step)
            if "audit" in step or merge:
                line.change(part(step, "audit"))
                files[path] = _written(line.audit, part(step, "put")).encode()
            told = told or next(iter(files), "")
            made = self._commit({"says": f"Plant {patch.code}", **step}, files)
            names = [one and f"{patch.code} {one}" for one in (branch, merge)]
            yield replace(made, branch=names[0], merge=names[1])
        told = str(self._filled(patch.verbs.get(TOLD, told), patch.code))
        if any("resolved" in one for one in items(lines[""].audit, "disputes")):
            self._settled.append((path, id))
        if told != SETTLED:
            codes = [patch.code, *map(str, _list(patch.verbs.get(ALSO, [])))]
            self.planted += [(told, id if told == path else "", code) for code in codes]

    def _files(self, step: Map) -> dict[str, bytes | None]:
        """The files that a step changes, but for the rule's audit."""
        files: dict[str, bytes | None] = {}
        if "people" in step:
            document, _ = read_yaml(PEOPLE, self._people.encode())
            assert document is not None
            assert isinstance(document.data, dict)
            self._people = yaml_text(laid(document.data, part(step, "people")))
            files[PEOPLE] = self._people.encode()
        if "policy" in step:
            self._policy += str(step["policy"])
            files[POLICY] = self._policy.encode()
        if "file" in step:
            files[str(step["file"])] = str(step["text"]).encode() if "text" in step else None
        return files

    def _commit(self, step: Map, files: Mapping[str, bytes | None]) -> Outside:
        self._at += timedelta(minutes=1)
        at = datetime.combine(date.fromisoformat(str(step["at"])), time(12), ZONE) if "at" in step else self._at
        return Outside(self._words[str(step.get("by", "qa_lead"))], at, f"{step['says']}\n", files)

    def _map(self, value: Map, code: str) -> Map:
        filled = self._filled(value, code)
        assert isinstance(filled, dict)
        return filled

    def _filled(self, value: Value, code: str) -> Value:
        """The same with the demo's people and teams in place of what stands for them."""
        if value == TEAMS:
            return self._teams
        if isinstance(value, dict):
            return {key: self._filled(one, code) for key, one in value.items()}
        if isinstance(value, list):
            return [self._filled(one, code) for one in value]
        return Template(value).substitute(self._words, ref=f"ZZ{code[2:]}") if isinstance(value, str) else value


def holders(people: Authority, on: date) -> dict[str, str]:
    """Who holds each role for a case of the first team; whoever audits comes from the last."""
    team, *_, other = people.teams
    service = people.services[team]
    roles = ("qa_lead", "moderator", "reviewer", "head_of_quality")
    return {
        "month": f"{on:%Y-%m}",
        "team": team,
        "practitioner": people.one("practitioner", on, team),
        "team_manager": people.one("team_manager", on, team),
        "service_manager": service,
        "head_of_service": people.people[service].manager,
        "auditor": people.one("team_manager", on, other),
        **{role: people.one(role, on) for role in roles},
    }


def laid(base: Map, change: Map) -> Map:
    """The change laid over the base: mappings key by key, lists by the ids of their entries, "(removed)" takes out."""
    made = dict(base)
    for key, value in change.items():
        old = made.get(key)
        if value == REMOVED:
            made.pop(key, None)
        elif isinstance(old, dict) and isinstance(value, dict):
            made[key] = laid(old, value)
        elif old and all(map(_id, _list(old))) and all(map(_id, _list(value))):
            entries = {_id(one): part({"": one}, "") for one in _list(old)}
            for one in _list(value):
                entries[_id(one)] = laid(entries.get(_id(one), {}), part({"": one}, ""))
            made[key] = [*entries.values()]
        else:
            made[key] = copy.deepcopy(value)
    return made


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]


def _id(entry: Value) -> str:
    return str(entry.get("id", "")) if isinstance(entry, dict) else ""


def _written(audit: Map, put: Map) -> str:
    """The audit's file, with pieces of its text put for others."""
    text = audit_text(audit, [])
    for old, new in put.items():
        if old not in text:
            raise ValueError(f"{audit['id']}: {old} is not there")
        text = text.replace(old, str(new), 1)
    return text
