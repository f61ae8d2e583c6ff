"""What was typed comes to the same file whether the page's script or casekit makes it of it."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from casekit.cli.wording import text_of
from casekit.edit.typed import Begun
from casekit.form.content import content, with_spells
from casekit.form.scripts import EVERYTHING, script
from casekit.form.word.document import drawn
from tests.form.typing import begun, filled, here
from tests.test_forms import FOLDER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FORMS = sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != "scales")
RUN = """
function typedTexts([content, every]) {
  const plan = Logic.prepared(content.form);
  for (const { answer } of content.feedback.questions) if (answer.scale) Logic.ranked(answer.scale);
  return every.map((fields) => {
    const page = { content, plan, fields };
    return Audit.text(page, fields, Logic.evaluate(plan, Audit.facts(page, fields)));
  });
}
"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    page = browser.new_page()
    page.add_script_tag(content=script(tuple(name for name in EVERYTHING if name != "page")) + RUN)
    return page


def same(page: Page, folder: Path, form: str, times: int, seed: int) -> None:
    around, chance = here(folder), Random(seed)
    ref = max(ref for ref in around.forms if ref.startswith(f"{form}@"))
    for types in ((), tuple(around.forms[ref].rubric.case_types)[:1]):
        begin = begun(around, ref, types)
        data = begin.document.data
        assert isinstance(data, dict)
        whole = drawn(begin, around.people, everything=True)
        every = [filled(whole, chance, share)[0] for share in (0.1, 0.5, 0.9) for _ in range(times)]
        got = page.evaluate("typedTexts", [content(begin, around.people), json.loads(json.dumps(every))])
        made = Begun(begin.case.rubric, data, whole.fields, with_spells(data))
        for fields, text in zip(every, got, strict=True):
            assert text == text_of(around, begin, made, fields)[0], seed


@pytest.mark.parametrize("form", FORMS)
def test_a_few_at_random(page: Page, tmp_path: Path, form: str) -> None:
    same(page, tmp_path, form, 1, 7)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_many_at_random(page: Page, tmp_path: Path, form: str) -> None:
    same(page, tmp_path, form, 12, Random().randrange(10**9))
