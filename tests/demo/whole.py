"""Makes whole demos and holds what lint finds in them against what was planted.

As a program: `python -m tests.demo.whole AUDITS SEED...` tells of each seed how many mistakes were planted, by how many
rules, and ends with 1 where one was not found or anything else was an error.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from casekit.demo.make import LAST, make_demo

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Compared:
    """planted: how often each rule's mistake was planted. missed, beside: (path, code) that lint did not find, and
    errors that it found and nobody planted."""

    planted: Counter[str]
    missed: list[tuple[str, str]]
    beside: list[tuple[str, str]]


def compared(folder: Path, audits: int, seed: int) -> Compared:
    """The demo of that size and seed, made in the folder, linted with its whole history."""
    make_demo(folder, audits, seed)
    lines = [json.loads(line) for line in (folder / "planted.jsonl").read_text("utf-8").splitlines()]
    planted = {(line["path"], line["code"]) for line in lines}
    command = [sys.executable, "-m", "casekit", "-C", str(folder), "lint", "--require-history", "--format", "json"]
    done = subprocess.run(
        [*command, "--today", LAST.isoformat()], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    found = json.loads(done.stdout)["problems"]
    told = {(p["path"], p["code"]) for p in found}
    errors = {(p["path"], p["code"]) for p in found if p["severity"] == "error"}
    return Compared(Counter(line["code"] for line in lines), sorted(planted - told), sorted(errors - planted))


def main() -> int:
    """Tells how each seed went."""
    audits, *seeds = map(int, sys.argv[1:])
    wrong = 0
    for seed in seeds:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as aside:
            it = compared(Path(aside, "demo"), audits, seed)
        wrong += len(it.missed) + len(it.beside)
        print(
            f"seed {seed}: {audits:,} audits, {it.planted.total()} mistakes planted of {len(it.planted)} rules, "
            f"{len(it.missed)} not found {it.missed[:9]}, {len(it.beside)} errors beside them {it.beside[:9]}; "
            f"{time.monotonic() - begun:.0f} s",
            flush=True,
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
