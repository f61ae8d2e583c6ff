"""A page of headings with sentences and tables under them."""

from __future__ import annotations

from dataclasses import dataclass

from casekit.publish.charts import Chart
from casekit.publish.page import Cell, Link, Table


@dataclass(frozen=True, slots=True)
class Part:
    """A heading (rank 2 or 3) with what stands under it. cautions: what somebody must know who reads the tables.

    legend: the colours of bars, each with its name.
    """

    id: str
    title: str
    rank: int = 2
    says: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    links: tuple[Link, ...] = ()
    charts: tuple[Chart, ...] = ()
    legend: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class PartsBody:
    """The page. intro: what it is about."""

    intro: str
    parts: tuple[Part, ...]
