"""The pages of moderators, practitioners and owners: by keyboard, as a draft, and into the repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from casekit.link.corpus import load_corpus
from casekit.read.files import Folder
from tests.browser.at_the_form import fill_in
from tests.browser.test_form_page import AWKWARD, HOSTILE, SMALL, TURNED, opened
from tests.browser.test_site import violations
from tests.browser.waiting import expect
from tests.cli import conftest, judged
from tests.cli.judged import ID, repository, text
from tests.cli.slips import ENTERS, accept
from tests.history.making import git

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

casekit, nobody = conftest.casekit, conftest.nobody
DAY = "11202026"
OPEN = text(
    day="reflection: {on: 2026-10-29}\n=>",
    box="That the child opened the door himself the second time.=>",
    open="    agreed: 2026-10-20\n    due: 2026-11-20=>    due: 2026-11-20",
)
SENTENCE = 'It\'s "so": what # helped? - 50% & <b>more</b>'


def form_of(casekit: conftest.Casekit, folder: Path, reader: str, who: str) -> Path:
    page = folder.parent / f"{reader}.html"
    ran = judged.run(casekit, folder, ENTERS, "form", ID, "--for", reader, "--who", who, "--output", str(page))
    assert (ran.code, ran.err) == (0, "")
    return page


def case(folder: Path) -> Any:
    (found,) = load_corpus(Folder(folder)).audits
    return found.audit


MODERATOR = {
    "f-overall": "3",
    "f-moderate-grades-planning": "Weak",
    "f-moderate-reason": SENTENCE,
    "action-add": "1",
    "f-actions-0-for": "The plan",
    "f-actions-0-do": "Hold the plan meeting",
    "f-actions-0-outcome": "The child knows who comes",
    "f-actions-0-owner": "p102",
    "f-actions-0-due": "12112026",
    "f-on": DAY,
}
PRACTITIONER = {"f-reflect-texts-proud": SENTENCE, "f-agree-a1": "0", "f-on": DAY}
OWNER = {"f-follow-a1-what": "0", "f-follow-a1-evidence": SENTENCE, "f-on": DAY}
READERS = [("moderator", "p202", MODERATOR), ("practitioner", "p101", PRACTITIONER), ("owner", "p101", OWNER)]


@pytest.mark.parametrize(("reader", "who", "wanted"), READERS)
def test_by_keyboard_alone_and_into_the_repository(
    browser: Browser, casekit: conftest.Casekit, tmp_path: Path, reader: str, who: str, wanted: dict[str, str]
) -> None:
    folder = repository(tmp_path / "r", text() if reader != "practitioner" else OPEN)
    with opened(browser, form_of(casekit, folder, reader, who)) as page:
        file = fill_in(page, wanted, "save-slip")
        expect(page.locator("#lacks")).to_be_hidden()
        expect(page.locator("#said")).to_contain_text(f"among your downloads as {ID}-{reader}-{who}.json")
    ran = accept(casekit, folder, file.encode())
    assert ran.code == 0, ran.out
    audit = case(folder)
    assert git(folder, "status", "--porcelain") == ""
    if reader == "moderator":
        (one,) = audit.moderations
        assert (one.by, one.reason, dict(one.grades)) == ("p202", SENTENCE, {"overall": "weak", "planning": "weak"})
        assert audit.actions[-1].do == "Hold the plan meeting"
    elif reader == "practitioner":
        assert audit.reflection_boxes["proud"].text == SENTENCE
        assert audit.actions[0].agreed is not None
    else:
        assert (audit.actions[0].done_by, audit.actions[0].evidence) == ("p101", SENTENCE)
    assert git(folder, "log", "-1", "--format=%ae %ce") == f"{who}@example.org {ENTERS}@example.org"


@pytest.mark.parametrize(("reader", "who", "_"), READERS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_that_a_checker_finds(
    browser: Browser, axe: str, casekit: conftest.Casekit, tmp_path: Path, reader: str, who: str, _: object, scheme: str
) -> None:
    folder = repository(tmp_path / "r", text() if reader != "practitioner" else OPEN)
    form = form_of(casekit, folder, reader, who)
    with opened(browser, form, color_scheme=scheme, viewport={"width": 1000, "height": 800}) as page:
        page.locator("#save-slip").click()
        expect(page.locator("#lacks")).to_be_focused()
        for adder in page.locator("#action-add").all():
            adder.click()
        assert violations(page, axe) == []
        page.set_viewport_size(SMALL[scheme])
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        assert violations(page, axe) == []


def test_what_is_missing_is_said_and_nothing_is_saved(
    browser: Browser, casekit: conftest.Casekit, tmp_path: Path
) -> None:
    folder = repository(tmp_path / "r")
    with opened(browser, form_of(casekit, folder, "moderator", "p202")) as page:
        assert page.locator("input[type=radio]:checked").count() == 0
        expect(page.locator(".shown .pre", has_text="Talks are held every month.")).to_be_visible()
        assert "[object" not in page.locator("main").inner_text()
        page.locator("#save-slip").click()
        expect(page.locator("#lacks li")).to_have_text(
            ["whether the grade stands, or which one", "your reason", "the day on which you say this"]
        )
        page.locator("#lacks a").nth(1).click()
        expect(page.locator("#f-moderate-reason")).to_be_focused()
        page.evaluate(PASTE, ["f-moderate-reason", "word " * 4_001])
        page.locator("#save-slip").click()
        expect(page.locator("#lacks li").first).to_have_text("a shorter text: at most 20000 characters fit here")


def test_a_draft_is_resumed_and_closing_asks_first(browser: Browser, casekit: conftest.Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    form, reason = form_of(casekit, folder, "moderator", "p202"), "#f-moderate-reason"
    draft = tmp_path / "draft.json"
    with opened(browser, form) as page:
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.locator(reason).press_sequentially("So")
        page.locator("#action-add").click()
        page.locator("#f-actions-0-do").fill("Ring")
        with page.expect_download() as download:
            page.locator("#save-draft").click()
        download.value.save_as(draft)
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        page.reload()
        assert asked == []
        page.locator(reason).press_sequentially("Lost?")
        page.reload()
        assert asked == ["beforeunload"]
        page.locator("#draft-file").set_input_files(draft)
        expect(page.locator(reason)).to_have_value("So")
        expect(page.locator("#f-actions-0-do")).to_have_value("Ring")
        half = tmp_path / "half.json"
        half.write_text(draft.read_text("utf-8")[:-40], "utf-8")
        page.locator("#draft-file").set_input_files(half)
        expect(page.locator("#said")).to_contain_text("or only a part of one. Nothing was changed.")
        expect(page.locator(reason)).to_have_value("So")
    with opened(browser, form_of(casekit, folder, "owner", "p101")) as page:
        page.locator("#draft-file").set_input_files(draft)
        expect(page.locator("#said")).to_contain_text(f"This draft belongs to another form: {ID}-moderator-p202")
    ran = accept(casekit, folder, draft.read_bytes())
    assert "this is the draft of a form" in ran.out


def test_no_script_of_an_audit_or_a_draft_runs(browser: Browser, casekit: conftest.Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", text(evil=f"The child chose where to meet=>{HOSTILE} The child chose"))
    form = form_of(casekit, folder, "moderator", "p202")
    assert form.read_text("utf-8").count("</script>") == 2
    fields = {"moderate": {"reason": HOSTILE, "overall": HOSTILE}, "actions": [{"id": HOSTILE}], "__proto__": {"x": 1}}
    draft = tmp_path / "draft.json"
    draft.write_text(json.dumps({"what": "casekit slip draft 1", "of": f"{ID}-moderator-p202", "fields": fields}))
    with opened(browser, form) as page:
        expect(page.get_by_text(HOSTILE).first).to_be_visible()
        page.locator("#draft-file").set_input_files(draft)
        expect(page.locator("#said")).not_to_be_empty()
        assert page.title() == f"Moderation of audit {ID}"
        assert page.locator("img").count() == 0
        assert page.evaluate("({}).x") is None
        page.locator("#save-slip").click()
        assert page.title() == f"Moderation of audit {ID}"


PASTE = """([id, text]) => {
  const box = document.getElementById(id);
  box.value = text;
  box.dispatchEvent(new Event("input"));
}"""


def test_awkward_texts_come_back_as_they_were_typed(
    browser: Browser, casekit: conftest.Casekit, tmp_path: Path
) -> None:
    folder = repository(tmp_path / "r", OPEN)
    start = git(folder, "rev-parse", "HEAD")
    with opened(browser, form_of(casekit, folder, "practitioner", "p101")) as page:
        page.locator("#f-on").fill("2026-11-20")
        for typed, meant in {**{text: text for text in AWKWARD.values()}, **TURNED}.items():
            page.evaluate(PASTE, ["f-reflect-texts-proud", typed])
            ran = accept(casekit, folder, saved(page).encode())
            assert ran.code == 0, ran.out
            assert case(folder).reflection_boxes["proud"].text == meant
            git(folder, "reset", "--quiet", "--hard", start)


def saved(page: Page) -> str:
    with page.expect_download() as download:
        page.locator("#save-slip").click()
    return Path(download.value.path()).read_text("utf-8")
