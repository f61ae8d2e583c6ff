"""A case that changed hands shortly before its audit: who held it, and the meeting of three."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from casekit.demo.authority import Authority
from casekit.demo.bank import Bank
from casekit.demo.cast import Cast, Days
from casekit.demo.draft import Draft, child, part
from casekit.demo.voice import Voice
from casekit.model.document import Value

HELD = 0.7
"""The share of meetings of three that came about; all others were attempted."""


def moved(draft: Draft, cases: Bank, people: Authority, cast: Cast, days: Days, voice: Voice, chance: Random) -> None:
    """Where a flag of the case says that it changed hands; the form's own question about it, if any, says the same."""
    flags = part(draft.data, "case")["flags"]
    known = cases.map(draft.rubric.id, "flags")
    marked = [f for f in flags if isinstance(f, str) and _moved(known.get(f))] if isinstance(flags, list) else []
    if not marked:
        return
    own = {role.team for role in people.people[cast.auditor].roles}
    working = [one for one in people.holding("practitioner", days.met) if one != cast.practitioner]
    others = [one for one in working if _team(people, one, days.met) not in own]
    former = others[int(chance.random() * len(others))]
    taken = days.met - timedelta(days=chance.randint(3, 12))
    case = child(draft.data, "case")
    case["former_practitioner"] = former
    case["former_team"] = _team(people, former, days.met)
    case["allocated"] = taken.isoformat()
    held = chance.random() < HELD
    on = days.met.isoformat()
    draft.data["three_way"] = on if held else {"attempted": on, "why": voice.note("three_way_attempted")}
    asked = _moved(known[marked[0]])
    question = draft.rubric.questions().get(str(asked.get("question")))
    if question is not None:
        draft.answer(question.section, question.id, asked["held" if held else "attempted"])


def _moved(about: Value) -> dict[str, Value]:
    """What the bank says of a flag that tells that a case changed hands; empty for every other flag."""
    found = about.get("moved") if isinstance(about, dict) else None
    return found if isinstance(found, dict) else {}


def _team(people: Authority, person: str, on: date) -> str:
    """The team in which the person works on that day."""
    return next(role.team for role in people.people[person].roles if role.team and role.held(on))
