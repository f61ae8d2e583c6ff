"""The council's own looks: a logo that is nothing but a picture, colours that can be read, people by role or id."""

from __future__ import annotations

import re
import struct
import zlib
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.link.contrast import contrast
from casekit.link.policy import policy
from casekit.model.policy import Look
from casekit.publish.logo import MOST, START, Logo, logo
from casekit.stop import USAGE, Stop
from tests.publish.sample import ABOUT, make_corpus
from tests.publish.test_site import pages, site, text

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z" fill="#12323f"/></svg>'


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 8, height: int = 8, extra: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress(b"".join(b"\0" * (width + 1) for _ in range(min(height, 50))))
    return START + head + extra + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def refused(file: str, raw: bytes | None) -> str:
    with pytest.raises(Stop) as stop:
        logo(file, raw)
    assert stop.value.exit_code == USAGE
    return str(stop.value)


def test_a_drawing_and_a_picture_are_taken() -> None:
    assert logo("ours.svg", SVG.encode()) == Logo("logo.svg", SVG.encode())
    assert logo("ours.png", png()) == Logo("logo.png", png())


def test_what_a_program_wrote_into_a_picture_beside_it_is_left_out() -> None:
    assert logo("a.png", png(extra=chunk(b"tEXt", b"Author\0Jo Bloggs"))).content == png()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<a href="https://example.org"><path d=""/></a>',
        '<image href="https://example.org/x.png"/>',
        '<use href="https://example.org/x.svg#a"/>',
        '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="data:image/svg+xml,x"/>',
        '<path d="" onload="alert(1)"/>',
        '<path d="" OnClick="alert(1)"/>',
        '<path d="" fill="url(https://example.org/x)"/>',
        '<path d="" style="background: u\\72l(https://example.org)"/>',
        '<path d="" style="fill: ur/**/l( //example.org)"/>',
        "<style>path { fill: red }</style>",
        "<foreignObject><p/></foreignObject>",
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<html:script xmlns:html="http://www.w3.org/1999/xhtml"/>',
        "<SCRIPT/>",
    ],
)
def test_no_drawing_runs_or_fetches_anything(inside: str) -> None:
    raw = SVG.replace("</svg>", f"{inside}</svg>").encode()
    assert "the logo policy/ours.svg is no plain SVG drawing" in refused("ours.svg", raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<svg>",
        b"GIF89a",
        b"\xff\xfe<\0s\0",
        b'<svg viewBox="0 0 1 1"/>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.encode(),
        b'<?xml-stylesheet href="https://example.org/x.css"?>' + SVG.encode(),
    ],
)
def test_what_is_no_drawing_is_one_sentence(raw: bytes) -> None:
    assert refused("ours.svg", raw).count("\n") == 0


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "is no PNG picture"),
        (SVG.encode(), "is no PNG picture"),
        (png()[:-4], "that is whole"),
        (png() + b"<script>", "that is whole"),
        (png(width=2001), "at most 2000 pixels"),
        (png(width=0), "at most 2000 pixels"),
        (START + chunk(b"IEND", b""), "that is whole"),
        (b"x" * (MOST + 1), "more than 64 KiB"),
        (None, "there is no file policy/ours.png"),
    ],
)
def test_what_is_no_picture_is_one_sentence(raw: bytes | None, says: str) -> None:
    assert says in refused("ours.png", raw)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_picture_or_one_sentence(raw: bytes) -> None:
    for file, start in (("a.svg", b""), ("a.png", START), ("a.png", png()[:20])):
        with suppress(Stop):
            assert logo(file, start + raw).content


# Colours.


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48)])
def test_the_contrast_of_two_colours(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(contrast(other, one)) == pytest.approx(ratio, abs=0.01)


def test_a_colour_that_cannot_be_read_is_told_and_not_used() -> None:
    found, problems = policy(
        b'authority = "Ours"\n[site]\nheader = "#ffdd00"\nlink = "#00407a"\nlink_dark = "#00407a"\n'
    )
    assert [(problem.code, problem.span.line) for problem in problems] == [("CK101", 3), ("CK101", 5)]
    assert "a contrast of only 1.0 to 1" in problems[0].message
    assert (found.authority, found.site) == ("Ours", Look(link="#00407a"))


@pytest.mark.parametrize(
    "line",
    ['header = "red"', 'link = "#FFF"', 'logo = "../x.svg"', 'logo = "x.gif"', 'staff = "name"', 'footer = "a\\nb"'],
)
def test_what_cannot_be_a_look_is_a_problem_at_its_line(line: str) -> None:
    _, problems = policy(f"[site]\n{line}\n".encode())
    assert [(problem.code, problem.span.line) for problem in problems] == [("CK101", 2)]


def looking(**look: str) -> dict[str, str]:
    corpus = make_corpus()
    own = replace(corpus.policy, site=Look(**look))
    drawn = Logo("logo.svg", SVG.encode())
    files = site("service", replace(corpus, policy=own), about=replace(ABOUT, logo=drawn))
    return {path: body.decode() for path, body in files.items()}


def test_every_page_has_the_logo_the_colours_and_the_footer() -> None:
    files = looking(header="#00407a", link="#00407a", link_dark="#9ecbff", footer="Ours <b>&</b> nobody else's")
    assert files["logo.svg"] == SVG
    style = files["style.css"]
    assert "@media screen { :root { --top: #00407a; --link: #00407a; } }" in style
    assert style.endswith("(prefers-color-scheme: dark) { :root { --top: #00407a; --link: #9ecbff; } }\n")
    for path, page in files.items():
        if path.endswith(".html"):
            up = "../" * path.count("/")
            assert f'<img class="logo" src="{up}logo.svg" alt="">' in page, path
            assert "<p>Ours &lt;b&gt;&amp;&lt;/b&gt; nobody else&#39;s</p>" in page, path


def test_without_any_of_it_nothing_changes() -> None:
    files = site("service")
    assert "logo.svg" not in files
    assert b"<img" not in b"".join(files.values())
    assert not files["style.css"].rstrip().endswith(b"} }")


@pytest.mark.parametrize("audience", ["team", "service"])
def test_people_by_role_alone(audience: str) -> None:
    corpus = make_corpus()
    files = site(audience, replace(corpus, policy=replace(corpus.policy, site=Look(staff="role"))), problems=())
    seen = {path: text(page) for path, page in pages(files).items()}
    shown = seen["people/index.html"] + seen["audit/2026-05-0002.html"]
    assert "Team manager" in shown
    assert "(p002)" not in shown
    if audience == "service":
        assert not [
            path for path, body in files.items() if re.search(rb"\bp00\d\b", body) or re.search(r"\bp00\d", path)
        ]


def test_people_by_id_alone() -> None:
    corpus = make_corpus()
    files = site("service", replace(corpus, policy=replace(corpus.policy, site=Look(staff="id"))))
    shown = text(pages(files)["people/index.html"])
    assert "p002" in shown
    assert "Team manager" not in shown
