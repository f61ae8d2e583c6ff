"""The monthly report as data for other programs; the shape is schema/report.schema.json and only grows."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.register.agreement import Agreement
from casekit.register.coefficients import Coefficient
from casekit.register.grades import GradeLine
from casekit.register.monthly import FormMonth, MonthFigures
from casekit.register.since import Since
from casekit.report.since import since_data

Json = object

NONE: Mapping[str, Json] = {"auditor": None, "effective": None}


def report_data(figures: MonthFigures, since: Since) -> dict[str, Json]:
    """The report. What is told by form stands under "rubrics"; at the top too where the month has just one form.

    An undefined figure is null.
    """
    acts = figures.actions
    forms = {form.rubric.ref: _form(form) for form in figures.forms}
    only = next(iter(forms.values())) if len(forms) == 1 else {}
    return {
        "version": 1,
        "month": figures.month,
        "as_at": figures.today.isoformat(),
        "programme": _programme(figures),
        "grades": only.get("grades", NONE),
        "moderation": only.get("moderation"),
        "actions": {
            "open": acts.open,
            "overdue": acts.overdue,
            "done": acts.done,
            "verified": acts.verified,
            "on_time_rate": rate(acts.in_time, acts.done_dated),
            "in_month": {
                "agreed": figures.agreed,
                "done": figures.done,
                "verified": figures.verified,
                "fell_due": figures.fell_due,
                "kept": figures.kept,
            },
        },
        "themes": only.get("themes"),
        "sections": only.get("sections"),
        "rubrics": forms,
        "concerns": {
            "raised": len(figures.concerns),
            "open": sum(concern.closed is None for _, concern in figures.concerns),
        },
        "disputes": {
            "raised": len(figures.disputes),
            "open": sum(dispute.resolved_on is None for _, dispute in figures.disputes),
        },
        "feedback": {
            "audits": figures.feedback.audits,
            "asked": figures.feedback.asked,
            "by_outcome": dict(figures.feedback.outcomes),
        },
        "unreadable": figures.broken,
        "since": since_data(since),
    }


def _programme(figures: MonthFigures) -> dict[str, Json]:
    """By the month's programme; without one, what the files say of completion, and nothing of allocation."""
    found = figures.programme
    if found is None:
        counted = {"completed": figures.completed, "on_time": figures.on_time, "due": figures.due}
        return {"allocated": None, "exempt": None, "stopped": None, **counted}
    return {
        "allocated": found.allocated,
        "completed": found.completed,
        "on_time": found.on_time,
        "exempt": found.exempt,
        "stopped": found.stopped,
        "due": found.expected,
        "late": found.late,
        "late_with_reason": found.reason,
        "overdue": found.missing,
        "cancelled": found.cancelled,
    }


def rate(part: int, of: int) -> float | None:
    """A share from 0 to 1, null where there is nothing to take it of."""
    return part / of if of else None


def _form(form: FormMonth) -> dict[str, Json]:
    whole = form.grades.overall
    return {
        "audits": form.grades.audits,
        "counted": form.grades.counted,
        "grades": _grades(whole) if whole is not None else NONE,
        "moderation": _agreement(form.moderation),
        "themes": dict(form.themes),
        "sections": {line.id: dict(line.effective.counts) for line in form.grades.sections},
    }


def _grades(line: GradeLine) -> dict[str, Json]:
    return {"auditor": dict(line.auditor.counts), "effective": dict(line.effective.counts)}


def _agreement(found: Agreement | None) -> dict[str, Json] | None:
    if found is None:
        return None
    return {
        "n": found.n,
        "changed": found.changed,
        "up": found.up,
        "down": found.down,
        "exact": found.exact,
        "within_one": found.within_one,
        "kappa": _value(found.kappa),
        "kappa_linear": _value(found.kappa_linear),
        "kappa_quadratic": _value(found.kappa_quadratic),
        "ac1": _value(found.ac1),
        "ac2": _value(found.ac2),
        "matrix": [list(row) for row in found.matrix],
        "grades": [value.id for value in found.scale.best_first],
    }


def _value(coefficient: Coefficient | None) -> float | None:
    return coefficient.value if coefficient is not None else None
