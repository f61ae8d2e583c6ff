"""The rules of lint on pages: the same text that `casekit rule` prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casekit.publish import names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.lists import ListBody, listing
from casekit.publish.markdown import narrative
from casekit.publish.page import Cell, Column, Link, Page, Prose, Table
from casekit.publish.tones import BAD, QUIET, WARN
from casekit.register.problems import ERROR, WARNING, problems_by_code
from casekit.words import count

TONES = {ERROR: BAD, WARNING: WARN}


@dataclass(frozen=True, slots=True)
class RuleBody:
    """A rule's text. says: how often it found something in this build."""

    says: str
    text: Prose


def read_rules(folder: Path) -> dict[str, str]:
    """Rule code -> its text, from the folder of rule documents (CK203.md)."""
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("CK*.md"))}


def plan_rules(site: Site) -> Iterator[Page]:
    """The list of rules, and a page for each."""
    found = problems_by_code(site.problems.values())
    rows = []
    for code, text in site.about.rules.items():
        severity = site.about.severities.get(code, ERROR)
        _, number, _ = found.get(code, ("", 0, 0))
        rows.append(
            (
                Cell(code, names.up(names.RULES, site.names.rules[code])),
                Cell(title(text)),
                Cell(severity.capitalize(), tone=TONES.get(severity, QUIET)),
                figure(number),
            )
        )
    heads = (
        Column("Rule"),
        Column("What is wrong", "wide"),
        Column("Severity", choose=True),
        Column("Found", "number"),
    )
    intro = f"{count(len(rows), 'rule')} that every audit file is held against; only errors stop a file."
    table = Table("rules", "Rules", heads, tuple(rows), "No rule.", True)
    yield from listing(names.RULES, "Rules", (Link("Home", "../index.html"),), ListBody(intro, table))
    for code, text in site.about.rules.items():
        _, number, files = found.get(code, ("", 0, 0))
        says = (
            f"Found {count(number, 'time')} in {count(files, 'file')} in this build."
            if number
            else "Found nowhere in this build."
        )
        crumbs = (Link("Home", "../index.html"), Link("Rules", "index.html"))
        name = title(text)
        body = RuleBody(says, Prose(name, narrative(_under_title(text), 2)))
        yield Page(site.names.rules[code], "rule.html", f"{code}: {name}", crumbs, body)


def title(text: str) -> str:
    """What a rule is called: the first heading of its document, without the code."""
    first = text.lstrip().split("\n", 1)[0]
    head = first.lstrip("# ").strip()
    code, _, rest = head.partition(" ")
    return rest.lstrip(":–— ").strip() if code.rstrip(":").startswith("CK") and rest else head


def _under_title(text: str) -> str:
    first, _, rest = text.lstrip().partition("\n")
    return rest.strip("\n") if first.startswith("# ") else text
