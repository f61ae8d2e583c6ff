"""Everything that the pages are planned from, gathered once for the whole site."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from zoneinfo import ZoneInfo

from casekit.check.documents import RulePage
from casekit.model.audit import Action, Audit
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.history import History
from casekit.model.stranded import Whereabouts
from casekit.problem import Problem
from casekit.publish import names
from casekit.publish.forms import FormKey, FormView, form_view
from casekit.publish.logo import Logo
from casekit.publish.markdown import Links
from casekit.publish.names import Names
from casekit.publish.page import Link
from casekit.publish.queries import Answer
from casekit.publish.reader import HIDDEN, Reader
from casekit.register.actions import ActionRow, action_rows
from casekit.register.graded import graded_lines
from casekit.register.grades import counts
from casekit.register.judges import Judged, calibrating, judged
from casekit.register.problems import FileProblems, problems_by_file
from casekit.rubric.model import Rubric


@dataclass(frozen=True, slots=True)
class About:
    """What a build was made from.

    commit: its full id, "" where there is none. version: casekit's. uncommitted: how many changed files were
    left out; working: they are in it, since the working tree is shown. rules: code -> the rule's page.
    severities: code -> error, warning or off. forms: the ids of the audits whose forms the site carries. logo: the
    council's. queries: its saved queries with their answers.
    """

    commit: str = ""
    version: str = ""
    uncommitted: int = 0
    working: bool = False
    rules: Mapping[str, RulePage] = field(default_factory=dict)
    severities: Mapping[str, str] = field(default_factory=dict)
    forms: frozenset[str] = frozenset()
    logo: Logo | None = None
    queries: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """The repository's content with its history, for one audience and day.

    problems: by path of the file. by_id: the audit of each id, the first where there are several. forms: as they were
    asked for. unread: path of a file that no figure counts -> what is the matter with it. judged: what several judged;
    calibrating: by the id of a judgement of many, the first's. called: what people are called and the page of their
    actions, remembered from page to page. of_case: the audits of a case that was audited more than once, by its
    reference; places: where cases are now. alike: the titles that several forms have.
    """

    corpus: Corpus
    history: History
    today: date
    reader: Reader
    about: About
    names: Names
    problems: Mapping[str, FileProblems]
    actions: tuple[ActionRow, ...]
    zone: tzinfo
    links: Links = Links()
    by_id: Mapping[str, AuditCase] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    forms: dict[FormKey, FormView] = field(default_factory=dict, compare=False, repr=False)
    judged: Judged = Judged()
    calibrating: Mapping[str, str] = field(default_factory=dict)
    called: dict[str, tuple[str, str]] = field(default_factory=dict, compare=False, repr=False)
    of_case: Mapping[str, tuple[AuditCase, ...]] = field(default_factory=dict)
    places: Whereabouts = Whereabouts(Corpus())
    alike: frozenset[str] = frozenset()

    def form(self, case: AuditCase) -> FormView:
        """The labels of an audit's form."""
        key = (case.rubric.ref, case.rubric.instances)
        found = self.forms.get(key)
        if found is None:
            found = self.forms[key] = form_view(case.rubric, self.reader.wrote)
        return found

    def person(self, id: str, page: str) -> Link:
        """How a person is called, leading to their list of actions where they have one."""
        if not id:
            return Link("")
        found = self.called.get(id)
        if found is None:
            unknown = id not in self.corpus.people and not self.reader.wrote
            text = "somebody not on the list of people" if unknown else self._called(id)
            found = self.called[id] = (text, "" if unknown else self.names.people.get(id, ""))
        return Link(found[0], names.up(page, found[1]))

    def _called(self, id: str) -> str:
        """Somebody by role and id, by the role alone or by the id alone, as policy says; the one place that does so."""
        people, how = self.corpus.people, self.corpus.policy.site.staff
        known = people.by_id.get(id)
        if how == "role" and known is not None:
            role = known.title or next((held.role.replace("_", " ").capitalize() for held in known.roles), "")
            return role or "a member of staff"
        return id if how == "id" else people.show(id)

    def hides(self, audit: str) -> bool:
        """Whether nobody is shown whose judgement that is: one of many, where policy does not show them."""
        return audit in self.calibrating and not self.corpus.policy.agreement.judges

    def team(self, id: str) -> str:
        """A team's name."""
        return self.reader.listed(id, self.corpus.people.teams)

    def form_called(self, rubric: Rubric) -> str:
        """A form's title, with its version where several are titled alike."""
        return f"{rubric.title} (version {rubric.version})" if rubric.title in self.alike else rubric.title

    def audit_title(self, audit: Audit) -> str:
        """What an audit is called: its id, where that is one."""
        return audit.id if self.reader.wrote or names.valid(audit.id) else "An audit without a valid id"

    def audit_link(self, audit: Audit, page: str) -> Link:
        """An audit's id, leading to its page."""
        return Link(self.audit_title(audit) or "no id", names.up(page, self.names.audits[audit.path]))

    def section_page(self, ref: str, section: str, page: str) -> str:
        """The list of all grades of a form's section, as seen from page; "" where none is counted."""
        return names.up(page, self.names.sections.get(names.section_key(ref, section), ""))

    def action_page(self, audit: Audit, action: Action) -> str:
        """The page of an action."""
        return self.names.actions[names.action_key(audit, names.action_number(audit, action))]

    def written(self, value: str) -> str:
        """Something a person typed where a fixed word was expected: itself, or that it is not shown."""
        return value if self.reader.wrote or not value else HIDDEN


def gather(
    corpus: Corpus, history: History, problems: Sequence[Problem], today: date, reader: Reader, about: About
) -> Site:
    """The context of a site; names every page that has a thing of its own."""
    actions = action_rows(corpus.audits, today)
    owners = sorted({row.action.owner for row in actions if row.action.owner})
    if not reader.wrote:
        owners = [owner for owner in owners if owner in corpus.people]
    hidden = frozenset(corpus.people.by_id) if corpus.policy.site.staff == "role" else frozenset()
    several = judged(corpus.audits, broken=corpus.broken)
    firsts = ((one.first.audit.path, one.first.audit.id) for one in several.calibrations)
    made = Names(
        audits=names.pages("audit", ((case.audit.path, case.audit.id) for case in corpus.audits)),
        broken=names.pages("unread", ((broken.path, "") for broken in corpus.broken)) if reader.wrote else {},
        people=names.pages("people", ((owner, "" if owner in hidden else owner) for owner in owners)),
        rubrics=names.pages("rubrics", ((ref, names.rubric_page(ref)) for ref in sorted(corpus.rubrics))),
        rules=names.pages("rules", ((code, code) for code in sorted(about.rules))),
        calibrations=names.pages("moderation", firsts),
        actions=names.action_pages(case.audit for case in corpus.audits),
        sections=names.pages("sections", names.section_keys(_sections(corpus.audits))),
    )
    return Site(
        corpus=corpus,
        history=history,
        today=today,
        reader=reader,
        about=about,
        names=made,
        problems=problems_by_file(problems, about.severities),
        actions=actions,
        zone=ZoneInfo(corpus.policy.timezone),
        links=Links(frozenset(made.audits.values()) | frozenset(made.rubrics.values()), made.audits),
        unread={b.path: "cannot be assessed" if b.form else "could not be read" for b in corpus.broken},
        judged=several,
        calibrating=calibrating(corpus.audits, corpus.broken),
        of_case=_of_case(corpus.audits),
        places=Whereabouts(corpus),
        by_id={case.audit.id: case for case in reversed(corpus.audits)},
        alike=frozenset(title for title, n in Counter(form.title for form in corpus.rubrics.values()).items() if n > 1),
    )


def _sections(cases: Sequence[AuditCase]) -> Iterator[tuple[str, str]]:
    """Every section of the forms whose grades are counted: the form's reference and the section's id."""
    forms = {case.rubric.ref: case.rubric for case in reversed(cases) if counts(case)}
    for ref in sorted(forms):
        for graded in graded_lines(forms[ref]):
            yield ref, graded.id


def _of_case(cases: Sequence[AuditCase]) -> dict[str, tuple[AuditCase, ...]]:
    """The audits of each case that has several, by its reference."""
    found: dict[str, list[AuditCase]] = defaultdict(list)
    for case in cases:
        for ref in case.audit.children:
            found[ref].append(case)
    return {ref: tuple(some) for ref, some in found.items() if len(some) > 1}
