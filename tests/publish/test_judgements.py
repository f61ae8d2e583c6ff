"""Every value that an audit may declare has its words on the page."""

import json

from casekit.publish.judgements import SETTLED, SIBLINGS
from casekit.resources import resource

PARTS = json.loads((resource("schema") / "audit.schema.json").read_text("utf-8"))["$defs"]


def test_every_end_of_a_dispute_has_words() -> None:
    assert list(SETTLED) == PARTS["dispute"]["properties"]["resolved"]["properties"]["outcome"]["enum"]


def test_every_answer_about_brothers_and_sisters_has_words() -> None:
    known = PARTS["concern"]["properties"]["siblings"]["enum"]
    assert list(SIBLINGS) == [value for value in known if value is not None]
