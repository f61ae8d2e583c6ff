"""A month in figures alone, for readers outside the service: which tables they get, and what of them is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from casekit.register.agreement import Agreement
from casekit.register.bounds import Sum
from casekit.register.grades import GradeLine
from casekit.register.monthly import FormMonth, MonthFigures
from casekit.register.suppress import Profile, suppress
from casekit.rubric.model import Scale
from casekit.words import listing

OUTCOMES = {
    "gained": "Gained",
    "attempted": "Attempted, not gained",
    "declined": "Declined",
    "not_appropriate": "Not appropriate",
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table. part: the heading it stands under; form: whose figures they are, "" where they are of all forms.

    rows: what each row is called, with the ids of its figures. scale: of the grades that are the first columns.
    """

    part: str
    form: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    scale: Scale | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """The tables with what is shown of each figure: a number, or None where it is left out."""

    month: str
    profile: Profile
    tables: tuple[Table, ...]
    shown: Mapping[str, int | None]

    def text(self, id: str) -> str:
        """A figure as people read it: its number, or the profile's mark."""
        number = self.shown[id]
        return self.profile.mark if number is None else f"{number:,}"


@dataclass(slots=True)
class Ledger:
    """All figures that are published together, and every sum by which one follows from others.

    What anybody gets by taking figures from a total is a figure too, whether a table has it or not.
    """

    figures: dict[str, int] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)

    def put(self, figures: Mapping[str, int], total: str = "") -> tuple[str, ...]:
        """Write figures down, with the total that holds them; their ids.

        What remains of the total is one more figure; where nothing does, that counts as known to everybody.
        """
        self.figures.update(figures)
        if total:
            remains = self.figures[total] - sum(figures.values())
            rest = f"{total}, less {listing(figures)}"
            if remains > 0:
                self.figures[rest] = remains
            if remains >= 0:
                self.sums.append(Sum(total, (*figures, *([rest] if remains else []))))
        return tuple(figures)


def published(month: MonthFigures, profile: Profile) -> Published:
    """A month's tables for readers outside the service.

    Left out, since figures of two reports or tables give small ones away: grades before moderation beside those in
    effect, what moved since the month before, all actions that were ever done, agreement beyond chance, and teams.
    """
    ledger, tables = Ledger(), []
    tables += [_auditing(ledger, month)]
    for form in month.forms:
        tables += _form(ledger, form)
    together = {f"{form.rubric.ref} counted": ledger.figures[f"{form.rubric.ref} counted"] for form in month.forms}
    ledger.put(together, "completed")
    tables += [_safety(ledger, month), *_actions(ledger, month), _feedback(ledger, month)]
    return Published(month.month, profile, tuple(tables), suppress(ledger.figures, ledger.sums, profile))


def _lines(part: str, caption: str, rows: Sequence[tuple[str, str]], form: str = "") -> Table:
    head = caption.split(" ", 1)[0]
    return Table(part, form, caption, (head, "Number"), tuple((label, (id,)) for label, id in rows))


def _auditing(ledger: Ledger, month: MonthFigures) -> Table:
    ledger.put({"due": month.due, "unreadable": month.broken})
    ledger.put({"completed": month.completed}, "due")
    ledger.put({"on time": month.on_time}, "completed")
    rows = [
        ("Of the month", "due"),
        ("of these completed", "completed"),
        ("of these by the month's last day", "on time"),
        ("Files that could not be read, and are in no other figure", "unreadable"),
    ]
    return _lines("Auditing", "Audits of the month", rows)


def _form(ledger: Ledger, form: FormMonth) -> Iterator[Table]:
    ref, name = form.rubric.ref, f"{form.rubric.title}, version {form.rubric.version}"
    counted = f"{ref} counted"
    ledger.put({counted: form.grades.counted})
    yield _lines(name, "Audits under this form", [("Completed", counted)], ref)
    lines = form.grades.sections
    if form.grades.overall is not None:
        yield from _grades(ledger, (form.grades.overall,), counted, name, ref, "Overall grades in effect")
    yield from _grades(ledger, lines, counted, name, ref, "Grades in effect by section")
    if form.moderation is not None:
        yield _moderated(ledger, form.moderation, counted, name, ref)
    themes = [(label, f"{ref} theme/{theme}") for theme, label in form.rubric.themes.items()]
    for theme in form.rubric.themes:
        id = f"{ref} theme/{theme}"
        ledger.put({id: form.themes.get(theme, 0)}, counted)
    if themes:
        yield _lines(name, "Themes that completed audits name", themes, ref)


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
    return _lines(name, "Moderated audits", [("Moderated", total), *listed], ref)


def _grades(
    ledger: Ledger, lines: Sequence[GradeLine], counted: str, name: str, ref: str, caption: str
) -> Iterator[Table]:
    """A table for each scale: sections with another scale have other columns."""
    scales = {tuple((value.id, value.label) for value in line.scale.best_first): line.scale for line in lines}
    for labels, scale in scales.items():
        rows = []
        for line in lines:
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


def _safety(ledger: Ledger, month: MonthFigures) -> Table:
    ledger.put({"concerns": len(month.concerns), "disputes": len(month.disputes)})
    still = sum(concern.closed is None for _, concern in month.concerns)
    unsettled = sum(dispute.resolved_on is None for _, dispute in month.disputes)
    ledger.put({"concerns/open": still}, "concerns")
    ledger.put({"disputes/open": unsettled}, "disputes")
    rows = [
        ("Immediate concerns", "concerns"),
        ("of these still open", "concerns/open"),
        ("Disputes", "disputes"),
        ("of these not settled", "disputes/open"),
    ]
    return _lines("Immediate concerns and disputes", "Concerns and disputes in the month's audits", rows)


def _actions(ledger: Ledger, month: MonthFigures) -> Iterator[Table]:
    acts = month.actions
    ledger.put({"actions/open": acts.open})
    late = {"actions/overdue": acts.overdue, "actions/undated": acts.undated}
    ledger.put(late, "actions/open")
    rows = [
        ("Open", "actions/open"),
        ("of these overdue", "actions/overdue"),
        ("of these without a deadline", "actions/undated"),
    ]
    yield _lines("Actions", "Actions open at the close", rows)
    ledger.put({"actions/agreed": month.agreed, "actions/done": month.done, "actions/verified": month.verified})
    ledger.put({"actions/fell due": month.fell_due})
    ledger.put({"actions/kept": month.kept}, "actions/fell due")
    rows = [
        ("Agreed in the month", "actions/agreed"),
        ("Done in the month", "actions/done"),
        ("Verified in the month", "actions/verified"),
        ("With a deadline in the month", "actions/fell due"),
        ("of these done by it", "actions/kept"),
    ]
    yield _lines("Actions", "Actions in the month", rows)


def _feedback(ledger: Ledger, month: MonthFigures) -> Table:
    found = month.feedback
    ledger.put({"feedback/asked": found.asked})
    outcomes = {f"feedback/{id}": found.outcomes.get(id, 0) for id in OUTCOMES}
    ledger.put(outcomes, "feedback/asked")
    rows = [("Requests", "feedback/asked"), *((label, f"feedback/{id}") for id, label in OUTCOMES.items())]
    return _lines("Feedback from families", "Requests for feedback", rows)
