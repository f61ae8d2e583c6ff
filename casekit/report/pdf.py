"""The report as a tagged PDF that satisfies PDF/UA-1, made by Typst from its own fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import ModuleType

from casekit.report.blocks import Bar, Bars, Block, Document, Grid, Heading, Points, Quote, Words
from casekit.report.inks import INKS
from casekit.stop import USAGE, Stop

UNKNOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
"""How Typst says that its font lacks characters; no PDF/UA may hold one that cannot be shown."""
ROUNDS = 50

TOGETHER = 16
"""A table of so many rows is not parted between two pages."""
LEAST = 8
"""Per cent of a bar from which a part is wide enough for its number."""

START = """#set document(title: {title}, author: (), date: datetime(year: {year}, month: {month}, day: {day}))
#set page(paper: "a4", margin: (x: 2cm, y: 2.2cm), numbering: "1 of 1",
  header: text(size: 8pt, {marking}))
#set text(font: "Libertinus Serif", size: 10.5pt, lang: "en", region: "GB")
#set par(justify: false, leading: 0.62em)
#show heading: set block(above: 1.4em, below: 0.7em, sticky: true)
#show quote: set block(spacing: 0.8em)
#show table.cell.where(y: 0): strong
#set table(stroke: (x, y) => (bottom: 0.5pt + luma(180)), inset: (x: 4pt, y: 4pt))
#text(fill: luma(80), {authority})
#heading(level: 1, {title})
#text(size: 11.5pt, {stood})
"""


def pdf(document: Document, today: date) -> bytes:
    """The PDF. Every text goes in as a text of Typst's and never as its code."""
    typst = _typst()
    head = START.format(
        title=_text(document.title),
        year=today.year,
        month=today.month,
        day=today.day,
        marking=_text(f"{document.marking} {document.whom}"),
        authority=_text(document.authority),
        stood=_text(f"As it stood on {document.day}."),
    )
    blocks = "".join(line for block in document.blocks for line in _block(block))
    source = f"{head}{blocks}#v(1em)\n#text(size: 8pt, {_text(document.made)})\n"
    stamp = datetime(today.year, today.month, today.day, tzinfo=UTC)
    for _ in range(ROUNDS):
        try:
            made: bytes = typst.compile(
                source.encode(), format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True, timestamp=stamp
            )
        except typst.TypstError as error:
            unknown = {char for text in UNKNOWN.findall(str(error)) for char in _unescaped(text) if ord(char) > 127}
            if not unknown:
                raise
            source = _named(source, unknown)
        else:
            return made
    raise Stop(USAGE, "the report holds too many characters that the PDF's font does not have; write html or docx.")


def _named(source: str, unknown: set[str]) -> str:
    """The source with the number of each character that the font does not have in its place: [U+0500]."""
    for char in unknown:
        source = source.replace(char, f"[U+{ord(char):04X}]")
    return source


def _unescaped(text: str) -> str:
    """What Typst quotes in a message: characters that cannot be seen stand there as \\u{d00}."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"#heading(level: {block.level}, {_text(block.text)})\n"
        case Words():
            yield f"#par({_text(block.text)})\n"
        case Points():
            yield f"#list({', '.join(map(_text, block.items))})\n"
        case Quote():
            parts = ", ".join(f"par({_text(part)})" for part in block.text.split("\n\n") if part.strip())
            of = f"attribution: {_text(block.of)}, " if block.of else ""
            yield f"#quote(block: true, {of}stack(spacing: 0.8em, {parts}))\n"
        case Grid():
            yield _grid(block)
        case Bars():
            yield from _bars(block)


def _grid(grid: Grid) -> str:
    aligned = ", ".join("right" if n >= grid.numbers else "left" for n in range(len(grid.columns)))
    figure = "auto" if len(grid.columns) <= 4 else "1fr"
    mixed = grid.numbers < len(grid.columns)
    widths = ", ".join(
        figure if n >= grid.numbers else "2.4fr" if mixed else _share(grid, n) for n in range(len(grid.columns))
    )
    head = ", ".join(map(_text, grid.columns))
    cells = ", ".join(_text(text) for row in grid.rows for text in row)
    whole = "false" if len(grid.rows) <= TOGETHER else "true"
    return (
        f"#block(above: 1.2em, below: 0.5em, sticky: true, strong({_text(grid.caption)}))\n"
        f"#block(breakable: {whole}, table(columns: ({widths}), align: ({aligned}), table.header({head}), {cells}))\n"
    )


def _share(grid: Grid, column: int) -> str:
    """How wide a column of words is beside others: as its longest text, within bounds."""
    longest = max(len(row[column]) for row in (grid.columns, *grid.rows))
    return f"{max(12, min(60, longest))}fr"


def _bars(bars: Bars) -> Iterator[str]:
    """A picture with its description; the table before it has the numbers."""
    rows = bars.drawn
    if rows:
        names = ", ".join(f"{_text(bar.name)}, {_bar(bar)}" for bar in rows)
        legend = ", ".join(
            f"stack(dir: ltr, spacing: 4pt, rect(width: 8pt, height: 8pt, fill: rgb({_text(INKS[part.tone][0])})), "
            f"text(size: 8.5pt, {_text(part.label)}))"
            for part in rows[0].parts
        )
        yield (
            f"#figure(alt: {_text(f'{bars.title}. {bars.describes}')}, block(breakable: false, width: 100%, stack("
            f"spacing: 6pt, grid(columns: (5cm, 1fr), row-gutter: 4pt, align: (left + horizon, left), {names}), "
            f"stack(dir: ltr, spacing: 12pt, {legend}))))\n"
        )


def _bar(bar: Bar) -> str:
    total = sum(part.count for part in bar.parts)
    parts = [part for part in bar.parts if part.count]
    widths = ", ".join(f"{part.count}fr" for part in parts)
    boxes = []
    for part in parts:
        fill, ink = INKS[part.tone]
        said = str(part.count) if 100 * part.count / total >= LEAST else ""
        inside = f"align(center + horizon, text(fill: rgb({_text(ink)}), size: 8.5pt, {_text(said)}))"
        look = f"width: 100%, height: 14pt, inset: 0pt, stroke: 0.5pt + white, fill: rgb({_text(fill)})"
        boxes.append(f"rect({look}, {inside})")
    return f"grid(columns: ({widths},), {', '.join(boxes)})"


def _text(text: str) -> str:
    """A text as a string of Typst's; what cannot be seen is shown by its number."""
    return f'"{"".join(map(_char, text))}"'


def _char(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    return " " if char.isspace() else f"[U+{ord(char):04X}]"


def _typst() -> ModuleType:
    try:
        import typst
    except ImportError:
        raise Stop(USAGE, "this needs Typst, which is not installed; run: pip install 'casekit[pdf]'") from None
    return typst
