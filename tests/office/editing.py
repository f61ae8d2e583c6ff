"""A Word document as somebody or some program changes it: its XML, edited in place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
DOCUMENT = "word/document.xml"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def edited(raw: bytes, change: Callable[[Any], None]) -> bytes:
    """The document after a change of its main part's tree."""
    files = parts(raw)
    root = etree.fromstring(files[DOCUMENT])
    change(root)
    files[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(files)


def controls(root: Any) -> Iterator[tuple[str, Any]]:
    for sdt in root.iter(w("sdt")):
        tag = sdt.find(f"{w('sdtPr')}/{w('tag')}")
        if tag is not None:
            yield tag.get(w("val")), sdt


def control(root: Any, tag: str) -> Any:
    return next(sdt for name, sdt in controls(root) if name == tag)


def run(text: str) -> Any:
    """A run with line ends and tabs as Word writes them."""
    made = etree.Element(w("r"))
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(made, w("br"))
        for count, piece in enumerate(line.split("\t")):
            if count:
                etree.SubElement(made, w("tab"))
            if piece:
                words = etree.SubElement(made, w("t"))
                words.text = piece
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def type_into(root: Any, tag: str, text: str) -> None:
    """Replaces what stands in a control by a text, as somebody who types does: blank lines begin paragraphs."""
    sdt = control(root, tag)
    asks = sdt.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")
    if asks is not None:
        asks.getparent().remove(asks)
    content = sdt.find(w("sdtContent"))
    block = content.find(w("p")) is not None
    for child in list(content):
        content.remove(child)
    if not block:
        content.append(run(text))
        return
    for part in text.split("\n\n"):
        paragraph = etree.SubElement(content, w("p"))
        paragraph.append(run(part))


def tick(root: Any, tag: str, on: bool) -> None:
    sdt = control(root, tag)
    sdt.find(f"{w('sdtPr')}/{{{W14}}}checkbox/{{{W14}}}checked").set(f"{{{W14}}}val", str(int(on)))
    next(sdt.iter(w("t"))).text = "☒" if on else "☐"


def typed(raw: bytes, values: Mapping[str, str | bool]) -> bytes:
    """The document with something in its fields, by tag."""

    def change(root: Any) -> None:
        for tag, value in values.items():
            if isinstance(value, bool):
                tick(root, tag, value)
            else:
                type_into(root, tag, value)

    return edited(raw, change)
