"""CK507: an action does not say what somebody does, or by when it counts as done."""

import re
from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.model.policy import Following
from casekit.problem import Remark
from casekit.words import listing, shown

WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning by the council's own words: one remark for each action, naming all that is wrong."""
    for action in case.audit.actions:
        reasons = list(_reasons(action.do, ctx.policy.following))
        if reasons:
            yield Remark(
                (*action.route, "do"),
                f"Action {action.id} cannot be ticked off as it stands: {listing(reasons)}.",
                "Begin with what somebody does, such as 'Visit' or 'Write', so that anybody can see that it was done.",
                source=("E10", "D6", "C7"),
            )


def _reasons(do: str, policy: Following) -> Iterator[str]:
    words = [word.casefold() for word in WORD.findall(do)]
    if not words:
        return
    said = " ".join(words)
    if any(_begins(said, phrase) for phrase in policy.vague):
        phrase = max((p for p in policy.vague if _begins(said, p)), key=len)
        yield f"'{phrase}' is nothing that one can see somebody do"
    elif words[0] in policy.no_verb:
        yield f"it begins with '{shown(words[0])}' and not with what is to be done"
    for phrase in policy.whenever:
        if f" {phrase.casefold()} " in f" {said} ":
            yield f"'{phrase}' is no time"


def _begins(said: str, phrase: str) -> bool:
    return f"{said} ".startswith(f"{phrase.casefold()} ")
