"""CK615: a judgement that the council wants signed, and no signature bears it out."""

from collections.abc import Iterator

from casekit.check.rule import Past
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import shown

WORDS = {"moderated": "Moderation", "disputed": "Dispute", "resolved": "The outcome of dispute"}


def check(case: AuditCase, past: Past) -> Iterator[Remark]:
    """Each record that stands in the file; one that no commit holds yet can still be signed."""
    audit = case.audit
    routes = {("moderated", one.id): one.route for one in audit.moderations}
    routes |= {("disputed", one.id): one.route for one in audit.disputes}
    routes |= {("resolved", one.id): (*one.route, "resolved") for one in audit.disputes if one.outcome}
    for record in past.unsigned.get(audit.id, ()):
        route = routes.pop((record.event, record.id), None)
        if route is not None:
            yield Remark(
                route,
                f"{WORDS[record.event]} {shown(record.id)} has to be signed, and nothing proves who recorded it.",
                "Have the person named record it anew and sign it; docs/moderation.md says what counts as proof.",
                source=("D8", "E12"),
                because=(f"It stands in commit {record.commit[:10]}: {record.why or 'the commit is not signed'}",),
            )
