from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from casekit.demo.life import action_on
from casekit.demo.stages import FEWEST, MOST
from tests.demo.world import places, story, world

ACTION: dict[str, Any] = {
    "id": "a1",
    "due": "2026-11-12",
    "moved": [
        {"from": "2026-11-02", "to": "2026-11-05", "why": "Leave", "on": "2026-10-28"},
        {"from": "2026-11-05", "to": "2026-11-12", "why": "Leave", "on": "2026-11-03"},
    ],
    "done": {"by": "p1", "on": "2026-11-10"},
    "verified": {"by": "p2", "on": "2026-11-14"},
}
LATER = date(2026, 12, 1)


def on(day: date, verified: date = LATER) -> dict[str, Any]:
    return action_on(ACTION, day, verified)


def test_an_action_as_it_stood_before_anything_happened() -> None:
    assert on(date(2026, 10, 20), date.min) == {"id": "a1", "due": "2026-11-02"}


def test_a_deadline_is_the_one_of_the_last_move_on_record() -> None:
    assert on(date(2026, 10, 28), date.min) == {"id": "a1", "due": "2026-11-05", "moved": ACTION["moved"][:1]}
    assert on(date(2026, 11, 9), date.min) == {"id": "a1", "due": "2026-11-12", "moved": ACTION["moved"]}


def test_what_was_verified_is_recorded_by_somebody_else() -> None:
    assert "verified" not in on(LATER, date(2026, 11, 13))
    assert on(LATER) == ACTION


def test_each_audit_has_three_to_five_commits_none_after_the_last_day() -> None:
    for number in range(len(places())):
        told = story(number)
        stages = told.stages()
        assert FEWEST <= len(stages) <= MOST
        assert all(stage.at.date() <= world().last for stage in stages)
        assert [stage.at for stage in stages] == sorted({stage.at for stage in stages})
        assert told.completed() == any("completed" in stage.records for stage in stages)


def test_what_is_personal_is_committed_by_the_person() -> None:
    for number in range(len(places())):
        told = story(number)
        seen: dict[str, Any] = {}
        for stage, draft in told.versions():
            for key, named in (("moderations", "by"), ("disputes", "by")):
                if key in draft.data and key not in seen:
                    seen[key] = draft.data[key]
                    assert draft.data[key][0][named] == stage.by  # type: ignore[index,call-overload]


def test_nothing_that_was_judged_changes_after_a_moderation() -> None:
    judged = ("rubric", "case", "period", "dates", "feedback", "sections", "overall")
    seen = 0
    for number in range(len(places())):
        moderated = [draft for _, draft in story(number).versions() if "moderations" in draft.data]
        for draft in moderated[1:]:
            seen += 1
            assert {key: draft.data.get(key) for key in judged} == {k: moderated[0].data.get(k) for k in judged}
            kept = {place: text for place, text in moderated[0].boxes.items() if place[0] != "moderation"}
            assert kept.items() <= draft.boxes.items()
    assert seen > 10


def test_every_commit_changes_something() -> None:
    for number in range(len(places())):
        texts = [draft.text() for _, draft in story(number).versions()]
        assert all(one != other for one, other in pairwise(texts))
