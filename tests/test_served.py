"""The table of who serves each clause is as tools/clauses.py writes it, and hides no gap."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
import yaml
from typer.main import get_command
from typer.testing import CliRunner

from casekit.cli.main import app
from tools import clauses
from tools.clauses import Served, Wrong, laid_out

PAGE = clauses.PAGE.read_text(encoding="utf-8")
DATA = yaml.safe_load(clauses.DATA.read_text(encoding="utf-8"))


def test_the_page_is_as_the_tool_writes_it() -> None:
    assert clauses.rewritten(PAGE) == PAGE, "`python tools/clauses.py` writes it anew"


def test_every_command_that_serves_a_clause_is_one() -> None:
    assert get_command(app) is not None
    for name in DATA["commands"]:
        words = name.split()
        assert words.pop(0) == "casekit"
        assert CliRunner().invoke(app, [*words, "--help"]).exit_code == 0, name


def test_each_clause_has_its_row_and_something_in_it() -> None:
    rows = re.findall(r"^\| ([A-F][0-9]+a?) \|(.*)\|$", PAGE, re.MULTILINE)
    assert [clause for clause, _ in rows] == clauses.clauses(PAGE)
    assert [clause for clause, cells in rows if not cells.replace("|", "").strip()] == []


def test_a_rule_and_an_item_of_a_form_are_found_by_the_clause_that_they_name() -> None:
    rules = clauses.by_rules(clauses.ROOT / "docs" / "rules")
    assert "[CK302](rules/CK302.md)" in rules["E2"]
    forms = clauses.by_forms(clauses.ROOT / "rubrics")
    assert any("`supervision-recent`" in cell for cell in forms["E8"])
    assert any(re.search(r"and [0-9]+ more$", cell) for cell in forms["E7"])


def test_items_are_named_by_the_nearest_id() -> None:
    form = {"source": "A", "sections": {"s": {"source": ["A1"], "limits": [{"id": "l", "source": ["A1", "A2"]}]}}}
    assert list(clauses.named(form, "form")) == [("A", "form"), ("A1", "s"), ("A1", "l"), ("A2", "l")]


GOOD: tuple[Served, Served] = ({"A1": ["CK1"]}, {"A2": ["form"]})


@pytest.mark.parametrize(
    ("known", "reasons", "told"),
    [
        (["A1"], {}, "states no clause A2"),
        (["A1", "A2"], {"A9": "It is nowhere at all, really."}, "states no clause A9"),
        (["A1", "A2", "A3"], {}, "Nothing serves A3"),
        (["A1", "A2"], {"A1": "There is no need for this."}, "Something serves A1"),
        (["A1", "A2", "A3"], {"A3": "Later."}, "The reason for A3 is no sentence"),
    ],
)
def test_a_gap_and_a_contradiction_are_told(known: list[str], reasons: Mapping[str, str], told: str) -> None:
    with pytest.raises(Wrong, match=told):
        laid_out(known, [*GOOD], reasons)


def test_a_row_shows_what_serves_the_clause_or_why_nothing_does() -> None:
    shown = laid_out(["A1", "A2", "A3"], [*GOOD, {}, {}], {"A3": "Nobody has asked for it yet."}).splitlines()
    assert shown[2:] == [
        "| A1 | CK1 |  |  |  |",
        "| A2 |  | form |  |  |",
        "| A3 |  |  |  | none: Nobody has asked for it yet. |",
    ]
