"""casekit rubric check, and what lint says of a repository's own forms."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Casekit
from tests.cli.forms import FORM, lay, shaped

BROKEN = FORM.replace("ask: There is a glove.", "asks: There is a glove.").replace("at_most: low", "at_most: lwo")
NEVER = FORM.replace("applies_when: {flag: wind}", "applies_when: {age: {below: 3, above: 5}}")
FAILING = FORM.replace("expect: {broken: [torn]}", "expect: {broken: []}")


def told(ran_out: str) -> str:
    return " ".join(ran_out.split())


def test_a_sound_form_has_notes_at_most(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path), "rubric", "check", "kite")
    assert ran.code == 0
    assert told(ran.out) == (
        "rubrics/kite.yaml:17 note No graded section says what its grades look like, and the scale does not say what "
        "they mean. Add `descriptors:` to the section, or `means:` to the values of its scale. 1 form checked: 1 note."
    )


def test_every_mistake_is_told_at_once_with_its_line(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path, form=BROKEN), "rubric", "check", "rubrics/kite.yaml")
    assert ran.code == 1
    assert "rubrics/kite.yaml:24:15  error CK110 rubric-mistake\n  'asks' is not a key of question 'glove'" in ran.out
    assert "rubrics/kite.yaml:26:" in ran.out
    assert "'lwo' is no grade of scale 'light'" in told(ran.out)
    assert "    24 |       glove: {asks: There" in ran.out


@pytest.mark.parametrize(
    ("old", "new", "place", "line", "does"),
    [
        ("title: Kite", "title: Kite: all", "CK005", "title: Kite: all", "Put the whole text in quotes"),
        ("title: Kite", "title: Kite\ntitle: Kite", "CK007", "title: Kite", "Keep one of them"),
        ("title: Kite", "title: Kite\n1: x", "CK009", "1: x", "Put it in quotes"),
        ("title: Kite", "title:\u00a0Kite", "CK005", "title: Kite", "Type the space again"),
    ],
)
def test_a_form_that_cannot_be_read_is_shown_with_its_line(
    casekit: Casekit, tmp_path: Path, old: str, new: str, place: str, line: str, does: str
) -> None:
    ran = casekit("-C", lay(tmp_path, form=FORM.replace(old, new, 1)), "rubric", "check", "kite")
    assert ran.code == 1
    assert place in ran.out
    assert f" | {line}" in ran.out
    assert does in ran.out


def test_a_question_that_nobody_is_asked(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path, form=NEVER), "rubric", "check")
    assert ran.code == 1
    assert "CK113" in ran.out
    assert "Question 'glove' can never be asked: no case meets its condition." in told(ran.out)


def test_a_case_that_comes_out_otherwise(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path, form=FAILING), "rubric", "check", "kite")
    assert ran.code == 1
    case = "The worked case 'a torn string keeps it low' comes out otherwise"
    assert f"{case}: broken: expected nothing, came out as torn." in told(ran.out)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("      - {id: torn, title: Torn, at sea, when: {answer: whole, is: no}, always: {at_most: low}}", "CK110"),
        ("      - {id: torn, title: See plan #2, when: {answer: whole, is: no}, always: {at_most: low}}", "CK005"),
        ("      - id: torn\n        title: See plan #2\n        always: {at_most: low}", "CK011"),
    ],
)
def test_prose_that_yaml_loses_without_a_word_is_told(casekit: Casekit, tmp_path: Path, line: str, code: str) -> None:
    plain = next(one for one in FORM.split("\n") if "id: torn" in one)
    ran = casekit("-C", lay(tmp_path, form=FORM.replace(plain, line)), "rubric", "check", "kite", "--format", "json")
    assert code in {problem["code"] for problem in shaped("rubric-check", ran.out)["problems"]}


def test_the_mistakes_as_data(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path, form=BROKEN), "rubric", "check", "kite", "--format", "json")
    assert ran.code == 1
    data = shaped("rubric-check", ran.out)
    assert data["checked"] == ["rubrics/kite.yaml"]
    assert data["summary"]["errors"] == len(data["problems"]) > 1
    assert data["notes"] == []
    assert {"sections/string/questions/glove/asks", "sections/string/limits/torn/always/at_most"} <= {
        problem["key"] for problem in data["problems"]
    }


def test_a_file_outside_every_repository_is_checked_too(casekit: Casekit, tmp_path: Path) -> None:
    (tmp_path / "draft.yaml").write_text(NEVER, encoding="utf-8")
    ran = casekit("-C", tmp_path, "rubric", "check", "draft.yaml")
    assert ran.code == 1
    assert "draft.yaml:24" in ran.out


def test_the_forms_that_come_with_casekit_are_sound(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", tmp_path, "rubric", "check", "--format", "json")
    assert (ran.code, shaped("rubric-check", ran.out)["problems"]) == (0, [])


def test_lint_tells_what_is_wrong_with_the_repositorys_own_forms(casekit: Casekit, tmp_path: Path) -> None:
    both = FAILING.replace("applies_when: {flag: wind}", "applies_when: {age: {below: 3, above: 5}}")
    ran = casekit("-C", lay(tmp_path, form=both, audits=0), "lint", "--format", "json")
    assert {problem["code"] for problem in json.loads(ran.out)["problems"]} == {"CK112", "CK113"}
    assert ran.code == 1


def test_a_form_on_which_casekit_fails_is_told_and_the_rest_is_checked(
    casekit: Casekit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(rubric: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr("casekit.check.forms.never", fails)
    ran = casekit("-C", lay(tmp_path), "lint", "--format", "json")
    data = json.loads(ran.out)
    assert {(p["code"], p["path"]) for p in data["problems"] if p["code"] == "CK000"} == {
        ("CK000", "rubrics/kite.yaml")
    }
    assert data["summary"]["files"] == 2
    assert ran.code == 4


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"id: kite\ntitle: &t Kite\n", "2:8  error CK006"),
        (b"id: kite\n<<: {version: 1}\n", "2:1  error CK006"),
        (b"id: !!python/object:os.system kite\n", "1:5  error CK006"),
        (b"id: kite\n---\nid: kite\n", "2:1  error CK006"),
        (b"id: kite\n\tversion: 1\n", "2:1  error CK005"),
        (b"id: kite\nversion: 1\0\n", "2:11  error CK003"),
        (b"id: kite\nid: kite\n", "2:1  error CK007"),
        (b"id: kite\nguide: " + b"[" * 2000 + b"]" * 2000, "2:39  error CK008"),
        (b"id: kite\nguide: '" + b"x" * 300_000 + b"'\n", "1:1  error CK008"),
        (b"- kite\n", "1:1  error CK015"),
        (b"", "1:1  error CK015"),
    ],
)
def test_a_file_that_is_no_form_is_refused_at_its_line_wherever_it_lies(
    casekit: Casekit, tmp_path: Path, raw: bytes, place: str
) -> None:
    file = tmp_path / "drafts" / "kite.yaml"
    file.parent.mkdir()
    file.write_bytes(raw)
    ran = casekit("rubric", "check", str(file))
    assert ran.code == 1
    assert f"{file}:{place}" in ran.out
    assert casekit("rubric", "show", str(file)).code == 2


def test_the_file_of_an_old_version_is_named_whole(casekit: Casekit, tmp_path: Path) -> None:
    """It looks like an e-mail address, which would be shown as dots."""
    root = lay(tmp_path)
    (Path(root) / "rubrics" / "other.yaml").write_text(FORM, encoding="utf-8")
    ran = casekit("-C", root, "rubric", "check", "other")
    assert ran.code == 1
    assert "a version kept beside a newer one in rubrics/kite@1.yaml." in told(ran.out)
