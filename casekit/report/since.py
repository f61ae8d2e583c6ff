"""The part of the monthly report on what changed since the month before, in English and as data (D10, D11)."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.days import month_end, written
from casekit.register.agreement import FEW
from casekit.register.monthly import MonthFigures
from casekit.register.since import Counts, FormSince, Moved, Since
from casekit.register.weak import Share, lower
from casekit.report.blocks import Block, Grid, Heading, Points, Words
from casekit.report.english import month_name, share
from casekit.rubric.model import Rubric
from casekit.words import count, listing

Json = object

SAME = "the same"


def changed(figures: MonthFigures, since: Since) -> Iterator[Block]:
    """Every figure that can be compared beside that of the month before, and the themes that came or went."""
    month, before = month_name(figures.month), month_name(since.before)
    so_far = "" if since.over else " so far"
    yield Heading(2, f"What changed since {before}")
    if not since.compared:
        none = month if not figures.audits and figures.programme is None else before
        yield Words(f"No audit of {none} is on record, so that nothing can be compared.")
        return
    rows = tuple(_rows(since))
    still = all(row[-1] == SAME for row in rows) and not any(form.came or form.went for form in since.forms)
    if still:
        yield Words(f"Everything that can be compared is as it was in {before}.")
    yield Grid(f"{month}{so_far} beside {before}", ("What", f"{month}{so_far}", before, "Moved"), rows)
    said = tuple(_said(figures, since, month, before))
    if said:
        yield Points(said)


def _rows(since: Since) -> Iterator[tuple[str, str, str, str]]:
    if since.on_time is not None:
        yield _shares("Audits completed on time", since.on_time, "audit")
    yield _counts("Actions agreed in the month", since.agreed)
    yield _counts("Actions done in the month", since.done)
    yield _counts("Actions verified in the month", since.verified)
    if since.kept is not None:
        yield _shares("Deadlines of the month that were kept", since.kept, "action")
    if since.overdue is not None:
        yield _shares("Open actions overdue at the end of the month", since.overdue, "action")
    yield _counts("Immediate concerns in the month's audits", since.concerns)
    if since.reached is not None:
        yield _counts("Cases audited in the twelve months up to the month", since.reached)
    for form in since.forms:
        if form.upper is not None:
            yield _shares(f"Overall grade {_upper(form.rubric)} ({_title(form.rubric)})", form.upper, "audit")
        if form.agreement is not None:
            yield _shares(f"Overall grade kept by moderation ({_title(form.rubric)})", form.agreement, "audit")


def _counts(what: str, one: Counts) -> tuple[str, str, str, str]:
    step = one.now - one.before
    moved = f"{abs(step):,} {'more' if step > 0 else 'fewer'}" if step else SAME
    return what, f"{one.now:,}", f"{one.before:,}", moved


def _shares(what: str, one: Moved, of: str) -> tuple[str, str, str, str]:
    now, before = (round(100 * part.number / part.of) for part in (one.now, one.before))
    step = now - before
    moved = f"{count(abs(step), 'point')} {'up' if step > 0 else 'down'}" if step else SAME
    return what, share(one.now.number, one.now.of, of), share(one.before.number, one.before.of, of), moved


def _said(figures: MonthFigures, since: Since, month: str, before: str) -> Iterator[str]:
    """Themes that came or went, and what somebody has to know who reads the numbers."""
    for form in since.forms:
        for themes, named, silent in ((form.came, month, before), (form.went, before, month)):
            if themes:
                called = "; ".join(form.rubric.themes[theme] for theme in themes)
                yield f"Themes named in {named} and not in {silent} ({_title(form.rubric)}): {called}."
    for rubric in since.alone.values():
        yield f"{_title(rubric)} has counted audits in just one of the months, so that its grades are not compared."
    if since.mixed:
        yield "Just one of the months has a programme, so that completion on time is not compared."
    elif since.waiting:
        due = f"{count(since.waiting, 'audit')} of {month} {'is' if since.waiting == 1 else 'are'} not due yet"
        yield f"{due}, so that completion on time is not compared."
    if not since.over:
        end = written(month_end(figures.month))
        yield f"{month} ends on {end}: its numbers may still grow, and its deadlines are not compared yet."
    shares = [one for one in _moved(since) if min(one.now.of, one.before.of) < FEW]
    if shares:
        yield "A point is one in a hundred. With numbers this small a difference may be chance."


def _moved(since: Since) -> Iterator[Moved]:
    every = (since.on_time, since.kept, since.overdue, *(one for f in since.forms for one in (f.upper, f.agreement)))
    yield from (one for one in every if one is not None)


def _title(rubric: Rubric) -> str:
    return f"{rubric.title}, version {rubric.version}"


def _upper(rubric: Rubric) -> str:
    """The grades in the upper half of the whole's scale."""
    scale = rubric.overall.scale
    return listing((v.label for v in scale.best_first if not lower(scale, v.id)), "or") if scale is not None else ""


def since_data(since: Since) -> dict[str, Json] | None:
    """The same as data; null where there is nothing to compare with."""
    if not since.compared:
        return None
    return {
        "month": since.before,
        "month_over": since.over,
        "programme": {"on_time": _share_data(since.on_time)},
        "actions": {
            "agreed": _count_data(since.agreed),
            "done": _count_data(since.done),
            "verified": _count_data(since.verified),
            "kept": _share_data(since.kept),
            "overdue_at_month_end": _share_data(since.overdue),
        },
        "concerns": _count_data(since.concerns),
        "cases_in_twelve_months": _count_data(since.reached),
        "rubrics": {form.rubric.ref: _form_data(form) for form in since.forms},
        "not_compared": list(since.alone),
    }


def _form_data(form: FormSince) -> dict[str, Json]:
    return {
        "upper_half": _share_data(form.upper),
        "kept_by_moderation": _share_data(form.agreement),
        "themes_came": list(form.came),
        "themes_went": list(form.went),
    }


def _count_data(one: Counts | None) -> dict[str, Json] | None:
    return {"now": one.now, "before": one.before} if one is not None else None


def _share_data(one: Moved | None) -> dict[str, Json] | None:
    return {"now": _of(one.now), "before": _of(one.before)} if one is not None else None


def _of(one: Share) -> dict[str, Json]:
    return {"number": one.number, "of": one.of}
