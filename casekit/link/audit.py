"""One audit file's values and headings, built into the model with the form that it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.link.answers import answers_to, entry
from casekit.link.body import Written, written
from casekit.link.headings import Place, expected
from casekit.link.records import actions, case, concerns, disputes, moderations, waivers
from casekit.link.unknown import UNKNOWN, among, repeated, stranger
from casekit.link.values import Map, day, days, mapping, text, told
from casekit.model.audit import Audit, Entry, Feedback, Spell
from casekit.model.document import Document, Value
from casekit.problem import Remark
from casekit.rubric.model import Rubric
from casekit.words import listing, shown

OUTCOMES = ("attempted", "declined", "not_appropriate")


@dataclass(frozen=True, slots=True)
class Form:
    """A rubric with what is worked out from it once for all its audits: headings, and each question's section."""

    rubric: Rubric
    headings: Place
    homes: dict[str, str]

    @classmethod
    def of(cls, rubric: Rubric) -> Form:
        """The rubric, prepared."""
        return cls(rubric, expected(rubric), {q.id: q.section for q in rubric.questions().values()})


def build(document: Document, form: Form) -> tuple[Audit, list[Remark]]:
    """The audit that the document holds, and what in it the form does not know. Nothing of the text is lost."""
    data = mapping(document.data)
    rubric = form.rubric
    body = written(document.body, form.headings)
    remarks = list(body.remarks)
    types, flags = _kinds(data, rubric, remarks)
    sections = _sections(data, form, body, remarks)
    whole, more = _entry("overall", data.get("overall"), form, body)
    remarks += more
    period = mapping(data.get("period"))
    met = data.get("with_practitioner")
    dates = {}
    for name, value in mapping(data.get("dates")).items():
        if name not in rubric.dates:
            remarks.append(stranger(("dates", name), "date", name, rubric, rubric.dates))
        elif days(value) or value == []:  # an empty list says that there is none on record
            dates[name] = days(value)
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
        completed=day(data.get("completed")),
        dates=dates,
        feedback=_feedback(data, rubric, remarks),
        sections=sections,
        overall=whole,
        discussed=day(data.get("discussed")),
        shared=told(data.get("shared"), ("shared",), who="with", at="on"),
        concerns=concerns(data.get("concerns")),
        moderations=moderations(data.get("moderations"), rubric, remarks),
        disputes=disputes(data.get("disputes"), rubric, remarks),
        reflected=day(mapping(data.get("reflection")).get("on")),
        reflection_boxes=body.of("reflection", body.boxes),
        moderation_boxes=body.of("moderation", body.boxes),
        waivers=waivers(data.get("waivers")),
        actions=actions(data.get("actions"), rubric, remarks),
        second_of=text(data.get("second_of")),
        stray=tuple(body.stray),
        document=document,
    )
    for key in ("concerns", "moderations", "disputes", "waivers", "actions"):
        remarks += repeated(data.get(key), key)
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
    known = [section.id for section in form.rubric.all_sections() if section.id != "overall"]
    found: dict[str, Entry] = {}
    for name in given:
        if name not in known:
            remarks.append(stranger(("sections", name), "section", name, form.rubric, known))
    for name in known:
        if name in given or any(owner == name for owner, _ in (*body.boxes, *body.comments)):
            found[name], more = _entry(name, given.get(name), form, body)
            remarks += more
    return found


def _entry(name: str, value: Value, form: Form, body: Written) -> tuple[Entry, list[Remark]]:
    section = form.rubric.section(name)
    assert section is not None  # only names of the form come here
    route = ("overall",) if name == "overall" else ("sections", name)
    boxes, comments = body.of(name, body.boxes), body.of(name, body.comments)
    return entry(form.rubric, section, value, route, boxes, comments, form.homes)


def _kinds(data: Map, rubric: Rubric, remarks: list[Remark]) -> tuple[tuple[Spell, ...], tuple[str, ...]]:
    raw = mapping(data.get("case")).get("type")
    several = isinstance(raw, list)
    spells = []
    for number, item in enumerate(raw if isinstance(raw, list) else [raw]):
        name = text(mapping(item).get("status")) if isinstance(item, dict) else text(item)
        known = among(name, rubric.case_types)
        if known:
            spells.append(Spell(known, day(mapping(item).get("from")), day(mapping(item).get("to"))))
        elif name:
            route = ("case", "type", number) if several else ("case", "type")
            remarks.append(stranger(route, "kind of case", name, rubric, rubric.case_types))
    flags = []
    given = mapping(data.get("case")).get("flags")
    for number, item in enumerate(given if isinstance(given, list) else []):
        known = among(text(item), rubric.flags)
        if known:
            flags.append(known)
        elif text(item):
            remarks.append(stranger(("case", "flags", number), "flag", text(item), rubric, rubric.flags))
    return tuple(spells), tuple(flags)


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
