"""A new audit in a form in which several answer: everybody whom the form names, and a pattern for those it does not."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from casekit.edit.canonical import audit_text
from casekit.edit.form_order import form_order
from casekit.edit.new import new_audit
from casekit.read.document import read_audit
from casekit.rubric.expand import expand
from tests.check.lint import lint
from tests.rubric.several import several
from tests.whole import COLUMNS, COUNTED, PARTNERS, SIBLINGS, files

ID = "2026-10-bcdfgh"
PATH = f"audits/2026-10/{ID}.md"


def made(form: str) -> str:
    return new_audit(several(form), "2026-10", ID, today=date(2026, 10, 15))


def read(text: str) -> Any:
    document, problems = read_audit(PATH, text.encode())
    assert problems == []
    assert document is not None
    return document.data


def said(text: str) -> set[str]:
    shelf = {path: raw for path, raw in files().items() if not path.startswith("audits/")}
    return {problem.code for problem in lint({**shelf, PATH: text.encode()}).problems}


@pytest.mark.parametrize("form", ["partners", "siblings", "columns", "counted"])
def test_what_is_new_has_nothing_wrong_but_what_is_still_to_be_filled_in(form: str) -> None:
    assert said(made(form)) == {"CK104"}


def test_everybody_whom_the_form_names_has_an_entry_and_headings() -> None:
    text = made("partners")
    sections = read(text)["sections"]
    assert list(sections["agency"]["each"]) == ["police", "probation", "clinic"]
    assert list(sections["panel"]["each"]) == ["chair", "nurse", "teacher"]
    police = sections["agency"]["each"]["police"]
    assert list(police) == ["by", "dates", "grade", "answers", "sections"]
    assert list(police["answers"]) == ["shared-in-time", "in-contact", "night-plan", "why-late"]
    assert list(police["sections"]["voice"]) == ["grade", "answers"]
    headings = re.findall(r"^(#+ .*)$", text.partition("\n---\n")[2], re.MULTILINE)
    assert headings[:4] == ["## Agencies", "### Police", "#### What was seen", "#### What would be better"]


def test_guidance_stands_once_and_says_how_many_are_wanted() -> None:
    text = made("partners")
    assert text.count("# What the agency knew was shared in time.\n") == 1
    assert "# Once for each agency, for at least 2 of them; take the others out.\n" in text
    assert "# Once for each panel member.\n" in text


def test_the_pattern_becomes_an_entry_when_its_marks_are_taken_away() -> None:
    text = made("siblings")
    assert read(text)["sections"]["child"] == {"each": None}
    assert "## Each child\n" in text
    assert "K7Q2M" not in text.partition("\n---\n")[2]
    pattern = re.search(r"(?:^    #.*\n)+", text[text.index("each:\n") :], re.MULTILINE)
    assert pattern is not None
    lines = re.sub(r"^    # ", "    ", pattern[0], flags=re.MULTILINE)
    both = text.replace(pattern[0], lines + lines.replace("K7Q2M", "T5WXB"))
    data = read(both)["sections"]["child"]["each"]
    assert list(data) == ["K7Q2M", "T5WXB"]
    assert data["T5WXB"] == {
        "by": None,
        "case": None,
        "dates": {"seen-alone": None},
        "grade": None,
        "answers": {"alone": None, "own-plan": None},
    }
    assert said(both) == {"CK104"}


@pytest.mark.parametrize("path", [PARTNERS, SIBLINGS, COLUMNS, COUNTED])
def test_written_by_casekit_it_reads_the_same_with_a_key_a_line(path: str) -> None:
    document, _ = read_audit(path, files()[path])
    assert document is not None
    data: Any = document.data
    text = audit_text(data)
    again = read(text)
    assert again == data
    assert audit_text(again) == text
    assert not re.search(r"^ *(police|T5WXB|self|chair): \{", text, re.MULTILINE)


def test_keys_of_one_of_several_stand_in_the_canonical_order() -> None:
    entry = {"told": [], "grade": "a", "sections": {"x": {"answers": {}, "grade": "b"}}, "by": "p301"}
    text = audit_text({"id": "x", "sections": {"s": {"each": {"one": entry}}}})
    assert re.findall(r"^ {8}(\w+):", text, re.MULTILINE) == ["by", "grade", "told", "sections"]
    assert text.index("grade: b") < text.index("answers:")


@pytest.mark.parametrize("expanded", [False, True])
def test_an_editor_finds_the_forms_order_in_each(expanded: bool) -> None:
    form = several("partners")
    order = form_order(expand(form) if expanded else form)
    each = ("sections", "agency", "each")
    assert order(each) == ("police", "probation", "clinic")
    assert order((*each, "police", "answers")) == ("shared-in-time", "in-contact", "night-plan", "why-late")
    assert order((*each, "police", "dates")) == ("contact", "meeting")
    assert order((*each, "police", "sections", "voice", "answers")) == ("heard",)
