"""A form's plain data: what is read from it is the same form, so nothing that a form says is left out of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.link.rubrics import rubrics
from casekit.read.files import Folder
from casekit.rubric.load import load
from casekit.rubric.model import Rubric
from casekit.rubric.plain import plain
from tests.rubric.toy import LOADED

FORMS = [LOADED, *rubrics(Folder(Path("/nowhere"))).by_ref.values()]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.ref)
def test_what_is_read_from_it_is_the_same_form(form: Rubric) -> None:
    again, remarks = load(json.loads(json.dumps(plain(form))), {})
    assert remarks == []
    assert again == form
    assert json.dumps(plain(again)) == json.dumps(plain(form)), "and everything is in the form's order"


def test_defaults_and_shared_boxes_are_written_out() -> None:
    lamp = plain(LOADED)["sections"]["lamp"]  # type: ignore[index]
    assert lamp["boxes"]["raise"] == {
        "title": "What would make it brighter",
        "applies_when": {"grade": "this", "below": "bright"},
        "needs": "action",
    }
    assert lamp["questions"]["horn"] == {
        "ask": "The fog horn sounds.",
        "answer": "met",
        "applies_when": {"flag": "fog"},
    }
