"""The targets, and how far what was measured is from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

Measured = Mapping[str, list[float]]
"""Seconds, or MiB, of each run by the name of what ran, such as "lint 10000"."""

TENTH = "a tenth of a second"


@dataclass(frozen=True, slots=True)
class Target:
    """One ratio: what stands above the line, what below, what it must be at most, and what we aim at."""

    what: str
    above: str
    below: str
    must: float
    aim: float


def targets(small: int, large: int) -> list[Target]:
    """The rows of the table for these two sizes."""
    return [
        Target(
            f"lint, cold, {large:,} audits, of check-jsonschema",
            f"lint {large}",
            f"check-jsonschema {large}",
            0.25,
            0.06,
        ),
        Target(f"build, cold, {large:,} audits, of hugo with git info", f"build {large}", f"hugo {large}", 1.0, 0.6),
        *(
            Target(
                f"build after one commit, {size:,} audits, of its own cold build",
                f"build after one commit {size}",
                f"build {size}",
                0.1,
                0.04,
            )
            for size in (small, large)
        ),
        *(
            Target(
                f"lint after one commit, {size:,} audits, of its own cold run",
                f"lint after one commit {size}",
                f"lint {size}",
                0.25,
                0.05,
            )
            for size in (small, large)
        ),
        Target(f"the slowest search, {large:,} audits, of a tenth of a second", f"search {large}", TENTH, 1, 0.3),
        Target("casekit --help of an empty Typer app", "casekit --help", "empty Typer app --help", 1.2, 0.6),
        Target(f"memory of build of hugo, {large:,} audits", f"build {large} MiB", f"hugo {large} MiB", 0.25, 0.15),
        Target(f"growth of lint from {small:,} to {large:,}", f"lint {large}", f"lint {small}", 12, 10.5),
        Target(f"growth of build from {small:,} to {large:,}", f"build {large}", f"build {small}", 12, 10.5),
    ]


def ratio(target: Target, measured: Measured) -> float:
    """The median of one divided by the median of the other."""
    return median(measured[target.above]) / median(measured[target.below])


def verdict(target: Target, value: float) -> str:
    """In words: how the ratio stands to what it must be and to what we aim at."""
    if value <= target.aim:
        return "aim reached"
    return "must reached" if value <= target.must else "not reached"


def ratios(rows: Iterable[Target], measured: Measured) -> str:
    """The table of ratios, as Markdown; a row whose parts were not measured is left out."""
    lines = ["| ratio | measured | must | aim | |", "|---|---:|---:|---:|---|"]
    for row in rows:
        if row.above in measured and row.below in measured:
            value = ratio(row, measured)
            lines.append(f"| {row.what} | {value:.3g} | {row.must:g} | {row.aim:g} | {verdict(row, value)} |")
    return "\n".join(lines)


def medians(measured: Measured) -> str:
    """The table behind it: the median and the range of each, as Markdown."""
    lines = ["| what | median | least | most | runs |", "|---|---:|---:|---:|---:|"]
    for name, values in measured.items():
        unit = "MiB" if name.endswith("MiB") else "s"
        numbers = " | ".join(f"{value:.3g} {unit}" for value in (median(values), min(values), max(values)))
        lines.append(f"| {name.removesuffix(' MiB')} | {numbers} | {len(values)} |")
    return "\n".join(lines)
