"""What stands beside a key or an entry: the one before, the one after, and where a new key belongs among them."""

from __future__ import annotations

from collections.abc import Sequence

from casekit.edit.intents import look
from casekit.edit.view import View
from casekit.problem import Route


def predecessor(brothers: Sequence[str], key: str, order: Sequence[str]) -> str | None:
    """The key after which a new one belongs; None where it belongs before all others.

    order: as casekit or the form has the keys. A key that is not in it comes last, but before order's own last.
    """
    if key in order:
        ranks = {name: order.index(name) for name in brothers if name in order}
        before = [name for name in ranks if ranks[name] < order.index(key)]
        if before:
            return max(before, key=lambda name: ranks[name])
        return None if ranks else brothers[-1]
    if order and brothers[-1] == order[-1]:
        return brothers[-2] if len(brothers) > 1 else None
    return brothers[-1]


def next_brother(view: View, route: Route) -> int | None:
    """Where the next key or entry begins; None after the last."""
    names = _names(view, route)
    later = names[names.index(route[-1]) + 1 :]
    return view.start((*route[:-1], later[0])) if later else None


def former_end(view: View, route: Route) -> int | None:
    """Where the value of the key or entry before ends; None before the first."""
    names = _names(view, route)
    number = names.index(route[-1])
    return view.value((*route[:-1], names[number - 1]))[1] if number else None


def _names(view: View, route: Route) -> list[str | int]:
    there = look(view.data, route[:-1])
    return list(there) if isinstance(there, dict) else list(range(len(there))) if isinstance(there, list) else []
