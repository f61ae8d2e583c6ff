"""What forges write of a request into the commit that merges it: taken as what it is, a note that nothing proves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casekit.history.log import tokens
from casekit.history.outcome import Opened
from casekit.model.people import People

MESSAGES = ("log", "-z", "--format=%H %P%n%B", "--no-show-signature", "--no-mailmap", "--no-notes", "--encoding=UTF-8")
REVIEWED = re.compile(r"^(?:Reviewed|Approved)-by: [^<>\n]*<([^<>\n]*)> *$", re.MULTILINE)
_GITHUB = re.compile(r"Merge pull request #([0-9]{1,9}) from ")
_SQUASHED = re.compile(r".* \(#([0-9]{1,9})\)")
_GITLAB = re.compile(r"^See merge request \S*!([0-9]{1,9}) *$", re.MULTILINE)
_AZURE = re.compile(r"Merged PR ([0-9]{1,9}): ")


@dataclass(frozen=True, slots=True)
class Request:
    """A merged request. squashed: its commits were made into one, so that who made them is lost.

    reviewers: whoever a line of the message says has reviewed or approved it, by id; "" for who is not in people.yaml.
    """

    commit: str
    forge: str
    number: str
    squashed: bool
    reviewers: tuple[str, ...] = ()


def requests(opened: Opened, people: People) -> Iterator[Request]:
    """The requests that the messages behind what is checked out tell of, newest first."""
    assert opened.repository is not None  # whoever asks has commits
    with opened.repository.stream(*MESSAGES, "--end-of-options", opened.head, "--") as pipe:
        for piece in tokens(pipe.output):
            ids, _, message = piece.decode("utf-8", "replace").lstrip("\n").partition("\n")
            commit, *parents = ids.split()
            found = request(commit, len(parents) > 1, message, people)
            if found:
                yield found


def request(commit: str, merged: bool, message: str, people: People) -> Request | None:
    """The request that a message tells of, if it does."""
    subject = message.partition("\n")[0]
    reviewers = tuple(dict.fromkeys(people.by_email(email) or "" for email in REVIEWED.findall(message)))
    gitlab = _GITLAB.search(message)
    github = _GITHUB.match(subject) if merged else _SQUASHED.fullmatch(subject)
    azure = _AZURE.match(subject)
    for forge, found in (("GitLab", gitlab), ("Azure DevOps", azure), ("GitHub", github)):
        if found:
            return Request(commit, forge, found[1], not merged, reviewers)
    return Request(commit, "", "", False, reviewers) if merged and reviewers else None
