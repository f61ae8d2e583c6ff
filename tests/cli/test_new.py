"""casekit new: what it writes lints with nothing but what is still to be filled in."""

import json
from pathlib import Path

import pytest

from casekit.link.rubrics import rubrics
from casekit.read.files import Folder
from tests.cli.conftest import Casekit

FORMS = rubrics(Folder(Path("/nowhere"))).by_ref
KINDS = [(ref, kind) for ref, form in FORMS.items() for kind in ("", *form.case_types)]


@pytest.mark.parametrize(("ref", "kind"), KINDS)
def test_a_new_audit_lacks_only_what_is_still_to_be_filled_in(
    casekit: Casekit, repository: Path, ref: str, kind: str
) -> None:
    options = ["--type", kind] if kind else []
    made = casekit("-C", repository, "new", "--rubric", ref, "--month", "2026-10", *options)
    assert made.code == 0
    linted = casekit("-C", repository, "lint", "--format", "json")
    assert [p["code"] for p in json.loads(linted.out)["problems"]] == ["CK104"], linted.out
    assert linted.code == 0


def test_every_flag_of_every_form_may_be_given(casekit: Casekit, repository: Path) -> None:
    for ref, form in FORMS.items():
        kind = next(iter(form.case_types))
        flags = [part for flag in form.flags for part in ("--flag", flag)]
        assert casekit("-C", repository, "new", "--rubric", ref, "--type", kind, *flags).code == 0
    linted = json.loads(casekit("-C", repository, "lint", "--format", "json").out)
    assert {p["code"] for p in linted["problems"]} == {"CK104"}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--rubric", "colaborative"], "There is no form colaborative; did you mean collaborative?"),
        (["--rubric", "collaborative", "--type", "CPP"], "collaborative@1 has no kind of case CPP; did you mean CP?"),
        (
            ["--rubric", "collaborative", "--month", "10/2026"],
            "--month is '10/2026', which is not a month",
        ),
        (
            ["--rubric", "collaborative", "--today", "tomorrow"],
            "--today is 'tomorrow', which is not a day",
        ),
        ([], "Say which form with --rubric:"),
    ],
)
def test_what_is_unknown_is_refused_in_one_sentence_and_nothing_is_written(
    casekit: Casekit, repository: Path, options: list[str], sentence: str
) -> None:
    ran = casekit("-C", repository, "new", *options)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert list((repository / "audits").iterdir()) == []


def test_a_form_that_the_policy_does_not_list_is_told_apart_from_one_that_is_not_there(
    casekit: Casekit, repository: Path
) -> None:
    policy = repository / "casekit.toml"
    written = policy.read_text(encoding="utf-8") if policy.exists() else ""
    listed = "\n".join(line for line in written.split("\n") if not line.startswith("rubrics"))
    policy.write_text(f'rubrics = ["collaborative"]\n{listed}', encoding="utf-8")
    ran = casekit("-C", repository, "new", "--rubric", "grading-criteria")
    assert (ran.code, ran.out) == (2, "")
    assert "casekit.toml does not list grading-criteria under rubrics." in ran.err


def test_an_auditor_whom_people_yaml_does_not_list_is_refused(casekit: Casekit, repository: Path) -> None:
    (repository / "people.yaml").write_text("people:\n  p054: {title: Team manager}\n", encoding="utf-8")
    ran = casekit("-C", repository, "new", "--rubric", "collaborative", "--auditor", "p055")
    assert ran.code == 2
    assert "p055 is not in people.yaml; did you mean p054?" in ran.err
