from __future__ import annotations

from functools import cache

from casekit.days import less
from casekit.demo.case import LOOK_BACK
from casekit.demo.draft import part
from casekit.demo.make import LAST, Size, world_of
from casekit.demo.programme import programmes
from casekit.demo.story import Story, tell
from casekit.link.programme import programme
from casekit.model.programme import Programme

SIZE = Size(200, 7)


@cache
def months() -> list[list[Programme]]:
    """Every version of each month's programme, read back as lint reads it."""
    made = []
    for number, month in enumerate(SIZE.months()):
        stories = [tell(world_of(SIZE), place) for place in SIZE.places(number)]
        versions = list(programmes(world_of(SIZE), month, stories))
        assert [at for at, *_ in versions] == sorted(at for at, *_ in versions)
        assert versions[-1][0].date() <= LAST
        built = []
        for _, _, _, content in versions:
            read, problems = programme(f"audits/{month:%Y-%m}/programme.yaml", content)
            assert problems == []
            assert read is not None
            built.append(read)
        made.append(built)
    return made


def test_a_demo_has_everything_that_becomes_of_allocations() -> None:
    last = [versions[-1] for versions in months()]
    audits = [one for month in last for one in month.audits]
    for what in ("swaps", "jointly", "stopped", "exempt", "late", "replaces"):
        assert any(getattr(one, what) for one in audits), what
    assert any(month.exempt for month in last)
    policy = world_of(SIZE).policy.programme
    assert {one.late.reason for one in audits if one.late} <= set(policy.late_reasons)
    assert {one.stopped.reason for one in audits if one.stopped} <= set(policy.stop_reasons)
    words = world_of(SIZE).words
    assert set(words.map("late")) == set(policy.late_reasons)
    assert set(words.map("stopped")) == set(policy.stop_reasons)


def test_the_first_version_is_the_draw_and_each_change_is_one_of_one_audit() -> None:
    for first, *later in months():
        assert not any(one.swaps or one.stopped or one.exempt or one.late for one in first.audits)
        before = first
        for after in later:
            differ = [one.id for one in after.audits if one != before.audit(one.id)]
            assert differ, "a version changes something"
            changed = [one for one in after.audits if one.id in differ]
            assert (
                len(changed) == 1 or all(one.late for one in changed) or [bool(o.replaces) for o in changed] == [0, 1]
            )
            before = after


def test_what_is_stopped_is_replaced_from_the_reserve_by_the_same_auditor() -> None:
    for versions in months():
        for one in versions[-1].audits:
            if one.replaces:
                stopped = versions[-1].audit(one.replaces)
                assert stopped is not None
                assert stopped.stopped is not None
                assert stopped.auditor == one.auditor
                assert versions[0].audit(one.id) is None
                assert one.case in versions[0].reserve


def test_nobody_on_leave_audits_or_is_handed_an_audit() -> None:
    people = world_of(SIZE).people.people
    for versions in months():
        month = versions[0]
        assert month.due is not None
        for one in month.audits:
            for auditor in one.auditors:
                assert not any(
                    away.touches(month.due.replace(day=1), month.due) for away in people[auditor].exemptions
                ), one.id


def test_a_case_is_audited_again_only_beyond_what_the_form_looks_back_on() -> None:
    world = world_of(SIZE)
    again = 0
    refs: dict[object, list[Story]] = {}
    for number in range(len(SIZE.months())):
        for place in SIZE.places(number):
            story = tell(world, place)
            case = part(story.whole.draft.data, "case")
            for other in refs.setdefault(case["ref"], []):
                assert other.days.completed < less(story.days.end, LOOK_BACK)
                assert other.whole.draft.rubric is story.whole.draft.rubric
                assert part(other.whole.draft.data, "case")["type"] == case["type"]
                again += 1
            refs[case["ref"]].append(story)
    assert again > 5
