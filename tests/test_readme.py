"""What the README shows is what casekit does."""

import re
from pathlib import Path

import pytest

from casekit import __version__
from casekit.output.formats import Format
from tests.cases import Change
from tests.check.lint import lint
from tests.laid import lay
from tools import do, readme

SHOWN = readme.README.read_text(encoding="utf-8")


def without_commits(text: str) -> str:
    """The text without the ids of commits, which change with every word of the fiction."""
    return re.sub(r"^[0-9a-f]{10}(?=  )", "", text, flags=re.MULTILINE)


@pytest.mark.slow
@pytest.mark.parametrize("page", readme.PAGES, ids=lambda page: page.name)
def test_a_page_shows_what_casekit_prints(page: Path, tmp_path: Path) -> None:
    shown = page.read_text(encoding="utf-8")
    is_so = without_commits(readme.rewritten(shown, readme.PAGES[page](tmp_path.resolve())))
    assert is_so == without_commits(shown), "`python tools/readme.py` writes it anew"


def test_every_format_has_its_example() -> None:
    shown = readme.LINTING.read_text(encoding="utf-8")
    heads = re.findall(r"^### (\w+)$", shown, flags=re.MULTILINE)
    assert set(heads) == {format.value for format in Format if format is not Format.full}
    for name in heads:
        assert re.search(rf"^\$ casekit lint .*--format {name}\n\S", shown, flags=re.MULTILINE), name
    assert re.search(r"^\$ casekit lint [^\n]*--select CK203\n\S", shown, flags=re.MULTILINE)


def test_the_waiver_and_the_policy_that_it_shows_hold() -> None:
    shown = readme.LINTING.read_text(encoding="utf-8")
    waiver, policy = (re.search(rf"```{kind}\n(.*?)```", shown, re.DOTALL) for kind in ("yaml", "toml"))
    assert waiver is not None
    assert policy is not None
    files = lay([Change(f"feedback: (removed)\n{waiver[1]}")], {"casekit.toml": policy[1].encode()})[0]
    report = lint(files)
    assert report.problems == ()
    assert [one.problem.code for one in report.waived] == ["CK302"]


@pytest.mark.parametrize("told", ["error CK403", "moderated; overall grade changed from", "settled"])
def test_its_examples_still_show_what_the_tour_says(told: str) -> None:
    """Where another demo has other mistakes, the tour needs another audit."""
    assert told in SHOWN


def test_its_first_commands_are_jobs() -> None:
    commands = re.findall(r"^(?:\$ make|> py tools\\do\.py) (\S+)$", SHOWN, flags=re.MULTILINE)
    assert commands == ["demo", "test", "demo", "test"]
    assert set(commands) <= set(do.JOBS)


def test_output_that_is_not_so_is_replaced(tmp_path: Path) -> None:
    lie = "Text\n```console\n$ casekit --version\n9.9\n$ make demo\n```\n"
    assert (
        readme.rewritten(lie, tmp_path)
        == f"Text\n```console\n$ casekit --version\ncasekit {__version__}\n$ make demo\n```\n"
    )


def test_a_part_of_the_output_is_shown_with_its_gaps() -> None:
    lines = ["head", "a", "b", "c", "a again", "end"]
    assert readme.only(lines, "a | end") == ["head", "a", "...", "a again", "end"]
    assert readme.only(lines, "b") == ["head", "...", "b", "..."]


def test_lines_of_a_file_are_shown_with_their_gaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readme, "ROOT", tmp_path)
    (tmp_path / "a.md").write_text("1\n2\n3\n4\n5\n", encoding="utf-8")
    told = readme.rewritten("<!-- lines 1-2, 4-4 of a.md -->\n```markdown\nold\n```\n", tmp_path)
    assert told == "<!-- lines 1-2, 4-4 of a.md -->\n```markdown\n1\n2\n...\n4\n...\n```\n"


def test_a_command_that_is_only_run_shows_nothing(tmp_path: Path) -> None:
    told = "<!-- without output -->\n```console\n$ casekit --version\n```\n"
    assert readme.rewritten(told, tmp_path) == told


def test_a_command_that_cannot_do_its_work_ends_it(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"`casekit lint` ended with [23]"):
        readme.rewritten("```console\n$ casekit lint\n```\n", tmp_path)
