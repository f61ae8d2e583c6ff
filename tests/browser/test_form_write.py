"""The form's script writes an audit exactly as casekit does."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.edit.canonical import Part, audit_text
from casekit.form.scripts import WRITING, script
from casekit.read.document import read_audit
from casekit.read.text import REFUSED
from tests.edit.test_canonical import DATA, NASTY
from tests.edit.test_canonical import TEXT as ANY
from tests.test_forms import FOLDER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def known(text: str) -> str:
    """The text without characters that this Python does not know yet: a browser may know them for letters."""
    return "".join("·" if unicodedata.category(one) == "Cn" else one for one in text)


TEXT = ANY.map(known)
UNORDERED = re.compile(r"\d+|__proto__")
LAID_OUT = ["id", "case", "auditor", "sections", "overall", "each", "answers", "actions", "do", "done", "grade", "by"]
KEY = st.sampled_from(LAID_OUT) | TEXT.filter(lambda text: len(text) < 60 and not UNORDERED.fullmatch(text))
VALUE = st.recursive(
    TEXT | st.none() | st.booleans() | st.integers(-999, 999),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=4),
    max_leaves=14,
)
LONG = [piece * times for piece in (*NASTY, "word ", "wörter ", "שלום ", "😀 ") for times in (9, 40)]
AWKWARD = [text for text in (*LONG, "a\n\nb", "a\nb " * 9, "word " * 40 + "end") if not REFUSED.search(text)]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    page = browser.new_page()
    page.add_script_tag(content=script(WRITING))
    return page


def same(page: Page, audits: list[dict[str, Any]], parts: list[Part] | None = None) -> None:
    parts = parts or [Part(2, "One", "Two")]
    given = [[data, [[p.level, p.title, p.text] for p in parts]] for data in audits]
    got = page.evaluate("audits => audits.map(([data, parts]) => Write.auditText(data, parts))", given)
    assert got == [audit_text(data, parts) for data in audits]


def test_every_worked_example(page: Page) -> None:
    audits = []
    for path in sorted((FOLDER.parent / "audits").glob("*/*.md")):
        document, _ = read_audit(path.name, path.read_bytes())
        assert document is not None
        assert isinstance(document.data, dict)
        audits.append(document.data)
    assert len(audits) >= 10
    same(page, [*audits, DATA, {"actions": [], "sections": {}, "case": {}}])


def test_awkward_texts(page: Page) -> None:
    same(
        page, [{"id": text, "actions": [{"do": text}], "told": [text], "why": {"a": text, "b": 1}} for text in AWKWARD]
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck])
@given(st.lists(st.dictionaries(KEY, VALUE, max_size=6), min_size=1, max_size=20))
def test_data_at_random(page: Page, audits: list[dict[str, Any]]) -> None:
    same(page, audits)


@pytest.mark.slow
@settings(max_examples=600, deadline=None, suppress_health_check=[*HealthCheck])
@given(st.lists(st.dictionaries(KEY, VALUE, max_size=6), min_size=1, max_size=20))
def test_much_data_at_random(page: Page, audits: list[dict[str, Any]]) -> None:
    same(page, audits)
