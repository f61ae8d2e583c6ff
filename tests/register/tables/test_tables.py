"""The tables of the sample repository: their shape, what the service may read of them, and some rows."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from itertools import count
from typing import Any

import pytest

from casekit.model.audit import Audit
from casekit.model.corpus import Corpus
from casekit.model.policy import Agreeing
from casekit.model.programme import Allotted, Drawn, ListedCase, Note, Programme, Swap
from casekit.register.tables.all import TABLES, register
from casekit.register.tables.table import Kind, Register, Table
from tests.publish.sample import FORM, HISTORY, OTHER, TODAY, evaluated, make_corpus

KINDS: dict[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.NUMBER: (int,),
    Kind.DECIMAL: (float, int),
    Kind.DAY: (date,),
    Kind.TIME: (datetime,),
    Kind.YES: (bool,),
}
NAME = re.compile(r"[a-z]+(_[a-z]+)*")


def source(corpus: Corpus, *, wrote: bool = True) -> Register:
    return register(corpus, HISTORY, TODAY, wrote=wrote)


def with_programme(corpus: Corpus) -> Corpus:
    """The sample with a programme for its audits of May: one late with a reason, one stopped."""
    note = Note("p004", date(2026, 6, 1), "The child was missing.")
    case = ListedCase("B2B2B", ("early",), (), "south-1", {"practitioner": "p003"})
    audits = (
        Allotted("2026-05-0001", case, "p001", date(2026, 5, 31), jointly=("p002", "Somebody else")),
        Allotted("2026-05-0002", case, "p001", date(2026, 5, 1), late=note, swaps=(Swap("p002", "p001", note),)),
        Allotted("2026-05-0009", case, "p002", date(2026, 5, 31), stopped=note),
    )
    return replace(
        corpus, programmes={"2026-05": Programme("2026-05", "x", audits=audits, drawn=Drawn(rubric="toy@1"))}
    )


def test_what_became_of_allocations() -> None:
    (table,) = (one for one in TABLES if one.name == "allocations")
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows(source(with_programme(make_corpus())))]
    assert [row["became"] for row in rows] == ["Completed on time", "Late with a reason", "Stopped"]
    assert [row["reason"] for row in rows] == [None, "The child was missing.", "The child was missing."]
    assert [row["rubric"] for row in rows] == ["toy"] * 3
    service = next(iter(table.seen(False).rows(source(with_programme(make_corpus()), wrote=False))))
    assert "p002" in service
    assert "Somebody else" not in str(service)
    assert "B2B2B" not in str(service)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
@pytest.mark.parametrize("wrote", [True, False])
def test_every_value_is_of_its_columns_kind_and_the_key_tells_rows_apart(table: Table, wrote: bool) -> None:
    seen = table.seen(wrote)
    names = [column.name for column in seen.columns]
    assert len(set(names)) == len(names)
    assert all(NAME.fullmatch(name) for name in (table.name, *names))
    assert all(column.says.endswith(".") for column in seen.columns)
    rows = list(seen.rows(source(with_programme(make_corpus()), wrote=wrote)))
    assert rows
    for row in rows:
        for value, column in zip(row, seen.columns, strict=True):
            assert value is None or type(value) in KINDS[column.kind], (column.name, value)
    keys = [tuple(row[names.index(name)] for name in seen.key) for row in rows]
    assert len(set(keys)) == len(keys)


def test_rows_begin_with_authority_month_audit_and_form() -> None:
    for table in TABLES:
        assert [column.name for column in table.columns][:5] == ["authority", "month", "audit", "rubric", "version"]


def by_audit(name: str, audit: str, *, wrote: bool = True) -> list[dict[str, object]]:
    (table,) = (one.seen(wrote) for one in TABLES if one.name == name)
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows(source(make_corpus(), wrote=wrote))]
    return [row for row in rows if row["audit"] == audit]


def test_an_audit_keeps_both_grades() -> None:
    (row,) = by_audit("audits", "2026-05-0002")
    assert (row["grade_auditor"], row["grade_effective"]) == ("b", "c")
    assert (row["actions"], row["actions_open"], row["actions_overdue"]) == (4, 3, 1)
    assert (row["moderations"], row["disputes"], row["disputes_open"]) == (1, 1, 1)


def judges(*, shown: bool) -> list[list[object]]:
    """Whom the tables name for three judgements of one case, the first one's first."""
    corpus = make_corpus()
    first, *others = corpus.audits[:3]
    others = [replace(c, audit=replace(c.audit, second_of=first.audit.id, auditor="p002")) for c in others]
    policy = replace(corpus.policy, agreement=Agreeing(judges=shown))
    corpus = replace(corpus, audits=(first, *others), policy=policy)
    planned = tuple(
        Allotted(c.audit.id, ListedCase("B2B2B", (), (), "", {}), "p002", date(2026, 5, 31), jointly=("p003",))
        for c in corpus.audits
    )
    corpus = replace(
        corpus, programmes={"2026-05": Programme("2026-05", "x", audits=planned, drawn=Drawn(rubric="toy@1"))}
    )
    ids = [case.audit.id for case in corpus.audits]
    told: dict[str, list[object]] = {id: [] for id in ids}
    for table in TABLES:
        columns = [column.name for column in table.columns]
        for row in table.rows(source(corpus)):
            cells = dict(zip(columns, row, strict=True))
            if table.name in ("audits", "allocations", "events"):
                told[str(cells["audit"])] += [cells.get(name) for name in ("auditor", "jointly", "person")]
    return [[cell for cell in told[id] if cell] for id in ids]


def test_whose_judgement_of_a_calibration_it_is_stands_in_no_table_unless_policy_shows_it() -> None:
    first, *others = judges(shown=False)
    assert first
    assert others == [[], []]
    assert all("p002" in told for told in judges(shown=True)[1:])


def test_a_moderation_says_how_far_it_went() -> None:
    moderation, dispute = by_audit("moderations", "2026-05-0002")
    assert (moderation["section"], moderation["grade_auditor"], moderation["grade"]) == ("overall", "b", "c")
    assert moderation["steps"] == 1
    assert (dispute["kind"], dispute["moderation"], dispute["grade"]) == ("dispute", "m1", None)


def test_an_actions_first_deadline_is_kept() -> None:
    first = by_audit("actions", "2026-05-0002")[0]
    assert (first["due_first"], first["due"], first["moves"]) == (date(2026, 5, 20), date(2026, 5, 30), 1)
    assert (first["standing"], first["late"]) == ("Overdue", 16)


def test_no_event_is_told_of_a_history_that_is_cut_short() -> None:
    from casekit.model.history import Outcome

    cut = register(make_corpus(), replace(HISTORY, outcome=Outcome.SHALLOW), TODAY, wrote=True)
    (events,) = (table for table in TABLES if table.name == "events")
    assert list(events.rows(cut)) == []


# Everything that somebody could have typed becomes a token; the service may not see one of them.


def typed(audit: Audit, declared: frozenset[str]) -> tuple[Audit, list[str]]:
    """The audit with a token in place of every text that no form and no list declares, and the tokens."""
    numbers = count()
    tokens: list[str] = []

    def change(value: Any) -> Any:
        if isinstance(value, Enum) or value is None:
            return value
        if isinstance(value, str):
            if value in declared or not value:
                return value
            tokens.append(f"Zq{next(numbers)}x typed")
            return tokens[-1]
        if is_dataclass(value) and not isinstance(value, type):
            kept = ("route", "document", "path", "id", "rubric", "line", "end_line")
            return replace(
                value, **{f.name: change(getattr(value, f.name)) for f in fields(value) if f.name not in kept}
            )
        if isinstance(value, tuple):
            return tuple(change(one) for one in value)
        if isinstance(value, dict):
            return {key: change(one) for key, one in value.items()}
        return value

    return change(audit), tokens


def test_the_service_sees_nothing_that_somebody_typed() -> None:
    corpus = make_corpus()
    declared = frozenset(
        [
            *corpus.people.by_id,
            *corpus.people.teams,
            *(case.audit.id for case in corpus.audits),
            *FORM.case_types,
            *FORM.flags,
            *FORM.themes,
            *FORM.feedback.respondents,
            *(section.id for form in (FORM, OTHER) for section in form.all_sections()),
            *FORM.questions(),
            *(value.id for form in (FORM, OTHER) for scale in form.scales.values() for value in scale.values),
            *("gained", "attempted", "declined", "not_appropriate", "considered", "none", "grade", "action", "m1"),
        ]
    )
    changed, tokens = [], []
    for case in corpus.audits:
        settled = tuple(replace(one, outcome="as somebody put it") for one in case.audit.disputes)
        audit, some = typed(replace(case.audit, disputes=settled), declared)
        tokens += some
        changed.append(evaluated(audit, case.rubric))
    assert len(tokens) > 30
    attacked = replace(corpus, audits=tuple(changed))
    told = {table.name: str(list(table.seen(False).rows(source(attacked, wrote=False)))) for table in TABLES}
    assert [(name, token) for name, text in told.items() for token in tokens if token in text] == []
    assert any(token in str(list(table.rows(source(attacked)))) for table in TABLES for token in tokens)
