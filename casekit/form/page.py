"""The page itself: one file with everything in it, which asks for nothing from anywhere and keeps nothing anywhere.

What an author or a form wrote stands in it only as data, which the script puts on the page as text. The policy in its
head lets exactly this script and this style run, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json

from casekit.form.content import Prefilled, content
from casekit.form.plain import Plain
from casekit.form.scripts import EVERYTHING, script, style
from casekit.model.people import People

UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end the data's element or open another; JSON has another spelling for each."""


def page(audit: Prefilled, people: People) -> str:
    """The page as HTML: the same bytes for the same audit, form and people."""
    return whole("Case audit", EVERYTHING, content(audit, people))


def whole(title: str, parts: tuple[str, ...], inside: Plain) -> str:
    """A page with these parts of the script, and the data that it goes by."""
    code, looks = script(parts), style()
    data = json.dumps(inside, ensure_ascii=False, separators=(",", ":"))
    for plain, escaped in UNSAFE.items():
        data = data.replace(plain, escaped)
    policy = (
        f"default-src 'none'; script-src {_hash(code)}; style-src {_hash(looks)}; base-uri 'none'; form-action 'none'"
    )
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en-GB">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{title}</title>",
            f"<style>{looks}</style>",
            "</head>",
            "<body>",
            "<main><noscript><h1>This form needs a script</h1><p>Open it in Edge, Chrome or Firefox with scripts "
            "switched on. Nothing is fetched from anywhere, and nothing leaves this computer by itself.</p></noscript>"
            "</main>",
            f'<script type="application/json" id="content">{data}</script>',
            f"<script>{code}</script>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _hash(text: str) -> str:
    """How a policy names the one script or style that may run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"
