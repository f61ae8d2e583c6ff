"""The steps and the files fit: every version is worked out, and the last one is the file."""

from pathlib import Path

import pytest

from casekit.history.create import create
from tests.examples.conftest import Replayed
from tools import replay
from tools.replay import Mistake, Step


def finished() -> dict[str, Path]:
    return {path.stem: path for path in sorted((replay.ROOT / "audits").glob("*/*.md"))}


def test_every_finished_audit_has_its_steps_and_nothing_else_lies_there(replayed: Replayed) -> None:
    assert list(replayed.steps.audits) == list(finished())
    files = {path for path in (replay.ROOT / "audits").rglob("*") if path.is_file()}
    programmes = {replay.ROOT / f"audits/{month}/programme.yaml" for month in replay.recording().programmes}
    assert files == set(finished().values()) | programmes


def test_the_last_step_of_each_audit_is_the_file_byte_for_byte(replayed: Replayed) -> None:
    for path in [*finished().values(), replay.ROOT / "people.yaml"]:
        inside = path.relative_to(replay.ROOT)
        assert (replayed.folder / inside).read_bytes() == path.read_bytes(), inside


def test_what_holds_for_the_project_alone_is_not_replayed(replayed: Replayed) -> None:
    theirs = (replayed.folder / "casekit.toml").read_text("utf-8")
    assert (replay.ROOT / "casekit.toml").read_text("utf-8").startswith(f"{theirs}\n# Not replayed:")
    assert replayed.corpus.policy.severities == {}


def test_the_same_steps_make_the_same_commits(
    replayed: Replayed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2001-01-01T00:00:00")
    assert create(tmp_path / "again", replay.commits())[""] == replayed.head


def test_steps_follow_one_another_and_begin_with_who_and_what(replayed: Replayed) -> None:
    for audit, steps in replayed.steps.audits.items():
        days = [step.at for step in steps]
        assert days == sorted(set(days)), audit
        assert ("id",) in steps[0].adds
        assert replayed.steps.start.at < days[0]


SMALL = """---
id: 2026-09-0009
rubric: toy@1
overall:
  grade: sound
  themes: [voice]
actions:
  - id: a1
    do: >-
      One
      two
    due: 2026-10-01
    done: {by: p101, on: 2026-09-30}
---

## One

### Box

Text.

## Two

### Box

More.
"""


def step(*adds: str, **for_now: str) -> Step:
    begin = replay.recording().start
    places = {name.replace("__", "."): text for name, text in for_now.items()}
    return Step(
        "2026-09-0009",
        begin.who,
        begin.at,
        "",
        tuple(replay._place(name) for name in adds),
        {replay._place(name): text for name, text in places.items()},
    )


def versions(tmp_path: Path, *steps: Step) -> list[str]:
    (tmp_path / "audit.md").write_text(SMALL, encoding="utf-8")
    return replay.versions(replay.read(tmp_path, "audit.md"), steps)


def test_a_version_holds_what_was_added_and_no_more(tmp_path: Path) -> None:
    first, second, third = versions(
        tmp_path,
        step("id", "rubric", "overall", overall__grade="weak"),
        step("overall.grade", "actions", "body/One", actions__a1__due="2026-09-20"),
        step("actions.a1.due", "actions.a1.done", "body"),
    )
    assert first == "---\nid: 2026-09-0009\nrubric: toy@1\noverall:\n  grade: weak\n  themes: [voice]\n---\n"
    assert second == (
        "---\nid: 2026-09-0009\nrubric: toy@1\noverall:\n  grade: sound\n  themes: [voice]\nactions:\n  - id: a1\n"
        "    do: >-\n      One\n      two\n    due: 2026-09-20\n---\n\n## One\n\n### Box\n\nText.\n"
    )
    assert third == SMALL


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([step("id", "title"), step("body")], "names title, which the finished file does not have"),
        ([step("id", "body/Three")], "names body.Three, which"),
        ([step("id", "rubric", "overall", "actions")], "no step adds '## One' as it stands"),
        ([step("id", "rubric", "overall", "actions", "body", rubric="toy@2")], "no step adds 'rubric: toy@1' as it"),
        ([step("id", "rubric", "overall", "actions", "body"), step("overall.grade.x")], "names overall.grade.x"),
        ([step("id", "rubric", "overall", "body"), step("id"), step("actions")], "changes nothing"),
    ],
)
def test_steps_that_do_not_fit_the_file_are_refused(tmp_path: Path, steps: list[Step], told: str) -> None:
    with pytest.raises(Mistake, match=told.replace(".", r"\.")):
        versions(tmp_path, *steps)


def test_a_folder_with_something_in_it_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kept").write_text("", encoding="utf-8")
    assert replay.main([str(tmp_path)]) == 2
    assert "is not an empty folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
