"""CK630: two people judged an audit on two branches, and a merge put both judgements into it."""

from collections.abc import Iterator

from casekit.check.rule import Past
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import shown

WORDS = {"moderations": "moderation", "disputes": "settlement of dispute"}


def check(case: AuditCase, past: Past) -> Iterator[Remark]:
    """Each pair of judgements of which neither knew of the other, unless somebody who knew of both has judged since."""
    audit = case.audit
    routes = {("moderations", one.id): one.route for one in audit.moderations}
    routes |= {("disputes", one.id): one.route for one in audit.disputes}
    for one in past.unseen.get(audit.id, ()):
        if one.judged and one.key in routes:
            mine, theirs = (f"{WORDS[w]} {shown(id)}" for w, id in (one.key, (one.other_within, one.other_id)))
            yield Remark(
                routes[one.key],
                f"{mine[:1].upper()}{mine[1:]} and {theirs} were made side by side: neither knew of the other.",
                "Agree which of them holds, and record that as one more moderation, or take the other one out.",
                source=("D8", "E12"),
                because=(f"They stand in commits {one.other_commit[:10]} and {one.commit[:10]}, which a merge joined",),
            )
