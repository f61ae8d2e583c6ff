"""Narratives: nothing dangerous comes out, and not one character is lost."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from casekit.publish.markdown import MOST_NESTING, Links, _plain, as_written, narrative, with_line_numbers

LINKS = Links(frozenset({"audit/2026-05-0001.html"}), {"audits/2026-05/2026-05-0001.md": "audit/2026-05-0001.html"})
ALLOWED_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "pre", "code", "br", "hr"} | {
    f"h{n}" for n in range(1, 7)
}


def shown(markup: str) -> str:
    """What a reader finds on the page: texts and addresses."""
    attributes = " ".join(re.findall(r'(?:href|title|start)="([^"]*)"', markup))
    return html.unescape(re.sub(r"<[^>]*>", "", markup) + " " + attributes)


def tags(markup: str) -> set[str]:
    return {tag.lower() for tag in re.findall(r"<\s*/?\s*([A-Za-z0-9]+)", markup)}


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "text <b onclick=x>bold</b>",
        "<!-- hidden -->",
        "<svg/onload=alert(1)>",
        "&lt;script&gt;",
        "<a href=javascript:x>y</a>",
    ],
)
def test_raw_html_is_shown_as_text(hostile: str) -> None:
    out = narrative(hostile)
    assert tags(out) <= ALLOWED_TAGS
    assert html.unescape(hostile) in html.unescape(shown(out))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java&#10;script:alert(1)",
        "//host/x",
        "/etc/passwd",
        "\\\\host\\share",
        "/\\host",
        "blob:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ms-word:ofe|u|http://host/x",
        "vbscript:x",
        "ftp://host/x",
        "http:host",
        "2026-05-0099.md",
        "../../../../x.html",
        "missing.html",
    ],
)
def test_other_links_stay_text(address: str) -> None:
    out = narrative(
        f"[label]({address}) and <{address}>", links=LINKS, page="audit/a.html", source="audits/2026-05/a.md"
    )
    assert "<a" not in out
    assert "label" in out


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("[a](https://example.org/x?y=1)", "https://example.org/x?y=1"),
        ("[a](http://example.org)", "http://example.org"),
        ("[a](mailto:qa@example.invalid)", "mailto:qa@example.invalid"),
        ("<https://example.org/>", "https://example.org/"),
        ("[a](#actions)", "#actions"),
        ("[a](2026-05-0001.md)", "2026-05-0001.html"),
        ("[a](../2026-05/2026-05-0001.md#life)", "2026-05-0001.html#life"),
        ("[a](2026-05-0001.html)", "2026-05-0001.html"),
    ],
)
def test_links_that_may_be(written: str, href: str) -> None:
    out = narrative(written, links=LINKS, page="audit/a.html", source="audits/2026-05/a.md")
    assert f'href="{href}"' in out


@pytest.mark.parametrize(
    "picture", ["![a plan](http://host/x.png)", "![a plan](data:image/png;base64,AA)", '![a plan](x.png "title")']
)
def test_pictures_are_words(picture: str) -> None:
    out = narrative(picture)
    assert "<img" not in out
    assert "a plan" in out


def test_a_picture_says_where_it_was() -> None:
    assert narrative('![a *plan*](http://host/x.png "now")') == (
        "<p>a plan (picture not shown: http://host/x.png “now”)</p>\n"
    )


def test_definitions_of_links_do_not_vanish() -> None:
    assert "[x]: http://host" in narrative("Text.\n\n[x]: http://host\n")


def test_headings_get_ranks_without_gaps() -> None:
    out = narrative("# One\n### Three\n###### Six\n## Two\n# Again", 4)
    assert re.findall(r"<h(\d)>", out) == ["4", "5", "6", "5", "4"]


def test_a_heading_never_passes_six() -> None:
    assert re.findall(r"<h(\d)>", narrative("# A\n## B\n### C", 6)) == ["6", "6", "6"]


@pytest.mark.parametrize(
    "deep", ["> " * 200 + "bottom", "- " * 40 + "bottom", "\n".join("  " * n + f"- x{n}" for n in range(40))]
)
def test_too_deep_is_shown_as_written(deep: str) -> None:
    out = narrative(deep)
    assert out.startswith("<pre")
    assert html.unescape(re.sub(r"<[^>]*>", "", out)).rstrip("\n") == deep


def test_deep_but_not_too_deep_is_rendered() -> None:
    quotes = MOST_NESTING - 5
    out = narrative("> " * quotes + "bottom")
    assert out.count("<blockquote>") == quotes
    assert "bottom" in out


def test_code_can_be_reached_by_keyboard_and_keeps_its_word() -> None:
    out = narrative("```python\nx < 1\n```\n")
    assert 'tabindex="0"' in out
    assert shown(out).strip() == "python\nx < 1"


def test_what_cannot_be_printed_is_shown_by_number() -> None:
    assert "\\u001b[31m\\u202e" in as_written("\x1b[31m\u202e")


def test_line_numbers() -> None:
    assert "1  a\n2  b" in with_line_numbers("a\nb")


PIECES = st.sampled_from([
    "word", "Ärger", "a b", "\n", "\n\n", "- ", "1. ", "> ", "# ", "## ", "**", "_", "`", "```", "    ", "[x](y)",
    "[x]: y", "![p](q)", "<b>", "&amp;", "---", "\\", "  \n", "(", ")", "“", "£5", "50%", "!", "=", "+ ", "1) ", "===",
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_every_word_that_was_written_is_on_the_page(text: str) -> None:
    out = narrative(text)
    assert tags(out) <= ALLOWED_TAGS
    page = shown(out)
    for word in re.findall(r"\w+", html.unescape(text).replace("_", " ")):
        assert word in page or re.fullmatch(r"0*1", word)  # the number of a list's first item


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES | st.text("ab1.)('\"-+= \n", max_size=6), max_size=15).map("".join))
def test_the_short_way_for_plain_words_says_the_same_as_the_parser(text: str) -> None:
    from casekit.publish import markdown

    if "_" not in text and markdown._PLAIN.match(text):
        parser = MarkdownIt("commonmark", {"html": False})
        parser.disable("reference")
        assert _plain(text) == parser.render(text)


@pytest.mark.parametrize(
    "slow", ["[" * 60_000, "*" * 60_000, "`" * 30_000 + " x", "> " * 30_000, "a**b" * 20_000, "<" * 60_000]
)
def test_no_text_takes_long(slow: str) -> None:
    assert narrative(slow)
