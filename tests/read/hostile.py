"""Files made to hurt whoever reads them: name, bytes, and the codes that reading them as an audit gives.

Run as a program it reads them all and prints how many and the most memory that took, for the test that does so
in a process of its own.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

FRONT = 65_500
BODY = 131_000


def front(text: str) -> bytes:
    """An audit with this front matter."""
    return f"---\n{text}\n---\n".encode()


def fill(unit: str, most: int = FRONT) -> str:
    """As many of a unit as fit."""
    return unit * (most // len(unit))


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
)

REFUSED: dict[str, tuple[bytes, set[str]]] = {
    "alias bomb": (front(BOMB), {"CK006"}),
    "alias of itself": (front("a: &a [*a]"), {"CK006"}),
    "merge key": (front("a: &a {x: y}\nb: {<<: *a, z: w}"), {"CK006"}),
    "50,000 open brackets": (front("a: " + "[" * 50_000), {"CK008"}),
    "50,000 open braces": (front("a: " + "{" * 50_000), {"CK008", "CK009"}),
    "50,000 open mappings": (front("a: " + fill("{a: ")), {"CK008"}),
    "lists in lists on a line": (front(fill("- ")), {"CK008"}),
    "questions in questions": (front(fill("? ")), {"CK008", "CK009"}),
    "stairs of keys": (front("".join(" " * n + "a:\n" for n in range(340))), {"CK008"}),
    "larger than front matter may be": (front(fill("a: b\n", 66_000)), {"CK008"}),
    "larger than a body may be": (front("id: a") + b"x" * 131_073, {"CK008"}),
    "more lines than a body may have": (front("id: a") + b"\n" * 131_072, {"CK008"}),
    "two megabytes of brackets": (b"---\na: " + b"[" * 2_000_000 + b"\n---\n", {"CK008"}),
    "duplicate key": (front("grade: good\ngrade: poor"), {"CK007"}),
    "thousands of duplicates": (front(fill("a: b\n")), {"CK007"}),
    "5,000 digits": (front("a: " + "9" * 5_000), {"CK013"}),
    "60,000 digits": (front("a: " + "9" * 60_000), {"CK013"}),
    "tag of a number on nothing": (front('a: !!int ""'), {"CK006"}),
    "tag of yes or no on a word": (front("a: !!bool abc"), {"CK006"}),
    "tag of a date that is none": (front("a: !!timestamp 2024-02-30"), {"CK006"}),
    "tag of a program": (front("a: !!python/object/apply:os.system [ls]"), {"CK006"}),
    "keys of every kind": (front("1: a\ntrue: b\n~: c\n1.5: d\n[e]: f\n{g: h}: i"), {"CK009"}),
    "two documents": (b"---\na: b\n--- c\nd: e\n---\n", {"CK006"}),
    "directive": (front("%TAG ! tag:x,2026:\n--- # begin\na: b"), {"CK006"}),
    "NUL": (front("a: b\0c"), {"CK003"}),
    "half a character, escaped": (front('a: "\\uD800"'), {"CK003"}),
    "half a character": (b"---\na: \xed\xa0\x80\n---\n", {"CK003"}),
    "beyond the last character": (front('a: "\\UFFFFFFFF"'), {"CK003"}),
    "NUL, escaped": (front('a: "\\0"'), {"CK003"}),
    "UTF-16": ("---\na: b\n---\n".encode("utf-16"), {"CK003"}),
    "UTF-16 without a mark": ("---\na: b\n---\n".encode("utf-16-be"), {"CK003"}),
    "bad UTF-8": (b"---\na: \xff\n---\n", {"CK003"}),
    "old Mac line ends": (b"---\ra: b\r---\r", {"CK003"}),
    "next line": (front("a: b\u0085c: d"), {"CK003"}),
    "line separator": (front("a: b\u2028c: d"), {"CK003"}),
    "bidi override in front matter": (front("a: \u202eb"), {"CK003"}),
    "bidi isolate in the body": (front("a: b") + "\u2067x".encode(), {"CK003"}),
    "ESC in the body": (front("a: b") + b"\x1b]0;title\x07", {"CK003"}),
    "nothing": (b"", {"CK004"}),
    "only a fence": (b"---\n", {"CK004"}),
    "only fences": (b"---\n---\n", {"CK015"}),
    "a fence in a quotation": (front("a: '\n---\nb'"), {"CK005"}),
    "lists ten deep": (front("id: a") + b"- " * 10 + b"x", {"CK012"}),
    "quotes twenty deep": (front("id: a") + b"> " * 20 + b"x", {"CK012"}),
    "quotes without end": (front("id: a") + b">" * BODY, {"CK012"}),
    "lists without end": (front("id: a") + b"- " * (BODY // 2) + b"x", {"CK012"}),
}
"""Rows that must be refused."""

READ: dict[str, tuple[bytes, set[str]]] = {
    "words of YAML 1.1": (front("a: NO\nb: on\nc: 010\nd: 12:30\ne: 1_000\nf: 0b11\ng: 777E9\nh: 2024-02-30"), set()),
    "byte order mark": (b"\xef\xbb\xbf" + front("id: a"), {"CK010"}),
    "prose in braces": (front("a: {why: first, second}"), {"CK011"}),
    "prose with a number sign": (front("do: See plan #2"), {"CK011"}),
    "thousands of keys": (front("".join(f"k{n}: v\n" for n in range(6_000))), set()),
    "thousands of items": (front("a: [" + fill("b,") + "]"), set()),
    "thousands of pairs": (front("a: [" + fill("b: c,") + "]"), set()),
    "thousands of comments": (front("a: b\n" + fill("#\n")), set()),
    "one long word": (front("a: " + fill("x")), set()),
    "one long key": (front("a" * 1000 + ": b"), set()),
    "one long quotation of escapes": (front('a: "' + fill("\\n") + '"'), set()),
    "blank lines in a block": (front("a: |\n" + fill("\n")), set()),
    "tags of HTML": (front("id: a") + b"<script>alert(1)</script>\n" * 2_000, set()),
    "open links": (front("id: a") + b"[" * BODY, set()),
    "emphasis without end": (front("id: a") + b"*a " * (BODY // 3), set()),
    "references": (front("id: a") + b"[a]: b\n" * 2_400, set()),
    "a line of hashes": (front("id: a") + b"#" * BODY, set()),
    "a heading of spaces": (front("id: a") + b"# a" + b" " * BODY + b"b", set()),
    "lazy lines under quotes": (front("id: a") + b">" * 18 + b"a\n" * 2_400, set()),
}
"""Rows that are read, with a warning at most."""


STATUS = Path("/proc/self/status")
"""Where a process says its own peak of memory: on Linux only."""


def main() -> None:
    """Reads every file by both parsers' ways and says what it cost."""
    from casekit.read.document import read_audit, read_yaml

    for raw, _ in [*REFUSED.values(), *READ.values()]:
        read_audit("audits/2026-10/a.md", raw)
        read_yaml("people.yaml", raw)
    print(len(REFUSED) + len(READ), file=sys.stdout)
    if STATUS.exists():
        # Not getrusage: its peak is at least that of the process that started this one, until it became this program.
        peak = re.search(r"^VmHWM:\s+(\d+) kB$", STATUS.read_text(encoding="ascii"), re.MULTILINE)
        assert peak is not None
        print(int(peak[1]) // 1024, file=sys.stdout)


if __name__ == "__main__":
    main()
