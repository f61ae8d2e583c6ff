"""The pieces of a Word document as XML: paragraphs, tables, and the fields that somebody fills in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

UNSEEN = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
WRITE, CHOOSE, A_DAY = "[write here]", "[choose]", "[choose a day]"
"""What stands in a field that nobody has filled in."""
LINE_STYLE = "FormLine"
ON, OFF = "☒", "☐"


def words(text: str, style: str = "", bold: bool = False) -> str:
    """A run, with tabs and line ends as Word has them."""
    look = (f"<w:rStyle w:val={quoteattr(style)}/>" if style else "") + ("<w:b/>" if bold else "")
    out = []
    for part in re.split(r"(\t|\n)", UNSEEN.sub("\ufffd", text)):
        if part in ("\t", "\n"):
            out.append("<w:tab/>" if part == "\t" else "<w:br/>")
        elif part:
            out.append(f'<w:t xml:space="preserve">{escape(part)}</w:t>')
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{''.join(out)}</w:r>"


def paragraph(inside: str, style: str = "", keep: bool = False) -> str:
    """A paragraph around runs and fields. keep: on one page with the next."""
    look = (f"<w:pStyle w:val={quoteattr(style)}/>" if style else "") + ("<w:keepNext/>" if keep else "")
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{inside}</w:p>"


def table(widths: Sequence[int], rows: Iterable[Sequence[str]], head: bool = False) -> str:
    """A table; each cell holds whole paragraphs. widths: of the columns, in fiftieths of a percent."""
    out = ['<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>']
    out += [f'<w:gridCol w:w="{width}"/>' for width in widths]
    out.append("</w:tblGrid>")
    for number, cells in enumerate(rows):
        out.append("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head and not number else "<w:tr>")
        for width, cell in zip(widths, cells, strict=True):
            out.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="pct"/></w:tcPr>{cell}</w:tc>')
        out.append("</w:tr>")
    return "".join([*out, "</w:tbl>", paragraph("")])


def field(number: int, tag: str, label: str, kind: str, inside: str, empty: bool, lock: str = "sdtLocked") -> str:
    """A content control that cannot be deleted by accident. kind: its own element; inside: what stands in it."""
    shows = "<w:showingPlcHdr/>" if empty else ""
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(UNSEEN.sub('', label)[:64])}/><w:tag w:val={quoteattr(tag)}/>"
        f'<w:id w:val="{number}"/><w:lock w:val="{lock}"/>{shows}{kind}</w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def asks(text: str) -> str:
    """What stands in an empty field."""
    return words(text, "PlaceholderText")


def comments(text: str) -> str:
    """A text as paragraphs: a blank line begins another; every other line is one that goes on in the next."""
    out = []
    for part in re.split(r"\n\n(?!\n)", text):
        *lines, last = part.split("\n")
        out += [*(paragraph(words(line), LINE_STYLE) for line in lines), paragraph(words(last))]
    return "".join(out)


def mark(number: int, name: str, inside: str) -> str:
    """A bookmark around something, by which it is found where a program has dropped its tag."""
    return f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def choices(options: Iterable[str]) -> str:
    """The element of a list to choose from."""
    items = [f"<w:listItem w:displayText={quoteattr(one)} w:value={quoteattr(one)}/>" for one in options]
    return f"<w:dropDownList>{''.join(items)}</w:dropDownList>"


def calendar(day: str) -> str:
    """The element of a day, "2026-10-15" or ""."""
    full = f' w:fullDate="{day}T00:00:00Z"' if day else ""
    return (
        f'<w:date{full}><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )


def tick(on: bool) -> str:
    """The element of a box to tick."""
    return (
        f'<w14:checkbox><w14:checked w14:val="{int(on)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )


PLAIN = "<w:text/>"
RICH = "<w:richText/>"
