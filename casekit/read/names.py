"""Which files a repository may hold where, and which names every computer can hold. Looks at paths only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum

from casekit.problem import START, Problem
from casekit.read import codes
from casekit.words import shown

MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
"""A month's folder: 2026-10."""

_USUAL = re.compile(r"audits/[0-9]{4}-(?:0[1-9]|1[0-2])/[0-9][0-9A-Za-z_-]{0,99}\.md")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\]')
_OF_THE_SYSTEM = {".gitkeep", ".DS_Store"}
LONGEST = 200
"""Bytes that a name may take, so that it fits on every file system together with its folders."""


class Kind(Enum):
    """What a path holds by its place in the repository; STRAY is what does not belong where it is."""

    AUDIT = "audit"
    PROGRAMME = "programme"
    SAMPLE = "sample"
    RUBRIC = "rubric"
    PEOPLE = "people"
    POLICY = "policy"
    OTHER = "other"
    STRAY = "stray"


def kind(path: str) -> Kind:
    """What lies at a path, which is relative to the repository and has "/" between its parts.

    Audits are audits/<month>/<name>.md. OTHER is what casekit leaves alone. A name that not every computer
    can hold makes a path below audits/ and rubrics/ STRAY, so that nobody opens it.
    """
    if _USUAL.fullmatch(path):
        return Kind.AUDIT
    if path == "people.yaml":
        return Kind.PEOPLE
    if path == "casekit.toml":
        return Kind.POLICY
    if path == "people.yml":
        return Kind.STRAY
    top, *rest = path.split("/")
    if top not in ("audits", "rubrics"):
        return Kind.OTHER
    if not rest or any(trouble(part) for part in rest):
        return Kind.STRAY
    if top == "rubrics":
        if len(rest) == 1 and rest[0].endswith(".yaml"):
            return Kind.RUBRIC
        return Kind.STRAY if rest[0].endswith(".yml") and len(rest) == 1 else Kind.OTHER
    if rest[-1] in _OF_THE_SYSTEM or rest == ["README.md"]:
        return Kind.OTHER
    if len(rest) != 2 or not MONTH.fullmatch(rest[0]):
        return Kind.STRAY
    if rest[1] == "programme.yaml":
        return Kind.PROGRAMME
    if rest[1] == "sample.yaml":
        return Kind.SAMPLE
    return Kind.AUDIT if rest[1].endswith(".md") and not rest[1].startswith(".") else Kind.STRAY


def trouble(name: str) -> str:
    """What makes a file or folder name unfit for some computer, as the end of a sentence; "" where nothing does."""
    if not name.isprintable():
        return "holds a character that cannot be seen"
    if _RESERVED.fullmatch(name):
        return "is reserved on Windows"
    if _FORBIDDEN.search(name):
        return "holds a character that Windows does not allow"
    if name.endswith((" ", ".")):
        return "ends in a space or a full stop, which Windows drops"
    if len(name.encode("utf-8", "surrogateescape")) > LONGEST:
        return f"is longer than {LONGEST} bytes"
    return ""


def safe(path: str) -> str:
    """A path as it may be printed: what cannot be seen is escaped."""
    return path if path.isprintable() else shown(path, 1000)


def twins(paths: Iterable[str]) -> dict[str, str]:
    """Each path that some computer takes for the same as an earlier one, with that earlier one.

    Windows and macOS know no difference between A.md and a.md, macOS none between two ways to write é.
    """
    seen: dict[str, str] = {}
    found: dict[str, str] = {}
    for path in paths:
        folded = path.lower() if path.isascii() else _folded(path)
        earlier = seen.setdefault(folded, path)
        if earlier != path:
            found[path] = earlier
    return found


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def place_of(path: str) -> str:
    """The file, or the folder that holds it, that does not belong where it is."""
    parts = path.split("/")
    if parts[0] == "audits" and len(parts) > 2:
        return "/".join(parts[:2] if not MONTH.fullmatch(parts[1]) else parts[:3])
    return path


def stray(path: str) -> Problem:
    """The problem with a path of kind STRAY; it stands at the folder where that is what does not belong."""
    for part in path.split("/"):
        why = trouble(part)
        if why:
            hint = "Rename it: letters, digits, hyphens and full stops fit every computer."
            return Problem(safe(path), START, codes.NAME, f"The name {shown(part)} {why}.", hint)
    path = place_of(path)
    name = path.rsplit("/", 1)[-1]
    if name.endswith(".yml"):
        message = f"{shown(name)} is not looked at: its name ends in .yml."
        return Problem(path, START, codes.STRAY_FILE, message, "Rename it so that it ends in .yaml.")
    return Problem(
        path,
        START,
        codes.STRAY_FILE,
        f"{shown(name)} does not belong here: below audits/ there are month folders with audits, programme.yaml and "
        "sample.yaml.",
        "Move an audit into its month, such as audits/2026-10/. Take out all else, above all scans and letters.",
    )


def twin(path: str, earlier: str) -> Problem:
    """The problem with a path that some computers take for another one."""
    message = f"{shown(safe(path))} and {shown(safe(earlier))} are one file on some computers."
    return Problem(safe(path), START, codes.NAME, message, "Rename one of them.")
