"""A small fictional repository as values: a toy form, some audits, people, a history; nothing is read from disk."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from casekit.check.documents import RulePage
from casekit.model.audit import (
    Action,
    Answer,
    Audit,
    Box,
    Case,
    Concern,
    Dispute,
    Entry,
    Feedback,
    Moderation,
    Move,
    Reply,
    Spell,
    State,
    Told,
    Waiver,
)
from casekit.model.corpus import AuditCase, Broken, Corpus
from casekit.model.document import Document, Marks
from casekit.model.history import Event, History, Outcome, Trust
from casekit.model.people import People, Person, Role
from casekit.model.policy import Policy
from casekit.problem import Problem, Span
from casekit.publish.context import About
from casekit.rubric.computing import Descriptor as Looks
from casekit.rubric.evaluation import BrokenLimit, Evaluation, Item
from casekit.rubric.model import (
    Answering,
    Bound,
    BoxModel,
    ConcernModel,
    Condition,
    DateTest,
    FeedbackModel,
    Form,
    Length,
    Limit,
    Question,
    Rubric,
    Scale,
    Section,
    Trigger,
    Value,
)

TODAY = date(2026, 6, 15)

FOUR = Scale(
    "four",
    (
        Value("a", "Excellent", means="Better than was asked."),
        Value("b", "Fine", means="As was asked."),
        Value("c", "Lacking", means="Something is missing."),
        Value("d", "Failing", means="A child could come to harm."),
    ),
    {"a": 0, "b": 1, "c": 2, "d": 3},
)
MET = Scale(
    "met", (Value("yes", "Yes"), Value("partly", "Partly"), Value("no", "No")), {"yes": 0, "partly": 1, "no": 2}
)
ON_SCALE = Answering("scale", MET)

SEEN = Question("seen", "The child was seen alone.", "voice", ON_SCALE, tags=("must",), source=("T1",))
WORDS = Question("words", "The child’s own words are on the file.", "voice", ON_SCALE)
FREE = Question("free", "What does the child call the worker?", "voice", Answering("text"))
WHERE = Question(
    "where", "Where was the child seen?", "voice", Answering("choices", options={"home": "At home", "out": "Out"})
)
DRIFT = Question("drift", "There was drift.", "oversight", ON_SCALE, reversed=True)
TALKED = Question(
    "talked",
    "Supervision was held in the last three months.",
    "oversight",
    ON_SCALE,
    agrees_with=(DateTest("supervision", {"within": Length(3, "months")}),),
    applies_when=Condition("case_type", "plan", items=("plan",)),
)
HEARD = Question("heard", "Did somebody listen to you?", "feedback", ON_SCALE)
NO_TALK = Limit(
    "no-talk",
    "oversight",
    "No supervision",
    True,
    Condition("answer", "talked", {"is": ("no",)}, items=("talked",), accepts={"talked": frozenset({"no"})}),
    at_most=Bound("c"),
    source=("T2",),
)
LOWEST = Limit(
    "lowest",
    "overall",
    "Far above the lowest section",
    False,
    None,
    at_most=Bound(roll="lowest", of="sections", plus=1, items=("voice", "oversight")),
    agreed_by="moderator",
)

VOICE = Section(
    "voice",
    "Voice of the child",
    guide="Look for the child’s own words.",
    prompts=("What does the child say?",),
    scale=FOUR,
    questions={q.id: q for q in (SEEN, WORDS, FREE, WHERE)},
    boxes={
        "well": BoxModel("well", "What works well"),
        "better": BoxModel("better", "What must improve", needs="action"),
    },
    descriptors={
        "a": (Looks("The child shapes the plan."), Looks("Every visit is told in the child’s words.")),
        "d": (Looks("Nobody saw the child."),),
    },
    source=("T1",),
)
OVERSIGHT = Section(
    "oversight",
    "Management oversight",
    scale=FOUR,
    questions={q.id: q for q in (DRIFT, TALKED)},
    boxes={"notes": BoxModel("notes", "Notes", required=False)},
    limits=(NO_TALK,),
    triggers=(
        Trigger("gap", "oversight", "Gap", NO_TALK.when, ("team_manager",), Length(1, "same day"), "action", ("T2",)),
    ),
)
SCHOOL = Section(
    "school",
    "School",
    parent="voice",
    scale=FOUR,
    applies_when=Condition("flag", "pupil", items=("pupil",)),
    source=("T3",),
    looks_back_how="none",
)
FORM = Rubric(
    "toy",
    1,
    "Toy audit form",
    subject="one child’s file",
    scales={"four": FOUR, "met": MET},
    case_types={"plan": "Child with a plan", "early": "Early help"},
    flags={"pupil": "Goes to school"},
    dates={"supervision": "Supervision held"},
    tags={"must": "Must be there"},
    themes={"drift": "Drift and delay"},
    looks_back=Length(6, "months"),
    looks_back_how="must",
    guide="Read the file with the worker.",
    sections={"voice": replace(VOICE, sections={"school": SCHOOL}), "oversight": OVERSIGHT},
    overall=Section("overall", "Overall", scale=FOUR, limits=(LOWEST,), boxes={"sum": BoxModel("sum", "Summary")}),
    feedback=FeedbackModel("What the family says", "Ask them.", {"parent": "Parent"}, {"heard": HEARD}, True, ("T4",)),
    reflection=Form("Reflection", "By the worker.", {"proud": BoxModel("proud", "Most proud of")}),
    moderation=Form("Moderator’s report", "", {"report": BoxModel("report", "Report")}, {"overall": "Grade given"}),
    concern=ConcernModel(("team_manager",), Length(1, "same day"), "Act today.", ("T5",)),
    source=("T",),
)
OTHER = Rubric(
    "other",
    2,
    "Short form",
    scales={"four": FOUR},
    case_types=FORM.case_types,
    sections={"whole": Section("whole", "The whole file", scale=FOUR, questions={})},
    overall=Section("overall", "Overall", scale=FOUR),
)

PEOPLE = People(
    {
        "p001": Person("p001", ("p001@example.invalid",), (Role("qa_lead"),), title="Audit lead"),
        "p002": Person("p002", ("p002@example.invalid",), (Role("team_manager", "north-1"),), title="Team manager"),
        "p003": Person("p003", ("p003@example.invalid",), (Role("practitioner", "north-1"),), title="Social worker"),
        "p004": Person("p004", ("p004@example.invalid",), (Role("moderator"),), title="Head of service"),
    },
    {"north-1": "North 1", "south-1": "South 1"},
    True,
)


def evaluated(audit: Audit, rubric: Rubric = FORM, broken: tuple[BrokenLimit, ...] = ()) -> AuditCase:
    """The audit with what the engine would make of its grades: the last judgement given is in effect."""
    effective = {entry.id: (entry.grade, "auditor") for entry in audit.entries() if entry.grade}
    for moderation in audit.moderations:
        effective |= {id: (grade, moderation.id) for id, grade in moderation.grades.items()}
    for dispute in audit.disputes:
        effective |= {id: (grade, dispute.id) for id, grade in dispute.grades.items()}
    pupil = "pupil" in audit.case.flags
    sections = {s.id: Item(pupil if s.id == "school" else True, True) for s in rubric.all_sections()}
    questions = {id: Item(True, True) for id in rubric.questions()}
    return AuditCase(audit, rubric, Evaluation(sections, questions, {}, broken, effective=effective))


def make_audit(number: int = 1, month: str = "2026-05", **changes: object) -> Audit:
    """A plain, finished audit with a grade."""
    id = f"{month}-{number:04}"
    base = Audit(
        id=id,
        path=f"audits/{month}/{id}.md",
        rubric="toy@1",
        case=Case("K7Q2M", (Spell("plan"),), (), 9, "north-1", {"practitioner": "p003", "team_manager": "p002"}),
        auditor="p001",
        independent=True,
        start=date(2025, 11, 1),
        end=date(2026, 5, 1),
        met=date(2026, 5, 4),
        completed=date(2026, 5, 5),
        dates={"supervision": (date(2026, 4, 2),)},
        sections={
            "voice": Entry(
                "voice",
                "b",
                State.ANSWERED,
                answers={"seen": Answer(State.ANSWERED, "yes"), "words": Answer(State.ANSWERED, "no", "Not yet.")},
                boxes={"well": Box("He was seen alone twice.\n\nHis words are quoted.", 30, 33)},
            ),
            "oversight": Entry("oversight", "c", State.ANSWERED, answers={"drift": Answer(State.ANSWERED, "yes")}),
        },
        overall=Entry(
            "overall", "b", State.ANSWERED, themes=("drift",), boxes={"sum": Box("A steady piece of work.", 40, 41)}
        ),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def rich_audit() -> Audit:
    """An audit in which nearly everything that can happen has happened."""
    return make_audit(
        2,
        feedback={
            "parent": Feedback("parent", "gained", date(2026, 5, 1), answers={"heard": Answer(State.ANSWERED, "yes")}),
            "child": Feedback("child", "not_appropriate", why="A baby of three weeks."),
        },
        discussions=(date(2026, 5, 6),),
        shared=(Told("p002", date(2026, 5, 6)),),
        concerns=(
            Concern(
                "c1",
                datetime(2026, 5, 4, 10, 40),
                (Told("p002", datetime(2026, 5, 4, 10, 55)),),
                datetime(2026, 5, 4, 14, 0),
                "A strategy discussion was held.",
                siblings="considered",
            ),
        ),
        replies=(Reply("r1", "p003", date(2026, 5, 8), "voice", "The visit is on the file."),),
        moderations=(
            Moderation(
                "m1",
                "p004",
                date(2026, 5, 12),
                {"overall": "c"},
                "Oversight weighs more.",
                datetime(2026, 5, 13, 14, 0),
            ),
        ),
        disputes=(Dispute("d1", "m1", "grade", "p001", date(2026, 5, 14), "The gap was short."),),
        reflected=date(2026, 5, 20),
        reflection_boxes={"proud": Box("The drawing she made.", 60, 61)},
        moderation_boxes={"report": Box("I read the file for 90 minutes.", 64, 65)},
        actions=(
            Action(
                "a1",
                "talked",
                "Hold and record supervision every four weeks",
                "Decisions no longer wait",
                "p002",
                date(2026, 5, 6),
                date(2026, 5, 30),
                (Move(date(2026, 5, 20), date(2026, 5, 30), "Leave", date(2026, 5, 18)),),
            ),
            Action(
                "a2",
                "voice",
                "Record her words after each visit",
                "Her view is heard",
                "p003",
                date(2026, 5, 6),
                date(2026, 6, 15),
            ),
            Action(
                "a3",
                "voice",
                "Finish the drawing",
                "",
                "p003",
                None,
                date(2026, 5, 10),
                (),
                "p003",
                date(2026, 5, 12),
                "Note of 12 May",
            ),
            Action("a4", "overall", "Ask the school", "", "", None, None),
        ),
        waivers=(
            Waiver(
                "w1",
                "CK203",
                "The manager was ill all spring.",
                "p004",
                date(2026, 5, 7),
                date(2026, 12, 31),
                "no-talk",
            ),
        ),
        stray=(Box("Left over.", 70, 71),),
    )


def make_corpus() -> Corpus:
    """Six audits under two forms, one file that cannot be read."""
    rich = evaluated(
        rich_audit(),
        broken=(
            BrokenLimit(LOWEST, "overall", "b", "c", "auditor", False, ("Management oversight is Lacking.",)),
            BrokenLimit(NO_TALK, "oversight", "b", "c", "auditor", True, ("supervision: no",)),
        ),
    )
    second = make_audit(4, second_of="2026-05-0002", overall=Entry("overall", "d", State.ANSWERED))
    unfinished = make_audit(5, "2026-06", completed=None, sections={}, overall=Entry("overall"))
    other = make_audit(
        3,
        rubric="other@2",
        sections={"whole": Entry("whole", "a", State.ANSWERED)},
        overall=Entry("overall", "a", State.ANSWERED),
    )
    early = make_audit(
        1, "2026-04", case=Case("B2B2B", (Spell("early"),), ("pupil",), 4, "south-1", {"practitioner": "p003"})
    )
    text = "---\nid: 2026-05-0002\n---\n## Nowhere\nLeft over.\n"
    rich = replace(rich, audit=replace(rich.audit, document=Document(rich.audit.path, text, {}, Marks())))
    cases = (
        evaluated(early),
        evaluated(make_audit(1)),
        rich,
        evaluated(other, OTHER),
        evaluated(second),
        evaluated(unfinished),
    )
    return Corpus(
        audits=tuple(sorted(cases, key=lambda case: case.audit.path)),
        broken=(
            Broken(
                "audits/2026-06/torn.md",
                "---\nid: [\n",
                (Problem("audits/2026-06/torn.md", Span(2, 5, 2, 6), "CK004", "torn"),),
            ),
        ),
        rubrics={"toy@1": FORM, "other@2": OTHER},
        people=PEOPLE,
        policy=Policy("Exampleshire", audience="team"),
    )


PROBLEMS = (
    Problem(
        "audits/2026-05/2026-05-0002.md",
        Span(12, 3, 12, 9),
        "CK203",
        "The grade is above its limit.",
        "Give a reason.",
        "2026-05-0002",
    ),
    Problem(
        "audits/2026-05/2026-05-0002.md", Span(44, 1, 44, 1), "CK401", "The deadline has passed.", "", "2026-05-0002"
    ),
    Problem("audits/2026-06/torn.md", Span(2, 5, 2, 6), "CK004", "The list is not closed."),
)
ABOUT = About(
    commit="0123456789abcdef0123456789abcdef01234567",
    version="0.1.0",
    uncommitted=2,
    rules={
        "CK004": RulePage("CK004", "A file that cannot be read", "error", "casekit", "Something is open.", "Close it."),
        "CK203": RulePage(
            "CK203", "A grade above its limit", "error", "D12", "A limit caps a grade.\n\n- so\n", "Explain."
        ),
        "CK401": RulePage("CK401", "A deadline has passed", "warning", "E9", "The calendar alone.", "Do it."),
    },
    severities={"CK004": "error", "CK203": "error", "CK401": "warning"},
)


def event(audit: str, kind: str, day: int, **changes: object) -> Event:
    """Something that a commit did on that day of May 2026."""
    base = Event(
        audit=audit,
        commit=f"{day:040x}",
        at=datetime(2026, 5, day, 9, 30, tzinfo=UTC),
        on=date(2026, 5, day),
        by="p001",
        author="Audit lead",
        event=kind,
        trust=Trust.CLAIMED,
        detail={},
        blob=f"{day:040x}",
        path=f"audits/2026-05/{audit}.md",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


HISTORY = History(
    Outcome.COMPLETE,
    head=ABOUT.commit,
    branch="main",
    events={
        "2026-05-0002": (
            event("2026-05-0002", "created", 4),
            event("2026-05-0002", "graded", 5, detail={"section": "overall", "from": None, "to": "b"}),
            event("2026-05-0002", "moderated", 12, by="p004", detail={"moderation": "m1", "from": "b", "to": "c"}),
            event(
                "2026-05-0002", "action_moved", 18, detail={"action": "a1", "from": "2026-05-20", "to": "2026-05-30"}
            ),
            event(
                "2026-05-0002",
                "answered",
                19,
                by="",
                author="Somebody",
                trust=Trust.FAILED,
                detail={"question": "seen"},
            ),
        ),
        "2026-05-0001": (event("2026-05-0001", "created", 3), event("2026-05-0001", "completed", 5, at=None)),
        "2026-03-0009": (event("2026-03-0009", "deleted", 2),),
    },
)
