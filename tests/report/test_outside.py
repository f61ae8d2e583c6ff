"""The report for readers outside the service: its tables give no small number away, nor does anything beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from casekit.model.policy import Policy
from casekit.register.actions import ActionFigures
from casekit.register.bounds import Room, Sum
from casekit.register.compliance import Compliance
from casekit.register.grades import GradeLine, Spread
from casekit.register.monthly import FeedbackFigures, FormMonth, MonthFigures, month_figures
from casekit.register.published import published
from casekit.register.suppress import PROFILES, Profile
from casekit.register.weak import Share
from casekit.report.blocks import Bars, Grid, Heading, Points, Words
from casekit.report.outside import outside, outside_data
from casekit.resources import resource
from tests.publish.sample import TODAY, make_corpus

SCHEMA = json.loads((resource("schema") / "figures.schema.json").read_text("utf-8"))
CLOSE = date(2026, 6, 14)
FIGURES = month_figures(make_corpus(), "2026-05", TODAY)
NUMBER = st.one_of(st.integers(0, 9), st.integers(0, 40))


def line(draw: st.DrawFn, old: GradeLine, most: int) -> GradeLine:
    of = draw(st.integers(0, most))
    counts, left = {}, of
    for id in old.effective.counts:
        counts[id] = draw(st.integers(0, left))
        left -= counts[id]
    return replace(old, effective=Spread(counts, of))


def form(draw: st.DrawFn, old: FormMonth) -> FormMonth:
    counted = draw(NUMBER)
    whole = old.grades.overall
    moderated = old.moderation
    if moderated is not None:
        exact = draw(st.integers(0, counted))
        up = draw(st.integers(0, counted - exact))
        ordered = draw(st.booleans())
        ups, downs = (up, 0) if ordered else (None, None)
        moderated = replace(moderated, n=exact + up, exact=exact, up=ups, down=downs)
    grades = replace(
        old.grades,
        counted=counted,
        overall=whole and line(draw, whole, counted),
        sections=tuple(line(draw, one, counted) for one in old.grades.sections),
    )
    themes = {theme: draw(st.integers(0, counted)) for theme in old.rubric.themes}
    asked = []
    for question in old.questions:
        of = draw(st.integers(0, counted))
        asked.append(replace(question, less=Share(draw(st.integers(0, of)), of)))
    return replace(old, grades=grades, moderation=moderated, themes=themes, questions=tuple(asked))


def programmes(draw: st.DrawFn) -> Compliance:
    """What a programme can come to, whether or not it is what the audits' own files say."""
    on_time, late, reasoned, missing, waits, still, stopped, exempt = (draw(st.integers(0, 9)) for _ in range(8))
    completed = on_time + late + reasoned
    expected = completed + missing + waits + still
    return Compliance(
        allocated=expected + stopped + exempt,
        expected=expected,
        completed=completed,
        on_time=on_time,
        late=late,
        reason=reasoned + waits,
        missing=missing,
        open=still,
        stopped=stopped,
        exempt=exempt,
    )


@st.composite
def months(draw: st.DrawFn) -> MonthFigures:
    forms = tuple(form(draw, old) for old in FIGURES.forms)
    completed = sum(one.grades.counted for one in forms)
    overdue, undated, kept, gained, declined = (draw(NUMBER) for _ in range(5))
    planned = programmes(draw) if draw(st.booleans()) else None
    is_open, fell = overdue + undated + draw(NUMBER), kept + draw(NUMBER)
    return replace(
        FIGURES,
        broken=draw(NUMBER),
        due=completed + draw(NUMBER),
        completed=completed,
        on_time=draw(st.integers(0, completed)),
        forms=forms,
        actions=ActionFigures(is_open, is_open, overdue, undated, 0, 0, 0, 0, 0),
        agreed=draw(NUMBER),
        done=draw(NUMBER),
        verified=draw(NUMBER),
        fell_due=fell,
        kept=kept,
        programme=planned,
        feedback=FeedbackFigures(completed, gained + declined, {"gained": gained, "declined": declined}),
    )


def attacker(
    data: dict[str, Any], same: Mapping[str, int | None] | None = None
) -> tuple[dict[str, int | None], list[Sum]]:
    """What somebody who has the report knows: its figures, and which of them make up others or are part of others.

    same: the truth, for somebody who takes the programme's figures for those of the files, and is right.
    """
    figures: dict[str, int | None] = {}
    guesses: list[tuple[str, str]] = []
    sums: list[Sum] = []

    def holds(total: str, *parts: str) -> None:
        sums.append(Sum(total, (*parts, f"{len(sums)} rest")))

    completed: dict[str, str] = {}
    for place, table in enumerate(data["tables"]):
        ids = [[f"{place}/{n}/{m}" for m in range(len(row["figures"]))] for n, row in enumerate(table["rows"])]
        for row, names in zip(table["rows"], ids, strict=True):
            figures.update(zip(names, row["figures"], strict=True))
        only = [names[0] for names in ids]
        of = completed.get(table["rubric"] or "", "")
        match table["caption"].split()[0]:
            case "Audits" if not table["rubric"]:
                holds(only[0], only[1])
                holds(only[1], only[2])
                everything = only[1]
                audits = only
            case "Audits":
                completed[table["rubric"]] = only[0]
            case "Overall" | "Grades":
                for names in ids:
                    sums.append(Sum(names[-1], tuple(names[:-1])))
                    holds(of, names[-1])
            case "Moderated":
                sums.append(Sum(only[0], tuple(only[1:])))
                holds(of, only[0])
            case "Answers":
                for answered, less in ids:
                    holds(of, answered)
                    holds(answered, less)
            case "Programme":
                total, stopped, exempt, expected, done, prompt, late, excused, *undone = only
                sums.append(Sum(total, (stopped, exempt, expected)))
                sums.append(Sum(expected, (done, *undone)))
                sums.append(Sum(done, (prompt, late, excused)))
                guesses += [(expected, audits[0]), (done, audits[1]), (prompt, audits[2])]
            case "Themes":
                for name in only:
                    holds(of, name)
            case "Concerns":
                holds(only[0], only[1])
                holds(only[2], only[3])
            case "Actions" if "open" in table["caption"]:
                holds(only[0], *only[1:])
            case "Actions":
                holds(only[1], only[2])
            case "Requests":
                sums.append(Sum(only[0], tuple(only[1:])))
            case other:
                raise AssertionError(f"no attack on the table {other}")
    sums.append(Sum(everything, tuple(completed.values())))
    sums += [Sum(one, (other,)) for one, other in guesses if same is not None and same[one] == same[other]]
    return figures, sums


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(months(), st.sampled_from([PROFILES["dfe-c5"], PROFILES["threshold-10"]]))
def test_the_attack_on_all_tables_of_a_report_recovers_nothing(month: MonthFigures, profile: Profile) -> None:
    data = outside_data(published(month, profile), CLOSE, "board")
    jsonschema.validate(data, SCHEMA)
    truth, _ = attacker(outside_data(published(month, PROFILES["internal"]), CLOSE, "board"))
    seen, sums = attacker(data, truth)
    shown = {name: number for name, number in seen.items() if number is not None}
    assert all(truth[name] == number for name, number in shown.items())
    room = Room.of(sums, shown)
    for name in [name for name, number in seen.items() if number is None and name in room.order]:
        real = truth[name]
        assert real is not None
        low, high = room.climb(name, -1), room.climb(name, 1)
        assert low is not None
        if profile.small(real):
            assert low <= 1
            assert high is None or high >= profile.most
        assert high is None or high - low >= profile.most - 1


@settings(max_examples=12, deadline=None)
@given(months(), st.sampled_from([PROFILES["dfe-c5"], PROFILES["nhs-7r5"], PROFILES["threshold-10"]]))
def test_no_small_number_stands_anywhere(month: MonthFigures, profile: Profile) -> None:
    """Not in a table, not in a bar (nor, with that, in its picture and description), not in a sentence."""
    told = published(month, profile)
    blocks = outside(told, Policy("Exampleshire"), CLOSE, whom="For the tests.", made="Made by a test.").blocks
    for block in blocks:
        match block:
            case Grid():
                cells = [cell for row in block.rows for cell in row[1:]]
                assert all(cell == profile.mark or not profile.small(int(cell.replace(",", ""))) for cell in cells)
            case Bars():
                assert not any(profile.small(part.count) for bar in block.bars for part in bar.parts)
            case Words() | Points() | Heading():
                pass
            case other:
                raise AssertionError(f"what is {other}?")
    others = {n: replace(block) for n, block in enumerate(blocks) if isinstance(block, Words | Points | Heading)}
    other = replace(FIGURES, programme=month.programme and Compliance())
    empty = outside(
        published(other, profile), Policy("Exampleshire"), CLOSE, whom="For the tests.", made="Made by a test."
    )
    said = [block for block in empty.blocks if isinstance(block, Words | Points | Heading)]
    assert list(others.values()) == said  # no sentence depends on any figure


def test_all_themes_and_sections_stand_in_the_order_of_the_form() -> None:
    """An order by size would tell which of two hidden figures is the larger."""
    themes = FIGURES.forms[0].rubric.themes or FIGURES.forms[1].rubric.themes
    tables = published(FIGURES, PROFILES["dfe-c5"]).tables
    listed = [[label for label, _ in table.rows] for table in tables if table.caption.startswith("Themes")]
    assert list(themes.values()) in listed


def test_internal_shows_every_figure_as_it_is() -> None:
    told = published(FIGURES, PROFILES["internal"])
    assert None not in told.shown.values()
    assert told.shown["due"] == FIGURES.due == 3
    assert told.text("completed") == "3"
    assert "No figure is left out" in told.profile.says


def test_a_month_s_figures_are_of_its_own_audits_alone() -> None:
    """Nothing but actions follows from other months: so no sum runs from one month's tables to another's."""
    corpus = make_corpus()
    months = {case.audit.month for case in corpus.audits}
    for month in months:
        alone = replace(corpus, audits=tuple(case for case in corpus.audits if case.audit.month == month))
        every, own = (published(month_figures(one, month, TODAY), PROFILES["internal"]) for one in (corpus, alone))
        assert every.tables == own.tables
        assert all("actions/" in name for name, number in every.shown.items() if number != own.shown.get(name))
    assert len(months) > 1


def test_what_came_and_went_between_two_closes_is_not_told() -> None:
    """What is open at two closes, what was agreed and what was done in between are one sum."""
    told = published(FIGURES, PROFILES["internal"])
    rows = {label for table in told.tables if table.part == "Actions" for label, _ in table.rows}
    assert rows == {
        "Open",
        "of these overdue",
        "of these without a deadline",
        "Verified in the month",
        "With a deadline in the month",
        "of these done by it",
    }
