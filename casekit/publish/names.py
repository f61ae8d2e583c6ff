"""Where each page lies: names made from checked ids, lower case, so that every file system takes them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casekit.model.audit import Action, Audit
from casekit.words import addressable

HOME = "index.html"
AUDITS = "audits/index.html"
ACTIONS = "actions/index.html"
PROGRAMME = "programme/index.html"
PEOPLE = "people/index.html"
RUBRICS = "rubrics/index.html"
RULES = "rules/index.html"
SEARCH = "search/index.html"
PROBLEMS = "problems/index.html"
WAIVERS = "problems/waivers.html"
GRADES = "grades.html"
MODERATION = "moderation/index.html"
TRENDS = "trends.html"
SECTIONS = "sections/index.html"
TEAMS = "teams/index.html"
THEMES = "themes/index.html"
FEEDBACK = "feedback/index.html"
CONCERNS = "concerns.html"
COVERAGE = "coverage.html"
LEARNING = "learning.html"
LIMITS = "limits.html"
QUERIES = "queries.html"
CHANGES = "changes.html"
ABOUT = "about.html"
FIGURES = "figures.html"
ACCESSIBILITY = "accessibility.html"
NOT_FOUND = "404.html"
NOBODY = "people/nobody.html"
UNLISTED = "people/somebody.html"

SHORT = re.compile(r"[a-z][0-9]{1,4}\Z")
"""An action's id that says nothing of anybody, such as a1."""

_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|index|nobody|somebody)\Z")


@dataclass(frozen=True, slots=True)
class Names:
    """The page of each thing. audits and broken: by the file's path; people: by id; rubrics: by reference;
    rules: by code; calibrations: by the path of the first judgement's file; actions: by path and place in the file;
    sections: of each form's sections, by section_key.
    """

    audits: Mapping[str, str] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    rubrics: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    calibrations: Mapping[str, str] = field(default_factory=dict)
    actions: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)


def valid(id: str) -> bool:
    """Whether an id may stand in an address: letters, digits, hyphens, 64 at most; no device or page of ours."""
    return addressable(id) and not _DEVICES.match(id.casefold())


def pages(folder: str, ids: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A page for each (key, id): the id in lower case; a digest of the key where the id is taken or not valid."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key, id in ids:
        name = id.casefold()
        if not valid(id) or name in taken:
            name = _digest(key)
        while name in taken:
            name += "x"
        taken.add(name)
        found[key] = f"{folder}/{name}.html"
    return found


def anchor(kind: str, name: str) -> str:
    """Where a thing with a name of its own begins on its page: by a digest where a name may not stand in an address."""
    return f"{kind}-{name if addressable(name) else _digest(name)}"


def _digest(text: str) -> str:
    return "x-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def action_number(audit: Audit, action: Action) -> int:
    """How its audit counts an action: the first is 1."""
    return next(number for number, one in enumerate(audit.actions, 1) if one is action)


def action_key(audit: Audit, number: int) -> str:
    """What tells an action from every other: its audit's file, and its place in it."""
    return f"{audit.path}#{number}"


def action_pages(audits: Iterable[Audit]) -> dict[str, str]:
    """A page for each action: the audit's id and the action's; by number where one may not stand in an address."""
    named = (
        (action_key(audit, number), f"{audit.id}-{action.id if SHORT.match(action.id) else f'number-{number}'}")
        for audit in audits
        for number, action in enumerate(audit.actions, 1)
    )
    return pages("action", named)


def rubric_page(ref: str) -> str:
    """The name of a rubric's page, before it is made safe: our-form-1."""
    return ref.replace("@", "-")


def section_key(ref: str, section: str) -> str:
    """What tells a form's section from every other."""
    return f"{ref}/{section}"


def section_keys(sections: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The key and the name of each section's page, from its form's reference and its id."""
    return [(section_key(ref, section), f"{rubric_page(ref)}-{section}") for ref, section in sections]


def up(page: str, target: str) -> str:
    """The address of target as seen from page; "" stays ""."""
    return "../" * page.count("/") + target if target else ""
