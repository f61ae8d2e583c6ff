"""The rules of lint on pages: the same text that `casekit rule` prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casekit.check.documents import RulePage, parse
from casekit.publish import names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.heat import filtered, led
from casekit.publish.lists import ListBody, listing
from casekit.publish.markdown import narrative
from casekit.publish.page import Cell, Column, Fact, Link, Page, Prose, Table
from casekit.publish.tones import BAD, QUIET, WARN
from casekit.register.problems import ERROR, WARNING, problems_by_code
from casekit.words import count

TONES = {ERROR: BAD, WARNING: WARN}


@dataclass(frozen=True, slots=True)
class RuleBody:
    """A rule: facts, what it is and why, and what to do."""

    facts: tuple[Fact, ...]
    text: Prose
    cure: Prose


def read_rules(folder: Path) -> dict[str, RulePage]:
    """Rule code -> its page, from the folder of rule documents (CK203.md)."""
    return {path.stem: parse(path) for path in sorted(folder.glob("CK*.md"))}


def plan_rules(site: Site) -> Iterator[Page]:
    """The list of rules, and a page for each."""
    found = problems_by_code(site.problems.values())
    rows = []
    for code, rule in site.about.rules.items():
        severity = site.about.severities.get(code, ERROR)
        rows.append(
            (
                Cell(code, names.up(names.RULES, site.names.rules[code])),
                Cell(rule.title),
                Cell(severity.capitalize(), tone=TONES.get(severity, QUIET)),
                led(figure(found[code][1] if code in found else 0), names.up(names.RULES, names.PROBLEMS), Rule=code),
            )
        )
    heads = (Column("Rule"), Column("What is wrong"), Column("Severity", choose=True), Column("Found", "number"))
    intro = f"{count(len(rows), 'rule')} that every audit file is held against; only errors stop a file."
    table = Table("rules", "Rules", heads, tuple(rows), "No rule.", tools=True)
    yield from listing(names.RULES, "Rules", (Link("Home", "../index.html"),), ListBody(intro, table))
    for code, rule in site.about.rules.items():
        yield _rule(site, rule, found.get(code, ("", 0, 0)))


def _rule(site: Site, rule: RulePage, found: tuple[str, int, int]) -> Page:
    severity = site.about.severities.get(rule.code, ERROR)
    _, number, files = found
    said, page = "nowhere", ""
    if number:
        said = f"{count(number, 'time')} in {count(files, 'file')}"
        page = filtered(names.up(names.RULES, names.PROBLEMS), Rule=rule.code)
    facts = (
        Fact("Severity", (Link(severity.capitalize()),)),
        Fact("Source", (Link(rule.source),)),
        Fact("Found in this build", (Link(said, page),)),
    )
    body = RuleBody(facts, Prose("", narrative(rule.text, 3)), Prose("What to do", narrative(rule.cure, 3)))
    crumbs = (Link("Home", "../index.html"), Link("Rules", "index.html"))
    return Page(site.names.rules[rule.code], "rule.html", f"{rule.code} {rule.title}", crumbs, body)
