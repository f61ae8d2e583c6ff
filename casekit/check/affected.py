"""What a change can break: the changed audits, and every other audit that depends on something that changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from casekit.link.corpus import Surroundings
from casekit.model.audit import Audit
from casekit.model.corpus import Corpus
from casekit.problem import Problem
from casekit.read.names import Kind, kind
from casekit.words import count, listing


@dataclass(frozen=True, slots=True)
class Affected:
    """changed: the paths that changed. others: audits that did not, and that the change can break.

    because: why those others are checked too, in words. ids: of the changed audits, also of those that are gone.
    """

    changed: frozenset[str]
    others: frozenset[str]
    ids: frozenset[str]
    because: tuple[str, ...]

    def touches(self, problem: Problem) -> bool:
        """Whether the problem is one that the change may have brought.

        A problem elsewhere counts where it speaks of a changed audit.
        """
        if problem.path in self.changed or problem.path in self.others or problem.path == ".":
            return True
        said = " ".join((problem.message, *problem.because))
        return any(id in said for id in self.ids)


def affected(corpus: Corpus, now: Surroundings, before: Surroundings, changed: Collection[str]) -> Affected:
    """What the change of those paths can break. before: policy, people and forms as they stood before it.

    Policy and people concern every audit; a form those that name it; a programme its month. An audit concerns those
    of the same child, those of the same id, and the one that it is a second judgement of or that is one of it.
    """
    here = frozenset(changed)
    because: list[str] = []
    others: set[str] = set()
    audits = [case.audit for case in corpus.audits]
    if now.policy != before.policy or now.people != before.people:
        named = [path for path in ("casekit.toml", "people.yaml") if path in here]
        because.append(f"every audit, because of {listing(named)}")
        others |= {audit.path for audit in audits} | {broken.path for broken in corpus.broken}
    refs = set(_forms(now, before))
    using = {audit.path for audit in audits if audit.rubric in refs} - here
    using |= {b.path for b in corpus.broken if refs and any(p.code == "CK107" for p in b.problems)} - here
    if using:
        because.append(f"{count(len(using), 'audit')} of {listing(sorted(refs))}")
    months = {path.split("/")[1] for path in here if kind(path) is Kind.PROGRAMME}
    planned = {audit.path for audit in audits if audit.month in months} - here
    if planned:
        because.append(f"{count(len(planned), 'audit')} of the months whose programme changed")
    kin = _kin(audits, here) - here
    if kin:
        because.append(f"{count(len(kin), 'audit')} of the same child, or judged a second time")
    ids = {audit.id for audit in audits if audit.path in here and audit.id} | gone(audits, here)
    return Affected(here, frozenset((others | using | planned | kin) - here), frozenset(ids), tuple(because))


def _forms(now: Surroundings, before: Surroundings) -> Iterator[str]:
    """The references of forms that are new, gone or otherwise than they were."""
    for ref in now.forms.keys() | before.forms.keys():
        one, other = now.forms.get(ref), before.forms.get(ref)
        if one is None or other is None or one.rubric != other.rubric:
            yield ref


def _kin(audits: Iterable[Audit], changed: Collection[str]) -> set[str]:
    """The audits of a changed one's child or id, and those that it judges a second time or that judge it so."""
    mine = [audit for audit in audits if audit.path in changed]
    children = frozenset(child for audit in mine for child in audit.children)
    ids = {audit.id for audit in mine if audit.id} | gone(audits, changed)
    firsts = {audit.second_of for audit in mine if audit.second_of}
    return {a.path for a in audits if children & a.children or a.id in ids | firsts or a.second_of in ids}


def gone(audits: Iterable[Audit], changed: Collection[str]) -> set[str]:
    """The ids of audits that a change took away, by the names of their files."""
    there = {audit.path for audit in audits}
    paths = {path for path in changed if kind(path) is Kind.AUDIT and path not in there}
    return {path.rpartition("/")[2].removesuffix(".md") for path in paths}
