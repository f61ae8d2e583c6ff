"""Which form an audit names, told from its text alone, for counting many of them."""

from __future__ import annotations

import re
from collections import Counter

from casekit.link.corpus import audit_paths
from casekit.read.files import Source

_NAMED = re.compile(rb"^rubric:[ \t]+[\"']?([a-z0-9@-]+)[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_END = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)


def named_form(raw: bytes) -> str:
    """The form as id@version; "" where the front matter names none.

    A top-level key stands at the beginning of a line, and nothing else in front matter can.
    """
    fences = list(_END.finditer(raw))
    front = raw[: fences[1].start()] if len(fences) > 1 else raw
    found = _NAMED.search(front)
    return found[1].decode("ascii") if found else ""


def forms_named(source: Source) -> Counter[str]:
    """How many audits name each form."""
    return Counter(filter(None, (named_form(source.read(path)[0] or b"") for path in audit_paths(source))))
