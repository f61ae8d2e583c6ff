"""The kinds of problem that history can find: code, name and how hard each is."""

from __future__ import annotations

from casekit.read.codes import Code

DISGUISED = "CK901"
DATE = "CK902"
MISSING = "CK903"
IDENTIFYING = "CK904"
REWRITTEN, FIGURES, RECORD, SITE = "CK920", "CK921", "CK922", "CK923"
VANISHED, LOST, WITHDRAWN = "CK924", "CK925", "CK926"
CONTRADICTED, SQUASHED, DATED, BACKDATED, UNCHECKED = "CK927", "CK928", "CK929", "CK930", "CK931"
OVERWRITTEN, UNREADABLE, TWICE = "CK932", "CK933", "CK934"

CODES = {
    DISGUISED: Code("history-disguised"),
    DATE: Code("commit-date-cannot-be", "warning"),
    MISSING: Code("version-not-in-this-copy", "warning"),
    IDENTIFYING: Code("identifying-history"),
    REWRITTEN: Code("history-rewritten"),
    FIGURES: Code("figures-not-as-attested"),
    RECORD: Code("record-of-a-rewrite-wrong"),
    SITE: Code("site-not-as-attested"),
    VANISHED: Code("audit-vanished"),
    LOST: Code("judgement-lost"),
    WITHDRAWN: Code("judgement-withdrawn", "warning"),
    CONTRADICTED: Code("record-contradicted"),
    SQUASHED: Code("records-squashed", "warning"),
    DATED: Code("judgement-dated-elsewhere", "warning"),
    BACKDATED: Code("commit-backdated", "warning"),
    UNCHECKED: Code("signature-not-checked", "warning"),
    OVERWRITTEN: Code("judgement-overwritten", "warning"),
    UNREADABLE: Code("audit-not-readable"),
    TWICE: Code("one-id-for-two-records"),
}
"""Every code of this room. What each means stands in docs/rules, one page a code."""
