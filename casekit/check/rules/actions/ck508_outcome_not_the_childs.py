"""CK508: what stands as an action's outcome brings the child nothing that one could notice."""

import re
from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import shown

WORD = re.compile(r"[^\W\d_]+")
DONE = re.compile(
    r"(?:an?|the|is|are|was|were|been?|has|have|will|and|in|on|to|of|for|it|all|now|there|place|date|time|file|record(?:ed)?"
    r"|done|completed?|made|held|written|updated?|up|clear|current|added|sent|shared|finished|available)"
)
"""What a sentence adds that says that something was done, and nothing about anybody."""
SOMEBODY = re.compile(
    r"(?:s?he|they|him|hers?|his|their|them|we|us|our|everybody|everyone|nobody|somebody|child(?:ren)?|famil(?:y|ies)|(?:grand|step)?"
    r"(?:mother|father|parent|mum|dad)s?|brothers?|sisters?|siblings?|aunt|uncle|carers?|baby|boy|girl|young|person|people)"
)


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning: the outcome repeats the action, or is one of the council's words for nothing."""
    empty = {_plain(words) for words in ctx.policy.following.no_outcome}
    for action in case.audit.actions:
        outcome = _plain(action.outcome)
        if outcome and (outcome == _plain(action.do) or _said_again(outcome, _plain(action.do))):
            says = "the outcome only says again what is to be done"
        elif outcome in empty:
            says = f"'{shown(action.outcome.strip())}' is not what changes for the child"
        else:
            continue
        yield Remark(
            (*action.route, "outcome"),
            f"Action {action.id}: {says}.",
            "Say what will be different for this child once it is done.",
            source=("D17",),
        )


def _said_again(outcome: str, do: str) -> bool:
    """Whether the outcome has nobody in it, and no word but of the action and of its being done."""
    words = frozenset(WORD.findall(outcome))
    told = {word for word in words if not DONE.fullmatch(word)}
    return bool(told) and told <= frozenset(WORD.findall(do)) and not any(map(SOMEBODY.fullmatch, words))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .!,;:")
