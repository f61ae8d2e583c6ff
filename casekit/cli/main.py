"""One run of the command: every ending has its exit code and, where something is wrong, one plain sentence."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from pathlib import Path

from casekit import __version__
from casekit.cli import commands
from casekit.cli.app import app
from casekit.stop import Stop
from casekit.words import ended

BUG = 4
COLLECT = (100_000, 20, 20)
"""How seldom Python looks for what nobody needs any more: nearly all that is read is needed to the end."""
COMMANDS = commands.__all__
"""The commands that there are: importing each has added it to the app."""


def main() -> None:
    """Run the command; every ending has its exit code and, where something is wrong, one plain sentence."""
    gc.set_threshold(*COLLECT)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
    try:
        app()
    except Stop as stop:
        sys.stderr.write(f"casekit: {ended(stop.sentence)}\n")
        raise SystemExit(stop.exit_code) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except Exception as error:  # the last place: whatever comes here is a mistake of casekit's
        frames = "; ".join(
            f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)[-4:]
        )
        sys.stderr.write(
            f"casekit: this is a mistake in casekit {__version__} ({type(error).__name__} at {frames}). "
            "Please report it with the command you ran; your files were not changed by it.\n"
        )
        if os.environ.get("CASEKIT_DEBUG"):
            traceback.print_exc()
        raise SystemExit(BUG) from None
