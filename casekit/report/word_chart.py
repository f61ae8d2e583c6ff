"""Bars as a chart of Word's own: drawn by Word, with a text for whoever cannot see it, and sharp in print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from casekit.report.blocks import Bar, Bars
from casekit.report.inks import INKS

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"

EMU = 360_000
"""Word's units in a centimetre."""
BAR, ROUND = 0.95, 1.9
"""Centimetres of height for each bar, and for what stands around them."""


def add_chart(made: Any, bars: Bars, number: int, wide: float) -> None:
    """Draws the bars at the document's end. number: the how many-th chart; wide: in centimetres. Texts are cleaned."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    name = PackURI(f"/word/charts/chart{number}.xml")
    part = Part(name, KIND, _chart(bars).encode(), made.part.package)
    relation = made.part.relate_to(part, f"{RELATIONS}/chart")
    width, height = round(wide * EMU), round((BAR * len(bars.drawn) + ROUND) * EMU)
    made.add_paragraph().add_run()._r.append(parse_xml(_frame(bars, number, relation, width, height)))


def _frame(bars: Bars, number: int, relation: str, width: int, height: int) -> str:
    """Where the chart stands in the text, and what it is called and shows."""
    return (
        f'<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="{INLINE}" '
        f'xmlns:a="{DRAWING}"><wp:inline><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{1000 + number}" name="Chart {number}" title={quoteattr(bars.title)} '
        f"descr={quoteattr(f'{bars.title}. {bars.describes}')}/><a:graphic><a:graphicData uri={quoteattr(CHART)}>"
        f'<c:chart xmlns:c="{CHART}" xmlns:r="{RELATIONS}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _chart(bars: Bars) -> str:
    """Lying bars of shares, the first on top, each part with its number; a part that nobody has gets none."""
    rows = bars.drawn
    series = "".join(_series(rows, n) for n in range(len(rows[0].parts)))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}"><c:roundedCorners val="0"/><c:chart>'
        f'{_title(bars.title)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart>'
        f'<c:barDir val="bar"/><c:grouping val="percentStacked"/><c:varyColors val="0"/>{series}'
        '<c:gapWidth val="35"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{_ink(9, "000000")}<c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="1"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="t"/><c:crossAx val="1"/></c:valAx></c:plotArea>'
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_ink(9, "000000")}</c:legend>'
        '<c:plotVisOnly val="1"/></c:chart></c:chartSpace>'
    )


def _title(text: str) -> str:
    return (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000" b="1"/></a:pPr><a:r>'
        f'<a:rPr lang="en-GB" sz="1000" b="1"/><a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
    )


def _series(rows: Sequence[Bar], n: int) -> str:
    """One grade through all bars."""
    fill, ink = (colour.lstrip("#") for colour in INKS[rows[0].parts[n].tone])
    return (
        f'<c:ser><c:idx val="{n}"/><c:order val="{n}"/><c:tx>{_texts([rows[0].parts[n].label])}</c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="0;;;" sourceLinked="0"/>{_ink(9, ink)}<c:showLegendKey val="0"/>'
        '<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        f'<c:showBubbleSize val="0"/></c:dLbls><c:cat>{_texts([bar.name for bar in rows])}</c:cat>'
        f"<c:val>{_numbers([bar.parts[n].count for bar in rows])}</c:val></c:ser>"
    )


def _texts(texts: Sequence[str]) -> str:
    """Texts as a chart keeps them; the sheet that it names is nowhere, since the numbers are those of the table."""
    return f"<c:strRef><c:f>A1</c:f><c:strCache>{''.join(_points(map(escape, texts)))}</c:strCache></c:strRef>"


def _numbers(numbers: Sequence[int]) -> str:
    points = "".join(_points(map(str, numbers)))
    return f"<c:numRef><c:f>A1</c:f><c:numCache><c:formatCode>General</c:formatCode>{points}</c:numCache></c:numRef>"


def _points(values: Any) -> Iterator[str]:
    listed = list(values)
    yield f'<c:ptCount val="{len(listed)}"/>'
    for n, value in enumerate(listed):
        yield f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>'


def _ink(size: int, colour: str) -> str:
    """How letters look: points, and a colour."""
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{100 * size}"><a:solidFill><a:srgbClr val="{colour}"/>'
        '</a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )
