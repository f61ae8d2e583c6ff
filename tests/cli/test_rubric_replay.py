"""casekit rubric replay."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Casekit
from tests.cli.forms import shaped
from tests.cli.test_rubric_upgrade import AUDIT, quay

__all__ = ["quay"]


def test_the_counts_come_first_and_then_the_reasons(casekit: Casekit, quay: Path) -> None:
    before = (quay / AUDIT).read_bytes()
    ran = casekit("-C", quay, "rubric", "replay", "quay@3")
    assert ran.code == 0
    assert ran.out.startswith(
        "quay@3 tried on 1 audit in quay@1. Nothing was written.\n"
        "  1 audit would be graded differently.\n"
        "  1 audit would break other limits.\n"
        "  1 audit would be asked for other things.\n"
        f"\n2026-03-0001  {AUDIT}\n"
    )
    assert "limited: 'A loose knot' (Fair by the auditor, Poor allowed) would be broken." in ran.out
    assert '"The knots hold under load." is answered no.' in ran.out
    assert (quay / AUDIT).read_bytes() == before


def test_a_draft_that_stands_anywhere_can_be_tried(casekit: Casekit, quay: Path) -> None:
    text = (quay / "rubrics/quay.yaml").read_text("utf-8").replace("version: 3", "version: 4", 1)
    text = text.replace("  version: 2\n", "  version: 3\n", 1)
    ids = "ids: {lines: cordage, panes: glazing, spare: dropped, sum: summary}"
    (quay / "draft.yaml").write_text(text.replace(ids, "ids: {}"), encoding="utf-8")
    told = shaped("rubric-replay", casekit("-C", quay, "rubric", "replay", "draft.yaml", "--format", "json").out)
    assert (told["rubric"], told["counts"]["audits"], told["counts"]["limited"]) == ("quay@4", 1, 1)
    (audit,) = told["audits"]
    assert (audit["rubric"], audit["not_tried"]) == ("quay@1", None)
    assert {d["kind"] for d in audit["differences"]} == {"graded", "limited", "asked"}
    assert "the theme 'Rust'" in audit["kept"]


def test_a_form_with_mistakes_is_refused_with_file_line_and_key(casekit: Casekit, quay: Path) -> None:
    form = quay / "rubrics/quay.yaml"
    form.write_text(form.read_text("utf-8").replace("title: Gear", "titel: Gear"), encoding="utf-8")
    for wanted in ("quay@3", "rubrics/quay.yaml"):
        ran = casekit("-C", quay, "rubric", "replay", wanted)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("casekit: rubrics/quay.yaml:3")
        assert "'titel' is not a key of section 'gear'" in ran.err
