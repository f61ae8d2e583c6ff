from hypothesis import given
from hypothesis import strategies as st

from casekit.history.versions import Pair, shared


@given(st.lists(st.integers(1, 9), max_size=40), st.integers(1, 8))
def test_shares_hold_every_group_once_in_order_and_none_is_much_larger(sizes: list[int], shares: int) -> None:
    groups: list[list[Pair]] = [[(None, f"{number}")] * size for number, size in enumerate(sizes)]
    parts = list(shared(groups, shares))
    assert [group for part in parts for group in part] == groups
    assert len(parts) <= shares
    assert all(parts)
    assert all(sum(map(len, part)) <= sum(sizes) / shares + 9 for part in parts)
