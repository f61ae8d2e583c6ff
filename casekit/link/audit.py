"""One audit file's values and headings, built into the model with the form that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from casekit.link.answers import answers_to, entry
from casekit.link.body import Written, written
from casekit.link.each import answered_for, entry_of, instances_of, misplaced, shared, strange_sections
from casekit.link.headings import Place, expected
from casekit.link.kinds import kinds_of, known_dates
from casekit.link.records import actions, case, concerns, disputes, moderations, replies, waivers
from casekit.link.unknown import UNKNOWN, stranger, twice
from casekit.link.values import Map, day, days, mapping, text, texts, told
from casekit.model.audit import Audit, Entry, Feedback
from casekit.model.document import Document, Value
from casekit.problem import Remark
from casekit.rubric.expand import expand, repeated
from casekit.rubric.model import Rubric, Section
from casekit.words import listing, shown

KEPT = 200
"""So many expansions of one form are remembered: most audits answer for the same few."""
OUTCOMES = ("attempted", "declined", "not_appropriate")
Given = tuple[tuple[str, tuple[str, ...]], ...]
"""For whom an audit answers each section that several answer, by the section's id."""


@dataclass(frozen=True, slots=True)
class Form:
    """A rubric with what is worked out from it once for all its audits: headings, and each question's section.

    several: the sections that several answer. known: the form as audits have it, by for whom they answer those.
    """

    rubric: Rubric
    headings: Place
    homes: Mapping[str, str]
    several: tuple[Section, ...] = ()
    parts: Mapping[str, Section] = field(default_factory=dict)
    known: dict[Given, Form] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, rubric: Rubric) -> Form:
        """The rubric, prepared."""
        several = repeated(rubric)
        parts = {inner.id: section for section in several for inner in section.walk()}
        homes = {q.id: q.section for q in rubric.questions().values()}
        return cls(rubric, expected(rubric), homes, several, parts)

    def for_audit(self, document: Document) -> tuple[Form, list[Remark]]:
        """The form with a section for each whom the document answers it for, and who of them the form does not take.

        Itself where nothing in it repeats.
        """
        if not self.several:
            return self, []
        remarks: list[Remark] = []
        given = answered_for(mapping(document.data), self.several, self.rubric, remarks)
        return self.answered(tuple((section.id, tuple(given.get(section.id, ()))) for section in self.several)), remarks

    def answered(self, given: Given) -> Form:
        """The form with a section for each of those given; itself where nothing in it repeats."""
        if not self.several:
            return self
        found = self.known.get(given)
        if found is None:
            if len(self.known) >= KEPT:
                self.known.clear()
            made = Form.of(expand(self.rubric, {section: list(ones) for section, ones in given}))
            found = self.known[given] = replace(made, parts=self.parts)
        return found

    def given(self, rubric: Rubric) -> Given | None:
        """For whom the audit answers, that has this rubric of the form's; None where the form does not remember it."""
        if not self.several:
            return () if rubric is self.rubric else None
        return next((given for given, form in self.known.items() if form.rubric is rubric), None)


def build(document: Document, form: Form) -> tuple[Audit, list[Remark]]:
    """The audit that the document holds, and what in it the form does not know. Nothing of the text is lost.

    form: as for_audit gives it for this document.
    """
    data = mapping(document.data)
    rubric = form.rubric
    body = written(document.body, form.headings)
    remarks = list(body.remarks)
    types, flags = kinds_of(mapping(data.get("case")), rubric, ("case",), remarks)
    sections = _sections(data, form, body, remarks)
    whole, more = _entry("overall", data.get("overall"), form, body)
    remarks += more
    period = mapping(data.get("period"))
    met, three = data.get("with_practitioner"), data.get("three_way")
    audit = Audit(
        id=text(data.get("id")),
        path=document.path,
        rubric=text(data.get("rubric")),
        case=case(mapping(data.get("case")), types, flags),
        auditor=text(data.get("auditor")),
        independent={"yes": True, "no": False}.get(text(data.get("independent"))),
        start=day(period.get("from")),
        end=day(period.get("to")),
        met=day(met),
        attempted=day(mapping(met).get("attempted")),
        attempted_why=text(mapping(met).get("why")),
        three_way=day(three),
        three_way_attempted=day(mapping(three).get("attempted")),
        three_way_why=text(mapping(three).get("why")),
        completed=day(data.get("completed")),
        dates=known_dates(data.get("dates"), rubric, ("dates",), remarks),
        feedback=_feedback(data, rubric, remarks),
        sections=sections,
        instances=instances_of(data, rubric, remarks),
        overall=whole,
        discussions=days(data.get("discussed")),
        shared=told(data.get("shared"), ("shared",), who="with", at="on"),
        concerns=concerns(data.get("concerns")),
        replies=replies(data.get("replies"), rubric, remarks),
        moderations=moderations(data.get("moderations"), rubric, remarks),
        disputes=disputes(data.get("disputes"), rubric, remarks),
        reflected=day(mapping(data.get("reflection")).get("on")),
        reflection_boxes=body.of("reflection", body.boxes),
        moderation_boxes=body.of("moderation", body.boxes),
        waivers=waivers(data.get("waivers")),
        actions=actions(data.get("actions"), rubric, remarks),
        second_of=text(data.get("second_of")),
        together_with=texts(data.get("together_with")),
        stray=tuple(body.stray),
        document=document,
    )
    for key in ("concerns", "replies", "moderations", "disputes", "waivers", "actions"):
        remarks += twice(data.get(key), key)
    remarks += _of_nothing(audit)
    return audit, remarks


def _of_nothing(audit: Audit) -> Iterator[Remark]:
    """Disputes of what is not there."""
    ids = [*(moderation.id for moderation in audit.moderations), *(action.id for action in audit.actions)]
    for dispute in audit.disputes:
        if dispute.of and dispute.of not in ids:
            yield Remark(
                (*dispute.route, "of"),
                f"Dispute {shown(dispute.id)} is of '{shown(dispute.of)}', but no moderation or action has that id.",
                f"It can be: {listing(ids, 'or')}." if ids else "",
                UNKNOWN,
            )


def _sections(data: Map, form: Form, body: Written, remarks: list[Remark]) -> dict[str, Entry]:
    given = mapping(data.get("sections"))
    sections = [section for section in form.rubric.all_sections() if section.id != "overall"]
    known = [section.id for section in sections if not section.instance]
    found: dict[str, Entry] = {}
    for name in given:
        if name not in known and name not in form.parts:
            remarks.append(stranger(("sections", name), "section", name, form.rubric, known))
    remarks += misplaced(data, form.rubric, form.parts)
    strange_sections(data, form.rubric, remarks)
    for section in sections:
        name = section.id
        value = entry_of(data, section) if section.instance else given.get(name)
        if section.template is not None:
            value = shared(value)
        if section.instance or name in given or any(owner == name for owner, _ in (*body.boxes, *body.comments)):
            found[name], more = _entry(name, value, form, body)
            remarks += more
    return found


def _entry(name: str, value: Value, form: Form, body: Written) -> tuple[Entry, list[Remark]]:
    section = form.rubric.section(name)
    assert section is not None  # only names of the form come here
    boxes, comments = body.of(name, body.boxes), body.of(name, body.comments)
    return entry(form.rubric, section, value, section.route, boxes, comments, form.homes)


def _feedback(data: Map, rubric: Rubric, remarks: list[Remark]) -> dict[str, Feedback]:
    found = {}
    for name, value in mapping(data.get("feedback")).items():
        route = ("feedback", name)
        if name not in rubric.feedback.respondents:
            remarks.append(stranger(route, "respondent", name, rubric, rubric.feedback.respondents))
            continue
        given = mapping(value)
        outcome = "gained" if day(given.get("on")) else next((o for o in OUTCOMES if given.get(o)), "")
        if not outcome:
            continue
        answers = mapping(given.get("answers"))
        when = day(given.get("on") or given.get("attempted") or given.get("declined"))
        found[name] = Feedback(
            respondent=name,
            outcome=outcome,
            on=when,
            why=text(given.get("why")) or text(given.get("not_appropriate")),
            answers=answers_to(rubric, rubric.feedback.questions, answers, (*route, "answers"), remarks),
            route=route,
        )
    return found
