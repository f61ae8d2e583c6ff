"""The worked examples as a repository of their own, all of it committed."""

from __future__ import annotations

from pathlib import Path

from casekit.history.create import NewCommit, create
from tests.history.making import who

ROOT = Path(__file__).parent.parent.parent


def vale(folder: Path) -> Path:
    """Farthing Vale in that folder, which is new."""
    paths = [ROOT / "casekit.toml", ROOT / "people.yaml", *sorted(ROOT.glob("audits/*/*.md"))]
    create(folder, [NewCommit("audits", who(), {p.relative_to(ROOT).as_posix(): p.read_bytes() for p in paths})])
    return folder
