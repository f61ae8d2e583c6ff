"""A Word or Excel file opened with bounds: a zip of parts, of which only those that are asked for are read.

Nothing is unpacked to the disk, no link to anything outside is followed, and a file with macros is refused.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from casekit.office.xml import parse
from casekit.stop import USAGE, Stop
from casekit.words import shown

MOST = 20 * 1024 * 1024
"""Bytes of a whole file; a form with a few pasted pictures has far fewer."""
MOST_PARTS = 2_000
MOST_PART = 16 * 1024 * 1024
"""Bytes of one part that is read, and at the same time twice as many of all of them together."""
MOST_RATIO = 400
"""So many times may a part grow when it is unpacked; what people write grows twenty times, forms a hundred times."""
SMALL = 1024 * 1024
"""Below so many bytes nobody asks how much a part grew."""

MAIN = {
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "excel": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
CALLED = {"word": "a Word document (.docx)", "excel": "an Excel workbook (.xlsx)"}
_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Office files begin, and new ones that have a password."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
    LookupError,
)
"""All that a damaged zip makes Python's reader say."""


@dataclass(slots=True)
class Package:
    """The parts by name, and how many bytes may still be read of them."""

    archive: zipfile.ZipFile
    parts: dict[str, zipfile.ZipInfo]
    main: str = ""
    left: int = field(default=2 * MOST_PART)

    def read(self, name: str) -> bytes:
        """The bytes of one part; Stop where it is larger than its bounds, or damaged."""
        part = self.parts[name]
        big = part.file_size > SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        if big or part.file_size > min(MOST_PART, self.left):
            raise _refused("it unpacks to far more than anything that people write")
        try:
            with self.archive.open(part) as opened:
                raw = opened.read(part.file_size + 1)
        except _BROKEN:
            raise _refused("it is damaged") from None
        if len(raw) != part.file_size:
            raise _refused("it is damaged")
        self.left -= len(raw)
        return raw

    def xml(self, name: str) -> Element | None:
        """The tree of one part, None where there is no such part."""
        return parse(self.read(name)) if name in self.parts else None

    def matching(self, pattern: str) -> list[str]:
        """The names of the parts that the whole pattern fits, in order."""
        return sorted(name for name in self.parts if re.fullmatch(pattern, name))


def package(raw: bytes, kind: str) -> Package:
    """The file as a package whose main part is of that kind, "word" or "excel"; Stop where it is no such file."""
    if len(raw) > MOST:
        raise _refused("it is larger than any form")
    if raw.startswith(_LOCKED):
        raise _refused(f"it has a password, or an old program saved it; have it saved as {CALLED[kind]} without one")
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except _BROKEN:
        raise _refused(f"it is damaged, or it is not {CALLED[kind]}") from None
    every = archive.infolist()
    names = [part.filename for part in every]
    if len(every) > MOST_PARTS or len({name.casefold() for name in names}) < len(names):
        raise _refused("it has more parts than any form, or some of them twice")
    if any(not _plain(name) for name in names):
        raise _refused(f"its parts are not named as {CALLED[kind]} names them")
    if any(part.flag_bits & 1 for part in every):
        raise _refused("it has a password")
    made = Package(archive, {part.filename: part for part in every})
    made.main = _main(made, kind)
    return made


def _main(made: Package, kind: str) -> str:
    """The name of the part that everything begins with, by the package's own table of contents."""
    rels, types = made.xml("_rels/.rels"), made.xml("[Content_Types].xml")
    if rels is None or types is None:
        raise _refused(f"it is not {CALLED[kind]}")
    kinds = [one.get("ContentType", "") for one in types]
    macros = any("macro" in one.casefold() or "vbaproject" in one.casefold() for one in kinds)
    if macros or any(name.casefold().endswith("vbaproject.bin") for name in made.parts):
        raise _refused(f"it holds macros; have it saved as {CALLED[kind]}, which holds none")
    own = {one.get("PartName", "").lstrip("/"): one.get("ContentType", "") for one in types}
    for rel in rels:
        if rel.get("Type", "").endswith("/officeDocument") and rel.get("TargetMode") != "External":
            name = posixpath.normpath(rel.get("Target", "").lstrip("/"))
            if name in made.parts and own.get(name) == MAIN[kind]:
                return name
    raise _refused(f"it is not {CALLED[kind]}")


def _plain(name: str) -> bool:
    """Whether a part is named so that it could not lead anywhere else; none is ever written to the disk anyway."""
    return not (name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in name.split("/"))


def _refused(why: str) -> Stop:
    return Stop(USAGE, f"{shown(why, 200)}.")
