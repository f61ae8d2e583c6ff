"""How far a history can be trusted, as text and as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from casekit.check.registry import BY_CODE
from casekit.check.settle import Report
from casekit.history.against import Compared
from casekit.history.labels import Labels
from casekit.history.life import line
from casekit.history.requests import Request
from casekit.history.rewrites import Rewrite
from casekit.history.trust import PERSONAL
from casekit.model.history import Event, History, Trust
from casekit.output.paper import Paper
from casekit.output.style import PLAIN, Style
from casekit.words import count, shown

SOUND, DOUBTFUL, BROKEN = "sound", "doubtful", "broken"
VERDICTS = {
    SOUND: "Verdict: sound. Nothing here speaks against the history.",
    DOUBTFUL: "Verdict: doubtful. Nothing is broken; look at the warnings.",
    BROKEN: "Verdict: broken. What stands above has to be cleared up before anybody relies on it.",
}


@dataclass(frozen=True, slots=True)
class Verified:
    """What verify found. commits: how many. compared: with what was attested, None where nothing was given."""

    history: History
    commits: int
    requests: Sequence[Request]
    rewrites: Sequence[Rewrite]
    compared: Compared | None
    report: Report

    @property
    def verdict(self) -> str:
        """In one word."""
        if self.report.errors:
            return BROKEN
        return DOUBTFUL if self.report.problems else SOUND

    @property
    def judgements(self) -> list[Event]:
        """What only the person named may record, and what changed or withdrew it, by audit."""
        every = (event for events in self.history.events.values() for event in events)
        return [event for event in every if event.event in PERSONAL or event.detail.get("event") in PERSONAL]

    @property
    def trust(self) -> Mapping[str, int]:
        """How many of them are verified, claimed and failed."""
        counted = Counter(event.trust for event in self.judgements)
        return {trust.value: counted[trust] for trust in Trust}


def render(found: Verified, labels: Labels, zone: tzinfo, every: bool, width: int, style: Style = PLAIN) -> str:
    """The text. every: each judgement on a line of its own."""
    paper = Paper(width, style)
    history, told = found.history, found.trust
    where = f" of {shown(history.branch)}" if history.branch else ""
    events = sum(map(len, history.events.values()))
    paper.say(
        f"History{where} up to {history.head[:10]}: {count(found.commits, 'commit')}, {count(events, 'event')} "
        f"of {count(len(history.events), 'audit')}."
    )
    paper.say(
        f"{count(len(found.judgements), 'record')} of judgements: {told['verified']:,} verified, "
        f"{told['claimed']:,} claimed, {told['failed']:,} contradicted by their commit."
    )
    if every:
        for event in found.judgements:
            paper.say(f"{event.commit[:10]}  {shown(event.audit)}  {_judged(event, labels, zone)}", 2)
    for sentence in (*_requests(found.requests), *_rewrites(found), *_compared(found.compared)):
        paper.say(sentence)
    paper.gap()
    for problem in found.report.problems:
        severity = found.report.severity(problem.code)
        paper.line(f"{paper.bold(severity)} {problem.code} {BY_CODE[problem.code].name}")
        paper.say(problem.message, 2)
        for cause in problem.because:
            paper.say(f"- {cause}", 4)
        paper.say(problem.hint, 2, faint=True)
        paper.gap()
    paper.say(VERDICTS[found.verdict])
    return paper.text()


def _judged(event: Event, labels: Labels, zone: tzinfo) -> str:
    said = line(event, labels, zone)
    return f"{said} (claimed: {event.why})" if event.trust is Trust.CLAIMED and event.why else said


def _requests(every: Sequence[Request]) -> list[str]:
    if not every:
        return []
    named = sum(bool(request.reviewers) for request in every)
    squashed = sum(request.squashed for request in every)
    said = f"{count(len(every), 'request')} merged, as the forge wrote it: reviewers are named in {named:,} of them"
    return [f"{said}, {squashed:,} squashed. That is a note in a commit's message, and proves nothing by itself."]


def _rewrites(found: Verified) -> list[str]:
    return [
        f"Recorded rewrite of {shown(one.on)}, by {shown(one.by)}: {one.old[:10]} became {one.new[:10]}. "
        f"{shown(one.why, 500)}" + (f" Removed: {count(len(one.removed), 'audit')}." if one.removed else "")
        for one in found.rewrites
    ]


def _compared(compared: Compared | None) -> list[str]:
    if compared is None:
        return ["No attestation was given (--against), so nobody can tell whether what was published was rewritten."]
    attested = f"The head attested on {compared.attestation.on}, {compared.attestation.head[:10]},"
    if compared.contained:
        return [f"{attested} is in this history."]
    if compared.rewrites:
        return [f"{attested} was rewritten, and that is on record: it became {compared.rewrites[-1].new[:10]}."]
    return [f"{attested} is not in this history."]


def as_data(found: Verified) -> dict[str, object]:
    """The same for other programs: version 1; its shape is schema/verify.schema.json and only grows."""
    compared = found.compared
    return {
        "version": 1,
        "head": found.history.head,
        "branch": found.history.branch,
        "commits": found.commits,
        "verdict": found.verdict,
        "trust": dict(found.trust),
        "events": [_event(event) for events in found.history.events.values() for event in events],
        "requests": [
            {
                "commit": one.commit,
                "forge": one.forge,
                "number": one.number,
                "squashed": one.squashed,
                "reviewers": list(one.reviewers),
            }
            for one in found.requests
        ],
        "rewrites": [
            {"old": o.old, "new": o.new, "by": o.by, "on": o.on, "why": o.why, "removed": list(o.removed)}
            for o in found.rewrites
        ],
        "against": None
        if compared is None
        else {
            "head": compared.attestation.head,
            "on": compared.attestation.on,
            "contained": compared.contained,
            "rewrites": [one.new for one in compared.rewrites],
        },
        "problems": [
            {
                "code": problem.code,
                "name": BY_CODE[problem.code].name,
                "severity": found.report.severity(problem.code),
                "message": problem.message,
                "hint": problem.hint,
                "because": list(problem.because),
                "audit": problem.audit,
            }
            for problem in found.report.problems
        ],
    }


def _event(event: Event) -> dict[str, object]:
    return {
        "audit": event.audit,
        "commit": event.commit,
        "at": event.at.strftime("%Y-%m-%dT%H:%M:%SZ") if event.at else None,
        "on": event.on.isoformat() if event.on else None,
        "by": event.by,
        "person": event.person,
        "event": event.event,
        "trust": event.trust.value,
        "via": event.via,
        "why": event.why,
    }
