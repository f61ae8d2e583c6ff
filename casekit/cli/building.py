"""One run of build, put together: a commit's files, its history, the checks, the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from casekit import __version__
from casekit.check.registry import RULES
from casekit.check.settle import severity
from casekit.cli import session
from casekit.cli.committed import checked_out, committed
from casekit.cli.month_forms import month_forms
from casekit.cli.remembering import complete
from casekit.cli.visibility import refuse_public
from casekit.folder import manifest
from casekit.folder.write import Wrote, claim
from casekit.history.attestation import attest, commits_behind, dump
from casekit.publish.context import About
from casekit.publish.month_forms import FOLDER
from casekit.publish.rules import read_rules
from casekit.publish.site import build_site
from casekit.register.left_out import left_out
from casekit.resources import resource


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: where the site is, its files, what it shows and what it left out. again: one was there."""

    folder: Path
    again: bool
    wrote: Wrote
    audits: int
    left_out: str
    uncommitted: int
    audience: str
    complete: bool
    commit: str = ""


def build_report(
    start: Path, output: Path, audience: str | None, given: date | None, then: str = "", attested: Path | None = None
) -> Built:
    """Build the site of the commit that is checked out into the folder output; Stop where that cannot be.

    then: a day or a commit at which to look back. attested: the file in which to write down what was published.
    """
    commit = checked_out(start, then)
    if attested is not None:
        complete(commit.opened)
    refuse_public(commit.tree, "no report was built")
    with claim(start / output, commit.root) as place:
        again = manifest.listed(place.folder) is not None
        whole = committed(commit, given)
        policy = whole.corpus.policy
        readers = audience or policy.audience
        forms = month_forms(commit.tree, readers, whole.today)
        about = About(
            commit=commit.id,
            version=__version__,
            uncommitted=commit.uncommitted,
            rules=read_rules(resource("rules")),
            severities={rule.code: severity(rule.code, policy) for rule in RULES},
            forms=frozenset(forms),
        )
        show = session.progress("Writing pages for audits")
        made = build_site(whole.corpus, whole.told, whole.problems, whole.today, readers, about, show)
        wrote = place.write(chain(made, ((f"{FOLDER}/{id}.html", raw) for id, raw in forms.items())))
    if attested is not None:
        digest = manifest.digest(place.folder) or ""
        written = attest(whole.told, commits_behind(commit.opened), whole.today.isoformat(), __version__, digest)
        session.deliver(dump(written), start / attested, "--attest")
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
