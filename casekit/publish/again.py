"""Pages of the former build that stay: known by a digest of what they are made from, and looked at before."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from casekit.folder.keep import Unchanged, unchanged
from casekit.kept.store import Store
from casekit.publish.search import Entry

Content = bytes | Unchanged
Finished = tuple[str, Content, Entry | None]
"""A page as it is written, or that it stays, and as search knows it."""


@dataclass(frozen=True, slots=True)
class Former:
    """The build before. folder: where its site lies. store: of portions of a site, which pages came of them.

    program: the digest of what makes pages.
    """

    folder: Path
    store: Store
    program: bytes

    def stay(self, key: bytes) -> list[Finished] | None:
        """The pages that came of a portion, where all of them lie in the folder as they were made; None else."""
        raw = self.store.get(key) if key else None
        if raw is None:
            return None
        found: list[Finished] = []
        for path, digest, _ in _unpacked(raw):
            same = unchanged(self.folder / path, digest)
            if same is None:
                return None
            found.append((path, same, None))
        return found

    def known(self, key: bytes) -> dict[str, Entry | None]:
        """What search knows of the pages that came of a portion."""
        raw = self.store.get(key)
        assert raw is not None  # a moment ago its pages were found
        return {path: known for path, _, known in _unpacked(raw)}


def packed(pages: Iterable[Finished]) -> bytes:
    """New pages as they are kept: path, digest and what search knows."""
    rows = [
        [path, hashlib.sha256(body).hexdigest(), known and _row(known)]
        for path, body, known in pages
        if isinstance(body, bytes)
    ]
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def _row(known: Entry) -> list[str]:
    return [known.called, known.under, " ".join(known.title), " ".join(known.body)]


def _unpacked(raw: bytes) -> Iterable[tuple[str, str, Entry | None]]:
    for path, digest, known in json.loads(zlib.decompress(raw).decode("utf-8", "surrogatepass")):
        if known is None:
            yield path, digest, None
        else:
            called, under, title, body = known
            yield path, digest, Entry(path, called, under, tuple(title.split()), tuple(body.split()))
