"""Runs a command and says how long it took, or how much memory it and its children held at most."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to measure; accepts is the set of exit codes that mean it did its work.

    home: the home that it shares with other runs, so that what one kept helps the next; else a new and empty one.
    """

    words: Sequence[str | Path]
    folder: Path
    accepts: frozenset[int] = frozenset({0})
    home: Path | None = None


class Broken(Exception):
    """A measured command failed; its text is what the command said."""


def seconds(command: Command) -> float:
    """Wall-clock seconds from start to exit, with no cache of an earlier run to help unless they share a home."""
    with tempfile.TemporaryDirectory() as nowhere:
        begun = time.perf_counter()
        process = start(command, nowhere)
        told, _ = process.communicate()
        taken = time.perf_counter() - begun
    judge(command, process.returncode, told)
    return taken


def peak(command: Command) -> float:
    """The most MiB that the process and its children held together (proportional set size, sampled); Linux only."""
    most = 0
    with tempfile.TemporaryDirectory() as nowhere, tempfile.TemporaryFile() as told:
        process = start(command, nowhere, told.fileno())
        while process.poll() is None:
            most = max(most, sum(map(held, family(process.pid))))
            time.sleep(SAMPLE)
        told.seek(0)
        judge(command, process.returncode, told.read())
    return most / 1024


def start(command: Command, nowhere: str, out: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """Starts it with a home of its own, so that caches and settings of the machine count for nothing."""
    places = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")
    homes = dict.fromkeys(places, str(command.home or nowhere))
    environment: Mapping[str, str] = os.environ | homes | {"CI": "1", "NO_COLOR": "1"}
    return subprocess.Popen(
        list(map(str, command.words)),
        cwd=command.folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.STDOUT,
    )


def judge(command: Command, code: int, told: bytes) -> None:
    """Broken unless the command ended as it should."""
    if code not in command.accepts:
        words = " ".join(map(str, command.words))[:300]
        raise Broken(f"`{words}` ended with {code}:\n{told.decode(errors='replace')[-2000:]}")


def family(pid: int) -> list[int]:
    """The process and all beneath it that live now."""
    found = [pid]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def held(pid: int) -> int:
    """KiB of memory that the process holds, shared pages in proportion; 0 where it has just ended."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
