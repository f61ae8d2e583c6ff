"""One run of verify, put together: the whole history, what was attested of it before, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from casekit import __version__
from casekit.check.settle import Report, settle
from casekit.cli import session
from casekit.cli.remembering import complete
from casekit.folder import manifest
from casekit.history import codes
from casekit.history.against import Compared, compare, doubted
from casekit.history.attestation import Attestation, attest, dump, parse
from casekit.history.events import history
from casekit.history.labels import Labels
from casekit.history.log import Commit
from casekit.history.outcome import Opened, open_history
from casekit.history.requests import requests
from casekit.history.rewrites import recorded, recorders
from casekit.history.soundness import Checked, faults
from casekit.history.standing_now import standing
from casekit.history.tree import Tree
from casekit.link.corpus import Surroundings, surroundings
from casekit.model.history import History
from casekit.output import verified
from casekit.privacy.mask import privacy
from casekit.problem import START, Problem
from casekit.read.place import find_root
from casekit.stop import USAGE, Stop


@dataclass(frozen=True, slots=True)
class Wish:
    """What to hold the history against, and how to tell it.

    against: a file that build or verify wrote. site: the folder of the site that it attests. attest: where to write
    such a file. every: each judgement on a line of its own.
    """

    against: Path | None = None
    site: Path | None = None
    attest: Path | None = None
    every: bool = False
    as_json: bool = False


def verify(start: Path, wish: Wish, today: date | None) -> tuple[str, bool]:
    """What there is to say of the history, and whether nothing is broken; Stop where it is not whole."""
    opened = open_history(find_root(start))
    complete(opened)
    attestation = _read(start / wish.against) if wish.against is not None else None
    if wish.site is not None and attestation is None:
        raise Stop(USAGE, "--site needs --against: the attestation says what the site was when it was built.")
    assert opened.repository is not None  # it is complete
    around = surroundings(Tree(opened.repository, opened.head))
    walked: list[Commit] = []
    told = history(opened, around.people, around=around, seen=walked)
    found, compared = _checked(opened, around, told, walked, attestation)
    if wish.site is not None and attestation is not None:
        found += _site(start / wish.site, attestation)
    report: Report = settle(found, around.policy, 0)
    rewrites, _ = recorded(opened)
    seen = verified.Verified(told, len(walked), list(requests(opened, around.people)), rewrites, compared, report)
    if wish.attest is not None:
        day = session.civil_day(around.policy, today)
        text = dump(attest(told, len(walked), day.isoformat(), __version__))
        session.deliver(text, start / wish.attest, "--attest")
    known = privacy(around.policy.privacy)
    if wish.as_json:
        return session.as_json(known.masked(verified.as_data(seen))), not report.errors
    zone = ZoneInfo(around.policy.timezone)
    labels = Labels(around.people)
    text = verified.render(seen, labels, zone, wish.every, session.columns(), session.style())
    return known.mask(text), not report.errors


def _checked(
    opened: Opened,
    around: Surroundings,
    told: History,
    walked: list[Commit],
    attestation: Attestation | None,
) -> tuple[list[Problem], Compared | None]:
    """Everything that is wrong, and what came of holding it against what was attested."""
    rewrites, wrong = recorded(opened)
    reached = frozenset(commit.id for commit in walked)
    made = recorders(opened) if rewrites else {}
    found = doubted(rewrites, around.people, reached, wrong, made)
    good = [] if found else rewrites

    def then(head: str) -> tuple[History, int]:
        seen: list[Commit] = []
        before = history(replace(opened, head=head), around.people, seen=seen)
        return before, len(seen)

    compared = compare(attestation, told, walked, good, then) if attestation is not None else None
    now = standing(opened)
    checked = Checked(
        history=told,
        walked=walked,
        standing=now.facts,
        unread=now.unread,
        labels=Labels(around.people),
        zone=ZoneInfo(around.policy.timezone),
        late=around.policy.trust.late,
        removed=frozenset(audit for one in good for audit in one.removed),
    )
    return [*found, *faults(checked), *(compared.problems if compared else ())], compared


def _read(path: Path) -> Attestation:
    try:
        found = parse(path.read_bytes())
    except OSError as error:
        raise Stop(USAGE, f"--against: {path} cannot be read ({error.strerror}).") from None
    if found is None:
        raise Stop(USAGE, f"--against: {path} is no attestation; casekit build --attest and verify --attest write one.")
    return found


def _site(folder: Path, attestation: Attestation) -> Iterable[Problem]:
    """Whether the site is still the one that was built."""
    digest = manifest.digest(folder)
    if digest is None:
        raise Stop(USAGE, f"--site: {folder} is no site that casekit built.")
    if not attestation.site:
        raise Stop(USAGE, "--site: this attestation was written without a site; casekit build --attest writes one.")
    changed = manifest.changed(folder)
    if digest == attestation.site and not changed:
        return []
    message = f"The site is not the one that was attested on {attestation.on}."
    because = tuple(f"{name} is not as it was built." for name in changed[:20])
    hint = "Build it anew from the repository, and ask who changed it."
    return [Problem(".", START, codes.SITE, message, hint, because=because)]
