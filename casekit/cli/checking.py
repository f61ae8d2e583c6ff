"""One run of rubric check, put together: every mistake in forms, and what they could say besides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casekit.check.forms import form_problems
from casekit.check.settle import settle
from casekit.cli import session
from casekit.cli.shelf import shelf
from casekit.link.corpus import locate
from casekit.link.rubrics import FormFile
from casekit.output import form_check
from casekit.problem import Problem
from casekit.rubric.cases import run
from casekit.rubric.notes import notes
from casekit.words import sentence


def check_forms(start: Path, wanted: str | None, as_json: bool) -> tuple[str, bool]:
    """What is wrong with a form, or with every form and the scales that they share; and whether nothing is."""
    near = shelf(start)
    files = [near.file(wanted)] if wanted else list(near.rubrics.files)
    problems = [problem for file in files for problem in (*file.problems, *form_problems(file))]
    report = settle(problems, near.policy, 0)
    aside = [note for file in files if file.own or wanted for note in _notes(file)]
    if as_json:
        text = session.as_json(form_check.as_data(report, aside, [file.path for file in files]))
        return text, not report.errors
    lines = {file.path: file.text.split("\n") for file in files}

    def line_of(path: str, line: int) -> str:
        known = lines.get(path, [])
        return known[line - 1] if line <= len(known) else ""

    forms = sum(not file.shared for file in files) or len(files)
    text = form_check.render(report, aside, forms, line_of, session.columns(), session.style())
    return text, not report.errors


def _notes(file: FormFile) -> list[Problem]:
    if file.rubric is None or file.document is None:
        return []
    found = (locate(file.document, remark) for remark in notes(file.rubric, run(file.rubric)))
    return [replace(note, message=sentence(note.message)) for note in found]
