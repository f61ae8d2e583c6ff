"""Hostile files: one problem or more with file and line, in time, in little memory, and never an exception."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.read import events
from casekit.read.codes import CODES
from casekit.read.document import read_audit, read_yaml
from tests.read.clock import in_time
from tests.read.hostile import BODY, FRONT, READ, REFUSED, fill

PATH = "audits/2026-10/2026-10-0001.md"
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(params=["c", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both of PyYAML's parsers, whichever the machine has."""
    if request.param == "pure":
        monkeypatch.setattr(events, "FAST", False)
    return str(request.param)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    raw, expected = REFUSED[name]
    with in_time():
        document, problems = read_audit(PATH, raw)
    assert document is None
    assert {p.code for p in problems} == expected
    last = raw.decode("utf-8", "replace").count("\n") + 1
    for problem in problems:
        assert problem.path == PATH
        assert 1 <= problem.span.line <= last
        assert problem.span.column >= 1
        assert (problem.message + problem.hint).isprintable()
        assert len(problem.message) < 250
        assert problem.hint


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", READ)
def test_read(name: str) -> None:
    raw, expected = READ[name]
    with in_time():
        document, problems = read_audit(PATH, raw)
    assert document is not None
    assert {p.code for p in problems} == expected
    assert document.text == raw.removeprefix(b"\xef\xbb\xbf").decode()


def test_all_of_them_end_no_interpreter_and_on_linux_stay_below_300_megabytes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.read.hostile"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    number, *megabytes = map(int, done.stdout.split())
    assert number == len(REFUSED) + len(READ)
    assert len(megabytes) == (sys.platform == "linux")
    assert all(peak < 300 for peak in megabytes)


def test_words_of_yaml_1_1_stay_text() -> None:
    document, _ = read_audit(PATH, READ["words of YAML 1.1"][0])
    assert document is not None
    assert document.data == {
        "a": "NO",
        "b": "on",
        "c": "010",
        "d": "12:30",
        "e": "1_000",
        "f": "0b11",
        "g": "777E9",
        "h": "2024-02-30",
    }


UNITS = [
    "[",
    "{",
    "[]",
    "{a,",
    "a: ",
    "- ",
    "? ",
    ":",
    "'",
    '"',
    "&a ",
    "*a ",
    "!a ",
    "!<",
    "|\n",
    ">\n",
    "#",
    " #",
    "\t",
    "%a\n",
    "---\n",
    "...\n",
    "a\n",
    "\n",
    "  \n ",
    ",",
    "\\",
    '"\\n',
    "a #\n",
    "``",
    "@",
]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("before", ["", "a: ", "a: [", 'a: "', "a: |\n "])
def test_no_front_matter_is_slow(before: str, unit: str) -> None:
    with in_time():
        read_audit(PATH, f"---\n{before}{fill(unit)}\n---\n".encode())


FRAGMENTS = st.sampled_from(
    [
        *("---\n", "\n---\n", "...\n", "\n", "\n  ", "\n    ", " ", "\t", "\r\n", "\r"),
        *("a", "b: ", "c:", "- ", "? ", ": ", "{", "}", "[", "]", ",", "'", '"', "|", ">-", "#", " #", "<<: "),
        *("&x ", "*x", "!t ", "!!int ", "%YAML 1.2\n", "true", "12", "~", "\\", "\\x41", "\\ud800", "é", "😀", "@"),
        *("## Box\n", "- item\n", "> ", "```\n", "\x00", "\u202e", "\ufeff"),
    ]
)


def sound(raw: bytes) -> None:
    """Reading gives a document and warnings, or no document and at least one error."""
    for reader in (read_audit, read_yaml):
        document, problems = reader(PATH, raw)
        errors = [p for p in problems if CODES[p.code].severity == "error"]
        assert (document is None) == bool(errors)
        assert all((p.message + p.hint).isprintable() for p in problems)


@given(st.binary(max_size=120))
def test_any_bytes(raw: bytes) -> None:
    sound(raw)
    sound(b"---\n" + raw + b"\n---\n")


@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    sound(text.encode("utf-8", "surrogatepass"))
    sound(f"---\n{text}\n---\n{text}".encode("utf-8", "surrogatepass"))


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
def test_any_text_that_looks_like_an_audit(text: str) -> None:
    sound(text.encode())
    sound(f"---\n{text}".encode())


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
def test_crlf_and_lf_give_the_same(text: str) -> None:
    raw = f"---\n{text}\n---\n## Box\n{text}".encode()
    while b"\r\n" in raw:
        raw = raw.replace(b"\r\n", b"\n")
    document, problems = read_audit(PATH, raw)
    again, same = read_audit(PATH, raw.replace(b"\n", b"\r\n"))
    assert same == problems
    assert again == document


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
def test_every_place_is_inside_its_file(text: str) -> None:
    raw = f"---\n{text}\n---\n{text}".encode()
    lines = raw.decode().replace("\r\n", "\n").split("\n")
    document, problems = read_audit(PATH, raw)
    spans = [p.span for p in problems]
    if document is not None:
        spans += [*document.marks.values.values(), *document.marks.keys.values()]
    for span in spans:
        assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
        assert span.end_line <= len(lines)
        assert span.column <= len(lines[span.line - 1]) + 1


def test_the_bounds_of_these_files_are_those_of_the_reader() -> None:
    assert (FRONT, BODY) < (64 * 1024, 128 * 1024)
    assert FRONT > 64 * 1000
    assert BODY > 128 * 1000
