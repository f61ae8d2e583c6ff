"""Commit messages and names of branches that tell who a child is: no edit of a file takes them out again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.history import codes
from casekit.history.git import Repository
from casekit.history.log import tokens
from casekit.history.outcome import Opened
from casekit.privacy.mask import find_in_name, mask_name, privacy
from casekit.privacy.words import Words
from casekit.problem import START, Problem
from casekit.words import count, listing

MESSAGES = ("log", "-z", "--format=%H%n%B", "--no-show-signature", "--no-mailmap", "--encoding=UTF-8")
SIGNED = re.compile(r"^[A-Z][A-Za-z-]*-by: .*$", re.MULTILINE)
"""Lines in which git and forges keep who worked on a commit: staff, whom people.yaml and the commit name anyway."""
MOST = 20


def identifying(opened: Opened, words: Words) -> Iterator[Problem]:
    """One problem for all commit messages behind what is checked out, and one for each branch or tag."""
    if opened.repository is None:
        return
    if opened.head:
        told = list(_messages(opened.repository, opened.head, words))
        if told:
            more = [f"and {count(len(told) - MOST, 'more commit')}."] if len(told) > MOST else []
            yield Problem(
                ".",
                START,
                codes.IDENTIFYING,
                f"{count(len(told), 'commit message')} in the history may tell who a child or a family is.",
                "Tell the QA lead before anybody fetches it: a message leaves the history only by rewriting it.",
                source=("F6",),
                because=(*told[:MOST], *more),
            )
    for name in _names(opened.repository):
        found = find_in_name(words, name)
        if found:
            shown = mask_name(words, name)
            message = f"The name of the branch or tag {shown} holds {found[0].kind}."
            hint = "Rename it here and at the forge; a branch is best called by the audit's id."
            yield Problem(".", START, codes.IDENTIFYING, message, hint, source=("F6",))


def _messages(repository: Repository, head: str, words: Words) -> Iterator[str]:
    """A sentence for each commit whose message holds something: its id, and what kind of thing."""
    known = privacy(words)
    with repository.stream(*MESSAGES, "--end-of-options", head, "--") as pipe:
        for piece in tokens(pipe.output):
            commit, _, message = piece.decode("utf-8", "replace").lstrip("\n").partition("\n")
            kinds = dict.fromkeys(one.kind for one in known.find(SIGNED.sub("", message)))
            if kinds:
                yield f"{commit[:10]} holds {listing(kinds)}."


def _names(repository: Repository) -> list[str]:
    """Every branch, here or fetched, and every tag."""
    told = repository.ask("for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes", "refs/tags")
    return [re.sub(r"^refs/(?:heads|remotes|tags)/", "", line) for line in (told or "").split("\n") if line]
