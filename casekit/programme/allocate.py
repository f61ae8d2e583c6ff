"""A month's programme put together: the seats, the cases that may be drawn, the draw, and why it falls short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casekit.model.corpus import AuditCase
from casekit.model.people import People
from casekit.model.policy import Policy
from casekit.model.programme import MONTHLY, Allotted, Drawn, ListedCase, Programme, Shortage
from casekit.programme.bars import PART, RESTRICTED, SAID, TEAM, Bars
from casekit.programme.draw import Draw, Seat, draw
from casekit.programme.seats import Done, Past, Seats, bounds, seats
from casekit.words import count, ended, listing, spoken

HELP = {
    PART: "list cases of other practitioners",
    TEAM: "list cases of other teams",
    RESTRICTED: "name them under [programme] restricted in casekit.toml, if they may open such records",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be drawn. kind, theme: what for. auditors: only these, where any are named, else whoever D1 names.

    most: at most so many audits; 0 for as many as the auditors have. joint: who audit one case together.
    """

    month: str
    on: date
    seed: str
    rubric: str
    kind: str = MONTHLY
    theme: str = ""
    auditors: tuple[str, ...] = ()
    most: int = 0
    joint: tuple[tuple[str, ...], ...] = ()
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Allocation:
    """The programme that was drawn; ids are still to be given. problems: why there is none, a sentence each.

    eligible: how many of the cases could be drawn; recent: how many were audited too lately; kept: restricted ones
    that nobody may open.
    """

    programme: Programme | None
    problems: tuple[str, ...] = ()
    eligible: int = 0
    recent: int = 0
    kept: int = 0


def done(audits: Iterable[AuditCase], programmes: Iterable[Programme]) -> list[Done]:
    """Every audit that somebody had or has: by its file and the programme, or by either alone.

    What was stopped, cancelled or taken off its auditor is none, unless it had been completed.
    """
    found: dict[str, Done] = {}
    off: set[str] = set()
    for programme in programmes:
        for one in programme.audits:
            if one.expected:
                found[one.id] = Done(programme.month, frozenset({one.case.ref}), one.case.team, one.auditors)
            else:
                off.add(one.id)
    for case in audits:
        audit = case.audit
        if audit.id in off and audit.completed is None:
            continue
        planned = found.get(audit.id)
        together = planned.auditors if planned and audit.auditor in planned.auditors else (audit.auditor,)
        refs = audit.children | (planned.refs if planned else frozenset())
        found[audit.id] = Done(audit.month, refs, audit.case.team, tuple(filter(None, together)))
    return list(found.values())


def allocate(
    cases: Sequence[ListedCase], people: People, policy: Policy, past: Sequence[Done], wanted: Wanted
) -> Allocation:
    """The draw for a month, or why there can be none."""
    first, last = bounds(wanted.month)
    rules = policy.programme
    bars = Bars(people, policy.moderation.manages, rules.restricted, first, last)
    roles = rules.expected
    sitting = seats(people, roles, wanted.month, past, wanted.joint)
    if wanted.kind != MONTHLY:
        sitting = _invited(sitting, wanted, past, len(cases))
    problems = [*sitting.problems, *_teamless(sitting, bars, people)]
    if not sitting.seats and not problems:
        problems.append("Nobody has an audit this month: casekit.toml says under [programme] which roles have one.")
    if problems:
        return Allocation(None, tuple(problems))
    lately = Past(wanted.month, tuple(past)).recent(rules.window)
    fresh = [case for case in cases if case.ref not in lately]
    able = [case for case in fresh if not case.restricted or rules.restricted]

    def barred(case: ListedCase, seat: Seat) -> bool:
        return any(bars.bar(case, person) for person in seat.people)

    places = sum(seat.places for seat in sitting.seats)
    number = min(places, wanted.most) if wanted.most else places
    spare = max(1, -(-number * rules.reserve // 100)) if rules.reserve else 0
    drawn = draw(able, sitting.seats, number, spare, (wanted.seed, wanted.month + _for(wanted)), barred)
    due = wanted.due or last
    programme = Programme(
        month=wanted.month,
        path=f"audits/{wanted.month}/programme.yaml",
        due=last,
        drawn=Drawn(wanted.kind, wanted.theme, wanted.on, wanted.seed, wanted.rubric, len(cases)),
        audits=tuple(
            Allotted("", case, seat.people[0], due, wanted.kind, wanted.theme, seat.people[1:])
            for case, seat in drawn.given
        ),
        reserve=tuple(replace(case, spare=(wanted.kind, wanted.theme)) for case in drawn.reserve),
        exempt=sitting.exempt if wanted.kind == MONTHLY else (),
        short=tuple(
            replace(one, kind=wanted.kind)
            for one in _short(drawn, number, able, bars, len(cases), len(fresh), rules.window)
        ),
    )
    return Allocation(programme, (), len(able), len(cases) - len(fresh), len(fresh) - len(able))


def _for(wanted: Wanted) -> str:
    """What is added to the month where a draw is not the monthly one, so that it is another draw."""
    return "" if wanted.kind == MONTHLY else f" {wanted.kind} {wanted.theme}"


def _invited(sitting: Seats, wanted: Wanted, past: Sequence[Done], cases: int) -> Seats:
    """The seats of those who were named for it; of audits beside the monthly ones each takes as many as need be."""
    history = Past(wanted.month, tuple(past))
    most = wanted.most or cases
    each = -(-most // max(1, len(wanted.auditors)))
    together = [one for one in wanted.joint if one]
    named = [one for one in wanted.auditors if not any(one in pair for pair in together)]
    return Seats((*(history.seat(pair, each) for pair in together), *(history.seat((one,), each) for one in named)))


def _teamless(sitting: Seats, bars: Bars, people: People) -> Iterable[str]:
    """Whom D2 binds and for whom people.yaml says no team: whether they keep to it, nobody could tell."""
    for person in dict.fromkeys(person for seat in sitting.seats for person in seat.people):
        bound = bars.bound(person)
        if bound and not bars.teams(person):
            roles = listing((spoken(role) for role in bound), "and")
            yield (
                f"{people.show(person)} is {roles}, and people.yaml names no team of theirs: "
                "write the team behind the role, or who is managed by them."
            )


def _short(
    drawn: Draw, number: int, cases: Sequence[ListedCase], bars: Bars, listed: int, fresh: int, window: int
) -> Iterable[Shortage]:
    """Whose expectation was not met, why, and what would help; nobody where as many were given as were wanted."""
    missing = number - len(drawn.given)
    given = {case.ref for case, _ in drawn.given}
    left = [case for case in cases if case.ref not in given]
    for seat, free in drawn.short if missing > 0 else ():
        reasons = Counter(next(filter(None, (bars.bar(case, p) for p in seat.people)), "") for case in left)
        said = [SAID[why].format(count(n, "case")) for why, n in sorted(reasons.items()) if why]
        helps = [HELP[why] for why in sorted(reasons) if why]
        if listed > fresh:
            said.append(
                f"{count(listed - fresh, 'case was', 'cases were')} audited in the last {count(window, 'month')}"
            )
            helps.append("list cases that were not audited lately")
        if not left:
            said.insert(0, "every other case that could be drawn has an auditor")
            helps.insert(0, "list more cases")
        why = f"No case is left for them: {listing(said)}." if said else "No case is left for them."
        remedy = ended(f"What would help: {listing(dict.fromkeys(helps), 'or')}") if helps else ""
        for person in seat.people:
            yield Shortage(person, free, f"{why} {remedy}".strip())


def numbered(programme: Programme, existing: Iterable[str]) -> Programme:
    """The programme with an id for each audit: the month and a number, on from the highest that there is."""
    tails = [id.removeprefix(f"{programme.month}-") for id in existing if id.startswith(f"{programme.month}-")]
    start = max((int(tail) for tail in tails if tail.isascii() and tail.isdigit()), default=0)
    audits = [replace(one, id=f"{programme.month}-{n:04d}") for n, one in enumerate(programme.audits, start + 1)]
    return replace(programme, audits=tuple(audits))
