"""The forms that a repository may use, as text and as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casekit.output.paper import Paper, flat
from casekit.output.style import PLAIN, Style
from casekit.rubric.aloud import in_force
from casekit.words import count


@dataclass(frozen=True, slots=True)
class Listed:
    """One form. ref: id@version; of a broken one the file's name.

    own: it is the repository's. allowed: casekit.toml lets audits name it. audits: how many do. mistakes: why it
    cannot be used, as line and sentence; none where it can. in_force: the days between which a period may end.
    """

    ref: str
    title: str
    path: str
    own: bool
    allowed: bool
    audits: int
    mistakes: tuple[tuple[int, str], ...] = ()
    in_force: tuple[date | None, date | None] = (None, None)


def render(forms: list[Listed], unknown: dict[str, int], width: int, style: Style = PLAIN) -> str:
    """A paragraph for each form. unknown: forms that audits name and that are not there."""
    paper = Paper(width, style)
    for form in forms:
        name = paper.bold(form.ref)
        if form.mistakes:
            paper.line(f"{name}  {style.error}cannot be used{style.end}")
        else:
            paper.line(f"{name}  {flat(form.title)}")
        where = form.path if form.own else "comes with casekit"
        used = count(form.audits, "audit") if form.audits else "no audits"
        use = "" if form.allowed else "; casekit.toml does not list it, so audits may not use it"
        force = in_force(form.in_force)
        paper.say(f"{where}; {used}{f'; in force {force}' if force else ''}{use}.", 4)
        if form.mistakes:
            line, first = form.mistakes[0]
            more = len(form.mistakes) - 1
            rest = f" ({count(more, 'more mistake')})" if more else ""
            paper.say(f"Line {line}: {first}{rest}", 4)
            paper.say(f"casekit rubric check {form.ref} lists what to mend.", 4, faint=True)
    for ref, audits in sorted(unknown.items()):
        paper.line(f"{paper.bold(ref)}  {style.error}is not there{style.end}")
        paper.say(f"{count(audits, 'audit')} {'names' if audits == 1 else 'name'} it and cannot be assessed.", 4)
    return paper.text()


def as_data(forms: list[Listed], unknown: dict[str, int]) -> dict[str, object]:
    """The same for other programs: version 1; its shape is schema/rubric-list.schema.json and only grows."""
    return {
        "version": 1,
        "rubrics": [
            {
                "rubric": form.ref,
                "title": form.title,
                "path": form.path if form.own else None,
                "allowed": form.allowed,
                "usable": not form.mistakes,
                "in_force": {"from": _day(form.in_force[0]), "to": _day(form.in_force[1])},
                "audits": form.audits,
                "mistakes": [{"line": line, "message": message} for line, message in form.mistakes],
            }
            for form in forms
        ],
        "unknown": [{"rubric": ref, "audits": audits} for ref, audits in sorted(unknown.items())],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
