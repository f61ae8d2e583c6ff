"""Sections and questions, teams, themes, feedback and concerns as pages: figures, and the audits behind each."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.model.audit import Concern, Told
from casekit.publish import weak
from casekit.publish.concerns import days_between, minutes_between, told
from casekit.publish.heat import filtered, heat, points
from casekit.register.weak import Share
from tests.publish.sample import evaluated, make_audit, make_corpus
from tests.publish.test_site import site, text

NEW = ("sections/index.html", "teams/index.html", "themes/index.html", "feedback/index.html", "concerns.html")


@pytest.fixture(scope="module")
def team() -> dict[str, bytes]:
    return site("team")


def row(page: bytes, head: str) -> str:
    """The first row of that heading, as text."""
    rows = re.findall(r"<tr>.*?</tr>", page.decode(), re.DOTALL)
    return next(text(one) for one in rows if text(one).startswith(head))


def test_a_heat_map_by_month_and_team(team: dict[str, bytes]) -> None:
    page = team["sections/index.html"]
    assert row(page, "Management oversight") == "Management oversight 1 of 1 2 of 2"
    assert "Management oversight 2 of 2 1 of 1" in text(page.decode())
    assert row(page, "Voice of the child") == "Voice of the child 0 of 1 0 of 2"
    assert "toy-1-oversight.html#Month=May+2026&amp;Part+of+the+scale=Lower+half" in page.decode()
    assert "toy-1-voice.html#Month=May+2026&quot;" not in page.decode()
    assert 'class="tag h4"' in page.decode()
    assert 'class="tag h0"' in page.decode()


def test_the_weakest_questions_lead_to_their_audits(team: dict[str, bytes]) -> None:
    page = team["sections/index.html"]
    assert "on the file. Voice of the child 3 of 3" in text(page.decode())
    behind = team["sections/toy-1-words.html"].decode()
    assert "3 answers of 3 less than the best one, 0 without evidence, 0 not answered" in text(behind)
    assert "2026-05-0001" in behind


def test_a_question_beyond_the_weakest_leads_to_its_audits_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weak, "WEAKEST", 1)
    files = site("team")
    assert "There was drift." not in text(files["sections/index.html"].decode())
    assert 'href="toy-1-drift.html#Answer=' in files["sections/toy-1-questions.html"].decode()
    assert "There was drift." in text(files["sections/toy-1-drift.html"].decode())


def test_teams(team: dict[str, bytes]) -> None:
    assert row(team["teams/index.html"], "North 1").startswith("North 1 5 4 of 5 1 of 5 3 of 4 1 of 3 open 1 of 1")
    page = text(team["teams/north-1.html"].decode())
    assert "5 audits in 2 months" in page
    assert "Grades of this team" in page


def test_themes(team: dict[str, bytes]) -> None:
    page = team["themes/index.html"]
    assert row(page, "Drift and delay").startswith("Drift and delay 3 of 3 2 1 2 of 2 May 2026")
    assert "audits.html#Form=Toy+audit+form+%28version+1%29&amp;Theme=Drift+and+delay" in page.decode()
    assert "Comes back" not in row(page, "Drift and delay")


@pytest.mark.parametrize(
    ("months", "back"),
    [(("01", "03", "05"), True), (("01", "03"), False), (("01", "02", "03", "04"), False)],
)
def test_a_theme_that_comes_back(months: tuple[str, ...], back: bool) -> None:
    plain = make_audit()
    silent = replace(plain.overall, themes=())
    audits = tuple(
        evaluated(make_audit(1, f"2026-{m:02}", overall=plain.overall if f"{m:02}" in months else silent))
        for m in range(1, 6)
    )
    files = site("team", replace(make_corpus(), audits=audits))
    assert row(files["themes/index.html"], "Drift and delay").endswith("Comes back") is back


def test_feedback(team: dict[str, bytes]) -> None:
    page = team["feedback/index.html"]
    assert row(page, "Parent").startswith("Parent 1 of 1 0 of 1 0 of 1 0 of 1 2 of 3")
    assert row(page, "Others").startswith("Others, whom the form does not list 0 of 1 0 of 1 0 of 1 1 of 1")
    assert row(page, "Did somebody").startswith("Did somebody listen to you? 1 0 0 1 of 1")
    assert "May 2026 North 1 Parent Yes" in text(team["feedback/toy-1.html"].decode())
    silent = text(team["feedback/nothing.html"].decode())
    assert silent.count("Toy audit form (version 1) Parent") == 2


def test_concerns(team: dict[str, bytes]) -> None:
    page = text(team["concerns.html"].decode())
    assert "1 immediate concern on record, 1 not yet closed." in page
    assert "Something was done on the day on which it was noticed: 1 of 1." in page
    assert "4 May 2026, 10:40 4 May 2026, 10:55 15 minutes 4 May 2026, 14:00 the same day Open" in page


def test_times_are_only_compared_where_both_are_times_of_day() -> None:
    ten, eleven = datetime(2026, 5, 4, 10), datetime(2026, 5, 4, 11, 30)
    assert minutes_between(ten, eleven) == 90
    assert minutes_between(date(2026, 5, 4), eleven) is None
    assert minutes_between(ten, eleven.replace(tzinfo=UTC)) is None
    london = ZoneInfo("Europe/London")
    assert days_between(datetime(2026, 5, 4, 22, 30, tzinfo=UTC), datetime(2026, 5, 4, 23, 30, tzinfo=UTC), london) == 1
    assert days_between(ten, date(2026, 5, 4), london) == 0
    assert days_between(ten, None, london) is None
    assert told(Concern("c", None, (Told("x", eleven), Told("y", None), Told("z", ten)))) == ten
    assert told(Concern("c", None)) is None


def test_empty_pages_say_so() -> None:
    files = site("service", replace(make_corpus(), audits=()))
    for path in NEW:
        assert re.search(r"\b[Nn]o(ne)?\b", text(files[path].decode())), path


def test_cells_of_a_heat_map() -> None:
    assert [heat(Share(n, 8), "").tone for n in (0, 1, 2, 4, 6, 8)] == ["h0", "h1", "h2", "h3", "h4", "h4"]
    assert heat(Share(), "x.html#a=b").href == ""
    assert [points(Share(1, 2), before).text for before in (Share(1, 4), Share(1, 2), Share(3, 4), Share())] == [
        "+25",
        "0",
        "\u221225",
        "",
    ]
    assert filtered("a.html", Part_of="x & y") == "a.html#Part+of=x+%26+y"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_addresses_are_read_back_as_they_were(value: str) -> None:
    assert filtered("a.html", Team=value).removeprefix("a.html#") == urlencode({"Team": value}).replace("~", "%7E")
    assert dict(parse_qsl(filtered("", Team=value)[1:], keep_blank_values=True)) == {"Team": value}
