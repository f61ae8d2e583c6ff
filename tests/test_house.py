"""The shape of the house: layers, small modules, no form's words in Python, and nothing generated under git."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "casekit"
MODULES = sorted(PACKAGE.rglob("*.py"))
CONTRACTS = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# Layers ---------------------------------------------------------------------------------------------------------------


def imports_checked(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says about the package in that folder, under the project's own contracts."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_no_import_points_upwards() -> None:
    told = imports_checked(ROOT)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("rubric/odd.py", "import casekit.model.audit", "A room imports only from rooms below it"),
        ("model/odd.py", "from casekit.cli import main", "A room imports only from rooms below it"),
        ("newroom/__init__.py", "", "A room imports only from rooms below it"),
        ("publish/odd.py", "import subprocess", "Only the history runs git"),
        ("cli/odd.py", "import git", "Only the history runs git"),
        ("output/odd.py", "import typer", "Only the command line knows Typer"),
        ("cli/odd.py", "import click", "Only the command line knows Typer"),
        ("link/odd.py", "import yaml", "Each format has its room"),
        ("cli/odd.py", "import jinja2", "Each format has its room"),
        ("model/odd.py", "import yaml", "not even through others"),
        ("register/odd.py", "from pathlib import Path", "touch no disk"),
        ("check/rules/grades/odd.py", "import os", "touch no disk"),
        ("check/rules/grades/odd.py", "from casekit.check.registry import RULES", "Rules know nothing of the pipeline"),
        ("check/rules/grades/odd.py", "import casekit.check.rules.actions.ck502_overdue", "No rule imports another"),
        ("conform/odd.py", "import urllib.request", "Nothing is fetched from a network"),
    ],
)
def test_an_import_that_points_upwards_is_told(tmp_path: Path, module: str, line: str, contract: str) -> None:
    for path in MODULES:
        copy = tmp_path / named(path)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text("", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(CONTRACTS, encoding="utf-8")
    odd = PACKAGE.relative_to(ROOT) / module
    (tmp_path / odd).parent.mkdir(exist_ok=True)
    (tmp_path / odd).write_text(f'"""Odd."""\n{line}\n', encoding="utf-8")
    told = imports_checked(tmp_path)
    verdicts = re.findall(r"([A-Z][^.]*?) (KEPT|BROKEN)", " ".join(told.stdout.split()))
    assert told.returncode == 1
    assert any(contract in name for name, verdict in verdicts if verdict == "BROKEN"), told.stdout


# Size and habits ------------------------------------------------------------------------------------------------------


def test_no_module_is_longer_than_one_can_see_across() -> None:
    paths = [*MODULES, *ROOT.glob("tools/*.py"), *ROOT.glob("bench/*.py")]
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}, (
        "look for the second idea hiding there"
    )


def dotted(node: ast.expr) -> str:
    """ "datetime.now" for a name or a chain of attributes, the last two links of it; "" for anything else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=inner, attr=name):
            return f"{dotted(inner).rpartition('.')[2]}.{name}"
        case _:
            return ""


CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime"}


def habits(source: str) -> Iterator[tuple[int, str]]:
    """The line and name of each call that only some rooms may make: print, and a look at the clock."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and dotted(node.func) in {"print"} | CLOCKS:
            yield node.lineno, dotted(node.func)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def test_only_the_command_line_and_the_output_print_and_only_the_command_line_knows_what_day_it_is() -> None:
    allowed = {"cli": {"print"} | CLOCKS, "output": {"print"}}
    found = [
        f"{named(path)}:{line} {call}"
        for path in MODULES
        for line, call in habits(path.read_text(encoding="utf-8"))
        if call not in allowed.get(room(path), set())
    ]
    assert found == []


def test_prints_and_clocks_are_seen() -> None:
    assert list(habits("import datetime\ndatetime.datetime.now()\nprint(1)\ndate.today()\nx.print()")) == [
        (2, "datetime.now"),
        (3, "print"),
        (4, "date.today"),
    ]


def test_spelling() -> None:
    command = [sys.executable, "-m", "codespell_lib"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (told.returncode, told.stdout) == (0, "")


# The rubric is data ---------------------------------------------------------------------------------------------------


def ids_below(node: object) -> Iterator[str]:
    """The ids of sections, questions, limits and triggers anywhere in a rubric, and of the grades of its scales."""
    if isinstance(node, list):
        for item in node:
            yield from ids_below(item)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key in ("sections", "questions") and isinstance(value, dict):
            yield from map(str, value)
        if key in ("limits", "triggers") and isinstance(value, list):
            yield from (str(item["id"]) for item in value if isinstance(item, dict) and "id" in item)
        if key in ("best_first", "worst_first"):
            for grade in value:
                yield str(next(iter(grade)) if isinstance(grade, dict) else grade)
        yield from ids_below(value)


def ids_of_forms() -> set[str]:
    found: set[str] = set()
    for path in sorted((ROOT / "rubrics").glob("*.yaml")):
        found.add(path.stem)
        found.update(ids_below(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)))
    return found - {"scales", "overall"}  # the language's own words


ANSWERS = {"yes", "no", "partly"}  # words of the audit format too (`independent: yes`)


def forms_words(source: str, ids: set[str]) -> Iterator[str]:
    """Each id of a form that a module's source mentions.

    An id of several words, such as some-section, counts wherever it stands, comments included. A single English word
    would: it counts only as a whole string, which is how code would compare with it.
    """
    compound = {i for i in ids if "-" in i or "_" in i}
    for word in re.findall(r"[a-z0-9]+(?:[-_][a-z0-9]+)+", source):
        if word in compound or word.replace("_", "-") in compound:
            yield word
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and node.value in ids - compound:
            yield str(node.value)


def test_no_word_of_a_form_stands_in_python() -> None:
    ids = ids_of_forms() - ANSWERS
    assert len(ids) > 50
    found = {named(path): set(forms_words(path.read_text(encoding="utf-8"), ids)) for path in MODULES}
    assert {name: words for name, words in found.items() if words} == {}


def test_a_word_of_a_form_in_python_is_seen() -> None:
    ids = {"some-section", "below_standard", "good"}
    assert list(forms_words("# not good\nx = 'good'\ny = 'a some_section'", ids)) == ["some_section", "good"]
    assert set(forms_words("GRADES = ['below_standard']", ids)) == {"below_standard"}


def test_ids_of_forms_are_found_in_a_rubric() -> None:
    rubric = yaml.safe_load(
        """
        scales: {four: {best_first: {top: Top, low: {label: Low}}}}
        sections:
          grip:
            limits: [{id: no-visit, when: {}}]
            questions: {seen-alone: Seen alone}
            sections: {inner: {questions: {deep: Deep}}}
        """
    )
    assert set(ids_below(rubric)) == {"top", "low", "grip", "no-visit", "seen-alone", "inner", "deep"}


# Git ------------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not (ROOT / ".git").exists() or shutil.which("git") is None, reason="not a git checkout")
def test_nothing_generated_is_under_git() -> None:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--ignored", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert listed.stdout.split("\n") == [""]
