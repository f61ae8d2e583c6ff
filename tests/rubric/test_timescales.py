from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.days import Length, parse_length
from casekit.rubric.facts import Facts
from casekit.rubric.timescales import judge, sentence
from tests.rubric.toy import END, START, facts

LABELS = {"boat": "Supply boats", "lit": "First lit"}


def read(test: dict[str, Any]) -> dict[str, Any]:
    return {
        k: parse_length(v) if k in ("within", "older_than", "first_within", "every") else v for k, v in test.items()
    }


def holds(test: dict[str, Any], **dates: list[str]) -> bool | None:
    return judge("boat", read(test), facts(dates=dates)).holds


def says(test: dict[str, Any], **dates: list[str]) -> str:
    said = facts(dates=dates)
    return sentence("boat", read(test), judge("boat", read(test), said), LABELS, said)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-07-15", True),  # the first day of the three months
        ("2026-07-14", False),
        ("2026-10-15", True),  # the last day of the period
        ("2026-10-16", False),  # after it, so it was not there yet
    ],
)
def test_within_runs_to_the_end_of_the_period_ends_inclusive(day: str, expected: bool) -> None:
    assert holds({"within": "3 months"}, boat=[day]) is expected


@pytest.mark.parametrize("test", [{"within": "3 months"}, {"older_than": "12 months"}])
def test_a_date_that_nobody_gave_is_unknown_and_none_on_record_is_none(test: dict[str, Any]) -> None:
    assert judge("boat", read(test), facts()).missing == ("boat",)
    assert holds(test) is None
    assert holds(test, boat=[]) is False


def test_months_clamp() -> None:
    test = read({"within": "3 months"})
    for day, expected in ((date(2026, 2, 28), True), (date(2026, 2, 27), False)):
        assert judge("boat", test, Facts(end=date(2026, 5, 31), dates={"boat": (day,)})).holds is expected


def test_older_than_is_the_opposite_of_within() -> None:
    for day in ("2025-10-14", "2025-10-15", "2026-01-01"):
        assert holds({"older_than": "12 months"}, boat=[day]) is not holds({"within": "12 months"}, boat=[day])


def test_without_a_period_nobody_can_tell() -> None:
    assert judge("boat", read({"within": "3 months"}), facts(end=None, dates={"boat": ["2026-10-01"]})).missing == ("",)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2025-10-15", "2026-10-15"], True),
        (["2025-10-14", "2026-10-15"], False),
        (["2026-10-15", "2026-10-15"], False),  # one day counts once
        (["2026-10-14", "2026-10-16"], False),  # after the period
        ([], False),
    ],
)
def test_so_many_in_a_window(days: list[str], expected: bool) -> None:
    assert holds({"at_least": 2, "within": "12 months"}, boat=days) is expected


FIRST = {"first_within": "3 months", "after": "lit"}


@pytest.mark.parametrize(
    ("lit", "boat", "expected"),
    [
        (["2026-03-01"], ["2026-06-01"], True),
        (["2026-03-01"], ["2026-06-02"], False),
        (["2026-03-01"], [], False),
        (["2026-03-01"], ["2026-02-28"], False),  # before the start is not after it
        (["2026-07-16"], [], True),  # due on 16 October, after the period
        (["2026-07-15"], [], False),  # due on the last day of the period
        (["2026-01-14"], [], True),  # due on 14 April, before the period
        (["2026-01-15"], [], False),  # due on the first day of the period
        ([], [], None),
        (["2025-01-01", "2026-03-01"], ["2026-06-02"], False),  # each start counts
    ],
)
def test_the_first_after_a_start(lit: list[str], boat: list[str], expected: bool | None) -> None:
    assert holds(FIRST, lit=lit, boat=boat) is expected


def test_the_first_asks_for_what_it_needs_and_no_more() -> None:
    assert judge("boat", read(FIRST), facts()).missing == ("lit",)
    assert judge("boat", read(FIRST), facts(dates={"lit": ["2026-03-01"]})).missing == ("boat",)
    assert judge("boat", read(FIRST), facts(dates={"lit": ["2026-09-01"]})).missing == ()


EVERY = {"every": "6 weeks", "from": "lit"}


@pytest.mark.parametrize(
    ("lit", "boat", "expected"),
    [
        (["2026-08-01"], ["2026-09-12", "2026-10-10"], True),
        (["2026-08-01"], ["2026-09-13"], False),  # a day late
        (["2026-08-01"], ["2026-08-02", "2026-08-03"], False),  # two close together are not regular
        (["2026-09-04"], [], True),  # due on 16 October
        (["2026-09-03"], [], False),  # due on 15 October
        (["2026-10-16"], [], True),  # begins after the period
        ([], [], None),
        # the years before the period are not listed, and the clock runs from its first day
        (["2020-01-01"], ["2026-05-27", "2026-07-08", "2026-08-19", "2026-09-30"], True),
        (["2020-01-01"], ["2026-05-28", "2026-07-08", "2026-08-19", "2026-09-30"], False),
        (["2020-01-01"], [], False),
        # what was held just before the period starts the clock
        (["2020-01-01"], ["2026-04-10", "2026-05-22", "2026-07-03", "2026-08-14", "2026-09-25"], True),
        (["2020-01-01"], ["2026-04-10", "2026-05-23", "2026-07-03", "2026-08-14", "2026-09-25"], False),
        # due on the first day of the period counts, a day earlier does not
        (["2026-03-04"], ["2026-04-16", "2026-05-20", "2026-07-01", "2026-08-12", "2026-09-23"], False),
        (["2026-03-03"], ["2026-04-16", "2026-05-20", "2026-07-01", "2026-08-12", "2026-09-23"], True),
        # the last start counts
        (["2020-01-01", "2026-09-10"], [], True),
    ],
)
def test_regularly_from_a_start(lit: list[str], boat: list[str], expected: bool | None) -> None:
    assert holds(EVERY, lit=lit, boat=boat) is expected


def test_regularly_asks_for_what_it_needs_and_no_more() -> None:
    assert judge("boat", read(EVERY), facts()).missing == ("lit",)
    assert judge("boat", read(EVERY), facts(dates={"lit": ["2026-03-01"]})).missing == ("boat",)
    assert judge("boat", read(EVERY), facts(dates={"lit": ["2026-10-01"]})).missing == ()


def test_regularly_without_a_start_counts_from_the_first_day_of_the_period() -> None:
    assert holds({"every": "6 months"}, boat=["2026-10-15"]) is True
    assert holds({"every": "5 months"}, boat=["2026-10-15"]) is False
    nowhere = facts(start=None, dates={"boat": ["2026-10-15"]})
    assert judge("boat", read({"every": "5 months"}), nowhere).missing == ("",)


@pytest.mark.parametrize(
    ("test", "dates", "said"),
    [
        (
            {"within": "3 months"},
            {"boat": ["2026-06-02"]},
            'the last date under "Supply boats" is 2 June 2026, 4 months and 13 days before the period ends on '
            "15 October 2026",
        ),
        (
            {"within": "3 months"},
            {"boat": []},
            'no date under "Supply boats" lies before 15 October 2026, the end of the period',
        ),
        (
            {"at_least": 2, "within": "12 months"},
            {"boat": ["2026-06-02"]},
            '1 date under "Supply boats" lies in the 12 months up to 15 October 2026, where 2 are needed',
        ),
        (
            {"at_least": 1, "within": "12 months"},
            {"boat": []},
            'no date under "Supply boats" lies in the 12 months up to 15 October 2026, where 1 is needed',
        ),
        (
            FIRST,
            {"lit": ["2026-03-01"], "boat": ["2026-06-02"]},
            'the first date under "Supply boats" was due by 1 June 2026, 3 months after "First lit" on 1 March 2026, '
            "and is 2 June 2026",
        ),
        (
            FIRST,
            {"lit": ["2026-03-01"], "boat": ["2026-05-31"]},
            'the first date under "Supply boats" came within 3 months, or was not due in the period',
        ),
        (
            EVERY,
            {"lit": ["2026-08-01"], "boat": []},
            'a date under "Supply boats" was due by 12 September 2026 (every 6 weeks, counted from 1 August 2026), '
            "and there is none",
        ),
        (
            EVERY,
            {"lit": ["2020-08-01"], "boat": ["2026-06-01"]},
            'a date under "Supply boats" was due by 27 May 2026 (every 6 weeks, counted from 15 April 2026, the first '
            "day of the period), and the next is 1 June 2026",
        ),
    ],
)
def test_what_is_said(test: dict[str, Any], dates: dict[str, list[str]], said: str) -> None:
    assert says(test, **dates) == said


DAY = st.dates(START - timedelta(days=500), END + timedelta(days=200))
DAYS = st.lists(DAY, max_size=6).map(tuple)
LENGTH = st.builds(Length, st.integers(1, 60), st.sampled_from(["days", "weeks", "months"]))
GROWING = st.one_of(
    st.fixed_dictionaries({"within": LENGTH}),
    st.fixed_dictionaries({"at_least": st.integers(1, 4), "within": LENGTH}),
    st.fixed_dictionaries({"first_within": LENGTH, "after": st.just("lit")}),
)
TESTS = st.one_of(
    GROWING,
    st.fixed_dictionaries({"older_than": LENGTH}),
    st.fixed_dictionaries({"every": LENGTH, "from": st.just("lit")}),
    st.fixed_dictionaries({"every": LENGTH}),
)


@given(TESTS, DAYS, DAYS)
def test_what_is_after_the_period_changes_nothing(
    test: dict[str, Any], boat: tuple[date, ...], lit: tuple[date, ...]
) -> None:
    whole = judge("boat", test, Facts(start=START, end=END, dates={"boat": boat, "lit": lit}))
    past = tuple(day for day in boat if day <= END)
    assert judge("boat", test, Facts(start=START, end=END, dates={"boat": past, "lit": lit})).holds is whole.holds


@given(TESTS, DAYS, DAYS)
def test_the_order_in_which_days_are_listed_changes_nothing(
    test: dict[str, Any], boat: tuple[date, ...], lit: tuple[date, ...]
) -> None:
    said = Facts(start=START, end=END, dates={"boat": boat, "lit": lit})
    other = Facts(start=START, end=END, dates={"boat": boat[::-1], "lit": lit[::-1]})
    assert judge("boat", test, said) == judge("boat", test, other)


@given(TESTS, DAYS, DAYS)
def test_what_fails_was_due_in_the_period(test: dict[str, Any], boat: tuple[date, ...], lit: tuple[date, ...]) -> None:
    said = Facts(start=START, end=END, dates={"boat": boat, "lit": lit})
    verdict = judge("boat", test, said)
    if verdict.holds is False and verdict.due is not None:
        assert START <= verdict.due <= END
    if verdict.holds is not None:
        assert sentence("boat", test, verdict, LABELS, said)


@given(GROWING, DAYS, DAYS, DAY)
def test_one_more_day_never_breaks_what_held(
    test: dict[str, Any], boat: tuple[date, ...], lit: tuple[date, ...], more: date
) -> None:
    before = judge("boat", test, Facts(start=START, end=END, dates={"boat": boat, "lit": lit})).holds
    after = judge("boat", test, Facts(start=START, end=END, dates={"boat": (*boat, more), "lit": lit})).holds
    assert after is True or before is not True
