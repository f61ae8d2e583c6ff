"""The report as Markdown: plain text that any forge and any editor shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.report.blocks import Bars, Block, Document, Grid, Heading, Points, Quote, Words


def markdown(document: Document) -> str:
    """The whole report. Bars are left out: the table before them says the same."""
    lines = [
        f"# {_plain(document.title)}",
        f"**{_plain(document.marking)}** {_plain(document.whom)}",
        _plain(f"{document.authority}, as it stood on {document.day}."),
        *(text for block in document.blocks if (text := "\n".join(_block(block)))),
        f"*{_plain(document.made)}*",
    ]
    return "\n\n".join(lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {_plain(block.text)}"
        case Words():
            yield _plain(block.text)
        case Points():
            yield from (f"- {_plain(item)}" for item in block.items)
        case Quote():
            text = block.text.replace("<", "\\<")  # an author's own Markdown, but never HTML
            of = f"\n\n({_plain(block.of)})" if block.of else ""
            yield from (f"> {line}".rstrip() for line in f"{text}{of}".split("\n"))
        case Grid():
            yield from _grid(block)
        case Bars():
            pass


def _grid(grid: Grid) -> Iterator[str]:
    yield f"**{_plain(grid.caption)}**"
    yield ""
    yield _row(grid.columns)
    yield _row(tuple("---:" if n >= grid.numbers else "---" for n in range(len(grid.columns))), raw=True)
    yield from map(_row, grid.rows)


def _row(cells: tuple[str, ...], raw: bool = False) -> str:
    return f"| {' | '.join(cell if raw else _plain(cell) for cell in cells)} |"


def _plain(text: str) -> str:
    """A text of one line in which nothing is markup."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(text.split()))
