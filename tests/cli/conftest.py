"""Running the casekit command inside the test's own process."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from casekit.cli import main


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


Casekit = Callable[..., Ran]


@pytest.fixture
def casekit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Casekit:
    """casekit(*arguments) runs the command."""

    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["casekit", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        written = capsys.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 1 if code else 0, written.out, written.err)

    return run


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty repository of audits that uses the packaged forms."""
    (tmp_path / "audits").mkdir()
    return tmp_path
