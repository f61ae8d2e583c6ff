"""The parts of the monthly report that are figures: auditing, grades, moderation, actions, feedback."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.days import month_end, written
from casekit.register.agreement import FEW, Agreement
from casekit.register.coefficients import Coefficient
from casekit.register.compliance import Compliance
from casekit.register.grades import GradeLine, Spread
from casekit.register.monthly import FormMonth, MonthFigures, month_before
from casekit.register.published import OUTCOMES
from casekit.report.blocks import Bar, Bars, Block, Grid, Heading, Part, Words
from casekit.report.english import month_name, points, share
from casekit.rubric.model import Scale, Value
from casekit.words import count, listing, sentence


def auditing(figures: MonthFigures) -> Iterator[Block]:
    """How many audits were due, completed, and completed in time (D3, D10)."""
    yield Heading(2, "Auditing")
    if figures.programme is not None:
        yield from _programme(figures.programme, figures.month)
        return
    if not figures.due:
        yield Words(f"No audit of {month_name(figures.month)} is on record.")
        return
    last = written(month_end(figures.month))
    name = month_name(figures.month)
    if figures.on_time == figures.due:
        yield Words(
            sentence(f"{_every(figures.due)} of {name} {_was(figures.due)} completed by {last}, when the month ended")
        )
    else:
        late, waiting = figures.completed - figures.on_time, figures.due - figures.completed
        said = f"{share(figures.on_time, figures.due, 'audit')} of {name} {_was(figures.on_time)} completed by {last}"
        yield Words(f"{said}, when the month ended; {late or 'none'} later; {waiting or 'none'} not yet.")
    if figures.broken:
        yield Words(
            f"{count(figures.broken, 'file')} of the month could not be read as an audit and "
            f"{'is' if figures.broken == 1 else 'are'} in none of these figures."
        )


def _programme(found: Compliance, month: str) -> Iterator[Block]:
    """What became of the month's allocations, with the denominator (D10, F9)."""
    if not found.allocated:
        yield Words(f"The programme of {month_name(month)} allocates no audit.")
        return
    left = [f"{n} that {_was(n)} {what}" for n, what in ((found.exempt, "exempt"), (found.stopped, "stopped")) if n]
    of = f", without {listing(left)}" if left else ""
    expected = count(found.expected, "audit")
    yield Words(
        f"{count(found.allocated, 'audit')} {_was(found.allocated)} allocated for {month_name(month)}; {expected} "
        f"{_was(found.expected)} to be done{of}. {share(found.on_time, found.expected, 'audit')} {_was(found.on_time)} "
        "completed on time."
    )
    rows = (
        ("Completed on time", found.on_time),
        ("Completed late", found.late),
        ("Late with a reason", found.reason),
        ("Overdue", found.missing),
        ("Not due yet", found.open),
        ("Stopped", found.stopped),
        ("Exempt", found.exempt),
        ("Cancelled (not among those allocated)", found.cancelled),
    )
    yield Grid("What became of the programme", ("", "Audits"), tuple((name, str(number)) for name, number in rows))


def _every(number: int) -> str:
    return "the one audit" if number == 1 else f"all {number} audits"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def grades(form: FormMonth) -> Iterator[Block]:
    """The whole's grades, before and after moderation, what moved since last month, and each section."""
    lines = form.grades
    if not lines.counted:
        yield Words("No audit under this form is completed, so that there are no grades to count.")
        return
    if lines.overall is not None:
        yield from _overall(form, lines.overall)
    if lines.sections:
        yield from _sections(lines.sections)


def _overall(form: FormMonth, line: GradeLine) -> Iterator[Block]:
    scale = line.scale
    yield Words(_most(scale, line.effective))
    moved = _moved(form, line)
    if moved:
        yield Words(moved)
    heads = tuple(value.label for value in scale.best_first)
    rows = [("Before moderation", *_row(scale, line.auditor)), ("In effect", *_row(scale, line.effective))]
    yield Grid("Overall grades", ("", *heads, "With a grade"), tuple(rows))
    yield Bars(
        "Overall grades as shares",
        f"In effect: {_spread(scale, line.effective)}.",
        (_bar("Before moderation", scale, line.auditor), _bar("In effect", scale, line.effective)),
    )


def _sections(lines: tuple[GradeLine, ...]) -> Iterator[Block]:
    """A table for each scale: sections with another scale have other columns."""
    scales = {tuple((value.id, value.label) for value in line.scale.best_first): line.scale for line in lines}
    for labels, scale in scales.items():
        some = [one for one in lines if tuple((v.id, v.label) for v in one.scale.best_first) == labels]
        heads = tuple(label for _, label in labels)
        rows = tuple((line.title, *_row(scale, line.effective)) for line in some)
        yield Grid("Grades in effect by section", ("Section", *heads, "With a grade"), rows)
        yield Bars(
            "Grades by section as shares",
            "Each bar is one section; the table has the numbers.",
            tuple(_bar(line.title, scale, line.effective) for line in some),
        )


def _most(scale: Scale, spread: Spread) -> str:
    if not spread.graded:
        return "No audit has an overall grade in effect."
    return sentence(
        f"the grades in effect are {_spread(scale, spread)}, of {count(spread.graded, 'audit')} with a grade"
    )


def _spread(scale: Scale, spread: Spread) -> str:
    return listing(f"{value.label} {spread.counts[value.id]}" for value in scale.best_first)


def _moved(form: FormMonth, line: GradeLine) -> str:
    """How the share of the two better grades moved since the month before, in points; "" where nothing can be said."""
    old = form.before.overall if form.before is not None else None
    if old is None or not old.effective.graded or not line.effective.graded or old.scale.ranks != line.scale.ranks:
        return ""
    upper = list(line.scale.best_first)[: (len(line.scale.values) + 1) // 2]
    now = sum(line.effective.counts[value.id] for value in upper) / line.effective.graded
    then = sum(old.effective.counts[value.id] for value in upper) / old.effective.graded
    names = listing((value.label for value in upper), "or")
    month = month_name(month_before(form.cases[0].audit.month))
    before = f"{month} ({then:.0%} of {old.effective.graded})"
    said = f"{names}: {now:.0%} of audits with a grade, {points(now, then)} {before}."
    few = min(line.effective.graded, old.effective.graded) < FEW
    return f"{said} With numbers this small a difference may be chance." if few else said


def _row(scale: Scale, spread: Spread) -> tuple[str, ...]:
    counts = tuple(str(spread.counts[value.id]) for value in scale.best_first)
    return (*counts, f"{spread.graded} of {spread.of}")


def _bar(name: str, scale: Scale, spread: Spread) -> Bar:
    return Bar(name, tuple(tone(scale, value, spread.counts[value.id]) for value in scale.best_first))


def tone(scale: Scale, value: Value, number: int) -> Part:
    """The part of a bar for one grade, in the tone of its rank."""
    last = max(len(scale.values) - 1, 1)
    return Part(value.label, number, f"t{1 + round(scale.ranks[value.id] * 3 / last)}")


def moderation(found: Agreement | None) -> Iterator[Block]:
    """How far moderators and auditors agree."""
    if found is None:
        yield Words("This form grades no whole, so that moderation of the whole has nothing to count.")
        return
    if not found.n:
        yield Words("No audit was moderated.")
        return
    changed = "none changed" if not found.changed else f"{found.changed} changed: {found.up} up and {found.down} down"
    near = f" {found.within_one} of {found.n} are within one grade of the auditor's." if found.changed else ""
    kept = f"{count(found.n, 'audit')} {_was(found.n)} moderated; {found.exact} kept the overall grade, {changed}"
    yield Words(f"{kept}.{near}")
    figures = [
        ("Kappa", found.kappa),
        ("Kappa, weighted by distance", found.kappa_linear),
        ("Kappa, weighted by its square", found.kappa_quadratic),
        ("Gwet's AC2", found.ac2),
    ]
    rows = tuple(
        (
            name,
            f"{c.value:.2f}",
            f"{c.low:.2f} to {c.high:.2f}" if c.low is not None and c.high is not None else "unknown",
        )
        for name, c in figures
        if c is not None
    )
    if rows:
        yield Grid("Agreement beyond chance", ("Figure", "Value", "95 % interval"), rows)
    if found.few:
        yield Words(f"There are fewer than {FEW} pairs, so that these figures say little.")
    elif found.dominant is not None:
        label = found.scale.label(found.dominant)
        yield Words(f"{label} is given to most audits; kappa then falls though the judges agree, so read AC2.")


def _interval(of: Coefficient) -> str:
    return f"{of.low:.2f} to {of.high:.2f}" if of.low is not None and of.high is not None else "unknown"


def actions(figures: MonthFigures) -> Iterator[Block]:
    """What is open and late, and what the month brought (D7, D10)."""
    yield Heading(2, "Actions")
    acts = figures.actions
    if not acts.total:
        yield Words("No action is on record.")
        return
    yield Words(
        f"{count(acts.open, 'action')} of audits up to this month {'is' if acts.open == 1 else 'are'} open on "
        f"{written(figures.today)}, {acts.overdue or 'none'} of them overdue. In {month_name(figures.month)} "
        f"{figures.agreed} were agreed, {figures.done} done and {figures.verified} verified by somebody else."
    )
    if figures.fell_due:
        kept = share(figures.kept, figures.fell_due, "action")
        yield Words(f"{kept} with a deadline in the month {'was' if figures.kept == 1 else 'were'} done by it.")
    rows = (
        ("Open", f"{acts.open:,}"),
        ("of these overdue", f"{acts.overdue:,}"),
        ("of these without a deadline", f"{acts.undated:,}"),
        ("Done", f"{acts.done:,}"),
        ("of these verified", f"{acts.verified:,}"),
        ("of these done by the deadline", f"{acts.in_time:,} of {acts.done_dated:,}"),
        ("Cancelled", f"{acts.cancelled:,}"),
    )
    yield Grid(f"Actions as they stood on {written(figures.today)}", ("Actions", "Number"), rows)


def feedback(figures: MonthFigures) -> Iterator[Block]:
    """What came of asking families (F8)."""
    yield Heading(2, "Feedback from families")
    found = figures.feedback
    if not found.asked:
        yield Words("No audit of the month says that a family was asked, or why not.")
        return
    yield Words(
        f"{count(found.asked, 'request')} for feedback in {count(found.audits, 'audit')}: "
        f"{found.outcomes.get('gained', 0)} brought an answer."
    )
    rows = tuple((label, str(found.outcomes.get(id, 0))) for id, label in OUTCOMES.items())
    yield Grid("What came of asking", ("Outcome", "Number"), rows)


def safety(figures: MonthFigures) -> Iterator[Block]:
    """Immediate concerns and disputes: how many, and how many are open."""
    yield Heading(2, "Immediate concerns and disputes")
    raised, disputes = figures.concerns, figures.disputes
    still = sum(concern.closed is None for _, concern in raised)
    unsettled = sum(dispute.resolved_on is None for _, dispute in disputes)
    if raised:
        yield Words(f"{count(len(raised), 'immediate concern')} on record, {still or 'none'} still open.")
    else:
        yield Words("No audit of the month records an immediate concern.")
    if disputes:
        yield Words(f"{count(len(disputes), 'dispute')} on record, {unsettled or 'none'} not settled.")
    else:
        yield Words("No moderation was disputed.")
