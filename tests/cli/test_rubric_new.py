"""casekit rubric new: a form that works as it stands."""

from pathlib import Path

import pytest

from casekit.resources import resource
from tests.cli.conftest import Casekit


@pytest.mark.parametrize("command", [["rubric", "new"], ["new-rubric"]])
def test_a_new_form_is_sound_and_proves_itself(casekit: Casekit, repository: Path, command: list[str]) -> None:
    made = casekit("-C", repository, *command, "harbour-check")
    assert made.code == 0
    assert made.out.startswith("Wrote rubrics/harbour-check.yaml.")
    checked = casekit("-C", repository, "rubric", "check", "harbour-check")
    assert (checked.code, checked.out) == (0, "1 form checked, nothing wrong.\n")
    tested = casekit("-C", repository, "rubric", "test", "harbour-check")
    assert tested.code == 0
    assert tested.out.startswith("harbour-check@1\n")
    assert tested.out.endswith("10 cases, all passed.\n")
    assert "our-form" not in (repository / "rubrics" / "harbour-check.yaml").read_text(encoding="utf-8")


def test_audits_can_be_made_in_it_at_once(casekit: Casekit, repository: Path) -> None:
    casekit("-C", repository, "rubric", "new", "harbour-check", "--title", 'The "harbour": a check')
    assert casekit("-C", repository, "new", "--rubric", "harbour-check", "--type", "CP").code == 0
    linted = casekit("-C", repository, "lint", "--format", "concise")
    assert linted.code == 0
    assert "CK104" in linted.out
    assert 'The "harbour": a check' in casekit("-C", repository, "rubric", "list").out


def test_every_line_fits_an_editor() -> None:
    lines = (resource("starter") / "form.yaml").read_text("utf-8").splitlines()
    assert [line for line in lines if len(line) > 120] == []


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        ("Harbour Check", "'Harbour Check' cannot be a form's id"),
        ("../up", "cannot be a form's id"),
        ("harbour@2", "cannot be a form's id"),
        ("con", "cannot be a form's id"),
        ("h" * 65, "cannot be a form's id"),
        ("collaborative", "A form collaborative comes with casekit; nothing was written."),
        ("scales", "nothing was written"),
    ],
)
def test_an_id_that_cannot_be_is_refused(casekit: Casekit, repository: Path, id: str, sentence: str) -> None:
    ran = casekit("-C", repository, "rubric", "new", id)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert not (repository / "rubrics").exists()


def test_nothing_is_overwritten(casekit: Casekit, repository: Path) -> None:
    casekit("-C", repository, "rubric", "new", "harbour-check")
    path = repository / "rubrics" / "harbour-check.yaml"
    path.write_text("ours", encoding="utf-8")
    ran = casekit("-C", repository, "rubric", "new", "harbour-check")
    assert (ran.code, path.read_text(encoding="utf-8")) == (2, "ours")
    assert "is there already; nothing was written" in ran.err


def test_a_council_that_lists_its_forms_is_told_to_list_this_one(casekit: Casekit, repository: Path) -> None:
    (repository / "casekit.toml").write_text('rubrics = ["collaborative"]\n', encoding="utf-8")
    ran = casekit("-C", repository, "rubric", "new", "harbour-check")
    assert 'Audits may use it once casekit.toml lists "harbour-check" under rubrics.' in ran.out


def test_outside_a_repository_nothing_is_written(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", tmp_path, "rubric", "new", "harbour-check")
    assert ran.code == 3
    assert list(tmp_path.iterdir()) == []
