"""The site for the team carries the month's forms where policy says so, and messages lead to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.allotted import CASES, MONTH, POLICY, committed, repository
from tests.cli.conftest import Casekit
from tests.cli.judged import run
from tests.cli.test_programme import BLUE, RED, complete, of

DAY = "2026-12-10"
FORMS = '[programme]\nreserve = 100\nforms = true\nsite = "https://audits.example/team/"\n'


def drawn(casekit: Casekit, folder: Path, policy: str = FORMS) -> Path:
    made = repository(folder / "r", cases=CASES, policy=POLICY + policy)
    ran = casekit("-C", made, "allocate", MONTH, "--cases", "../cases.csv", "--today", "2026-12-01")
    assert ran.code == 0, ran.err
    committed(made)
    return made


def build(casekit: Casekit, folder: Path, audience: str) -> Path:
    site = folder.parent / audience
    ran = casekit("-C", folder, "build", "--audience", audience, "--output", site, "--today", DAY)
    assert ran.code == 0, ran.err
    return site


def forms(site: Path) -> list[str]:
    return sorted(path.stem for path in (site / "forms").glob("*"))


def test_the_team_gets_the_forms_of_audits_that_are_still_to_be_done(casekit: Casekit, tmp_path: Path) -> None:
    folder = drawn(casekit, tmp_path)
    done, open_, spoilt = of(folder, BLUE).id, of(folder, RED).id, of(folder, "p001").id
    complete(folder, done, DAY)
    path = folder / f"audits/{MONTH}/{spoilt}.md"
    path.write_text(path.read_text("utf-8") + "\nHer NHS number is 943 476 5919.\n", "utf-8")
    committed(folder)
    site = build(casekit, folder, "team")
    assert forms(site) == [open_]
    assert casekit("-C", folder, "form", open_, "--output", tmp_path / "own.html").code == 0
    assert (site / f"forms/{open_}.html").read_bytes() == (tmp_path / "own.html").read_bytes()
    listed = (site / "programme/forms.html").read_text("utf-8")
    assert f'href="../forms/{open_}.html"' in listed
    assert done not in listed
    assert "1 audit of December 2026 not completed yet." in listed
    assert 'href="forms.html"' in (site / "programme/index.html").read_text("utf-8")

    messages = run(casekit, folder, "", "remind", MONTH, today="2026-12-24").out
    assert f"- {open_}: due 31 December 2026. Its form: https://audits.example/team/forms/{open_}.html\n" in messages


@pytest.mark.slow
def test_nobody_else_gets_any_and_the_team_only_where_policy_says_so(casekit: Casekit, tmp_path: Path) -> None:
    folder = drawn(casekit, tmp_path)
    site = build(casekit, folder, "service")
    assert forms(site) == []
    assert not (site / "programme/forms.html").exists()
    (folder / "casekit.toml").write_text(POLICY + "[programme]\nreserve = 100\n", "utf-8")
    committed(folder)
    site = build(casekit, folder, "team")
    assert forms(site) == []
    assert "forms.html" not in (site / "programme/index.html").read_text("utf-8")
    assert "Its form" not in run(casekit, folder, "", "remind", MONTH, today="2026-12-24").out


def test_the_first_message_leads_to_the_form_too(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", cases=CASES, policy=POLICY + FORMS)
    out = tmp_path / "out"
    ran = casekit(
        "-C", folder, "allocate", MONTH, "--cases", "../cases.csv", "--today", "2026-12-01", "--messages", out
    )
    assert ran.code == 0, ran.err
    audit = of(folder, RED).id
    written = "".join(path.read_text("utf-8") for path in sorted(out.glob(f"{RED}-*.txt")))
    assert f"Its form: https://audits.example/team/forms/{audit}.html" in written


@pytest.mark.parametrize("address", ["javascript:alert(1)", "audits.example", "https://a b", 'https://x"y'])
def test_an_address_is_an_address(casekit: Casekit, tmp_path: Path, address: str) -> None:
    folder = repository(tmp_path / "r", policy=POLICY + f"[programme]\nsite = '{address}'\n")
    ran = casekit("-C", folder, "lint", "--today", DAY)
    assert ran.code == 1
    assert "CK101" in ran.out
