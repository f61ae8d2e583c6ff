"""The same audits three ways: casekit's repository, their front matter as plain YAML, and a site for hugo."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HUGO = Path(__file__).parent / "hugo"


@dataclass(frozen=True, slots=True)
class Corpus:
    """One size of audits: audits in number, commits that made them, and where the three forms of them lie."""

    audits: int
    commits: int
    repository: Path
    front_matter: Path
    hugo: Path


def make(casekit: Path, folder: Path, audits: int) -> Corpus:
    """Makes all three below the folder, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    repository = folder / "repository"
    run(casekit, "demo", repository, "--audits", str(audits), "--seed", "7")
    found = sorted(repository.glob("audits/*/*.md"))
    extract(repository, found, folder / "front-matter")
    run("git", "clone", "--quiet", "--no-hardlinks", repository, folder / "hugo")
    shutil.copytree(HUGO, folder / "hugo", dirs_exist_ok=True)
    commits = run("git", "-C", repository, "rev-list", "--count", "--all")
    return Corpus(len(found), int(commits), repository, folder / "front-matter", folder / "hugo")


def extract(repository: Path, audits: list[Path], into: Path) -> None:
    """Writes what stands between the two lines of dashes of each audit to a YAML file of its own."""
    for path in audits:
        front = path.read_bytes().split(b"\n---\n", 1)[0].removeprefix(b"---\n")  # bytes: one mistake is an encoding
        target = (into / path.relative_to(repository / "audits")).with_suffix(".yaml")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(front + b"\n")


def commit(repository: Path, number: int) -> None:
    """A commit to one audit, another for each number: a sentence more at its end."""
    audits = sorted(repository.glob("audits/*/*.md"))
    path = audits[number * 7919 % len(audits)]
    path.write_bytes(path.read_bytes() + b"\nThe worker came back and said so.\n")
    who = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org")
    run("git", "-C", repository, *who, "commit", "--quiet", "--all", "--message", "A sentence more")


def run(*words: str | Path) -> str:
    """What the command printed; an exception where it failed."""
    return subprocess.run(list(map(str, words)), check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
