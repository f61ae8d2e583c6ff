"""Coverage: which cases, workers and teams the audits of a year have reached, and how they were chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casekit.model.corpus import AuditCase, Corpus
from casekit.model.programme import MONTHLY, Allotted
from casekit.register.grades import counts

YEAR = 12
MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
DRAWN, TARGETED, OTHER = "Drawn at random", "Targeted", "Not in a programme"


@dataclass(frozen=True, slots=True)
class Reached:
    """What some completed audits reached: how many there are, of how many different cases, workers and teams."""

    audits: int
    cases: int
    workers: int
    teams: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The twelve months up to month.

    months: the first and the last. by_choice: how audits were chosen -> what they reached. listed: how many open cases
    the newest list of cases had, and of which month it is; None where no programme says so. workers, teams: reached ->
    out of those who are there at the end. by_team: team id -> what was reached there.
    """

    first: str
    month: str
    whole: Reached
    by_choice: dict[str, Reached]
    listed: tuple[int, str] | None
    workers: tuple[int, int]
    teams: tuple[int, int]
    by_team: dict[str, dict[str, Reached]]
    counted: tuple[tuple[AuditCase, str], ...] = ()
    at_work: frozenset[str] = frozenset()


def coverage(corpus: Corpus) -> Coverage | None:
    """Coverage up to the newest month that has a completed audit; None where there is none."""
    done = [case for case in corpus.audits if counts(case) and MONTH.fullmatch(case.audit.month)]
    if not done:
        return None
    month = max(case.audit.month for case in done)
    first = months_before(month, YEAR - 1)
    within = [case for case in done if first <= case.audit.month <= month]
    planned = {one.id: one for programme in corpus.programmes.values() for one in programme.audits}
    lists = [
        (one.listed, p.month) for p in corpus.programmes.values() for one in (p.drawn, *p.also) if one.kind == MONTHLY
    ]
    lists = [one for one in lists if one[0] and first <= one[1] <= month]
    chosen = {name: [c for c in within if choice(planned.get(c.audit.id)) == name] for name in (DRAWN, TARGETED, OTHER)}
    at_work = {
        person.id
        for person in corpus.people.by_id.values()
        if person.left is None and any(held.role == "practitioner" and held.end is None for held in person.roles)
    }
    seen = {case.audit.case.people.get("practitioner", "") for case in within}
    teams = {case.audit.case.team for case in within}
    return Coverage(
        first=first,
        month=month,
        whole=reached(within),
        by_choice={name: reached(cases) for name, cases in chosen.items()},
        listed=max(lists, key=lambda one: one[1]) if lists else None,
        workers=(len(at_work & seen), len(at_work)),
        teams=(len(teams & corpus.people.teams.keys()), len(corpus.people.teams)),
        by_team=dict(_teams(corpus, chosen)),
        counted=tuple((case, choice(planned.get(case.audit.id))) for case in within),
        at_work=frozenset(at_work),
    )


def choice(planned: Allotted | None) -> str:
    """How an audit was chosen: drawn for the month's expectation, for a purpose, or by no programme."""
    if planned is None:
        return OTHER
    return DRAWN if planned.kind == MONTHLY else TARGETED


def reached(cases: Iterable[AuditCase]) -> Reached:
    """What some audits reached."""
    cases = list(cases)
    workers = {case.audit.case.people.get("practitioner", "") for case in cases} - {""}
    teams = {case.audit.case.team for case in cases} - {""}
    return Reached(len(cases), len({case.audit.case.ref for case in cases} - {""}), len(workers), len(teams))


def _teams(corpus: Corpus, chosen: dict[str, list[AuditCase]]) -> Iterator[tuple[str, dict[str, Reached]]]:
    """Every team of the list, audited or not, then those that no list has."""
    met = dict.fromkeys(case.audit.case.team for cases in chosen.values() for case in cases)
    for team in [*corpus.people.teams, *(team for team in met if team not in corpus.people.teams)]:
        own = {name: [case for case in cases if case.audit.case.team == team] for name, cases in chosen.items()}
        yield team, {name: reached(cases) for name, cases in own.items()}


def months_before(month: str, number: int) -> str:
    """The month so many before one written YYYY-MM."""
    at = int(month[:4]) * 12 + int(month[5:]) - 1 - number
    return f"{at // 12:04}-{at % 12 + 1:02}"
