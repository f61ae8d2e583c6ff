"""A build over a former one: only what a commit changes is written, and all is as if nothing had been there."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from casekit.cli import keeping, session
from casekit.cli.building import Built, build_report
from casekit.cli.linting import Asked, lint_repository
from casekit.folder.manifest import NAME
from casekit.output.formats import Around, Format, render
from tests.history.making import git

pytestmark = pytest.mark.slow

TODAY = date(2026, 10, 31)
COMMITS = 8


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    command = [sys.executable, "-m", "casekit", "demo", folder, "--audits", "24", "--seed", "11"]
    subprocess.run(command, check=True, capture_output=True)
    return folder


Seen = dict[str, tuple[bytes, int, int]]


def seen(folder: Path) -> Seen:
    """Of each file its bytes, which file it is, and its time."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != NAME:
            stat = path.stat()
            found[path.relative_to(folder).as_posix()] = (path.read_bytes(), stat.st_ino, stat.st_mtime_ns)
    return found


def audits(repository: Path) -> list[Path]:
    return sorted(repository.glob("audits/*/*.md"))


def narrative(repository: Path, dice: random.Random) -> None:
    """A sentence more at the end of an audit."""
    path = dice.choice(audits(repository))
    path.write_bytes(path.read_bytes() + b"\nThe worker came back on the %d.\n" % dice.randrange(1, 28))


def older(repository: Path, dice: random.Random) -> None:
    """Another age."""
    path = dice.choice([path for path in audits(repository) if b"\n  age: " in path.read_bytes()])
    lines = path.read_bytes().split(b"\n")
    at = next(n for n, line in enumerate(lines) if line.startswith(b"  age: "))
    lines[at] = b"  age: %d" % dice.randrange(1, 18)
    path.write_bytes(b"\n".join(lines))


def gone(repository: Path, dice: random.Random) -> None:
    dice.choice(audits(repository)).unlink()


def copied(repository: Path, dice: random.Random) -> None:
    """Another audit, under an id of its own."""
    path = dice.choice(audits(repository))
    id = f"{path.parent.name}-z{dice.randrange(10**6):06}"
    text = path.read_text("utf-8", "surrogateescape").replace(f"id: {path.stem}", f"id: {id}", 1)
    (path.parent / f"{id}.md").write_text(text, "utf-8", "surrogateescape")


def spoilt(repository: Path, dice: random.Random) -> None:
    """A file that can be read no longer."""
    path = dice.choice(audits(repository))
    path.write_bytes(path.read_bytes().replace(b"\n---\n", b"\n", 1))


def renamed(repository: Path, dice: random.Random) -> None:
    """The authority is called otherwise: a change to every page."""
    path = repository / "casekit.toml"
    text = path.read_text("utf-8")
    name = next(line for line in text.splitlines() if line.startswith("authority"))
    path.write_text(text.replace(name, f'authority = "Authority {dice.randrange(10**6)} (fictional)"'), "utf-8")


def moved(repository: Path, dice: random.Random) -> None:
    """A file in the folder of another month."""
    path = dice.choice(audits(repository))
    month = dice.choice([folder for folder in path.parent.parent.iterdir() if folder.is_dir()])
    path.rename(month / path.name)


def linked(repository: Path, dice: random.Random) -> None:
    """A link to another audit's file, which leads to its page while there is one."""
    path, to = dice.choice(audits(repository)), dice.choice(audits(repository))
    path.write_bytes(path.read_bytes() + f"\nAs [the other](../{to.parent.name}/{to.name}) says.\n".encode())


def titled(repository: Path, dice: random.Random) -> None:
    """Somebody's job title: a change to every page that names them."""
    path = repository / "people.yaml"
    text = path.read_text("utf-8")
    title = dice.choice([line for line in text.splitlines() if line.strip().startswith("title:")])
    path.write_text(text.replace(title, f"{title.partition(':')[0]}: Worker {dice.randrange(9)}", 1), "utf-8")


def branched(repository: Path, dice: random.Random) -> None:
    git(repository, "switch", "--quiet", "--create", f"other-{dice.randrange(10**6)}")


def tampered(kept: Path, dice: random.Random) -> None:
    """Somebody writes into the site, deletes from it, or puts another page in the place of one."""
    one, two, three = dice.sample(sorted((kept / "audit").glob("*.html")), 3)
    one.write_bytes(one.read_bytes().replace(b"a", b"b"))
    two.unlink()
    three.write_bytes(one.read_bytes())


CHANGES: tuple[Callable[[Path, random.Random], None], ...] = (
    narrative, older, gone, copied, spoilt, renamed, moved, linked, titled, branched,
)  # fmt: skip


@pytest.fixture(autouse=True)
def civil_day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is always the same day, and the account is the test's own."""
    monkeypatch.setattr(session, "civil_day", lambda policy, given: given or TODAY)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "state"))


def build(repository: Path, output: Path, audience: str, *, cold: bool = False) -> Built:
    """Built over what was kept, or as if nothing had been."""
    with pytest.MonkeyPatch.context() as patch:
        if cold:
            patch.setenv(keeping.NONE, "1")
        return build_report(repository, output, audience, None)


def lint(repository: Path, *, cold: bool = False) -> str:
    """What lint says, by what was kept or as if nothing had been."""
    with pytest.MonkeyPatch.context() as patch:
        if cold:
            patch.setenv(keeping.NONE, "1")
        linted = lint_repository(repository, Asked())
    return render(Format.json, linted.report, Around(linted.line_of, False, "0"))


@pytest.mark.parametrize(("seed", "audience"), [(1, "team"), (2, "service")])
def test_random_commits(repository: Path, tmp_path: Path, seed: int, audience: str) -> None:
    dice = random.Random(seed)
    kept = tmp_path / "kept"
    build(repository, kept, audience)
    for number in range(COMMITS):
        if dice.randrange(3) == 0:
            tampered(kept, dice)
        if dice.randrange(4) == 0:
            build(repository, kept, {"team": "service", "service": "team"}[audience])
        before = seen(kept)
        for change in dice.sample(CHANGES, 2):
            change(repository, dice)
        assert audience != "team" or lint(repository) == lint(repository, cold=True)
        git(repository, "add", "--all")
        git(repository, "commit", "--quiet", "--allow-empty", "--message", "Change")
        built = build(repository, kept, audience)
        after = seen(kept)
        cold = tmp_path / f"cold-{number}"
        build(repository, cold, audience, cold=True)
        assert {name: file[0] for name, file in after.items()} == {n: f[0] for n, f in seen(cold).items()}
        same = {name for name in before.keys() & after.keys() if before[name][0] == after[name][0]}
        assert {name for name in same if before[name] != after[name]} == set(), "written although nothing changed"
        assert built.wrote.changed == len(after) - len(same)
        assert built.wrote.gone == len(before.keys() - after.keys())


def test_a_commit_to_one_audit_leaves_the_pages_of_all_others(repository: Path, tmp_path: Path) -> None:
    output = tmp_path / "site"
    build(repository, output, "team")
    before = seen(output)
    narrative(repository, random.Random(3))
    git(repository, "commit", "--quiet", "--all", "--message", "A sentence more")
    build(repository, output, "team")
    after = seen(output)
    written = {name for name in after if after[name] != before.get(name)}
    pages = {name for name in written if name.startswith(("audit/", "people/", "teams/", "rules/", "rubrics/"))}
    assert len([name for name in pages if name.startswith("audit/")]) == 1
    assert len(pages) == 1
    assert "about.html" in written, "it names the commit"
    assert len(written) < len(after) / 4, sorted(written)
