"""What to write where a form is refused and nothing more particular was said: an example of what belongs there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from casekit.problem import Remark, Route

ENTRIES = ("scales", "boxes", "flags", "dates", "tags", "themes", "case_types", "sections", "questions", "cases")
"""Words below which ids stand, and not other words."""

WIDE_SPACE = "\\u00a0"
"""How a message shows a no-break space that stands in what was typed."""

EXAMPLES = {
    "id": "id: home-visit",
    "version": "version: 2",
    "title": 'title: "Visits to the child"',
    "guide": 'guide: "Read the last six months first."',
    "subject": 'subject: "one child\'s file"',
    "leaves_out": "leaves_out: [practitioner, with_practitioner]",
    "by": "by: required, where each audit says who answered",
    "printed": 'printed: "3.1"',
    "source": "source: [A1, A2]",
    "prompts": "prompts: [Was the child seen?, Who spoke to the father?]",
    "scales": "scales: {met: {best_first: {yes: Met, partly: Partly met, no: Not met}}}",
    "best_first": "best_first: {good: Good, weak: Weak, poor: Poor}",
    "worst_first": "worst_first: {poor: Poor, weak: Weak, good: Good}",
    "numbers": "numbers: [0, 1, 2, 3]",
    "best": "best: lowest, beside numbers:, where the lowest number is the best",
    "number": "number: 2",
    "also": "also: [fully met, all of it]",
    "means": 'means: {good: "What the child needs is done, and in time."}',
    "labels": "labels: {good: Good enough}",
    "from": "from: 2026-04-01 for a day, from: {child: The child} for whom is asked, from: ofsted-four for a scale",
    "case_types": "case_types: {CP: Child protection, CLA: Child looked after}",
    "several": "case_types: {several: yes, values: {CP: Child protection}}",
    "flags": "flags: {missing: Went missing in the period}",
    "dates": "dates: {visit: Visits to the child}",
    "tags": "tags: {critical: Critical item}",
    "themes": "themes: {neglect: Neglect}",
    "boxes": "boxes: {well: What works well, better: {title: What could be better, needs: action}}",
    "needs": "needs: action",
    "sections": 'sections: {visits: {title: "Visits", questions: {seen: {ask: "The child was seen.", answer: met}}}}',
    "questions": 'questions: {seen: {ask: "The child was seen.", answer: met}}',
    "ask": 'ask: "The child was seen alone."',
    "answer": "answer: met (a scale), answer: text, date or count, or answer: {choice: {home: At home, away: Away}}",
    "choice": "choice: {home: At home, away: Away from home}",
    "choices": "choices: {mother: The mother, father: The father}",
    "not_applicable": "not_applicable: freely, where no reason is wanted",
    "required": "required: chosen, where the auditor may leave it out; boxes take yes or no",
    "reversed": "reversed: yes, where yes is the bad answer",
    "weight": "weight: 2, where it counts twice; 0 where it does not count",
    "descriptors": 'descriptors: {good: "The plan is the family\'s own.", poor: "Nobody knows the plan."}',
    "agrees_with": "agrees_with: {date: visit, within: 6 weeks}",
    "yes_needs": "yes_needs: {date: visit, within: 6 weeks}",
    "applies_when": "applies_when: {case_type: CLA}, or {answer: seen, is: no}, or {age: {at_least: 5}}",
    "grade": "grade: four (a scale), or grade: {scale: four, how: lowest, of: sections}",
    "bands": "bands: {good: 75, weak: 50, poor: 0}, the lowest number for each grade",
    "round": "round: nearest (or none, down, up)",
    "rules": "rules: [{when: {answer: seen, is: no}, is: poor}, {otherwise: good}]",
    "override": "override: [qa_lead]",
    "score": "score: {how: points, of: questions}",
    "limits": "limits: [{id: not-seen, title: Not seen, when: {answer: seen, is: no}, always: {at_most: weak}}]",
    "always": "always: {at_most: weak}, or {at_most: {lowest: sections, plus: 1}}",
    "usually": "usually: {at_most: weak}, or {at_most: {lowest: sections, plus: 1}}",
    "agreed_by": "agreed_by: moderator, beside usually:",
    "triggers": "triggers: [{id: not-seen, when: {answer: seen, is: no}, tell: [team_manager], needs: action}]",
    "tell": "tell: [team_manager, head_of_service]",
    "when": "when: {answer: seen, is: no}, or {grade: this, below: good}",
    "case_type": "{case_type: CLA}, or several as {case_type: [CP, CLA]}",
    "flag": "{flag: missing}",
    "age": "{age: {at_least: 5}}, in whole years",
    "day": "{day: {from: 2026-09-01}}, the day on which the audit's period ends",
    "date": "{date: visit, within: 6 weeks}",
    "answers": "{answers: {in: this}, is: no, how_many: 2}; in a worked case answers: {seen: no}",
    "grades": "{grades: sections, is: poor, how_many: 2}; in a worked case grades: {visits: good}",
    "is": "is: no, or is: [partly, no]",
    "at_least": "at_least: good; beside date: a number, for a limit also {lowest: sections}",
    "at_most": "at_most: weak; for a limit also {lowest: sections, plus: 1}",
    "above": "above: weak",
    "below": "below: good",
    "how_many": "how_many: 2, or most, or all",
    "all": "all: [{flag: missing}, {answer: seen, is: no}]",
    "any": "any: [{flag: missing}, {answer: seen, is: no}]",
    "plus": "plus: 1, for one grade better",
    "in": "in: this, in: visits, or several as in: [visits, plan]",
    "applies": "applies: {seen: yes, visits/better: no, carer: unknown}",
    "scores": "scores: {overall: 62.5}; none where there is no score",
    "effective": "effective: {overall: weak}; none where there is no grade",
    "other_answers": "other_answers: yes, or for several scales other_answers: [yes, 4]",
    "looks_back": "looks_back: {must: 6 months}",
    "in_force": "in_force: {from: 2026-04-01, to: 2027-03-31}; one of the two may be missing",
    "previous": "previous: {version: 1, ids: {old-id: new-id, gone: dropped}}",
    "for_each": "for_each: {name: Agency, of: {police: Police, health: Health}}",
    "feedback": "feedback: {title: What the family says, from: {child: The child}, questions: {helped: What helped?}}",
    "concern": "concern: {tell: [team_manager], respond: same day}",
    "defaults": "defaults: {section: {grade: four}, question: {answer: met}}",
    "cases": "cases: {not seen: {given: {answers: {seen: no}}, expect: {broken: [not-seen]}}}",
    "given": "given: {case_type: CP, age: 6, answers: {seen: no}, grades: {visits: good}}",
    "expect": "expect: {broken: [not-seen], effective: {overall: weak}, applies: {seen: yes}}",
    "broken": "broken: [not-seen]; broken: [] where none is expected",
    "period": "period: {from: 2026-04-01, to: 2026-09-30}",
}
"""For each word of the language how it is written. The ids in them are made up."""


def advised(remarks: Iterable[Remark]) -> list[Remark]:
    """The remarks, each with something to do: what was said with it, or else an example of what belongs there."""
    return [replace(remark, hint=_hint(remark)) for remark in remarks]


def _hint(remark: Remark) -> str:
    if WIDE_SPACE in remark.message:
        return f"{WIDE_SPACE} is a no-break space, which looks like any other; type the space again."
    return remark.hint or _example(remark.route)


def _example(route: Route) -> str:
    """How the last word on the way to the mistake is written."""
    word, below = "", False
    for step in route:
        if not below and isinstance(step, str) and step in EXAMPLES:
            word, below = step, step in ENTRIES
        else:
            below = False
    return f"It is written so: {EXAMPLES[word]}." if word else "Compare it with the small form in docs/rubrics.md."
