"""casekit serve: what is there now, on this computer alone, and nothing to whoever should not ask."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from casekit.cli.answering import HEADERS, server
from casekit.cli.preview import Preview
from casekit.stop import USAGE, Stop
from tests.cli.conftest import Casekit
from tests.history.making import git

ROOT = Path(__file__).parents[2]
PAGES = {
    "index.html": b"<!DOCTYPE html>home",
    "audit/2026-10-0001.html": b"one",
    "404.html": b"nothing here",
    "script.js": b"1;",
    "style.css": b"p{}",
    "favicon.svg": b"<svg/>",
    "logo.png": b"\x89PNG",
    "forms/2026-10-0001.html": b"a form",
}


@dataclass(frozen=True)
class Site:
    port: int
    prefix: str

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """The answer to one request, written as it is given: nothing is put right on the way."""
        said = {"Host": f"127.0.0.1:{self.port}", **{name.replace("_", "-"): value for name, value in headers.items()}}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items()), "", ""]
        return self.raw("\r\n".join(lines).encode("latin-1"), method)

    def raw(self, request: bytes, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
        with socket.create_connection(("127.0.0.1", self.port), 60) as connection:
            connection.sendall(request)
            answer = http.client.HTTPResponse(connection, method=method)
            answer.begin()
            return answer.status, dict(answer.getheaders()), answer.read()


@contextmanager
def serving(pages: dict[str, bytes] | Preview) -> Iterator[Site]:
    made, address = server(0, pages.get if isinstance(pages, dict) else pages.page)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        parts = urlsplit(address)
        assert parts.hostname == "127.0.0.1"
        assert parts.port is not None
        yield Site(parts.port, parts.path)
    finally:
        made.shutdown()
        made.server_close()
        thread.join()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving(PAGES) as found:
        yield found


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("audit/2026-10-0001.html", "text/html; charset=utf-8"),
        ("script.js", "text/javascript; charset=utf-8"),
        ("style.css", "text/css; charset=utf-8"),
        ("favicon.svg", "image/svg+xml"),
        ("logo.png", "image/png"),
    ],
)
def test_a_page_with_its_kind_and_its_policy(site: Site, path: str, kind: str) -> None:
    status, headers, body = site.ask(site.prefix + path)
    assert (status, body, headers["Content-Type"]) == (200, PAGES[path], kind)
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert headers["Cache-Control"] == "no-store"
    assert headers["Server"].strip() == "casekit"
    assert site.ask(site.prefix + path, "HEAD")[0] == 200


def test_a_form_keeps_its_own_policy(site: Site) -> None:
    """It runs what its own policy names by digest, which 'self' would forbid."""
    status, headers, body = site.ask(site.prefix + "forms/2026-10-0001.html")
    assert (status, body) == (200, b"a form")
    assert headers["Content-Security-Policy"] == "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def test_the_address_alone_is_home_and_a_query_changes_nothing(site: Site) -> None:
    assert (
        site.ask(site.prefix)[2] == site.ask(site.prefix + "index.html?x=/../../etc/passwd")[2] == PAGES["index.html"]
    )


def test_what_is_not_there_leads_to_the_page_that_says_so(site: Site) -> None:
    status, headers, _ = site.ask(site.prefix + "audit/deep/none.html")
    assert (status, headers["Location"]) == (302, site.prefix + "404.html")
    assert site.ask(site.prefix + "404.html")[::2] == (404, PAGES["404.html"])


@pytest.mark.parametrize(
    "host", ["", "example.org", "example.org:{port}", "127.0.0.1", "127.0.0.1:{port}.example.org", "0.0.0.0:{port}"]
)
def test_another_host_is_refused(site: Site, host: str) -> None:
    """A page of elsewhere whose name was made to lead here (DNS rebinding) still says its own name."""
    assert site.ask(site.prefix + "index.html", Host=host.format(port=site.port))[0] == 403


def test_no_host_and_two_hosts_are_refused(site: Site) -> None:
    here = f"Host: 127.0.0.1:{site.port}\r\n"
    start = f"GET {site.prefix}index.html HTTP/1.1\r\n"
    assert site.raw(f"{start}\r\n".encode())[0] == 403
    assert site.raw(f"{start}{here}Host: example.org\r\n\r\n".encode())[0] == 403
    assert site.raw(f"{start}{here}\r\n".encode())[0] == 200


@pytest.mark.parametrize("where", ["cross-site", "same-site"])
def test_a_page_of_elsewhere_can_load_and_frame_nothing(site: Site, where: str) -> None:
    assert site.ask(site.prefix + "script.js", Sec_Fetch_Site=where)[0] == 403
    assert site.ask(site.prefix + "script.js", Sec_Fetch_Site="same-origin")[0] == 200
    headers = site.ask(site.prefix + "index.html")[1]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/index.html",
        "/casekit.toml",
        "/../casekit.toml",
        "//etc/passwd",
        "http://127.0.0.1/index.html",
        "/%2e%2e/casekit.toml",
        "index.html",
        "*",
    ],
)
def test_without_the_secret_there_is_nothing(site: Site, path: str) -> None:
    status, _, body = site.ask(path)
    assert status in (400, 404)
    assert PAGES["index.html"] not in body


@pytest.mark.parametrize(
    "path",
    [
        "../casekit.toml",
        "..%2fcasekit.toml",
        "%2e%2e/casekit.toml",
        "audit/../index.html",
        "audit//2026-10-0001.html",
        "./index.html",
        "audit\\2026-10-0001.html",
        "INDEX.HTML",
        "index.html%00.js",
        "audit",
        "audit/",
        ".git/config",
        "/etc/passwd",
        "C:/Windows/win.ini",
    ],
)
def test_only_exact_names_are_found(site: Site, path: str) -> None:
    """No folder is listed, and no name is put right."""
    status, headers, body = site.ask(site.prefix + path)
    assert (status, headers["Location"], body) == (302, site.prefix + "404.html", b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_nothing_can_be_sent(site: Site, method: str) -> None:
    assert site.ask(site.prefix + "index.html", method)[0] == 501


def test_nonsense_ends_nothing(site: Site) -> None:
    for request in (b"\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00", b"GET " + b"a" * 70_000 + b"\r\n\r\n"):
        # It may break off before all was sent.
        with socket.create_connection(("127.0.0.1", site.port), 60) as connection, suppress(ConnectionError):
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                pass
    assert site.ask(site.prefix)[0] == 200


def test_whoever_says_nothing_keeps_nobody_waiting(site: Site) -> None:
    with socket.create_connection(("127.0.0.1", site.port), 60):
        assert site.ask(site.prefix)[0] == 200


def test_secrets_differ_and_a_taken_port_is_one_sentence() -> None:
    with serving(PAGES) as one, serving(PAGES) as other:
        assert one.prefix != other.prefix
        assert len(one.prefix) > 20
        with pytest.raises(Stop, match=f"port {one.port} cannot be used") as stop:
            server(one.port, PAGES.get)
        assert stop.value.exit_code == USAGE
    for port in (70_000, -1):
        with pytest.raises(Stop, match="cannot be used"):
            server(port, PAGES.get)


def test_what_went_wrong_is_a_page_and_the_next_request_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    state: dict[str, Exception] = {}

    class Odd(dict[str, bytes]):
        def get(self, name: str, default: bytes | None = None) -> bytes | None:  # type: ignore[override]
            if state:
                raise state["error"]
            return PAGES.get(name)

    with serving(Odd()) as site:
        state["error"] = Stop(USAGE, "the policy <b>cannot</b> be read")
        status, headers, body = site.ask(site.prefix)
        assert (status, headers["Content-Type"]) == (500, "text/html; charset=utf-8")
        assert b"<p>The policy &lt;b&gt;cannot&lt;/b&gt; be read.</p>" in body
        state["error"] = ZeroDivisionError("secret")
        status, _, body = site.ask(site.prefix)
        assert status == 500
        assert b"mistake in casekit" in body
        assert b"secret" not in body
        state.clear()
        assert site.ask(site.prefix)[0] == 200
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize("audience", ["board", "public", "everybody"])
def test_readers_outside_get_no_working_tree(casekit: Casekit, repository: Path, audience: str) -> None:
    ran = casekit("-C", repository, "serve", "--port", "0", "--audience", audience)
    assert (ran.code, ran.out) == (2, "")
    assert "team or service" in ran.err


def test_a_day_that_is_none_and_no_repository(casekit: Casekit, tmp_path: Path, repository: Path) -> None:
    assert casekit("-C", repository, "serve", "--today", "2026-02-30").code == 2
    (tmp_path / "empty").mkdir()
    (tmp_path / "audits").rmdir()
    assert casekit("-C", tmp_path / "empty", "serve").code == 3


@pytest.mark.slow
def test_pages_follow_the_working_tree(repository: Path) -> None:
    (repository / "casekit.toml").write_text('authority = "Old (fictional)"\n', "utf-8")
    read: list[int] = []
    with serving(Preview(repository, "team", date(2026, 10, 31), read.append)) as site:

        def home() -> str:
            return site.ask(site.prefix)[2].decode()

        assert "Old (fictional)" in home()
        assert "1 file changed and not committed" in site.ask(site.prefix + "about.html")[2].decode()
        assert (home(), read) == (home(), [0]), "nothing changed, so nothing was read again"
        (repository / "casekit.toml").write_text('authority = "Newer (fictional)"\n', "utf-8")
        assert "Newer (fictional)" in home()
        (repository / "audits" / "2026-10").mkdir()
        (repository / "audits" / "2026-10" / "2026-10-0001.md").write_text("---\nid: [\n---\n", "utf-8")
        assert "2026-10-0001.md" in site.ask(site.prefix + "problems/index.html")[2].decode()
        assert read == [0, 0, 0]
        git(repository, "init", "--quiet")
        git(repository, "add", "--all")
        git(repository, "commit", "--quiet", "--message", "First")
        about = site.ask(site.prefix + "about.html")[2].decode()
        assert git(repository, "rev-parse", "HEAD") in about
        assert "none: every change was committed" in about
    assert not list(repository.glob("build*")), "nothing is written"


def heard() -> None:
    """Ctrl-C counts, also where these tests run in the background of a shell, which passes on that it does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another signal there")
def test_ctrl_c_ends_it_quietly(repository: Path) -> None:
    command = [
        sys.executable,
        "-u",
        "-m",
        "casekit",
        "-C",
        str(repository),
        "serve",
        "--port",
        "0",
        "--audience",
        "team",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment, preexec_fn=heard
    )
    with process:
        try:
            assert process.stdout is not None
            said = ""
            while "Ctrl-C" not in said:
                line = process.stdout.readline()
                assert line, "it ended before its time"
                said += line
            assert "http://127.0.0.1:" in said
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (0, "Ended.\n", "")
