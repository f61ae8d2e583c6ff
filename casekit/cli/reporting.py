"""One run of report, put together: a month of what is committed, in the formats that were asked for."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casekit import __version__
from casekit.cli.committed import Commit, Committed, checked_out, committed
from casekit.cli.exporting import audience_of
from casekit.cli.outside import closed_report
from casekit.days import written
from casekit.publish.reader import OUTSIDE, reader
from casekit.read.names import MONTH
from casekit.register.monthly import month_figures
from casekit.register.since import since
from casekit.report.compose import compose
from casekit.report.data import report_data
from casekit.report.files import report_file
from casekit.stop import USAGE, Stop
from casekit.words import ending, listing, shown

FORMATS = ("md", "html", "pdf", "docx", "json")
TO_READ = ("md", "html", "json")
"""Formats that are text, and can go to standard output."""


@dataclass(frozen=True, slots=True)
class Reported:
    """The report: its formats with their content, and what was left out."""

    files: Mapping[str, bytes]
    broken: int
    uncommitted: int
    audience: str


def make_report(
    start: Path, month: str, formats: str, audience: str | None, given: date | None, then: str = ""
) -> Reported:
    """The report of a month in each format; Stop(2) where there can be none. then: as --as-at has it."""
    if not MONTH.fullmatch(month):
        raise Stop(USAGE, f"{shown(month)} is no month; write it as 2026-10.")
    chosen = parsed_formats(formats)
    commit = checked_out(start, then)
    asked = audience_of(commit, audience)
    if asked in OUTSIDE:
        return Reported(closed_report(start, month, chosen, asked, given, then), 0, 0, asked)
    whole = committed(commit, given)
    readers = reader(asked)
    figures = month_figures(whole.corpus, month, whole.today)
    found = since(whole.corpus, figures)
    document = compose(figures, found, whole.corpus, wrote=readers.wrote, whom=readers.whom, made=_made(commit, whole))
    files = {name: report_file(name, document, whole.today, report_data(figures, found)) for name in chosen}
    return Reported(files, figures.broken, commit.uncommitted, readers.id)


def parsed_formats(text: str, known: tuple[str, ...] = FORMATS) -> tuple[str, ...]:
    """The formats in a list such as md,pdf; Stop(2) for one that is not known."""
    asked = tuple(dict.fromkeys(part for part in re.split(r"[,\s]+", text) if part))
    for name in asked:
        if name not in known:
            raise Stop(USAGE, f"there is no format {shown(name)}{ending(name, known)} There are {listing(known)}.")
    if not asked:
        raise Stop(USAGE, f"--format names no format; there are {listing(known)}.")
    return asked


def _made(commit: Commit, whole: Committed) -> str:
    left = f" {commit.uncommitted} changed files were left out." if commit.uncommitted else ""
    return f"Made by casekit {__version__} from commit {commit.id[:10]}, counted on {written(whole.today)}.{left}"


def deliver(made: Reported, start: Path, month: str, output: Path | None) -> None:
    """The report to standard output, or as files report-MONTH.* into a folder."""
    if output is None:
        _print(made)
        return
    write_files(made.files, (start / output).resolve(), f"report-{month}", made.audience)


def write_files(files: Mapping[str, bytes], folder: Path, name: str, audience: str) -> None:
    """Files NAME.html and so on in a folder, each told with whom it is for."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind, content in files.items():
            (folder / f"{name}.{kind}").write_bytes(content)
    except OSError as error:
        raise Stop(USAGE, f"{folder} cannot be written ({error.strerror}); choose another folder.") from None
    for kind in files:
        sys.stdout.write(f"For the {audience}: {folder / f'{name}.{kind}'}\n")


def _print(made: Reported) -> None:
    """The one format that is text; Stop(2) where it is another, or there are several."""
    if len(made.files) != 1 or not made.files.keys() <= set(TO_READ):
        raise Stop(USAGE, "say with --output into which folder the files go; only one of md, html and json is printed.")
    for content in made.files.values():
        sys.stdout.write(content.decode())
