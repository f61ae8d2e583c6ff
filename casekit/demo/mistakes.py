"""Mistakes that depend on what the form makes of an audit: each is tried until it is the only thing that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from casekit.check.lawful import missed
from casekit.days import plus
from casekit.demo import left_open, written
from casekit.demo.beside import BESIDE
from casekit.demo.dates import Timescales, timescales
from casekit.demo.draft import Draft, Map, child, facts, items, part, subject
from casekit.demo.judge import good_first
from casekit.demo.omissions import OMISSIONS
from casekit.demo.routes import NotHereError
from casekit.demo.story import Mistake, Story
from casekit.demo.tally import Tally, quiet, tally
from casekit.model.document import Value
from casekit.rubric.evaluate import evaluate
from casekit.rubric.model import Question, Section


def above_hard_limit(story: Story) -> None:
    """One grade stands outside limits that no reason lifts, and outside no other."""
    _grade(story, lambda now: bool(now.hard) and not now.expected)


def outside_expected_limit(story: Story) -> None:
    """One grade departs from what is expected without a reason."""
    _grade(story, lambda now: bool(now.expected) and not now.hard)


def _grade(story: Story, wanted: Callable[[Tally], bool]) -> None:
    draft = story.whole.draft
    if "moderations" in draft.data:
        raise NotHereError("grades that nobody moderated")
    before = tally(draft)
    for section in draft.rubric.all_sections():
        entry = draft.entry(section.id)
        if section.scale is None or entry.get("grade") not in section.scale.ranks:
            continue
        grade = entry["grade"]
        for value in section.scale.best_first:
            entry["grade"] = value.id
            now = tally(draft)
            if value.id != grade and wanted(now) and now.contradictions <= before.contradictions and quiet(now, before):
                return
        entry["grade"] = grade
    raise NotHereError("a grade")


def contradicts_answer(story: Story) -> None:
    """A date says other than the answer that relies on it."""
    draft = story.whole.draft
    before = tally(draft)
    scales = timescales(draft.rubric)
    for _, question in _asked(story):
        for test in question.agrees_with:
            dates = part(draft.data, "dates")
            if test.date not in dates or test.date in scales.starts:
                continue
            kept = dates[test.date]
            dates[test.date] = _missed(draft, scales, test.date, story)
            now = tally(draft)
            if now.contradictions and not now.hard and not now.expected and quiet(now, before):
                return
            dates[test.date] = kept
    raise NotHereError("a date")


def late_by_law(story: Story) -> None:
    """What the law counts from is so long ago that it came too late, and no answer has to do with it."""
    draft = story.whole.draft
    dates = part(draft.data, "dates")
    law = story.policy.law
    before = list(missed(subject(draft), law))
    asked = {test.date for _, question in _asked(story) for test in question.agrees_with}
    for scale in (s for s in law.timescales if s.kind == "held"):
        for id in (id for id in law.dates[scale.event] if id in dates and id not in asked):
            for start in (id for id in law.dates[scale.after] if id in draft.rubric.dates and id not in dates):
                day = _days(dates[id])[0] - timedelta(days=3 * scale.within.number)
                more: Map = {**dates, start: day.isoformat()}
                draft.data["dates"] = {known: more[known] for known in draft.rubric.dates if known in more}
                if len(list(missed(subject(draft), law))) > len(before):
                    return
                draft.data["dates"] = dates
    raise NotHereError("a date that the law counts to")


def after_audit(story: Story) -> None:
    """Among the days of a date stands one that lies after the day on which the audit was completed."""
    dates = part(story.whole.draft.data, "dates")
    id = next((id for id in dates if id not in timescales(story.whole.draft.rubric).starts), None)
    if id is None:
        raise NotHereError("a date")
    late = story.days.completed + timedelta(days=365)
    dates[id] = [*(day.isoformat() for day in _days(dates[id])), late.isoformat()]


def ends_before_it_begins(story: Story) -> None:
    """The days of a kind of case are the wrong way round."""
    case = part(story.whole.draft.data, "case")
    if not isinstance(case["type"], str):
        raise NotHereError("one kind of case")
    first, last = story.days.end - timedelta(days=10), story.days.end - timedelta(days=20)
    case["type"] = [{"status": case["type"], "from": first.isoformat(), "to": last.isoformat()}]


def due_after_review(story: Story) -> None:
    """The next review is planned, and an action falls due only after it."""
    draft = story.whole.draft
    ids = [id for id in story.policy.following.next_review if id in draft.rubric.dates]
    for action in items(draft.data, "actions") if ids else ():
        due = date.fromisoformat(str(action["due"]))
        review = due - timedelta(days=3)
        done = action.get("done")
        late = not action.keys() & {"cancelled", "moved"} and (
            not isinstance(done, dict) or str(done["on"]) > review.isoformat()
        )
        if late and review > story.days.completed:
            dates = child(draft.data, "dates")
            dates[ids[0]] = review.isoformat()
            others = [one for one in items(draft.data, "actions") if one is not action]
            for other in others:
                other["due"] = min(str(other["due"]), review.isoformat())
                other.pop("moved", None)
            return
    raise NotHereError("an action that is due late enough")


def too_often(story: Story) -> None:
    """A deadline was moved once more than policy allows."""
    number = story.policy.following.moves + 1
    for place, action in enumerate(items(story.whole.draft.data, "actions")):
        if "moved" in action or "cancelled" in action:
            continue
        agreed, due = (date.fromisoformat(str(action[key])) for key in ("agreed", "due"))
        days = [due - timedelta(days=back) for back in range(number, -1, -1)]
        if days[0] < agreed:
            continue
        action["moved"] = [
            {"from": one.isoformat(), "to": to.isoformat(), "why": "Leave", "on": agreed.isoformat()}
            for one, to in pairwise(days)
        ]
        last = list(story.versions())[-1][1]
        if len(items(items(last.data, "actions")[place], "moved")) == number:
            return
        del action["moved"]
    raise NotHereError("an action whose moves would be on record")


def _missed(draft: Draft, scales: Timescales, id: str, story: Story) -> Value:
    end = date.fromisoformat(str(part(draft.data, "period")["to"]))
    known = {name: _days(value) for name, value in part(draft.data, "dates").items()}
    days = [day.isoformat() for day in scales.make(id, False, end, known, story.chance)]
    return days[0] if len(days) == 1 else [*days]


def _days(value: object) -> list[date]:
    return [date.fromisoformat(str(day)) for day in (value if isinstance(value, list) else [value])]


def unanswer(story: Story) -> None:
    """A question that the form requires has lost its answer, and nothing else follows from that."""
    draft = story.whole.draft
    before = tally(draft)
    for section, question in _asked(story):
        answers = part(draft.entry(section.id), "answers")
        value = answers.get(question.id)
        if value is None or isinstance(value, dict):
            continue
        del answers[question.id]
        now = tally(draft)
        if not now.hard and not now.expected and quiet(now, before):
            return
        answers[question.id] = value
    raise NotHereError("an answer")


def not_asked(story: Story) -> None:
    """An answer to a question that does not apply to this case."""
    draft = story.whole.draft
    found = evaluate(draft.rubric, facts(draft))
    for section, question in _asked(story):
        if found.questions[question.id].applies is False and question.answer.scale is not None:
            child(draft.section(section.id), "answers")[question.id] = good_first(question)[0]
            return
    raise NotHereError("a question that does not apply")


def empty_box(story: Story) -> None:
    """A required comment box holds nothing."""
    draft = story.whole.draft
    found = evaluate(draft.rubric, facts(draft))
    places = [place for place, item in found.boxes.items() if item.required and place in draft.boxes]
    if not places:
        raise NotHereError("a box")
    del draft.boxes[places[int(story.chance.random() * len(places))]]


def nobody_told(story: Story) -> None:
    """A trigger wants somebody told, and nobody was."""
    draft = story.whole.draft
    if items(draft.data, "concerns"):
        raise NotHereError("an audit without a concern")
    entries = [draft.entry(section.id) for section in draft.rubric.all_sections()]
    told = [entry for entry in entries if "told" in entry]
    for entry in told:
        del entry["told"]
    if not told:
        raise NotHereError("told")


def no_action(story: Story) -> None:
    """A trigger wants an action, and none answers it."""
    draft = story.whole.draft
    for fired in evaluate(draft.rubric, facts(draft)).fired:
        if fired.trigger.needs == "action":
            answering = {str(step) for route in fired.routes[:1] for step in route} | {"overall"}
            draft.data["actions"] = [a for a in items(draft.data, "actions") if a["for"] not in answering]
            if not draft.data["actions"]:
                del draft.data["actions"]
            return
    raise NotHereError("a trigger")


def no_owner(story: Story) -> None:
    """An action that is still meant to be done belongs to nobody."""
    for action in items(story.whole.draft.data, "actions"):
        if "cancelled" not in action:
            del action["owner"]
            return
    raise NotHereError("an action")


def late_response(story: Story) -> None:
    """The response to an immediate concern came later than the form allows."""
    draft = story.whole.draft
    concerns = items(draft.data, "concerns")
    if not concerns or draft.rubric.concern.respond is None:
        raise NotHereError("a response that has to come in time")
    came = plus(story.days.met, draft.rubric.concern.respond) + timedelta(days=1)
    child(concerns[0], "response")["at"] = f"{came.isoformat()}T10:00"


def _asked(story: Story) -> Iterator[tuple[Section, Question]]:
    """Every question of the form with its section, in an order of this audit's own."""
    pairs = [(s, q) for s in story.whole.draft.rubric.all_sections() for q in s.questions.values()]
    story.chance.shuffle(pairs)
    yield from pairs


ANSWERED: Mapping[str, Mapping[str, Mistake]] = {
    "write": {
        "thin": written.thin,
        "bland": written.bland,
        "retold": written.retold,
        "pasted": written.pasted,
        "no_strength": written.no_strength,
        "little_beyond": written.little_beyond,
        "of_another_child": written.of_another_child,
    },
    "leave_open": {
        "section": left_open.section,
        "child_voice": left_open.child_voice,
        "difference_made": left_open.difference_made,
    },
    "period": {"must": left_open.must, "main": left_open.main},
    "child": {"again": left_open.again},
    "grade": {"above_hard_limit": above_hard_limit, "outside_expected_limit": outside_expected_limit},
    "date": {
        "contradicts_answer": contradicts_answer,
        "late_by_law": late_by_law,
        "after_audit": after_audit,
        "ends_before_it_begins": ends_before_it_begins,
    },
    "unanswer": {"question": unanswer},
    "answer": {"not_asked": not_asked},
    "empty": {"box": empty_box},
    "leave_out": {"told": nobody_told, "action": no_action, "owner": no_owner},
    "late": {"response": late_response, "due_after_review": due_after_review},
    "put_off": {"too_often": too_often},
}
"""By verb and what it is done to: what depends on answers and grades."""

MISTAKES: Mapping[str, Mapping[str, Mistake]] = {
    verb: {**ANSWERED.get(verb, {}), **OMISSIONS.get(verb, {}), **BESIDE.get(verb, {})}
    for verb in {**ANSWERED, **OMISSIONS, **BESIDE}
}
"""By verb and what it is done to."""
