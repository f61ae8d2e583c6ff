"""casekit form: one page with everything in it, and refusals in one sentence."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from casekit.edit import canonical
from casekit.rubric import condition
from tests.cli.conftest import Casekit

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name in ("casekit.toml", "people.yaml"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "audits", tmp_path / "audits")
    return tmp_path


def test_the_page_of_an_audit(casekit: Casekit, repository: Path) -> None:
    ran = casekit("-C", repository, "form", "2026-10-0006")
    page = (repository / "2026-10-0006.html").read_text("utf-8")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Wrote {repository}/2026-10-0006.html.")
    for kind in ("script", "style"):
        (inside,) = re.findall(rf"<{kind}>(.*?)</{kind}>", page, flags=re.S)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in page
    assert "default-src 'none'" in page
    assert not re.search(r"\b(src|href|action)=[\"']|https?:|@import|url\(", page.partition("<script type=")[0])


def test_only_ids_and_job_titles_of_people_are_in_it(casekit: Casekit, repository: Path) -> None:
    casekit("-C", repository, "form", "2026-10-0006")
    page = (repository / "2026-10-0006.html").read_text("utf-8")
    (data,) = re.findall(r'<script type="application/json" id="content">(.*?)</script>', page)
    people = json.loads(data)["people"]
    assert ["p013"] in [person[:1] for person in people]
    assert "@" not in json.dumps(people)


def test_the_same_bytes_for_the_same_audit(casekit: Casekit, repository: Path) -> None:
    made = []
    for name in ("one.html", "two.html"):
        casekit(
            "-C",
            repository,
            "form",
            "--rubric",
            "collaborative",
            "--today",
            "2026-10-15",
            "--output",
            repository / name,
        )
        made.append((repository / name).read_bytes())
    assert made[0] == made[1]


REFUSED = [
    ((), "Say either which audit, or with --rubric which form a new audit is to have."),
    (("2026-10-0006", "--rubric", "collaborative"), "Say either which audit"),
    (("2026-10-0006", "--type", "CP"), "The audit has its own month, kind of case, flags and auditor"),
    (("2026-10-0001",), "2026-10-0001 is completed, so there is nothing to fill in any more."),
    (("2026-10-9999",), "There is no audit 2026-10-9999"),
    (("--rubric", "nowhere"), "There is no form nowhere"),
    (("--rubric", "collaborative", "--type", "XX"), "has no kind of case XX"),
    (("--rubric", "collaborative", "--month", "October"), "--month is 'October', which is not a month"),
]


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED)
def test_refusals(casekit: Casekit, repository: Path, arguments: tuple[str, ...], sentence: str) -> None:
    ran = casekit("-C", repository, "form", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert ran.err.count("\n") == 1
    assert not list(repository.glob("*.html"))


def test_an_audit_with_a_mistake_in_it_would_lose_something_and_is_refused(casekit: Casekit, repository: Path) -> None:
    path = repository / "audits/2026-10/2026-10-0006.md"
    path.write_text(
        path.read_text("utf-8").replace("sections:\n", "sections:\n  nowhere:\n    grade: good\n", 1), "utf-8"
    )
    ran = casekit("-C", repository, "form", "2026-10-0006")
    assert ran.code == 2
    assert "Mend what casekit lint says of it first." in ran.err


def test_the_script_knows_every_key_and_every_condition_that_casekit_knows() -> None:
    write, logic = ((ROOT / f"site/form/{name}.js").read_text("utf-8") for name in ("write", "logic"))
    for name, keys in (("ORDER", canonical.ORDER), ("ENTRY", canonical.ENTRY), ("ACTION", canonical.ACTION)):
        (listed,) = re.findall(rf"const {name} = (\[.*?\]);", write, flags=re.S)
        assert json.loads(listed) == keys
    (kinds,) = re.findall(r"const KINDS = \{\n(.*?)\n  \};", logic, flags=re.S)
    assert set(re.findall(r"^    (\w+):", kinds, flags=re.M)) == set(condition._KINDS)
