"""One run of new, put together: the form, the next id, the file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casekit.cli import session
from casekit.edit.new import new_audit, next_id
from casekit.link.corpus import Surroundings, audit_paths, surroundings
from casekit.link.unknown import among
from casekit.read.files import Folder
from casekit.read.place import find_root
from casekit.rubric.model import Rubric
from casekit.stop import USAGE, Stop
from casekit.words import ending, listing


@dataclass(frozen=True, slots=True)
class Asked:
    """The form, the month, the kinds of case and the flags of a new audit; flags None where nothing is known yet."""

    rubric: Rubric
    month: str
    types: Sequence[str]
    flags: Sequence[str] | None


def create_audit(
    start: Path, ref: str, month: str, types: Sequence[str], flags: Sequence[str], auditor: str, given: date | None
) -> str:
    """Writes the prefilled file and gives its path in the repository; Stop where something asked for is unknown."""
    root = find_root(start)
    source = Folder(root)
    around = surroundings(source)
    today = session.civil_day(around.policy, given)
    asked = asked_for(around, ref, month, types, flags, auditor, today)
    existing = {path.rpartition("/")[2].removesuffix(".md") for path in audit_paths(source)}
    name = next_id(existing, asked.month)
    path = f"audits/{asked.month}/{name}.md"
    text = new_audit(asked.rubric, asked.month, name, asked.types, asked.flags, auditor, today)
    try:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with (root / path).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise Stop(USAGE, f"{path} cannot be written ({error.strerror}).") from None
    return path


def asked_for(
    around: Surroundings,
    ref: str,
    month: str,
    types: Sequence[str],
    flags: Sequence[str],
    auditor: str,
    today: date,
) -> Asked:
    """What a new audit is to be made from; Stop where something asked for is unknown."""
    month = a_month(month) if month else f"{today:%Y-%m}"
    rubric = form_of(around, ref)
    kinds = [_known(t, rubric.case_types, "kind of case", rubric) for t in types]
    flags = [_known(f, rubric.flags, "flag", rubric) for f in flags]
    if auditor and around.people.listed and auditor not in around.people:
        raise Stop(USAGE, f"--auditor: {auditor} is not in people.yaml{ending(auditor, around.people.by_id)}")
    return Asked(rubric, month, kinds, flags if kinds else (flags or None))


def a_month(typed: str) -> str:
    """The month of --month; Stop where it is none."""
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", typed):
        raise Stop(USAGE, f"--month is '{typed}', which is not a month; write it as 2026-10.")
    return typed


def form_of(around: Surroundings, ref: str) -> Rubric:
    """The form of that id or id@version, or the only one that the council uses; Stop where that is not one."""
    allowed = around.policy.rubrics
    forms = {r: form.rubric for r, form in around.forms.items() if not allowed or form.rubric.id in allowed}
    fitting = [form for known, form in forms.items() if ref in (known, form.id)] if ref else list(forms.values())
    unbroken(around, ref)
    if len({form.id for form in fitting}) == 1:
        newest = max(fitting, key=lambda form: form.version)
        if ref != newest.ref:
            unbroken(around, newest.id)
        return newest
    unbroken(around, ref.partition("@")[0])
    if not ref:
        raise Stop(USAGE, f"Say which form with --rubric: {listing(forms, 'or')}.")
    kept = [form for known, form in around.forms.items() if ref in (known, form.rubric.id)]
    if kept:
        id = kept[0].rubric.id
        raise Stop(USAGE, f'casekit.toml does not list {id} under rubrics. Add it there: rubrics = ["{id}", …].')
    raise Stop(USAGE, f"There is no form {ref}{ending(ref, [*forms, *(f.id for f in forms.values())])}")


def unbroken(around: Surroundings, stem: str) -> None:
    """Stop with the file, line and mistake where the form of that file's name cannot be used."""
    path = around.broken_forms.get(stem)
    if path:
        first = next(problem for problem in around.problems if problem.path == path)
        raise Stop(USAGE, f"{path}:{first.span.line}: {first.message} {first.hint}".rstrip())


def _known(typed: str, known: Mapping[str, str], what: str, rubric: Rubric) -> str:
    found = among(typed, known)
    if not found:
        raise Stop(USAGE, f"{rubric.ref} has no {what} {typed}{ending(typed, known)} It knows {listing(known, 'and')}.")
    return found
