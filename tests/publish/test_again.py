"""A build over a former one: pages of audits stay where nothing that they show has changed, and never else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.folder.keep import Unchanged
from casekit.folder.write import claim
from casekit.kept import secret
from casekit.kept.store import Store
from casekit.model.audit import Box, Case, Entry, State
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.history import History, Outcome
from casekit.model.people import Person
from casekit.problem import Problem, Span
from casekit.publish.action import plan_action_pages
from casekit.publish.again import Former
from casekit.publish.audit import plan_audit
from casekit.publish.context import About, gather
from casekit.publish.digests import Digests
from casekit.publish.portion import portions
from casekit.publish.reader import reader
from casekit.publish.site import build_site, rebuild_site
from tests.publish.sample import ABOUT, HISTORY, PROBLEMS, TODAY, evaluated, event, make_audit, make_corpus

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Given:
    """What a site is built from."""

    corpus: Corpus
    history: History = HISTORY
    problems: tuple[Problem, ...] = PROBLEMS
    today: date = TODAY
    audience: str = "team"
    about: About = ABOUT
    program: bytes = b"one"


Change = Callable[[Given, int], Given]


def _audit(given: Given, at: int, change: Callable[[AuditCase], AuditCase]) -> Given:
    cases = list(given.corpus.audits)
    cases[at % len(cases)] = change(cases[at % len(cases)])
    return replace(given, corpus=replace(given.corpus, audits=tuple(cases)))


def written(given: Given, at: int) -> Given:
    """Another sentence for the whole, with a link to another audit."""
    to = given.corpus.audits[at % 3].audit.path.rpartition("/")[2]

    def change(case: AuditCase) -> AuditCase:
        boxes = {"summary": Box(f"Somebody wrote {at}. [There]({to})", 1, 2)}
        return replace(case, audit=replace(case.audit, overall=replace(case.audit.overall, boxes=boxes)))

    return _audit(given, at, change)


def graded(given: Given, at: int) -> Given:
    overall = Entry("overall", "ab"[at % 2], State.ANSWERED)
    return _audit(given, at, lambda case: evaluated(replace(case.audit, overall=overall), case.rubric))


def same_case(given: Given, at: int) -> Given:
    """The audit is of another child: of one who was audited before, or not."""
    case = Case(ref=f"C-{at % 3}", team="north-1", people={})
    return _audit(given, at, lambda one: replace(one, audit=replace(one.audit, case=case)))


def second(given: Given, at: int) -> Given:
    """A second judgement of another."""
    of = given.corpus.audits[(at + 1) % len(given.corpus.audits)].audit.id
    return _audit(given, at, lambda one: replace(one, audit=replace(one.audit, second_of=of)))


def begun(given: Given, at: int) -> Given:
    more = evaluated(make_audit(100 + at, "2026-06"))
    return replace(given, corpus=replace(given.corpus, audits=(*given.corpus.audits, more)))


def deleted(given: Given, at: int) -> Given:
    left = tuple(case for n, case in enumerate(given.corpus.audits) if n != at % len(given.corpus.audits))
    return replace(given, corpus=replace(given.corpus, audits=left)) if len(left) > 2 else given


def moved(given: Given, at: int) -> Given:
    """To the folder of another month."""

    def change(case: AuditCase) -> AuditCase:
        name = case.audit.path.rpartition("/")[2]
        return replace(case, audit=replace(case.audit, path=f"audits/2026-0{1 + at % 6}/{name}"))

    return _audit(given, at, change)


def happened(given: Given, at: int) -> Given:
    id = given.corpus.audits[at % len(given.corpus.audits)].audit.id
    events = {**given.history.events, id: (*given.history.of(id), event(id, "completed", 1 + at % 20))}
    return replace(given, history=replace(given.history, events=events))


def cut_short(given: Given, at: int) -> Given:
    return replace(given, history=replace(given.history, outcome=(Outcome.SHALLOW, Outcome.COMPLETE)[at % 2]))


def found(given: Given, at: int) -> Given:
    path = given.corpus.audits[at % len(given.corpus.audits)].audit.path
    return replace(
        given, problems=(*PROBLEMS, Problem(path, Span(at + 1, 1), "CK101", f"This is wrong: {at}.", "Mend"))
    )


def joined(given: Given, at: int) -> Given:
    """Somebody new, or another job title."""
    people = given.corpus.people
    somebody = Person(("p001", "p002", "p900")[at % 3], title=f"Worker of kind {at}")
    return replace(
        given, corpus=replace(given.corpus, people=replace(people, by_id={**people.by_id, somebody.id: somebody}))
    )


def policy(given: Given, at: int) -> Given:
    own = given.corpus.policy
    staff = ("title", "role", "id")[at % 3]
    return replace(
        given,
        corpus=replace(
            given.corpus, policy=replace(own, authority=f"Shire {at % 2}", site=replace(own.site, staff=staff))
        ),
    )


def form(given: Given, at: int) -> Given:
    """A form says something else, in its next version or in the same one."""

    def change(case: AuditCase) -> AuditCase:
        return evaluated(case.audit, replace(case.rubric, title=f"Form {at}"))

    rubrics = {ref: replace(one, title=f"Form {at}") for ref, one in given.corpus.rubrics.items()}
    cases = tuple(map(change, given.corpus.audits))
    return replace(given, corpus=replace(given.corpus, audits=cases, rubrics=rubrics))


def next_day(given: Given, at: int) -> Given:
    return replace(given, today=given.today + timedelta(days=at % 40))


def readers(given: Given, at: int) -> Given:
    return replace(given, audience=("team", "service")[at % 2])


def commit(given: Given, at: int) -> Given:
    return replace(given, about=replace(given.about, commit=f"{at:040x}"))


def upgraded(given: Given, at: int) -> Given:
    return replace(given, program=f"another {at}".encode())


CHANGES: tuple[Change, ...] = (
    written, graded, same_case, second, begun, deleted, moved, happened, cut_short, found, joined, policy, form,
    next_day, readers, commit, upgraded,
)  # fmt: skip


@pytest.mark.parametrize("audience", ["team", "service"])
def test_a_portion_holds_all_that_pages_show(audience: str) -> None:
    site = gather(make_corpus(), HISTORY, PROBLEMS, TODAY, reader(audience), ABOUT)
    cut, digests = portions(site), Digests(b"one")
    for case in site.corpus.audits:
        own = cut(case)
        whole = [plan_audit(site, case), *plan_action_pages(site, case)]
        assert [plan_audit(own, case), *plan_action_pages(own, case)] == whole
        assert digests.of(own), "else its pages would never stay"
        assert digests.of(own) == Digests(b"one").of(own)


KEYS = """
from casekit.publish.context import gather
from casekit.publish.digests import Digests
from casekit.publish.portion import portions
from casekit.publish.reader import reader
from tests.publish.sample import ABOUT, HISTORY, PROBLEMS, TODAY, make_corpus
from tests.publish.test_again import written, Given
site = gather(written(Given(make_corpus()), 1).corpus, HISTORY, PROBLEMS, TODAY, reader("team"), ABOUT)
print([Digests(b"one").of(portions(site)(case)).hex() for case in site.corpus.audits])
"""


@pytest.mark.slow
def test_keys_are_the_same_in_each_run() -> None:
    """Whatever order a run has for its sets."""
    runs = {
        subprocess.run(
            [sys.executable, "-c", KEYS],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout
        for seed in "123"
    }
    assert len(runs) == 1


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(secret, "place", lambda: tmp_path / "state" / "casekit" / "seal")
    return tmp_path


class Built:
    """A folder with its site, built again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.stayed = folder / "site", set[str]()
        self.kept = folder / "kept"
        (folder / "repository").mkdir(parents=True)

    def build(self, given: Given) -> None:
        self.stayed = set()
        store = Store(self.kept, f"pages-{given.audience}")
        args = (given.corpus, given.history, given.problems, given.today, given.audience, given.about)
        with claim(self.folder, self.folder.parent / "repository") as output:
            output.write(map(self._noted, rebuild_site(*args, Former(self.folder, store, given.program), workers=0)))

    def _noted(self, file: tuple[str, bytes | Unchanged]) -> tuple[str, bytes | Unchanged]:
        if isinstance(file[1], Unchanged):
            self.stayed.add(file[0])
        return file

    def is_as_if_new(self, given: Given) -> None:
        args = (given.corpus, given.history, given.problems, given.today, given.audience, given.about)
        cold = dict(build_site(*args, workers=0))
        there = {path: (self.folder / path).read_bytes() for path in cold}
        assert [path for path in cold if cold[path] != there[path]] == []
        assert {p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file()} == {
            *cold,
            "casekit-site.json",
        }


@pytest.mark.slow
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 40)), min_size=1, max_size=4))
def test_any_changes(sealed: Path, tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[Change, int]]) -> None:
    built = Built(tmp_path_factory.mktemp("again"))
    now = Given(make_corpus())
    built.build(now)
    for change, at in changes:
        now = change(now, at)
        built.build(now)
        built.is_as_if_new(now)


@pytest.mark.slow
def test_each_change(sealed: Path) -> None:
    """One after the other; what concerns one audit leaves the pages of those that have nothing to do with it."""
    built = Built(sealed)
    now = Given(make_corpus())
    built.build(now)
    assert built.stayed == set()
    own = {f"audit/{case.audit.id}.html" for case in now.corpus.audits}
    for change in (commit, written, happened, found, begun, joined, policy, next_day, upgraded, cut_short):
        now = change(now, 8)
        built.build(now)
        every = change in (joined, policy, next_day, upgraded, cut_short)
        assert (built.stayed & own == set()) == every, change
        built.is_as_if_new(now)


def test_what_somebody_did_in_the_folder_is_mended(sealed: Path) -> None:
    built = Built(sealed)
    now = Given(make_corpus())
    built.build(now)
    one, two, three = sorted((built.folder / "audit").glob("*.html"))[:3]
    one.write_text("This is not so.", "utf-8")
    two.unlink()
    three.unlink()
    three.symlink_to(built.folder / "index.html")
    built.build(now)
    assert built.stayed
    built.is_as_if_new(now)
    assert not three.is_symlink()
    for kept in built.kept.iterdir():
        kept.write_bytes(kept.read_bytes()[:-3] + b"abc")
    built.build(now)
    assert built.stayed == set(), "what was kept is damaged, and so it is as if there were nothing"
    built.is_as_if_new(now)
