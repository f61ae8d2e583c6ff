"""Worked examples, spoilt in their bytes, in their words and marks, or in their structure; a number, an input."""

from __future__ import annotations

import copy
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from casekit.read.document import read_audit, read_yaml

ROOT = Path(__file__).parents[2]
ODD = (
    "", "~", "null", "true", "no", "yes", "0", "-1", "010", "1e9", "999999999999999", "9" * 40, "-0.0", "12:30", "<<",
    "0001-01-01", "9999-12-31", "2026-02-30", "2026-13-01", "2026-10-31T24:00", "2026-10-31T23:59", "1970-01-01", "&a",
    "*a", "!!int ", "!x", "{", "}", "[", "]", "- ", "? ", ": ", ":", "#", " #", "|", ">-", "'", '"', "\\", "---", "...",
    "\n", "\n\n", "\n---\n", "\t", "  ", "\r\n", "\r", "\x00", "\x1b[31m", "\u202e", "\u2028", "\u0085", "\ufeff", "é",
    "e\u0301", "😀", "ﬁ", "İ", "𝟘", "\u00a0", "\u200b", "@", "`", "%", "::error::", "##vso[x]", "]]>", "<script>",
    "&amp;", "p012", "unborn", "not_applicable", "good", "2026-09-0001", "collaborative@1", "none@9", "K7Q2M", "H4XW9",
    "c1", "a1",
    "## ", "### ", "# ", "> ", "```\n", "~~~", "***", "__", "[a](b)", "![a](b)", "|a|b|\n|-|-|\n", "<!--", "1. ",
    "* * *",
)  # fmt: skip
"""Words and marks that mean something somewhere."""
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**40, 1.5, "", "no", "2026-10-31", "9999-12-31", "0001-01-01", "x" * 3000,
    "p012", [], {},
    [[]], [None], [1, "a", None], {"a": {"b": {"c": []}}}, {"id": None}, ["2026-01-01"] * 40,
    {"answer": "no", "why": None},
    {"grade": []}, [{"id": "a1"}, {"id": "a1"}], {"1": 2}, "## Heading\ntext", "\u202e", "a: b # c", "- a\n- b", 10**14,
)  # fmt: skip
"""What may stand where something else is expected."""
TOKEN = re.compile(r"\w+|[ \t]+|\n|[^\w\s]")


class Plain(yaml.CSafeDumper):
    """YAML without names for what stands twice, written by the parser's own library: several times quicker."""

    def ignore_aliases(self, data: object) -> bool:
        return True


@cache
def examples() -> dict[str, bytes]:
    """Every finished worked example by its path, with the people and the policy."""
    paths = [*sorted((ROOT / "audits").glob("*/*.md")), ROOT / "people.yaml", ROOT / "casekit.toml"]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


def mutated(seed: int, number: int) -> tuple[str, bytes]:
    """The path and the bytes of one spoilt file: mostly an audit, now and then the people or the policy."""
    chance = random.Random(f"{seed}/{number}")
    files = examples()
    audits = [path for path in files if path.endswith(".md")]
    others = [path for path in files if not path.endswith(".md")]
    path = chance.choice(others) if chance.random() < 0.03 else chance.choice(audits)
    kind = chance.choice((of_bytes, of_tokens, of_structure))
    raw = kind(chance, path, files[path])
    if chance.random() < 0.2:  # and once more, in another way
        raw = chance.choice((of_bytes, of_tokens))(chance, path, raw)
    return path, raw


def of_bytes(chance: random.Random, path: str, raw: bytes) -> bytes:
    """Bytes changed, taken out, put in, said again, cut off."""
    spoilt = bytearray(raw)
    for _ in range(chance.choice((1, 1, 1, 2, 5, 20))):
        at = chance.randrange(len(spoilt) + 1)
        to = min(len(spoilt), at + chance.choice((1, 1, 2, 8, 80, 2000)))
        match chance.randrange(6):
            case 0:
                spoilt[at:to] = bytes(chance.randrange(256) for _ in range(min(to - at, 8)))
            case 1:
                del spoilt[at:to]
            case 2:
                spoilt[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 5)))
            case 3:
                spoilt[at:at] = spoilt[at:to] * chance.choice((1, 2, 30))
            case 4:
                del spoilt[at if chance.random() < 0.2 else to :]
            case 5:
                other = chance.choice([*examples().values()])
                begin = chance.randrange(len(other))
                spoilt[at:to] = other[begin : begin + chance.choice((4, 60, 600))]
        if not spoilt:
            spoilt = bytearray(b"---\n")
    return bytes(spoilt[:400_000])


def of_tokens(chance: random.Random, path: str, raw: bytes) -> bytes:
    """Words and marks put for others, swapped, left out, written twice."""
    tokens = TOKEN.findall(raw.decode("utf-8", "replace"))
    for _ in range(chance.choice((1, 1, 2, 4, 12, 40))):
        if not tokens:
            break
        at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        match chance.randrange(6):
            case 0:
                tokens[at] = chance.choice(ODD)
            case 1:
                tokens.insert(at, chance.choice(ODD) * chance.choice((1, 1, 1, 3, 50)))
            case 2:
                del tokens[at]
            case 3:
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case 4:
                tokens[at] = tokens[other]
            case 5:
                lines = [n for n, token in enumerate(tokens) if token == "\n"] or [0]
                begin, end = sorted((chance.choice(lines), chance.choice(lines)))
                piece = tokens[begin : min(end, begin + 120)]
                tokens[at:at] = piece
    return "".join(tokens).encode("utf-8", "surrogatepass")[:400_000]


def of_structure(chance: random.Random, path: str, raw: bytes) -> bytes:
    """Values of another kind, keys elsewhere, entries twice or gone; headings of the body moved, doubled, sunk."""
    if path.endswith(".toml"):
        return of_tokens(chance, path, raw)
    document, _ = (read_audit if path.endswith(".md") else read_yaml)(path, raw)
    if document is None:
        return of_tokens(chance, path, raw)
    data: Any = copy.deepcopy(document.data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        _bend(chance, data)
    front = yaml.dump(data, Dumper=Plain, sort_keys=False, allow_unicode=True, width=100)
    if not path.endswith(".md"):
        return front.encode("utf-8", "surrogatepass")
    body = raw.decode().split("\n---\n", 1)[1]
    if chance.random() < 0.4:
        body = _body(chance, body)
    return f"---\n{front}---\n{body}".encode("utf-8", "surrogatepass")[:400_000]


def _bend(chance: random.Random, data: Any) -> None:
    """One change somewhere in the data."""
    places = [*_places(data)]
    if not places:
        return
    inside, key = chance.choice(places)
    match chance.randrange(6):
        case 0:
            inside[key] = copy.deepcopy(chance.choice(VALUES))
        case 1:
            del inside[key]
        case 2:
            other, name = chance.choice(places)
            inside[key] = copy.deepcopy(other.get(name) if isinstance(other, dict) else other[name])
        case 3 if isinstance(inside, list):
            inside += copy.deepcopy(inside) * chance.choice((1, 3, 30))
        case 3:
            inside[chance.choice([*inside, "grade", "answers", "each", "id", "why", "told", "from", "x-y"])] = inside[
                key
            ]
        case 4 if isinstance(inside, list):
            chance.shuffle(inside)
        case 4:
            items = [*inside.items()]
            chance.shuffle(items)
            inside.clear()
            inside.update(items)
        case 5:
            for _ in range(chance.choice((1, 3, 40))):
                inside[key] = [inside[key]] if chance.random() < 0.5 else {"a": inside[key]}


def _places(node: Any) -> list[tuple[Any, Any]]:
    """Every mapping and list with each of its keys or places."""
    found: list[tuple[Any, Any]] = []
    keys = [*node] if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        found.append((node, key))
        found += _places(node[key])
    return found


def _body(chance: random.Random, body: str) -> str:
    parts = re.split(r"(?m)^(?=#)", body)
    match chance.randrange(6):
        case 0:
            chance.shuffle(parts)
        case 1:
            parts.insert(chance.randrange(len(parts) + 1), chance.choice(parts) * chance.choice((1, 2, 20)))
        case 2:
            del parts[chance.randrange(len(parts))]
        case 3:
            at = chance.randrange(len(parts))
            parts[at] = re.sub(
                r"(?m)^", chance.choice(("> ", "- ", "    ", "# ", "1. ")) * chance.choice((1, 3, 12)), parts[at]
            )
        case 4:
            at = chance.randrange(len(parts))
            parts[at] = parts[at].upper() if chance.random() < 0.5 else parts[at].replace(" ", "")
        case 5:
            parts = ["".join(parts) * chance.choice((2, 5))]
    return "".join(parts)
