from datetime import UTC, datetime

import pytest

from casekit.history.stamps import stamp


def test_a_stamp_keeps_its_offset() -> None:
    read = stamp("Émile Ó Brien <e@example.org> 1790841600 +0530")
    assert (read.name, read.email) == ("Émile Ó Brien", "e@example.org")
    assert read.at is not None
    assert read.at.isoformat() == "2026-10-01T13:30:00+05:30"
    assert read.utc == datetime(2026, 10, 1, 8, tzinfo=UTC)


def test_1970_is_a_date_like_any_other() -> None:
    assert stamp("A <a@b> 0 +0000").utc == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "A <a@b> 100000000000 +0000",  # the year 5138
        "A <a@b> 18446744073709551615 +0000",
        "A <a@b> -1 +0000",
        "A <a@b> 1790841600 +9900",
        "A <a@b> 1790841600 +0075",
        "A <a@b> " + "9" * 400 + " +0000",
        "A <a@b>",
        "A <a@b> yesterday",
        "no address at all",
        "",
    ],
)
def test_a_date_that_cannot_be_right_is_none(line: str) -> None:
    assert stamp(line).at is None
    assert stamp(line).name in ("A", "no address at all", "")
