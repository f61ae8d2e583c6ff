"""What changed since the month before: only figures that can be set beside each other (D10, D11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from casekit.days import month_end
from casekit.model.audit import Action
from casekit.model.corpus import Corpus
from casekit.register.coverage import Coverage, coverage
from casekit.register.grades import GradeLine
from casekit.register.monthly import FormMonth, MonthFigures, month_before, month_figures
from casekit.register.weak import Share, lower
from casekit.rubric.model import Rubric


@dataclass(frozen=True, slots=True)
class Moved:
    """So many of so many in the month, and in the month before."""

    now: Share
    before: Share


@dataclass(frozen=True, slots=True)
class Counts:
    """So many in the month, and in the month before."""

    now: int
    before: int


@dataclass(frozen=True, slots=True)
class FormSince:
    """One form and version with counted audits in both months.

    upper: overall grades in effect in the upper half of the scale. agreement: overall grades that moderation left as
    they were. Each None where either month has none to count. came: themes that are named in the month and not in the
    one before; went: the other way round.
    """

    rubric: Rubric
    upper: Moved | None
    agreement: Moved | None
    came: tuple[str, ...]
    went: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """The month beside the month before, both by what is on record now.

    compared: whether both have audits or a programme; else nothing below holds anything. over: whether the month had
    ended. waiting: audits of the month that are not due yet; mixed: whether just one of both has a programme; in either
    case on_time is None: audits completed in time of those expected. agreed, done, verified: of actions in each month.
    kept: deadlines of the month that were; None until it is over. overdue: of the actions open at the end of each
    month, those past their deadline as it was then. concerns: raised in each month's audits. reached: cases audited in
    the twelve months up to each; None where audits do not go back that far. forms: those with counted audits in both
    months; alone: those with counted audits in just one.
    """

    before: str
    compared: bool = False
    over: bool = True
    waiting: int = 0
    mixed: bool = False
    on_time: Moved | None = None
    agreed: Counts = Counts(0, 0)
    done: Counts = Counts(0, 0)
    verified: Counts = Counts(0, 0)
    kept: Moved | None = None
    overdue: Moved | None = None
    concerns: Counts = Counts(0, 0)
    reached: Counts | None = None
    forms: tuple[FormSince, ...] = ()
    alone: Mapping[str, Rubric] = field(default_factory=dict)


def since(corpus: Corpus, month: MonthFigures) -> Since:
    """What changed since the month before the one that these are the figures of."""
    before = month_before(month.month)
    known = {case.audit.month for case in corpus.audits} | set(corpus.programmes)
    if not {before, month.month} <= known:
        return Since(before)
    then = month_figures(corpus, before, month.today)
    forms = {form.rubric.ref: form for form in then.forms if form.counted}
    mine = [form for form in month.forms if form.counted]
    both = [(form, forms[form.rubric.ref]) for form in mine if form.rubric.ref in forms]
    shared = {form.rubric.ref for form, _ in both}
    alone = {form.rubric.ref: form.rubric for form in (*mine, *forms.values()) if form.rubric.ref not in shared}
    over = month.today > month_end(month.month)
    mixed = (month.programme is None) != (then.programme is None)
    waiting = _waiting(month, over)
    return Since(
        before,
        compared=True,
        over=over,
        waiting=waiting,
        mixed=mixed,
        on_time=None if mixed or waiting else _moved(_on_time(month), _on_time(then)),
        agreed=Counts(month.agreed, then.agreed),
        done=Counts(month.done, then.done),
        verified=Counts(month.verified, then.verified),
        kept=_moved(Share(month.kept, month.fell_due), Share(then.kept, then.fell_due)) if over else None,
        overdue=_moved(*(late_on([row.action for row in month.rows], _end(one, month.today)) for one in (month, then))),
        concerns=Counts(len(month.concerns), len(then.concerns)),
        reached=_reached(corpus, month.month, before),
        forms=tuple(_form(now, old) for now, old in both),
        alone=dict(sorted(alone.items())),
    )


def _moved(now: Share, before: Share) -> Moved | None:
    """Two shares, where both say something."""
    return Moved(now, before) if now.of and before.of else None


def _on_time(month: MonthFigures) -> Share:
    """Of the audits expected, those completed on time: by the programme, without one by what the files say."""
    found = month.programme
    return Share(month.on_time, month.due) if found is None else Share(found.on_time, found.expected)


def _waiting(month: MonthFigures, over: bool) -> int:
    """Audits of the month that are not completed and not due yet."""
    if month.programme is not None:
        return month.programme.open
    return 0 if over else month.due - month.completed


def _end(month: MonthFigures, today: date) -> date:
    """The last day of a month, or today where it has not ended."""
    return min(month_end(month.month), today)


def late_on(actions: Iterable[Action], day: date) -> Share:
    """Of the actions that were open at the end of a day, those whose deadline had passed by then.

    An action without the day on which it was agreed is in neither: nobody knows since when it is there.
    """
    still = [action for action in actions if action.agreed is not None and action.agreed <= day < _ended(action)]
    return Share(sum(due is not None and due < day for due in (due_on(action, day) for action in still)), len(still))


def _ended(action: Action) -> date:
    """The day on which an action was done or cancelled; the last of all days while it is open."""
    return min(day for day in (action.done_on, action.cancelled_on, date.max) if day is not None)


def due_on(action: Action, day: date) -> date | None:
    """An action's deadline as it was at the end of a day: what was moved later had not moved yet."""
    due = action.due
    for move in reversed(action.moves):
        if move.on is None or move.on <= day:
            break
        due = move.start
    return due


def _reached(corpus: Corpus, month: str, before: str) -> Counts | None:
    """Cases audited in the twelve months up to each, where audits go back to the first of all these months."""
    now, then = (_coverage(corpus, one) for one in (month, before))
    oldest = min((case.audit.month for case in corpus.audits), default="")
    if now is None or then is None or oldest > then.first:
        return None
    return Counts(now.whole.cases, then.whole.cases)


def _coverage(corpus: Corpus, month: str) -> Coverage | None:
    """Coverage up to that month; None where it has no completed audit."""
    found = coverage(replace(corpus, audits=tuple(case for case in corpus.audits if case.audit.month <= month)))
    return found if found is not None and found.month == month else None


def _form(now: FormMonth, before: FormMonth) -> FormSince:
    lines = (now.grades.overall, before.grades.overall)
    pairs = [Share(one.moderation.exact, one.moderation.n) if one.moderation else Share() for one in (now, before)]
    return FormSince(
        rubric=now.rubric,
        upper=_moved(*(upper(line) if line is not None else Share() for line in lines)),
        agreement=_moved(pairs[0], pairs[1]),
        came=tuple(theme for theme in now.rubric.themes if theme in now.themes and theme not in before.themes),
        went=tuple(theme for theme in now.rubric.themes if theme in before.themes and theme not in now.themes),
    )


def upper(line: GradeLine) -> Share:
    """Of the grades in effect, those in the upper half of the scale."""
    counts = line.effective.counts
    return Share(sum(counts[v.id] for v in line.scale.values if not lower(line.scale, v.id)), line.effective.graded)
