"""The life of audits in real repositories: a golden history for each way in which commits come together."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from casekit.history import recalled
from casekit.history import versions as sifting
from casekit.history.events import history
from casekit.history.log import Commit
from casekit.history.outcome import open_history
from casekit.kept.store import Store
from casekit.model.history import Event, History, Outcome, Trust
from casekit.model.people import People, Person
from tests.history.making import audit, git, make, raw_commit, step

PEOPLE = People({id: Person(id, (f"{id.upper()}@example.org",)) for id in ("p009", "p054")})
A, B = "audits/2026-10/a.md", "audits/2026-10/b.md"
ID = "2026-10-0001"
GRADE = "sections:\n  grip:\n    grade: {}\n"


def graded(grade: str, more: str = "", id: str = ID) -> str:
    return audit(id, GRADE.format(grade) + more)


@pytest.fixture(autouse=True)
def account(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path.parent / f"{tmp_path.name}-state"))


def read(folder: Path, processes: int | None = None) -> History:
    """What is told; and the same again by what the first time kept."""
    opened = open_history(folder)
    place = folder.parent / f"{folder.name}-git"
    place.mkdir(exist_ok=True)
    store = Store(place / "casekit", "versions")
    found = history(opened, PEOPLE, processes=processes, store=store)
    store.save()
    assert history(opened, PEOPLE, processes=processes, store=Store(place / "casekit", "versions")) == found
    return found


def told(events: tuple[Event, ...], ids: dict[str, str]) -> list[str]:
    """Each event as "commit: kind detail"."""
    names = {id: name for name, id in ids.items() if name}
    return [f"{names[e.commit]}: {' '.join([e.event, *(str(v) for v in e.detail.values())])}" for e in events]


def life(folder: Path, ids: dict[str, str], id: str = ID) -> list[str]:
    return told(read(folder).of(id), ids)


def test_one_commit_after_the_other(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("begin", {A: audit(), "people.yaml": "x: y\n"}),
        step("other", {"README.md": "Nothing here.\n"}),
        step("grade", {A: graded("good")}, by="p009"),
        step("change", {A: graded("poor", "completed: 2026-10-16\n")}),
    )
    assert life(tmp_path, ids) == [
        "begin: created",
        "grade: graded grip None good",
        "change: graded grip good poor",
        "change: completed",
    ]


def test_what_an_event_says(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("one", {A: audit()}),
        step("two", {A: audit(front="completed: 2026-10-16\n")}, by="p009", minute=90),
    )
    blob = git(tmp_path, "rev-parse", f"HEAD:{A}")
    assert read(tmp_path).of(ID)[1] == Event(
        audit=ID,
        commit=ids["two"],
        at=datetime(2026, 10, 1, 9, 30, tzinfo=UTC),
        on=date(2026, 10, 16),
        by="p009",
        author="Person p009",
        event="completed",
        trust=Trust.CLAIMED,
        detail={},
        blob=blob,
        path=A,
    )


def test_who_is_not_listed_has_no_id_but_a_name(tmp_path: Path) -> None:
    make(tmp_path, step("one", {A: audit()}, by="p777"))
    (event,) = read(tmp_path).of(ID)
    assert (event.by, event.author) == ("", "Person p777")


def test_a_clean_merge_did_nothing_itself(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("root", {A: graded("good")}),
        step("side", {A: graded("poor")}),
        step("new", {B: graded("good", id="2026-10-0002")}),
        step("main", {"x": "1\n"}, parents=("root",)),
        step("merge", {A: graded("poor"), B: graded("good", id="2026-10-0002")}, parents=("main", "new")),
        step("later", {A: graded("fair")}),
    )
    assert life(tmp_path, ids) == [
        "root: created",
        "root: graded grip None good",
        "side: graded grip good poor",
        "later: graded grip poor fair",
    ]
    assert life(tmp_path, ids, "2026-10-0002") == ["new: created", "new: graded grip None good"]


def test_two_sides_of_one_file_merged_line_by_line(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("root", {A: graded("good")}),
        step("left", {A: graded("good", "completed: 2026-10-16\n")}),
        step("right", {A: graded("poor")}, parents=("root",)),
        step("merge", {A: graded("poor", "completed: 2026-10-16\n")}, parents=("left", "right")),
    )
    lines = life(tmp_path, ids)
    assert lines[:2] == ["root: created", "root: graded grip None good"]
    assert sorted(lines[2:]) == ["left: completed", "right: graded grip good poor"]


def test_what_only_the_merge_did_is_the_merges(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("root", {A: graded("good")}),
        step("side", {A: graded("good", "completed: 2026-10-16\n")}),
        step("main", {"x": "1\n"}, parents=("root",)),
        step("merge", {A: graded("poor", "completed: 2026-10-16\n")}, parents=("main", "side")),
    )
    assert life(tmp_path, ids)[2:] == ["side: completed", "merge: graded grip good poor"]


def test_an_audit_that_only_the_merge_brings(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("root", {"x": "1\n"}),
        step("side", {"y": "1\n"}),
        step("main", {"x": "2\n"}, parents=("root",)),
        step("merge", {A: audit(), "y": "1\n"}, parents=("main", "side")),
    )
    assert life(tmp_path, ids) == ["merge: created"]


def test_a_side_branch_merged_as_ours_keeps_its_events(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("root", {A: graded("good")}),
        step("side", {A: graded("poor"), B: graded("good", id="2026-10-0002")}),
        step("main", {"x": "1\n"}, parents=("root",)),
        step("ours", {}, parents=("main", "side")),
        step("later", {A: graded("fair")}),
    )
    assert life(tmp_path, ids) == [
        "root: created",
        "root: graded grip None good",
        "side: graded grip good poor",
        "later: graded grip good fair",
    ]
    assert life(tmp_path, ids, "2026-10-0002") == ["side: created", "side: graded grip None good"]


@pytest.mark.parametrize(
    ("main", "merged", "diverged"),
    [
        (None, graded("poor"), False),
        (None, graded("fair"), True),
        (graded("fair"), graded("fair"), False),
        (graded("fair"), graded("poor"), True),
        (graded("good", "completed: 2026-10-16\n"), graded("poor", "completed: 2026-10-16\n"), True),
    ],
)
def test_a_merge_that_overrules_or_joins_two_sides_is_known(
    tmp_path: Path, main: str | None, merged: str, diverged: bool
) -> None:
    make(
        tmp_path,
        step("root", {A: graded("good"), B: audit("2026-10-0002")}),
        step("side", {A: graded("bad")}),
        step("more", {A: graded("poor")}),
        step("main", {"x": "1\n"} | ({A: main} if main else {}), parents=("root",)),
        step("merge", {A: merged}, parents=("main", "more")),
        step("later", {A: graded("best"), B: None}),
    )
    assert read(tmp_path).diverged == ({ID} if diverged else set())


def test_an_octopus(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("root", {A: graded("good"), B: graded("good", id="2026-10-0002")}),
        step("one", {A: graded("poor")}, parents=("root",)),
        step("two", {B: graded("poor", id="2026-10-0002")}, parents=("root",)),
        step("three", {"x": "1\n"}, parents=("root",)),
        step(
            "all",
            {A: graded("poor"), B: graded("fair", id="2026-10-0002"), "x": "1\n"},
            parents=("three", "one", "two"),
        ),
    )
    assert life(tmp_path, ids)[2:] == ["one: graded grip good poor"]
    assert life(tmp_path, ids, "2026-10-0002")[2:] == ["two: graded grip good poor", "all: graded grip good fair"]


def test_a_revert_is_a_change_like_any_other(tmp_path: Path) -> None:
    ids = make(
        tmp_path, step("one", {A: graded("good")}), step("two", {A: graded("poor")}), step("back", {A: graded("good")})
    )
    assert life(tmp_path, ids)[2:] == ["two: graded grip good poor", "back: graded grip poor good"]


def test_renamed_with_an_edit_is_the_same_audit(tmp_path: Path) -> None:
    moved = "audits/2026-11/new.md"
    ids = make(
        tmp_path,
        step("one", {A: graded("good")}),
        step("move", {A: None, moved: graded("poor")}),
        step("only", {moved: None, B: graded("poor")}),
        step("later", {B: graded("fair")}),
    )
    assert life(tmp_path, ids)[2:] == ["move: graded grip good poor", "later: graded grip poor fair"]
    assert [event.path for event in read(tmp_path).of(ID)] == [A, A, moved, B]


def test_deleted_and_made_again(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("one", {A: graded("good")}),
        step("gone", {A: None}),
        step("again", {B: graded("poor")}),
        step("gone again", {B: None}),
    )
    assert life(tmp_path, ids) == [
        "one: created",
        "one: graded grip None good",
        "gone: deleted",
        "again: created True",
        "again: graded grip None poor",
        "gone again: deleted",
    ]
    deleted = read(tmp_path).of(ID)[2]
    assert (deleted.path, deleted.blob) == (A, git(tmp_path, "rev-parse", f"{ids['one']}:{A}"))


def test_a_deletion_on_a_side_branch_is_known_after_the_merge(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("root", {A: audit()}),
        step("gone", {A: None}),
        step("main", {"x": "1\n"}, parents=("root",)),
        step("merge", {A: None}, parents=("main", "gone")),
        step("again", {A: audit()}),
    )
    assert life(tmp_path, ids) == ["root: created", "gone: deleted", "again: created True"]


def test_a_squash_is_one_commit_with_everything(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("root", {A: graded("good")}),
        step("squash", {A: graded("poor", "completed: 2026-10-16\ndiscussed: 2026-10-20\n")}),
    )
    assert life(tmp_path, ids)[2:] == ["squash: graded grip good poor", "squash: completed", "squash: discussed"]


def test_an_id_that_changes_is_another_audit(tmp_path: Path) -> None:
    ids = make(tmp_path, step("one", {A: audit()}), step("two", {A: audit("2026-10-0002")}))
    assert life(tmp_path, ids) == ["one: created", "two: deleted"]
    assert life(tmp_path, ids, "2026-10-0002") == ["two: created"]


def test_two_files_with_one_id_the_first_by_path_is_the_audit(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("one", {B: graded("good")}),
        step("copy", {"audits/2026-10/z.md": graded("fair")}),
        step("unseen", {"audits/2026-10/z.md": graded("good")}),
        step("before", {A: graded("poor")}),
        step("back", {A: None}),
        step("last", {B: None}),
    )
    assert life(tmp_path, ids)[2:] == ["before: graded grip good poor", "back: graded grip poor good"]


def test_a_broken_version_is_passed_over(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("one", {A: graded("good")}),
        step("broken", {A: graded("poor", "x: [\n")}),
        step("mended", {A: graded("fair")}),
        step("wrecked", {A: "nothing that could be read\n"}),
        step("moved", {A: None, B: graded("fair", "x: [\n")}),
        step("last", {B: graded("poor")}),
    )
    assert life(tmp_path, ids)[2:] == ["mended: graded grip good fair", "last: graded grip fair poor"]


def test_an_audit_begins_with_its_first_version_that_can_be_read(tmp_path: Path) -> None:
    ids = make(tmp_path, step("broken", {A: graded("good", "x: [\n")}), step("mended", {A: graded("good")}))
    assert life(tmp_path, ids) == ["mended: created", "mended: graded grip None good"]


def test_a_broken_side_of_a_merge_counts_as_what_it_last_said(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("root", {A: graded("good")}),
        step("side", {A: graded("poor", "x: [\n")}),
        step("main", {A: graded("fair")}, parents=("root",)),
        step("merge", {A: graded("good")}, parents=("main", "side")),
        step("own", {A: graded("poor")}, parents=("merge",)),
    )
    assert life(tmp_path, ids)[2:] == ["main: graded grip good fair", "own: graded grip good poor"]


def test_links_and_too_large_files_are_no_versions(tmp_path: Path) -> None:
    ids = make(tmp_path, step("one", {A: graded("good")}), step("huge", {A: graded("poor", "#" * (1 << 20) + "\n")}))
    link = git(tmp_path, "hash-object", "-w", "--stdin", stdin=b"b.md")
    git(tmp_path, "update-index", "--cacheinfo", f"120000,{link},{A}")
    git(tmp_path, "commit", "-qm", "link")
    events = read(tmp_path).of(ID)
    assert [event.event for event in events] == ["created", "graded", "deleted"]
    assert told(events[:2], ids) == ["one: created", "one: graded grip None good"]


def test_only_audits_in_their_months_are_audits(tmp_path: Path) -> None:
    places = ["a.md", "audits/a.md", "audits/2026-13/a.md", "audits/2026-10/x/a.md", "audits/2026-10/a.txt"]
    make(tmp_path, step("one", dict.fromkeys(places, audit())))
    assert read(tmp_path).events == {}


def test_an_audit_repository_inside_another(tmp_path: Path) -> None:
    other = audit("2026-10-0002")
    make(tmp_path, step("one", {f"quality/{A}": audit(), A: other, f"quality2/{A}": other}))
    found = read(tmp_path / "quality")
    assert [(id, event.path) for id, events in found.events.items() for event in events] == [(ID, A)]


def test_moderated_by_somebody_else_is_failed(tmp_path: Path) -> None:
    moderation = "moderations: [{id: m1, by: p009, on: 2026-10-28, overall: poor}]\n"
    good = step("honest", {A: audit(front=moderation)}, by="p009")
    make(tmp_path / "honest", step("one", {A: audit()}), good)
    make(tmp_path / "forged", step("one", {A: audit()}), step("forged", {A: audit(front=moderation)}, by="p054"))
    trailers = f"Moderate\n\nCasekit-Audit: {ID}\nModerated-by: p054\n"
    lying = step("lying", {A: audit(front=moderation)}, by="p009", message=trailers)
    make(tmp_path / "lying", step("one", {A: audit()}), lying)
    found = {name: read(tmp_path / name).of(ID)[-1].trust for name in ("honest", "forged", "lying")}
    assert found == {"honest": Trust.CLAIMED, "forged": Trust.FAILED, "lying": Trust.FAILED}


def test_dates_that_cannot_be_are_one_problem_and_stand_in_their_place(tmp_path: Path) -> None:
    ids = make(tmp_path, step("one", {A: graded("good")}), step("three", {A: graded("poor")}))
    tree = git(tmp_path, "rev-parse", "HEAD^{tree}")
    people = "author A <a@b> {0} +0000\ncommitter A <a@b> {0} +0000"
    late = raw_commit(tmp_path, f"tree {tree}\nparent {ids['one']}\n{people.format(99999999999)}\n\nlate\n")
    git(tmp_path, "update-ref", "HEAD", late)
    found = read(tmp_path)
    assert [event.at for event in found.of(ID)][1:] == [datetime(2026, 10, 1, 8, tzinfo=UTC), None]
    (problem,) = found.problems
    assert problem.message == f"1 commit carries a date that cannot be right, such as {late[:10]}."


def test_outcomes_without_a_commit_have_no_events(tmp_path: Path) -> None:
    assert read(tmp_path) == History(Outcome.NOT_A_REPOSITORY)
    make(tmp_path)
    assert read(tmp_path) == History(Outcome.EMPTY, branch="main")
    assert not read(tmp_path).complete


def test_a_shallow_clone_shows_what_it_has_and_is_not_complete(tmp_path: Path) -> None:
    make(tmp_path / "from", step("one", {A: graded("good")}), step("two", {A: graded("poor")}))
    git(tmp_path / "from", "clone", "-q", "--depth=1", f"file://{tmp_path}/from", str(tmp_path / "to"))
    found = read(tmp_path / "to")
    assert found.outcome is Outcome.SHALLOW
    assert not found.complete
    assert [event.event for event in found.of(ID)] == ["created", "graded"]


def test_sha256_bare_and_worktree_tell_the_same_life(tmp_path: Path) -> None:
    steps = [step("one", {A: graded("good")}), step("two", {A: graded("poor")})]
    make(tmp_path / "long", *steps, object_format="sha256")
    make(tmp_path / "from", *steps)
    git(tmp_path / "from", "clone", "-q", "--bare", f"file://{tmp_path}/from", str(tmp_path / "bare.git"))
    git(tmp_path / "from", "worktree", "add", "-q", "--detach", str(tmp_path / "linked"))
    lives = [read(tmp_path / name).of(ID) for name in ("from", "bare.git", "linked", "long")]
    assert lives[0] == lives[1] == lives[2]
    assert [event.event for event in lives[3]] == [event.event for event in lives[0]]
    assert read(tmp_path / "linked").detached


def test_a_version_that_is_lost_is_a_problem_and_the_rest_is_told(tmp_path: Path) -> None:
    ids = make(tmp_path, *(step(grade, {A: graded(grade)}) for grade in ("good", "poor", "fair")))
    lost = git(tmp_path, "rev-parse", f"{ids['poor']}:{A}")
    (tmp_path / ".git/objects" / lost[:2] / lost[2:]).unlink()
    found = read(tmp_path)
    assert told(found.of(ID), ids)[2:] == ["fair: graded grip good fair"]
    assert [problem.code for problem in found.problems] == ["CK903"]


def test_a_few_audits_are_told_as_among_all(tmp_path: Path) -> None:
    other = graded("good", id="2026-10-0002")
    hidden = '---\nauditor: "p054\nid: 2026-10-0003"\n' + graded("fair").removeprefix("---\n")
    make(
        tmp_path,
        step("one", {A: graded("good"), B: other}),
        step("hide", {A: hidden}),
        step("swap", {A: other, B: graded("poor")}),
        step("broken", {A: "---\nid: 2026-10-0002\nx: [\n---\n", "audits/2026-10/c.md": "nothing\n"}),
    )
    told_all = read(tmp_path)
    assert [event.event for event in told_all.of(ID)] == ["created", "graded", "graded", "edited", "graded", "edited"]
    for few in ([ID], ["2026-10-0002"], [ID, "2026-10-0002"], ["2026-10-0003"], []):
        fresh = history(open_history(tmp_path), PEOPLE, few)
        kept = history(open_history(tmp_path), PEOPLE, few, store=versions(tmp_path))
        assert fresh.events == kept.events == {id: told_all.of(id) for id in few if told_all.of(id)}


def test_what_few_or_all_needed_serves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = ["2026-10-0001", "2026-10-0002"]
    make(tmp_path, step("one", {A: graded("good"), B: graded("good", id=ids[1])}), step("two", {A: graded("poor")}))
    opened = open_history(tmp_path)
    (tmp_path.parent / f"{tmp_path.name}-git").mkdir()
    fresh = {few: history(opened, PEOPLE, few) for few in (None, (ids[0],), (ids[1],), ())}
    for before in fresh:
        for after in fresh:
            (tmp_path.parent / f"{tmp_path.name}-git" / "casekit" / "versions.kept").unlink(missing_ok=True)
            store = versions(tmp_path)
            assert history(opened, PEOPLE, before, store=store) == fresh[before]
            store.save()
            assert history(opened, PEOPLE, after, store=versions(tmp_path)) == fresh[after], (before, after)
    store = versions(tmp_path)
    history(opened, PEOPLE, store=store)
    store.save()
    monkeypatch.setattr(sifting, "work", lambda *arguments, **more: pytest.fail("read again"))
    for few in fresh:
        assert history(opened, PEOPLE, few, store=versions(tmp_path)) == fresh[few]


def test_what_is_kept_of_versions_that_is_none_is_a_miss(tmp_path: Path) -> None:
    make(tmp_path, step("one", {A: graded("good")}), step("two", {A: graded("poor")}))
    fresh = read(tmp_path)
    for wrong in (b"", b"no value", recalled.CODEC.pack([]), recalled.CODEC.pack([("", "", True, None)])):
        store = versions(tmp_path)
        for pairs in sifting.pairs(commits(tmp_path)).values():
            store.put(recalled._key(recalled.WHOLE, pairs), wrong)
        store.save()
        assert history(open_history(tmp_path), PEOPLE, store=versions(tmp_path)) == fresh


def versions(folder: Path) -> Store:
    return Store(folder.parent / f"{folder.name}-git" / "casekit", "versions")


def commits(folder: Path) -> list[Commit]:
    seen: list[Commit] = []
    history(open_history(folder), PEOPLE, seen=seen)
    return seen


@pytest.mark.parametrize("processes", [1, 2])
def test_many_processes_tell_what_one_tells(tmp_path: Path, processes: int) -> None:
    files = [
        {f"audits/2026-10/{n}.md": graded(grade, id=f"2026-10-{n:04}") for n in range(20)} for grade in ("good", "poor")
    ]
    ids = make(tmp_path, step("one", files[0]), step("two", files[1]))
    found = read(tmp_path, processes)
    assert list(found.events) == sorted(found.events)
    for n in range(20):
        assert told(found.of(f"2026-10-{n:04}"), ids) == [
            "one: created",
            "one: graded grip None good",
            "two: graded grip good poor",
        ]
