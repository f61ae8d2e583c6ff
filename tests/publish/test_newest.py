"""The newest month beside the one before, and which teams moved: against counts by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from casekit.model.audit import Entry, State
from casekit.model.corpus import AuditCase, Corpus
from casekit.publish.context import About, gather
from casekit.publish.moved import moved_teams
from casekit.publish.newest import newest_month
from casekit.publish.page import Table
from casekit.publish.reader import reader
from casekit.register.grades import grades_by_rubric
from tests.publish.sample import HISTORY, TODAY, evaluated, make_audit, make_corpus
from tests.publish.test_programme_pages import AUDITS
from tests.publish.test_programme_pages import corpus as with_programme


def graded(number: int, month: str, grade: str) -> AuditCase:
    return evaluated(make_audit(number, month, overall=Entry("overall", grade, State.ANSWERED)))


def table(corpus: Corpus, today: date = TODAY) -> tuple[Table | None, str]:
    return newest_month(gather(corpus, HISTORY, [], today, reader("service"), About()), grades_by_rubric(corpus.audits))


def rows(found: Table | None) -> list[list[str]]:
    assert found is not None
    return [[f"{cell.text} {cell.note}".strip() for cell in row] for row in found.rows]


def test_grades_of_the_newest_month_move_in_points() -> None:
    cases = [graded(n, "2026-05", grade) for n, grade in enumerate("abcd", 1)]
    cases += [graded(1, "2026-06", "b"), graded(2, "2026-06", "d"), graded(3, "2026-06", "a")]
    found, says = table(replace(make_corpus(), audits=tuple(cases)))
    assert rows(found) == [["Overall grade Excellent or Fine Toy audit form, version 1", "2 of 3", "2 of 4", "+17"]]
    assert found is not None
    assert [column.text for column in found.columns][1:3] == ["June 2026", "May 2026"]
    assert "may be chance" in says


def test_a_month_that_has_not_begun_is_not_the_newest() -> None:
    cases = (graded(1, "2026-06", "b"), graded(1, "2026-07", "d"))
    found, _ = table(replace(make_corpus(), audits=cases))
    assert rows(found) == [["Overall grade Excellent or Fine Toy audit form, version 1", "1 of 1", "None counted", ""]]


def test_auditing_is_counted_from_the_programme() -> None:
    found, _ = table(with_programme(), date(2026, 5, 20))
    assert rows(found)[0] == ["Audits completed on time 2 of May 2026 not due yet", "1 of 3", "None counted", ""]
    assert found is not None
    assert found.rows[0][1].href.startswith("programme/audits.html#Month=May+2026")


def test_while_audits_are_not_due_yet_nothing_has_moved() -> None:
    made = with_programme()
    april = tuple(replace(one, id=one.id.replace("05", "04", 1), due=date(2026, 4, 30)) for one in AUDITS)
    programmes = {"2026-04": replace(made.programmes["2026-05"], month="2026-04", audits=april), **made.programmes}
    until_may = tuple(case for case in made.audits if case.audit.month <= "2026-05")
    both = replace(made, programmes=programmes, audits=until_may)
    assert rows(table(both, date(2026, 5, 20))[0])[0][3] == ""
    assert rows(table(both, date(2026, 6, 15))[0])[0][3] == "+33"


def test_without_audits_there_is_no_table() -> None:
    assert table(replace(make_corpus(), audits=())) == (None, "")


def behind(ref: str, section: str) -> str:
    return f"{ref}-{section}.html"


def test_teams_move_between_three_months_and_the_three_before() -> None:
    months = [f"2026-{n:02}" for n in range(1, 8)]
    mine = [graded(1, month, grade) for month, grade in zip(months, "ddabbcd", strict=True)]
    found = moved_teams({"North": mine, "South": mine[-1:]}, {"North": "north.html", "South": "south.html"}, behind)
    # February to April: d, a, b; May to July: b, c, d. January is older, and South has nothing before.
    assert rows(found) == [["North", "Toy audit form, version 1", "1 of 3", "2 of 3", "+34"]]
    months_before = "Month=February+2026&Month=March+2026&Month=April+2026"
    wanted = f"toy@1-overall.html#Team=North&{months_before}&Part+of+the+scale=Lower+half"
    assert found.rows[0][2].href == wanted


def test_one_month_of_audits_moves_nobody() -> None:
    found = moved_teams({"North": [graded(1, "2026-05", "d")]}, {"North": ""}, behind)
    assert found.rows == ()
    assert "No team has grades" in found.empty
