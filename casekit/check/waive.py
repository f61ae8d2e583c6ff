"""What waivers do: problems that they cover are set aside, and waivers that run out or cover nothing are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from casekit.check.registry import BY_CODE
from casekit.check.rule import Context
from casekit.check.run import crashed
from casekit.check.waivers import Lack, Waived, covers, lacks
from casekit.days import written
from casekit.link.corpus import locate
from casekit.model.audit import Audit, Waiver
from casekit.model.corpus import Corpus
from casekit.model.document import Document
from casekit.problem import Problem, Remark
from casekit.words import count, listing, shown

NOT_HELD, RUN_OUT, UNUSED = "CK191", "CK192", "CK193"


@dataclass(frozen=True, slots=True)
class Waiving:
    """problems: those that stand, with what is wrong with the waivers; waived: those that do not, each once."""

    problems: tuple[Problem, ...]
    waived: tuple[Waived, ...] = ()


def waive(
    problems: Iterable[Problem],
    corpus: Corpus,
    ctx: Context,
    document_of: Callable[[str], Document | None],
    not_run: Collection[str] = (),
) -> Waiving:
    """The problems without those that a waiver covers.

    A waiver that has run out still covers what it covered, so that no audit becomes wrong because time passes; a
    warning says so. document_of reads a file again, for the few that are needed. not_run: rules of which nobody
    knows what they would have found, so that their waivers are not called unused; the same holds for rules that failed.
    """
    having = {case.audit.path: case.audit for case in corpus.audits if case.audit.waivers}
    if not having:
        return Waiving(tuple(problems))
    problems = tuple(dict.fromkeys(problems))
    unknown = {*not_run, *crashed(problems)}
    stand: list[Problem] = []
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        (found[problem.path] if problem.path in having else stand).append(problem)
    waived: list[Waived] = []
    for path, audit in having.items():
        document = document_of(path)
        if document is None:  # gone since it was read
            stand += found[path]
            continue
        kept, set_aside, remarks = _audit(audit, found[path], ctx, unknown)
        stand += kept
        waived += set_aside
        stand += [locate(document, remark, audit=audit.id) for remark in remarks]
    return Waiving(tuple(stand), tuple(waived))


def _audit(
    audit: Audit, problems: Sequence[Problem], ctx: Context, not_run: Collection[str]
) -> tuple[list[Problem], list[Waived], list[Remark]]:
    remarks: list[Remark] = []
    holding: list[Waiver] = []
    for waiver in audit.waivers:
        lack = lacks(waiver, audit, ctx.people, ctx.policy, BY_CODE)
        if lack is None:
            holding.append(waiver)
        elif lack.why:
            remarks.append(_not_held(waiver, lack))
    kept, waived = [], []
    used: dict[Waiver, list[Problem]] = defaultdict(list)
    for problem in problems:
        covering = [waiver for waiver in holding if covers(waiver, problem)]
        for waiver in covering:
            used[waiver].append(problem)
        if covering:
            waived.append(Waived(problem, covering[0]))
        else:
            kept.append(problem)
    for waiver in holding:
        if waiver in used:
            remarks += _run_out(waiver, used[waiver], ctx)
        elif waiver.code not in not_run:
            remarks.append(_unused(waiver, problems))
    return kept, waived, remarks


def _not_held(waiver: Waiver, lack: Lack) -> Remark:
    hint = "Take it out and mend what it is about, or have somebody give it who may."
    return Remark((*waiver.route, lack.key), f"Waiver {shown(waiver.id)} does not hold: {lack.why}", hint, NOT_HELD)


def _run_out(waiver: Waiver, problems: Sequence[Problem], ctx: Context) -> Iterator[Remark]:
    if waiver.until is not None and waiver.until < ctx.today:
        yield Remark(
            (*waiver.route, "until"),
            f"Waiver {shown(waiver.id)} ran out on {written(waiver.until)}, and what it waives is still so.",
            "Mend what it is about, or have it looked at again and given anew.",
            RUN_OUT,
            because=tuple(f"{problem.code} {problem.message}" for problem in problems),
        )


def _unused(waiver: Waiver, problems: Sequence[Problem]) -> Remark:
    others = sorted({p.place for p in problems if p.code == waiver.code and p.place})
    hint = "Take it out: what is no longer wrong needs no waiver."
    if others:
        hint = f"{waiver.code} stands here at {listing(others)}; correct limit: or where:, or take the waiver out."
    what = count(sum(p.code == waiver.code for p in problems), "other problem") if others else ""
    return Remark(
        waiver.route,
        f"Waiver {shown(waiver.id)} waives nothing: no problem {waiver.code} is where it says"
        f"{f', though there is {what} of that rule' if what else ''}.",
        hint,
        UNUSED,
    )
