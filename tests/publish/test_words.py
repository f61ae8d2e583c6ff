"""Dates, colours, names and conditions as pages put them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from casekit.model.history import Event, Trust
from casekit.publish import format, names
from casekit.publish.context import Site, gather
from casekit.publish.events import told
from casekit.publish.reader import reader
from casekit.publish.tones import answer_tone, bar, tone
from casekit.register.changes import Change
from casekit.register.grades import Spread
from casekit.rubric.model import Bound, Condition, DateTest, Length, Limit, Scale, Trigger, Value
from casekit.rubric.sentences import Sentences
from tests.publish.sample import ABOUT, DRIFT, FORM, FOUR, HISTORY, MET, SEEN, TODAY, VOICE, event, make_corpus

LONDON = ZoneInfo("Europe/London")


# Dates.


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (None, ""),
        (date(2026, 5, 2), "2 May 2026"),
        (datetime(2026, 5, 2, 9, 5), "2 May 2026, 09:05"),
        (datetime(2026, 5, 2, 23, 30, tzinfo=UTC), "3 May 2026, 00:30"),
        (datetime(2026, 1, 2, 23, 30, tzinfo=UTC), "2 January 2026, 23:30"),
    ],
)
def test_moments_in_the_authoritys_time(when: date | datetime | None, expected: str) -> None:
    assert format.moment(when, LONDON) == expected


@pytest.mark.parametrize(
    ("id", "name", "address"),
    [("2026-05", "May 2026", "2026-05"), ("2026-13", "No month", "no-month"), ("", "No month", "no-month")],
)
def test_months(id: str, name: str, address: str) -> None:
    assert (format.month(id), format.month_id(id)) == (name, address)


def test_times_sort_as_they_come() -> None:
    noon = datetime(2026, 5, 2, 12, tzinfo=UTC)
    later = datetime(2026, 5, 2, 12, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert format.sortable(later) < format.sortable(noon)
    assert format.sortable(None) < format.sortable(date(1900, 1, 1))


# Colours.


def scale(n: int) -> Scale:
    return Scale("s", tuple(Value(str(i), f"Value {i}") for i in range(n)), {str(i): i for i in range(n)})


@pytest.mark.parametrize(
    ("n", "tones"),
    [
        (1, ["t1"]),
        (2, ["t1", "t4"]),
        (3, ["t1", "t3", "t4"]),
        (4, ["t1", "t2", "t3", "t4"]),
        (5, ["t1", "t2", "t3", "t3", "t4"]),
    ],
)
def test_the_best_and_the_worst_have_their_colours(n: int, tones: list[str]) -> None:
    assert [tone(scale(n), str(i)) for i in range(n)] == tones


def test_a_grade_that_the_scale_does_not_know_has_no_colour() -> None:
    assert tone(FOUR, "splendid") == tone(FOUR, None) == tone(None, "a") == "quiet"


def test_only_answers_other_than_the_best_stand_out() -> None:
    assert [answer_tone(SEEN, value) for value in MET.ranks] == ["", "t3", "t4"]
    assert [answer_tone(DRIFT, value) for value in MET.ranks] == ["t4", "t3", ""]


def test_a_bar_is_as_long_as_all_that_have_a_grade() -> None:
    drawn = bar("b", "Title", FOUR, Spread({"a": 1, "b": 0, "c": 2, "d": 29}, 40))
    assert [(s.x, s.width, s.shown) for s in drawn.segments] == [
        ("0%", "3.12%", ""),
        ("3.12%", "6.25%", ""),
        ("9.38%", "90.62%", "29"),
    ]
    assert drawn.desc == "Excellent 1, Fine 0, Lacking 2, Failing 29; 32 of 40 have a grade"
    assert bar("b", "Title", FOUR, Spread({}, 3)).segments == ()


# Names.


def test_names_of_pages_never_meet() -> None:
    first = names.pages("audit", [("b.md", "?")])["b.md"].rpartition("/")[2].removesuffix(".html")
    made = names.pages("audit", [("a.md", first), ("b.md", "?"), ("c.md", "A1"), ("d.md", "a1"), ("e.md", "a" * 65)])
    assert len(set(made.values())) == 5
    assert made["c.md"] == "audit/a1.html"


@pytest.mark.parametrize("id", ["", "a b", "é", "-a", "con", "COM1", "index", "nobody", "a_2", "a.b", "../a", "a\n"])
def test_ids_that_cannot_stand_in_an_address(id: str) -> None:
    assert not names.valid(id)


# Conditions.

WORDS = Sentences(FORM)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (
            Condition("answer", "seen", {"is": ("no", "partly")}, items=("seen",)),
            "“The child was seen alone” is answered No or Partly",
        ),
        (
            Condition("answer", "seen", {"below": "partly"}, items=("seen",)),
            "“The child was seen alone” is answered worse than Partly",
        ),
        (
            Condition("answers", {"tag": "must"}, {"is": ("no",)}, items=("seen",)),
            "at least one question marked “Must be there” is answered No",
        ),
        (
            Condition("answers", {"in": "voice"}, {"is": ("no",), "how_many": 2}, items=("seen", "words")),
            "at least 2 questions in “Voice of the child” are answered No",
        ),
        (
            Condition("answers", "questions", {"is": ("yes",), "how_many": "all"}, items=("seen", "words")),
            "every question is answered Yes",
        ),
        (
            Condition("answers", {"tag": "must"}, {"is": ("no",), "how_many": "most"}, items=("seen", "words")),
            "most questions marked “Must be there” are answered No",
        ),
        (
            Condition("answers", ["seen", "drift"], {"is": ("no",), "how_many": "most"}, items=("seen", "drift")),
            "most of “The child was seen alone” and “There was drift” are answered No",
        ),
        (
            Condition("answers", ["seen", "drift"], {"is": ("no",)}, items=("seen", "drift")),
            "at least one of “The child was seen alone” and “There was drift” is answered No",
        ),
        (
            Condition("grade", "voice", {"at_most": "c"}, items=("voice",)),
            "the grade of “Voice of the child” is Lacking or worse",
        ),
        (Condition("grade", "this", {"below": "a"}, items=("voice",)), "the grade here is worse than Excellent"),
        (
            Condition("grades", "sections", {"is": ("d",)}, items=("voice",)),
            "the grade of at least one section is Failing",
        ),
        (Condition("age", test={"at_least": 5}), "the child’s age in years is at least 5"),
        (Condition("case_type", "plan", items=("plan", "early")), "the case is: Child with a plan or Early help"),
        (
            Condition("not", parts=(Condition("flag", "pupil", items=("pupil",)),)),
            "it is not so that this holds: Goes to school",
        ),
        (
            Condition(
                "all",
                parts=(
                    Condition("flag", "pupil", items=("pupil",)),
                    Condition("any", parts=(Condition("age", test={"below": 5}), Condition("age", test={"above": 9}))),
                ),
            ),
            "this holds: Goes to school and "
            "(the child’s age in years is less than 5 or the child’s age in years is more than 9)",
        ),
        (
            Condition("date", "supervision", {"older_than": Length(1, "months")}),
            "the last date of “Supervision held” is more than 1 month before the end of the period",
        ),
        (
            Condition("date", "supervision", {"at_least": 2, "within": Length(1, "years")}),
            "there are at least 2 dates of “Supervision held” within 1 year",
        ),
        (
            Condition("date", "supervision", {"at_least": 1, "within": Length(1, "years")}),
            "there is at least 1 date of “Supervision held” within 1 year",
        ),
        (
            Condition("date", "supervision", {"first_within": Length(3, "weeks"), "after": "supervision"}),
            "the first date of “Supervision held” is within 3 weeks of “Supervision held”",
        ),
        (
            Condition("date", "supervision", {"every": Length(6, "weeks"), "from": "supervision"}),
            "the dates of “Supervision held” are never more than 6 weeks apart, counted from “Supervision held”",
        ),
    ],
)
def test_conditions_in_words(condition: Condition, expected: str) -> None:
    assert WORDS.condition(condition) == expected


def test_limits_and_triggers_without_a_condition() -> None:
    both = Limit("l", "voice", "", True, None, at_least=Bound("c"), exactly=Bound("b"))
    assert WORDS.limit(both, VOICE) == "The grade is not below Lacking and exactly Fine. Nothing lifts this."
    rolled = Limit("l", "voice", "", False, None, at_most=Bound(roll="majority", of=["voice"], items=("voice",)))
    assert WORDS.limit(rolled, VOICE) == (
        "The grade is not above the most frequent grade of “Voice of the child”. Expected; a written reason settles it."
    )
    assert WORDS.trigger(Trigger("t", "voice", "", None, within=Length(2, "days"), needs="concern")) == (
        "Act within 2 days and record an immediate concern."
    )


def test_a_date_that_only_a_yes_needs() -> None:
    test = DateTest("supervision", {"within": Length(3, "months")}, True, Condition("age", test={"below": 5}))
    assert WORDS.agreement(test) == (
        "A yes needs that the last date of “Supervision held” is within 3 months of the end of the period "
        "(where the child’s age in years is less than 5)"
    )


# Events.


def gathered(audience: str) -> Site:
    return gather(make_corpus(), HISTORY, (), TODAY, reader(audience), ABOUT)


def line(audience: str, *events: Event, brief: bool = False) -> tuple[str, ...]:
    return told(gathered(audience), Change(events), brief=brief)


RICH = "2026-05-0002"


@pytest.mark.parametrize(
    ("kind", "detail", "expected"),
    [
        ("created", {}, "Created"),
        ("created", {"again": True}, "Created again after it had been deleted"),
        (
            "graded",
            {"section": "voice", "from": "b", "to": "c"},
            "Grade of “Voice of the child” changed from Fine to Lacking",
        ),
        (
            "graded",
            {"section": "voice", "from": "b", "to": None},
            "Grade of “Voice of the child” taken away (was Fine)",
        ),
        ("graded", {"section": "overall", "from": "b", "to": "c"}, "Overall grade changed from Fine to Lacking"),
        ("graded", {"section": "voice"}, "Grade of “Voice of the child” changed"),
        ("answered", {"questions": ["seen", "drift"]}, "Answered “The child was seen alone” and “There was drift”"),
        ("answered", {"questions": ["a", "b", "c", "d"]}, "Answered 4 questions"),
        (
            "answered",
            {"section": "voice", "question": "seen", "from": "no", "to": "yes"},
            "Answer to “The child was seen alone” changed from No to Yes",
        ),
        (
            "withdrawn",
            {"event": "completed", "from": "2026-05-05", "to": None},
            "Day of completion taken away (was 5 May 2026)",
        ),
        (
            "moderated",
            {"moderation": "m1", "from": "b", "to": "c", "sections": {"voice": {"from": "b", "to": "a"}}},
            "Moderated; overall grade changed from Fine to Lacking; grade of “Voice of the child” changed from Fine to "
            "Excellent (claimed)",
        ),
        (
            "action_added",
            {"action": "a1", "for": "voice", "owner": "p002", "due": "2026-05-20"},
            "Action 1 added for Team manager (p002), due 20 May 2026",
        ),
        ("action_agreed", {"action": "a1"}, "Action 1 agreed"),
        (
            "action_handed_on",
            {"action": "a1", "from": "p002", "to": "p003"},
            "Action 1 handed on from Team manager (p002) to Social worker (p003)",
        ),
        (
            "disputed",
            {"dispute": "d1", "moderation": "m1", "about": "grade"},
            "Moderation 1 disputed (about the grade) (claimed)",
        ),
        ("resolved", {"dispute": "d1", "outcome": "upheld"}, "Dispute 1 settled: upheld (claimed)"),
        ("shared", {"with": "p002"}, "Shared with Team manager (p002)"),
    ],
)
def test_events_that_everybody_may_read(kind: str, detail: dict[str, object], expected: str) -> None:
    for audience in ("team", "service"):
        assert line(audience, event(RICH, kind, 4, detail=detail)) == (expected,)


@pytest.mark.parametrize(
    ("kind", "detail", "team", "service"),
    [
        (
            "graded",
            {"section": "voice", "from": "b", "to": "GREAT"},
            "Grade of “Voice of the child” changed from Fine to GREAT",
            "Grade of “Voice of the child” changed from Fine to not shown",
        ),
        (
            "commented",
            {"boxes": ["A / B", "C / D", "E / F", "G / H"]},
            "Wrote or changed 4 texts",
            "Wrote or changed 4 texts",
        ),
        ("edited", {"keys": ["case.team"]}, "Changed “case.team”", "Changed 1 entry"),
        (
            "resolved",
            {"dispute": "d1", "outcome": "shouted"},
            "Dispute 1 settled: shouted (claimed)",
            "Dispute 1 settled: not shown (claimed)",
        ),
        ("commented", {"boxes": ["A / B"]}, "Wrote or changed “A / B”", "Wrote or changed 1 text"),
        (
            "edited",
            {"event": "moderated", "moderation": "m1", "changed": ["reason", "a secret"]},
            "Moderation 1 changed afterwards (reason and a secret)",
            "Moderation 1 changed afterwards (2 details)",
        ),
        (
            "withdrawn",
            {"event": "completed", "from": "soon"},
            "Day of completion taken away (was soon)",
            "Day of completion taken away (was not shown)",
        ),
        (
            "replied",
            {"reply": "r9", "for": "mum"},
            "Reply r9 on the facts about “mum” (claimed)",
            "Reply not shown on the facts about “not shown” (claimed)",
        ),
    ],
)
def test_events_that_repeat_what_somebody_typed(kind: str, detail: dict[str, object], team: str, service: str) -> None:
    assert line("team", event(RICH, kind, 4, detail=detail)) == (team,)
    assert line("service", event(RICH, kind, 4, detail=detail)) == (service,)


def test_labels_and_other_spellings_of_an_answer_are_understood() -> None:
    spelt = replace(MET, names={"ja": "yes"})
    corpus = make_corpus()
    case = next(case for case in corpus.audits if case.audit.id == RICH)
    voice = replace(VOICE, questions={"seen": replace(SEEN, answer=replace(SEEN.answer, scale=spelt))})
    other = replace(case, rubric=replace(case.rubric, sections={"voice": voice}))
    site = gather(replace(corpus, audits=(other,)), HISTORY, (), TODAY, reader("service"), ABOUT)
    happened = event(RICH, "answered", 4, detail={"question": "seen", "from": "no", "to": "JA"})
    assert told(site, Change((happened,))) == ("Answer to “The child was seen alone” changed from No to Yes",)


def test_a_record_that_its_commit_contradicts_says_so() -> None:
    happened = event(RICH, "completed", 6, trust=Trust.FAILED, on=date(2026, 5, 5))
    assert line("service", happened) == ("Completed (dated 5 May 2026, contradicted by its commit)",)


def test_a_record_that_somebody_entered_for_another_says_so() -> None:
    happened = event(RICH, "reflected", 6, trust=Trust.CLAIMED, why="entered on behalf of p001 by p003")
    assert line("service", happened)[0].endswith("(entered on behalf of p001 by p003)")
    assert "unsigned" not in line("team", event(RICH, "reflected", 6, trust=Trust.CLAIMED, why="unsigned"))[0]


def test_whoever_commits_what_is_another_persons_is_told_apart_from_them() -> None:
    happened = event(RICH, "action_done", 4, detail={"action": "a1"}, person="p002")
    assert line("service", happened) == ("Action 1 done (entered for Team manager (p002))",)
    assert line("service", replace(happened, person="p001")) == ("Action 1 done",)
    changed = event(
        RICH, "edited", 4, detail={"event": "action_done", "action": "a1", "changed": ["on"]}, person="p002"
    )
    assert "entered" not in line("team", changed)[0]


def test_an_audit_that_is_gone_has_no_labels() -> None:
    happened = event("gone", "graded", 4, detail={"section": "voice"})
    assert line("team", happened) == ("Grade of “voice” changed",)
    assert line("service", happened) == ("Grade of “not shown” changed",)


def test_a_commits_events_of_a_kind_share_a_line() -> None:
    events = [event(RICH, "graded", 4, detail={"section": id, "from": None, "to": "b"}) for id in ("voice", "overall")]
    events.append(event(RICH, "completed", 4))
    assert line("team", *events) == (
        "Grade of “Voice of the child” set to Fine; overall grade set to Fine",
        "Completed",
    )
    assert line("team", *events, brief=True) == ("Graded (2)", "Completed")


def test_an_event_without_a_time_keeps_its_day() -> None:
    assert line("team", replace(event(RICH, "completed", 6), at=None)) == ("Completed (dated 6 May 2026)",)
