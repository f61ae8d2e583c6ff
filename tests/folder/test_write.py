"""The site on disk: whole or not at all, and nothing of anybody else's is touched."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from casekit.folder import manifest, swap
from casekit.folder.write import claim
from casekit.stop import LOCKED, USAGE, Stop

PAGES = [("index.html", b"one"), ("audit/a.html", b"two")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository."""
    folder = tmp_path / "repository"
    (folder / "audits").mkdir(parents=True)
    return folder


def build(folder: Path, root: Path, pages: list[tuple[str, bytes]] = PAGES) -> int:
    with claim(folder, root) as output:
        return output.write(pages).files


def content(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in manifest.present(folder) if name != manifest.NAME}


def beside(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.parent.iterdir() if p.name.startswith("."))


def test_a_new_folder(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "deep" / "out"
    assert build(out, root) == 2
    assert content(out) == dict(PAGES)
    assert beside(out) == []


def test_an_empty_folder_is_accepted(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    build(out, root)
    assert content(out) == dict(PAGES)
    assert beside(out) == []


def test_a_second_build_replaces_the_first_and_leaves_nothing(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    build(out, root)
    build(out, root, [("index.html", b"new")])
    assert content(out) == {"index.html": b"new"}
    assert beside(out) == []


def changed(folder: Path, root: Path, pages: list[tuple[str, bytes]]) -> tuple[int, int]:
    with claim(folder, root) as output:
        wrote = output.write(pages)
    assert wrote.files == len(pages)
    return wrote.changed, wrote.gone


def test_a_file_that_says_the_same_is_not_written_again(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    assert changed(out, root, PAGES) == (2, 0)
    os.utime(out / "audit/a.html", ns=(1, 1))
    (out / "audit/a.html").chmod(0o640)
    before = (out / "audit/a.html").stat()
    assert changed(out, root, [("index.html", b"new"), PAGES[1]]) == (1, 0)
    after = (out / "audit/a.html").stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_mode) == (before.st_ino, 1, before.st_mode)
    assert after.st_nlink == 1
    assert changed(out, root, [PAGES[1]]) == (0, 1)
    assert content(out) == dict(PAGES[1:])


def test_what_somebody_changed_in_the_folder_is_written_anew(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    build(out, root)
    (out / "index.html").write_bytes(b"two")  # as long as what stood there
    (out / "audit/a.html").unlink()
    (out / "audit/a.html").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_bytes(b"two")
    assert changed(out, root, PAGES) == (2, 0)
    assert content(out) == dict(PAGES)
    assert not (out / "audit/a.html").is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == b"two"


def test_a_disk_without_hard_links(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    out = tmp_path / "out"
    build(out, root)
    monkeypatch.setattr(os, "link", refuse)
    assert changed(out, root, PAGES) == (2, 0)
    assert content(out) == dict(PAGES)


def test_a_build_that_fails_leaves_what_it_had_kept(tmp_path: Path, root: Path) -> None:
    """The new folder's name of a file goes again, and the former's stays."""
    out = tmp_path / "out"
    build(out, root)

    def pages() -> Iterator[tuple[str, bytes]]:
        yield from PAGES
        raise RuntimeError("a page cannot be made")

    with pytest.raises(RuntimeError), claim(out, root) as output:
        output.write(pages())
    assert content(out) == dict(PAGES)
    assert beside(out) == []


def test_the_same_with_two_renames(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "exchange", lambda new, old: False)
    test_a_second_build_replaces_the_first_and_leaves_nothing(tmp_path, root)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux swaps in one step")
def test_linux_swaps_in_one_step(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "x").touch()
    assert swap.exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b" / "x").exists()


def test_the_second_rename_fails_and_the_first_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, new = tmp_path / "place", tmp_path / "new"
    place.mkdir()
    (place / "old").touch()
    monkeypatch.setattr(swap, "exchange", lambda new, old: False)
    with pytest.raises(FileNotFoundError):
        swap.replace(new, place, tmp_path / "aside")
    assert (place / "old").exists()


def test_manifest_lists_every_file_with_its_digest(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    build(out, root)
    files = json.loads((out / manifest.NAME).read_bytes())["files"]
    assert list(files) == ["audit/a.html", "index.html"]
    assert manifest.listed(out) == {"audit/a.html", "index.html", manifest.NAME}


def failing(error: BaseException) -> Iterator[tuple[str, bytes]]:
    yield "index.html", b"half"
    raise error


def test_a_build_that_fails_leaves_the_former_site(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    build(out, root)
    with pytest.raises(RuntimeError), claim(out, root) as output:
        output.write(failing(RuntimeError("a page cannot be made")))
    assert content(out) == dict(PAGES)
    assert beside(out) == []


def test_a_full_disk_is_one_sentence(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    build(out, root)

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Stop, match="No space left on device; the former site is untouched") as stop:
        build(out, root)
    assert stop.value.exit_code == USAGE
    monkeypatch.undo()
    assert content(out) == dict(PAGES)
    assert beside(out) == []


@pytest.mark.parametrize(
    "name", ["../x.html", "/x.html", "A.html", "a\\b.html", ".hidden", "a/../b", "", "a/", "x.", manifest.NAME]
)
def test_a_page_can_have_no_such_name(tmp_path: Path, root: Path, name: str) -> None:
    with pytest.raises(ValueError, match="cannot be called"):
        build(tmp_path / "out", root, [(name, b"")])
    assert not (tmp_path / "out").exists()


def test_no_page_twice(tmp_path: Path, root: Path) -> None:
    with pytest.raises(ValueError, match="twice"):
        build(tmp_path / "out", root, [("a.html", b""), ("a.html", b"")])


def test_refused_places(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    link = tmp_path / "link"
    link.symlink_to(root)
    for place in (
        root,
        tmp_path,
        Path(tmp_path.anchor),
        home,
        link,
        root / "audits" / "new",
        root / ".git" / "x",
        root / "rubrics",
    ):
        with pytest.raises(Stop, match="name a folder of its own") as stop:
            build(place, root)
        assert stop.value.exit_code == USAGE
    assert list((root / "audits").iterdir()) == []


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "letter.txt").write_text("mine")
    with pytest.raises(Stop, match=r"casekit did not make it \(letter.txt is there\)"):
        build(out, root)
    assert content(out) == {"letter.txt": b"mine"}
    assert beside(out) == []


def test_a_file_that_somebody_put_into_the_site_is_refused(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    build(out, root)
    (out / "audit" / "letter.txt").write_text("mine")
    with pytest.raises(Stop, match=r"audit/letter.txt, which casekit did not write"):
        build(out, root)
    assert (out / "audit" / "letter.txt").read_text() == "mine"


def test_a_file_in_the_place_is_refused(tmp_path: Path, root: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(Stop, match="is a file"):
        build(tmp_path / "out", root)


def test_what_desktops_drop_is_carried_over(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    build(out, root)
    (out / "audit" / "Thumbs.db").write_bytes(b"t")
    (out / ".DS_Store").write_bytes(b"d")
    build(out, root, [("index.html", b"new")])
    assert content(out) == {"index.html": b"new", "Thumbs.db": b"t", ".DS_Store": b"d"}
    assert beside(out) == []


def test_a_forged_manifest_deletes_nothing_elsewhere(tmp_path: Path, root: Path) -> None:
    out, victim = tmp_path / "out", tmp_path / "victim.txt"
    victim.write_text("mine")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x.html").write_text("mine")
    out.mkdir()
    (out / "link").symlink_to(tmp_path / "other")
    files = dict.fromkeys(("../victim.txt", str(victim), "link/x.html", "link", "audit/../../victim.txt"), "")
    (out / manifest.NAME).write_text(json.dumps({"version": 1, "made_by": "casekit", "files": files}))
    build(out, root)
    assert victim.read_text() == "mine"
    assert (tmp_path / "other" / "x.html").read_text() == "mine"
    assert content(out) == dict(PAGES)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"made_by": "casekit", "files": []}', '{"made_by": "x", "files": {}}', "\xff"]
)
def test_a_manifest_that_is_none(tmp_path: Path, root: Path, text: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / manifest.NAME).write_bytes(text.encode("latin-1"))
    with pytest.raises(Stop, match="casekit did not make it"):
        build(out, root)


CHILD = """
import sys, time
from pathlib import Path
from casekit.folder.write import claim
def pages():
    for n in range({n}):
        yield f"audit/{{n}}.html", b"x" * 500
    print("ready", flush=True)
    time.sleep({wait})
with claim(Path(sys.argv[1]), Path(sys.argv[2])) as output:
    output.write(pages())
"""


def child(out: Path, root: Path, n: int = 3, wait: float = 60) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", CHILD.format(n=n, wait=wait), str(out), str(root)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])


def wait_until_staged(process: subprocess.Popen[bytes]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"ready"


def end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_killed_while_staging_and_the_next_build_runs(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    build(out, root)
    process = child(out, root)
    wait_until_staged(process)
    end(process)
    assert content(out) == dict(PAGES)
    assert beside(out) != []
    build(out, root, [("index.html", b"new")])
    assert content(out) == {"index.html": b"new"}
    assert beside(out) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_at_any_moment_a_whole_site_stands(tmp_path: Path, root: Path) -> None:
    """Whenever the kill comes, the folder is the former site or the new one, to the last byte."""
    out = tmp_path / "out"
    new = {f"audit/{n}.html": b"x" * 500 for n in range(40)}
    for step in range(8):
        build(out, root)
        process = child(out, root, 40, 0)
        wait_until_staged(process)
        time.sleep(step * 0.0015)
        os.kill(process.pid, signal.SIGKILL)
        end(process)
        assert content(out) in (dict(PAGES), new)
    build(out, root)
    assert beside(out) == []


def test_a_kill_between_two_renames_is_mended(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    build(out, root)
    out.rename(tmp_path / ".out.casekit-old")
    with claim(out, root):
        assert content(out) == dict(PAGES)
    assert beside(out) == []


def test_what_lies_beside_and_is_not_ours_stays(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    strange = tmp_path / ".out.casekit-new-mine"
    strange.mkdir()
    (strange / "letter.txt").write_text("mine")
    build(out, root)
    assert (strange / "letter.txt").read_text() == "mine"


def test_a_second_build_at_the_same_time_ends_with_5(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    process = child(out, root)
    wait_until_staged(process)
    try:
        with pytest.raises(Stop, match="another build is writing") as stop:
            build(out, root)
        assert stop.value.exit_code == LOCKED
    finally:
        end(process)
    build(out, root)
    assert content(out) == dict(PAGES)


def test_two_outputs_side_by_side_do_not_wait_for_each_other(tmp_path: Path, root: Path) -> None:
    process = child(tmp_path / "out", root)
    wait_until_staged(process)
    try:
        build(tmp_path / "out2", root)
    finally:
        end(process)


def test_the_list_of_files_is_the_last_to_go(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build killed while it clears the former site leaves what the next one can clear."""
    out = tmp_path / "out"
    build(out, root)
    gone: list[str] = []
    unlink = os.unlink

    def note(path: str) -> None:
        gone.append(Path(path).name)
        unlink(path)

    monkeypatch.setattr(os, "unlink", note)
    build(out, root)
    assert gone.index(manifest.NAME) > max(gone.index("index.html"), gone.index("a.html"))
