"""CK305: a box retells the case, or was pasted from the file."""

import re
from collections.abc import Iterator

from casekit.check.prose import may_say, phrases, small, texts
from casekit.check.rule import Context
from casekit.model.audit import Box
from casekit.model.corpus import AuditCase
from casekit.model.policy import Evidence
from casekit.problem import Remark
from casekit.words import count

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
DAY = re.compile(
    rf"(?<!\w)(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?!\w)"
)
BEGINS = re.compile(rf"(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?{DAY.pattern}")
"""How a sentence begins that tells what happened on a day."""
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
FIGURE = re.compile(r"\d+")
"""What every day has: where there are few, nobody needs to look for sentences."""
LISTED = re.compile(r"\s*(?:[-*+|>]|\d+[.)]\s)")
BY_DAY = 5
"""So many sentences that begin with a day, two thirds of a box or more, are a chronology."""
LEAST = 2
"""Days alone are no retelling: evidence has days as well. So many phrases have to be there."""


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Each box of a completed audit; those that are there for the child's journey may tell it."""
    if case.audit.completed is None:
        return
    evidence = ctx.policy.evidence
    retelling = may_say(case.audit, evidence.retelling)
    for section in case.rubric.all_sections():
        known = section.every_box()
        for name, box in texts(case.audit.entry(section.id)):
            if pasted(box, evidence):
                yield Remark(
                    ("#", box.line),
                    "Lines here look as if they had been pasted from the case file.",
                    "Take them out and say in your own words what they show; the file itself stays where it is.",
                    source=("D14",),
                )
            elif "child_journey" not in (*section.about, *(known[name].about if name in known else ())):
                days, told = retold(box, evidence) if retelling else (0, 0)
                by_day = day_by_day(box)
                if by_day:
                    yield Remark(
                        ("#", box.line),
                        f"This goes through the case day by day ({by_day} sentences begin with one) and does not "
                        "assess it.",
                        "Keep what carries the grade: what was good or missing, what it meant for the child, and where "
                        "it can be seen.",
                        source=("D14",),
                    )
                elif told >= LEAST and days + told >= evidence.retold:
                    yield Remark(
                        ("#", box.line),
                        f"This retells the case ({count(days, 'day')}, and {count(told, 'time')} who called, visited "
                        "or said what) and does not assess it.",
                        "Keep what carries the grade: what was good or missing, what it meant for the child, and where "
                        "it can be seen.",
                        source=("D14",),
                    )


def retold(box: Box, evidence: Evidence) -> tuple[int, int]:
    """How many days are named, where that matters, and how many phrases of a retelling stand there."""
    text = " ".join(box.text.casefold().split())
    told = len(phrases(evidence.retelling).findall(text))
    return len(DAY.findall(text)) if told >= LEAST else 0, told


def day_by_day(box: Box) -> int:
    """How many sentences begin with a day, where that makes a chronology of the box; else 0. Lists are left out."""
    if len(FIGURE.findall(box.text)) < BY_DAY:
        return 0
    lines = "\n".join("" if LISTED.match(line) else line for line in box.text.casefold().split("\n"))
    sentences = [sentence for sentence in SENTENCE.split(lines) if sentence.strip()]
    begins = sum(BEGINS.match(" ".join(sentence.split())) is not None for sentence in sentences)
    return begins if begins >= BY_DAY and begins * 3 >= len(sentences) * 2 else 0


def pasted(box: Box, evidence: Evidence) -> bool:
    """Whether a line begins as lines do in records and letters."""
    known = small(evidence.pasted)
    return any(line.lstrip(" >*-_#").casefold().startswith(known) for line in box.text.split("\n")) if known else False
