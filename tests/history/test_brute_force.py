"""The quick reading of history agrees with the slow one: every file of every commit read, every parent compared."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.history.create import NewCommit
from casekit.history.events import history
from casekit.history.facts import Facts
from casekit.history.outcome import open_history
from casekit.history.reading import Reader
from casekit.history.telling import told
from casekit.model.people import People
from tests.history.making import audit, make, step

PATHS = [f"audits/2026-10/{name}.md" for name in "abc"]
IDS = ["x-1", "x-2", "x-3"]
FILES = st.builds(
    lambda id, grade, done: audit(id, f"overall: {{grade: {grade}}}\n" + ("completed: 2026-10-16\n" if done else "")),
    st.sampled_from(IDS),
    st.sampled_from(["good", "poor", "fair"]),
    st.booleans(),
)
ALONE = 7
CHANGES = st.dictionaries(st.sampled_from(PATHS), st.none() | FILES, max_size=3)
COMMITS = st.lists(st.tuples(CHANGES, st.lists(st.integers(0, ALONE), max_size=3)), min_size=1, max_size=9)

Tree = dict[str, str]
Told = list[tuple[str, str, str]]


def planned(commits: list[tuple[dict[str, str | None], list[int]]]) -> tuple[list[NewCommit], dict[str, list[str]]]:
    """Commits to make, and the names of each one's parents; the last grows from every loose end, so all are read."""
    steps: list[NewCommit] = []
    parents: dict[str, list[str]] = {}
    for number, (changes, picked) in enumerate(commits):
        known = list(parents)
        grown = known and picked != [ALONE]
        mine = list(dict.fromkeys(known[-1 - pick % len(known)] for pick in picked or [0])) if grown else []
        parents[str(number)] = mine
        steps.append(step(str(number), changes, tuple(mine)))
    ends = [name for name in parents if not any(name in some for some in parents.values())]
    if len(ends) > 1:
        parents["end"] = ends
        steps.append(step("end", {}, tuple(ends)))
    return steps, parents


def slowly(steps: list[NewCommit], parents: dict[str, list[str]]) -> dict[str, Told]:
    """For each commit what it did, as (audit, kind, detail), from whole trees."""
    trees: dict[str, Tree] = {}
    gone: dict[str, set[str]] = {}
    found: dict[str, Told] = {}
    for commit in steps:
        mine = parents[commit.name]
        tree = dict(trees[mine[0]]) if mine else {}
        for path, content in commit.files.items():
            tree.pop(path, None)
            if content is not None:
                tree[path] = content.decode()
        trees[commit.name] = tree
        gone[commit.name] = set().union(*(gone[parent] for parent in mine))
        before, after = [audits(trees[parent]) for parent in mine] or [{}], audits(tree)
        found[commit.name] = []
        for id in sorted({id for some in [*before, after] for id in some}):
            for draft in told([some.get(id) for some in before], after.get(id)):
                detail = {"again": True} if draft.kind == "created" and id in gone[commit.name] else draft.detail
                found[commit.name].append((id, draft.kind, repr(detail)))
            if id in before[0] and id not in after:
                gone[commit.name].add(id)
    return found


def audits(tree: Tree) -> dict[str, Facts]:
    """The audits of a tree by id; of two with one id the first by path."""
    found: dict[str, Facts] = {}
    for path in sorted(tree):
        facts = Reader().read(tree[path].encode()).facts
        assert facts is not None
        found.setdefault(facts.id, facts)
    return found


@pytest.mark.slow
@given(COMMITS)
@settings(max_examples=60, deadline=None)
def test_both_ways_tell_the_same(commits: list[tuple[dict[str, str | None], list[int]]]) -> None:
    steps, parents = planned(commits)
    with tempfile.TemporaryDirectory() as folder:
        ids = make(Path(folder, "r"), *steps)
        opened = open_history(Path(folder, "r"))
        read = history(opened, People())
        alone = {id: history(opened, People(), [id]).events for id in IDS}
    quickly: dict[str, Told] = {name: [] for name in parents}
    names = {id: name for name, id in ids.items() if name}
    for id in sorted(read.events):
        for event in read.of(id):
            quickly[names[event.commit]].append((id, event.event, repr(event.detail)))
    assert quickly == slowly(steps, parents)
    assert alone == {id: {id: read.of(id)} if read.of(id) else {} for id in IDS}
