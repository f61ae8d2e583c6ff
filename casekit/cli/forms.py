"""One run each of rubric list, show and test, put together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from casekit.cli import session
from casekit.cli.shelf import Shelf, shelf
from casekit.link.named import forms_named
from casekit.link.rubrics import FormFile
from casekit.output import form_cases, form_data, form_diff, form_list, form_text
from casekit.output.form_list import Listed
from casekit.rubric.cases import run
from casekit.rubric.compare import compare
from casekit.rubric.items import AS_BEFORE, Renamed
from casekit.rubric.succession import Names, names_between
from casekit.stop import USAGE, Stop
from casekit.words import listing


def list_forms(start: Path, as_json: bool) -> str:
    """Every form that audits here may name, and those that they name although they are not there."""
    near = shelf(start)
    named = forms_named(near.source)
    forms = [_listed(near, file, named) for file in near.forms]
    there = {form.ref for form in forms}
    unknown = {ref: audits for ref, audits in named.items() if not there & {ref, ref.partition("@")[0]}}
    if as_json:
        return session.as_json(form_list.as_data(forms, unknown))
    return form_list.render(forms, unknown, session.columns(), session.style())


def _listed(near: Shelf, file: FormFile, named: Mapping[str, int]) -> Listed:
    rubric = file.rubric
    return Listed(
        ref=rubric.ref if rubric else file.stem,
        title=rubric.title if rubric else "",
        path=file.path,
        own=file.own,
        allowed=not near.policy.rubrics or (rubric.id if rubric else file.stem) in near.policy.rubrics,
        audits=named.get(rubric.ref, 0)
        if rubric
        else sum(n for ref, n in named.items() if ref.startswith(f"{file.stem}@")),
        in_force=rubric.in_force if rubric else (None, None),
        mistakes=() if rubric else tuple(sorted((p.span.line, p.message) for p in file.problems)),
    )


def show_form(start: Path, wanted: str, as_json: bool) -> str:
    """One form, read aloud or as data."""
    file, rubric = shelf(start).form(wanted)
    path = file.path if file.own else ""
    if as_json:
        return session.as_json(form_data.as_data(rubric, path))
    return form_text.render(rubric, path, session.columns(), session.style(), file.called)


def run_cases(start: Path, wanted: str | None, as_json: bool) -> tuple[str, bool]:
    """The worked cases of a form, or of all of them, run; and whether every one passed and no form is broken."""
    near = shelf(start)
    files = [near.file(wanted)] if wanted else near.forms
    if as_json and len(files) != 1:
        raise Stop(USAGE, f"Name one form for its cases as JSON: {listing([f.stem for f in files], 'or')}.")
    texts, sound = [], True
    for file in files:
        if file.rubric is None:
            sentence = (
                f"{file.path} has mistakes, so its cases cannot be run; casekit rubric check {file.called} lists them."
            )
            if as_json:
                raise Stop(USAGE, sentence)
            texts.append(f"{sentence}\n")
            sound = False
            continue
        results = run(file.rubric)
        sound = sound and all(result.passed for result in results)
        if as_json:
            texts.append(session.as_json(form_cases.as_data(file.rubric.ref, results)))
        else:
            texts.append(form_cases.render(file.rubric.ref, results, session.columns(), session.style()))
    return "\n".join(texts), sound


def compare_forms(start: Path, old: str, new: str, as_json: bool) -> str:
    """What differs between two forms."""
    near = shelf(start)
    (_, first), (_, second) = near.form(old), near.form(new)
    names = names_between(first, second, near.rubrics.by_ref)
    renamed = AS_BEFORE
    if isinstance(names, Names):
        ids, values = ({old: new for old, new in some.items() if new} for some in (names.ids, names.values))
        renamed = Renamed(ids, values)
    changes = compare(first, second, renamed)
    called = first.ref, second.ref
    if first.ref == second.ref:
        called = f"{first.ref} ({old})", f"{second.ref} ({new})"
    if as_json:
        return session.as_json(form_diff.as_data(first.ref, second.ref, changes))
    return form_diff.render(*called, changes, session.columns(), session.style())
