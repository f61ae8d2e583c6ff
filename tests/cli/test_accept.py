"""casekit accept: what came back is committed on behalf of its auditor, or refused with nothing applied."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from casekit.history.create import NewCommit, create
from casekit.read.document import read_audit
from tests.cli.conftest import Casekit, Ran
from tests.cli.judged import seen
from tests.history.making import git, who

ROOT = Path(__file__).parent.parent.parent
ID, DAY = "2026-10-0002", "2026-10-20"
PATH = f"audits/2026-10/{ID}.md"
AUDITOR = re.search(r"^auditor: (\w+)$", (ROOT / PATH).read_text("utf-8"), flags=re.M)[1]  # type: ignore[index]
EMPTY = re.compile(r"^(moderations|disputes|waivers):\n(?:  .*\n|- .*\n)+", flags=re.M)

LATER = re.compile(r"^    (moved|done|verified|cancelled):.*\n(?:     .*\n)*", flags=re.M)


def returned() -> str:
    """A whole audit as its auditor sends it: nobody has judged it yet."""
    text = LATER.sub("", EMPTY.sub("", (ROOT / PATH).read_text("utf-8")))
    return text[: text.index("\n## Moderation")] if "\n## Moderation" in text else text


def prefilled() -> str:
    """The same before anybody wrote anything: as casekit new makes it."""
    text = returned()
    front = text[: text.index("feedback:")].replace("completed: ", "completed: # ")
    front = re.sub(r"^dates:\n(  .*\n)+", "", front, flags=re.M)
    return front + "---\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return laid(tmp_path, prefilled())


def laid(tmp_path: Path, audit: str | None) -> Path:
    files = {name: (ROOT / name).read_bytes() for name in ("casekit.toml", "people.yaml")}
    create(tmp_path / "here", [NewCommit("first", who("p003"), {**files, **({PATH: audit.encode()} if audit else {})})])
    return tmp_path / "here"


def accept(casekit: Casekit, folder: Path, text: str | bytes, *more: str, name: str = "back.md") -> Ran:
    file = folder.parent / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_COMMITTER_NAME", "Person p003")
        patch.setenv("GIT_COMMITTER_EMAIL", "p003@farthing-vale.example")
        return casekit("-C", folder, "accept", file, "--today", DAY, *more)


def test_it_is_committed_on_behalf_of_its_auditor(casekit: Casekit, folder: Path) -> None:
    ran = accept(casekit, folder, returned())
    assert (ran.code, ran.err) == (0, "")
    assert f"Entered on behalf of {AUDITOR} by p003" in ran.out
    assert (folder / PATH).read_text("utf-8") == returned()
    assert git(folder, "status", "--porcelain") == ""
    said = git(folder, "log", "-1", "--format=%ae %ce%n%B")
    assert said.startswith(
        f"{AUDITOR}@farthing-vale.example p003@farthing-vale.example\nFill in {ID}\n\nEntered on behalf of"
    )


def test_twice_the_same_is_nothing(casekit: Casekit, folder: Path) -> None:
    accept(casekit, folder, returned())
    before = seen(folder)
    ran = accept(casekit, folder, returned(), name="back (1).md")
    assert (ran.code, ran.out) == (0, "back (1).md: nothing to do, all of it is here already.\n")
    assert seen(folder) == before


def test_an_audit_that_is_not_here_yet(casekit: Casekit, tmp_path: Path) -> None:
    folder = laid(tmp_path, None)
    ran = accept(casekit, folder, returned())
    assert (ran.code, ran.err) == (0, "")
    assert (folder / PATH).read_text("utf-8") == returned()
    assert git(folder, "status", "--porcelain") == ""
    assert "Add 2026-10-0002" in git(folder, "log", "-1", "--format=%s")


def test_dry_run_changes_nothing(casekit: Casekit, folder: Path) -> None:
    before = seen(folder)
    ran = accept(casekit, folder, returned(), "--dry-run")
    assert "would be taken" in ran.out
    assert seen(folder) == before


def test_line_ends_of_windows_are_no_change(casekit: Casekit, folder: Path) -> None:
    accept(casekit, folder, b"\xef\xbb\xbf" + returned().replace("\n", "\r\n").encode())
    assert (folder / PATH).read_text("utf-8") == returned()


def without(text: str, pattern: str) -> str:
    made = re.sub(pattern, "", text, count=1, flags=re.M)
    assert made != text
    return made


def test_what_one_of_the_two_leaves_empty_comes_from_the_other(casekit: Casekit, tmp_path: Path) -> None:
    box = re.search(r"^### What works well\n\n(.*\n)+?(?=\n###)", returned(), flags=re.M)
    assert box is not None
    here = returned().replace(box[0], "### What works well\n", 1)
    came = without(returned(), r"^      [\w-]+: (yes|partly)\n")
    folder = laid(tmp_path, here)
    ran = accept(casekit, folder, came)
    assert ran.code == 0, ran.out
    assert said((folder / PATH).read_text("utf-8")) == said(returned())


def said(text: str) -> tuple[object, list[str]]:
    """What an audit says, its layout apart; the order of its keys is the form's."""
    document, problems = read_audit("x", text.encode())
    assert document is not None, problems
    return json.dumps(document.data), [line for line in document.body.lines if line and not line.startswith("#")]


CONFLICTS = [
    (r"^    grade: \w+", "    grade: inadequate", "grade: "),
    (r"^(### What works well\n\n)", r"\1Something else. ", "works-well"),
    (r"^(    do: )", r"\1Not ", "actions, a1, do"),
]


@pytest.mark.parametrize(("old", "new", "says"), CONFLICTS)
def test_what_contradicts_is_shown_and_nothing_is_taken(
    casekit: Casekit, tmp_path: Path, old: str, new: str, says: str
) -> None:
    folder = laid(tmp_path, returned())
    before = seen(folder)
    ran = accept(casekit, folder, re.sub(old, new, returned(), count=1, flags=re.M))
    assert ran.code == 1
    assert "it says other than what is here (" in ran.out
    assert says in ran.out
    assert ran.out.count("\n") == 1
    assert seen(folder) == before


REFUSED = [
    (lambda text: text[: len(text) // 2], "The front matter that begins here is never closed"),
    (lambda text: text[: text.index("sections:")], "this is no whole audit"),
    (lambda text: text[:-1], "this is only a part of an audit: its last line is cut off"),
    (lambda text: text[: text.rindex("\n###") + 8], "this is only a part of an audit: its last line is cut off"),
    (lambda text: text[: text.rindex("\n###")] + "\n", "this is only a part of an audit: the heading"),
    (lambda text: text.replace("@1", "@2", 1), "There is no form"),
    (
        lambda text: text.replace(f"auditor: {AUDITOR}", "auditor: p016", 1),
        f"its auditor is p016, and here it is the audit of {AUDITOR}",
    ),
    (
        lambda text: text.replace(f"auditor: {AUDITOR}\n", "", 1),
        f"its auditor is nobody, and here it is the audit of {AUDITOR}",
    ),
    (
        lambda text: re.sub("  ref: .*", "  ref: Z9Z9Z", text, count=1),
        "it has another case reference than the audit here",
    ),
    (
        lambda text: text.replace(ID, "2026-08-0002"),
        "this audit is of August 2026, not of October 2026; if it is meant, say --month 2026-08",
    ),
    (
        lambda text: text.replace("### What works well\n", "### What works well\n\nNHS number 943 476 5919.\n", 1),
        "it holds ",
    ),
    (lambda text: text.replace("sections:\n", "sections:\n  nowhere:\n    grade: good\n", 1), "line "),
    (
        lambda text: text.replace(
            "actions:\n",
            f"moderations:\n  - id: m1\n    by: p003\n    on: {DAY}\n    overall: good\n    reason: So.\nactions:\n",
            1,
        ),
        "it holds a moderation, which is not the auditor's to send",
    ),
    (
        lambda text: text.replace(
            "actions:\n",
            f"waivers:\n  - {{id: w1, code: CK401, reason: So, who: p003, on: {DAY}, until: 2026-12-01}}\nactions:\n",
            1,
        ),
        "it holds a waiver",
    ),
    (
        lambda text: re.sub("^    do: ", f"    verified: {{by: p003, on: {DAY}}}\n    do: ", text, count=1, flags=re.M),
        "it holds action a1 as verified",
    ),
    (
        lambda text: text + "\n## Moderation\n\n### Moderator's report\n\nAll is well.\n",
        "it holds a moderator's report",
    ),
    (lambda text: "\0\1\2", "this is no whole audit"),
    (lambda text: "x" * 1_100_000, "it is larger than any audit"),
    (lambda text: "", "this is no whole audit"),
    (lambda text: text.replace(f"id: {ID}", "id: ../../../etc/passwd", 1), ""),
    (lambda text: text.replace(f"id: {ID}", "id: [a]", 1), ""),
]


@pytest.mark.parametrize(("spoil", "sentence"), REFUSED)
def test_refusals(casekit: Casekit, folder: Path, spoil: object, sentence: str) -> None:
    before = seen(folder)
    ran = accept(casekit, folder, spoil(returned()))  # type: ignore[operator]
    assert (ran.code, ran.err) == (1, "")
    assert sentence in ran.out
    assert ran.out.endswith("Nothing of it was taken.\n")
    assert ran.out.count("\n") == 1
    assert "943 476" not in ran.out
    assert seen(folder) == before


@pytest.mark.parametrize("key", ["moderations", "waivers"])
def test_nobody_sends_what_is_not_theirs_with_a_new_audit_either(casekit: Casekit, tmp_path: Path, key: str) -> None:
    folder = laid(tmp_path, None)
    before = seen(folder)
    entry = {"moderations": "by: p003, overall: good, reason: So", "waivers": "code: CK401, who: p003, reason: So"}[key]
    ran = accept(
        casekit, folder, returned().replace("actions:\n", f"{key}:\n  - {{id: x1, on: {DAY}, {entry}}}\nactions:\n", 1)
    )
    assert ran.code == 1
    assert seen(folder) == before


def test_a_folder_is_gone_through_and_one_bad_file_stops_no_other(
    casekit: Casekit, folder: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "a.md").write_text(returned()[:900], "utf-8")
    (shared / "b.md").write_text(returned(), "utf-8")
    (shared / "notes.txt").write_text("not one", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_COMMITTER_NAME", "Person p003")
        patch.setenv("GIT_COMMITTER_EMAIL", "p003@farthing-vale.example")
        ran = casekit("-C", folder, "accept", shared, "--today", DAY)
    assert ran.code == 1
    assert [line.partition(": ")[0] for line in ran.out.splitlines()] == ["a.md", "b.md"]
    assert "taken, as commit" in ran.out
    assert sorted(path.name for path in shared.iterdir()) == ["a.md", "b.md", "notes.txt"]


def test_changes_that_are_not_committed_are_left_alone(casekit: Casekit, folder: Path) -> None:
    shutil.copy(folder / PATH, folder.parent / "kept")
    with (folder / PATH).open("a", encoding="utf-8") as file:
        file.write("\n")
    before = seen(folder)
    ran = accept(casekit, folder, returned())
    assert ran.code == 1
    assert "has changes that are not committed" in ran.out
    assert seen(folder) == before


def test_nothing_can_be_accepted_by_somebody_nobody_knows(casekit: Casekit, folder: Path) -> None:
    file = folder.parent / "back.md"
    file.write_text(returned(), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_COMMITTER_NAME", "Somebody")
        patch.setenv("GIT_COMMITTER_EMAIL", "somebody@nowhere.example")
        ran = casekit("-C", folder, "accept", file, "--today", DAY)
    assert (ran.code, ran.out) == (2, "")
    assert "which nobody in people.yaml has" in ran.err
