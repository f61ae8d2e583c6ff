"""Who somebody is to git, and how that person's commits are signed: by their own settings, not by the repository's."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from casekit.history.git import Repository, command
from casekit.model.people import People
from casekit.stop import REPOSITORY, USAGE, Stop
from casekit.words import shown

KEPT = (
    "GIT_AUTHOR_NAME",
    "GIT_AUTHOR_EMAIL",
    "GIT_COMMITTER_NAME",
    "GIT_COMMITTER_EMAIL",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
)
"""What a person's own environment may say to git; every other variable of git's is left out."""

PROGRAMS = {
    "gpg.program": "gpg",
    "gpg.openpgp.program": "gpg",
    "gpg.x509.program": "gpgsm",
    "gpg.ssh.program": "ssh-keygen",
}
"""The programs that sign, and what git takes where nobody says another."""

_OWN = ("system", "global")
_IDENT = re.compile(r"(.*) <([^<>]*)> \d+ [+-]\d{4}")


@dataclass(frozen=True, slots=True)
class Identity:
    """A name and an address, as commits carry them."""

    name: str
    email: str


def identity(repository: Repository) -> Identity:
    """Whoever works here, by their git settings. Stop where nothing is set."""
    said = ask(repository, "-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
    match = _IDENT.fullmatch(said.strip()) if said else None
    if match is None or not match[2]:
        raise Stop(
            REPOSITORY,
            "git does not know who you are: set it once with git config --global user.name and user.email.",
        )
    return Identity(match[1], match[2])


def known(repository: Repository, people: People) -> tuple[str, Identity]:
    """The id of whoever works here, and their identity. Stop where people.yaml has nobody with that address."""
    who = identity(repository)
    person = people.by_email(who.email)
    if person is None:
        raise Stop(
            USAGE,
            f"Your address in git is {shown(who.email)}, which nobody in people.yaml has; add it there, or correct "
            "user.email.",
        )
    return person, who


def signing(repository: Repository) -> list[str]:
    """Settings under which a commit is signed as the person has it set up; none where they do not sign.

    Which program signs is never taken from the repository's own configuration.
    """
    if (ask(repository, "config", "--type=bool", "--get", "commit.gpgsign") or "").strip() != "true":
        return []
    gpg = own(repository, "gpg.openpgp.program") or own(repository, "gpg.program") or PROGRAMS["gpg.program"]
    chosen = {key: own(repository, key) or default for key, default in PROGRAMS.items()}
    chosen |= {"gpg.program": gpg, "gpg.openpgp.program": gpg}
    chosen["gpg.ssh.defaultKeyCommand"] = own(repository, "gpg.ssh.defaultKeyCommand")
    return [part for key, value in chosen.items() for part in ("-c", f"{key}={value}")]


def own(repository: Repository, key: str) -> str:
    """A setting from outside the repository's own configuration; "" where there is none."""
    said = ask(repository, "config", "--show-scope", "--null", "--get-all", key) or ""
    parts = said.split("\0")
    values = [value for scope, value in zip(parts[::2], parts[1::2], strict=False) if scope in _OWN]
    return values[-1] if values else ""


def ask(repository: Repository, *arguments: str) -> str | None:
    """What git answers under the person's own settings, starting no program; None where it says no."""
    done = subprocess.run(
        command(arguments), env=environment(repository), cwd=repository.git_dir, capture_output=True, check=False
    )
    return None if done.returncode else done.stdout.decode("utf-8", "replace")


def environment(repository: Repository) -> Mapping[str, str]:
    """The person's own environment, for one repository; nobody is asked anything on the terminal by git itself."""
    passed = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in KEPT}
    return {
        **passed,
        "GIT_DIR": repository.git_dir,
        "GIT_WORK_TREE": repository.git_dir,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_LITERAL_PATHSPECS": "1",
    }
