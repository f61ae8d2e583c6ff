"""casekit rubric list, show and test."""

import json
from pathlib import Path

import jsonschema
import pytest

from casekit.link.named import named_form
from casekit.link.rubrics import rubrics
from casekit.read.files import Folder
from casekit.resources import resource
from tests.cli.conftest import Casekit
from tests.cli.forms import FORM, lay, shaped

PACKAGED = rubrics(Folder(Path("/nowhere"))).by_ref
BROKEN = FORM.replace("ask: There is a glove.", "asks: There is a glove.")
FAILING = FORM.replace("expect: {broken: [torn]}", "expect: {broken: [], applies: {glove: yes}}")


# list


def test_every_form_is_listed_with_its_audits(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path), "rubric", "list")
    assert ran.code == 0
    assert "kite@1  Kite check\n    rubrics/kite.yaml; 2 audits.\n" in ran.out
    for ref, form in PACKAGED.items():
        assert f"{ref}  {form.title}\n    comes with casekit; no audits.\n" in ran.out


def test_a_broken_form_is_listed_with_why(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path, form=BROKEN), "rubric", "list")
    assert ran.code == 0
    assert "kite  cannot be used\n" in ran.out
    assert "Line 24: 'asks' is not a key of question 'glove'; did you mean ask?" in " ".join(ran.out.split())


def test_a_form_that_audits_name_and_that_is_not_there_is_listed(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path, named="kyte@1", audits=1), "rubric", "list")
    assert "kyte@1  is not there\n    1 audit names it and cannot be assessed.\n" in ran.out


def test_a_form_that_the_council_does_not_use_is_said_so(casekit: Casekit, tmp_path: Path) -> None:
    (lay(tmp_path) / "casekit.toml").write_text('rubrics = ["kite"]\n', encoding="utf-8")
    data = shaped("rubric-list", casekit("-C", tmp_path, "rubric", "list", "--format", "json").out)
    assert {form["rubric"] for form in data["rubrics"] if form["allowed"]} == {"kite@1"}
    assert len(data["rubrics"]) == len(PACKAGED) + 1


def test_the_list_as_data(casekit: Casekit, tmp_path: Path) -> None:
    lay(tmp_path, form=BROKEN, named="kyte@1")
    data = shaped("rubric-list", casekit("-C", tmp_path, "rubric", "list", "--format", "json").out)
    (kite,) = (form for form in data["rubrics"] if form["rubric"] == "kite")
    assert (kite["usable"], kite["path"]) == (False, "rubrics/kite.yaml")
    assert kite["mistakes"][0]["line"] == 24
    assert data["unknown"] == [{"rubric": "kyte@1", "audits": 2}]


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("---\nid: x\nrubric: kite@1\n---\n", "kite@1"),
        ("---\r\nrubric: 'kite@2' # ours\r\n---\r\n", "kite@2"),
        ("---\nid: x\nnote: >-\n  rubric: other@1\n---\nrubric: third@1\n", ""),
        ("---\nrubric:\n---\n", ""),
        ("", ""),
    ],
)
def test_which_form_an_audit_names(text: str, ref: str) -> None:
    assert named_form(text.encode()) == ref


# show


def test_a_form_is_read_aloud(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path), "rubric", "show", "kite")
    assert ran.code == 0
    told = " ".join(ran.out.split())
    for piece in (
        "Kite check kite@1, rubrics/kite.yaml",
        "BOX Box kite",
        "mended Last mended",
        "high Flies high",
        "The string (string) Graded Flies high, Flies low or Does not fly.",
        "Answer: Yes, Partly or No. Marked “Needed to be safe”. Must agree with the dates: yes means that the last "
        "date of “Last mended” is within 3 months of the end of the period.",
        "Applies when this holds: Much wind.",
        "When “The string was mended in the last three months” is answered No: the grade is not above Flies low. "
        "Nothing lifts this. Source: K1.",
        "A torn string keeps it low.",
    ):
        assert piece in told


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("ref", PACKAGED)
def test_no_line_is_wider_than_the_terminal(
    casekit: Casekit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ref: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    ran = casekit("-C", tmp_path, "rubric", "show", ref)
    assert [line for line in ran.out.splitlines() if len(line) > width] == []


@pytest.mark.parametrize("ref", PACKAGED)
def test_everything_that_a_form_says_is_read_aloud(casekit: Casekit, tmp_path: Path, ref: str) -> None:
    form = PACKAGED[ref]
    told = " ".join(casekit("-C", tmp_path, "rubric", "show", ref).out.split())
    sections = list(form.all_sections())
    texts = [form.title, form.subject, form.guide, *form.case_types.values(), *form.flags.values()]
    texts += [*form.dates.values(), *form.tags.values(), *form.themes.values(), form.concern.guide]
    texts += [text for s in sections for text in (s.title, s.guide, *s.prompts, *s.source)]
    texts += [point.text for s in sections for points in s.descriptors.values() for point in points]
    questions = [*form.questions().values(), *form.feedback.questions.values()]
    texts += [text for q in questions for text in (q.ask, q.title, q.guide, *q.source)]
    texts += [look.text for q in questions for looks in q.descriptors.values() for look in looks]
    forms = (form.feedback, form.reflection, form.moderation)
    texts += [text for part in forms for text in (part.title, part.guide)]
    boxes = [b for s in (*sections, form.reflection, form.moderation) for b in s.boxes.values()]
    texts += [text for b in boxes for text in (b.title, b.guide)]
    texts += [rule.title for s in sections for rule in (*s.limits, *s.triggers)]
    assert [text for text in texts if " ".join(text.split()) not in told] == []


@pytest.mark.parametrize("ref", PACKAGED)
def test_a_form_as_data_has_the_published_shapes(casekit: Casekit, tmp_path: Path, ref: str) -> None:
    data = shaped("rubric-show", casekit("-C", tmp_path, "rubric", "show", ref, "--format", "json").out)
    assert (data["rubric"], data["path"]) == (ref, None)
    schema = json.loads((resource("schema") / "rubric.schema.json").read_text("utf-8"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(data["form"])) == []
    assert [part["id"] for part in data["aloud"] if part["id"] in data["form"]["sections"]] == [
        *data["form"]["sections"]
    ]


def test_a_form_that_is_not_there_is_said_with_the_nearest(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path), "rubric", "show", "kyte")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no form kyte; did you mean kite?" in ran.err


def test_a_broken_form_is_not_read_aloud(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path, form=BROKEN), "rubric", "show", "kite")
    assert (ran.code, ran.out) == (2, "")
    assert "casekit rubric check kite lists them" in ran.err


def test_colours_only_where_they_are_wanted(casekit: Casekit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casekit.cli.session.coloured", lambda stream: True)
    assert "\x1b[1mKite check\x1b[0m" in casekit("-C", lay(tmp_path), "rubric", "show", "kite").out


# test


def test_every_case_is_told(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path), "rubric", "test", "kite")
    assert (ran.code, ran.out) == (0, "kite@1\n  passed  a torn string keeps it low\n  1 case, passed.\n")


def test_a_case_that_comes_out_otherwise_is_told_with_reasons(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path, form=FAILING), "rubric", "test", "rubrics/kite.yaml")
    assert ran.code == 1
    told = " ".join(ran.out.split())
    assert "FAILED a torn string keeps it low broken: expected nothing came out as torn" in told
    assert "applies: expected glove: yes came out as glove: no" in told
    assert '- torn: "The string was mended in the last three months." is answered no.' in told
    assert "- glove: it applies when this holds: Much wind." in told
    assert told.endswith("1 case: 0 passed, 1 failed.")


def test_a_draft_is_called_by_its_path(casekit: Casekit, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text(FORM, encoding="utf-8")
    assert "casekit rubric test draft.yaml runs them." in casekit("-C", tmp_path, "rubric", "show", "draft.yaml").out
    draft.write_text(BROKEN, encoding="utf-8")
    assert "casekit rubric check draft.yaml lists them" in casekit("-C", tmp_path, "rubric", "test", "draft.yaml").out
    assert "casekit rubric check draft.yaml lists them" in casekit("-C", tmp_path, "rubric", "show", "draft.yaml").err


def test_the_cases_as_data(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path, form=FAILING), "rubric", "test", "kite", "--format", "json")
    assert ran.code == 1
    data = shaped("rubric-test", ran.out)
    (case,) = data["cases"]
    assert (data["rubric"], case["passed"]) == ("kite@1", False)
    assert case["expected"] == {"broken": [], "applies": {"glove": True}}
    assert case["got"] == {"broken": ["torn"], "applies": {"glove": False}}


def test_without_a_name_every_form_is_tested(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path), "rubric", "test")
    assert ran.code == 0
    assert all(f"{ref}\n" in ran.out for ref in ("kite@1", *PACKAGED))


def test_a_broken_form_fails(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path, form=BROKEN), "rubric", "test")
    assert ran.code == 1
    assert "rubrics/kite.yaml has mistakes, so its cases cannot be run" in ran.out


@pytest.mark.parametrize("command", [["list"], ["show", "kite"], ["test"]])
def test_help_has_an_example(casekit: Casekit, command: list[str]) -> None:
    assert f"casekit rubric {command[0]}" in casekit("rubric", command[0], "--help").out


# a new version with a mistake in it, beside the old one


@pytest.fixture
def between_versions(tmp_path: Path) -> Path:
    """kite@1 as it was kept, and the newer kite with a mistake."""
    lay(tmp_path, form=BROKEN.replace("version: 1", "version: 2"))
    (tmp_path / "rubrics" / "kite@1.yaml").write_text(FORM, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", [["check"], ["test"]])
def test_an_old_version_does_not_hide_the_mistakes_of_the_new(
    casekit: Casekit, between_versions: Path, command: list[str]
) -> None:
    ran = casekit("-C", between_versions, "rubric", *command, "kite")
    assert ran.code == 1
    assert "rubrics/kite.yaml" in ran.out


@pytest.mark.parametrize(
    "command",
    [
        ["rubric", "show", "kite"],
        ["rubric", "diff", "kite@1", "kite"],
        ["rubric", "replay", "kite"],
        ["schema", "--rubric", "kite"],
        ["new", "--rubric", "kite"],
        ["new", "--rubric", "kite@2"],
        ["new"],
        ["form", "--rubric", "kite"],
    ],
    ids=" ".join,
)
def test_a_new_version_with_a_mistake_is_never_taken_for_the_old(
    casekit: Casekit, between_versions: Path, command: list[str]
) -> None:
    (between_versions / "casekit.toml").write_text('rubrics = ["kite"]\n', encoding="utf-8")
    ran = casekit("-C", between_versions, *command)
    assert (ran.code, ran.out) == (2, "")
    assert "rubrics/kite.yaml" in ran.err


@pytest.mark.parametrize("command", [["rubric", "show"], ["new", "--rubric"]], ids=" ".join)
def test_the_old_version_can_still_be_asked_for(casekit: Casekit, between_versions: Path, command: list[str]) -> None:
    assert casekit("-C", between_versions, *command, "kite@1").code == 0
