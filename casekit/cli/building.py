"""One run of build, put together: a commit's files, its history, the checks, the site."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path

from casekit import __version__
from casekit.check.registry import RULES
from casekit.check.settle import severity
from casekit.cli import keeping, session
from casekit.cli.closing import Closed, closed_months, refuse_back
from casekit.cli.committed import Commit, Committed, checked_out, committed
from casekit.cli.exporting import audience_of, closed_register, tables_of
from casekit.cli.month_forms import month_forms
from casekit.cli.remembering import complete
from casekit.cli.standing import answers, saved_in, words_of
from casekit.cli.visibility import refuse_public
from casekit.folder import manifest
from casekit.folder.write import Wrote, claim
from casekit.history.attestation import attest, commits_behind, dump
from casekit.kept.program import program
from casekit.model.policy import Policy
from casekit.privacy.mask import privacy
from casekit.publish.again import Former
from casekit.publish.closed.context import ClosedSite
from casekit.publish.closed.site import build_closed_site
from casekit.publish.context import About
from casekit.publish.logo import FOLDER as OWN
from casekit.publish.logo import Logo, logo
from casekit.publish.month_forms import FOLDER
from casekit.publish.queries import Answer
from casekit.publish.reader import OUTSIDE, reader
from casekit.publish.rules import read_rules
from casekit.publish.site import rebuild_site
from casekit.register.left_out import left_out
from casekit.register.suppress import PROFILES
from casekit.register.tables.all import register
from casekit.register.tables.figures import FIGURES
from casekit.resources import resource


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: where the site is, its files, what it shows and what it left out. again: one was there.

    months: how many closed months, where it shows these alone.
    """

    folder: Path
    again: bool
    wrote: Wrote
    audits: int
    left_out: str
    uncommitted: int
    audience: str
    complete: bool
    commit: str = ""
    months: int | None = None


def build_report(
    start: Path, output: Path, audience: str | None, given: date | None, then: str = "", attested: Path | None = None
) -> Built:
    """Build the site of the commit that is checked out into the folder output; Stop where that cannot be.

    then: a day or a commit at which to look back. attested: the file in which to write down what was published.
    """
    commit = checked_out(start, then)
    readers = audience_of(commit, audience)
    if readers in OUTSIDE:
        return _closed(commit, start, output, readers, given, then, attested)
    if attested is not None:
        complete(commit.opened)
    refuse_public(commit.tree, "no report was built")
    with claim(start / output, commit.root) as place:
        again = manifest.listed(place.folder) is not None
        whole = committed(commit, given)
        own = whole.corpus.policy
        forms = month_forms(commit.tree, readers, whole.today)
        about = replace(about_of(commit, own, frozenset(forms)), queries=_queries(commit, whole, readers))
        show = session.progress("Writing pages for audits")
        former = Former(
            place.folder, keeping.pages(commit.opened, readers, usual=given is None and not then), program()
        )
        with closing(
            rebuild_site(whole.corpus, whole.told, whole.problems, whole.today, readers, about, former, show)
        ) as made:  # else a build that fails would wait for the processes that make pages, and these for it
            wrote = place.write(chain(made, ((f"{FOLDER}/{id}.html", raw) for id, raw in forms.items())))
    if attested is not None:
        _attest(commit, whole, place.folder, start / attested)
    return Built(
        folder=place.folder,
        again=again,
        wrote=wrote,
        audits=len(whole.corpus.audits),
        left_out=left_out(whole.corpus.broken),
        uncommitted=commit.uncommitted,
        audience=readers,
        complete=whole.told.complete,
        commit=commit.id,
    )


def _queries(commit: Commit, whole: Committed, readers: str) -> tuple[Answer, ...]:
    """The saved queries with their answers from the tables of these readers; only tables that are asked are made."""
    saved = saved_in(commit.tree)
    if not saved:
        return ()
    source = register(whole.corpus, whole.told, whole.today, wrote=reader(readers).wrote)
    tables = dict(tables_of(source, words_of(saved)))
    return tuple(answers(saved, tables, privacy(whole.corpus.policy.privacy)))


def _closed_queries(commit: Commit, found: Closed, readers: str) -> tuple[Answer, ...]:
    """Those that the published figures answer; others say nothing to readers outside the service."""
    tables = {FIGURES.name: (FIGURES, tuple(FIGURES.rows(closed_register(found))))}
    every = answers(saved_in(commit.tree), tables, privacy(found.policy.privacy))
    return tuple(one for one in every if not one.why)


def about_of(commit: Commit, own: Policy, forms: frozenset[str] = frozenset()) -> About:
    """What pages of that commit say of where they come from. forms: the audits whose forms the site carries."""
    return About(
        commit=commit.id,
        version=__version__,
        uncommitted=commit.uncommitted,
        rules=read_rules(resource("rules")),
        severities={rule.code: severity(rule.code, own) for rule in RULES},
        forms=forms,
        logo=council_logo(own, commit.tree.any_file),
    )


def _closed(
    commit: Commit, start: Path, output: Path, readers: str, given: date | None, then: str, attested: Path | None
) -> Built:
    """The site of closed months, for readers outside the service."""
    refuse_back(readers, then)
    if attested is not None:
        complete(commit.opened)
    refuse_public(commit.tree, "no report was built")
    with claim(start / output, commit.root) as place:
        again = manifest.listed(place.folder) is not None
        found = closed_months(commit, readers, given)
        site = ClosedSite(
            authority=found.policy.authority,
            marking=found.policy.marking,
            audience=readers,
            whom=OUTSIDE[readers],
            profile=PROFILES[getattr(found.policy.small_numbers, readers)],
            months=found.months[::-1],
            early=found.early,
            after=found.policy.closes_after,
            commit=commit.id,
            version=__version__,
            look=found.policy.site,
            queries=_closed_queries(commit, found, readers),
            logo=council_logo(found.policy, commit.tree.any_file),
        )
        wrote = place.write(build_closed_site(site))
    if attested is not None:
        _attest(commit, committed(commit, given), place.folder, start / attested)
    return Built(
        folder=place.folder,
        again=again,
        wrote=wrote,
        audits=0,
        left_out="",
        uncommitted=commit.uncommitted,
        audience=readers,
        complete=True,
        commit=commit.id,
        months=len(found.months),
    )


def council_logo(own: Policy, read: Callable[[str], bytes | None]) -> Logo | None:
    """The logo that policy names, from its folder; Stop(2) where it is none."""
    file = own.site.logo
    return logo(file, read(f"{OWN}/{file}")) if file else None


def _attest(commit: Commit, whole: Committed, folder: Path, file: Path) -> None:
    digest = manifest.digest(folder) or ""
    written = attest(whole.told, commits_behind(commit.opened), whole.today.isoformat(), __version__, digest)
    session.deliver(dump(written), file, "--attest")
