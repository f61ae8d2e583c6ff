"""One run of agreement, put together: the commit's audits, what history says of second judgements, the figures."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casekit.cli import session
from casekit.cli.committed import checked_out
from casekit.days import parse_month
from casekit.history.events import history
from casekit.history.outcome import Opened
from casekit.history.seconds import seconds_seen
from casekit.link.corpus import load_corpus
from casekit.model.corpus import Corpus
from casekit.model.history import Seen
from casekit.output import agreement as told
from casekit.output import calibration as spread
from casekit.register.agreed import agreements
from casekit.register.calibration import calibration
from casekit.register.judges import Choice, judged
from casekit.stop import USAGE, Stop
from casekit.words import count, ending, shown


@dataclass(frozen=True, slots=True)
class Committed:
    """The repository as the commit that is checked out holds it."""

    opened: Opened
    corpus: Corpus

    def seen(self) -> dict[str, Seen]:
        """Of each second judgement, whether the first was shown to it."""
        seconds = [case for case in self.corpus.audits if case.audit.second_of]
        if not seconds:
            return {}
        ids = {id for case in seconds for id in (case.audit.id, case.audit.second_of)}
        life = history(self.opened, self.corpus.people, ids)
        return seconds_seen(self.opened.repository, life, seconds)


def committed(start: Path) -> Committed:
    """What is committed, and on standard error how much is not; Stop where nothing is."""
    commit = checked_out(start)
    found = Committed(commit.opened, load_corpus(commit.tree))
    commit.tree.close()
    if commit.uncommitted:
        sys.stderr.write(f"Left out: {count(commit.uncommitted, 'file')} changed and not committed.\n")
    if found.corpus.broken:
        unread = count(len(found.corpus.broken), "file")
        sys.stderr.write(f"Left out: {unread} that could not be read as an audit; casekit lint says why.\n")
    return found


def agreement(start: Path, choice: Choice, section: str, as_json: bool) -> str:
    """How far judges agree on those audits, as text or JSON; Stop where the choice names what is not there."""
    if choice.start and choice.end and choice.start > choice.end:
        raise Stop(USAGE, "--from lies after --to, so no day is in between.")
    here = committed(start)
    cases = here.corpus.audits
    _known(here.corpus, choice, section)
    found = agreements(cases, choice, here.seen(), here.corpus.broken)
    names = here.corpus.policy.agreement.auditors
    if as_json:
        return session.as_json(told.as_data(found, choice, section, names))
    called = {case.audit.auditor: here.corpus.people.show(case.audit.auditor) for case in cases} if names else {}
    return told.render(found, section, called, session.columns(), session.style())


def calibrations(start: Path, audit: str | None, as_json: bool) -> str:
    """The cases that several judged, or one of them; Stop where it is none."""
    here = committed(start)
    seen = here.seen()
    every = judged(here.corpus.audits, broken=here.corpus.broken).calibrations
    known = {one.first.audit.id: one for one in every}
    if audit is not None and audit not in known:
        raise Stop(
            USAGE, f"{shown(audit)} was not judged by several{ending(audit, known)} casekit calibration lists them."
        )
    found = [calibration(one, seen) for id, one in known.items() if audit in (None, id)]
    names = here.corpus.policy.agreement.judges
    if as_json:
        return session.as_json(spread.as_data(found, names))
    if audit is None:
        return spread.render_all(found, session.columns(), session.style())
    people = here.corpus.people
    called = [people.show(judge.audit.auditor) for judge in found[0].judges] if names else []
    return spread.render(found[0], called, session.columns(), session.style())


def _known(corpus: Corpus, choice: Choice, section: str) -> None:
    """Stop where the team, the form or the section is nobody's."""
    cases = corpus.audits
    teams = {*corpus.people.teams, *(case.audit.case.team for case in cases)}
    forms = {name for case in cases for name in (case.rubric.ref, case.rubric.id)} | corpus.rubrics.keys()
    sections = {one.id for rubric in corpus.rubrics.values() for one in rubric.all_sections() if one.scale is not None}
    sections |= {one.id for case in cases for one in case.rubric.all_sections() if one.scale is not None}
    for option, value, known in (
        ("--team", choice.team, teams),
        ("--rubric", choice.rubric, forms | {ref.partition("@")[0] for ref in forms}),
        ("--section", section, sections),
    ):
        if value and value not in known:
            raise Stop(USAGE, f"{option}: there is no {option[2:]} {shown(value)} here{ending(value, known)}")


def bound(text: str, option: str, *, last: bool) -> date | None:
    """The day that an option gives; of a month its first or last day. None for none."""
    if not text:
        return None
    month = parse_month(text)
    return month[last] if month else session.parsed_day(text, option)
