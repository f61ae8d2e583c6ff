"""No awkward text makes the reader crash or wait, and none of it is missing from the page that is built of it."""

from __future__ import annotations

import html
import itertools
import re
from dataclasses import dataclass

import pytest
from typer.testing import CliRunner

from casekit.cli.main import app
from casekit.read import events
from casekit.read.codes import CODES
from casekit.read.document import read_audit, read_yaml
from tests.awkward.pieces import MARKDOWN, YAML
from tests.history.making import git
from tests.laid import AUDIT, toy
from tests.read.clock import in_time

DO = "Go through the plan with both grandparents"
BOX = "Nothing of weight in these months."
WORDS = ("zq" + "".join(letters) for letters in itertools.product("bcdfghjklmnprstvwx", repeat=3))
"""Words that nobody writes, each once."""


@dataclass(frozen=True)
class Piece:
    """An awkward text in an audit of its own: what it is called, the audit's id and bytes, the words to look for."""

    name: str
    id: str
    raw: bytes
    words: tuple[str, ...]


def piece(number: int, name: str, text: str, instead: str) -> Piece:
    """The toy audit with the text in it instead of a sentence."""
    words: list[str] = []

    def word(_: re.Match[str]) -> str:
        words.append(next(WORDS))
        return words[-1]

    filled = re.sub("¤", word, text)
    id = f"2026-10-{number:04}"
    whole = toy()[AUDIT].decode().replace("2026-10-0001", id)
    assert whole.count(instead) == 1
    return Piece(name, id, whole.replace(instead, filled).encode("utf-8", "surrogatepass"), tuple(words))


PIECES = [
    piece(number, f"{kind}: {name}", text, instead)
    for number, (kind, name, text, instead) in enumerate(
        [*(("yaml", n, t, DO) for n, t in YAML.items()), *(("markdown", n, t, BOX) for n, t in MARKDOWN.items())], 1
    )
]


@pytest.mark.parametrize("pure", [False, True], ids=["c", "python"])
def test_every_piece_is_read_or_refused_with_its_place_and_in_time(monkeypatch: pytest.MonkeyPatch, pure: bool) -> None:
    if pure:
        monkeypatch.setattr(events, "FAST", False)
    read = 0
    for one in PIECES:
        for reader in (read_audit, read_yaml):
            with in_time():
                document, problems = reader(f"audits/2026-10/{one.id}.md", one.raw)
            errors = [p for p in problems if CODES[p.code].severity == "error"]
            assert (document is None) == bool(errors), one.name
            last = one.raw.decode("utf-8", "replace").count("\n") + 1
            assert all(1 <= p.span.line <= last and p.hint and p.message.isprintable() for p in problems), one.name
            read += document is not None
    assert read > 100


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The report of all of them: each page by its path."""
    root, site = tmp_path_factory.mktemp("awkward"), tmp_path_factory.mktemp("site") / "out"
    files = {path: raw for path, raw in toy().items() if path != AUDIT}
    files |= {f"audits/2026-10/{one.id}.md": one.raw for one in PIECES}
    for path, raw in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(raw)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "-c", "core.autocrlf=false", "add", ".")
    git(root, "commit", "--quiet", "-m", "All of it")
    done = CliRunner().invoke(app, ["-C", str(root), "build", "--output", str(site), "--audience", "team"])
    assert done.exit_code == 0, done.output
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}


def shown(markup: str) -> str:
    """What a reader finds on a page: its text, and behind it the addresses and titles of its links."""
    main = markup.split("<main", 1)[1]
    attributes = " ".join(re.findall(r'(?:href|title)="([^"]*)"', main))
    return html.unescape(re.sub(r"<[^>]*>", "", main) + "\n" + attributes)


def of(pages: dict[str, str], one: Piece) -> list[str]:
    """The audit's own page, or the one that shows the source of what could not be read."""
    return [text for path, text in pages.items() if one.id in path or f"audits/2026-10/{one.id}.md</h1>" in text]


@pytest.mark.slow
def test_no_word_of_any_piece_is_missing_from_its_page(pages: dict[str, str]) -> None:
    missing = []
    for one in PIECES:
        own = "\n".join(map(shown, of(pages, one)))
        assert own, one.name
        missing += [(one.name, word) for word in one.words if word not in own]
    assert missing == []


@pytest.mark.slow
def test_the_words_of_a_piece_stand_in_the_order_in_which_they_were_written(pages: dict[str, str]) -> None:
    turned = []
    for one in PIECES:
        own = "\n".join(shown(text).rsplit("\n", 1)[0] for text in of(pages, one))
        own = own.rpartition("The file as it stands")[2]
        places = [own.index(word) for word in one.words if word in own]
        if places != sorted(places):
            turned.append(one.name)
    assert turned == []


@pytest.mark.slow
def test_no_piece_becomes_markup_of_its_own(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        assert not re.search(r"<(?:script(?! src=)|style|iframe|object|img|template|details)\b", text), path
        assert not re.search(r'\s(?:href|src)="(?:javascript|ms-word|ftp|data|//)', text), path


def test_a_missing_word_is_seen() -> None:
    assert "zqzz" not in shown('<main><p hidden>a</p><a href="x">b</a></main>')
    assert "x" in shown('<main><a href="x">b</a></main>')


def test_the_pieces_are_of_both_languages_and_no_word_is_twice() -> None:
    assert len(YAML) > 90
    assert len(MARKDOWN) > 80
    words = [word for one in PIECES for word in one.words]
    assert len(set(words)) == len(words) > 400
