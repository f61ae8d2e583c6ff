"""What an installed casekit is: the wheel in a bare environment, run from another folder, finds all that it needs."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from casekit import __version__

ROOT = Path(__file__).parent.parent
DATA = {
    "rubrics": "rubrics",
    "policy": "policy",
    "schema": "schema",
    "site": "site",
    "docs/rules": "rules",
    "demo": "demo",
    "starter": "starter",
    "kit": "kit",
}

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


@dataclass(frozen=True)
class Installed:
    """A built wheel and sdist, the casekit that was installed from the wheel, and a folder far from the checkout."""

    wheel: Path
    sdist: Path
    command: Path
    folder: Path

    def run(self, *arguments: str, expect: int = 0) -> str:
        """What the installed command printed."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        told = subprocess.run(
            [self.command, *arguments],
            cwd=self.folder,
            env=kept | {"HOME": str(self.folder)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert told.returncode == expect, told.stdout + told.stderr
        return told.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Builds the sdist, from it the wheel, and installs that in an environment with nothing else."""
    built, bare, folder = (tmp_path_factory.mktemp(name) for name in ("built", "bare", "elsewhere"))
    subprocess.run([sys.executable, "-m", "build", "--outdir", built, ROOT], check=True, capture_output=True)
    (wheel,), (sdist,) = built.glob("*.whl"), built.glob("*.tar.gz")
    venv.create(bare, with_pip=True, symlinks=os.name != "nt")
    scripts = bare / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", wheel], check=True, capture_output=True)
    return Installed(wheel, sdist, scripts / "casekit", folder)


def under_git(*folders: str) -> set[str]:
    """The files that git does not ignore, below these folders."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout")
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard", *folders]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    return set(listed.rstrip("\0").split("\0"))


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    expected = under_git("casekit")
    for folder, packed in DATA.items():
        expected |= {f"casekit/_data/{packed}/{name.removeprefix(folder + '/')}" for name in under_git(folder)}
    assert names == expected


def test_the_sdist_holds_the_whole_project(installed: Installed) -> None:
    with tarfile.open(installed.sdist) as sdist:
        names = {member.name.partition("/")[2] for member in sdist.getmembers() if member.isfile()}
    assert {name for name in under_git() if not name.startswith(".")} - names == set()


def test_it_says_its_version(installed: Installed) -> None:
    assert installed.run("--version").split()[-1] == __version__


def test_from_the_demo_to_the_report(installed: Installed) -> None:
    installed.run("demo", "d", "--audits", "12", "--seed", "7")
    planted = (installed.folder / "d" / "planted.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(installed.run("-C", "d", "lint", "--format", "json", expect=1 if planted else 0))
    found = {(problem["path"], problem["code"]) for problem in told["problems"]}
    assert {(line["path"], line["code"]) for line in map(json.loads, planted)} <= found
    installed.run("-C", "d", "build", "--output", str(installed.folder / "report"))
    assert (installed.folder / "report" / "index.html").stat().st_size > 1000


def test_a_rule_explains_itself(installed: Installed) -> None:
    code = sorted((ROOT / "docs" / "rules").glob("CK*.md"))[0].stem
    assert code in installed.run("rule", code)
