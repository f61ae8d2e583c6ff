from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.days import Length, apart, less, parse_day, parse_length, parse_moment, plus, plus_months, written

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
LENGTHS = st.builds(Length, st.integers(1, 999), st.sampled_from(["days", "weeks", "months", "years"]))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-31", date(2026, 5, 31)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2024-02-30", None),
        ("2026-13-01", None),
        ("0000-01-01", None),
        ("2026-5-1", None),
        ("20260501", None),
        ("2026-05-01 ", None),
        ("2026-05-01\n", None),
        ("２０２６-05-01", None),
        ("", None),
        (None, None),
        (20260501, None),
        (True, None),
    ],
)
def test_a_day_is_read_strictly(text: object, expected: date | None) -> None:
    assert parse_day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-10-15T10:40", datetime(2026, 10, 15, 10, 40)),
        ("2026-10-15T00:00", datetime(2026, 10, 15)),
        ("2026-10-15T24:00", None),
        ("2026-10-15T10:60", None),
        ("2026-02-30T10:00", None),
        ("2026-10-15 10:40", None),
        ("2026-10-15T10:40:00", None),
        ("2026-10-15T10:40Z", None),
        ("2026-10-15", None),
        (7, None),
    ],
)
def test_a_moment_is_read_strictly(text: object, expected: datetime | None) -> None:
    assert parse_moment(text) == expected


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [("6 weeks", 6, "weeks"), ("1 month", 1, "months"), ("same day", 0, "same day"), ("12 months", 12, "months")],
)
def test_a_length_is_read_as_people_say_it(text: str, number: int, unit: str) -> None:
    assert parse_length(text) == Length(number, unit)


@pytest.mark.parametrize(
    "text", ["", "6", "0 days", "-1 days", "6weeks", "6  weeks", "45 working days", "1000 days", 6, None]
)
def test_what_is_no_length(text: object) -> None:
    assert parse_length(text) is None


def test_a_length_is_said_as_it_is_read() -> None:
    assert [str(parse_length(t)) for t in ("6 weeks", "1 weeks", "same day")] == ["6 weeks", "1 week", "the same day"]


@given(LENGTHS)
def test_every_length_reads_back(length: Length) -> None:
    assert parse_length(str(length)) == length


@pytest.mark.parametrize(
    ("start", "length", "earlier"),
    [
        ("2026-05-31", "3 months", "2026-02-28"),
        ("2024-05-31", "3 months", "2024-02-29"),
        ("2026-01-31", "1 month", "2025-12-31"),
        ("2024-02-29", "1 year", "2023-02-28"),
        ("2026-03-01", "1 day", "2026-02-28"),
        ("2026-03-01", "6 weeks", "2026-01-18"),
        ("2026-03-01", "same day", "2026-03-01"),
    ],
)
def test_lengths_are_taken_off_as_people_do(start: str, length: str, earlier: str) -> None:
    parsed = parse_length(length)
    assert parsed is not None
    assert less(day(start), parsed) == day(earlier)


@given(DAYS, st.integers(-500, 500))
def test_months_keep_the_day_or_take_the_months_last(start: date, months: int) -> None:
    moved = plus_months(start, months)
    assert (moved.year * 12 + moved.month) - (start.year * 12 + start.month) == months
    assert moved.day == start.day or (moved.day < start.day and (moved + timedelta(days=1)).day == 1)


@given(DAYS, LENGTHS)
def test_adding_never_goes_back_and_keeps_the_order_of_days(start: date, length: Length) -> None:
    assert plus(start, length) > start > less(start, length)
    assert plus(start + timedelta(days=1), length) >= plus(start, length)


@given(DAYS, LENGTHS)
def test_taking_off_what_was_added_comes_back_or_a_few_days_before(start: date, length: Length) -> None:
    back = less(plus(start, length), length)
    assert timedelta(0) <= start - back <= timedelta(days=3)


@pytest.mark.parametrize("end", [date.max, date.min])
def test_the_calendar_ends_without_a_crash(end: date) -> None:
    for unit in ("days", "weeks", "months", "years"):
        assert isinstance(plus(end, Length(999, unit)), date)
        assert isinstance(less(end, Length(999, unit)), date)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("2026-05-02", "2026-05-02", "the same day"),
        ("2026-05-02", "2026-05-03", "1 day"),
        ("2026-05-12", "2026-10-15", "5 months and 3 days"),
        ("2026-10-15", "2026-05-12", "5 months and 3 days"),
        ("2026-01-31", "2026-02-28", "1 month"),
        ("2024-10-16", "2026-10-15", "23 months and 29 days"),
        ("2024-10-15", "2026-10-15", "2 years"),
        ("2024-09-14", "2026-10-15", "2 years, 1 month and 1 day"),
    ],
)
def test_how_far_apart_people_say(one: str, other: str, said: str) -> None:
    assert apart(day(one), day(other)) == said


@given(DAYS, DAYS)
def test_apart_has_no_direction(one: date, other: date) -> None:
    assert apart(one, other) == apart(other, one)


def test_days_are_written_out() -> None:
    assert written(date(2026, 5, 2)) == "2 May 2026"
