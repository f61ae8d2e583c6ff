"""The scalar rule: what a word without quotes means, and what to write where something else was meant."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.read.scalars import hint_for, scalar


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("999999999999999", 999_999_999_999_999),
        ("1.50", 1.5),
        ("-0.25", -0.25),
    ],
)
def test_few_words_are_no_text(text: str, value: object) -> None:
    assert scalar(text) == value
    assert type(scalar(text)) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "no",
        "No",
        "on",
        "off",
        "yes",
        "True",
        "TRUE",
        "Null",
        "NULL",
        "010",
        "007",
        "0x1F",
        "0o14",
        "0b11",
        "1_000",
        "+5",
        ".5",
        "5.",
        "1e3",
        "777E9",
        "12:30",
        "1:30:00",
        "2026-10-16",
        "2026-10-16T10:40",
        ".inf",
        ".nan",
        "-",
        "--",
        "-x",
        "1000000000000000",
        "٣",
        "５",
    ],
)
def test_all_else_is_text(text: str) -> None:
    assert scalar(text) == text


@given(st.from_regex(r"[-+.0-9eE_:xob]{1,20}", fullmatch=True))
def test_a_number_is_finite_and_written_as_it_is_read(text: str) -> None:
    value = scalar(text)
    if not isinstance(value, str):
        assert re.fullmatch(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]+)?", text)
        assert value is not None
        assert math.isfinite(value)
        assert isinstance(value, float) == ("." in text)


@given(st.from_regex(r"[A-Z0-9]{5}", fullmatch=True))
def test_a_random_reference_stays_as_it_was_written(ref: str) -> None:
    assert str(scalar(ref)) == ref


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("NO", "write false"),
        ("off", "write false"),
        ("Yes", "write true"),
        ("on", "write true"),
        ("TRUE", "write true"),
        ("N/A", "leave the place empty"),
        ("010", "write 10"),
        ("00", "write 0"),
        ("-05", "write -5"),
        ("1_000", "write 1000"),
        ("1,204", "write 1204"),
        ("0b11", "write 3"),
        ("0o14", "write 12"),
        ("0x1F", "write 31"),
        ("+5", "write 5"),
        (".5", "write 0.5"),
        ("5.", "write 5"),
        ("12%", "write 12"),
        ("1e3", "write 1000"),
        ("777E9", "write 777000000000"),
        ("16/10/2026", "write a date as 2026-10-16"),
        ("3.2.2026", "write a date as 2026-02-03"),
        ("2026/10/6", "write a date as 2026-10-06"),
        ("2026-2-3", "write a date as 2026-02-03"),
        ("3rd February 2026", "write a date as 2026-02-03"),
        ("3 Feb 2026", "write a date as 2026-02-03"),
        ("2024-02-30", "there is no 2024-02-30 in the calendar"),
    ],
)
def test_what_was_probably_meant(text: str, part: str) -> None:
    assert hint_for(text).endswith(part)


@pytest.mark.parametrize(
    "text", ["", "good", "p054", "K7Q2M", "2026-10-16", "5", "-1.5", "12:30", "0x", "0xZZ", "9e99", "31/02/2026", "1,2"]
)
def test_no_hint_where_nothing_else_was_meant(text: str) -> None:
    assert hint_for(text) == ""


@given(st.text(max_size=30))
def test_a_hint_can_be_asked_for_anything(text: str) -> None:
    assert isinstance(hint_for(text), str)
