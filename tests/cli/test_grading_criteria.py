"""An audit by the grading criteria from the empty file to its page in the report."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from pathlib import Path

import pytest

from casekit.edit.new import new_audit
from casekit.resources import resource
from casekit.rubric.model import Question, Rubric
from tests.cli.conftest import Casekit
from tests.history.making import make, step
from tests.test_forms import form

RUBRIC: Rubric = form(resource("rubrics") / "grading-criteria.yaml")
ID = "2026-10-0001"
DETAILS = {
    "ref": "K7Q2M",
    "age": "9",
    "team": "north-2",
    "practitioner": "p118",
    "team_manager": "p031",
    "auditor": "p054",
    "independent": "yes",
    "from": "2026-04-15",
    "with_practitioner": "2026-10-15",
    "completed": "2026-10-16",
    "discussed": "2026-10-19",
    "earlier-audit": "2026-06-02",
    "strategy-held": "discussion",
}
SEEN = (
    "The record of 3 September and the plan of 8 September show this in the family's own words, and what the worker "
    "did about it in the week after, with dates and names of roles."
)


def best(question: Question) -> str:
    """The best answer to a question, or the first of its choices."""
    answer = question.answer
    if answer.scale is not None:
        return answer.scale.best_first[0].id
    return next(iter(answer.options))


def filled(types: list[str], **given: str) -> str:
    """A whole audit: each question that applies answered at its best, each table good, each box with a sentence."""
    empty = new_audit(RUBRIC, "2026-10", ID, types, [], today=date(2026, 10, 15))
    answers = {id: best(question) for id, question in RUBRIC.questions().items()} | DETAILS | {"grade": "good"} | given
    head, body = empty.removeprefix("---\n").split("\n---\n")
    kept = [line for line in head.split("\n") if not line.strip().startswith("#")]
    lines = [
        f"{line} {answers[key]}" if line.endswith(":") and (key := line.strip().rstrip(":")) in answers else line
        for line in kept
    ]
    return "---\n" + "\n".join(lines) + "\n---\n" + re.sub(r"^### .*$", rf"\g<0>\n\n{SEEN}", body, flags=re.M)


def problems(casekit: Casekit, repository: Path, text: str) -> list[str]:
    folder = repository / "audits" / "2026-10"
    folder.mkdir()
    (folder / f"{ID}.md").write_text(text, encoding="utf-8")
    said = casekit("-C", repository, "lint", "--format", "json", "--ignore", "CK903").out
    return [problem["code"] for problem in json.loads(said)["problems"]]


@pytest.mark.parametrize("types", [["CIN"], ["CP", "LAC"], ["EH"]])
def test_a_filled_in_audit_has_no_problems(casekit: Casekit, repository: Path, types: list[str]) -> None:
    assert problems(casekit, repository, filled(types)) == []


def test_required_and_not_held_is_an_error_unless_the_table_is_inadequate(casekit: Casekit, repository: Path) -> None:
    text = filled(["CP"], **{"strategy-held": "neither"})
    assert problems(casekit, repository, text) == ["CK203"]


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_the_report_shows_every_statement_of_good_and_no_overall_grade(casekit: Casekit, tmp_path: Path) -> None:
    repository, site = tmp_path / "repository", tmp_path / "site"
    make(repository, step("one", {f"audits/2026-10/{ID}.md": filled(["EH"])}))
    assert casekit("-C", repository, "build", "--output", site).code == 0
    form_page = plain((site / "rubrics" / "grading-criteria-1.html").read_text("utf-8")).replace("’", "'")
    texts = [d.text for q in RUBRIC.questions().values() for d in q.descriptors.get("good", ())]
    assert [text for text in texts if " ".join(text.split()) not in form_page] == []
    audit_page = plain((site / "audit" / f"{ID}.html").read_text("utf-8"))
    assert "this form gives none" in audit_page
    assert "No table on planning and review for this kind of case" in audit_page
