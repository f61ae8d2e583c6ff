"""What casekit init makes, for real: casekit installed from it alone, its scripts run, its hook run by git."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import pytest

from casekit.cli.founding import found
from casekit.edit.kit import forges, packed_forms
from tests.cli.forges import read, scripts
from tests.cli.test_init import PLACES, pipelines
from tests.history.making import git

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]
ROOT = Path(__file__).parents[2]
WINDOWS = os.name == "nt"
SET = {
    "FORM": packed_forms()[0], "MONTH": "2026-10", "KIND": "", "AUDITOR": "p011", "AUDIENCE": "team",
}  # fmt: skip
"""What somebody chose who ran a pipeline by hand."""
NOBODY = ("-c", "user.name=Nobody", "-c", "user.email=nobody@council.example")
BAD = "audits/2026-10/2026-10-0001.md"


def begun(folder: Path, forge: str) -> Path:
    """A council's repository with one commit on main, known as origin/main too."""
    found(folder, forge, (), False, False)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, *NOBODY, "commit", "--quiet", "-m", "Begin")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    return folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment into which the first step of a pipeline was run, and nothing else."""
    folder = begun(tmp_path_factory.mktemp("first"), "github")
    bare = tmp_path_factory.mktemp("bare")
    venv.create(bare, with_pip=True, symlinks=not WINDOWS)
    programs = bare / ("Scripts" if WINDOWS else "bin")
    (step,) = {s for d in pipelines(folder, "github").values() for _, s, _ in scripts("github", d) if "pip" in s}
    told = subprocess.run(
        [programs / "python", *step.split()[1:]], cwd=folder, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    return programs


def ran(folder: Path, programs: Path, script: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A script as a forge runs it, without what the first step has done already."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "GIT_"))}
    there = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "CI": "true", **SET, **more}
    lines = "\n".join(line for line in script.splitlines() if "pip install" not in line)
    return subprocess.run(
        ["bash", "-e", "-c", lines], cwd=folder, env=kept | there, capture_output=True, encoding="utf-8", check=False
    )


def target(forge: str, folder: Path) -> dict[str, str]:
    """What a forge sets in the pipeline of a request for the branch main."""
    if forge == "gitlab":
        return {"CI_MERGE_REQUEST_DIFF_BASE_SHA": git(folder, "rev-parse", "origin/main").strip()}
    return {"TARGET": "origin/main"} if forge == "github" else {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"}


def all_scripts(folder: Path, forge: str) -> list[tuple[str, str]]:
    return [
        (job, script)
        for data in pipelines(folder, forge).values()
        for job, script, _ in scripts(forge, data)
        if "casekit" in script
    ]


@pytest.mark.skipif(shutil.which("bash") is None, reason="the pipelines' scripts are for bash")
@pytest.mark.parametrize("forge", forges())
def test_every_script_of_a_pipeline_runs_on_what_it_was_made_with(tmp_path: Path, installed: Path, forge: str) -> None:
    made = begun(tmp_path / "ours", forge)
    summary = tmp_path / "summary.md"
    jobs = all_scripts(made, forge)
    assert len(jobs) >= 4
    for number, (job, script) in enumerate(jobs):
        folder = tmp_path / str(number)
        shutil.copytree(made, folder)
        told = ran(folder, installed, script, GITHUB_STEP_SUMMARY=str(summary), **target(forge, folder))
        assert told.returncode == 0, (job, told.stdout, told.stderr)
        if "casekit build" in script:
            assert (folder / "site" / "index.html").is_file()
        if "casekit report" in script:
            assert {path.suffix for path in (folder / "month").iterdir()} == {".html", ".md"}
        if "casekit new" in script:
            (audit,) = (folder / "begun").iterdir()
            shown = summary.read_text("utf-8") if forge == "github" else told.stdout
            assert audit.read_text("utf-8").strip() in shown
        assert git(folder, "status", "--porcelain") in ("", "?? audits/2026-10/")


@pytest.mark.skipif(shutil.which("bash") is None, reason="the pipelines' scripts are for bash")
@pytest.mark.parametrize("forge", forges())
def test_a_request_with_a_mistake_fails_where_the_forge_looks_and_cannot_switch_its_rule_off(
    tmp_path: Path, installed: Path, forge: str
) -> None:
    folder = begun(tmp_path / "ours", forge)
    git(folder, "checkout", "--quiet", "-b", "mistake")
    (folder / BAD).parent.mkdir()
    (folder / BAD).write_text(f"---\nid: 2026-10-0001\nrubric: {packed_forms()[0]}@99\n---\n", encoding="utf-8")
    with (folder / "casekit.toml").open("a", encoding="utf-8") as toml:
        toml.write('\n[severities]\nCK107 = "off"\n')
    git(folder, "add", ".")
    git(folder, *NOBODY, "commit", "--quiet", "-m", "An audit in a form that is not there")
    (script,) = {script for _, script in all_scripts(folder, forge) if "--changed-since" in script}
    told = ran(folder, installed, script, **target(forge, folder))
    assert told.returncode == 1, (told.stdout, told.stderr)
    seen = {
        "github": f"::error file={BAD},",
        "azure": f"##vso[task.logissue type=error;sourcepath={BAD};",
        "gitlab": f"{BAD}:",
    }[forge]
    assert seen in told.stdout
    if forge == "gitlab":
        assert BAD in (folder / "code-quality.json").read_text("utf-8")


def test_what_is_checked_in_a_pipeline_is_the_default_branch_that_the_kit_names(tmp_path: Path) -> None:
    for forge in ("github", "azure"):
        folder = begun(tmp_path / forge, forge)
        place = folder / PLACES[forge]
        paths = sorted(place.iterdir()) if place.is_dir() else [place]
        branches: list[Any] = [read(p.read_text("utf-8")) for p in paths]
        named = [d["on"]["push"]["branches"] for d in branches if "push" in d.get("on", {})]
        named += [d["trigger"]["branches"]["include"] for d in branches if "trigger" in d]
        assert named == [["main"]]


# pre-commit -----------------------------------------------------------------------------------------------------------


def hook(folder: Path, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHONPATH"))}
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=folder,
        env=kept | {"PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def project(folder: Path) -> str:
    """This project as it stands, as a repository of its own; its only commit."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    for name in listed.rstrip("\0").split("\0"):
        if not name.startswith(("tests/", "audits/", "bench/")) and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, *NOBODY, "commit", "--quiet", "-m", "casekit")
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.mark.skipif(not (ROOT / ".git").exists() or shutil.which("git") is None, reason="not a git checkout")
def test_pre_commit_runs_the_hooks_of_this_project_for_real(tmp_path: Path) -> None:
    (tmp_path / "casekit").mkdir()
    revision = project(tmp_path / "casekit")
    home = tmp_path / "home"
    folder = begun(tmp_path / "ours", "github")
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {(tmp_path / 'casekit').as_posix()}\n    rev: {revision}\n"
        "    hooks: [{id: casekit-lint}, {id: casekit-lint-all}]\n",
        encoding="utf-8",
    )
    git(folder, "add", ".")
    told = hook(folder, "run", "--all-files", home=home)
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.count("Passed") == 2
    assert hook(folder, "install", home=home).returncode == 0
    (folder / BAD).parent.mkdir()
    (folder / BAD).write_text(f"---\nid: 2026-10-0001\nrubric: {packed_forms()[0]}@99\n---\n", encoding="utf-8")
    git(folder, "add", ".")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    commit = subprocess.run(
        ["git", *NOBODY, "commit", "--quiet", "-m", "An audit in a form that is not there"],
        cwd=folder,
        env=kept | {"PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert commit.returncode == 1
    said = commit.stdout + commit.stderr
    assert said.count(f"{BAD}:3:9: error CK107") == 2, said
    assert len(git(folder, "log", "--oneline").splitlines()) == 1
