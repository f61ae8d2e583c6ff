"""How far judges agree, as text and as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from casekit.model.history import Seen
from casekit.output.paper import Paper, flat
from casekit.output.style import PLAIN, Style
from casekit.register.agreed import FormAgreement, Line
from casekit.register.agreement import COEFFICIENTS, MOSTLY, Agreement, cautions, interval
from casekit.register.coefficients import Coefficient
from casekit.register.judges import Choice
from casekit.words import count

SEEN = {
    Seen.NOT_SHOWN: "Second judgements, the first not shown",
    Seen.SHOWN: "Second judgements, the first shown",
    Seen.UNKNOWN: "Second judgements, shown or not: nobody knows",
}


def render(
    found: Sequence[FormAgreement], section: str, auditors: Mapping[str, str], width: int, style: Style = PLAIN
) -> str:
    """For a QA lead. section: the only one to show, or "". auditors: how each is called, if at all."""
    paper = Paper(width, style)
    if not found:
        paper.line("No completed audit is among those that were asked for.")
    for form in found:
        paper.gap()
        paper.line(paper.bold(f"{form.rubric.title}, version {form.rubric.version}"))
        paper.say(f"{form.moderated} of {count(form.audits, 'completed audit')} moderated.")
        _lines(paper, "Auditor and moderator", taken(form.moderation, section), section, MOSTLY)
        for second in form.seconds:
            _lines(
                paper, f"{SEEN[second.seen]}: {count(second.audits, 'audit')}", taken(second.graded, section), section
            )
            if not section:
                _brief(paper, "On each question", second.questions)
        if auditors and section in ("", form.rubric.overall.id):
            called = [Line(one.id, auditors.get(one.id, one.id), one.found) for one in form.auditors]
            _brief(paper, "Overall grade, by auditor", called)
        if form.calibrations:
            paper.gap()
            paper.say(f"{count(len(form.calibrations), 'calibration')}, counted apart: casekit calibration shows them.")
        if form.left_out:
            paper.say(f"{count(form.left_out, 'second judgement')} left out: casekit lint says why.")
    return paper.text()


def taken(lines: Iterable[Line], section: str) -> tuple[Line, ...]:
    """Those lines that were asked for."""
    return tuple(line for line in lines if section in ("", line.id))


def _lines(paper: Paper, title: str, lines: Sequence[Line], section: str, note: str = "") -> None:
    """The whole, or the section that was asked for, in full; other sections in a line each."""
    for line in lines if section else lines[:1]:
        paper.gap()
        paper.line(paper.bold(f"{title}: {line.title}"))
        found = line.found
        if not found.n:
            paper.say("No pair of grades.", 2)
            continue
        paper.say(f"{sentence(found)}.", 2)
        _matrix(paper, found)
        for name, called in COEFFICIENTS.items():
            paper.line(f"{called:<18}{coefficient(getattr(found, name))}", 2)
        for caution in cautions(found):
            paper.say(caution, 2, 2, "! ")

    if not section:
        _brief(paper, f"{title}: each section", lines[1:], note)


def _brief(paper: Paper, title: str, lines: Sequence[Line], note: str = "") -> None:
    """A sentence for each line, those on which judges differ most first."""
    if not lines:
        return
    paper.gap()
    paper.line(paper.bold(title))
    if note:
        paper.say(note, 2)
    for line in sorted(lines, key=lambda line: (line.found.exact - line.found.n, line.id)):
        paper.say(f"{flat(line.title)}: {short(line.found)}{small(line.found)}.", 2, 4)


def sentence(found: Agreement) -> str:
    """ "8 of 10 the same, 9 within one grade, 1 better and 1 worse than the first; 2 lack one of both"."""
    parts = [f"{found.exact:,} of {found.n:,} the same"]
    if found.within_one is not None:
        parts += [
            f"{found.within_one:,} within one grade",
            f"{found.up:,} raised and {found.down:,} lowered by the second",
        ]
    lack = f"; {found.missing:,} with only one of both" if found.missing else ""
    return f"{', '.join(parts)}{lack}"


def short(found: Agreement) -> str:
    """The same in few words, where many lines follow each other: "8 of 10 the same, 1 raised"."""
    steps = ((found.up, "raised"), (found.down, "lowered"), (found.missing, "with only one of both"))
    return ", ".join([f"{found.exact:,} of {found.n:,} the same", *(f"{n:,} {what}" for n, what in steps if n)])


def small(found: Agreement) -> str:
    """ " (few pairs)" where it is."""
    return " (few pairs)" if found.few and found.n else ""


def coefficient(one: Coefficient | None) -> str:
    """ "0.57 (0.38 to 0.76)"; that nothing can be said where nothing can."""
    value, ends = interval(one)
    return f"{value} ({ends})" if ends else "cannot be said"


def _matrix(paper: Paper, found: Agreement) -> None:
    """First judge down, second judge across."""
    labels = [flat(value.label) for value in found.scale.best_first]
    room = max(map(len, labels))
    numbers = [f"{n + 1}" for n in range(len(labels))]
    wide = max(4, *(len(str(n)) + 2 for row in found.matrix for n in row))
    paper.line(f"{'':<{room + 4}}{''.join(f'{n:>{wide}}' for n in numbers)}  second judge", 2)
    for number, label, row in zip(numbers, labels, found.matrix, strict=True):
        paper.line(f"{number:>2}  {label:<{room}}{''.join(f'{n:>{wide}}' for n in row)}", 2)


def as_data(found: Iterable[FormAgreement], choice: Choice, section: str, names: bool) -> dict[str, object]:
    """The same for other programs: version 1; its shape is schema/agreement.schema.json and only grows.

    names: whether policy lets auditors be told apart.
    """
    return {
        "version": 1,
        "from": choice.start.isoformat() if choice.start else None,
        "to": choice.end.isoformat() if choice.end else None,
        "team": choice.team or None,
        "section": section or None,
        "rubric": choice.rubric or None,
        "forms": [_form(form, section, names) for form in found],
    }


def _form(form: FormAgreement, section: str, names: bool) -> dict[str, object]:
    return {
        "rubric": form.rubric.ref,
        "audits": form.audits,
        "moderated": form.moderated,
        "moderation": [_line(line) for line in taken(form.moderation, section)],
        "auditors": [{"auditor": line.id, **figures(line.found)} for line in form.auditors]
        if names and section in ("", form.rubric.overall.id)
        else None,
        "seconds": [
            {
                "seen": second.seen.value,
                "audits": second.audits,
                "graded": [_line(line) for line in taken(second.graded, section)],
                "questions": [] if section else [_line(line) for line in second.questions],
            }
            for second in form.seconds
        ],
        "calibrations": [one.first.audit.id for one in form.calibrations],
        "left_out": form.left_out,
    }


def _line(line: Line) -> dict[str, object]:
    return {"id": line.id, "title": line.title, **figures(line.found)}


def figures(found: Agreement) -> dict[str, object]:
    """Every figure; null where there is none."""
    return {
        "grades": [value.id for value in found.scale.best_first],
        "n": found.n,
        "missing": found.missing,
        "matrix": [list(row) for row in found.matrix],
        "exact": found.exact,
        "changed": found.changed,
        "within_one": found.within_one,
        "up": found.up,
        "down": found.down,
        **{name: coefficient_data(getattr(found, name)) for name in COEFFICIENTS},
        "few": found.few,
        "dominant": found.dominant,
    }


def coefficient_data(one: Coefficient | None) -> dict[str, float | None] | None:
    """A coefficient with its ends; null where there is none."""
    if one is None:
        return None
    ends = (("value", one.value), ("low", one.low), ("high", one.high))
    return {name: None if end is None else round(end, 6) for name, end in ends}
