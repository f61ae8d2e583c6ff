"""The council's logo: a small picture that holds a picture and nothing else."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from casekit.stop import USAGE, Stop

FOLDER = "policy"
MOST = 64 * 1024
"""Bytes of a logo."""
WIDEST = 2_000
"""Pixels across or down of a picture."""
SVG = "http://www.w3.org/2000/svg"
LINK = "{http://www.w3.org/1999/xlink}href"
DRAWN = frozenset(
    {
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title"),
        *("desc", "defs", "lineargradient", "radialgradient", "stop", "clippath", "mask", "use", "symbol"),
    }
)
"""What an SVG may consist of: shapes and text. No script, no style sheet, no other page, no picture from elsewhere."""
KEPT = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"pHYs", b"IDAT", b"IEND")
"""The parts of a PNG that make the picture; whatever else a program wrote into it is left out."""
START = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture as it is published. name: of its file in the site."""

    name: str
    content: bytes


def logo(file: str, raw: bytes | None) -> Logo:
    """The logo in policy/FILE; Stop(2) where there is none, or it is more than a small picture."""
    place = f"{FOLDER}/{file}"
    if raw is None:
        raise Stop(USAGE, f"casekit.toml names the logo {file}, and there is no file {place}.")
    if len(raw) > MOST:
        raise Stop(USAGE, f"the logo {place} has more than {MOST // 1024} KiB; make it smaller.")
    if file.endswith(".svg"):
        return Logo("logo.svg", _svg(place, raw))
    return Logo("logo.png", _png(place, raw))


def _svg(place: str, raw: bytes) -> bytes:
    no = f"the logo {place} is no plain SVG drawing"
    try:
        text = raw.decode("utf-8-sig")
        if re.search(r"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet", text, re.IGNORECASE):
            raise Stop(USAGE, f"{no}: it declares a document type, or names a style sheet.")
        root = ElementTree.fromstring(text)
    except (UnicodeDecodeError, ElementTree.ParseError):
        raise Stop(USAGE, f"{no}: it cannot be read.") from None
    if root.tag != f"{{{SVG}}}svg":
        raise Stop(USAGE, f"{no}: it does not begin with svg.")
    for part in root.iter():
        name = part.tag.removeprefix(f"{{{SVG}}}") if isinstance(part.tag, str) else "?"
        if name.lower() not in DRAWN:
            raise Stop(USAGE, f"{no}: {name.rpartition('}')[2]} may not stand in it.")
        for key, value in part.attrib.items():
            if key.lower().startswith("on") or _leads_out(key, value):
                raise Stop(USAGE, f"{no}: {key.rpartition('}')[2]} may not stand in it, or leads elsewhere.")
    return text.replace("\r\n", "\n").encode("utf-8")


def _leads_out(key: str, value: str) -> bool:
    """Whether an attribute points to anything outside the drawing."""
    if key in ("href", LINK):
        return not value.strip().startswith("#")
    plain = re.sub(r"[\s\\]|/\*.*?\*/", "", value).lower()
    return "script:" in plain or "@import" in plain or "\\" in value or bool(re.search(r"url\((?![\"']?#)", plain))


def _png(place: str, raw: bytes) -> bytes:
    no = f"the logo {place} is no PNG picture"
    made = [START]
    if not raw.startswith(START):
        raise Stop(USAGE, f"{no}.")
    kinds = []
    for kind, body in _chunks(raw, f"{no} that is whole."):
        kinds.append(kind)
        if kind == b"IHDR" and (len(body) != 13 or not all(1 <= n <= WIDEST for n in struct.unpack(">II", body[:8]))):
            raise Stop(USAGE, f"{no} of at most {WIDEST} pixels across and down.")
        if kind in KEPT:
            made.append(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)))
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise Stop(USAGE, f"{no} that is whole.")
    return b"".join(made)


def _chunks(raw: bytes, no: str) -> Iterator[tuple[bytes, bytes]]:
    at = len(START)
    while at < len(raw):
        if at + 12 > len(raw):
            raise Stop(USAGE, no)
        length, kind = struct.unpack(">I4s", raw[at : at + 8])
        body, end = raw[at + 8 : at + 8 + length], at + 12 + length
        if end > len(raw) or struct.unpack(">I", raw[end - 4 : end])[0] != zlib.crc32(kind + body):
            raise Stop(USAGE, no)
        yield kind, body
        if kind == b"IEND" and end != len(raw):
            raise Stop(USAGE, no)
        at = end
