"""What several commands need: the day, the repository, progress on a terminal, and where output goes."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from casekit.days import parse_day, parse_moment
from casekit.model.policy import Policy
from casekit.output.style import COLOUR, PLAIN, Style
from casekit.read.text import REFUSED, describe
from casekit.stop import USAGE, Stop
from casekit.words import shown

AS_AT_HELP = "As it stood then: at a commit, or at the end of a day, which is then the day to count from."
TODAY_HELP = "The civil day to count from, written 2026-10-31; else today in the council's time zone."


def given_day(today: str | None) -> date | None:
    """The day of --today; Stop where it is no day."""
    return None if today is None else parsed_day(today, "--today")


def parsed_day(text: str, option: str) -> date:
    """The day that an option gives; Stop where it is no day."""
    day = parse_day(text)
    if day is None:
        raise Stop(USAGE, f"{option} is '{shown(text)}', which is not a day; write it as 2026-10-31.")
    return day


def parsed_moment(text: str, option: str) -> None:
    """Stop where an option gives neither a day nor a day with its time."""
    if parse_day(text) is None and parse_moment(text) is None:
        raise Stop(USAGE, f"{option} is '{shown(text)}', which is no time; write it as 2026-10-31T14:00.")


def civil_day(policy: Policy, given: date | None) -> date:
    """The day given, else the civil day in the council's time zone."""
    return given or datetime.now(ZoneInfo(policy.timezone)).date()


def progress(what: str) -> Callable[[int, int], None]:
    """A counter on one line of the terminal; silent where standard error is none, and in pipelines."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        return lambda done, of: None

    def show(done: int, of: int) -> None:
        end = "\r" if done < of else "\r\x1b[K"
        sys.stderr.write(f"\r\x1b[K{what} {done:,} of {of:,}{end}")
        sys.stderr.flush()

    return show


def coloured(stream: object) -> bool:
    """Whether to colour: a terminal, and NO_COLOR is not set (no-color.org: to anything but nothing)."""
    isatty = getattr(stream, "isatty", lambda: False)
    return bool(isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """How wide the terminal is; 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def style() -> Style:
    """Colours for standard output, or none."""
    return COLOUR if coloured(sys.stdout) else PLAIN


def as_json(data: object) -> str:
    """Data for other programs, in ASCII and with one line break at the end."""
    from casekit.output.safe import quiet_json

    return quiet_json(json.dumps(data, indent=2) + "\n")


def deliver(text: str | bytes, output: Path | None, option: str = "--output") -> None:
    """The text to standard output, or into the file that the option names; what is no text only into a file."""
    if output is None:
        assert isinstance(text, str)  # whoever makes anything else names its file
        sys.stdout.write(text)
        return
    try:
        output.write_bytes(text if isinstance(text, bytes) else text.encode())
    except OSError as error:
        raise Stop(USAGE, f"{output} cannot be written ({error.strerror}); choose another file for {option}.") from None


def summarise(text: Callable[[], str]) -> None:
    """Adds the text to the summary of the step, where a GitHub pipeline runs and says where that is."""
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if not place:
        return
    try:
        with Path(place).open("a", encoding="utf-8", newline="\n") as file:
            file.write(text())
    except OSError as error:
        raise Stop(USAGE, f"GITHUB_STEP_SUMMARY names a file that cannot be written ({error.strerror}).") from None


def legible(texts: Iterable[str]) -> None:
    """Stop where a text that somebody gave holds a character that no audit file may hold, since nobody sees it."""
    for text in texts:
        wrong = REFUSED.search(text)
        if wrong is not None:
            raise Stop(
                USAGE,
                f"A character stands in the text that cannot be seen and is not allowed: {describe(wrong[0])}. "
                "Delete it, or type these words again; it often comes along when text is pasted.",
            )
