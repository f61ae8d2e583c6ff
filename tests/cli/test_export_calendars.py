"""casekit export --format ics: the deadlines of open actions, a calendar for each owner."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from casekit.history.create import create
from tests.cli.conftest import Casekit
from tests.cli.test_report_outside import commit, planted
from tests.laid import AUDIT, toy

DAY = ("--today", "2026-11-28")


def events(file: Path) -> list[tuple[str, date, str]]:
    """UID, day and summary of each entry."""
    found = Calendar.from_ical(file.read_bytes())
    return [(str(e["uid"]), e["dtstart"].dt, str(e["summary"])) for e in found.walk("VEVENT")]


def export(casekit: Casekit, folder: Path, to: Path, audience: str = "service", *more: str) -> Path:
    ran = casekit("-C", folder, "export", to, "--format", "ics", "--audience", audience, *DAY, *more)
    assert ran.code == 0, ran.err
    return to / "calendars"


def actions(text: str) -> str:
    """Two open actions of p101, one done, one without a deadline, one of somebody who is on no list."""
    listed = """actions:
  - {id: a1, for: planning, do: Talk, outcome: Heard, owner: p101, agreed: 2026-10-20, due: 2026-12-04}
  - {id: a2, for: planning, do: Ask, outcome: Heard, owner: p101, agreed: 2026-10-20, due: 2026-11-04}
  - {id: a3, for: planning, do: Talk once more, outcome: The child is heard, owner: p101, agreed: 2026-10-20}
  - id: a4
    for: planning
    do: Write it down
    outcome: The child is heard
    owner: p101
    agreed: 2026-10-20
    due: 2026-12-05
    done: {by: p101, on: 2026-11-02, evidence: A note}
  - {id: a5, for: planning, do: Go, outcome: Heard, owner: nobody-here, agreed: 2026-10-20, due: 2026-12-06}
"""
    return text[: text.index("actions:")] + listed + text[text.index("---\n", text.index("actions:")) :]


def repository(folder: Path, change: str = "") -> Path:
    files = toy()
    text = actions(files[AUDIT].decode())
    if change:
        old, new = change.split(" -> ")
        assert old in text
        text = text.replace(old, new)
    create(folder, [commit("2026-10-31", {**files, AUDIT: text.encode()})])
    return folder


def test_each_owner_has_a_calendar_of_open_actions(casekit: Casekit, tmp_path: Path) -> None:
    made = export(casekit, repository(tmp_path / "r"), tmp_path / "out")
    assert [path.name for path in made.iterdir()] == ["p101.ics"]
    assert [(on, what) for _, on, what in events(made / "p101.ics")] == [
        (date(2026, 11, 4), "Action a2 of 2026-10-0001 is due"),
        (date(2026, 12, 4), "Action a1 of 2026-10-0001 is due"),
    ]


def test_an_entry_stays_the_same_when_its_deadline_moves(casekit: Casekit, tmp_path: Path) -> None:
    before = export(casekit, repository(tmp_path / "r"), tmp_path / "one")
    after = export(casekit, repository(tmp_path / "s", "due: 2026-12-04 -> due: 2027-01-08"), tmp_path / "two")
    was, now = ({uid: on for uid, on, _ in events(made / "p101.ics")} for made in (before, after))
    assert was.keys() == now.keys()
    assert len(was) == 2
    assert sorted(now.values()) == [date(2026, 11, 4), date(2027, 1, 8)]


def test_the_same_content_is_the_same_bytes(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    one, two = (export(casekit, folder, tmp_path / name) for name in ("one", "two"))
    assert (one / "p101.ics").read_bytes() == (two / "p101.ics").read_bytes()


@pytest.mark.parametrize("audience", ["team", "service"])
def test_a_calendar_holds_no_word_of_anybody(casekit: Casekit, tmp_path: Path, audience: str) -> None:
    tokens: list[str] = []
    files = dict(planted(number, tokens) for number in range(1, 5))
    create(tmp_path / "r", [commit("2026-10-31", {**toy(), **files})])
    made = export(casekit, tmp_path / "r", tmp_path / "out", audience)
    text = "".join(path.read_text() for path in made.iterdir())
    assert "2026-10-0001" in text
    assert [token for token in tokens if token in text.replace("\r\n ", "")] == []
    assert set(re.findall(r"^([A-Z-]+)[;:]", text, re.MULTILINE)) <= {
        "BEGIN", "END", "VERSION", "PRODID", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP"
    }  # fmt: skip


@pytest.mark.parametrize("audience", ["board", "public"])
def test_readers_outside_get_no_calendar(casekit: Casekit, tmp_path: Path, audience: str) -> None:
    folder = repository(tmp_path / "r")
    ran = casekit("-C", folder, "export", tmp_path / "o", "--format", "csv,ics", "--audience", audience, *DAY)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert f"calendars are for those who own actions, and so not for the {audience}" in ran.err
    assert not (tmp_path / "o").exists()
