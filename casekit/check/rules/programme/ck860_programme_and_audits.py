"""CK860: a programme and its month's audits say two things."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import Corpus
from casekit.model.people import People
from casekit.model.programme import Allotted, Programme
from casekit.problem import Remark
from casekit.words import shown


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """Ids and references twice, people whom nobody knows, audits that are not there or that somebody else does."""
    files = {case.audit.id: case.audit for case in corpus.audits}
    paths = [*(audit.path for audit in files.values()), *(broken.path for broken in corpus.broken)]
    there = {*files, *(path.rpartition("/")[2].removesuffix(".md") for path in paths)}
    for programme in corpus.programmes.values():
        path = programme.path
        yield from ((path, remark) for remark in _twice(programme))
        yield from ((path, remark) for remark in _passed_on(programme, ctx.people))
        for one in programme.audits:
            yield from ((path, remark) for remark in _strangers(one, ctx.people))
            if one.id not in there:
                if one.expected:
                    message = f"The programme has the audit {one.id}, and there is no such file."
                    hint = (
                        "Bring the file back (git has it), or record with casekit programme what became of the audit."
                    )
                    yield path, Remark((*one.route, "id"), message, hint, source=("D3",))
                continue
            audit = files.get(one.id)
            if audit is not None and one.expected and audit.auditor and audit.auditor not in one.auditors:
                message = (
                    f"{one.id} is {shown(one.auditor)}'s by the programme, and {shown(audit.auditor)}'s by its file."
                )
                hint = "Record the change with casekit programme swap, or correct the file."
                yield path, Remark((*one.route, "auditor"), message, hint, source=("D3",))


def _twice(programme: Programme) -> Iterator[Remark]:
    ids: set[str] = set()
    refs: set[str] = set()
    for one in programme.audits:
        if one.id in ids:
            yield Remark((*one.route, "id"), f"{one.id} stands in the programme twice.", "Leave it in once.")
        if one.case.ref in refs and one.expected:
            message = f"The case {shown(one.case.ref)} is audited twice in this month."
            hint = "Give one of the audits another case, or record that it was cancelled."
            yield Remark((*one.route, "case", "ref"), message, hint, source=("D1",))
        ids.add(one.id)
        refs.add(one.case.ref)


def _strangers(one: Allotted, people: People) -> Iterator[Remark]:
    places = [(("auditor",), one.auditor), *((("jointly", n), who) for n, who in enumerate(one.jointly))]
    for place, who in places:
        if people.listed and who and who not in people:
            message = f"{shown(who)}, who is to audit {one.id}, is not in people.yaml."
            yield Remark((*one.route, *place), message, "Correct the id, or add the person.", source=("D3",))


def _passed_on(programme: Programme, people: People) -> Iterator[Remark]:
    """Who passed learning on, and the teams that heard of it, are on the list of people."""
    for n, one in enumerate(programme.cascaded):
        route = ("cascaded", n)
        if people.listed and one.by and one.by not in people:
            message = f"{shown(one.by)}, who passed the month's learning on, is not in people.yaml."
            yield Remark((*route, "by"), message, "Correct the id, or add the person.", source=("D11",))
        for place, team in enumerate(one.teams):
            if people.teams and team not in people.teams:
                message = f"The team {shown(team)}, to which learning was passed on, is not in people.yaml."
                yield Remark((*route, "teams", place), message, "Correct the id, or add the team.", source=("D11",))
