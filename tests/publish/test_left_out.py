"""Audits whose form cannot be used: in the lists of the report, in no figure of it, and never gone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from casekit.link.corpus import load_corpus
from casekit.model.corpus import Broken, Corpus
from casekit.problem import Problem, Span
from casekit.publish.site import build_site
from casekit.register.left_out import left_out
from tests.check.lint import Memory
from tests.publish.sample import ABOUT, HISTORY, PROBLEMS, TODAY, make_corpus
from tests.publish.test_site import text
from tests.whole import COLUMNS, PARTNERS, files, problems

WAITING = Broken(
    "audits/2026-05/2026-05-0077.md",
    "---\nid: 2026-05-0077\nrubric: kite@1\n---\nWhat somebody wrote.\n",
    (Problem("audits/2026-05/2026-05-0077.md", Span(3, 9, 3, 15), "CK107", "Its form has mistakes."),),
    "2026-05-0077",
    "kite@1",
)
MISTAKE = ("rubrics/columns.yaml", "title: Two columns", "titel: Two columns")


def with_it(audience: str = "team") -> dict[str, str]:
    corpus = make_corpus()
    corpus = replace(corpus, broken=(*corpus.broken, WAITING))
    built = build_site(corpus, HISTORY, (*PROBLEMS, *WAITING.problems), TODAY, audience, ABOUT)
    return {path: body.decode() for path, body in built if path.endswith(".html")}


def rows(page: str, id: str) -> list[str]:
    return [text(row) for row in re.findall(r"<tr\b.*?</tr>", page, flags=re.DOTALL) if id in row]


def linked(*edits: tuple[str, str, str]) -> Corpus:
    return load_corpus(Memory(files(*edits)))


@pytest.mark.parametrize("audience", ["team", "service"])
@pytest.mark.parametrize("page", ["audits/index.html", "audits/2026-05.html"])
def test_it_stands_in_the_lists_without_a_grade(audience: str, page: str) -> None:
    (row,) = rows(with_it(audience)[page], "2026-05-0077")
    assert "Cannot be assessed" in row


def test_it_stands_in_its_month_and_not_at_the_end() -> None:
    page = with_it()["audits/index.html"]
    ids = re.findall(r"2026-0[56]-00[0-9][0-9](?=</)", page)
    assert len(ids) > 4
    assert [id[:7] for id in ids] == sorted((id[:7] for id in ids), reverse=True)


@pytest.mark.parametrize("page", ["index.html", "audits/index.html", "problems/index.html"])
def test_figures_say_that_they_do_not_count_it(page: str) -> None:
    said = text(with_it()[page])
    assert (
        "1 audit cannot be assessed because its form cannot be used, and 1 file could not be read as an audit." in said
    )
    assert "counted in no figure" in said or "No figure here counts them" in said


def test_its_own_page_shows_what_was_written_and_says_why() -> None:
    (page,) = (page for page in with_it().values() if "What somebody wrote." in page)
    assert "This audit cannot be assessed because its form cannot be used." in text(page)


def test_nobody_outside_the_team_reads_it() -> None:
    assert not any("What somebody wrote." in page or "kite@1" in page for page in with_it("service").values())


def test_one_broken_form_takes_its_own_audits_along_and_no_others() -> None:
    corpus = linked(MISTAKE)
    assert [(one.path, one.form, one.month) for one in corpus.broken] == [(COLUMNS, "columns@1", "2026-10")]
    assert len(corpus.audits) == len(linked().audits) - 1
    assert PARTNERS in {case.audit.path for case in corpus.audits}


def test_lint_names_the_mistake_by_file_line_and_key_and_goes_on_with_the_other_audits() -> None:
    sound = {p for p in problems() if p.path not in (COLUMNS, MISTAKE[0])}
    found = problems(MISTAKE)
    assert {p for p in found if p.path not in (COLUMNS, MISTAKE[0])} == sound
    form = {(p.span.line, p.code, p.message) for p in found if p.path == MISTAKE[0]}
    assert (3, "CK110", "'titel' is not a key of the rubric; did you mean title?") in form
    (told,) = (p for p in found if p.path == COLUMNS)
    assert (told.code, told.message) == (
        "CK107",
        "This audit cannot be assessed: its form rubrics/columns.yaml has mistakes of its own.",
    )


def test_a_file_that_names_no_form_could_not_be_read() -> None:
    (one,) = linked((COLUMNS, "rubric: columns@1", "rubrik: columns@1")).broken
    assert one.form == ""


@pytest.mark.parametrize(
    ("waiting", "unread", "said"),
    [
        (0, 0, ""),
        (0, 1, "1 file could not be read as an audit."),
        (0, 2, "2 files could not be read as audits."),
        (2, 0, "2 audits cannot be assessed because their form cannot be used."),
    ],
)
def test_how_many_there_are_is_one_sentence(waiting: int, unread: int, said: str) -> None:
    assert left_out([WAITING] * waiting + [replace(WAITING, form="")] * unread) == said
