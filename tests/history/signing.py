"""Keys made for a test, repositories in which people sign with them, and what history says of it."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from casekit.history.events import history
from casekit.history.git import executable
from casekit.history.message import message
from casekit.history.outcome import open_history
from casekit.link.corpus import surroundings
from casekit.model.history import Event
from casekit.read.files import Folder
from tests.history.making import START, git

PATH, ID = "audits/2026-10/2026-10-0001.md", "2026-10-0001"
FIRST = f"""\
---
id: {ID}
rubric: toy@1
auditor: p054
completed: 2026-10-01
overall:
  grade: good
moderations:
reflection:
---
"""


@cache
def aside() -> Path:
    """A folder for keys that lasts as long as the tests do; short, since gpg's sockets want short paths."""
    folder = Path(mkdtemp(prefix="ck"))
    atexit.register(_away, folder)
    return folder


def _away(folder: Path) -> None:
    """Ends the agents that gpg has started for homes in the folder, and deletes it."""
    for home in folder.glob("g-*"):
        subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False, capture_output=True)
    shutil.rmtree(folder, ignore_errors=True)


@cache
def ssh(name: str) -> Path:
    """A key of SSH, its open half in `name`.pub."""
    place = aside() / name
    program = shutil.which("ssh-keygen")
    assert program, "ssh-keygen is not here: install openssh-client"
    subprocess.run([program, "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(place)], check=True)
    return place


def open_half(name: str) -> str:
    return ssh(name).with_suffix(".pub").read_text("utf-8").strip()


@cache
def gpg(name: str) -> tuple[Path, str]:
    """A home of gpg with one key in it, and the key's open half."""
    home = aside() / f"g-{name}"
    home.mkdir(mode=0o700)
    program = shutil.which("gpg")
    assert program, "gpg is not here: install gnupg"
    run = [program, "--homedir", str(home), "--batch", "--quiet", "--passphrase", ""]
    subprocess.run(
        [*run, "--quick-gen-key", f"{name}@example.org", "ed25519", "sign", "0"], check=True, capture_output=True
    )
    done = subprocess.run([*run, "--armor", "--export"], check=True, capture_output=True)
    return home, done.stdout.decode().strip()


@dataclass
class Repo:
    """A repository of audits in which anybody commits. minute: counts on with every commit."""

    folder: Path
    keys: Mapping[str, str] = field(default_factory=dict)
    policy: str = ""
    minute: int = 0

    @classmethod
    def make(cls, folder: Path, keys: Mapping[str, str], policy: str = "", object_format: str = "sha1") -> Repo:
        """One with an audit that nobody has moderated. keys: by person, entries of `keys:` in people.yaml."""
        folder.mkdir()
        git(folder, "init", "-q", "-b", "main", f"--object-format={object_format}")
        repo = cls(folder, keys, policy)
        repo.commit("p001", {"people.yaml": people(keys), "casekit.toml": policy, PATH: FIRST}, "Begin")
        return repo

    def commit(
        self,
        by: str,
        files: Mapping[str, str] | None = None,
        said: str = "",
        key: str = "",
        author: str = "",
        at: datetime | None = None,
    ) -> str:
        """A commit of what is in the folder and of these files. key: signed with that one; "gpg:…" with one of gpg."""
        for path, text in (files or {}).items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text, "utf-8")
        self.run(by, "add", "-A", key=key)
        self.run(by, "commit", "-q", "--allow-empty", "-F", "-", key=key, author=author, at=at, stdin=said or "More")
        return git(self.folder, "rev-parse", "HEAD")

    def run(
        self, by: str, *arguments: str, key: str = "", author: str = "", at: datetime | None = None, stdin: str = ""
    ) -> str:
        self.minute += 1
        moment = (at or START + timedelta(minutes=self.minute)).isoformat()
        env = {"PATH": os.environ["PATH"], "HOME": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
        for role, who in (("AUTHOR", author or by), ("COMMITTER", by)):
            address = who if "@" in who else f"{who}@example.org"
            env |= {f"GIT_{role}_NAME": who, f"GIT_{role}_EMAIL": address, f"GIT_{role}_DATE": moment}
        options = ["-c", "commit.gpgsign=true"] if key else []
        if key.startswith("gpg:"):
            env["GNUPGHOME"] = str(gpg(key[4:])[0])
            options += ["-c", f"user.signingkey={key[4:]}@example.org"]
        elif key:
            options += ["-c", "gpg.format=ssh", "-c", f"user.signingkey={ssh(key)}"]
        done = subprocess.run(
            [executable(), *options, *arguments], cwd=self.folder, env=env, input=stdin.encode(), capture_output=True
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def moderate(self, by: str, key: str = "", *, named: str = "p009", said: str | None = None, **more: str) -> str:
        """A moderation by the person named, committed by anybody."""
        text = FIRST.replace("moderations:\n", moderation(named))
        return self.commit(by, {PATH: text}, trailers(named) if said is None else said, key, more.get("author", ""))

    def certify(self) -> None:
        """Puts a signature by a certificate (X.509) under the last commit, as gpgsm makes one."""
        text = git(self.folder, "cat-file", "commit", "HEAD")
        head, _, body = text.partition("\n\n")
        signature = (
            "gpgsig -----BEGIN SIGNED MESSAGE-----\n MIIBAgYJKoZIhvcNAQcCoIIB8zCC\n -----END SIGNED MESSAGE-----"
        )
        raw = f"{head}\n{signature}\n\n{body}\n".encode()
        git(
            self.folder,
            "reset",
            "-q",
            "--hard",
            git(self.folder, "hash-object", "-t", "commit", "-w", "--stdin", stdin=raw),
        )

    def events(self) -> list[Event]:
        """What history tells of the audit since it began."""
        around = surroundings(Folder(self.folder))
        told = history(open_history(self.folder), around.people, around=around)
        return [event for event in told.of(ID) if event.person]

    def judged(self) -> tuple[str, str]:
        """The trust in the last record that somebody is named for, and why."""
        event = self.events()[-1]
        return event.trust.value, event.why


def moderation(by: str, id: str = "m1", on: str = "2026-10-01", overall: str = "poor") -> str:
    return f"moderations:\n  - {{id: {id}, by: {by}, on: {on}, overall: {overall}, reason: Thin.}}\n"


def trailers(by: str = "p009", **changed: str) -> str:
    told = {
        "Casekit-Audit": ID,
        "Casekit-Event": "moderated",
        "Casekit-Grade": "good -> poor",
        "Moderated-by": by,
    } | {key.replace("_", "-"): value for key, value in changed.items()}
    return message(f"Moderate {ID}", ["It is judged."], {key: value for key, value in told.items() if value})


def people(keys: Mapping[str, str]) -> str:
    roles = {"p009": "[{role: moderator}]", "p010": "[{role: moderator}]", "p002": "[{role: head_of_quality}]"}
    lines = ["people:"]
    for person in ("p001", "p002", "p009", "p010", "p054"):
        lines.append(f"  {person}:\n    emails: [{person}@example.org]")
        if person in roles:
            lines.append(f"    roles: {roles[person]}")
        if person in keys:
            lines.append(f"    keys:\n{keys[person]}")
    return "\n".join(lines) + "\n"


def entry(name: str, **days: str) -> str:
    """An entry of `keys:`; name: of SSH, or "gpg:…"."""
    if name.startswith("gpg:"):
        body = "\n".join(f"          {line}" for line in gpg(name[4:])[1].split("\n"))
        first = f"      - key: |\n{body}"
    else:
        first = f"      - key: {open_half(name)}"
    return "\n".join([first, *(f"        {day.rstrip('_')}: {value}" for day, value in days.items())])
