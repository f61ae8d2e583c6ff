"""Makes whole demos and holds what lint and verify find in them against what was planted.

As a program: `python -m tests.demo.whole AUDITS SEED...` tells of each seed how many mistakes were planted, by how many
rules, and ends with 1 where one was not found, anything else was an error, or a rule was planted under no seed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casekit.check.documents import rule_pages
from casekit.demo.make import LAST, make_demo

ROOT = Path(__file__).parents[2]
BY_TIME = ("CK104", "CK502", "CK515")
"""Rules whose mistake is in every demo without being planted."""


@dataclass(frozen=True, slots=True)
class Compared:
    """planted: how often each rule's mistake was planted. missed, beside: (path, code) that was not found, and errors
    of lint's that nobody planted. told: how often lint told of each rule."""

    planted: Counter[str]
    missed: list[tuple[str, str]]
    beside: list[tuple[str, str]]
    told: Counter[str]


def compared(folder: Path, audits: int, seed: int) -> Compared:
    """The demo of that size and seed with everything in it, made in the folder, linted and verified to its root."""
    make_demo(folder, audits, seed, everything=True)
    lines = [json.loads(line) for line in (folder / "planted.jsonl").read_text("utf-8").splitlines()]
    found = _problems(folder, "lint", "--require-history")
    told = {(p["path"], p["code"]) for p in found}
    errors = {(p["path"], p["code"]) for p in found if p["severity"] == "error"}
    verified = _problems(folder, "verify")
    missed = [(p["path"], p["code"]) for p in lines if (p["path"], p["code"]) not in told and not _in(verified, p)]
    beside = errors - {(line["path"], line["code"]) for line in lines}
    return Compared(Counter(p["code"] for p in lines), missed, sorted(beside), Counter(p["code"] for p in found))


def _problems(folder: Path, *words: str) -> list[dict[str, Any]]:
    """What a command finds in the demo on its last day."""
    command = [sys.executable, "-m", "casekit", "-C", str(folder), *words, "--format", "json"]
    done = subprocess.run(
        [*command, "--today", LAST.isoformat()], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    problems: list[dict[str, Any]] = json.loads(done.stdout)["problems"]
    return problems


def _in(verified: list[dict[str, Any]], planted: dict[str, str]) -> bool:
    """Whether verify, whose problems have no path, tells of that rule, and of that audit where it is one's.

    Of many it names the first and says how many more there are.
    """
    told = [" ".join((p["message"], *p["because"])) for p in verified if p["code"] == planted["code"]]
    return any(planted["audit"] in text or re.search(r"\b\d+ more\b", text) for text in told)


def main() -> int:
    """Tells how each seed went."""
    audits, *seeds = map(int, sys.argv[1:])
    wrong = 0
    every = {page.code for page in rule_pages() if page.planted}
    never = set(every)
    for seed in seeds:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as aside:
            it = compared(Path(aside, "demo"), audits, seed)
        wrong += len(it.missed) + len(it.beside) + sum(code not in it.told for code in BY_TIME)
        never -= it.planted.keys()
        print(
            f"seed {seed}: {audits:,} audits, {it.planted.total()} mistakes planted of {len(it.planted)} rules, "
            f"{len(it.missed)} not found {it.missed[:9]}, {len(it.beside)} errors beside them {it.beside[:9]}; "
            f"{time.monotonic() - begun:.0f} s",
            flush=True,
        )
    print(f"Of {len(every)} rules that can be planted, {len(never)} never were: {sorted(never)}")
    return 1 if wrong or never else 0


if __name__ == "__main__":
    sys.exit(main())
