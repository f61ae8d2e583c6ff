"""docs/tables.md is what tools/tables.py writes."""

from tools import tables


def test_the_page_is_up_to_date() -> None:
    assert tables.PAGE.read_text("utf-8") == tables.page(), "run python tools/tables.py"
