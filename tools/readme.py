"""Runs the commands that README.md, docs/linting.md and docs/form-tools.md show and writes down what they print.

`python tools/readme.py [--check]`

In a block of commands every line that begins with `$ casekit` is run, one after the other, far from this project: those
of README.md in build/demo as `make demo` makes it, those of docs/linting.md among the worked examples with a mistake,
those of docs/form-tools.md beside a draft of a form.
What follows a command is its output. A comment before a block says how much of it, or of a file of this project, is
shown, `...` standing for the rest:

    <!-- only lines with: created | moderated -->
    <!-- without output -->
    <!-- lines 1-17, 96-99 of audits/2026-09/2026-09-0001.md -->

With --check nothing is written, and the exit code is 1 where a page shows something else.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from casekit.edit.starter import starter
from casekit.history.create import NewCommit, Who, create

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
LINTING = ROOT / "docs" / "linting.md"
FORM_TOOLS = ROOT / "docs" / "form-tools.md"
DRAFT = {
    "version: 1 ": "version: 2 ",
    "applies_when: {flag: school}": "applies_when: {all: [{flag: school}, {not: {flag: school}}]}",
    "The child was seen.": "The child was seen alone.",
    "when: {answer: supervised, is: no}": "when: {answer: supervised, is: partly}",
}
"""What is put for what in the form to begin with, to make a draft of its second version."""
WRONG = (
    "audits/2026-09/2026-09-0001.md",
    ("    grade: requires_improvement\n    answers:\n      supervision-recent: no\n", "requires_improvement", "good"),
)
"""The mistake in the worked examples: a file, a piece of it, and the word in there that is put for another."""
DEMO = ("demo", "demo", "--audits", "200", "--seed", "7")
BLOCK = re.compile(r"(?:<!-- (?P<shown>[^\n]*) -->\n)?```(?P<language>\w+)\n(?P<inside>.*?)```\n", re.DOTALL)
PROMPT = "$ casekit "
ONLY = "only lines with: "
WITHOUT = "without output"


def casekit(arguments: Iterable[str], folder: Path) -> str:
    """What the command prints when it is run in that folder; its exit code may be 0, or 1 for problems found."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "120"}
    told = subprocess.run(
        [sys.executable, "-m", "casekit", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if told.returncode not in (0, 1):
        raise SystemExit(f"`casekit {' '.join(arguments)}` ended with {told.returncode}: {told.stderr}")
    return told.stdout.replace(str(folder) + os.sep, "")


def demo(folder: Path) -> Path:
    """The repository that README.md looks at."""
    casekit(DEMO, folder)
    return folder / "demo"


def vale(folder: Path) -> Path:
    """The repository that docs/linting.md looks at: the worked examples, one of them graded too well."""
    place, (piece, old, new) = WRONG
    files = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in (ROOT / "casekit.toml", ROOT / "people.yaml", *ROOT.glob("audits/*/*.md"))
    }
    text = files[place].decode()
    if piece not in text:
        raise SystemExit(f"{place} no longer holds what WRONG in tools/readme.py changes")
    files[place] = text.replace(piece, piece.replace(old, new)).encode()
    when = datetime(2026, 10, 31, 9, 0, tzinfo=UTC)
    create(folder / "vale", [NewCommit("All of it", Who("Nobody", "nobody@farthingvale.example", when), files)])
    return folder / "vale"


def drafted(folder: Path) -> Path:
    """The repository that docs/form-tools.md looks at: empty but for a draft of the form that is begun there."""
    (folder / "forms" / "audits").mkdir(parents=True)
    text = starter("our-form")
    for old, new in DRAFT.items():
        if text.count(old) != 1:
            raise SystemExit(f"starter/form.yaml no longer holds once what DRAFT in tools/readme.py changes: {old}")
        text = text.replace(old, new)
    (folder / "forms" / "draft.yaml").write_text(text, encoding="utf-8", newline="\n")
    return folder / "forms"


PAGES: Mapping[Path, Callable[[Path], Path]] = {README: demo, LINTING: vale, FORM_TOOLS: drafted}
"""The pages, and how the repository is made that each looks at."""


def parts(lines: list[str], wanted: Iterable[int]) -> list[str]:
    """The wanted lines (0-based) in their order, with `...` for what is left out after the first of them."""
    found: list[str] = []
    last = -1
    for number in sorted(wanted):
        if found and number != last + 1:
            found.append("...")
        found.append(lines[number])
        last = number
    return found + ["..."] * (last < len(lines) - 1)


def only(lines: list[str], words: str) -> list[str]:
    """The first line, and those that hold one of the words, which stand between bars."""
    kept = words.split(" | ")
    return parts(lines, (n for n, line in enumerate(lines) if n == 0 or any(word in line for word in kept)))


def excerpt(shown: str) -> str:
    """Lines of a file of this project, as "lines 1-17, 96-99 of PATH" says; 1-based, ends included."""
    ranges, _, path = shown.removeprefix("lines ").partition(" of ")
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    bounds = [tuple(map(int, bound.split("-"))) for bound in ranges.split(", ")]
    return "".join(f"{line}\n" for line in parts(lines, (n - 1 for a, b in bounds for n in range(a, b + 1))))


def session(inside: str, shown: str, folder: Path) -> str:
    """A block of commands with what they print now."""
    found: list[str] = []
    for line in inside.splitlines():
        if line.startswith("$ "):
            found.append(line)
        if line.startswith(PROMPT):
            output = casekit(shlex.split(line.removeprefix(PROMPT)), folder).rstrip().splitlines()
            if shown.startswith(ONLY):
                output = only(output, shown.removeprefix(ONLY))
            found += [] if shown == WITHOUT else output
    return "".join(f"{line.rstrip()}\n" for line in found)


def rewritten(text: str, folder: Path) -> str:
    """The page with every block as it should be."""

    def block(match: re.Match[str]) -> str:
        shown, inside = match["shown"] or "", match["inside"]
        if match["language"] == "console" and PROMPT in inside:
            inside = session(inside, shown, folder)
        elif shown.startswith("lines "):
            inside = excerpt(shown)
        start, end = match.span("inside")
        return match[0][: start - match.start()] + inside + match[0][end - match.start() :]

    return BLOCK.sub(block, text)


def main() -> int:
    """Writes the pages, or only says whether it shows what is so."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where something else is shown")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        pages = {page: rewritten(page.read_text(encoding="utf-8"), made(folder)) for page, made in PAGES.items()}
    lying = [page.name for page, is_so in pages.items() if page.read_text(encoding="utf-8") != is_so]
    if check and lying:
        print(
            f"{' and '.join(lying)}: not what casekit prints; `python tools/readme.py` writes it anew.", file=sys.stderr
        )
        return 1
    if not check:
        for page, is_so in pages.items():
            page.write_text(is_so, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
