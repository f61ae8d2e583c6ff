"""The lines at the end of a commit message that repeat what a record says, read so strictly that none slips in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

TRAILER = re.compile(r"([A-Za-z][A-Za-z0-9-]*): (\S.*)")
NONE: Mapping[str, str] = MappingProxyType({})


def trailers(message: str) -> Mapping[str, str]:
    """The trailers of a message by key, or none at all where their paragraph is not beyond doubt.

    They count only in the last paragraph, under a subject, with nothing but trailers in it, each key once whatever
    its case, and no line `---` before them (where patch tools cut a message off).
    """
    lines = [line.rstrip() for line in message.rstrip().split("\n")]
    if "" not in lines or any(line == "---" or line.startswith("--- ") for line in lines):
        return NONE
    start = len(lines) - lines[::-1].index("")
    if not any(lines[: start - 1]):
        return NONE
    found: dict[str, str] = {}
    for line in lines[start:]:
        match = TRAILER.fullmatch(line)
        if match is None or match[1].lower() in {key.lower() for key in found}:
            return NONE
        found[match[1]] = match[2]
    return found
