"""What changed since the month before: only what can be compared, the same in every format, in good English."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.model.audit import Action, Concern, Entry, Moderation, Move, State
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.programme import Allotted, ListedCase, Programme
from casekit.register.monthly import month_figures
from casekit.register.since import due_on, late_on, since
from casekit.register.weak import Share
from casekit.report.blocks import Document
from casekit.report.compose import compose
from casekit.report.data import report_data
from casekit.report.html import html
from casekit.report.markdown import markdown
from casekit.report.word import word
from casekit.resources import resource
from tests.publish.sample import OTHER, evaluated, make_audit, make_corpus

SCHEMA = json.loads((resource("schema") / "report.schema.json").read_text("utf-8"))
JUNE = date(2026, 6, 15)


def audited(number: int, month: str, grade: str = "b", themes: tuple[str, ...] = (), **changes: Any) -> AuditCase:
    overall = Entry("overall", grade, State.ANSWERED, themes=themes)
    case = replace(make_audit().case, ref=f"K{month[-2:]}{number}")
    base = make_audit(number, month, overall=overall, completed=date.fromisoformat(f"{month}-20"), case=case)
    return evaluated(replace(base, **changes))


def corpus(*cases: AuditCase, **programmes: Programme) -> Corpus:
    made = {one.month: one for one in programmes.values()}
    return replace(make_corpus(), audits=cases, broken=(), programmes=made)


def told(made: Corpus, month: str = "2026-05", today: date = JUNE) -> tuple[Document, Any]:
    figures = month_figures(made, month, today)
    found = since(made, figures)
    data: Any = report_data(figures, found)
    jsonschema.validate(data, SCHEMA)
    return compose(figures, found, made, wrote=False, whom="For a test.", made="By a test."), data["since"]


def text(made: Corpus, month: str = "2026-05", today: date = JUNE) -> str:
    whole = markdown(told(made, month, today)[0])
    return whole[whole.index("## What changed since") : whole.index("## Auditing")]


ACTION = Action("a1", "voice", "Do it", agreed=date(2026, 4, 25), due=date(2026, 4, 29))
MOVED = (Move(date(2026, 4, 29), date(2026, 6, 1), "Leave", date(2026, 5, 2)),)
CHANGED = corpus(
    audited(1, "2026-04", "a", ("drift",), actions=(ACTION, replace(ACTION, id="a2", done_on=date(2026, 5, 3)))),
    audited(2, "2026-04", "d"),
    audited(1, "2026-05", "b", concerns=(Concern("c1", date(2026, 5, 4)),), actions=(
        replace(ACTION, id="a3", agreed=date(2026, 5, 20), due=date(2026, 5, 25), done_on=date(2026, 5, 24)),
        replace(ACTION, id="a4", agreed=date(2026, 5, 20), due=date(2026, 7, 25)),
    )),
    audited(2, "2026-05", "b", completed=date(2026, 6, 2)),
)  # fmt: skip


def test_every_figure_stands_beside_that_of_the_month_before() -> None:
    said = text(CHANGED)
    for line in (
        "| Audits completed on time | 1 of 2 audits | 2 of 2 audits | 50 points down |",
        "| Actions agreed in the month | 2 | 2 | the same |",
        "| Actions done in the month | 2 | 0 | 2 more |",
        "| Actions verified in the month | 0 | 0 | the same |",
        "| Deadlines of the month that were kept | 1 of 1 action | 0 of 2 actions | 100 points up |",
        "| Open actions overdue at the end of the month | 1 of 2 actions | 2 of 2 actions | 50 points down |",
        "| Immediate concerns in the month's audits | 1 | 0 | 1 more |",
        "Excellent or Fine (Toy audit form, version 1) | 2 of 2 audits | 1 of 2 audits | 50 points up |",
        "- Themes named in April 2026 and not in May 2026 (Toy audit form, version 1): Drift and delay.",
        "- A point is one in a hundred. With numbers this small a difference may be chance.",
    ):
        assert line in said
    assert "twelve months" not in said  # audits begin in April, so that the two spans are not the same
    assert "kept by moderation" not in said


def test_the_same_as_data_and_in_every_format() -> None:
    made, data = told(CHANGED)
    assert data["programme"]["on_time"] == {"now": {"number": 1, "of": 2}, "before": {"number": 2, "of": 2}}
    assert data["actions"]["done"] == {"now": 2, "before": 0}
    assert data["actions"]["overdue_at_month_end"] == {"now": {"number": 1, "of": 2}, "before": {"number": 2, "of": 2}}
    assert data["rubrics"]["toy@1"]["themes_went"] == ["drift"]
    assert (data["month"], data["month_over"], data["cases_in_twelve_months"]) == ("2026-04", True, None)

    from docx import Document as Read  # type: ignore[import-untyped,unused-ignore]

    read = Read(io.BytesIO(word(made, JUNE)))
    paper = "\n".join(cell.text for table in read.tables for row in table.rows for cell in row.cells)
    page = html(made)
    for cell in ("50 points down", "2 more", "1 of 2 actions", "Deadlines of the month that were kept"):
        assert cell in page
        assert cell in paper


def test_where_nothing_changed_it_says_so() -> None:
    made = corpus(*(audited(n, month, themes=("drift",)) for month in ("2026-04", "2026-05") for n in (1, 2)))
    assert "Everything that can be compared is as it was in April 2026." in text(made)
    assert "Everything that can be compared" not in text(CHANGED)


@pytest.mark.parametrize(("month", "none"), [("2026-04", "March 2026"), ("2026-07", "July 2026")])
def test_without_both_months_nothing_is_compared(month: str, none: str) -> None:
    made = corpus(audited(1, "2026-04"), audited(1, "2026-06"))
    said = text(made, month)
    assert f"No audit of {none} is on record, so that nothing can be compared." in said
    assert "|" not in said
    assert told(made, month)[1] is None


def test_a_month_that_is_not_over_is_compared_in_part() -> None:
    waiting = corpus(audited(1, "2026-04"), audited(1, "2026-05"), audited(2, "2026-05", completed=None))
    said = text(waiting, today=date(2026, 5, 25))
    assert "| What | May 2026 so far | April 2026 | Moved |" in said
    assert "1 audit of May 2026 is not due yet, so that completion on time is not compared." in said
    assert "May 2026 ends on 31 May 2026: its numbers may still grow, and its deadlines are not compared yet." in said
    assert "on time |" not in said
    assert "1 of 2 audits | 1 of 1 audit | 50 points down" in text(waiting)


def test_a_programme_is_not_compared_with_none() -> None:
    one = Allotted("2026-05-0001", ListedCase("K"), "p001", date(2026, 5, 31))
    planned = Programme("2026-05", "x", audits=(one,))
    both = corpus(audited(1, "2026-04"), audited(1, "2026-05"), may=planned)
    assert "Just one of the months has a programme, so that completion on time is not compared." in text(both)
    before = Programme("2026-04", "x", audits=(replace(one, id="2026-04-0001", due=date(2026, 4, 10)),))
    said = text(replace(both, programmes={"2026-04": before, "2026-05": planned}))
    assert "| Audits completed on time | 1 of 1 audit | 0 of 1 audit | 100 points up |" in said


def test_only_forms_of_both_months_are_compared() -> None:
    short = evaluated(make_audit(3, "2026-05", rubric="other@2", completed=date(2026, 5, 9)), OTHER)
    made, data = told(corpus(audited(1, "2026-04"), audited(1, "2026-05"), short))
    assert list(data["rubrics"]) == ["toy@1"]
    assert data["not_compared"] == ["other@2"]
    assert "Short form, version 2 has counted audits in just one of the months" in markdown(made)


def test_agreement_is_compared_where_both_months_have_moderations() -> None:
    given = (Moderation("m1", "p004", date(2026, 5, 25), {"overall": "c"}),)
    made = corpus(audited(1, "2026-04", "c", moderations=given), audited(1, "2026-05", "b", moderations=given))
    said = text(made)
    assert "| Overall grade kept by moderation (Toy audit form, version 1) | 0 of 1 audit | 1 of 1 audit | 100" in said


def test_cases_of_twelve_months_are_compared_where_audits_go_back_that_far() -> None:
    old = [audited(1, "2025-05"), *(audited(n, "2026-04") for n in (1, 2)), audited(1, "2026-05")]
    # June 2025 to May 2026: three cases; May 2025 to April 2026: three as well, with one that is gone now.
    assert "| Cases audited in the twelve months up to the month | 3 | 3 | the same |" in text(corpus(*old))
    assert "twelve months" not in text(corpus(*old[1:]))


DAY = date(2026, 5, 1)
DAYS = st.integers(0, 40).map(lambda number: DAY + timedelta(number))


@given(
    st.lists(st.tuples(DAYS, st.one_of(st.none(), DAYS)), max_size=4, unique_by=lambda one: one[0]).map(
        lambda some: sorted(some, key=lambda one: one[0])
    ),
    st.one_of(st.none(), DAYS),
    st.one_of(st.none(), DAYS),
    DAYS,
)
def test_a_deadline_is_looked_at_as_it_was(
    moves: list[tuple[date, date | None]], first: date | None, done: date | None, day: date
) -> None:
    """A plain diary of the action comes to the same as looking back from its last state."""
    diary = [(DAY, first), *moves]
    made, was = [], first
    for on, to in moves:
        made.append(Move(was, to, "Because", on))
        was = to
    action = replace(ACTION, agreed=DAY, due=was, moves=tuple(made), done_on=done)
    held = [to for on, to in diary if on <= day][-1]
    assert due_on(action, day) == held
    still = done is None or done > day
    assert late_on([action], day) == Share(int(still and held is not None and held < day), int(still))


def test_what_was_agreed_nobody_knows_when_is_in_no_figure_of_a_day() -> None:
    assert late_on([replace(ACTION, agreed=None)], JUNE) == Share(0, 0)
    assert late_on([replace(ACTION, cancelled_on=JUNE)], JUNE) == Share(0, 0)
    assert late_on([replace(ACTION, moves=MOVED, due=date(2026, 6, 1))], date(2026, 5, 1)) == Share(1, 1)
    assert late_on([replace(ACTION, moves=MOVED, due=date(2026, 6, 1))], date(2026, 5, 2)) == Share(0, 1)
