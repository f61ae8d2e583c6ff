"""What is kept: there again on the next run, gone where nobody used it, and never there where somebody else put it."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.kept import secret, store
from casekit.kept.disk import STALE
from casekit.kept.store import NOTHING, Store

A, B, C = (bytes([number]) * 32 for number in (1, 2, 3))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "git" / "casekit"


@pytest.fixture
def full(folder: Path) -> Path:
    """A folder in which two values are kept."""
    folder.parent.mkdir()
    kept = Store(folder, "values")
    kept.put(A, b"one")
    kept.put(B, b"")
    kept.save()
    return folder


def values(folder: Path) -> list[bytes | None]:
    kept = Store(folder, "values")
    return [kept.get(A), kept.get(B)]


def test_what_was_put_is_there_on_the_next_run(full: Path) -> None:
    kept = Store(full, "values")
    assert (len(kept), kept.get(A), kept.get(B), kept.get(C)) == (2, b"one", b"", None)
    assert kept.keeps


def test_what_a_run_neither_used_nor_put_there_goes(full: Path) -> None:
    kept = Store(full, "values")
    kept.get(A)
    kept.put(C, b"three")
    kept.save()
    assert (values(full), Store(full, "values").get(C)) == ([b"one", None], b"three")
    assert b"two" not in (full / "values.kept").read_bytes()


def test_a_value_that_turned_out_to_be_none_goes(full: Path) -> None:
    kept = Store(full, "values")
    kept.get(A)
    kept.get(B)
    kept.drop(A)
    kept.save()
    assert values(full) == [None, b""]


def test_a_run_that_changed_nothing_writes_nothing(full: Path) -> None:
    before = (full / "values.kept").stat()
    kept = Store(full, "values")
    kept.get(A)
    kept.get(B)
    kept.save()
    after = (full / "values.kept").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_run_that_only_looks_changes_nothing(full: Path) -> None:
    kept = Store(full, "values", saves=False)
    assert (kept.get(A), kept.keeps) == (b"one", False)
    kept.put(C, b"three")
    kept.save()
    assert values(full) == [b"one", b""]


def test_nobody_else_can_read_it(full: Path, account: Path) -> None:
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (full / "values.kept", account / "seal")}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in (full, account)}
    assert (modes, folders) == ({0o600}, {0o700})
    assert [path.name for path in full.iterdir()] == ["values.kept"]


def test_kinds_are_apart_and_one_is_no_other(full: Path) -> None:
    assert len(Store(full, "others")) == 0
    (full / "values.kept").rename(full / "others.kept")
    assert len(Store(full, "others")) == 0


@given(st.data())
def test_a_damaged_file_holds_nothing(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("git") / "casekit"
    kept = Store(folder, "values")
    kept.put(A, b"one")
    kept.save()
    file = folder / "values.kept"
    raw = bytearray(file.read_bytes())
    if data.draw(st.booleans()):
        del raw[data.draw(st.integers(0, len(raw) - 1)) :]
    else:
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    file.write_bytes(raw)
    assert len(Store(folder, "values")) == 0


def test_what_another_account_wrote_counts_for_nothing(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = (full / "values.kept").read_bytes()
    monkeypatch.setenv("XDG_STATE_HOME", str(full.parent / "elsewhere"))
    theirs = Store(full, "values")
    assert len(theirs) == 0
    theirs.put(A, b"forged")
    theirs.save()
    assert values(full)[0] == b"forged"
    monkeypatch.undo()
    (full / "other.kept").write_bytes(mine)
    assert len(Store(full, "other")) == 0


def test_a_number_that_others_may_read_is_made_anew(full: Path, account: Path) -> None:
    (account / "seal").chmod(0o644)
    assert len(Store(full, "values")) == 0
    assert stat.S_IMODE((account / "seal").stat().st_mode) == 0o600


def test_a_damaged_number_is_made_anew(full: Path, account: Path) -> None:
    (account / "seal").write_bytes(b"short")
    kept = Store(full, "values")
    assert (len(kept), kept.keeps) == (0, True)
    assert len((account / "seal").read_bytes()) == secret.LENGTH


@pytest.mark.parametrize("home", ["file", "relative"])
def test_without_a_place_for_the_number_nothing_is_kept(full: Path, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    (full.parent / "file").write_text("no folder")
    monkeypatch.setenv("XDG_STATE_HOME", str(full.parent / "file") if home == "file" else "state")
    kept = Store(full, "values")
    kept.put(C, b"three")
    kept.save()
    assert (len(kept), kept.keeps, kept.get(C)) == (0, False, None)


def test_a_folder_that_is_a_link_is_neither_read_nor_written(full: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    full.rename(elsewhere)
    full.symlink_to(elsewhere)
    before = (elsewhere / "values.kept").read_bytes()
    kept = Store(full, "values")
    assert len(kept) == 0
    kept.put(C, b"three")
    kept.save()
    assert [(path.name, path.read_bytes()) for path in elsewhere.iterdir()] == [("values.kept", before)]


def test_a_file_that_is_a_link_is_replaced_and_not_followed(full: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (full / "values.kept").rename(elsewhere)
    (full / "values.kept").symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    kept = Store(full, "values")
    assert len(kept) == 0
    kept.put(A, b"other")
    kept.save()
    assert elsewhere.read_bytes() == before
    assert not (full / "values.kept").is_symlink()


def test_something_odd_in_its_place_stops_nobody(folder: Path) -> None:
    (folder / "values.kept").mkdir(parents=True)
    os.mkfifo(folder / "others.kept")
    for kind in ("values", "others"):
        kept = Store(folder, kind)
        assert len(kept) == 0
        kept.put(A, b"one")
        kept.save()
    assert (folder / "values.kept").is_dir()
    assert not [path for path in folder.iterdir() if path.suffix == ".new"]


def test_a_disk_that_cannot_be_written_stops_nobody(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "replace", full_disk)
    folder.mkdir(parents=True)
    kept = Store(folder, "values")
    kept.put(A, b"one")
    kept.save()
    assert len(Store(folder, "values")) == 0


def test_two_runs_at_once_both_leave_a_whole_file(full: Path) -> None:
    one, other = Store(full, "values"), Store(full, "values")
    one.put(A, b"of one")
    other.put(A, b"of the other")
    one.save()
    other.save()
    assert values(full) == [b"of the other", None]


def test_more_than_may_be_kept_is_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST", 100)
    kept = Store(folder, "values")
    folder.parent.mkdir()
    for key in (A, B, C):
        kept.put(key, b"ten bytes.")
    kept.save()
    assert len(Store(folder, "values")) == 2


def test_what_a_killed_run_left_behind_is_cleared_away(full: Path) -> None:
    old, new = full / "values.kept.0.new", full / "values.kept.1.new"
    for file in (old, new):
        file.write_bytes(b"half of")
    os.utime(old, (1, 1))
    kept = Store(full, "values")
    kept.put(C, b"three")
    kept.save()
    assert (old.exists(), new.exists(), STALE > 0) == (False, True, True)


def test_nothing_keeps_nothing() -> None:
    NOTHING.put(A, b"one")
    NOTHING.save()
    assert (len(NOTHING), NOTHING.get(A), NOTHING.keeps) == (0, None, False)
