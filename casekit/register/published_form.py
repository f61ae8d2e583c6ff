"""A month's tables of one form, for readers outside the service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casekit.register.agreement import Agreement
from casekit.register.grades import GradeLine
from casekit.register.ledger import Ledger, Table, lines
from casekit.register.monthly import FormMonth


def form_tables(ledger: Ledger, form: FormMonth) -> Iterator[Table]:
    """The form's grades, moderations, answers and themes, in its own order."""
    ref, name = form.rubric.ref, f"{form.rubric.title}, version {form.rubric.version}"
    counted = f"{ref} counted"
    ledger.put({counted: form.grades.counted})
    yield lines(name, "Audits under this form", [("Completed", counted)], ref)
    sections = form.grades.sections
    if form.grades.overall is not None:
        yield from _grades(ledger, (form.grades.overall,), counted, name, ref, "Overall grades in effect")
    yield from _grades(ledger, sections, counted, name, ref, "Grades in effect by section")
    if form.moderation is not None:
        yield _moderated(ledger, form.moderation, counted, name, ref)
    if form.questions:
        yield _answers(ledger, form, counted, name)
    themes = [(label, f"{ref} theme/{theme}") for theme, label in form.rubric.themes.items()]
    for theme in form.rubric.themes:
        id = f"{ref} theme/{theme}"
        ledger.put({id: form.themes.get(theme, 0)}, counted)
    if themes:
        yield lines(name, "Themes that completed audits name", themes, ref)


def _moderated(ledger: Ledger, found: Agreement, counted: str, name: str, ref: str) -> Table:
    total = f"{ref} moderated"
    ledger.put({total: found.n}, counted)
    rows = [("with the auditor's grade", found.exact)]
    if found.up is None or found.down is None:
        rows += [("with another one", found.changed)]
    else:
        rows += [("with a better one", found.up), ("with a worse one", found.down)]
    ids = ledger.put({f"{total}/{label}": number for label, number in rows}, total)
    listed = [(f"of these {label}", id) for (label, _), id in zip(rows, ids, strict=True)]
    return lines(name, "Moderated audits", [("Moderated", total), *listed], ref)


def _grades(
    ledger: Ledger, every: Sequence[GradeLine], counted: str, name: str, ref: str, caption: str
) -> Iterator[Table]:
    """A table for each scale: sections with another scale have other columns."""
    scales = {tuple((value.id, value.label) for value in line.scale.best_first): line.scale for line in every}
    for labels, scale in scales.items():
        rows = []
        for line in every:
            if tuple((value.id, value.label) for value in line.scale.best_first) == labels:
                graded = f"{ref}/{line.id} graded"
                of = f"{ref}/{line.id} of"
                ledger.put({of: line.effective.of}, counted)
                ledger.put({graded: line.effective.graded}, of)
                grades = {f"{ref}/{line.id}/{id}": line.effective.counts[id] for id, _ in labels}
                ids = ledger.put(grades, graded)
                rows.append((line.title, (*ids, graded)))
        heads = ("Grades of", *(label for _, label in labels), "With a grade")
        yield Table(name, ref, caption, heads, tuple(rows), scale)


def _answers(ledger: Ledger, form: FormMonth, counted: str, name: str) -> Table:
    """How many answers each question has, and how many of them are less than the best one."""
    rows = []
    for question in form.questions:
        answered = f"{form.rubric.ref}?{question.id} answered"
        less = f"{form.rubric.ref}?{question.id} less"
        ledger.put({answered: question.less.of}, counted)
        ledger.put({less: question.less.number}, answered)
        rows.append((question.text, (answered, less)))
    return Table(name, form.rubric.ref, "Answers", ("Question", "Answers", "Less than the best"), tuple(rows))
