"""Work on several cores: the same in the same order, and no worker outlives whoever waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from casekit import cores

ROOT = Path(__file__).parents[1]
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies processes for this")

CHILD = """
import os, sys, time
from casekit.cores import made
from casekit.stop import Stop
def make(n):
    {body}
    return [(f"{{n}} {{os.getpid()}}", b"page")]
"""


def run(body: str, then: str, wait: bool = True) -> subprocess.CompletedProcess[str] | subprocess.Popen[str]:
    """A fresh process that makes pages: this one, with the threads of the tests, is not copied."""
    command = [sys.executable, "-W", "error", "-c", CHILD.format(body=body) + then]
    if wait:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_alone() -> None:
    made = cores.made([3, 1, 2], lambda n: [(str(n), bytes([n]))], 0)
    assert list(made) == [[("3", b"\3")], [("1", b"\1")], [("2", b"\2")]]


@linux
def test_in_order_from_every_worker() -> None:
    done = run("pass", "for page in made(range(1000), make, 3): print(page[0][0])")
    assert isinstance(done, subprocess.CompletedProcess)
    assert done.stderr == ""
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [int(number) for number, _ in lines] == list(range(1000))
    assert len({process for _, process in lines}) == 3


@linux
def test_an_error_in_a_worker_is_an_error_here() -> None:
    done = run(
        "if n == 7: raise ValueError('page seven')",
        "pages = made(range(10), make, 2)\n"
        "try:\n    print(len(list(pages)))\nexcept RuntimeError as error: print('page seven' in str(error))",
    )
    assert isinstance(done, subprocess.CompletedProcess)
    assert done.stdout == "True\n"


@linux
def test_what_stops_a_worker_stops_whoever_waits() -> None:
    done = run(
        "if n == 7: raise Stop(3, 'page seven')",
        "try:\n    list(made(range(10), make, 2))\nexcept Stop as stop: print(stop.exit_code, stop.sentence)",
    )
    assert isinstance(done, subprocess.CompletedProcess)
    assert done.stdout == "3 page seven\n"


@linux
def test_a_worker_that_dies_is_an_error_here() -> None:
    done = run(
        "if n == 5: os.kill(os.getpid(), 9)",
        "try:\n    list(made(range(10), make, 2))\nexcept RuntimeError as error: print(error)",
    )
    assert isinstance(done, subprocess.CompletedProcess)
    assert done.stdout == "a worker has ended before its time\n"


@linux
def test_workers_end_with_the_build_even_when_it_is_killed() -> None:
    process = run(
        "time.sleep(0.02)",
        "for page in made(range(100000), make, 2): print(page[0][0], flush=True)",
        wait=False,
    )
    assert isinstance(process, subprocess.Popen)
    assert process.stdout is not None
    found = {int(process.stdout.readline().split()[1]) for _ in range(4)}
    assert len(found) == 2
    process.kill()
    process.wait()
    process.stdout.close()
    for _ in range(200):
        if not any(alive(worker) for worker in found):
            return
        time.sleep(0.05)
    pytest.fail("a worker is still there")


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split(") ")[1][0] not in "ZX"
    except OSError:
        return False


def test_little_work_needs_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert cores.cores(0, 200) == 0
    assert cores.cores(399, 200) == 0
    monkeypatch.setattr(sys, "platform", "win32")
    assert cores.cores(100_000, 200) == 0


@linux
def test_much_work_uses_the_cores_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(16)))
    assert cores.cores(400, 200) == 2
    assert cores.cores(1_000_000, 200) == cores.MOST
    assert cores.cores(1_000_000, 200, 3) == 3
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0})
    assert cores.cores(1_000_000, 200) == 0


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert cores.cores(1_000_000, 200) == 0


@linux
def test_the_same_bytes_from_several_cores() -> None:
    """A whole site, made in a fresh process with two workers and without."""
    script = """
from casekit.publish.site import build_site
from tests.publish.sample import ABOUT, HISTORY, PROBLEMS, TODAY, make_corpus
def site(workers):
    return dict(build_site(make_corpus(), HISTORY, PROBLEMS, TODAY, "team", ABOUT, workers=workers))
alone, shared = site(0), site(2)
print(len(alone), alone == shared, list(alone) == list(shared))
"""
    command = [sys.executable, "-W", "error", "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    assert done.stdout.split()[1:] == ["True", "True"]
