"""The rules, run over audits: one audit at a time, then across files, then against the history."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator

from casekit.check.registry import CRASH, RULES
from casekit.check.rule import Context, Past
from casekit.link.corpus import locate
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.document import Document
from casekit.problem import Problem, Remark

DocumentOf = Callable[[str], Document | None]


def check_audit(case: AuditCase, ctx: Context) -> list[Problem]:
    """What the rules on single audits find in this one."""
    found: list[Problem] = []
    document = case.audit.document
    assert document is not None  # an audit is checked where it was read
    for rule in RULES:
        if rule.audit is not None:
            check = rule.audit
            remarks = _guarded(rule.code, case.audit.path, lambda check=check: check(case, ctx))  # type: ignore[misc]
            found += [locate(document, r, rule.code, case.audit.id or None) for r in remarks]
    return found


def check_corpus(corpus: Corpus, ctx: Context, document_of: DocumentOf) -> list[Problem]:
    """What the rules across files find; document_of reads a file again for the few places that are needed."""
    found: list[Problem] = []
    ids = {case.audit.path: case.audit.id for case in corpus.audits}
    for rule in RULES:
        if rule.corpus is not None:
            for path, remark in rule.corpus(corpus, ctx):
                found += _placed(remark, rule.code, path, ids.get(path), document_of)
    return found


def check_past(corpus: Corpus, past: Past, document_of: DocumentOf) -> list[Problem]:
    """What the rules that need the history find."""
    found: list[Problem] = []
    for rule in RULES:
        if rule.past is not None:
            check = rule.past
            for case in corpus.audits:
                path = case.audit.path
                for remark in _guarded(rule.code, path, lambda c=case, check=check: check(c, past)):  # type: ignore[misc]
                    found += _placed(remark, rule.code, path, case.audit.id, document_of)
    return found


def past_rules() -> list[str]:
    """The codes of the rules that need the history."""
    return [rule.code for rule in RULES if rule.past is not None]


def _placed(remark: Remark, code: str, path: str, audit: str | None, document_of: DocumentOf) -> Iterable[Problem]:
    document = document_of(path)
    if document is not None:
        yield locate(document, remark, code, audit)


def _guarded(code: str, path: str, run: Callable[[], Iterator[Remark]]) -> Iterator[Remark]:
    """The rule's remarks; a crash becomes one remark that names the rule and the document."""
    try:
        yield from list(run())
    except Exception as error:  # a rule must never stop the others
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{frame.name}, line {frame.lineno}"
        yield Remark(
            (),
            f"Rule {code} failed on {path} ({type(error).__name__} in {where}); this is a mistake in casekit.",
            "Report it with casekit's version; the other rules have run.",
            code=CRASH,
        )
