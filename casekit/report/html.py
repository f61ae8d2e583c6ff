"""The report as one web page that needs no other file: it opens from a mail or a file share, and fetches nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape

from casekit.report.blocks import Bar, Bars, Block, Document, Grid, Heading, Points, Quote, Words
from casekit.resources import resource

HEIGHT, GAP, NAME = 22, 8, 300
WIDTH = 720
LONGEST = 38
"""Characters of a bar's name; the table before it has it whole."""
LEAST = 6
"""Per cent of a bar from which a part is wide enough for its number."""


def html(document: Document) -> str:
    """The whole report; quotes as plain paragraphs, bars as pictures with their description."""
    style = (resource("site") / "assets" / "report.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    body = "\n".join(text for n, block in enumerate(document.blocks) for text in _block(block, n))
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>{escape(document.title)} – {escape(document.authority)}</title>
<style>{style}</style>
</head>
<body>
<header>
<p class="marking"><strong>{escape(document.marking)}</strong> {escape(document.whom)}</p>
</header>
<main>
<p class="authority">{escape(document.authority)}</p>
<h1>{escape(document.title)}</h1>
<p class="lead">As it stood on {escape(document.day)}.</p>
{body}
</main>
<footer>
<p><strong>{escape(document.marking)}</strong> {escape(document.whom)}</p>
<p>{escape(document.made)}</p>
</footer>
</body>
</html>
"""


def _block(block: Block, number: int) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        case Words():
            yield f"<p>{escape(block.text)}</p>"
        case Points():
            yield "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in block.items) + "</ul>"
        case Quote():
            paragraphs = "".join(f"<p>{escape(part)}</p>" for part in block.text.split("\n\n") if part.strip())
            of = f"<footer>{escape(block.of)}</footer>" if block.of else ""
            yield f"<blockquote>{paragraphs}{of}</blockquote>"
        case Grid():
            yield _grid(block, number)
        case Bars():
            yield _bars(block, number)


def _grid(grid: Grid, number: int) -> str:
    id = f"table-{number}"
    heads = "".join(f'<th scope="col"{_right(grid, n)}>{escape(text)}</th>' for n, text in enumerate(grid.columns))
    rows = "".join(f"<tr>{''.join(_cell(grid, n, text) for n, text in enumerate(row))}</tr>\n" for row in grid.rows)
    return (
        f'<div class="scroll" role="group" aria-labelledby="{id}" tabindex="0"><table><caption id="{id}">'
        f"{escape(grid.caption)}</caption><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>"
    )


def _cell(grid: Grid, n: int, text: str) -> str:
    return f'<th scope="row">{escape(text)}</th>' if n == 0 else f"<td{_right(grid, n)}>{escape(text)}</td>"


def _right(grid: Grid, n: int) -> str:
    return ' class="number"' if n >= grid.numbers else ""


def _bars(bars: Bars, number: int) -> str:
    """One picture; the parts of a bar differ by their number and place, and not by colour alone."""
    rows = bars.drawn
    if not rows:
        return ""
    height = len(rows) * (HEIGHT + GAP)
    drawn = "".join(_bar(bar, n * (HEIGHT + GAP)) for n, bar in enumerate(rows))
    id = f"bars-{number}"
    legend = "".join(
        f'<li><svg width="12" height="12" aria-hidden="true"><rect class="{part.tone}" width="12" height="12"/></svg> '
        f"{escape(part.label)}</li>"
        for part in rows[0].parts
    )
    return (
        f'<figure><svg viewBox="0 0 {NAME + WIDTH} {height}" role="img" aria-labelledby="{id}-t {id}-d">'
        f'<title id="{id}-t">{escape(bars.title)}</title><desc id="{id}-d">{escape(bars.describes)}</desc>{drawn}</svg>'
        f'<ul class="legend">{legend}</ul><figcaption>{escape(bars.title)}</figcaption></figure>'
    )


def _bar(bar: Bar, y: int) -> str:
    total = sum(part.count for part in bar.parts)
    name = bar.name if len(bar.name) <= LONGEST else f"{bar.name[: LONGEST - 1]}…"
    pieces = [f'<text class="name" x="{NAME - 8}" y="{y + 16}" text-anchor="end">{escape(name)}</text>']
    done = 0
    for part in bar.parts:
        if part.count:
            x, width = NAME + WIDTH * done / total, WIDTH * part.count / total
            pieces.append(f'<rect class="{part.tone}" x="{x:.2f}" y="{y}" width="{width:.2f}" height="{HEIGHT}"/>')
            if 100 * part.count / total >= LEAST:
                middle = x + width / 2
                place = f'x="{middle:.2f}" y="{y + 16}" text-anchor="middle"'
                pieces.append(f'<text class="on-{part.tone}" {place}>{part.count}</text>')
        done += part.count
    return "".join(pieces)
