"""Where the repository is that somebody stands in."""

from __future__ import annotations

from pathlib import Path

from casekit.stop import REPOSITORY, USAGE, Stop


def find_root(start: Path) -> Path:
    """The nearest folder upwards that holds casekit.toml; else the nearest that holds audits/.

    Stop with USAGE where start is no folder, with REPOSITORY where nothing above it is a repository of audits.
    """
    if not start.is_dir():
        raise Stop(USAGE, f"There is no folder {start}; give -C a folder that exists.")
    here = start.resolve()
    for marker in ("casekit.toml", "audits"):
        for folder in (here, *here.parents):
            if (folder / marker).exists():
                return folder
    raise Stop(
        REPOSITORY,
        f"{here} is not in a repository of audits: there is no casekit.toml and no audits folder here or above. "
        "Go into one, name it with -C, or make one with casekit init or casekit demo.",
    )
