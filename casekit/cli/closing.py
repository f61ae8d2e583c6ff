"""Closed months as they stood when they closed: what readers outside the service get, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casekit.check.examine import linked_file
from casekit.cli import session
from casekit.cli.committed import Commit
from casekit.days import month_end, written
from casekit.history.as_at import as_at
from casekit.history.tree import Tree
from casekit.link.corpus import Linked, audit_paths, corpus, surroundings
from casekit.link.policy import POLICY, policy
from casekit.model.corpus import Corpus
from casekit.model.policy import Policy
from casekit.read.names import MONTH
from casekit.register.closed import ClosedMonth
from casekit.register.monthly import month_figures
from casekit.register.published import published
from casekit.register.suppress import PROFILES
from casekit.report.english import month_name
from casekit.stop import USAGE, Stop

MOST_DAYS = 120
"""So many days after its last one a month closes at the latest."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What is closed by a day. months: oldest first; early: those that closed before anything had been committed.

    policy: what the council has decided by now.
    """

    policy: Policy
    months: tuple[ClosedMonth, ...]
    early: tuple[str, ...]


def decided(now: Commit) -> Policy:
    """What may be published, as casekit.toml says now; Stop(2) where that file has a mistake."""
    found, mistakes = policy(now.tree.read(POLICY)[0] or b"")
    if mistakes:
        raise Stop(USAGE, f"{POLICY} says what may be published, and has a mistake; casekit lint shows it.")
    return found


def closes(now: Commit, month: str) -> tuple[date, int]:
    """The last day on which what is recorded still counts for a month, and how many days that is after its last.

    As casekit.toml said it at the end of the month, or now where nothing had been committed by then: a council that
    changes it closes no month a second time, whose two reports could be subtracted.
    """
    try:
        last = month_end(month)
        latest = last + timedelta(days=MOST_DAYS)
    except (ValueError, OverflowError):
        raise Stop(USAGE, f"no report can be made on {month}.") from None
    after = _said(now, last).closes_after
    return latest - timedelta(days=MOST_DAYS - after), after


def _said(now: Commit, last: date) -> Policy:
    """The policy at the end of a day."""
    try:
        opened, _ = as_at(now.opened, last.isoformat(), "")
    except Stop as stop:
        if stop.exit_code != USAGE:
            raise
        return decided(now)
    assert opened.repository is not None  # a commit is there
    tree = Tree(opened.repository, opened.head)
    raw, _ = tree.read(POLICY)
    tree.close()
    return policy(raw or b"")[0]


def closed_months(now: Commit, audience: str, given: date | None) -> Closed:
    """Every month that is closed by that day, of those for which there are audits now."""
    own = decided(now)
    today = session.civil_day(own, given)
    names = sorted({path.split("/")[1] for path in audit_paths(now.tree)})
    known = {month: closes(now, month)[0] for month in names if MONTH.fullmatch(month)}
    ended = [month for month, close in known.items() if close < today]
    show, reading = session.progress("Reading closed months"), Reading()
    found, early = [], []
    for number, month in enumerate(ended, start=1):
        try:
            profile = PROFILES[getattr(own.small_numbers, audience)].id
            found.append(closed_month(now, month, known[month], profile, reading))
        except Stop as stop:
            if stop.exit_code != USAGE:
                raise
            early.append(month)
        show(number, len(ended))
    return Closed(own, tuple(found), tuple(early))


def closed_month(now: Commit, month: str, close: date, profile: str, reading: Reading) -> ClosedMonth:
    """A month's figures from the last commit by its close; Stop where there is none."""
    opened, _ = as_at(now.opened, close.isoformat(), f"the close of {month_name(month)}")
    assert opened.repository is not None  # a commit is there
    whole = reading.corpus(Tree(opened.repository, opened.head), month)
    return ClosedMonth(published(month_figures(whole, month, close), PROFILES[profile]), close, opened.head)


class Reading:
    """Reads audits as commits hold them; one that stays the same under the same forms is read once."""

    def __init__(self) -> None:
        self._under: tuple[str | None, ...] = ()
        self._known: dict[tuple[str, str | None], Linked] = {}

    def corpus(self, tree: Tree, month: str) -> Corpus:
        """The audits up to a month, without their words."""
        under = tuple(tree.blob(path) for path in tree.paths() if path == POLICY or path.startswith("rubrics/"))
        if under != self._under:
            self._under, self._known = under, {}
        around = surroundings(tree)
        linked = []
        for path in self._paths(tree, month):
            key = (path, tree.blob(path))
            if key not in self._known:
                self._known[key] = _without_words(linked_file(around, path, *tree.read(path)))
            linked.append(self._known[key])
        tree.close()
        return corpus(around, linked)

    def _paths(self, tree: Tree, month: str) -> Iterator[str]:
        return (path for path in audit_paths(tree) if path.split("/")[1] <= month)


def _without_words(one: Linked) -> Linked:
    if one.case is None:
        return one
    return replace(one, case=replace(one.case, audit=replace(one.case.audit, document=None)), problems=())


def refuse_back(audience: str, then: str) -> None:
    """Stop(2) where somebody outside the service would look at another day."""
    if then:
        raise Stop(USAGE, f"the {audience} sees a month as it stood when it closed, so that --as-at cannot be given.")


def refuse_open(month: str, close: date, after: str, today: date, audience: str) -> None:
    """Stop(2) where a month has not closed by that day."""
    if today <= close:
        raise Stop(
            USAGE,
            f"{month_name(month)} is open until the end of {written(close)} ({after} after its last one); "
            f"until then there is no report on it for the {audience}.",
        )
