"""Where what was worked out is kept for the next run: in git's own folder, unless somebody wants none."""

from __future__ import annotations

import os
from pathlib import Path

from casekit.history.outcome import Opened
from casekit.kept.store import NOTHING, Store

NONE = "CASEKIT_KEEPS_NOTHING"
"""Set to anything, this variable has every run keep nothing and use nothing that was kept."""
FOLDER = "casekit"


def examined(opened: Opened, usual: bool) -> Store:
    """What audits came to on earlier runs.

    usual: the run looks at the repository as it is, today. Any other, such as one that looks back, uses what is kept
    and changes nothing of it, so that the next usual run finds it as the last one left it.
    """
    return _store(opened, "examined", usual)


def pages(opened: Opened, readers: str, usual: bool) -> Store:
    """Which pages came of which audits on earlier builds for those readers. usual: as above."""
    return _store(opened, f"pages-{readers}", usual)


def versions(opened: Opened, usual: bool) -> Store:
    """What the versions of audits told on earlier runs; usual: as in examined."""
    return _store(opened, "versions", usual)


def _store(opened: Opened, kind: str, saves: bool) -> Store:
    if opened.repository is None or os.environ.get(NONE):
        return NOTHING
    return Store(Path(opened.repository.git_dir) / FOLDER, kind, saves)
