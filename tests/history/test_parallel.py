"""Which commits grew from which: by bits as by walking."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from casekit.history.log import Commit
from casekit.history.parallel import parallel
from casekit.history.stamps import Stamp
from casekit.history.trailers import NONE
from casekit.model.history import Event, Trust

NOBODY = Stamp("", "", datetime(2026, 10, 1, tzinfo=UTC))
GRAPHS = st.lists(st.tuples(st.lists(st.integers(0, 9), max_size=3), st.booleans()), min_size=1, max_size=12)


def commit(id: str, parents: tuple[str, ...]) -> Commit:
    return Commit(id, parents, NOBODY, NOBODY, NONE, "", ())


def event(audit: str, commit: str) -> Event:
    return Event(audit, commit, None, None, "", "", "moderated", Trust.CLAIMED, {}, "", "")


def behind(walked: list[Commit], id: str) -> set[str]:
    parents = {one.id: one.parents for one in walked}
    found, waiting = set(), [id]
    while waiting:
        found.add(one := waiting.pop())
        waiting += parents[one]
    return found


@given(GRAPHS)
def test_pairs_are_those_of_which_neither_is_behind_the_other(graph: list[tuple[list[int], bool]]) -> None:
    walked: list[Commit] = []
    events = {"a": [], "b": []}  # type: dict[str, list[Event]]
    for number, (picked, recorded) in enumerate(graph):
        parents = tuple(dict.fromkeys(str(number - 1 - pick) for pick in picked if pick < number))
        walked.append(commit(str(number), parents))
        if recorded:
            events["a" if number % 2 else "b"].append(event("", str(number)))
    told = parallel(walked, events, ["a", "b", "c"])
    for audit, some in events.items():
        expected = {
            (one.commit, other.commit)
            for one in some
            for other in some
            if int(one.commit) < int(other.commit)
            and one.commit not in behind(walked, other.commit)
            and other.commit not in behind(walked, one.commit)
        }
        assert {(one.commit, other.commit) for one, other in told.get(audit, ())} == expected
    assert "c" not in told
