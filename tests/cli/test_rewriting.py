"""docs/rewriting.md, carried out on the fictional repository: no hit is left, and verify accepts the record."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from casekit.history.git import executable
from tests.cli.conftest import Casekit
from tests.cli.vale import ROOT
from tests.history.making import PINNED, git

PAGE = (ROOT / "docs/rewriting.md").read_text(encoding="utf-8")
STEPS = re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)
NAME = "Xanthippe O'Quirke"


def hits(folder: Path) -> int:
    """Objects, reachable or not, that hold the name."""
    every = subprocess.run(
        [executable(), "cat-file", "--batch-all-objects", "--batch"], cwd=folder, capture_output=True, check=True
    ).stdout
    return every.count(NAME.encode())


@pytest.mark.slow
def test_the_runbook(casekit: Casekit, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    assert casekit("demo", folder, "--audits", "12", "--seed", "3").code == 0
    audit = sorted(folder.glob("audits/*/*.md"))[0]
    before = audit.read_text("utf-8")
    git(folder, "switch", "-qc", "side")
    audit.write_text(before.replace("\n## ", f"\n## \n{NAME} said so.\n## ", 1), "utf-8")
    named = audit.with_name(f"{NAME}.md")
    named.write_text(before, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", f"{NAME} was seen")
    audit.write_text(before, "utf-8")
    named.unlink()
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Take it out again")
    git(folder, "switch", "-q", "main")
    (folder / "NOTES.md").write_text("Meanwhile.\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Meanwhile")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge side", "side")
    git(folder, "tag", "-m", "A tag", "november")
    kept = git(folder, "rev-parse", "HEAD^1")
    assert hits(folder) >= 3
    attested = tmp_path / "before.json"
    casekit("-C", folder, "verify", "--attest", attested)
    data = json.loads(attested.read_text())
    assert len(STEPS) == 3
    person = re.search(r"^  (p\d+):", (folder / "people.yaml").read_text(), re.MULTILINE)
    assert person is not None
    env = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in PINNED.items()}
    bash = shutil.which("bash")
    assert bash
    done = subprocess.run(
        [bash, "-c", "\n".join([f"BY={person[1]}", *STEPS])],
        cwd=folder,
        input=f"{NAME}\n".encode(),
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **env},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().split()[-3:] == ["0", "0", "0"]
    assert hits(folder) == 0
    assert not [p for p in folder.rglob("*") if p.is_file() and NAME.encode() in p.read_bytes()]
    assert git(folder, "cat-file", "-t", kept) == "commit"
    ran = casekit("-C", folder, "verify", "--against", attested, "--format", "json")
    found = json.loads(ran.out)
    codes = {problem["code"] for problem in found["problems"]}
    assert not codes & {"CK920", "CK921", "CK922", "CK924"}, found["problems"]
    assert found["against"]["head"] == data["head"]
    assert found["against"]["contained"] is False
    assert len(found["against"]["rewrites"]) == 1
    assert git(folder, "status", "--porcelain") == ""
