"""What git says of a commit's signature: by which key, and whether it fits. Whose key that is, is decided elsewhere.

Each is a call of its own in the closed environment. What is looked up is one file of keys, made for the purpose, so
neither the repository nor whoever runs casekit can bring in another key or another program.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import TracebackType

from casekit.history.git import Repository, command, environment
from casekit.history.keys import fingerprint, material

SSH, OPENPGP, OTHER = "ssh", "openpgp", "other"
"""How a commit is signed; OTHER is never checked, such as certificates (X.509), and so never proves anything."""

_GOOD_SSH = re.compile(r'Good "git" signature (?:for \S+ )?with \S+ key (SHA256:[A-Za-z0-9+/]{43})')
_VALID_PGP = re.compile(r"\[GNUPG:\] VALIDSIG [0-9A-F]{40,64} (?:\S+ ){8}([0-9A-F]{40,64})")
_NUMBER = re.compile(r"[0-9A-F]{40}|[0-9A-F]{64}")
_STATUS = re.compile(r"\[GNUPG:\] ([A-Z]+)\b")
QUIET = "batch\nno-autostart\nno-auto-key-retrieve\nno-auto-key-locate\nno-auto-check-trustdb\ntrust-model always\n"
"""How gpg runs: it asks nobody, starts nothing, fetches nothing."""


class State(Enum):
    """What a signature comes to."""

    FITS = "fits"
    BAD = "bad"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNCHECKED = "unchecked"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Signature:
    """state: whether it fits what was signed. key: by which of the keys that were given, as keys.material names it."""

    state: State
    key: str = ""


class Checker:
    """Checks signatures of one repository's commits against sets of keys, each of them once."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._aside = tempfile.TemporaryDirectory(prefix="ck")
        self._known: dict[tuple[str, frozenset[str]], Signature] = {}
        self._places: dict[frozenset[str], _Place] = {}

    def __enter__(self) -> Checker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._aside.cleanup()

    def check(self, asked: Iterable[tuple[str, str, frozenset[str]]]) -> dict[tuple[str, frozenset[str]], Signature]:
        """Each asked for by commit, how it is signed, and the texts of the keys that count."""
        new = {(commit, keys): how for commit, how, keys in asked if (commit, keys) not in self._known}
        for _, keys in new:
            if keys not in self._places:
                self._places[keys] = _Place(Path(self._aside.name, str(len(self._places))), keys)
        gpg = found("gpg")
        for (_, keys), how in new.items():
            if how == OPENPGP and gpg is not None:
                self._places[keys].imported(gpg)  # before several of them ask for it at once
        with ThreadPoolExecutor(min(os.cpu_count() or 1, 8)) as pool:
            told = pool.map(lambda one: self._one(one[0][0], one[1], self._places[one[0][1]]), new.items())
            self._known |= dict(zip(new, told, strict=True))
        return self._known

    def _one(self, commit: str, how: str, place: _Place) -> Signature:
        if how == SSH:
            return self._ssh(commit, place)
        if how == OPENPGP:
            return self._pgp(commit, place)
        return Signature(State.FOREIGN)

    def _ssh(self, commit: str, place: _Place) -> Signature:
        program = found("ssh-keygen")
        if program is None:
            return Signature(State.UNCHECKED)
        settings = (
            f"gpg.ssh.program={program}",
            f"gpg.ssh.allowedSignersFile={place.allowed}",
            f"gpg.ssh.revocationFile={os.devnull}",
            "gpg.minTrustLevel=undefined",
        )
        code, said = self._ask(commit, settings, place)
        key = next((match[1] for line in said if (match := _GOOD_SSH.fullmatch(line))), "")
        if not key:
            return Signature(State.BAD)
        return Signature(State.FITS, key) if code == 0 and key in place.fingerprints else Signature(State.UNKNOWN)

    def _pgp(self, commit: str, place: _Place) -> Signature:
        program = found("gpg")
        if program is None:
            return Signature(State.UNCHECKED)
        primary = place.imported(program)
        settings = (f"gpg.program={program}", f"gpg.openpgp.program={program}", "gpg.minTrustLevel=undefined")
        _, said = self._ask(commit, settings, place)
        status = {match[1] for line in said if (match := _STATUS.match(line))}
        if status & {"BADSIG"}:
            return Signature(State.BAD)
        valid = next((match[1] for line in said if (match := _VALID_PGP.match(line))), "")
        if not valid:
            return Signature(State.UNKNOWN if status & {"NO_PUBKEY", "ERRSIG"} else State.BAD)
        key = primary.get(valid, "")
        if "REVKEYSIG" in status:
            return Signature(State.REVOKED, key)
        if status & {"EXPKEYSIG", "EXPSIG"}:
            return Signature(State.EXPIRED, key)
        return Signature(State.FITS, key) if key and "GOODSIG" in status else Signature(State.UNKNOWN)

    def _ask(self, commit: str, settings: Iterable[str], place: _Place) -> tuple[int, list[str]]:
        """git's exit code, and what it and the program said, line by line."""
        options = [part for setting in settings for part in ("-c", setting)]
        done = subprocess.run(
            command([*options, "verify-commit", "--raw", commit]),
            env={**environment(self._repository.git_dir), "GNUPGHOME": str(place.home)},
            cwd=self._repository.git_dir,
            capture_output=True,
            check=False,
        )
        return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace").splitlines()


class _Place:
    """A folder with one set of keys, as both programs want them."""

    def __init__(self, folder: Path, keys: frozenset[str]) -> None:
        folder.mkdir(mode=0o700)
        self.home = folder / "gpg"
        self.home.mkdir(mode=0o700)
        (self.home / "gpg.conf").write_text(QUIET, "utf-8")
        self.allowed = folder / "allowed"
        ssh = {key: name for key in sorted(keys) if (name := fingerprint(key))}
        lines = (f'known namespaces="git" {" ".join(key.split()[:2])}\n' for key in ssh)
        self.allowed.write_text("".join(lines), "utf-8", newline="\n")
        self.fingerprints = frozenset(ssh.values())
        self._pgp = sorted(keys - ssh.keys())
        self._imported: dict[str, str] | None = None

    def imported(self, program: str) -> dict[str, str]:
        """By fingerprint of the whole key, what keys.material makes of it; they are in gpg's hands now."""
        if self._imported is None:
            primary: dict[str, str] = {}
            for key in self._pgp:
                said = self._gpg(program, "--with-colons", "--show-keys", key=key).splitlines()
                primary |= dict.fromkeys(_whole(said), material(key))
                self._gpg(program, "--import", key=key)
            self._imported = primary
        return self._imported

    def _gpg(self, program: str, *arguments: str, key: str) -> str:
        done = subprocess.run(
            [program, "--homedir", str(self.home), *arguments],
            input=(key + "\n").encode(),
            env={**environment(""), "GNUPGHOME": str(self.home)},
            capture_output=True,
            check=False,
        )
        return done.stdout.decode("utf-8", "replace")


def _whole(lines: Iterable[str]) -> Iterable[str]:
    """The fingerprints of whole keys, which stand right under `pub`, and not those of their parts."""
    under = ""
    for line in lines:
        parts = line.split(":")
        if parts[0] in ("pub", "sub"):
            under = parts[0]
        elif under == "pub" and len(parts) > 9 and _NUMBER.fullmatch(parts[9]):
            under = ""
            yield parts[9]


def found(program: str) -> str | None:
    """Where a program is, in the absolute folders of PATH; None where it is not."""
    name = program + ".exe" if os.name == "nt" else program
    for folder in map(Path, os.get_exec_path()):
        if folder.is_absolute() and os.access(folder / name, os.X_OK):
            return str(folder / name)
    return None
