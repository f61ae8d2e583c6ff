"""casekit rubric diff."""

from pathlib import Path

from tests.cli.conftest import Casekit
from tests.cli.forms import FORM, lay, shaped

SECOND = (
    FORM.replace("version: 1", "version: 2")
    .replace("There is a glove.", "There are two gloves.")
    .replace("at_most: low", "at_most: down")
)


def both(root: Path) -> Path:
    """A repository with the first version kept beside the second."""
    lay(root, form=SECOND)
    (root / "rubrics" / "kite@1.yaml").write_text(FORM, encoding="utf-8")
    return root


def test_two_versions_are_compared(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", both(tmp_path), "rubric", "diff", "kite@1", "kite@2")
    assert ran.code == 0
    assert ran.out == (
        "From kite@1 to kite@2\n"
        "\n"
        "Grades or limits can come out differently (1 change)\n"
        "  Limit torn: rule changed\n"
        "      was: When “The string was mended in the last three months” is answered No:\n"
        "           the grade is not above Flies low. Nothing lifts this.\n"
        "      now: When “The string was mended in the last three months” is answered No:\n"
        "           the grade is not above Does not fly. Nothing lifts this.\n"
        "\n"
        "Words, order and worked cases only (1 change)\n"
        "  Question glove: ask reworded\n"
        "      was: There is a glove.\n"
        "      now: There are two gloves.\n"
    )


def test_two_files_are_compared(casekit: Casekit, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(FORM.replace("a glove", "two gloves"), encoding="utf-8")
    ran = casekit("-C", tmp_path, "rubric", "diff", "old.yaml", "new.yaml")
    assert ran.out.startswith("From kite@1 (old.yaml) to kite@1 (new.yaml)\nNo grade and no limit can come out")


def test_what_was_perhaps_renamed_is_pointed_at(casekit: Casekit, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(FORM, encoding="utf-8")
    new = FORM.replace("glove:", "gloves:").replace("version: 1", "version: 2")
    (tmp_path / "new.yaml").write_text(new, encoding="utf-8")
    hint = "If the one became the other, write glove: gloves below ids: of previous: in the new form"
    ran = casekit("-C", tmp_path, "rubric", "diff", "old.yaml", "new.yaml")
    assert hint in " ".join(ran.out.split())
    said = new.replace("title: Kite check", "title: Kite check\nprevious: {version: 1, ids: {glove: gloves}}")
    (tmp_path / "new.yaml").write_text(said, encoding="utf-8")
    ran = casekit("-C", tmp_path, "rubric", "diff", "old.yaml", "new.yaml")
    assert hint not in " ".join(ran.out.split())
    assert "Question gloves was called glove before" in ran.out


def test_a_form_beside_itself(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", lay(tmp_path), "rubric", "diff", "kite", "kite@1")
    assert ran.out == "From kite@1 (kite) to kite@1 (kite@1)\nThe two say the same.\n"


def test_the_differences_as_data(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", both(tmp_path), "rubric", "diff", "kite@1", "kite@2", "--format", "json")
    data = shaped("rubric-diff", ran.out)
    assert (data["old"], data["new"], data["grades_can_change"]) == ("kite@1", "kite@2", True)
    assert [change["id"] for change in data["changes"]] == ["glove", "torn"]


def test_help_has_an_example(casekit: Casekit) -> None:
    assert "casekit rubric diff our-form@1 our-form@2" in casekit("rubric", "diff", "--help").out
