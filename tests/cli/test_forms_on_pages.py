"""The packaged forms on the site: their pages hold every text of the form, an audit's page all that it was asked."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from casekit.cli import main
from casekit.link.rubrics import rubrics
from casekit.read.files import Folder
from casekit.rubric.model import Question, Rubric, Section
from tests.history.making import git

FORMS = rubrics(Folder(Path("/nowhere"))).by_ref


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a repository with one new, empty audit in each form."""
    folder = tmp_path_factory.mktemp("forms")
    (folder / "audits").mkdir()
    git(folder, "init", "-q")
    for ref in FORMS:
        run("-C", folder, "new", "--rubric", ref, "--month", "2026-10", "--today", "2026-10-15")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "One audit in each form")
    run("-C", folder, "build", "--audience", "team", "--output", folder / "site", "--today", "2026-10-20")
    return folder / "site"


def run(*arguments: str | Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["casekit", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
    assert not ended.value.code


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def texts(rubric: Rubric) -> Iterator[str]:
    yield from (rubric.title, rubric.subject, rubric.guide)
    yield from (value.means for s in rubric.all_sections() if s.scale for value in s.scale.values)
    for section in rubric.all_sections():
        yield from (section.title, section.guide, *section.prompts)
        yield from (text for q in section.questions.values() for text in (q.ask, q.guide))
        parts: list[Section | Question] = [section, *section.questions.values()]
        for part in parts:
            yield from (look.text for some in part.descriptors.values() for look in some)
            yield from (text for box in part.boxes.values() for text in (box.title, box.guide))
        yield from (item.title for item in (*section.limits, *section.triggers))
    yield from (rubric.feedback.title, rubric.feedback.guide, *rubric.feedback.respondents.values())
    yield from (q.ask for q in rubric.feedback.questions.values())
    yield rubric.concern.guide
    for form in (rubric.reflection, rubric.moderation):
        yield from (form.title, form.guide, *(text for box in form.boxes.values() for text in (box.title, box.guide)))
    for labels in (rubric.case_types, rubric.flags, rubric.dates, rubric.tags, rubric.themes):
        yield from labels.values()


@pytest.mark.parametrize("ref", FORMS)
def test_a_forms_page_leaves_out_none_of_its_texts(site: Path, ref: str) -> None:
    pages = [words(path.read_text("utf-8")) for path in (site / "rubrics").glob("*.html")]
    (page,) = (page for page in pages if f"Reference {ref} " in page)
    assert [text for text in texts(FORMS[ref]) if " ".join(text.split()) not in page] == []


@pytest.mark.parametrize("ref", FORMS)
def test_an_audits_page_shows_every_section_and_question_that_may_apply(site: Path, ref: str) -> None:
    title = f"{FORMS[ref].title}, version {FORMS[ref].version}"
    pages = [words(path.read_text("utf-8")) for path in (site / "audit").glob("*.html")]
    (page,) = (page for page in pages if title in page)
    asked = [q.ask for q in FORMS[ref].questions().values() if not flagged(FORMS[ref], q.id)]
    assert asked
    assert [text for text in asked if " ".join(text.split()) not in page] == []


def flagged(rubric: Rubric, question: str) -> bool:
    """Whether the question, or a section that it stands in, is for some cases only."""
    section = rubric.section(rubric.questions()[question].section)
    conditions = [rubric.questions()[question].applies_when]
    while section is not None:
        conditions.append(section.applies_when)
        section = rubric.section(section.parent) if section.parent else None
    return any(conditions)
