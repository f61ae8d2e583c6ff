"""A file is put in the place of another whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from casekit.edit.save import save
from casekit.stop import Stop

OLD, NEW = b"old\r\n" * 2000, b"new\r\n" * 3000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2026-10-0042.md"
    path.write_bytes(OLD)
    path.chmod(0o640)
    return path


def test_the_new_file_stands_there_with_the_permissions_of_the_old(file: Path) -> None:
    save(file, OLD, NEW)
    assert file.read_bytes() == NEW
    assert os.name == "nt" or stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod", "open"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path if step in ("replace", "chmod") else os, step, full)
    with pytest.raises(Stop, match="could not be written: No space left on device; it stands there as it was"):
        save(file, OLD, NEW)
    assert file.read_bytes() == OLD
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(file: Path) -> None:
    file.write_bytes(b"theirs")
    with pytest.raises(Stop, match="changed by somebody else"):
        save(file, OLD, NEW)
    assert file.read_bytes() == b"theirs"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_left_alone(file: Path) -> None:
    link = file.parent / "link.md"
    link.symlink_to(file)
    with pytest.raises(Stop, match="not an ordinary file"):
        save(link, OLD, NEW)
    assert (link.is_symlink(), file.read_bytes()) == (True, OLD)


KILLED = """
import os, signal, sys
from pathlib import Path
from casekit.edit.save import save
step, path = sys.argv[1], Path(sys.argv[2])
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
setattr(Path if step in ("replace", "chmod") else os, step, die)
save(path, path.read_bytes(), b"new\\r\\n" * 3000)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_killed_command_leaves_the_old_file_or_the_new_one(file: Path, step: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, step, str(file)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert file.read_bytes() == OLD
    save(file, OLD, NEW)
    assert file.read_bytes() == NEW
