"""The law's data: read whole, listed on its page, and counted as people count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.check.lawful import Subject, missed
from casekit.days import Length
from casekit.link.law import timescale
from casekit.model.audit import Spell
from casekit.model.law import Law
from casekit.workdays import WORKING, Calendar, parse_span
from tests.statutory_table import NATIONS, ROOT, law_of, table

ENGLAND = law_of("england")
DAYS = st.dates(date(2017, 3, 1), date(2027, 12, 1))


def day(text: str) -> date:
    return date.fromisoformat(text)


def late(
    law: Law = ENGLAND, types: str = "LAC", start: str = "2026-04-15", end: str = "2026-10-15", **dates: object
) -> list[str]:
    given = {
        id.replace("_", "-"): tuple(map(day, value)) if isinstance(value, list) else (day(str(value)),)
        for id, value in dates.items()
    }
    return [found.timescale.id for found in missed(Subject(day(start), day(end), given, (Spell(types),), 9), law)]


@pytest.mark.parametrize("nation", NATIONS)
def test_the_page_lists_what_the_data_says(nation: str) -> None:
    law = law_of(nation)
    page = (ROOT / "docs" / "statutory.md").read_text("utf-8")
    assert f"## {law.nation}\n" in page
    assert table(law) in page


@pytest.mark.parametrize("nation", NATIONS)
def test_each_timescale_speaks_of_events_that_a_council_can_name(nation: str) -> None:
    law = law_of(nation)
    assert len({t.id for t in law.timescales}) == len(law.timescales)
    for one in law.timescales:
        assert one.kind in ("first", "held", "second", "every")
        assert {one.event, one.after} <= law.dates.keys()
        assert one.status in ("", *law.types)
        assert one.source
        assert one.start


def test_a_length_that_is_none_is_refused() -> None:
    entry = {"id": "x", "what": "x", "event": "x", "kind": "first", "within": "soon", "source": "x"}
    with pytest.raises(ValueError, match="soon"):
        timescale(entry)


@pytest.mark.parametrize(
    ("start", "number", "nation", "expected"),
    [
        ("2026-05-01", 1, "england", "2026-05-05"),  # over a weekend and the early May holiday
        ("2026-05-01", 1, "scotland", "2026-05-05"),
        ("2026-04-02", 1, "england", "2026-04-07"),  # over Easter, Monday included
        ("2026-04-02", 1, "scotland", "2026-04-06"),  # Easter Monday is no holiday there
        ("2026-06-12", 1, "scotland", "2026-06-16"),
        ("2026-06-12", 1, "england", "2026-06-15"),
        ("2026-07-10", 1, "northern-ireland", "2026-07-14"),
        ("2026-12-24", 1, "england", "2026-12-29"),  # Boxing Day falls on a Saturday
        ("2026-12-31", 1, "scotland", "2027-01-05"),
        ("2026-06-06", 20, "england", "2026-07-03"),  # counted from a Saturday
    ],
)
def test_working_days(start: str, number: int, nation: str, expected: str) -> None:
    assert law_of(nation).calendar.after(day(start), number) == day(expected)


def test_a_count_through_a_year_that_nobody_has_entered_says_nothing() -> None:
    assert ENGLAND.calendar.after(day("2028-12-20"), 20) is None
    assert ENGLAND.calendar.plus(day("2028-12-20"), Length(3, "months")) == day("2029-03-20")
    few = Calendar(ENGLAND.calendar.closed | {day("2029-01-01")})
    assert few.after(day("2028-12-20"), 20) is None
    assert late(types="CP", end="2029-06-30", start="2028-12-30", initial_conference="2028-12-20", core_group=[]) == []


@given(DAYS, st.integers(1, 60), st.sampled_from(NATIONS))
def test_between_a_day_and_the_last_counted_lie_just_so_many_working_days(
    start: date, number: int, nation: str
) -> None:
    calendar = law_of(nation).calendar
    last = calendar.after(start, number)
    assert last is not None
    assert calendar.works(last)
    assert sum(calendar.works(start + timedelta(days=n)) for n in range(1, (last - start).days + 1)) == number


@pytest.mark.parametrize(("text", "expected"), [("20 working days", 20), ("1 working days", 1), ("working days", None)])
def test_a_span_in_working_days_is_read(text: str, expected: int | None) -> None:
    found = parse_span(text)
    assert (found.number if found else None) == expected
    assert found is None or found.unit == WORKING
    assert parse_span("6 weeks") == Length(6, "weeks")


def test_one_stretch_of_time_is_told_once_by_its_strictest_timescale() -> None:
    dates = {"looked_after_from": "2026-04-20", "looked_after_review": []}
    assert late(**dates) == ["first-looked-after-review"]
    assert late(end="2026-12-31", **dates) == ["first-looked-after-review"]


def test_each_gap_between_reviews_counts_and_what_lies_before_the_period_need_not_be_listed() -> None:
    old = "2020-01-01"
    assert late(looked_after_from=old, looked_after_review=["2026-01-10", "2026-07-10"]) == []
    assert late(looked_after_from=old, looked_after_review=["2026-01-10", "2026-07-11"]) == [
        "later-looked-after-review"
    ]
    assert late(looked_after_from=old, looked_after_review=["2026-10-14"]) == []
    assert late(looked_after_from=old, looked_after_review=[]) == ["later-looked-after-review"]


def test_a_first_review_that_is_not_listed_makes_no_other_the_first() -> None:
    assert late(looked_after_from="2026-02-01", looked_after_review=["2026-05-01", "2026-09-30"]) == []
    assert late(looked_after_from="2026-02-01", looked_after_review=["2026-02-20", "2026-09-30"]) == [
        "second-looked-after-review"
    ]


def test_of_several_strategy_discussions_the_last_before_the_conference_counts() -> None:
    days = ["2026-06-01", "2026-07-01"]
    assert late(strategy_discussion=days, initial_conference="2026-07-22") == []
    assert late(strategy_discussion=days, initial_conference="2026-07-23") == ["initial-conference"]
    assert late(strategy_discussion=days, initial_conference=[]) == []


def test_age_decides_where_the_law_says_so() -> None:
    dates = {"looked-after-from": (day("2024-01-01"),), "health-assessment": (day("2026-01-05"), day("2026-08-01"))}

    def told(age: int | None) -> list[str]:
        subject = Subject(day("2026-04-15"), day("2026-10-15"), dates, (Spell("LAC"),), age)
        return [found.timescale.id for found in missed(subject, ENGLAND)]

    assert told(4) == ["health-review-under-five"]
    assert told(5) == told(None) == []


def test_what_was_not_law_yet_is_held_against_nobody() -> None:
    assert late(law_of("wales"), referral="2015-06-01", assessment="2015-12-01", start="2015-06-01") == []
    assert late(law_of("wales"), referral="2018-06-01", assessment="2018-12-01") == ["assessment"]


@given(st.lists(DAYS, max_size=5), st.lists(DAYS, max_size=5), DAYS, st.integers(1, 400), st.sampled_from(NATIONS))
def test_whatever_the_dates_what_is_missed_fell_due_by_the_end_and_came_later(
    starts: list[date], days: list[date], end: date, back: int, nation: str
) -> None:
    law = law_of(nation)
    dates = {id: tuple(starts) for event in ("looked-after", "initial-conference") for id in law.dates[event]}
    dates |= {id: tuple(days) for event in ("looked-after-review", "core-group") for id in law.dates[event]}
    subject = Subject(end - timedelta(days=back), end, dates, (Spell("LAC"), Spell("CP")), 3)
    for found in missed(subject, law):
        assert found.since < found.due <= end
        assert found.came is None or found.due < found.came <= end
        assert found.due >= end - timedelta(days=back)
