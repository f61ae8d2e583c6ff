"""What the versions of a file told on an earlier run, by the versions' own ids: these never say anything else.

Nothing of it goes into what casekit verifies: that is read from git itself every time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from casekit.history.changes import Draft
from casekit.history.sifted import Pair, Sifted
from casekit.kept.program import digest, program
from casekit.kept.store import Store
from casekit.kept.values import Codec, Unknown

WHOLE, NAMES = b"whole", b"names"
"""Every version of a path was read, or of every one only whose it is."""
CODEC = Codec([Draft])

Row = tuple[str, str, bool, list[Draft] | None]
"""Of one version: the id in its first line, its audit's id, whether it can be read, and what it did."""


def recall(store: Store, group: Sequence[Pair], wanted: Collection[str] | None) -> Sifted | None:
    """What sifting the versions of one path would come to; None where that is not kept.

    wanted: as sift has it; what is kept is used only where no version would be treated otherwise.
    """
    for how in (WHOLE, NAMES):
        key = _key(how, group)
        rows = _rows(store.get(key), len(group))
        if rows is not None:
            passed = [wanted is not None and first != "" and first not in wanted for first, *_ in rows]
            if how == WHOLE and not any(passed):
                return _whole(group, rows)
            if all(passed):
                return Sifted(named={new: (row[0], True) for (_, new), row in zip(group, rows, strict=True)})
        store.drop(key)
    return None


def keep(store: Store, group: Sequence[Pair], found: Sifted) -> None:
    """Keeps what sifting the versions of one path came to, where all of them are there."""
    news = [new for _, new in group]
    passed = sum(new in found.passed for new in news)
    if found.missing.intersection(news) or passed not in (0, len(news)):
        return
    rows = [(found.first[new], *found.named[new], found.drafts.get((old, new))) for old, new in group]
    try:
        store.put(_key(NAMES if passed else WHOLE, group), CODEC.pack(rows))
    except Unknown:
        return


def _whole(group: Sequence[Pair], rows: Sequence[Row]) -> Sifted:
    named = {new: (id, sound) for (_, new), (_, id, sound, _) in zip(group, rows, strict=True)}
    return Sifted(named, {pair: row[3] for pair, row in zip(group, rows, strict=True) if row[3] is not None})


def _rows(value: bytes | None, length: int) -> list[Row] | None:
    if value is None:
        return None
    try:
        rows: list[Row] = CODEC.unpack(value)
    except Unknown:
        return None
    return rows if len(rows) == length else None


def _key(how: bytes, group: Sequence[Pair]) -> bytes:
    return digest(program(), how, *((old or "").encode() + b" " + new.encode() for old, new in group))
