"""The tables of docs/statutory.md, from policy/statutory: what the page must say."""

from __future__ import annotations

from pathlib import Path

from casekit.days import written
from casekit.link.policy import built
from casekit.model.law import Law, Timescale

ROOT = Path(__file__).parent.parent
NATIONS = sorted(path.stem for path in (ROOT / "policy" / "statutory").glob("*.toml"))
HEAD = "| what | within | counted from | law since | source |\n|---|---|---|---|---|\n"


def law_of(nation: str) -> Law:
    """A nation's law as a council gets it."""
    return built({"statutory": {"nation": nation}}).law


def table(law: Law) -> str:
    """One nation's rows."""
    return HEAD + "".join(_row(timescale, law) for timescale in law.timescales)


def _row(timescale: Timescale, law: Law) -> str:
    firsts = {t.event: t.what for t in law.timescales if t.kind == "first"}
    start = timescale.after.replace("-", " ")
    since = {"second": firsts.get(timescale.event, start), "every": "the one before"}.get(timescale.kind, start)
    at = written(timescale.start) if timescale.start else ""
    return f"| {timescale.what} | {timescale.within} | {since} | {at} | {timescale.source} |\n"
