"""A repository at one moment: every file read, judged by its schema, built and linked with its form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from casekit.conform.messages import conform
from casekit.link import people as listed
from casekit.link.audit import Form, build
from casekit.link.facts import facts
from casekit.link.policy import POLICY
from casekit.link.policy import policy as decided
from casekit.link.programme import programmes
from casekit.link.rubrics import FormFile, Rubrics, rubrics
from casekit.link.values import mapping, text
from casekit.model.corpus import AuditCase, Broken, Corpus
from casekit.model.document import Document
from casekit.model.people import People
from casekit.model.policy import Policy
from casekit.model.programme import Programme
from casekit.model.spot import spot
from casekit.problem import Problem, Remark
from casekit.read.document import read_audit
from casekit.read.files import Source
from casekit.read.names import Kind, kind
from casekit.read.text import visible
from casekit.rubric.evaluate import evaluate
from casekit.words import ending, listing, shown

SHAPE = "CK101"
NO_RUBRIC = "CK107"


@dataclass(frozen=True, slots=True)
class Linked:
    """One audit file: the case, or what is broken about it; and what reading and linking found."""

    path: str
    case: AuditCase | None
    broken: Broken | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every audit of the repository is linked with."""

    forms: dict[str, Form]
    broken_forms: dict[str, str]
    people: People
    policy: Policy
    problems: tuple[Problem, ...]
    form_files: tuple[FormFile, ...] = ()
    programmes: Mapping[str, Programme] = field(default_factory=dict)

    def link(self, path: str, raw: bytes | None, before: Iterable[Problem] = ()) -> Linked:
        """The audit in those bytes, linked; before: problems that opening the file gave."""
        problems = list(before)
        document, more = read_audit(path, raw) if raw is not None else (None, [])
        problems += more
        if document is None:
            stem = path.rpartition("/")[2].removesuffix(".md")
            problems = [replace(p, audit=p.audit or stem) for p in problems]
            return Linked(path, None, Broken(path, visible(raw or b""), tuple(problems)), tuple(problems))
        name = text(mapping(document.data).get("id")) or None
        remarks = [replace(r, code=SHAPE) for r in conform("audit", document.data)]
        form, why = self._form(document)
        case = None
        if form is None:
            remarks += why
        else:
            form, misfits = form.for_audit(document)
            audit, more_remarks = build(document, form)
            remarks += [*misfits, *more_remarks]
            case = AuditCase(audit, form.rubric, evaluate(form.rubric, facts(audit)))
        problems += [locate(document, r, audit=name) for r in remarks]
        ref = text(mapping(document.data).get("rubric"))
        broken = None if case else Broken(path, document.text, tuple(problems), name or "", ref)
        return Linked(path, case, broken, tuple(problems))

    def _form(self, document: Document) -> tuple[Form | None, list[Remark]]:
        ref = text(mapping(document.data).get("rubric"))
        if not ref:
            return None, []
        allowed = self.policy.rubrics
        if ref in self.forms and (not allowed or ref.partition("@")[0] in allowed):
            return self.forms[ref], []
        stem = ref.partition("@")[0]
        near = ending(ref, self.forms)
        broken = self.broken_forms.get(ref) or self.broken_forms.get(stem)
        if broken:
            message = f"This audit cannot be assessed: its form {broken} has mistakes of its own."
            hint = "Mend the form first; its problems are listed too."
        elif ref in self.forms:
            message = f"The form {ref} is not among those that casekit.toml lists under rubrics."
            hint = f"Use one of them, or add {stem} to the list."
        elif versions := [known for known in self.forms if known.partition("@")[0] == stem]:
            message = f"There is no form {shown(ref)} here; there is {listing(versions)}."
            hint = f"Put the form as it stood then beside it, as rubrics/{shown(ref)}.yaml; git has it."
        else:
            message = f"There is no form {shown(ref)}{near}"
            hint = "Write the form's id and version as in its file, or add the file."
        return None, [Remark(("rubric",), message, hint, NO_RUBRIC)]


def locate(document: Document, remark: Remark, code: str = "", audit: str | None = None) -> Problem:
    """The remark as a problem: with its file, line and code."""
    return Problem(
        path=document.path,
        span=document.marks.of_key(remark.route) if remark.at_key else document.marks.of(remark.route),
        code=remark.code or code,
        message=remark.message,
        hint=remark.hint,
        audit=audit,
        source=remark.source,
        because=remark.because,
        place=spot(document, remark.route, remark.private),
        limit=remark.limit,
        causes=tuple(sorted({spot(document, cause) for cause in remark.causes})),
    )


def surroundings(source: Source) -> Surroundings:
    """Policy, people and forms of the repository; the addresses of those who work here identify no family."""
    paths = set(source.paths())
    problems: list[Problem] = []
    people = People()
    raw, faults = source.read(POLICY) if POLICY in paths else (None, [])
    policy, more = decided(raw or b"")
    problems += [*faults, *more]
    if listed.PEOPLE in paths:
        raw, faults = source.read(listed.PEOPLE)
        people, more = listed.people(raw) if raw is not None else (people, [])
        problems += [*faults, *more]
    staff = {email: None for person in people.by_id.values() for email in person.emails}
    words = policy.privacy
    policy = replace(policy, privacy=replace(words, allowed=tuple({**dict.fromkeys(words.allowed), **staff})))
    known: Rubrics = rubrics(source)
    problems += known.problems
    forms = {ref: Form.of(rubric) for ref, rubric in known.by_ref.items()}
    planned, more = programmes(source)
    problems += more
    return Surroundings(forms, dict(known.broken), people, policy, tuple(problems), known.files, planned)


def audit_paths(source: Source) -> list[str]:
    """Every audit file, sorted."""
    return [path for path in source.paths() if kind(path) is Kind.AUDIT]


def corpus(around: Surroundings, linked: Iterable[Linked]) -> Corpus:
    """Everything together, in order of path."""
    every = sorted(linked, key=lambda one: one.path)
    return Corpus(
        audits=tuple(one.case for one in every if one.case),
        broken=tuple(one.broken for one in every if one.broken),
        rubrics={ref: form.rubric for ref, form in around.forms.items()},
        people=around.people,
        policy=around.policy,
        problems=(*around.problems, *(p for one in every for p in one.problems)),
        programmes=around.programmes,
    )


def load_corpus(source: Source) -> Corpus:
    """The whole repository in this process."""
    around = surroundings(source)
    return corpus(around, (around.link(path, *source.read(path)) for path in audit_paths(source)))
