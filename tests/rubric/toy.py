"""A small form of the tests' own, about a lighthouse: three sections, every part of the language once."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from casekit.rubric.evaluate import evaluate
from casekit.rubric.evaluation import Evaluation
from casekit.rubric.facts import ANSWERED, Facts, Given, Judged
from casekit.rubric.load import load, load_scales
from casekit.rubric.model import Rubric
from casekit.rubric.vocabulary import STATES

START = date(2026, 4, 15)
END = date(2026, 10, 15)

SHARED: dict[str, Any] = {
    "scales": {
        "stars": {
            "best_first": {
                "bright": {"label": "Bright", "number": 4, "also": ["B", "very bright"]},
                "clear": {"label": "Clear", "number": 3},
                "dim": {"label": "Dim", "number": 2},
                "dark": {"label": "Dark", "number": 1},
            }
        }
    }
}

TOY: dict[str, Any] = {
    "id": "lighthouse",
    "version": 2,
    "title": "Lighthouse check",
    "source": "X",
    "looks_back": {"must": "6 months"},
    "case_types": {"several": True, "values": {"ROCK": "On a rock", "SHORE": "On the shore"}},
    "flags": {"fog": "Much fog", "tourists": "Open to tourists"},
    "dates": {
        "polish": "Lens polished",
        "drill": "Fire drills",
        "boat": "Supply boats",
        "lit": "First lit",
        "survey": "Surveys",
    },
    "tags": {"legal": "Asked for by law", "custom": "Good custom"},
    "themes": {"glass": "Clean glass"},
    "boxes": {
        "well": "What goes well",
        "raise": {
            "title": "What would make it brighter",
            "applies_when": {"grade": "this", "below": "bright"},
            "needs": "action",
        },
    },
    "scales": {
        "four": {"from": "stars", "labels": {"dark": "Gone out"}, "means": {"bright": "Seen from afar."}},
        "met": {"best_first": ["yes", "partly", "no"]},
        "risk": {"worst_first": {"high": "High", "low": "Low"}},
    },
    "defaults": {"section": {"grade": "four", "boxes": ["well", "raise"]}, "question": {"answer": "met"}},
    "sections": {
        "lamp": {
            "title": "The lamp",
            "printed": 1,
            "descriptors": {"bright": ["Seen from afar.", "Never out."], "dark": "Out."},
            "questions": {
                "polished": {
                    "ask": "The lens was polished in the last three months.",
                    "title": "Polished",
                    "tags": ["legal"],
                    "agrees_with": {"date": "polish", "within": "3 months"},
                },
                "spare": {"ask": "A spare lamp is at hand.", "tags": ["legal", "custom"]},
                "horn": {"ask": "The fog horn sounds.", "applies_when": {"flag": "fog"}},
            },
            "limits": [
                {
                    "id": "unpolished",
                    "title": "Lens not polished",
                    "when": {"answer": "polished", "is": "no"},
                    "always": {"at_most": "dim"},
                    "source": "X1",
                }
            ],
        },
        "tower": {
            "title": "The tower",
            "applies_when": {"case_type": "ROCK"},
            "questions": {
                "stairs": "The stairs are safe.",
                "boats": {
                    "ask": "Boats come often enough.",
                    "yes_needs": [
                        {"date": "boat", "every": "6 weeks", "from": "lit"},
                        {"date": "boat", "first_within": "3 months", "after": "lit"},
                    ],
                },
                "drills": {
                    "ask": "Drills are held.",
                    "yes_needs": {"date": "drill", "at_least": 2, "within": "12 months"},
                },
            },
            "sections": {
                "visitors": {
                    "title": "Visitors",
                    "grade": "none",
                    "questions": {"rail": {"ask": "There is a rail.", "applies_when": {"flag": "tourists"}}},
                }
            },
        },
        "keeper": {
            "title": "The keeper",
            "required": "chosen",
            "questions": {
                "age-told": {"ask": "The keeper is told about the pension.", "applies_when": {"age": {"at_least": 60}}},
                "storm": {"ask": "How high is the risk of storm?", "answer": "risk"},
                "mood": {"ask": "How is the keeper?", "answer": {"choice": {"merry": "Merry", "glum": "Glum"}}},
                "pets": {"ask": "Which pets?", "answer": {"choices": {"cat": "Cat", "gull": "Gull"}}},
                "nights": {"ask": "How many nights without sleep?", "answer": "count"},
                "log": {"ask": "What does the log say?", "answer": "text"},
                "since": {"ask": "Since when?", "answer": "date"},
            },
        },
    },
    "overall": {
        "title": "The whole light",
        "grade": "four",
        "boxes": {"sum": {"title": "In sum", "required": False}},
        "questions": {"wreck": {"ask": "Was there a wreck?", "reversed": True}},
        "limits": [
            {"id": "law", "when": {"answers": {"tag": "legal"}, "is": "no"}, "always": {"at_most": "dim"}},
            {"id": "one-above", "usually": {"at_most": {"lowest": "sections", "plus": 1}}},
            {
                "id": "one-above-dark",
                "when": {"grades": "sections", "is": "dark"},
                "usually": {"at_most": {"lowest": "sections", "plus": 1}},
                "agreed_by": "moderator",
            },
            {"id": "like-most", "usually": {"is": {"majority": "sections"}}},
        ],
        "triggers": [
            {
                "id": "gap",
                "when": {"answers": {"tag": ["legal", "custom"]}, "is": "no"},
                "tell": ["team_manager"],
                "needs": "action",
            },
            {
                "id": "out",
                "when": {"grade": "overall", "is": "dark"},
                "tell": ["head_of_service"],
                "within": "same day",
                "needs": "concern",
            },
        ],
    },
    "reflection": {"title": "The keeper's thoughts", "boxes": {"proud": "Proud of"}},
    "moderation": {"title": "Second look", "boxes": {"report": "Report"}, "fields": {"overall": "Grade given"}},
    "feedback": {
        "title": "What sailors say",
        "from": {"sailor": "Sailor"},
        "required": "yes",
        "questions": {"seen": "Did you see the light?", "else": {"ask": "Anything else?", "answer": "text"}},
    },
    "concern": {"tell": ["team_manager"], "respond": "same day"},
    "cases": {
        "unpolished lens": {
            "given": {"answers": {"polished": "no"}, "grades": {"lamp": "clear"}},
            "expect": {"broken": ["unpolished"], "fired": ["gap"]},
        },
    },
}


def changed(*route: str | int, to: Any) -> dict[str, Any]:
    """The toy form with one value put in another's place; to is ... for leaving it out."""
    data = deepcopy(TOY)
    where: Any = data
    for key in route[:-1]:
        where = where[key]
    if to is ...:
        del where[route[-1]]
    else:
        where[route[-1]] = to
    return data


def loaded(data: dict[str, Any] | None = None) -> Rubric:
    """A rubric that must load."""
    scales, remarks = load_scales(SHARED)
    assert remarks == []
    rubric, remarks = load(data or TOY, scales)
    assert remarks == []
    assert rubric is not None
    return rubric


def refused(data: object) -> list[str]:
    """What is said about a rubric that must not load: "route: message"."""
    rubric, remarks = load(data, load_scales(SHARED)[0])
    assert rubric is None
    return [f"{'.'.join(map(str, r.route))}: {r.message}" for r in remarks]


def given(values: Mapping[str, object]) -> dict[str, Given]:
    """Answers or grades from plain values; the reserved words are states."""
    return {
        id: Given(str(value)) if value in STATES else Given(ANSWERED, value)  # type: ignore[arg-type]
        for id, value in values.items()
    }


def facts(
    answers: Mapping[str, object] | None = None,
    grades: Mapping[str, object] | None = None,
    *,
    types: str = "ROCK",
    flags: str = "",
    age: int | None = 40,
    dates: Mapping[str, list[str]] | None = None,
    reasons: Mapping[tuple[str, str], str] | None = None,
    judged: Mapping[str, Mapping[str, str]] | None = None,
    start: date | None = START,
    end: date | None = END,
) -> Facts:
    """Facts in one line."""
    return Facts(
        case_types=frozenset(types.split()),
        flags=frozenset(flags.split()),
        age=age,
        start=start,
        end=end,
        dates={id: tuple(date.fromisoformat(d) for d in days) for id, days in (dates or {}).items()},
        answers=given(answers or {}),
        grades=given(grades or {}),
        reasons=reasons or {},
        judged=tuple(Judged(by, grades) for by, grades in (judged or {}).items()),
    )


LOADED = loaded()


def seen(said: Facts, rubric: Rubric = LOADED) -> Evaluation:
    """What the toy form makes of it."""
    return evaluate(rubric, said)


def broken(evaluation: Evaluation) -> list[str]:
    """The limits that are broken, as "by:limit<=bound", settled ones in brackets."""
    found = []
    for b in evaluation.broken:
        text = f"{b.by}:{b.limit.id}<={b.bound}"
        found.append(f"({text})" if b.settled else text)
    return found
