"""casekit build with a council's own logo and colours, taken from the commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.history.create import create
from tests.cli.conftest import Casekit
from tests.cli.test_report_outside import commit
from tests.laid import toy
from tests.publish.test_look import SVG

LOOK = b'\n[site]\nlogo = "ours.svg"\nheader = "#00407a"\nfooter = "Ask the audit team."\n'


def repository(folder: Path, **files: bytes) -> Path:
    own = toy()
    own["casekit.toml"] += LOOK
    create(folder, [commit("2026-10-31", {**own, **{f"policy/{name}.svg": raw for name, raw in files.items()}})])
    return folder


@pytest.mark.parametrize("audience", ["service", "board"])
def test_the_site_has_them(casekit: Casekit, tmp_path: Path, audience: str) -> None:
    folder = repository(tmp_path / "r", ours=SVG.encode())
    asked = ("--audience", audience, "--today", "2026-11-28")
    ran = casekit("-C", folder, "build", "--output", tmp_path / "s", *asked)
    assert ran.code == 0, ran.err
    assert (tmp_path / "s" / "logo.svg").read_text() == SVG
    page = (tmp_path / "s" / "index.html").read_text()
    assert '<img class="logo" src="logo.svg" alt="">' in page
    assert "<p>Ask the audit team.</p>" in page
    assert "--top: #00407a" in (tmp_path / "s" / "style.css").read_text()


def test_a_logo_that_is_not_there_or_runs_something_stops_the_build(casekit: Casekit, tmp_path: Path) -> None:
    hostile = SVG.replace("</svg>", "<script/></svg>").encode()
    for name, files in (("none", {}), ("hostile", {"ours": hostile})):
        ran = casekit("-C", repository(tmp_path / name, **files), "build", "--output", tmp_path / "s")
        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert "policy/ours.svg" in ran.err
        assert not (tmp_path / "s").exists()
