"""Makes 1,000 and 10,000 audits, runs casekit and its peers on them in turn, and prints the table of ratios.

    python -m bench
    python -m bench --sizes 100 1000 --runs 1

Nothing here fails because something was slow: on a shared machine only the ratios of one run mean anything.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from bench import corpora, measure, peers, searching, table
from bench.measure import Command

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "bench"
EITHER = frozenset({0, 1})  # clean, or problems found: the demo has some planted


def commands(programs: peers.Programs, corpus: corpora.Corpus, size: int) -> dict[str, Command]:
    """What runs on one size of audits, by name."""
    schema = ROOT / "schema" / "audit.schema.json"
    site, public = WORK / "site", WORK / "public"
    front_matter = sorted(corpus.front_matter.rglob("*.yaml"))
    return {
        f"lint {size}": Command([programs.casekit, "lint"], corpus.repository, EITHER),
        f"check-jsonschema {size}": Command(
            [programs.check_jsonschema, "--schemafile", schema, *front_matter], corpus.front_matter, EITHER
        ),
        f"build {size}": Command([programs.casekit, "build", "--output", site], corpus.repository),
        f"hugo {size}": Command([programs.hugo, "--quiet", "--destination", public], corpus.hugo),
    }


def starts(programs: peers.Programs) -> dict[str, Command]:
    """The two programs whose start is compared."""
    return {
        "casekit --help": Command([programs.casekit, "--help"], ROOT),
        "empty Typer app --help": Command([programs.python, ROOT / "bench" / "empty.py", "--help"], ROOT),
    }


def interleaved(
    what: dict[str, Command], runs: int, how: Callable[[Command], float], told: dict[str, list[float]], suffix: str = ""
) -> None:
    """Measures each command once, then each again, so that a slow minute of the machine falls on all of them."""
    for run in range(runs):
        for name, command in what.items():
            for output in ("site", "public"):
                shutil.rmtree(WORK / output, ignore_errors=True)
            value = how(command)
            told.setdefault(name + suffix, []).append(value)
            print(f"  {name}{suffix}: {value:.3g} ({run + 1} of {runs})", file=sys.stderr, flush=True)


def rebuilt(
    programs: peers.Programs, corpus: corpora.Corpus, size: int, runs: int, told: dict[str, list[float]]
) -> None:
    """Measures builds over a site that is there and lint, each after a commit to one audit; then the site's search."""
    home = WORK / "home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    again = {
        "build": Command([programs.casekit, "build", "--output", WORK / "kept"], corpus.repository, home=home),
        "lint": Command([programs.casekit, "lint"], corpus.repository, EITHER, home),
    }
    measure.seconds(again["build"])
    for run in range(runs):
        for number, (what, command) in enumerate(again.items(), start=2 * run):
            corpora.commit(corpus.repository, number)
            name, value = f"{what} after one commit {size}", measure.seconds(command)
            told.setdefault(name, []).append(value)
            print(f"  {name}: {value:.3g} ({run + 1} of {runs})", file=sys.stderr, flush=True)
    taken = searching.slowest(WORK / "kept")
    if taken is not None:
        told[f"search {size}"], told[table.TENTH] = [taken], [0.1]
    shutil.rmtree(WORK / "kept")


def measured(programs: peers.Programs, sizes: Iterable[int], runs: int) -> dict[str, list[float]]:
    """Everything that the table is made of."""
    told: dict[str, list[float]] = {}
    interleaved(starts(programs), 5 * runs, measure.seconds, told)
    for size in sizes:
        corpus = corpora.make(programs.casekit, WORK / str(size), size)
        print(f"{corpus.audits:,} audits, {corpus.commits:,} commits", file=sys.stderr, flush=True)
        what = commands(programs, corpus, size)
        interleaved(what, runs, measure.seconds, told)
        if Path("/proc/self/smaps_rollup").exists():
            big = {name: command for name, command in what.items() if name.startswith(("build", "hugo"))}
            interleaved(big, 1, measure.peak, told, " MiB")
        rebuilt(programs, corpus, size, runs, told)
    return told


def main() -> int:
    """Measures and prints; 0 unless a command could not do its work."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", nargs=2, type=int, default=[1000, 10000], help="how many audits, twice")
    parser.add_argument("--runs", type=int, default=3, help="how often each is run")
    options = parser.parse_args()
    small, large = options.sizes
    WORK.mkdir(parents=True, exist_ok=True)
    try:
        told = measured(peers.programs(WORK / "peers"), [small, large], options.runs)
    except measure.Broken as broken:
        print(broken, file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores\n")
    print(table.ratios(table.targets(small, large), told), end="\n\n")
    print(table.medians(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
