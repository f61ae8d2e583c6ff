"""Every format of lint's report, in one place: its name, and the module that writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from casekit.check.settle import Report


class Format(StrEnum):
    """How lint's report is written."""

    concise = "concise"
    full = "full"
    json = "json"
    github = "github"
    gitlab = "gitlab"
    azure = "azure"
    junit = "junit"
    sarif = "sarif"


@dataclass(frozen=True, slots=True)
class Around:
    """What a format may need beside the report.

    line_of: a line of a file by path and number, "" where it has none. coloured: for a terminal that shows colours.
    version: casekit's. counted: counts by rule, severity and form instead of each problem, for the formats that have
    them.
    """

    line_of: Callable[[str, int], str]
    coloured: bool = False
    version: str = ""
    counted: bool = False


COUNTED = (Format.concise, Format.full, Format.json)
"""The formats that have counts."""


COUNTING = (Format.concise, Format.full, Format.json)
"""The formats in which the counts stand; for the others they are said beside them."""


def counts(report: Report) -> str:
    """The lines that count, for a log beside a format that has no place for them."""
    from casekit.output import concise

    return concise.counts(report)


def render(format: Format, report: Report, around: Around) -> str:
    """The report in that format, ending in a line break; only the module that is needed is loaded."""
    if around.counted and format in COUNTED:
        from casekit.output import data, statistics

        return data.render(report, statistics.counts(report)) if format is Format.json else statistics.render(report)
    match format:
        case Format.concise:
            from casekit.output import concise

            return concise.render(report)
        case Format.full:
            from casekit.output import full

            return full.render(report, around.line_of, full.COLOUR if around.coloured else full.PLAIN)
        case Format.json:
            from casekit.output import data

            return data.render(report)
        case Format.github:
            from casekit.output import github

            return github.render(report)
        case Format.gitlab:
            from casekit.output import gitlab

            return gitlab.render(report)
        case Format.azure:
            from casekit.output import azure

            return azure.render(report)
        case Format.junit:
            from casekit.output import junit

            return junit.render(report)
        case Format.sarif:
            from casekit.output import sarif

            return sarif.render(report, around.version)
        case _:
            assert_never(format)
