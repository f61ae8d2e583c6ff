"""The registry of rules and the pages in docs/rules are one list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casekit.check.documents import RulePage, parse, rule_page, rule_pages
from casekit.check.registry import BY_CODE, RULES
from casekit.check.rule import Rule
from casekit.check.settle import severity
from casekit.model.policy import Policy
from casekit.resources import resource
from tests.cases import Case, pages, strip

PAGES = {page.code: page for page in rule_pages()}
CASES = {page.code: (*page.cases, *page.staged) for page in pages()}
WITHOUT_CASES = {"CK000"}
"""What a case cannot show: a bug of casekit's own."""


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert sorted(PAGES) == sorted(BY_CODE)


def test_codes_and_names_are_used_once() -> None:
    assert len(BY_CODE) == len(RULES) == len({rule.name for rule in RULES})
    assert all(re.fullmatch(r"CK\d{3}", rule.code) for rule in RULES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name) for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_says_the_registrys_severity(rule: Rule) -> None:
    assert PAGES[rule.code].severity == severity(rule.code, Policy())


def test_a_rule_looks_at_one_thing() -> None:
    for rule in RULES:
        assert sum(check is not None for check in (rule.audit, rule.text, rule.corpus, rule.past)) <= 1, rule.code


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.code)
def test_a_page_is_short_and_says_what_to_do(page: RulePage) -> None:
    assert 1 <= len(page.text.split("\n\n")) <= 4
    assert page.text.endswith(".")
    assert page.cure.endswith(".")
    assert "\n#" not in page.text + page.cure


@pytest.mark.parametrize("code", sorted(set(BY_CODE) - WITHOUT_CASES))
def test_a_rules_cases_show_it_found_and_a_near_miss_left_alone(code: str) -> None:
    found = [case for case in CASES[code] if code in expected(case)]
    assert found, f"no case of {code} expects it"
    assert len(found) < len(CASES[code]), f"no case of {code} shows what it leaves alone"


@pytest.mark.parametrize("code", sorted(set(BY_CODE) - WITHOUT_CASES))
def test_a_page_shows_six_cases_or_more(code: str) -> None:
    assert len(CASES[code]) >= 6


def expected(case: Case) -> set[str]:
    """The codes that a case expects, in whole files, in changes, in a history or in odd files."""
    texts = [*(change.text for change in case.changes), case.history, *(text for _, _, text in case.odd)]
    in_changes = [code for text in texts for _, _, code in strip("", text)[1]]
    return {code for _, _, code in case.expected} | set(in_changes)


def test_there_is_no_page_for_a_rule_that_is_not_there() -> None:
    assert rule_page("CK999") is None


@pytest.mark.parametrize(
    "text",
    [
        "CK203 No heading mark\nSeverity: error\nSource: E8\n",
        "# CK203 No severity\nSource: E8\n",
        "# CK203 No source\nSeverity: error\n\nText.\n",
        "# CK20 A code too short\nSeverity: error\nSource: E8\n",
    ],
)
def test_a_page_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "CK203.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"CK203\.md"):
        parse(path)


def test_a_page_in_its_parts(tmp_path: Path) -> None:
    path = tmp_path / "CK203.md"
    path.write_text(
        "# CK203 A title\nSeverity: error\nSource: E8, E5\n\nWhat.\n\nWhy.\n\n## What to do\nThis.\n\n"
        "## Cases\n### One\n```yaml change\na: b\n```\n\n## Planted in demo\n```yaml\ngrade: x\n```\n",
        encoding="utf-8",
    )
    page = parse(path)
    assert (page.code, page.title, page.severity, page.source) == ("CK203", "A title", "error", "E8, E5")
    assert (page.text, page.cure, page.planted) == ("What.\n\nWhy.", "This.", "grade: x\n")


def test_the_index_lists_every_page_with_its_title_and_severity() -> None:
    index = (resource("rules") / "README.md").read_text("utf-8")
    rows = [line for line in index.splitlines() if line.startswith("| [CK")]
    assert rows == [f"| [{p.code}]({p.code}.md) | {p.title} | {p.severity} |" for p in PAGES.values()]
