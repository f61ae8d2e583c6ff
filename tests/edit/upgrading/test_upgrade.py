"""An audit goes to a newer version of its form, and nothing in it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.edit.editor import Refusal
from casekit.edit.upgrading.upgrade import Upgraded, upgrade
from casekit.link.corpus import Surroundings, surroundings
from casekit.model.audit import State
from tests.link.test_rubrics import Files

VERSIONS = Path(__file__).parents[2] / "versions"
PATH = "audits/2026-03/2026-03-0001.md"


def files() -> dict[str, bytes]:
    return {p.relative_to(VERSIONS).as_posix(): p.read_bytes() for p in sorted(VERSIONS.rglob("*.*")) if p.is_file()}


AROUND = surroundings(Files({path: raw for path, raw in files().items() if not path.startswith("upgraded")}))
RAW = files()[PATH]


def done(to: str, raw: bytes = RAW, around: Surroundings = AROUND) -> Upgraded:
    result = upgrade(PATH, raw, around, around.forms[to].rubric)
    assert isinstance(result, Upgraded), result
    return result


def refused(to: str, raw: bytes = RAW, around: Surroundings = AROUND) -> Refusal:
    result = upgrade(PATH, raw, around, around.forms[to].rubric)
    assert isinstance(result, Refusal)
    return result


def test_the_forms_have_no_mistakes() -> None:
    assert AROUND.problems == ()


@pytest.mark.parametrize("to", ["quay@2", "quay@3"])
def test_the_whole_file_as_it_is_afterwards(to: str) -> None:
    assert done(to).raw.decode() == files()[f"upgraded/{to}.md"].decode()


def test_over_two_versions_or_step_by_step_the_audit_says_the_same() -> None:
    by_step = done("quay@3", done("quay@2").raw).after.audit
    at_once = done("quay@3").after.audit
    for audit in (by_step, at_once):
        assert audit.sections["cordage"].grade == "middling"
        assert audit.answer("knots-hold").value == "no"
        assert audit.answer("glazing").why == "Soot on every pane."
        assert audit.moderations[0].grades == {"overall": "middling", "cordage": "poor"}
        assert audit.sections["cordage"].reasons == {"slack": "One knot only, and the master was told on the day."}
    assert by_step.sections == at_once.sections or [e.grade for e in by_step.entries()] == [
        e.grade for e in at_once.entries()
    ]


def test_what_is_kept_and_what_is_left_is_said() -> None:
    result = done("quay@2")
    assert result.kept == (
        "the date of 'Last oiled' (oiled)",
        "the feedback of 'Guests' (guest)",
        "the answer to 'How is the oil?' (oil)",
        "the grade of 'Planks'",
        "the answer to 'The planks are dry.' (dry)",
        "the reason for 'Wet planks' (wet)",
        "the theme 'Rust'",
        "the grade of 'Planks' (planks) by moderation m1",
        "the text under 'Lamps: Notes'",
        "the text under 'Planks > What is good'",
        "the text under 'Planks > What is bad'",
    )
    assert result.left == ("the flag 'Carries cargo' (cargo)", "what action a2 is for ('oil')")


def test_lint_shows_what_is_kept_as_text_without_a_place() -> None:
    linked = AROUND.link(PATH, done("quay@2").raw)
    (kept,) = (p for p in linked.problems if "Kept from" in p.message)
    assert (kept.code, kept.message) == (
        "CK103",
        "What stands under 'Kept from quay@1' has no place in the form any more.",
    )
    assert {p.message for p in linked.problems if p.code == "CK102"} == {
        "Flag 'cargo' is not in rubric quay@2.",
        "Section or question 'oil' is not in rubric quay@2.",
    }


def test_line_ends_and_comments_stay() -> None:
    windows = RAW.replace(b"\n", b"\r\n")
    after = done("quay@2", windows).raw
    assert after == done("quay@2").raw.replace(b"\n", b"\r\n")
    assert b"  # the ropes first\r\n" in after
    assert b"knots-hold: no  # two of them\r\n" in after


def test_it_is_done_once() -> None:
    assert refused("quay@2", done("quay@2").raw).message == "quay@2 is not newer than quay@2."
    assert refused("quay@2", done("quay@3").raw).hint == "There is no newer version of quay here."


def around_with(**changes: bytes | None) -> Surroundings:
    """The repository with other files under rubrics/ (quay, quay_1, quay_2)."""
    kept = {path: raw for path, raw in files().items() if not path.startswith("upgraded")}
    for name, raw in changes.items():
        path = f"rubrics/{name.replace('_', '@')}.yaml"
        kept.pop(path)
        if raw is not None:
            kept[path] = raw
    return surroundings(Files(kept))


FORMS = {name: files()[f"rubrics/{name}.yaml"] for name in ("quay@1", "quay@2", "quay")}


def test_a_version_between_that_is_gone_is_named() -> None:
    told = refused("quay@3", around=around_with(quay_2=None))
    assert told.message == "The way from quay@1 to quay@3 leads over quay@2, which is not here."
    assert told.hint == "Put it there as rubrics/quay@2.yaml; git has it."


def test_a_form_that_says_nothing_of_the_version_before_is_no_way() -> None:
    silent = FORMS["quay"].replace(b"previous:\n  version: 2\n  ids: {lines", b"guide: none\n# {lines", 1)
    around = around_with(quay=silent)
    assert around.problems == ()
    told = refused("quay@3", done("quay@2").raw, around)
    assert told.message == "quay@3 does not say what became of quay@2."
    assert told.hint == "Add previous: {version: 2} to quay@3, with the ids that changed."


def test_a_form_may_say_what_became_of_a_version_further_back() -> None:
    straight = FORMS["quay@2"].replace(b"\nversion: 2", b"\nversion: 4", 1)
    assert done("quay@4", around=around_with(quay=straight)).after.audit.rubric == "quay@4"
    told = refused("quay@4", done("quay@2").raw, around_with(quay=straight))
    assert told.message == "quay@4 says what became of quay@1, but not of quay@2."


def test_an_id_that_another_one_takes_over_has_to_be_said() -> None:
    taken = (
        FORMS["quay@2"]
        .replace(b"glass: panes", b"glass: spare", 1)
        .replace(b"      panes: The panes are clean.\n", b"")
    )
    told = refused("quay@2", around=around_with(quay_2=taken))
    assert told.message == "quay@2 calls 'glass' of quay@1 'spare', and does not say what became of 'spare' itself."


def test_two_questions_may_swap_their_ids() -> None:
    swapped = FORMS["quay@2"].replace(b"knots: knots-hold", b"knots: spare, spare: knots-hold", 1)
    audit = done("quay@2", around=around_with(quay_2=swapped)).after.audit
    assert (audit.answer("spare").value, audit.answer("knots-hold").value) == ("no", "yes")


def test_an_audit_that_cannot_be_read_is_refused_with_its_problem() -> None:
    assert refused("quay@2", RAW.replace(b"\nid:", b"\nid: [", 1)).message.startswith("A bracket or brace opens here")


def test_text_that_would_begin_to_count_is_no_upgrade() -> None:
    loose = RAW.replace(b"## Weather\n\nIt rained.\n", b"").replace(
        b"## Looking", b"### What next\n\nNobody knows.\n\n## Looking"
    )
    told = refused("quay@2", loose)
    assert told.message == (
        "The audit cannot be brought to quay@2: something that had no place before would count as the box "
        "'overall > next'."
    )


def test_an_answer_that_is_not_given_stays_so() -> None:
    raw = RAW.replace(b"knots: no  # two of them", b"knots:  # later").replace(
        b"grade: Fair", b"grade: not assessed\n    why: dark"
    )
    audit = done("quay@2", raw).after.audit
    assert audit.answer("knots-hold").state is State.UNANSWERED
    assert (audit.sections["lines"].state, audit.sections["lines"].why) == (State.NOT_ASSESSED, "dark")


WAIVER = """waivers:
  - {id: w1, code: CK203, limit: LIMIT, where: WHERE, reason: seen, who: p4, on: 2026-03-20, until: 2026-09-20}
actions:
"""


@pytest.mark.parametrize(
    ("limit", "where", "now"),
    [
        ("loose", "sections/ropes/grade", "limit: slack, where: sections/lines/grade"),
        ("loose", "sections/ropes/answers/knots", "limit: slack, where: sections/lines/answers/knots-hold"),
        ("loose", "actions/a1", "limit: slack, where: actions/a1"),
        ("wet", "dates/painted", "limit: wet, where: dates/tarred"),
        ("loose", "sections/lamps/answers/glass", "limit: slack, where: sections/lamps/answers/glass"),
    ],
)
def test_a_waiver_is_for_the_same_as_before(limit: str, where: str, now: str) -> None:
    waiver = WAIVER.replace("LIMIT", limit).replace("WHERE", where).encode()
    result = done("quay@2", RAW.replace(b"actions:\n", waiver, 1))
    (waived,) = result.after.audit.waivers
    assert f"limit: {waived.limit}, where: {waived.where}" == now
    left = [what for what in result.left if "waiver" in what]
    assert left == [
        f"what waiver w1 is for ('{what}')" for what in (limit, where) if what in now and what != "actions/a1"
    ]


def test_a_heading_of_the_auditors_own_is_never_lost() -> None:
    planks = b"## Planks\n\n### What is good\n\nNothing.\n\n### What is bad\n\nSlippery, every one.\n"
    assert planks in RAW
    after = done("quay@2", RAW.replace(planks, b"## Planks\n\n### Ask about the third one\n")).raw.decode()
    assert after.endswith("### Planks\n\n#### Ask about the third one\n")
