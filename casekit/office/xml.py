"""The XML of one part as a tree: bounded in depth and number, without document types, so without entities.

Names get the short prefixes that everybody knows (w_p); both spellings of the standard, transitional and strict, are
the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from casekit.stop import USAGE, Stop

DEEPEST = 200
"""So deep may elements stand in one another; a table in a table in a text box takes forty."""
MOST_ELEMENTS = 250_000

_OFFICE = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        f"{_OFFICE}/wordprocessingml/2006/main": "w",
        f"{_STRICT}/wordprocessingml/main": "w",
        "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
        "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
        f"{_OFFICE}/markup-compatibility/2006": "mc",
        f"{_OFFICE}/officeDocument/2006/math": "m",
        f"{_STRICT}/officeDocument/math": "m",
        "http://www.w3.org/XML/1998/namespace": "xml",
    }
)


class _Refused(Exception):
    """What is wrong with the XML, as the rest of a sentence that begins with "it"."""


def parse(raw: bytes) -> Element:
    """The tree; Stop where the XML is broken, has a document type, or goes beyond the bounds."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    builder = TreeBuilder()
    names: dict[str, str] = {}
    depth = number = 0

    def short(name: str) -> str:
        known = names.get(name)
        if known is None:
            uri, _, local = name.rpartition(" ")
            known = names[name] = f"{PREFIXES[uri]}_{local}" if uri in PREFIXES else local
        return known

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, number
        depth, number = depth + 1, number + 1
        if depth > DEEPEST:
            raise _Refused("its parts stand deeper in one another than in anything that people write")
        if number > MOST_ELEMENTS:
            raise _Refused("it has more in it than anything that people write")
        builder.start(short(name), {short(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(short(name))

    def document_type(*_: object) -> None:
        raise _Refused("it declares a document type, as no Word or Excel file does")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(raw, True)
        return builder.close()
    except _Refused as refused:
        raise Stop(USAGE, f"{refused}.") from None
    except (expat.ExpatError, ValueError, LookupError, AssertionError):
        raise Stop(USAGE, "it is damaged: a part of it is no XML that can be read.") from None
