"""Answers the browser of this computer: files of one site by their exact names, and nothing to anybody else."""

from __future__ import annotations

import html
import http.server
import secrets
import sys
from collections.abc import Callable

from casekit import __version__
from casekit.publish import names
from casekit.publish.month_forms import FOLDER
from casekit.stop import USAGE, Stop
from casekit.words import ended

ONLY = "127.0.0.1"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
"""The policy of each page, said by the server too; no other page may frame, embed or load what is here."""

ALONE = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The policy of a page that stands alone: what it runs is named in its own policy, by digests."""

KINDS = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}
PATIENCE = 10
"""Seconds that somebody may take to say what they want."""


def server(port: int, page: Callable[[str], bytes | None]) -> tuple[http.server.ThreadingHTTPServer, str]:
    """A server on this computer's own address, and the address of its site; Stop where the port is taken.

    page: a file of the site by its path, None where there is none; it may raise Stop. The address holds a secret, made
    anew for each server: others who work on the same computer, or a page of elsewhere that is open in the browser,
    cannot guess it.
    """
    secret = secrets.token_urlsafe(18)

    class Answer(_Answer):
        prefix = f"/{secret}/"
        find = staticmethod(page)

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True
        allow_reuse_address = sys.platform != "win32"  # there it would let another program take the port over

        def handle_error(self, request: object, client_address: object) -> None:
            """Whoever breaks off says nothing on the terminal."""

    try:
        made = Server((ONLY, port), Answer)
    except (OSError, OverflowError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise Stop(USAGE, f"port {port} cannot be used ({said}); name another with --port, or 0 for any") from None
    taken = int(made.socket.getsockname()[1])
    Answer.hosts = frozenset({f"{ONLY}:{taken}", f"localhost:{taken}"})
    return made, f"http://{ONLY}:{taken}{Answer.prefix}"


class _Answer(http.server.BaseHTTPRequestHandler):
    """One request. Only GET and HEAD, only for this host, only below the secret, only what is a page's exact name."""

    prefix = "/"
    hosts: frozenset[str] = frozenset()
    find: Callable[[str], bytes | None]
    timeout = PATIENCE
    server_version, sys_version = "casekit", ""

    def do_GET(self) -> None:
        """A page, or why there is none."""
        if not self._asked_here():
            self._send(403, b"Not for you.\n", "text/plain")
            return
        path = self.path.partition("?")[0].partition("#")[0]
        if not path.startswith(self.prefix):
            self._send(404, b"Not found.\n", "text/plain")
            return
        name = path.removeprefix(self.prefix)
        if not name or name.endswith("/"):
            name += names.HOME
        try:
            body = self.find(name)
        except Stop as stop:
            self._send(500, _sentence(ended(stop.sentence)), KINDS["html"])
            return
        except Exception as error:  # the server lives on; what it says is all that anybody would hear of it
            said = f"This is a mistake in casekit {__version__} ({type(error).__name__}). Please report it."
            sys.stderr.write(f"casekit: {said}\n")
            self._send(500, _sentence(said), KINDS["html"])
            return
        if body is None:
            self._send(302, b"", "text/plain", {"Location": self.prefix + names.NOT_FOUND})
            return
        status = 404 if name == names.NOT_FOUND else 200
        more = {"Content-Security-Policy": ALONE} if name.startswith(f"{FOLDER}/") else None
        self._send(status, body, KINDS.get(name.rpartition(".")[2], "application/octet-stream"), more)

    do_HEAD = do_GET

    def _asked_here(self) -> bool:
        """Whether the request names this host, and comes from one of its own pages or from the address line."""
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return False
        return (self.headers.get("Sec-Fetch-Site") or "none") in ("none", "same-origin")

    def _send(self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, **(more or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing of what is looked at is written down."""


def _sentence(text: str) -> bytes:
    """A page that says one sentence."""
    text = text[:1].upper() + text[1:]
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>No report</title></head>\n'
        f"<body><main><h1>No report could be made</h1><p>{html.escape(text)}</p>"
        "<p>Mend it and load this page again.</p></main></body>\n</html>\n"
    ).encode()
