"""CK631: something was moderated, verified, disputed or settled on one branch without knowing of another branch."""

from collections.abc import Iterator

from casekit.check.rule import Past
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import shown

WORDS = {"replies": "reply", "moderations": "moderation", "disputes": "dispute", "actions": "action"}


def check(case: AuditCase, past: Past) -> Iterator[Remark]:
    """Each such record that still stands, and that nobody has looked at since."""
    audit = case.audit
    routes = {("disputes", one.id): one.route for one in audit.disputes}
    routes |= {("actions", one.id): one.route for one in audit.actions}
    routes |= {("moderations", one.id): one.route for one in audit.moderations}
    for one in past.unseen.get(audit.id, ()):
        if not one.judged and one.key in routes:
            mine, theirs = (f"{WORDS[w]} {shown(id)}" for w, id in (one.key, (one.other_within, one.other_id)))
            what = "was verified" if one.within == "actions" else "was recorded"
            of = (
                f"of {theirs} on another branch"
                if one.other_within == "replies"
                else f"that another branch had changed {theirs}"
            )
            yield Remark(
                routes[one.key],
                f"{mine[:1].upper()}{mine[1:]} {what} without knowing {of}.",
                "Have whoever recorded it look at that, and record it anew.",
                source=("E12",),
                because=(f"They stand in commits {one.commit[:10]} and {one.other_commit[:10]}, which a merge joined",),
            )
