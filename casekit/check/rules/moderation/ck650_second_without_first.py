"""CK650: a second judgement goes with no first one, or is none."""

from collections.abc import Iterator, Mapping

from casekit.check.rule import Context
from casekit.model.audit import Audit
from casekit.model.corpus import Corpus
from casekit.problem import Remark
from casekit.words import ending, shown


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """A first judgement that cannot be read may be right: nothing is said of its seconds."""
    firsts = {case.audit.id: case.audit for case in corpus.audits}
    broken = {one.id or one.path.rpartition("/")[2].removesuffix(".md") for one in corpus.broken}
    judges: dict[str, dict[str, str]] = {}
    for case in corpus.audits:
        audit = case.audit
        if not audit.second_of or audit.second_of in broken:
            continue
        remark = _reference(audit, firsts) or _judge(audit, firsts, judges, ctx)
        if remark is not None:
            yield audit.path, remark


def _reference(audit: Audit, firsts: Mapping[str, Audit]) -> Remark | None:
    """What is wrong with the audit that it names."""
    name = audit.second_of
    first = firsts.get(name)
    message, hint = "", ""
    if first is None:
        message = f"This is a second judgement of {shown(name)}, and there is no such audit{ending(name, firsts)}"
        hint = "Write the id of the first judgement."
    elif name == audit.id:
        message, hint = "This is a second judgement of itself.", "Write the id of the first judgement."
    elif first.second_of:
        message = f"This is a second judgement of {shown(name)}, which is a second judgement too."
        hint = f"Write {shown(first.second_of)}, the first judgement."
    elif first.rubric != audit.rubric:
        message = (
            f"This is in {shown(audit.rubric)}, and {shown(name)}, which it judges again, in {shown(first.rubric)}."
        )
        hint = "Judge in the same version of the same form: nothing else can be set side by side."
    elif first.case.ref and audit.case.ref and first.case.ref != audit.case.ref:
        message = f"The case of this second judgement is another than that of {shown(name)}."
        hint = "Write the id of the first judgement, or the reference of its case."
    return Remark(("second_of",), message, hint, source=("E12",)) if message else None


def _judge(audit: Audit, firsts: Mapping[str, Audit], judges: dict[str, dict[str, str]], ctx: Context) -> Remark | None:
    """Whether the same person judged it already. judges: by first judgement, each judge's audit so far."""
    first = firsts[audit.second_of]
    so_far = judges.setdefault(first.id, {first.auditor: first.id})
    if not audit.auditor:
        return None
    earlier = so_far.setdefault(audit.auditor, audit.id)
    if earlier == audit.id:
        return None
    return Remark(
        ("auditor",),
        f"{ctx.people.show(audit.auditor)} judged this already, in {shown(earlier)}.",
        "Have somebody else judge it a second time.",
        source=("E12",),
    )
