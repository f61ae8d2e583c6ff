"""The offline form in a browser: by keyboard, as a draft, on paper, and with whatever stands in it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from casekit.cli import main
from casekit.edit.canonical import Part, audit_text
from casekit.edit.outline import form_outline, outline
from casekit.link.corpus import surroundings
from casekit.read.document import read_audit
from casekit.read.files import Folder
from tests.browser.at_the_form import fill_in
from tests.browser.test_site import violations
from tests.browser.waiting import expect
from tests.history.making import git
from tests.test_forms import FOLDER
from tests.test_forms import form as form_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

ROOT = FOLDER.parent
TESTS = ROOT / "tests"
FORMS = sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != "scales")
DAY, NEXT = "2026-10-15", "2026-10-16"
WORDS = 'It\'s "so": what # helped? - 50% & <b>more</b>'
TYPED = {
    "f-case-ref": "K7Q2M",
    "f-case-age": "12",
    "f-case-team": "children-in-care",
    "f-case-practitioner": "p105",
    "f-case-team_manager": "p024",
    "f-case-reviewer": "p202",
    "f-independent": "0",
    "f-met-how": "0",
    "f-met-on": "10132026",
    "f-completed": "10152026",
    "f-dates-core-group-add": "3",
    "f-dates-core-group-0": "05202026",
    "f-dates-core-group-1": "07012026",
    "f-dates-core-group-2": "08122026",
    "f-dates-core-group-3": "09232026",
    "f-dates-.*-0": "10012026",
    "f-feedback-child-how": "0",
    "f-feedback-child-on": "10082026",
    "f-feedback-child-answers-(knows|listens|helped|reachable)(-why)?": "0",
    "f-feedback-child-answers-.*-value": "More swimming: yes",
    "f-answers-(serious-failures|plan-change)": "1",
    "f-answers-.*": "0",
    "f-grades-.*": "0",
    "f-boxes-.*": WORDS,
    "action-add": "1",
    "f-actions-0-for": "Child-centred",
    "f-actions-0-do": "Write to the child",
    "f-actions-0-outcome": "The child knows what was agreed",
    "f-actions-0-owner": "p105",
    "f-actions-0-agreed": "10132026",
    "f-actions-0-due": "11122026",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return repository_in(tmp_path)


def repository_in(folder: Path) -> Path:
    """A repository that uses every form there is, and a hostile one."""
    for name in ("casekit.toml", "people.yaml"):
        shutil.copy(ROOT / name, folder / name)
    settings = (ROOT / "casekit.toml").read_text("utf-8")
    forms = re.sub(r"^rubrics = .*$", f"rubrics = {json.dumps([*FORMS, 'hostile'])}", settings, flags=re.M)
    (folder / "casekit.toml").write_text(forms, "utf-8")
    return folder


def casekit(repository: Path, *arguments: str) -> int:
    """How the command ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["casekit", "-C", str(repository), *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0)


def new(repository: Path, form: str, *arguments: str) -> Path:
    """A prefilled audit."""
    before = set(repository.glob("audits/*/*.md"))
    assert casekit(repository, "new", "--rubric", form, "--auditor", "p013", "--today", DAY, *arguments) == 0
    (made,) = set(repository.glob("audits/*/*.md")) - before
    return made


def form_of(repository: Path, audit: Path) -> Path:
    made = repository / "form.html"
    assert casekit(repository, "form", audit.stem, "--output", str(made)) == 0
    return made


SMALL: dict[str, ViewportSize] = {"light": {"width": 640, "height": 400}, "dark": {"width": 320, "height": 640}}
"""A window of 1280 points at twice the size, and the narrowest that the guidelines name."""


@contextmanager
def opened(browser: Browser, form: Path, allowed: str = "blob:", **look: Any) -> Iterator[Page]:
    """The page; nothing may be asked of any network, and nothing may go wrong in it."""
    context = browser.new_context(**look)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text))
    page.on("request", lambda request: wrong.append(request.url) if request.url != form.as_uri() else None)
    page.goto(form.as_uri())
    yield page
    context.close()
    assert [one for one in wrong if not one.startswith(("blob:", allowed))] == []


def same_answers(repository: Path, audit: Path, text: str) -> str:
    """What `casekit new` wrote, with the answers of the returned file put into it, in the canonical layout."""
    document, _ = read_audit("x", audit.read_bytes())
    returned, problems = read_audit("x", text.encode())
    assert document is not None
    assert returned is not None, problems
    case = surroundings(Folder(repository)).link("x", text.encode()).case
    assert case is not None
    data = _filled(document.data, returned.data)
    sections, boxes = case.evaluation.sections, case.evaluation.boxes
    places = [
        *outline(
            case.rubric,
            lambda id: sections[id].applies is not False,
            lambda section, box: boxes[section, box].applies is not False,
        ),
        *form_outline(case.rubric.reflection, "reflection"),
    ]
    parts = []
    for place in places:
        entry = case.audit.entry(place.owner)
        box = entry.boxes.get(place.box) if place.box else None
        parts.append(Part(place.level, place.title, box.text if box else ""))
    return audit_text(data, parts)


def _filled(new: Any, returned: Any) -> Any:
    """The prefilled values with the answers at their places; what nobody filled in is left out."""
    if not isinstance(new, dict):
        return returned
    kept = {key: _filled(new[key], returned[key]) for key in new if isinstance(returned, dict) and key in returned}
    return {**kept, **{key: value for key, value in returned.items() if key not in kept}}


@pytest.mark.parametrize("kind", form_in(FOLDER / "collaborative.yaml").case_types)
def test_a_whole_audit_by_keyboard_alone(browser: Browser, repository: Path, kind: str, capsys: Any) -> None:
    audit = new(repository, "collaborative", "--type", kind)
    form = form_of(repository, audit)
    with opened(browser, form) as page:
        text = fill_in(page, TYPED)
        missing = page.locator("#missing li").all_text_contents()
        contradictions = page.locator(".contradiction:visible").all_text_contents()
    assert text == same_answers(repository, audit, text)
    audit.write_text(text, "utf-8", newline="\n")
    capsys.readouterr()
    ended = casekit(repository, "lint", "--today", NEXT)
    assert (ended, missing, contradictions) == (0, [], []), capsys.readouterr().out


def test_what_a_form_leaves_out_is_not_asked_for_and_who_answered_is(browser: Browser, repository: Path) -> None:
    settings = (repository / "casekit.toml").read_text("utf-8")
    (repository / "casekit.toml").write_text(settings.replace('"hostile"', '"files", "partners"'), "utf-8")
    (repository / "rubrics").mkdir(exist_ok=True)
    for path in (TESTS / "other_forms" / "rubrics" / "files.yaml", TESTS / "several" / "rubrics" / "partners.yaml"):
        shutil.copy(path, repository / "rubrics")
    with opened(browser, form_of(repository, new(repository, "files"))) as page:
        missing = page.locator("#missing")
        expect(missing).to_contain_text("the case reference (ref)")
        expect(missing).not_to_contain_text("practitioner")
        expect(missing).not_to_contain_text("the team manager")
        assert page.locator("#f-case-practitioner, #f-case-team_manager, [id^='f-met-']").count() == 0
    with opened(browser, form_of(repository, new(repository, "partners", "--type", "plan"))) as page:
        expect(page.locator("#missing")).to_contain_text("who answered (by)")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_that_a_checker_finds(browser: Browser, axe: str, repository: Path, form: str, scheme: str) -> None:
    page_file = form_of(repository, new(repository, form))
    with opened(browser, page_file, color_scheme=scheme, viewport={"width": 1000, "height": 800}) as page:
        for id in ("concern-add", "action-add", "action-add"):
            page.locator(f"#{id}").click()
        page.locator("input[type=radio]").first.check()
        for summary in page.locator("summary:visible").all():
            summary.click()
        assert violations(page, axe) == []
        page.set_viewport_size(SMALL[scheme])
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        assert violations(page, axe) == []


def test_the_same_bytes_each_time(repository: Path) -> None:
    audit = new(repository, "collaborative", "--type", "CP")
    assert form_of(repository, audit).read_bytes() == form_of(repository, audit).read_bytes()


def test_questions_come_and_go_and_nothing_typed_is_lost(browser: Browser, repository: Path) -> None:
    audit = new(repository, "collaborative")
    with opened(browser, form_of(repository, audit)) as page:
        question = page.locator("[data-question=consent-to-ask]")
        expect(question).to_be_visible()  # nobody knows yet how old the child is
        page.locator("#f-case-age").fill("12")
        question.get_by_label("No evidence on file").check()
        page.locator("#f-case-age").fill("17")
        expect(question).to_be_hidden()
        assert "consent-to-ask" not in _saved(page)
        said = "Not in it, because it does not apply: Consent to asking the child."
        expect(page.locator("#said")).to_contain_text(said)
        page.locator("#f-case-age").fill("12")
        assert question.get_by_label("No evidence on file").is_checked()
        assert "consent-to-ask: no_evidence" in _saved(page)


def test_what_is_longer_than_an_audit_may_be_is_said(browser: Browser, repository: Path) -> None:
    from playwright.sync_api import expect

    audit = new(repository, "collaborative", "--type", "CP")
    with opened(browser, form_of(repository, audit)) as page:
        box, reason, told = "#f-boxes-voice_works-well", "#f-case-team", page.locator("#too-long")
        page.locator(box).fill("ü" * 60_000)
        expect(told).to_be_hidden()
        page.locator(box).fill("ü" * 66_000)
        expect(told).to_have_text(re.compile("The comments together are longer than 128 KiB"))
        paste = "(box, text) => { box.value = text; box.dispatchEvent(new Event('input', { bubbles: true })); }"
        page.locator(box).evaluate(paste, "a\n" * 2_600)
        expect(told).to_have_text("The comments together have more than 2500 lines: shorten them.")
        page.locator(box).fill("a")
        expect(told).to_be_hidden()
        page.locator(reason).fill("w" * 66_000)
        expect(told).to_have_text(re.compile("actions together are longer than 64 KiB"))
        _saved(page)
        expect(page.locator("#said")).to_have_text(re.compile("It cannot be taken as it is. The answers"))


def test_a_draft_is_a_file_and_is_resumed(browser: Browser, repository: Path, tmp_path: Path) -> None:
    audit, other = (new(repository, "collaborative", "--type", "CP") for _ in range(2))
    form, box = form_of(repository, audit), "#f-boxes-voice_works-well"
    draft = tmp_path / "draft.json"
    with opened(browser, form) as page:
        page.locator(box).fill(WORDS)
        page.locator("#action-add").click()
        page.locator("#f-actions-0-do").fill("Ring")
        with page.expect_download() as download:
            page.locator("#save-draft").click()
        download.value.save_as(draft)
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert page.evaluate("indexedDB.databases()") == []
    with opened(browser, form) as page:
        page.locator("#draft-file").set_input_files(draft)
        page.get_by_text("The draft is open").wait_for()
        expect(page.locator(box)).to_have_value(WORDS)
        expect(page.locator("#f-actions-0-do")).to_have_value("Ring")
        half = tmp_path / "half.json"
        half.write_text(draft.read_text("utf-8")[:-400], "utf-8")
        page.locator("#draft-file").set_input_files(half)
        page.get_by_text("no draft of this form, or only a part of one").wait_for()
        assert page.locator(box).input_value() == WORDS
    with opened(browser, form_of(repository, other)) as page:
        page.locator("#draft-file").set_input_files(draft)
        page.get_by_text(f"This draft is of the audit {audit.stem}").wait_for()
        assert page.locator(box).input_value() == ""


SPOILT: list[dict[str, Any]] = [
    {"dates": {"supervision": {"days": 5, "none": False}}},
    {"concerns": [None]},
    {"actions": [{"id": {}}]},
    {"feedback": {"child": {"how": "gained", "answers": None}}},
    {"boxes": {"voice works-well": {"a": 1}}},
    {"grades": {"voice": {"state": "answered", "value": "<b>"}}},
    {"types": "CP", "flags": {}, "case": [], "id": 7},
    {"__proto__": {"polluted": 1}, "constructor": 1},
]


@pytest.mark.parametrize("fields", SPOILT, ids=lambda fields: next(iter(fields)))
def test_a_spoilt_draft_never_costs_what_is_on_the_page(
    browser: Browser, repository: Path, tmp_path: Path, fields: dict[str, Any]
) -> None:
    audit = new(repository, "collaborative", "--type", "CP")
    draft = {"what": "casekit draft 1", "form": "collaborative@1", "id": audit.stem, "fields": fields}
    (tmp_path / "draft.json").write_text(json.dumps(draft), "utf-8")
    with opened(browser, form_of(repository, audit)) as page:
        page.locator("#f-boxes-plan_works-well").fill(WORDS)
        page.on("dialog", lambda dialog: dialog.accept())
        page.locator("#draft-file").set_input_files(tmp_path / "draft.json")
        page.locator("#said:not(:empty)").wait_for()
        if "cannot be opened" in page.locator("#said").inner_text():
            assert page.locator("#f-boxes-plan_works-well").input_value() == WORDS
        assert read_audit("x", _saved(page).encode())[0] is not None
        assert page.evaluate("({}).polluted") is None


def test_closing_asks_first(browser: Browser, repository: Path) -> None:
    form = form_of(repository, new(repository, "collaborative", "--type", "CP"))
    with opened(browser, form) as page:
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.reload()
        assert asked == []
        page.locator("#f-case-ref").press_sequentially("K7Q2M")
        page.reload()
        assert asked == ["beforeunload"]


def test_two_tabs_keep_each_their_own_and_the_second_file_is_laid_beside_the_first(
    browser: Browser, repository: Path, capsys: Any
) -> None:
    git(repository, "init", "--quiet")
    audit = new(repository, "collaborative", "--type", "CP")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "Begin")
    page_file, box = form_of(repository, audit), "#f-boxes-voice_works-well"
    asked: list[str] = []
    with opened(browser, page_file) as one:
        other = one.context.new_page()
        other.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        other.goto(page_file.as_uri())
        one.locator(box).press_sequentially("Mine.")
        other.locator(box).press_sequentially("Theirs.")
        other.locator("#f-boxes-plan_works-well").fill("Only here.")
        expect(one.locator(box)).to_have_value("Mine.")
        first, second = _saved(one), _saved(other)
        other.locator(box).press_sequentially(" More.")
        other.reload()
        assert asked == ["beforeunload"]
    for name, text in (("first", first), ("second", second)):
        (repository.parent / f"{name}.md").write_text(text, "utf-8", newline="\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_COMMITTER_NAME", "Person p003")
        patch.setenv("GIT_COMMITTER_EMAIL", "p003@farthing-vale.example")
        assert casekit(repository, "accept", str(repository.parent / "first.md"), "--today", DAY) == 0
        capsys.readouterr()
        assert casekit(repository, "accept", str(repository.parent / "second.md"), "--today", DAY) == 1
    assert "it says other than what is here (voice, works-well). Nothing of it was taken." in capsys.readouterr().out
    assert audit.read_text("utf-8") == first


def test_limits_speak_and_no_grade_is_proposed(browser: Browser, repository: Path) -> None:
    form = form_of(repository, new(repository, "collaborative", "--type", "CP"))
    with opened(browser, form) as page:
        page.locator("[data-question=serious-failures]").get_by_label("Yes", exact=True).check()
        assert page.locator("[id^=f-grades-] input[type=radio]:checked").count() == 0
        assert page.locator(".limit:visible").count() == 0
        page.locator("#f-grades-overall").get_by_label("Good", exact=True).check()
        said = "Widespread or serious failings: Good is recorded, and the form allows Does not yet meet good."
        expect(page.locator(".limit:visible")).to_contain_text([said])
        assert page.locator("#f-grades-overall").get_by_label("Good", exact=True).is_checked()


HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


def test_no_script_of_a_form_or_an_audit_runs(browser: Browser, repository: Path) -> None:
    rubric = (FOLDER / "collaborative.yaml").read_text("utf-8")
    rubric = rubric.replace("id: collaborative", "id: hostile", 1).replace(
        "Direct work that made a difference", HOSTILE
    )
    rubric = re.sub(r"title: (Relationships|Advocacy)", lambda m: f"title: {json.dumps(m[1] + HOSTILE)}", rubric)
    (repository / "rubrics").mkdir()
    (repository / "rubrics/hostile.yaml").write_text(rubric, "utf-8")
    audit = new(repository, "hostile", "--type", "CP")
    text = audit.read_text("utf-8").replace("### What works well\n", f"### What works well\n\n{HOSTILE}\n", 1)
    audit.write_text(text, "utf-8")
    form = form_of(repository, audit)
    assert form.read_text("utf-8").count("</script>") == 2
    with opened(browser, form) as page:
        assert page.title().startswith("Collaborative case audit")
        assert page.locator("img").count() == 0
        assert page.locator("#f-boxes-voice_works-well").input_value() == HOSTILE
        assert page.get_by_text(f"Advocacy{HOSTILE}").count() > 0
        assert HOSTILE in _saved(page)
    with opened(browser, form, allowed="Executing inline event handler violates") as page:
        page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', `<p id=x onclick=\"document.title='owned'\">x</p>`)"
        )
        page.locator("#x").click()
        assert page.title().startswith("Collaborative case audit")
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
        assert policy is not None
        assert policy.startswith("default-src 'none'; script-src 'sha256-")
        assert "unsafe" not in policy


SEVERAL = ROOT / "tests" / "several"
OWN = [*(ROOT / "audits").glob("*/*.md"), *SEVERAL.glob("audits/*/*.md")]


@pytest.mark.parametrize("path", sorted(OWN), ids=lambda path: "-".join(path.parts[-4::3]))
def test_an_audit_that_is_opened_and_saved_stays_as_it_is(browser: Browser, repository: Path, path: Path) -> None:
    if path.is_relative_to(SEVERAL):
        shutil.copytree(SEVERAL, repository, dirs_exist_ok=True)
    text = re.sub(r"^completed: .*\n", "", path.read_text("utf-8"), flags=re.M)
    audit = repository / "audits" / path.parent.name / path.name
    audit.parent.mkdir(parents=True, exist_ok=True)
    audit.write_text(text, "utf-8", newline="\n")
    with opened(browser, form_of(repository, audit)) as page:
        saved = _saved(page)
    before, after = (read_audit("x", one.encode())[0] for one in (text, saved))
    assert before is not None
    assert after is not None
    assert after.data == _without_empty(before.data)
    around = surroundings(Folder(repository))
    cases = [around.link("x", one.encode()).case for one in (text, saved)]
    assert _texts(cases[0]) == _texts(cases[1])


def _texts(case: Any) -> dict[str, str]:
    entries = {f"{e.id}/{id}": box.text for e in case.audit.entries() for id, box in {**e.boxes, **e.comments}.items()}
    others = {**case.audit.reflection_boxes, **case.audit.moderation_boxes}
    return {
        id: text for id, text in {**entries, **{id: box.text for id, box in others.items()}}.items() if text.strip()
    }


def _without_empty(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _without_empty(item) for key, item in value.items()}
    return {key: item for key, item in kept.items() if item is not None and item != {}}


def _saved(page: Page) -> str:
    with page.expect_download() as download:
        page.locator("#save-audit").click()
    return Path(download.value.path()).read_text("utf-8")


AWKWARD = {
    "quotes": "“Quotes” 'single' \"double\" and `code`",
    "yaml": "key: value, - item, # no comment, {a: b}, [c], *d, &e, !f, %g, @h, | i, > j",
    "marks": "---\n\n...\n\n* * *",
    "right-to-left": "שלום עולם and مرحبا بالعالم",
    "emoji": "👩‍👧‍👦 🏳️‍🌈 é ẞ ﬁ 𝔘",
    "long": "word " * 9_999 + "end",
    "lines": "- one\n- two\n\n  under two\n\n> quoted\n\n1. first",
    "template": "{{ 7*7 }} ${7*7} <%= 7 %> %s %(x)s \\n \\u0041 &amp; &lt;",
}
READ = ("quotes", "yaml", "right-to-left", "emoji", "long", "template")
"""Those of which a page shows every sign but the backticks; of the others, which are Markdown, every word."""
TURNED = {
    "# A heading\n\nText\n===\n\nMore\n---": "\\# A heading\n\nText\n\\===\n\nMore\n\\---",
    "```\nnever closed": "\\```\nnever closed",
    "pasted\x0bfrom a\u2028word\x07 pro\u202ecessor\ufeff\r\n  ": "pasted\nfrom a\nword processor",
}
PASTE = """([id, text]) => {
  const box = document.getElementById(id);
  box.value = text;
  box.dispatchEvent(new Event("input"));
}"""


def test_awkward_texts_come_back_as_they_were_typed(browser: Browser, repository: Path, capsys: Any) -> None:
    git(repository, "init", "--quiet")
    audit = new(repository, "collaborative", "--type", "CP")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "Begin")
    sections, names = ("voice", "assessment", "plan", "outcomes"), ("works-well", "to-improve", "raise")
    boxes = [f"{section}_{name}" for section in sections for name in names]
    typed = dict(zip(boxes, {**{text: text for text in AWKWARD.values()}, **TURNED}.items(), strict=False))
    assert len(typed) == len(AWKWARD) + len(TURNED)
    why = "\n".join(text for name, text in AWKWARD.items() if name != "long")
    with opened(browser, form_of(repository, audit)) as page:
        for id, (text, _) in typed.items():
            page.evaluate(PASTE, [f"f-boxes-{id}", text])
        page.locator("#f-answers-advocacy").get_by_label("Does not apply").check()
        page.locator("#f-answers-advocacy-why").fill(why)
        saved = _saved(page)
    case = surroundings(Folder(repository)).link("x", saved.encode()).case
    assert case is not None
    for id, (_, text) in typed.items():
        section, _, box = id.partition("_")
        assert case.audit.entry(section).boxes[box].text == text
    assert case.audit.answer("advocacy").why == why
    back = repository.parent / "back.md"
    back.write_text(saved, "utf-8", newline="\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_COMMITTER_NAME", "Person p003")
        patch.setenv("GIT_COMMITTER_EMAIL", "p003@farthing-vale.example")
        assert casekit(repository, "accept", str(back), "--today", DAY) == 0, capsys.readouterr().out
    assert audit.read_text("utf-8") == saved
    site = repository.parent / "site"
    assert casekit(repository, "build", "--audience", "team", "--output", str(site), "--today", DAY) == 0
    with opened(browser, site / f"audit/{audit.stem}.html", allowed=site.as_uri()) as page:
        shown = " ".join(page.locator("main").inner_text().split())
    for name, text in AWKWARD.items():
        for words in re.split(r"[`\n]+|^[->.*] ", text) if name in READ else re.findall(r"\w+", text):
            assert " ".join(words.split()) in shown, name
