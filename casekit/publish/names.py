"""Where each page lies: names made from checked ids, lower case, so that every file system takes them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
CHANGES = "changes.html"
ABOUT = "about.html"
FIGURES = "figures.html"
ACCESSIBILITY = "accessibility.html"
NOT_FOUND = "404.html"
NOBODY = "people/nobody.html"
UNLISTED = "people/somebody.html"

_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|index|nobody|somebody)\Z")


@dataclass(frozen=True, slots=True)
class Names:
    """The page of each thing. audits and broken: by the file's path; people: by id; rubrics: by reference;
    rules: by code; calibrations: by the path of the first judgement's file.
    """

    audits: Mapping[str, str] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    rubrics: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    calibrations: Mapping[str, str] = field(default_factory=dict)


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
            name = "x-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        while name in taken:
            name += "x"
        taken.add(name)
        found[key] = f"{folder}/{name}.html"
    return found


def rubric_page(ref: str) -> str:
    """The name of a rubric's page, before it is made safe: our-form-1."""
    return ref.replace("@", "-")


def up(page: str, target: str) -> str:
    """The address of target as seen from page; "" stays ""."""
    return "../" * page.count("/") + target if target else ""
