"""20,000 spoilt worked examples: no exception, no signal, none above two seconds; and each of these would be seen."""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest

from casekit.problem import START, Problem
from tests.fuzz import run
from tests.fuzz.mutations import examples, mutated, of_bytes, of_structure, of_tokens
from tests.fuzz.run import SEED, faults, once, report_on, some

NUMBER = 20_000


@pytest.mark.slow
def test_20_000_spoilt_files_are_read_checked_told_and_shown() -> None:
    assert [*faults(NUMBER, workers=2)] == []


def test_the_first_few_of_them_every_time() -> None:
    assert some(SEED, 0, 60) == []


def test_the_same_number_is_the_same_input_and_another_another() -> None:
    made = [mutated(1, number) for number in range(80)]
    assert made == [mutated(1, number) for number in range(80)]
    assert len(set(made)) == len(made)
    assert {path for path, _ in made} > {path for path in examples() if path.endswith(".md")}
    unlike = sum(raw != examples()[path] for path, raw in made)
    assert unlike > 70


@pytest.mark.parametrize("kind", [of_bytes, of_tokens, of_structure])
def test_most_inputs_of_a_kind_come_far_and_some_are_refused(kind: Callable[..., bytes]) -> None:
    chance = random.Random(kind.__name__)
    path = next(path for path in examples() if path.endswith(".md"))
    codes = [{p.code for p in report_on(path, kind(chance, path, examples()[path])).problems} for _ in range(25)]
    assert sum(any(code < "CK100" for code in found) for found in codes) > 0 or kind is of_structure
    assert sum(all(code > "CK100" for code in found) for found in codes) > 2


# What is looked for is seen ------------------------------------------------------------------------------------------


def fails(path: str, raw: bytes) -> None:
    raise KeyError(path)


def test_an_exception_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "report_on", fails)
    fault = once(SEED, 3)
    assert fault is not None
    assert (fault.number, "KeyError" in fault.what) == (3, True)


def test_a_rule_that_fails_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def crashed(path: str, raw: bytes) -> object:
        report = report_on(path, raw)
        bad = Problem(path, START, "CK000", "CK999 failed on this audit", "Report it.")
        return type("R", (), {"crashed": True, "problems": (bad, *report.problems)})()

    monkeypatch.setattr(run, "report_on", crashed)
    fault = once(SEED, 3)
    assert fault is not None
    assert "CK999" in fault.what


def test_a_slow_one_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "MOST", 0.0)
    fault = once(SEED, 3)
    assert fault is not None
    assert fault.what.startswith("took ")


def ended(seed: int, first: int, last: int) -> list[run.Fault]:
    """As some(), but input 9 ends its process and input 2 fails."""
    if first <= 9 < last:
        os._exit(139)
    return [run.Fault(seed, 2, "failed")] if first <= 2 < last else []


def test_one_that_ends_its_process_is_named_and_the_others_are_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "some", ended)
    monkeypatch.setattr(run, "CHUNK", 4)
    found = [*faults(12, workers=2)]
    assert sorted(found, key=lambda fault: fault.number) == [
        run.Fault(SEED, 2, "failed"),
        run.Fault(SEED, 9, "ended its process"),
    ]
