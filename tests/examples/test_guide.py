"""The guide to the audit file shows what stands in the worked examples, and says what the program says."""

import re

import pytest

from casekit.model.audit import State
from casekit.read.split import BODY_MOST, FRONT_MOST
from casekit.register.stages import Stage
from tools.replay import ROOT

GUIDE = (ROOT / "docs" / "audit-file.md").read_text(encoding="utf-8")
EXCERPTS = re.findall(r"^```(?:yaml|markdown) from (\S+)\n(.*?)^```$", GUIDE, flags=re.MULTILINE | re.DOTALL)


def rows(heading: str) -> list[str]:
    """The first column of the table under that heading."""
    return re.findall(r"^\| (?!stage|in the file)(.+?) \|", GUIDE.split(f"\n## {heading}\n")[1].split("\n## ")[0], re.M)


@pytest.mark.parametrize(("audit", "text"), EXCERPTS, ids=[f"{audit}-{n}" for n, (audit, _) in enumerate(EXCERPTS)])
def test_every_excerpt_stands_in_its_audit_word_for_word(audit: str, text: str) -> None:
    where, _, name = audit.rpartition("/")
    folder = ROOT / "tests" / where if where else ROOT
    assert f"\n{text}" in (folder / "audits" / name[:7] / f"{name}.md").read_text(encoding="utf-8")


def test_all_that_is_shown_is_such_an_excerpt() -> None:
    assert len(EXCERPTS) == len(re.findall(r"^```\w", GUIDE, flags=re.MULTILINE)) > 8


def test_the_stages_are_those_that_casekit_works_out_in_their_order() -> None:
    assert rows("Stages") == [stage.value for stage in Stage]


def test_the_states_of_an_answer_are_the_five() -> None:
    told = rows("Sections: grades and answers")
    assert len(told) == len(State)
    assert {f"`{state.value}`" for state in State if state not in (State.ANSWERED, State.UNANSWERED)} <= set(told)


def test_the_bounds_are_those_of_the_reader() -> None:
    assert f"may be {FRONT_MOST // 1024} KiB, the part below {BODY_MOST // 1024} KiB long" in GUIDE
