"""The report as a Word document: real headings, lists, tables and charts, so that it can be read aloud and edited."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from types import ModuleType
from typing import Any

from casekit.report.blocks import Bar, Bars, Block, Document, Grid, Heading, Points, Quote, Words
from casekit.report.word_chart import add_chart
from casekit.stop import USAGE, Stop

WIDE = 17.0
"""Centimetres between the margins."""
UNSEEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""


def word(document: Document, today: date) -> bytes:
    """The document. today: written as the day on which it was made; nobody's name is in its properties."""
    made = _docx().Document()
    _properties(made, document, today)
    for section in made.sections:
        _paper(section)
        section.header.paragraphs[0].text = _clean(f"{document.marking} {document.whom}")
    made.add_paragraph(_clean(document.authority))
    made.add_heading(_clean(document.title), 0)
    made.add_paragraph(_clean(f"As it stood on {document.day}."))
    charts = 0
    for block in document.blocks:
        if isinstance(block, Bars) and block.drawn:
            charts += 1
            add_chart(made, _cleaned(block), charts, WIDE)
        else:
            _block(made, block)
    made.add_paragraph(_clean(document.made))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _paper(section: Any) -> None:
    """A4 with margins of two centimetres."""
    from docx.shared import Cm

    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - WIDE) / 2)


def _properties(made: Any, document: Document, today: date) -> None:
    kept, day = made.core_properties, datetime(today.year, today.month, today.day, tzinfo=UTC)
    kept.title, kept.author, kept.last_modified_by, kept.comments = _clean(document.title), "", "", ""
    kept.created = kept.modified = day
    kept.language = "en-GB"


def _block(made: Any, block: Block) -> None:
    match block:
        case Heading():
            made.add_heading(_clean(block.text), block.level - 1)
        case Words():
            made.add_paragraph(_clean(block.text))
        case Points():
            for item in block.items:
                made.add_paragraph(_clean(item), style="List Bullet")
        case Quote():
            for part in (*block.text.split("\n\n"), *((f"({block.of})",) if block.of else ())):
                made.add_paragraph(_clean(part), style="Quote")
        case Grid():
            _grid(made, block)


def _cleaned(bars: Bars) -> Bars:
    drawn = tuple(Bar(_clean(b.name), tuple(replace(p, label=_clean(p.label)) for p in b.parts)) for b in bars.drawn)
    return Bars(_clean(bars.title), _clean(bars.describes), drawn)


def _grid(made: Any, grid: Grid) -> None:
    made.add_paragraph(_clean(grid.caption), style="Caption").paragraph_format.keep_with_next = True
    table = made.add_table(rows=1, cols=len(grid.columns), style="Light Shading Accent 1")
    table.autofit = False
    _fill(table.rows[0].cells, grid.columns, grid)
    table.rows[0]._tr.get_or_add_trPr().append(_repeated())
    for row in grid.rows:
        _fill(table.add_row().cells, row, grid)
    _widths(table, grid)
    made.add_paragraph()


def _widths(table: Any, grid: Grid) -> None:
    """Columns of words are wider than those of figures, so that no word is broken."""
    from docx.shared import Cm

    figures = len(grid.columns) - grid.numbers
    of_figures = min(2.4, WIDE * 0.75 / figures) if figures > 0 else 0.0
    of_words = (WIDE - of_figures * max(figures, 0)) / max(grid.numbers, 1)
    for n, column in enumerate(table.columns):
        column.width = width = Cm(of_figures if n >= grid.numbers else of_words)
        for cell in column.cells:
            cell.width = width


def _fill(cells: Any, texts: tuple[str, ...], grid: Grid) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for n, text in enumerate(texts):
        cells[n].text = _clean(text)
        for run in cells[n].paragraphs[0].runs:
            run.font.size = Pt(9 if len(texts) < 6 else 8)
        if n >= grid.numbers:
            cells[n].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeated() -> Any:
    """Marks a row as the table's head, which is repeated on each page and read out as such."""
    from docx.oxml import OxmlElement

    return OxmlElement("w:tblHeader")


def _clean(text: str) -> str:
    return UNSEEN.sub("\ufffd", text)


def _docx() -> ModuleType:
    try:
        import docx
    except ImportError:
        raise Stop(USAGE, "this needs python-docx, which is not installed; run: pip install 'casekit[word]'") from None
    return docx
