"""casekit form --format docx and casekit accept: a Word document out, and back as the audit file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from casekit.history.create import NewCommit, create
from tests.cli.conftest import Casekit, Ran
from tests.cli.judged import seen
from tests.history.making import git, who
from tests.office.editing import edited, parts, typed, w

ROOT = Path(__file__).parent.parent.parent
DAY = "2026-10-20"
ID = "2026-10-0006"
PATH = f"audits/2026-10/{ID}.md"
BOX = "boxes/assessments done-well"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Person p003")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "p003@farthing-vale.example")
    files = {name: (ROOT / name).read_bytes() for name in ("casekit.toml", "people.yaml", PATH)}
    create(tmp_path / "here", [NewCommit("first", who("p003"), files)])
    return tmp_path / "here"


def form(casekit: Casekit, folder: Path, *arguments: str) -> bytes:
    made = folder.parent / "form.docx"
    ran = casekit("-C", folder, "form", *arguments, "--format", "docx", "--output", made)
    assert (ran.code, ran.err) == (0, "")
    return made.read_bytes()


def accept(casekit: Casekit, folder: Path, raw: bytes, *more: str, name: str = "back.docx") -> Ran:
    file = folder.parent / name
    file.write_bytes(raw)
    return casekit("-C", folder, "accept", file, "--today", DAY, *more)


def test_out_and_back(casekit: Casekit, folder: Path) -> None:
    raw = form(casekit, folder, ID)
    assert raw == form(casekit, folder, ID)
    ran = accept(casekit, folder, typed(raw, {BOX: "Seen alone: twice.\n\n---\n# so", "grades/assessments": "Good"}))
    assert (ran.code, ran.err) == (0, "")
    text = (folder / PATH).read_text("utf-8")
    assert "\nSeen alone: twice.\n\n---\n\\# so\n" in text
    assert "  assessments:\n    grade: good\n" in text
    assert f"Fill in {ID}" in git(folder, "log", "-1", "--format=%s")
    assert git(folder, "status", "--porcelain") == ""
    before = seen(folder)
    again = accept(casekit, folder, typed(raw, {BOX: "Seen alone: twice.\n\n---\n# so", "grades/assessments": "Good"}))
    assert (again.code, again.out) == (0, "back.docx: nothing to do, all of it is here already.\n")
    assert seen(folder) == before


def test_what_found_no_place_is_kept_beside_it(casekit: Casekit, folder: Path) -> None:
    def change(root: object) -> None:
        label = next(one for one in root.iter(w("t")) if one.text == "Closed on: ")  # type: ignore[attr-defined]
        label.text = "Closed on: we will see"

    raw = edited(typed(form(casekit, folder, ID), {BOX: "One."}), change)
    dry = accept(casekit, folder, raw, "--dry-run")
    assert "1 piece of it stands in no field that counts, and would be listed in back-left-over.txt." in dry.out
    assert not (folder.parent / "back-left-over.txt").exists()
    ran = accept(casekit, folder, raw)
    assert "taken, as commit" in ran.out
    assert "read back-left-over.txt, and put in by hand what belongs there." in ran.out
    assert (folder.parent / "back-left-over.txt").read_text("utf-8") == "Beside the fields: we will see\n"


@pytest.mark.slow
def test_a_form_of_an_audit_that_is_not_here_gets_the_same_number_each_time(casekit: Casekit, folder: Path) -> None:
    raw = form(casekit, folder, "--rubric", "practice-standards", "--type", "CP", "--today", DAY)
    nobody = accept(casekit, folder, raw)
    assert (nobody.code, "it names no auditor or no case reference" in nobody.out) == (1, True)
    filled = typed(raw, {"auditor": "p013", "case/ref": "K7Q2M", BOX: "One."})
    ran = accept(casekit, folder, filled)
    assert ran.code == 0, ran.out
    (added,) = re.findall(r"Add (2026-10-[a-z]{6})", git(folder, "log", "-1", "--format=%s"))
    again = accept(casekit, folder, filled, name="again.docx")
    assert again.out == "again.docx: nothing to do, all of it is here already.\n"
    other = accept(casekit, folder, typed(filled, {BOX: "Two."}))
    assert "it says other than what is here (assessments, done-well)" in other.out
    assert sorted(path.stem for path in (folder / "audits/2026-10").glob("*.md")) == sorted([ID, added])


def altered(raw: bytes, old: str, new: str) -> bytes:
    def change(root: object) -> None:
        found = [one for one in root.iter(w("t")) if one.text == old]  # type: ignore[attr-defined]
        found[0].text = new

    return edited(raw, change)


def changed(raw: bytes, part: str, old: bytes, new: bytes) -> bytes:
    from tests.office.editing import packed

    files = parts(raw)
    assert old in files[part]
    return packed({**files, part: files[part].replace(old, new)})


REFUSED = [
    (lambda raw: raw[: len(raw) // 2], "it is damaged, or it is not a Word document (.docx)."),
    (
        lambda raw: altered(raw, "practice-standards@1", "practice-standards@2"),
        "it was filled in on practice-standards@2",
    ),
    (lambda raw: altered(raw, "practice-standards@1", "collaborative@1"), "it was filled in on collaborative@1"),
    (lambda raw: altered(raw, ID, "../../etc/passwd"), "it says that it is audit '../../etc/passwd'"),
    (lambda raw: altered(raw, ID, "2026-08-0006"), "this audit is of August 2026, not of October 2026"),
    (lambda raw: typed(raw, {"auditor": "p016"}), "its auditor is p016, and here it is the audit of"),
    (lambda raw: typed(raw, {"case/ref": "Z9Z9Z"}), "it has another case reference than the audit here"),
    (lambda raw: typed(raw, {BOX: "NHS number 943 476 5919."}), "it holds "),
    (
        lambda raw: changed(raw, "word/document.xml", b"</w:sdtPr>", b"<w:x/></w:sdtPr>").replace(b"PK", b"XX", 1),
        "it is damaged",
    ),
    (
        lambda raw: changed(
            raw, "[Content_Types].xml", b"wordprocessingml.document.main+xml", b"x.macroEnabled.main+xml"
        ),
        "it holds macros",
    ),
    (lambda raw: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + raw, "it has a password, or an old program saved it"),
    (lambda raw: b"{\\rtf1 nothing}", "it is damaged, or it is not a Word document"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("spoil", "sentence"), REFUSED)
def test_refusals(casekit: Casekit, folder: Path, spoil: object, sentence: str) -> None:
    raw = spoil(form(casekit, folder, ID))  # type: ignore[operator]
    before = seen(folder)
    ran = accept(casekit, folder, raw)
    assert (ran.code, ran.err) == (1, "")
    assert sentence in ran.out
    assert ran.out.endswith("Nothing of it was taken.\n")
    assert ran.out.count("\n") == 1
    assert "943 476" not in ran.out
    assert seen(folder) == before
    assert (folder.parent / "back.docx").read_bytes() == raw


@pytest.mark.slow
def test_what_contradicts_is_shown_and_nothing_is_taken(casekit: Casekit, folder: Path) -> None:
    raw = form(casekit, folder, ID)
    accept(casekit, folder, typed(raw, {BOX: "One."}))
    before = seen(folder)
    ran = accept(casekit, folder, typed(raw, {BOX: "Another."}))
    assert ran.code == 1
    assert "it says other than what is here (assessments, done-well)" in ran.out
    assert seen(folder) == before


@pytest.mark.slow
def test_a_document_that_is_no_form_of_ours(casekit: Casekit, folder: Path) -> None:
    from casekit.office import pieces
    from casekit.office.writing import document

    ran = accept(casekit, folder, document(pieces.paragraph(pieces.words("Dear all")), "Letter"))
    assert "it is no form that casekit made" in ran.out


@pytest.mark.slow
def test_a_folder_takes_word_documents_too_and_not_those_that_word_has_open(casekit: Casekit, folder: Path) -> None:
    shared = folder.parent / "shared"
    shared.mkdir()
    (shared / "a.docx").write_bytes(typed(form(casekit, folder, ID), {BOX: "One."}))
    (shared / "~$a.docx").write_bytes(b"lock")
    (shared / "b.docm").write_bytes(b"PK")
    shutil.copy(ROOT / "README.md", shared / "notes.txt")
    ran = casekit("-C", folder, "accept", shared, "--today", DAY)
    assert [line.partition(": ")[0] for line in ran.out.splitlines()] == ["a.docx", "b.docm"]
    assert "taken, as commit" in ran.out


def test_a_page_is_what_a_form_is_without_format(casekit: Casekit, folder: Path) -> None:
    ran = casekit("-C", folder, "form", ID, "--format", "doc")
    assert ran.code == 2
    assert "html" in ran.err
    assert "docx" in ran.err
