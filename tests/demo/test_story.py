from __future__ import annotations

from collections import Counter

import pytest

from casekit.conform.messages import conform
from casekit.demo.draft import facts, items, part
from casekit.demo.judge import SPREAD, aimed
from casekit.demo.make import Size, world_of
from casekit.demo.story import Story, tell
from casekit.demo.streams import some, stream, weighted
from casekit.link.audit import Form, build
from casekit.read.document import read_audit
from casekit.rubric.evaluate import evaluate
from tests.demo.world import completed, places, story, world

STORIES = [story(number) for number in range(len(places()))]


@pytest.mark.parametrize("told", STORIES, ids=lambda told: told.place.id)
def test_the_form_has_nothing_against_an_audit(told: Story) -> None:
    found = evaluate(told.whole.draft.rubric, facts(told.whole.draft))
    assert not [limit for limit in found.broken if not limit.settled]
    assert found.contradictions == ()
    assert found.missing == ()


def test_every_version_is_read_back_as_it_was_written() -> None:
    for told in STORIES[::6]:
        for _, draft in told.versions():
            document, problems = read_audit(told.place.path, draft.text().encode())
            assert problems == []
            assert document is not None
            assert document.data == draft.data
            assert conform("audit", document.data) == []
            audit, remarks = build(document, Form.of(draft.rubric))
            assert remarks == []
            assert {
                (entry.id, box): text.text
                for entry in audit.entries()
                for box, text in entry.boxes.items()
                if text.text
            } == {place: text for place, text in draft.boxes.items() if place[0] not in ("reflection", "moderation")}


def test_nobody_audits_or_moderates_where_they_have_a_part() -> None:
    for told in STORIES:
        cast = told.cast
        assert cast.auditor not in (cast.practitioner, cast.team_manager, cast.service_manager, cast.reviewer)
        assert cast.moderator not in (cast.auditor, cast.practitioner, cast.team_manager)
        assert cast.resolver not in (cast.auditor, cast.moderator)


def test_everybody_holds_their_role_on_the_day() -> None:
    people = world().people.people
    for told in STORIES:
        for role, person in (
            ("practitioner", told.cast.practitioner),
            ("team_manager", told.cast.team_manager),
            ("reviewer", told.cast.reviewer),
            ("auditor", told.cast.auditor),
            ("moderator", told.cast.moderator),
        ):
            assert people[person].has(role, told.days.end), (told.place.id, role)


def test_days_follow_each_other() -> None:
    for told in STORIES:
        days = told.days
        assert told.place.month <= days.allotted < days.end <= days.met <= days.completed < days.discussed
        assert days.completed < days.moderated < days.disputed < days.resolved
        for action in items(told.whole.draft.data, "actions"):
            done = part(action, "done")
            assert str(action["agreed"]) < str(action["due"])
            assert not done or str(action["agreed"]) < str(done["on"])
            for verified in filter(None, [part(action, "verified")]):
                assert done["by"] != verified["by"]
                assert str(done["on"]) <= str(verified["on"])


def test_what_becomes_of_audits_is_as_varied_as_in_a_council() -> None:
    kinds = Counter[str]()
    size = Size(144, 7)
    for told in [tell(world_of(size), place) for month in range(12) for place in size.places(month)]:
        data = told.whole.draft.data
        kinds.update(key for key in ("moderations", "disputes", "concerns", "reflection", "feedback") if key in data)
        for action in items(data, "actions"):
            done = part(action, "done")
            kinds["moved"] += "moved" in action
            kinds["late" if done and str(done["on"]) > str(action["due"]) else "on time" if done else "open"] += 1
    assert set(kinds) == {
        *("moderations", "disputes", "concerns", "reflection", "feedback"),
        *("moved", "late", "on time", "open"),
    }
    assert kinds["on time"] > kinds["late"] > 0


def test_grades_are_spread_as_councils_report_them() -> None:
    for rubric in world().rubrics.values():
        drawn = Counter(aimed(rubric, stream(1, "grade", number)) for number in range(3000))
        for place, share in enumerate(SPREAD):
            assert abs(drawn[place] / 30 - share) < 3


def test_the_written_grades_keep_that_spread() -> None:
    ranks = Counter[int]()
    for told in completed():
        draft = told.whole.draft
        assert draft.rubric.overall.scale is not None
        ranks[draft.rubric.overall.scale.ranks[str(draft.entry("overall")["grade"])]] += 1
    assert ranks[1] > 12
    assert ranks[2] > 10
    assert ranks[0] < ranks[1]
    assert ranks[3] < ranks[2]


def test_an_audit_depends_on_no_other() -> None:
    again = story(20)
    assert again.whole.draft.text() == STORIES[20].whole.draft.text()
    assert again.whole.draft.boxes == STORIES[20].whole.draft.boxes


def test_chance_repeats_and_keeps_to_its_shares() -> None:
    assert stream(1, "a", 2).random() == stream(1, "a", 2).random() != stream(1, "a", 3).random()
    chance = stream(1)
    drawn = Counter(weighted(chance, "abc", [1, 0, 3]) for _ in range(400))
    assert drawn["b"] == 0
    assert 60 < drawn["a"] < 140
    for _ in range(9):
        picked = some(chance, [1, 2, 3, 4], 2)
        assert picked == sorted(set(picked))
        assert len(picked) == 2
    assert some(chance, [3, 1], 5) == [3, 1]
