import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from casekit.history import kinds
from casekit.history.events import history
from casekit.history.labels import Labels, labels
from casekit.history.life import as_data, line, sentence
from casekit.history.outcome import open_history
from casekit.model.history import Event, Trust
from casekit.model.people import People, Person
from casekit.rubric.model import Answering, Question, Rubric, Scale, Section, Value
from tests.history.making import audit, make, step

LONDON = ZoneInfo("Europe/London")
GRADES = Scale("g", (Value("good", "Good"), Value("to_improve", "To improve")), {"good": 0, "to_improve": 1})
YES_NO = Scale("y", (Value("yes", "Yes"), Value("no", "No")), {"yes": 0, "no": 1})
RECENT = Question("recent", "Was there supervision?", "grip", Answering("scale", YES_NO), title="Recent supervision")
TOY = Rubric(
    "toy",
    1,
    "Toy",
    sections={"grip": Section("grip", "Management", scale=GRADES, questions={"recent": RECENT})},
    overall=Section("overall", "Overall", scale=GRADES),
)
PEOPLE = People({"p031": Person("p031", ("p031@example.org",), title="Team manager")})
LABELS = labels(TOY, PEOPLE)


def event(kind: str, by: str = "p031", trust: Trust = Trust.CLAIMED, on: date | None = None, **detail: object) -> Event:
    at = datetime(2026, 10, 12, 13, 3, tzinfo=UTC)
    if "from_" in detail:
        detail["from"] = detail.pop("from_")
    return Event("2026-10-0042", "a" * 40, at, on, by, "A. Name", kind, trust, detail, "b" * 40, "audits/2026-10/x.md")


def test_a_line_says_when_who_and_what() -> None:
    changed = event("graded", section="overall", from_="good", to="to_improve")
    expected = "12 Oct 2026 14:03, Team manager (p031): overall grade changed from Good to To improve"
    assert line(changed, LABELS, LONDON) == expected
    assert line(changed, LABELS, ZoneInfo("Asia/Tokyo")).startswith("12 Oct 2026 22:03, ")


def test_the_files_own_day_stands_there_where_it_is_another() -> None:
    assert line(event("completed", on=date(2026, 10, 12)), LABELS, LONDON).endswith(": completed")
    assert line(event("completed", on=date(2026, 10, 10)), LABELS, LONDON).endswith(
        ": completed, dated 10 October 2026"
    )


def test_whoever_is_not_listed_is_named_as_git_has_it_safely() -> None:
    odd = Event("a-1", "a", None, None, "", "A\x1b[2J\nB", "created", Trust.CLAIMED, {}, "b", "p")
    assert line(odd, LABELS, LONDON) == "Invalid date, A\\u001b[2J\\u000aB: created"


def test_whoever_commits_what_is_another_persons_is_named_beside_them() -> None:
    done = replace(event("action_done", action="a1"), person="p118")
    assert line(done, LABELS, LONDON).endswith("14:03, entered by Team manager (p031) for p118: action a1 done")
    assert line(replace(done, person="p031"), LABELS, LONDON).endswith("14:03, Team manager (p031): action a1 done")
    unlisted = line(replace(done, by="", person="p031"), LABELS, LONDON)
    assert unlisted.endswith("14:03, entered by A. Name for Team manager (p031): action a1 done")
    changed = replace(event("withdrawn", event="moderated", moderation="m1"), person="p118")
    assert line(changed, LABELS, LONDON).endswith("14:03, Team manager (p031): moderation m1 taken away")


def test_what_the_commit_contradicts_is_said_in_words() -> None:
    said = line(event("moderated", trust=Trust.FAILED, moderation="m1"), LABELS, LONDON)
    assert said.endswith(": moderated (the commit contradicts this record)")


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        (event("created"), "created"),
        (event("created", again=True), "created again after it had been deleted"),
        (event("deleted"), "deleted"),
        (
            event("overridden", section="grip", from_=None, to="good"),
            "grade of “Management”, in place of what the form works out, set to Good",
        ),
        (
            event("overridden", section="overall", from_="good", to="to_improve"),
            "overall grade, in place of what the form works out, changed from Good to To improve",
        ),
        (
            event("overridden", section="grip", changed=["why"]),
            "grade of “Management”, in place of what the form works out, changed (why)",
        ),
        (event("answered", questions=["recent", "odd-one"]), "answered “Recent supervision” and “odd-one”"),
        (event("answered", questions=["a", "b", "c", "d"]), "answered 4 questions"),
        (
            event("answered", section="grip", question="recent", from_="no", to="yes"),
            "answer to “Recent supervision” changed from No to Yes",
        ),
        (
            event("answered", section="grip", question="recent", from_="yes", to=None),
            "answer to “Recent supervision” taken away (was Yes)",
        ),
        (event("answered", section="grip", question="recent"), "answer to “Recent supervision” changed"),
        (
            event("answered", section="x", question="many", from_=["a_b"], to=["a_b", "c"]),
            "answer to “many” changed from a b to a b, c",
        ),
        (event("graded", section="grip", from_=None, to="good"), "grade of “Management” set to Good"),
        (event("graded", section="grip", from_="good", to=None), "grade of “Management” taken away (was Good)"),
        (event("commented", boxes=["Management / Well"]), "wrote or changed “Management / Well”"),
        (event("commented", boxes=["grip / recent"]), "wrote or changed “Management / Recent supervision”"),
        (event("commented", boxes=list("abcd")), "wrote or changed 4 texts"),
        (event("commented", boxes=[""]), "wrote or changed text above the first heading"),
        (event("concern_raised", concern="c1"), "immediate concern c1 raised"),
        (event("concern_closed", concern="c1"), "immediate concern c1 closed"),
        (event("moderated", moderation="m1"), "moderated"),
        (
            event("moderated", moderation="m1", from_="good", to="to_improve"),
            "moderated; overall grade changed from Good to To improve",
        ),
        (
            event("moderated", from_="good", to="good", sections={"grip": {"from": None, "to": "good"}}),
            "moderated; overall grade confirmed as Good; grade of “Management” set to Good",
        ),
        (event("disputed", dispute="d1", moderation="m1", about="grade"), "moderation m1 disputed (about the grade)"),
        (
            event("resolved", dispute="d1", outcome="changed", from_="to_improve", to="good"),
            "dispute d1 settled: changed; overall grade changed from To improve to Good",
        ),
        (
            event("action_added", action="a1", owner="p031", due="2026-11-02"),
            "action a1 added for Team manager (p031), due 2 November 2026",
        ),
        (event("action_added", action="a1"), "action a1 added"),
        (
            event("action_moved", action="a1", from_="2026-11-02", to="2026-11-12"),
            "deadline of action a1 moved from 2 November 2026 to 12 November 2026",
        ),
        (
            event("action_moved", action="a1", from_=None, to="2026-11-12"),
            "deadline of action a1 set to 12 November 2026",
        ),
        (event("action_agreed", action="a1"), "action a1 agreed"),
        (
            event("action_handed_on", action="a1", from_="p031", to="p054"),
            "action a1 handed on from Team manager (p031) to p054",
        ),
        (event("action_handed_on", action="a1", from_=None, to="p031"), "action a1 given to Team manager (p031)"),
        (event("action_handed_on", action="a1", from_="p031", to=None), "action a1 taken from its owner"),
        (
            event("withdrawn", event="action_agreed", action="a1"),
            "agreement of action a1 taken away",
        ),
        (event("action_done", action="a1"), "action a1 done"),
        (event("action_verified", action="a1"), "action a1 verified"),
        (event("action_cancelled", action="a1"), "action a1 cancelled"),
        (event("discussed"), "discussed with the practitioner"),
        (event("shared", **{"with": "p031"}), "shared with Team manager (p031)"),
        (event("reflected"), "the practitioner reflected on it"),
        (event("edited", keys=["case.age"]), "changed “case.age”"),
        (event("edited", filled=["dates.plan"], keys=list("abcd")), "filled in “dates.plan” and changed 4 entries"),
        (
            event("edited", event="completed", from_="2026-10-16", to="2026-10-17"),
            "day of completion changed from 16 October 2026 to 17 October 2026",
        ),
        (
            event(
                "edited",
                event="moderated",
                moderation="m1",
                changed=["overall", "reason"],
                from_="good",
                to="to_improve",
            ),
            "moderation m1 changed afterwards (overall and reason); overall grade changed from Good to To improve",
        ),
        (
            event("edited", event="shared", **{"with": "p031"}, changed=["on"]),
            "sharing with Team manager (p031) changed afterwards (on)",
        ),
        (event("withdrawn", event="moderated", moderation="m1"), "moderation m1 taken away"),
        (
            event("withdrawn", event="completed", from_="2026-10-16", to=None),
            "day of completion taken away (was 16 October 2026)",
        ),
    ],
)
def test_every_event_is_a_sentence(happened: Event, said: str) -> None:
    assert sentence(happened, LABELS) == said


@pytest.mark.parametrize("kind", kinds.EVENTS)
def test_no_event_is_without_words_whatever_its_detail_lacks(kind: str) -> None:
    detail = {"event": "moderated"} if kind in ("edited", "withdrawn") else {}
    assert sentence(event(kind, **detail), Labels())


def test_the_life_as_data_keeps_its_promise(tmp_path: Path) -> None:
    front = "completed: 2026-10-16\noverall: {grade: good}\n"
    ids = make(
        tmp_path,
        step("one", {"audits/2026-10/a.md": audit(front=front, body="## A\nx\n")}, by="p031"),
        step("two", {"audits/2026-10/a.md": audit(front=front + "dates: {visit: 2026-10-01}\n")}, by="p777"),
    )
    read = history(open_history(tmp_path), PEOPLE)
    data = json.loads(json.dumps(as_data("2026-10-0001", "completed", read.of("2026-10-0001"))))
    assert list(data) == ["version", "audit", "stage", "events"]
    assert data["events"][3] == {
        "commit": ids["one"],
        "at": "2026-10-01T08:00:00Z",
        "on": "2026-10-16",
        "by": "p031",
        "person": "",
        "event": "completed",
        "trust": "claimed",
        "via": "",
        "why": "",
        "detail": {},
    }
    assert [entry["event"] for entry in data["events"]] == [
        "created",
        "graded",
        "commented",
        "completed",
        "commented",
        "edited",
    ]
    assert {entry["by"] for entry in data["events"]} == {"p031", ""}
