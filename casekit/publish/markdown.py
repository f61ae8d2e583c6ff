"""What auditors wrote, as safe HTML: no raw HTML, no picture from elsewhere, and not one character lost."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

MOST_NESTING = 60
"""Levels of lists and quotes that are rendered; deeper text is shown as it was written."""

_SCHEME = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_QUOTED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_LINE = r"""(?!\d{1,9}[.)](?:\ |$))[\w(£’‘“”'"][\w ,.;:'"()%£?!/’‘“”–—…+=-]*(?<!\ )"""
_PLAIN = re.compile(rf"\n*{_LINE}(?:\n+{_LINE})*\n*\Z", re.MULTILINE)
_PLAIN_GAP = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Links:
    """Where a link in an audit's text may lead inside the site.

    pages: every page of the site by its path. audits: an audit file's path in the repository -> its page.
    """

    pages: Set[str] = frozenset()
    audits: Mapping[str, str] = field(default_factory=dict)

    def resolve(self, href: str, page: str, source: str) -> str | None:
        """The address to put into page for a relative link written in the file source; None where there is none."""
        target, hash, anchor = href.partition("#")
        written = posixpath.normpath(posixpath.join(posixpath.dirname(source), _unquoted(target)))
        found = self.audits.get(written)
        if found is None:
            found = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
            if found not in self.pages:
                return None
        return posixpath.relpath(found, posixpath.dirname(page) or ".") + hash + anchor


def _unquoted(address: str) -> str:
    """An address with its %20 and the like turned back into characters."""
    return _QUOTED.sub(lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"), address)


def _allowed(href: str) -> bool:
    """Whether a link may become one at all: http, https, mailto, an anchor, or a path inside the site."""
    if _SCHEME.match(href) or href.startswith("#"):
        return True
    first = re.split(r"[/?#]", href, maxsplit=1)[0]
    return bool(href) and not href.startswith(("/", "\\")) and ":" not in first and "%5C" not in href.upper()


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": MOST_NESTING})
    md.disable("reference")  # a definition would vanish from the page
    md.validateLink = lambda url: _allowed(url)  # type: ignore[method-assign]
    return md


_MARKDOWN = _parser()


def narrative(text: str, level: int = 4, *, links: Links | None = None, page: str = "", source: str = "") -> Markup:
    """The text of a box or comment as HTML.

    level: the rank (2 to 6) of the highest heading that may stand in it; the author's own headings are
    brought under it without gaps. page: the path of the page it goes to; source: the audit's file.
    """
    if "_" not in text and _PLAIN.match(text):
        return _plain(text)
    tokens = _MARKDOWN.parse(text)
    if any(token.level >= MOST_NESTING - 1 for token in tokens):
        return as_written(text)
    _rank(tokens, level)
    for token in tokens:
        if token.children:
            token.children = list(_inline(token.children, links or Links(), page, source))
    return Markup(_MARKDOWN.renderer.render(list(_blocks(tokens)), _MARKDOWN.options, {}))


def as_written(text: str) -> Markup:
    """The text exactly as it was written, in a box that scrolls; what cannot be printed is shown by its number."""
    visible = "".join(c if c.isprintable() or c in "\n\t" else f"\\u{ord(c):04x}" for c in text)
    return Markup('<pre class="source" tabindex="0" role="group" aria-label="Text as written">{}</pre>\n').format(
        visible
    )


def with_line_numbers(text: str) -> Markup:
    """A whole file as it was written, each line behind its number."""
    lines = text.split("\n")
    width = len(str(len(lines)))
    return as_written(
        "\n".join(f"{n:>{width}}  {line}" if line else f"{n:>{width}}" for n, line in enumerate(lines, start=1))
    )


def _plain(text: str) -> Markup:
    """Paragraphs of ordinary words, as the parser would render them but without it."""
    paragraphs = _PLAIN_GAP.split(text.strip("\n"))
    return Markup("<p>" + "</p>\n<p>".join(paragraphs).replace('"', "&quot;") + "</p>\n")


def _rank(tokens: Sequence[Token], level: int) -> None:
    """Give headings ranks that begin at level and never skip one."""
    open_ranks: list[int] = []
    for token in tokens:
        if token.type not in ("heading_open", "heading_close"):
            continue
        if token.type == "heading_open":
            own = int(token.tag[1])
            while open_ranks and open_ranks[-1] >= own:
                open_ranks.pop()
            open_ranks.append(own)
        token.tag = f"h{min(level + len(open_ranks) - 1, 6)}"


def _blocks(tokens: Sequence[Token]) -> Iterator[Token]:
    """Code blocks as boxes that scroll and can be reached by keyboard; the word after a fence stays visible."""
    for token in tokens:
        if token.type in ("fence", "code_block"):
            shown = f"{token.info}\n{token.content}" if token.info.strip() else token.content
            yield _html(as_written(shown))
        else:
            yield token


def _inline(tokens: Sequence[Token], links: Links, page: str, source: str) -> Iterator[Token]:
    """Links that leave the pages known to be there become text again; pictures become their text and address."""
    unlinked: list[str | None] = []
    for token in tokens:
        if token.type == "image":
            title = f" “{token.attrs['title']}”" if "title" in token.attrs else ""
            inside = "".join(_words(token.children or (), links, page, source))
            yield _text(f"{inside} (picture not shown: {token.attrs['src']}{title})")
        elif token.type == "link_open":
            href = str(token.attrs["href"])
            found: str | None = href
            if _SCHEME.match(href):
                token.attrs["rel"] = "noreferrer"
            elif not href.startswith("#"):
                found = links.resolve(href, page, source)
            if found is None:
                title = f" “{token.attrs['title']}”" if "title" in token.attrs else ""
                unlinked.append(f" ({href}{title})")
            else:
                token.attrs["href"] = found
                unlinked.append(None)
                yield token
        elif token.type == "link_close":
            left = unlinked.pop()
            yield token if left is None else _text(left)
        else:
            yield token


def _words(tokens: Sequence[Token], links: Links, page: str, source: str) -> Iterator[str]:
    """The words of what describes a picture; links and pictures inside it with their addresses."""
    for token in _inline(tokens, links, page, source):
        if token.type in ("softbreak", "hardbreak"):
            yield " "
        yield token.content
        if token.type == "link_open":
            yield f"({token.attrs['href']}) "


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _html(content: Markup) -> Token:
    return Token("html_block", "", 0, content=str(content))
