"""casekit import: audits from a council's own Word form, and actions from its log; what has no place is listed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from casekit.history.create import NewCommit, create
from tests.cli.conftest import Casekit, Ran
from tests.cli.judged import seen
from tests.form.brambleshire import FILLED, LOG, MAPPING, form
from tests.history.making import git, who

ROOT = Path(__file__).parent.parent.parent
DAY = "2026-09-20"
EXAMPLE = "audits/2026-10/2026-10-0006.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Person p003")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "p003@farthing-vale.example")
    files = {name: (ROOT / name).read_bytes() for name in ("casekit.toml", "people.yaml", EXAMPLE)}
    create(tmp_path / "here", [NewCommit("first", who("p003"), files)])
    (tmp_path / "map.yaml").write_text(MAPPING, "utf-8")
    (tmp_path / "log.yaml").write_text(LOG, "utf-8")
    (tmp_path / "blank.docx").write_bytes(form({}))
    return tmp_path / "here"


def bring(casekit: Casekit, folder: Path, raw: bytes, *more: str, name: str = "audit.docx", rules: str = "map") -> Ran:
    place = folder.parent
    (place / name).write_bytes(raw)
    return casekit("-C", folder, "import", place / name, "--mapping", place / f"{rules}.yaml", "--today", DAY, *more)


def blank(folder: Path) -> tuple[str, str]:
    return "--blank", str(folder.parent / "blank.docx")


def test_a_form_of_the_councils_own_becomes_an_audit_file(casekit: Casekit, folder: Path) -> None:
    ran = bring(casekit, folder, form(FILLED), *blank(folder))
    assert (ran.code, ran.err) == (0, ""), ran.out
    (path,) = folder.glob("audits/2026-09/*.md")
    assert ran.out.startswith(f"Wrote audits/2026-09/{path.name}. Look at it")
    assert "casekit lint finds " in ran.out
    text = path.read_text("utf-8")
    for line in (
        "rubric: practice-standards@1",
        "  ref: K7Q2M",
        "  type: CP",
        "  age: 12",
        "  team: fenside",
        "  practitioner: p110",
        "  team_manager: p021",
        "auditor: p013",
        "completed: 2026-09-14",
        "  assessments:\n    grade: good",
        "  plans-and-reviews:\n    grade: requires_improvement",
        "overall:\n  grade: requires_improvement",
        "  - id: a1\n    for: assessments\n    do: Write to the child\n    owner: p110\n    due: 2026-11-12",
        "### What was done well\n\nShe was “seen” alone: twice.\n\n\\# It's so - 50%\n",
    ):
        assert f"\n{line}" in text, line
    assert git(folder, "status", "--porcelain") == "?? audits/2026-09/"
    again = bring(casekit, folder, form(FILLED), *blank(folder))
    assert "is here already, and says the same." in again.out


def test_what_found_no_place_is_listed_and_nothing_is_lost(casekit: Casekit, folder: Path) -> None:
    from casekit.office.pieces import paragraph, words

    taken = "<w:del><w:r><w:delText>Not so.</w:delText></w:r></w:del>"
    odd = {**FILLED, "ethnicity": "Not to be kept", "assessment": "Good-ish", "done": "Half"}
    ran = bring(casekit, folder, form(odd, paragraph(words("One more thing.") + taken)), *blank(folder))
    assert ran.code == 1
    assert "It has tracked changes: 0 pieces put in, which count, and 1 piece taken out, which do not.\n" in ran.out
    assert "4 pieces found no place; read audit-left-over.txt" in ran.out
    kept = (folder.parent / "audit-left-over.txt").read_text("utf-8")
    assert kept.split("\n\n") == [
        "Grade of Assessments: Good-ish",
        "No place for: Not to be kept",
        "No place for: Half",
        "No place for: One more thing.\n",
    ]


@pytest.mark.slow
def test_it_is_committed_only_when_asked(casekit: Casekit, folder: Path) -> None:
    ran = bring(casekit, folder, form(FILLED), *blank(folder), "--month", "2026-09", "--commit")
    assert ran.code == 0, ran.out
    assert "taken, as commit" in ran.out
    assert "Entered on behalf of p013 by p003" in git(folder, "log", "-1", "--format=%B")
    assert git(folder, "status", "--porcelain") == ""


@pytest.mark.slow
def test_without_the_empty_form_its_own_words_are_listed_too(casekit: Casekit, folder: Path) -> None:
    bring(casekit, folder, form(FILLED))
    kept = (folder.parent / "audit-left-over.txt").read_text("utf-8")
    assert "No place for: Brambleshire case audit" in kept
    assert "Thank you" not in kept


REFUSED = [
    (MAPPING.replace("form: practice-standards", "form: nowhere"), "There is no form nowhere"),
    (MAPPING.replace("case/ref:", "case/rev:"), "the form has no field case/rev; did you mean case/ref?"),
    (MAPPING.replace("{cell: Case number}", "{cell: Case number, line: x}"), "case/ref stands in one place: cell,"),
    (MAPPING.replace("dates: day first", "dates: perhaps"), "map.yaml:2: "),
    (MAPPING.replace("{cell: Age of child}", "{}"), "map.yaml:6: "),
    ("form: [", "map.yaml:1"),
    (MAPPING.replace("{cell: Case number}", "{cell: Case nr}"), "it names no auditor or no case reference"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("rules", "sentence"), REFUSED)
def test_a_mapping_with_a_mistake_is_refused(casekit: Casekit, folder: Path, rules: str, sentence: str) -> None:
    (folder.parent / "map.yaml").write_text(rules, "utf-8")
    before = seen(folder)
    ran = bring(casekit, folder, form(FILLED), *blank(folder))
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert ran.err.count("\n") == 1
    assert seen(folder) == before


@pytest.mark.slow
def test_what_identifies_a_child_is_not_written(casekit: Casekit, folder: Path) -> None:
    before = seen(folder)
    ran = bring(casekit, folder, form({**FILLED, "strengths": "NHS number 943 476 5919."}), *blank(folder))
    assert ran.code == 2
    assert "943 476" not in ran.out + ran.err
    assert seen(folder) == before


def log(*rows: tuple[object, ...], sheet: str = "Open actions", merged: str = "") -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    made = book.add_worksheet(sheet)
    made.write_row(1, 0, ("Audit", "Case number", "Action", "Outcome", "Owner", "Due", "Status"))
    for number, row in enumerate(rows, 2):
        made.write_row(number, 0, row)
    if merged:
        made.write(0, 0, "As of today")
        made.merge_range(merged, rows[0][0])
        made.write_comment("C3", "Is it so?")
        book.add_worksheet("Done")
    book.close()
    return stream.getvalue()


GIVEN = ("2026-10-0006", "", "Ring the school", "He is asked", "Social worker, North", "2026-11-30", "")


def test_a_log_of_actions_is_only_said(casekit: Casekit, folder: Path) -> None:
    before = seen(folder)
    rows = (
        GIVEN,
        ("2026-10-0099", "", "Ring", "So", "p110", "2026-11-30", ""),
        ("", "Q2NLB", "Write: him", "=1+1", "p110", "soon", "Open"),
    )
    ran = bring(casekit, folder, log(*rows), name="log.xlsx", rules="log")
    assert (ran.code, ran.err) == (1, "")
    assert "Row 3: would be added to 2026-10-0006.\n" in ran.out
    assert "Row 4: there is no audit 2026-10-0099. It was not taken." in ran.out
    assert "Row 5: 'soon' is no day by which it is due. It was not taken." in ran.out
    kept = (folder.parent / "log-left-over.txt").read_text("utf-8")
    assert "Row 5, Status: Open" in kept
    assert "Write: him" in kept
    assert seen(folder) == before


def test_what_a_log_has_merged_noted_and_not_worked_out(casekit: Casekit, folder: Path) -> None:
    rows = (GIVEN, ("", *GIVEN[1:2], "Write to him", *GIVEN[3:]), ("", "", "Ask her", "#REF!", *GIVEN[4:]))
    ran = bring(casekit, folder, log(*rows, merged="A3:A5"), name="log.xlsx", rules="log")
    assert (ran.code, ran.err) == (1, "")
    assert "What stands on these sheets was not read: Done.\n" in ran.out
    assert "Row 4: would be added to 2026-10-0006.\n" in ran.out
    assert "Row 5: its Outcome is #REF!; put the words there" in ran.out
    kept = (folder.parent / "log-left-over.txt").read_text("utf-8")
    assert kept.startswith("Above the columns: As of today\n\nIn a note or a box, C3: Is it so?\n\nRow 5: ")


@pytest.mark.slow
def test_a_log_of_actions_becomes_commits_once(casekit: Casekit, folder: Path) -> None:
    ran = bring(casekit, folder, log(GIVEN), "--commit", name="log.xlsx", rules="log")
    assert (ran.code, ran.err) == (0, ""), ran.out
    assert "do: Ring the school" in (folder / EXAMPLE).read_text("utf-8")
    before = seen(folder)
    again = bring(casekit, folder, log(GIVEN), "--commit", name="log.xlsx", rules="log")
    assert "Row 3: 2026-10-0006 has this action already.\n" in again.out
    assert seen(folder) == before
