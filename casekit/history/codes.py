"""The kinds of problem that history can find: code, name and how hard each is."""

from __future__ import annotations

from casekit.read.codes import Code

DISGUISED = "CK901"
DATE = "CK902"
MISSING = "CK903"
IDENTIFYING = "CK904"

CODES = {
    DISGUISED: Code("history-disguised"),
    DATE: Code("commit-date-cannot-be", "warning"),
    MISSING: Code("version-not-in-this-copy", "warning"),
    IDENTIFYING: Code("identifying-history"),
}
"""Every code of this room. What each means stands in docs/rules, one page a code."""
