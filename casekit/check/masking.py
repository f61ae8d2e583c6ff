"""Nothing that identifies a child leaves the checks: problems, audits and names of files with dots in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from casekit.link.corpus import Linked
from casekit.model.corpus import Corpus
from casekit.privacy.mask import find_in_name, identifying, mask_name, privacy
from casekit.privacy.words import Words
from casekit.problem import Problem


def masked_audit(linked: Linked, problems: list[Problem], text: str, words: Words) -> tuple[Linked, list[Problem]]:
    """One audit and what was found in it as they may be shown; text: the file, in which identifiers stand.

    Whatever was found in the file once is masked wherever it stands, also where nothing around it gives it away.
    """
    also = frozenset(
        [text[one.start : one.end] for one in identifying(words, text)]
        + [linked.path[one.start : one.end] for one in find_in_name(words, linked.path)]
    )
    if not also:
        return linked, problems
    known = privacy(words)
    case, broken = linked.case, linked.broken
    if case is not None:
        audit = replace(known.masked(case.audit, also), path=case.audit.path)
        case = replace(case, audit=audit, evaluation=known.masked(case.evaluation, also))
    if broken is not None:
        broken = replace(known.masked(broken, also), path=broken.path)
    told = tuple(masked_problem(p, words, also) for p in linked.problems)
    return Linked(linked.path, case, broken, told), [masked_problem(p, words, also) for p in problems]


def masked_problem(problem: Problem, words: Words, also: Iterable[str] = ()) -> Problem:
    """A problem as it may be shown; its path stays, since places are looked up by it."""
    known = privacy(words)
    text = frozenset(also)
    return replace(
        problem,
        message=known.mask(problem.message, text),
        hint=known.mask(problem.hint, text),
        audit=known.mask(problem.audit, text) if problem.audit else problem.audit,
        because=tuple(known.mask(cause, text) for cause in problem.because),
        place=known.mask(problem.place, text),
        causes=tuple(known.mask(cause, text) for cause in problem.causes),
    )


def shown(problem: Problem, words: Words) -> Problem:
    """A problem as reports show it: masked once more, its path and what follows from it with it."""
    told = masked_problem(problem, words)
    path = mask_name(words, problem.path)
    if path != problem.path:
        pairs = [(problem.path, path), (name(problem.path), name(path)), (stem(problem.path), stem(path))]
        message, hint, audit = told.message, told.hint, told.audit
        for old, new in pairs:
            message, hint = message.replace(old, new), hint.replace(old, new)
            audit = audit.replace(old, new) if audit else audit
        told = replace(told, path=path, message=message, hint=hint, audit=audit)
    return replace(told, consequences=tuple(shown(one, words) for one in told.consequences))


def masked_paths(corpus: Corpus, words: Words) -> Corpus:
    """The corpus with the names of its files as they may be shown; for pages, which open no file."""
    return replace(
        corpus,
        audits=tuple(
            replace(case, audit=replace(case.audit, path=mask_name(words, case.audit.path)))
            if mask_name(words, case.audit.path) != case.audit.path
            else case
            for case in corpus.audits
        ),
        broken=tuple(replace(one, path=mask_name(words, one.path)) for one in corpus.broken),
    )


def name(path: str) -> str:
    """A path's last part."""
    return path.rpartition("/")[2]


def stem(path: str) -> str:
    """A path's last part without its ending."""
    return name(path).rpartition(".")[0] or name(path)
