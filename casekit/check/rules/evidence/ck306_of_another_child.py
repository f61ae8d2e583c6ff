"""CK306: a paragraph stands in an audit of another child as well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casekit.check.alike import RUN, Runs, alike, runs
from casekit.check.prose import texts
from casekit.check.rule import Context
from casekit.model.audit import Audit, Box
from casekit.model.corpus import Corpus
from casekit.problem import Remark
from casekit.rubric.model import Rubric
from casekit.rubric.plain import plain

PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a completed audit: whose, and in which box."""

    audit: Audit
    box: Box
    runs: Runs


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """Told at the later one, once for each box: the audit that it shares most with."""
    evidence = ctx.policy.evidence
    every = list(_paragraphs(corpus, evidence.alike_words))
    nearest: dict[tuple[str, int], tuple[int, str]] = {}
    for one, other, percent in alike([paragraph.runs for paragraph in every], evidence.alike):
        first, later = sorted((every[one], every[other]), key=lambda found: _when(found.audit))
        if _apart(first.audit, later.audit):
            here = later.audit.path, later.box.line
            nearest[here] = max(nearest.get(here, (0, "")), (percent, first.audit.id))
    for (path, line), (percent, id) in sorted(nearest.items()):
        yield (
            path,
            Remark(
                ("#", line),
                f"What is written here stands in {id} as well, almost word for word ({percent}% of it), and that audit "
                "is about another child.",
                "Write what the file of this child shows. If the two are brothers and sisters who were audited "
                f"together, say so: together_with: [{id}].",
                source=("D14", "D15"),
            ),
        )


def _paragraphs(corpus: Corpus, least: int) -> Iterator[Paragraph]:
    """What auditors wrote, without what the form itself says; a paragraph needs so many words of its own.

    What has to become an action may well be the same for two children.
    """
    printed: dict[str, frozenset[int]] = {}
    for case in corpus.audits:
        audit = case.audit
        if audit.completed is None or not audit.children:
            continue
        if case.rubric.ref not in printed:
            printed[case.rubric.ref] = _printed(corpus.rubrics.get(case.rubric.ref, case.rubric))
        for entry in audit.entries():
            section = case.rubric.section(entry.id)
            known = section.every_box() if section is not None else {}
            for name, box in texts(entry):
                if name in known and known[name].needs:
                    continue
                for text in PARAGRAPH.split(box.text):
                    if len(text) > least:
                        found = runs(text, printed[case.rubric.ref])
                        if len(found) > least - RUN:
                            yield Paragraph(audit, box, found)


def _printed(rubric: Rubric) -> frozenset[int]:
    """Every run of words that the form itself has."""
    return frozenset(run for text in _texts(plain(rubric)) for run in runs(text))


def _texts(value: object) -> Iterator[str]:
    """Every text in it."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from _texts(inner)


def _when(audit: Audit) -> tuple[str, str]:
    return str(audit.completed), audit.path


def _apart(one: Audit, other: Audit) -> bool:
    """Whether they are about different children who were not audited together, and neither judges the other anew."""
    if one.path == other.path or one.id == other.id or one.children & other.children:
        return False
    if one.id in other.together_with or other.id in one.together_with:
        return False
    return other.id != one.second_of and one.id != other.second_of
