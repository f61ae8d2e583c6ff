"""The rules, run over audits: one audit at a time, then across files, then against the history."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from casekit.check.registry import CRASH, RULES
from casekit.check.rule import Context, Past
from casekit.link.corpus import locate
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.document import Document, Marks
from casekit.problem import START, Problem, Remark

DocumentOf = Callable[[str], Document | None]

_FAILED = re.compile(r"Rule (CK\d{3}) failed on ")

WHOLE = "."
"""The path of a problem that is the repository's and no file's."""


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


def check_text(path: str, text: str, audit: str | None, ctx: Context) -> list[Problem]:
    """What the rules on an audit file's text find, whatever else is wrong with the file."""
    found: list[Problem] = []
    document = Document(path, text, None, Marks())
    for rule in RULES:
        if rule.text is not None:
            check = rule.text
            remarks = _guarded(rule.code, path, lambda check=check: check(text, ctx))  # type: ignore[misc]
            found += [locate(document, remark, rule.code, audit) for remark in remarks]
    return found


def check_corpus(corpus: Corpus, ctx: Context, document_of: DocumentOf) -> list[Problem]:
    """What the rules across files find; document_of reads a file again for the few places that are needed."""
    found: list[Problem] = []
    ids = {case.audit.path: case.audit.id for case in corpus.audits}
    for rule in RULES:
        if rule.corpus is not None:
            try:
                remarks = list(rule.corpus(corpus, ctx))
            except Exception as error:  # a rule must never stop the others
                crash = failed(f"Rule {rule.code}", "the repository", error)
                found.append(Problem(WHOLE, START, CRASH, crash.message, crash.hint))
                continue
            for path, remark in remarks:
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
    yield locate(document_of(path) or Document(path, "", None, Marks()), remark, code, audit)


def _guarded(code: str, path: str, run: Callable[[], Iterator[Remark]]) -> Iterator[Remark]:
    """The rule's remarks; a crash becomes one remark that names the rule and the document."""
    try:
        yield from list(run())
    except Exception as error:  # a rule must never stop the others
        yield failed(f"Rule {code}", path, error)


def crashed(problems: Iterable[Problem]) -> set[str]:
    """The codes of the rules that failed somewhere, so that nobody knows all that they would have found."""
    found = (_FAILED.match(problem.message) for problem in problems if problem.code == CRASH)
    return {match[1] for match in found if match is not None}


def failed(what: str, path: str, error: Exception) -> Remark:
    """The remark that something of casekit's own crashed; of the document only its path is told."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} in {frame.name}, line {frame.lineno} of {Path(frame.filename).name}"
    return Remark(
        (),
        f"{what} failed on {path} ({where}); this is a mistake in casekit.",
        "Report it with casekit's version; everything else was checked.",
        code=CRASH,
    )
