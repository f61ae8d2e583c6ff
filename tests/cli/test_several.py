"""From the form's file to the log and the built page, where several answer a section."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.history.create import NewCommit, create
from tests.cli.conftest import Casekit
from tests.history.making import who
from tests.whole import PARTNERS, SIBLINGS, files


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    first = files()
    second = files(
        (
            PARTNERS,
            "        by: p302\n        case: {flags: []}\n        grade: strong\n",
            "        by: p302\n        case: {flags: []}\n        grade: sound\n",
        ),
        (SIBLINGS, "      H4RNV:\n", "      H4RNX:\n"),
        (SIBLINGS, "### H4RNV\n", "### H4RNX\n"),
    )
    changed = {path: raw for path, raw in second.items() if first[path] != raw}
    steps = [
        NewCommit("Begin", who("p201"), dict(first), name="one"),
        NewCommit("Look again", who("p202", 60), dict(changed), name="two"),
    ]
    create(tmp_path / "r", steps)
    return tmp_path / "r"


def test_the_log_tells_whose_grade_changed(casekit: Casekit, repository: Path) -> None:
    told = casekit("-C", repository, "log", "2026-10-0001").out
    assert told.splitlines()[-1].endswith("grade of “Agencies: Probation” changed from Strong to Sound")
    gone = casekit("-C", repository, "log", "2026-10-0002").out
    assert "grade of “Each child: H4RNX” set to Amber" in gone
    assert "grade of “Each child: H4RNV” taken away (was Amber)" in gone


def test_lint_tells_that_a_grade_was_changed_after_the_moderation(casekit: Casekit, repository: Path) -> None:
    linted = casekit("-C", repository, "lint")
    assert linted.code == 1
    assert "CK602" in linted.out
    assert "grade of 'Agencies: Probation' (Strong, now Sound)" in " ".join(linted.out.split())


def test_the_page_shows_them_side_by_side_and_the_service_reads_no_reference(
    casekit: Casekit, repository: Path, tmp_path: Path
) -> None:
    for audience in ("team", "service"):
        built = casekit("-C", repository, "build", "--audience", audience, "--output", tmp_path / audience)
        assert built.code == 0, built.err
    page = (tmp_path / "team" / "audit" / "2026-10-0002.html").read_text("utf-8")
    assert '<th scope="col" class="answer">T5WXB</th><th scope="col" class="answer">H4RNX</th>' in page
    for path in (tmp_path / "service").rglob("*.html"):
        text = path.read_text("utf-8")
        assert not any(reference in text for reference in ("T5WXB", "H4RNV", "H4RNX")), path


def test_a_new_audit_in_each_form_lacks_only_what_is_still_to_be_filled_in(casekit: Casekit, repository: Path) -> None:
    for form in ("partners", "siblings", "columns", "counted"):
        made = casekit("-C", repository, "new", "--rubric", form, "--month", "2026-11")
        assert made.code == 0, made.err
    linted = casekit("-C", repository, "lint", "--format", "concise")
    new = [line for line in linted.out.splitlines() if "2026-11" in line]
    assert len(new) == 4
    assert all("CK104" in line for line in new)
