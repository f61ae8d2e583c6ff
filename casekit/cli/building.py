"""One run of build, put together: a commit's files, its history, the checks, the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from casekit import __version__
from casekit.check.examine import document, examine
from casekit.check.masking import masked_paths
from casekit.check.registry import RULES
from casekit.check.rule import Context
from casekit.check.run import past_rules
from casekit.check.settle import settle, severity
from casekit.check.waive import waive
from casekit.cli import session
from casekit.cli.remembering import INCOMPLETE, remember
from casekit.folder.write import claim
from casekit.history.identifying import identifying
from casekit.history.outcome import open_history
from casekit.history.tree import Tree, uncommitted
from casekit.publish.context import About
from casekit.publish.rules import read_rules
from casekit.publish.site import build_site
from casekit.read.files import Folder
from casekit.read.place import find_root
from casekit.resources import resource
from casekit.stop import REPOSITORY, Stop


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: where the site is, how many files it has, what it shows and what it left out."""

    folder: Path
    files: int
    audits: int
    broken: int
    uncommitted: int
    audience: str
    complete: bool


def build_report(start: Path, output: Path, audience: str | None, given: date | None) -> Built:
    """Build the site of the commit that is checked out into the folder output; Stop where that cannot be."""
    root = find_root(start)
    opened = open_history(root)
    if opened.repository is None or not opened.head:
        raise Stop(REPOSITORY, INCOMPLETE[opened.outcome])
    committed = Tree(opened.repository, opened.head)
    unfinished = len(uncommitted(committed, Folder(root)))
    with claim(start / output, root) as place:
        open_source = partial(Tree, opened.repository, opened.head)
        examined = examine(
            open_source, lambda around: session.civil_day(around.policy, given), session.progress("Reading audits")
        )
        policy = examined.corpus.policy
        today = session.civil_day(policy, given)
        told, found = remember(opened, examined, committed)
        ctx = Context(examined.corpus.people, policy, today)
        problems = [*examined.problems, *told.problems, *found, *identifying(opened, policy.privacy)]
        not_run = [] if told.complete else past_rules()
        left = waive(problems, examined.corpus, ctx, lambda path: document(committed, path), not_run)
        report = settle(left.problems, policy, 0, waived=left.waived)
        about = About(
            commit=opened.head,
            version=__version__,
            uncommitted=unfinished,
            rules=read_rules(resource("rules")),
            severities={rule.code: severity(rule.code, policy) for rule in RULES},
        )
        readers = audience or policy.audience
        show = session.progress("Writing pages for audits")
        files = place.write(
            build_site(
                masked_paths(examined.corpus, policy.privacy), told, report.problems, today, readers, about, show
            )
        )
    return Built(
        folder=place.folder,
        files=files,
        audits=len(examined.corpus.audits),
        broken=len(examined.corpus.broken),
        uncommitted=unfinished,
        audience=readers,
        complete=told.complete,
    )
