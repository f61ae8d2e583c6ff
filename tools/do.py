"""Every job of this project, for make and for systems without it: `python tools/do.py demo`.

Needs Python 3.11 or later and git, and nothing else: what a job uses is installed into .venv first, once, and again
only when pyproject.toml has changed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import stat
import subprocess
import sys
import venv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
DEMO = ROOT / "build" / "demo"
REPORT = ROOT / "build" / "demo-report"
LAST = "2026-10-31"  # the day on which the fiction ends: counted from any later one, everything would be overdue
EXAMPLES = ROOT / "build" / "examples"
EXAMPLES_REPORT = ROOT / "build" / "examples-report"
EXAMPLES_DAY = "2026-11-20"  # soon after the last thing that happened in them
BROWSER = ROOT / "tests" / "browser"
PIP = "pip>=25.1,<27"  # the first that installs a dependency group by its name
CLEANED = ("build", "dist", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis")


class Failed(Exception):
    """A job could not be done; its text is one plain sentence."""


def run(*command: str | Path, cwd: Path = ROOT, expect: int = 0) -> None:
    """Runs one command in sight of the user; Failed where it ends with another exit code than the expected."""
    words = [str(word) for word in command]
    said = [Path(words[0]).stem, *words[1:]]
    print("$ " + " ".join(said).replace(str(ROOT) + os.sep, ""), flush=True)
    code = subprocess.run(words, cwd=cwd, check=False).returncode
    if code != expect:
        raise Failed(f"`{said[0]}` ended with exit code {code}, and {expect} was expected; what it said stands above.")


def tool(name: str, *arguments: str | Path, expect: int = 0) -> None:
    """Runs a command that was installed into .venv."""
    run(BIN / (name + (".exe" if os.name == "nt" else "")), *arguments, expect=expect)


def installed(stamp: Path, wanted: str) -> bool:
    """Whether the stamp in .venv says that just this was installed."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted


def set_up(*, dev: bool) -> None:
    """Makes .venv and installs casekit from this folder, with the developers' tools where they are asked for."""
    wanted = "\n".join([hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest(), sys.version, str(ROOT)])
    ours, plain, full = VENV / ".casekit", VENV / ".casekit-installed", VENV / ".casekit-dev-installed"
    if installed(full, wanted) or (not dev and installed(plain, wanted)):
        return
    if VENV.exists() and not ours.exists():
        raise Failed(f"{VENV} is there already and was not made by this script; move it away and try again.")
    if not installed(plain, wanted):  # nothing yet, or another Python, another folder or other requirements
        remove(VENV)
        print("Setting up .venv (once; this downloads what casekit needs) ...", flush=True)
        VENV.mkdir()
        ours.touch()
        try:
            venv.create(VENV, with_pip=True, symlinks=os.name != "nt")
        except (OSError, subprocess.CalledProcessError) as error:
            raise Failed(
                "Python could not make a virtual environment. On Debian and Ubuntu `apt install python3-venv` helps. "
                f"Python said: {error}"
            ) from error
        run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PIP)
    group = ["--group", "dev"] if dev else []
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", ROOT, *group)
    plain.write_text(wanted, encoding="utf-8")
    if dev:
        full.write_text(wanted, encoding="utf-8")


def remove(folder: Path) -> None:
    """Deletes a folder of ours, read-only files of git on Windows included."""

    def unlock(function: Callable[[str], object], path: str, _: object) -> None:
        Path(path).chmod(stat.S_IWRITE)
        function(path)

    if folder.exists():
        shutil.rmtree(folder, onerror=unlock)


def demo() -> None:
    """Makes a fictional repository of 200 audits, lints it and builds its report."""
    set_up(dev=False)
    remove(DEMO)
    tool("casekit", "demo", DEMO, "--audits", "200", "--seed", "7")
    tool("casekit", "-C", DEMO, "lint", f"audits/{LAST[:7]}", "--today", LAST, expect=1)
    print("Some of those were planted on purpose, to show what lint says; build/demo/planted.jsonl lists them all.\n")
    tool("casekit", "-C", DEMO, "build", "--today", LAST, "--output", REPORT)
    print(f"\nThe report is ready. Open this file in a browser:\n  {REPORT / 'index.html'}")


def examples() -> None:
    """Replays the worked examples of audits/ into a fresh repository, lints it and builds its report."""
    set_up(dev=False)
    remove(EXAMPLES)
    run(PYTHON, ROOT / "tools" / "replay.py", EXAMPLES)
    tool("casekit", "-C", EXAMPLES, "lint", "--require-history", "--today", EXAMPLES_DAY)
    tool("casekit", "-C", EXAMPLES, "build", "--today", EXAMPLES_DAY, "--output", EXAMPLES_REPORT)
    print(f"\nThe report is ready. Open this file in a browser:\n  {EXAMPLES_REPORT / 'index.html'}")


def lint() -> None:
    """Style, types, spelling and the layers of the house."""
    set_up(dev=True)
    tool("ruff", "check", ".")
    tool("ruff", "format", "--check", ".")
    tool("mypy")
    tool("lint-imports", "--no-cache", "--no-logo")
    tool("codespell")


def pytest(*arguments: str) -> None:
    """Runs tests on at most four cores."""
    run(PYTHON, "-m", "pytest", "-n", str(min(4, os.cpu_count() or 1)), *arguments)


def test() -> None:
    """Style, types, spelling, layers and the quick tests: before every commit."""
    lint()
    pytest()


def test_long() -> None:
    """The tests that take more than a few seconds each, the wheel in a bare environment among them."""
    set_up(dev=True)
    pytest("-m", "slow and not browser")


def test_wheel() -> None:
    """Only the wheel and the sdist: built, installed in a bare environment and run from another folder."""
    set_up(dev=True)
    pytest("-m", "slow", "tests/test_wheel.py")


def browser_tools() -> None:
    """Installs what the browser tests need beside chromium."""
    set_up(dev=True)
    npm = shutil.which("npm")
    if npm is None:
        raise Failed("The browser tests need node and npm (https://nodejs.org), java and chromium; npm was not found.")
    if shutil.which("java") is None:
        raise Failed("The browser tests need java 17 or later, for the Nu HTML checker; it was not found.")
    lock, stamp = BROWSER / "package-lock.json", BROWSER / "node_modules" / ".casekit-installed"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not installed(stamp, wanted):
        # No script of a package is run: the Nu checker's own would fetch a Java.
        run(npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", cwd=BROWSER)
        stamp.write_text(wanted, encoding="utf-8")


def test_browser() -> None:
    """Every kind of page in headless Chromium; needs node, npm, java and chromium."""
    browser_tools()
    pytest("-m", "browser and not slow")


def test_form() -> None:
    """The offline form's logic and writing against Python's on thousands of random audits in Chromium; takes long."""
    browser_tools()
    pytest("-m", "browser and slow")


def test_spark() -> None:
    """The Parquet of several authorities, pooled and added up with Spark; needs java 17, and downloads 450 MB once."""
    set_up(dev=True)
    if shutil.which("java") is None:
        raise Failed("Spark needs java 17 or later; it was not found.")
    run(
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--group",
        f"{ROOT / 'pyproject.toml'}:spark",
    )
    run(PYTHON, "-m", "pytest", "-m", "spark", "tests/spark")


def fuzz() -> None:
    """200,000 spoilt worked examples: ten times what test-long runs, with a seed of the hour's; takes long."""
    set_up(dev=True)
    seed = datetime.now(UTC).strftime("%Y%m%d%H")
    run(PYTHON, "-m", "tests.fuzz.run", "200000", seed)


def planted() -> None:
    """Demos of 5,000 audits under three seeds: lint finds every planted mistake, and no error beside; takes long."""
    set_up(dev=True)
    run(PYTHON, "-m", "tests.demo.whole", "5000", "1", "2", "3")


def bench() -> None:
    """Measures casekit beside its peers and prints the ratios; takes long, asserts nothing about time."""
    set_up(dev=False)
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", ROOT / "bench/requirements.txt")
    run(PYTHON, "-m", "bench")


def check() -> None:
    """Everything that CI checks."""
    test()
    test_long()
    test_browser()


def clean() -> None:
    """Deletes everything that these jobs made."""
    for name in CLEANED:
        remove(ROOT / name)
    remove(BROWSER / "node_modules")
    for code in ("casekit", "tests", "tools", "bench"):
        for cache in (ROOT / code).rglob("__pycache__"):
            remove(cache)


JOBS = {
    job.__name__.replace("_", "-"): job
    for job in (
        demo,
        examples,
        test,
        test_long,
        test_wheel,
        test_browser,
        test_form,
        test_spark,
        lint,
        fuzz,
        planted,
        bench,
        check,
        clean,
    )
}


def main() -> int:
    """Does the jobs that are named, in that order; 2 where one could not be done."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- whoever has an older Python is told so
        print(f"casekit needs Python 3.11 or later; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    width = max(map(len, JOBS))
    parser = argparse.ArgumentParser(
        prog="tools/do.py",
        description="Every job of this project; `make JOB` does the same.",
        epilog="\n".join(f"  {name:<{width}}  {(job.__doc__ or '').splitlines()[0]}" for name, job in JOBS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("job", nargs="+", choices=JOBS, metavar="JOB", help="one or more of those below")
    try:
        for name in parser.parse_args().job:
            JOBS[name]()
    except Failed as failed:
        print(f"\n{failed}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
