"""Audits in odd but legal formatting: comments, quotes, braces, blank lines and indentation at random."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from casekit.edit.canonical import flow
from casekit.edit.scalars import inline, is_prose, quoted

WORDS = [
    "Ring the clinic",
    "the plan: see a1",
    "Has she seen it?",
    "yes",
    "010",
    "12:30",
    "it's late",
    "a #1 matter",
    "Ω",
]
IDS = ["sleep", "food", "warm", "lamp", "stairs", "boat"]
TEXT = st.sampled_from(WORDS) | st.lists(st.sampled_from(WORDS), min_size=9, max_size=20).map(" ".join)
PROSE = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
COMMENTS = ["# guidance", "#", "#! odd: {[", "# 'quoted", "# - a: b"]
ANSWER = st.sampled_from(["yes", "no", None]) | st.fixed_dictionaries({"answer": st.just("no"), "why": PROSE})
ENTRY = st.fixed_dictionaries(
    {},
    optional={
        "grade": st.sampled_from(["high", "low", None]),
        "why": PROSE,
        "answers": st.dictionaries(st.sampled_from(IDS), ANSWER, max_size=4) | st.none(),
        "told": st.lists(st.fixed_dictionaries({"who": st.just("p1"), "at": st.just("2026-10-15T10:40")}), max_size=2),
        "themes": st.lists(st.sampled_from(IDS), max_size=3),
    },
)
ACTION = st.fixed_dictionaries(
    {"id": st.sampled_from(["a1", "a2", "a3"])},
    optional={
        "do": PROSE,
        "due": st.just("2026-11-12"),
        "moved": st.lists(st.fixed_dictionaries({"from": st.just("2026-11-02"), "why": TEXT}), max_size=2),
        "handed": st.lists(st.fixed_dictionaries({"to": st.just("p2"), "why": TEXT}), max_size=2),
        "done": st.fixed_dictionaries({"by": st.just("p1"), "on": st.just("2026-11-10")}),
    },
)
AUDIT = st.fixed_dictionaries(
    {"id": st.just("2026-10-0042")},
    optional={
        "case": st.fixed_dictionaries(
            {"age": st.integers(-3, 17) | st.none(), "flags": st.lists(st.sampled_from(IDS))}
        ),
        "completed": st.just("2026-10-16") | st.none(),
        "dates": st.dictionaries(st.sampled_from(IDS), st.just("2026-09-08") | st.none(), max_size=3) | st.none(),
        "sections": st.dictionaries(st.sampled_from(["rest", "play"]), ENTRY | st.none(), max_size=2) | st.none(),
        "overall": ENTRY | st.none(),
        "moderations": st.lists(ACTION, max_size=2) | st.none(),
        "extra": PROSE,
        "actions": st.lists(ACTION, max_size=3, unique_by=lambda a: str(a["id"])) | st.none(),
    },
)
BODY = ["", "\n## Rest\n\nAll well.\n", "## Rest\ntext without an end", "\n```\n---\n# no heading\n```\n\n\n"]


class Odd:
    """Writes data as YAML, asking draw for every choice of style."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw

    def chance(self, of: int = 4) -> bool:
        return bool(self.draw(st.integers(0, of - 1)) == 0)

    def some(self, among: list[str]) -> str:
        return str(self.draw(st.sampled_from(among)))

    def key(self, key: str) -> str:
        return self.some([inline(key), inline(key), inline(key), quoted(key), f"'{key}'"]) + self.some(
            ["", "", "", " "]
        )

    def between(self, indent: str) -> list[str]:
        """Blank lines and comments, on any column, that belong to nobody."""
        if not self.chance(5):
            return []
        return self.draw(st.lists(st.sampled_from(["", indent + self.some(COMMENTS), self.some(COMMENTS)]), max_size=3))

    def trail(self) -> str:
        return self.some(["", "", "", "", "  # note", "   ", "  # 'note: {"])

    def mapping(self, data: dict[str, Any], indent: str) -> list[str]:
        lines: list[str] = []
        for key, value in data.items():
            lines += [*self.between(indent), *self.pair(self.key(key), value, indent)]
        return lines

    def pair(self, key: str, value: Any, indent: str) -> list[str]:
        deeper = indent + " " * self.draw(st.integers(1, 4))
        if isinstance(value, dict | list) and value and not self.chance():
            if isinstance(value, dict):
                return [f"{indent}{key}:{self.trail()}", *self.mapping(value, deeper)]
            return [f"{indent}{key}:{self.trail()}", *self.items(value, self.some([indent, deeper]))]
        head, below = self.value(value, deeper)
        return [f"{indent}{key}:{' ' if head else ''}{head}", *below]

    def items(self, items: list[Any], indent: str) -> list[str]:
        lines: list[str] = []
        for item in items:
            lines += self.between(indent)
            gap = " " * self.draw(st.integers(1, 3))
            inner = f"{indent} {gap}"
            if isinstance(item, dict) and item and not self.chance():
                written = self.mapping(item, inner)
                while written and not written[0].strip().partition("#")[0]:
                    written.pop(0)
                lines += [f"{indent}-{gap}{written[0][len(inner) :]}", *written[1:]]
            else:
                head, below = self.value(item, indent + "  ")
                lines += [f"{indent}-{gap}{head}", *below]
        return lines

    def value(self, value: Any, indent: str) -> tuple[str, list[str]]:
        """What stands behind the colon or hyphen, and the lines below it."""
        if isinstance(value, dict | list):
            return self.braces(value, indent)
        if not isinstance(value, str):
            return ("" if value is None else inline(value)) + self.trail(), []
        style = self.draw(st.integers(0, 6))
        if style <= 1 and is_prose(value):
            mark = self.some(["|-", "|-  # why"])
            return mark, [indent + line if line else "" for line in value.split("\n")]
        if style == 2 and is_prose(value):
            lines = [line for part in value.split("\n") for line in (part, "")][:-1]
            return ">-", [indent + line if line else "" for line in lines]
        if style == 3 and "\n" not in value:
            return "'" + value.replace("'", "''") + "'" + self.trail(), []
        if style == 4 and "\n" not in value and value.count(" ") > 2 and value == value.strip():
            cut = value.index(" ", len(value) // 2)
            return quoted(value[:cut])[:-1], [indent + quoted(value[cut + 1 :])[1:] + self.trail()]
        return (inline(value) if "#" not in value else quoted(value)) + self.trail(), []

    def braces(self, value: Any, indent: str) -> tuple[str, list[str]]:
        text = self.loose(value)
        if isinstance(value, dict) and value and flow(value) is not None and self.chance():
            pairs = [f"{indent}{key}: {self.loose(item)}," for key, item in value.items()]
            return "{" + self.some(["", " # open"]), [*pairs, indent + "}" + self.trail()]
        return text + self.trail(), []

    def loose(self, value: Any) -> str:
        if isinstance(value, dict):
            pairs = [f"{key}: {self.loose(item)}" for key, item in value.items()]
            return self.some(["{", "{ "]) + self.some([", ", " , ", ",  "]).join(pairs) + self.some(["}", " }"])
        if isinstance(value, list):
            return "[" + ", ".join(map(self.loose, value)) + self.some(["]", " ]"])
        if isinstance(value, str):
            return flow(value) or quoted(value)
        return "null" if value is None else inline(value)


@st.composite
def odd_audits(draw: Any) -> tuple[dict[str, Any], bytes]:
    """The data of an audit and a file that holds it."""
    data = draw(AUDIT)
    odd = Odd(draw)
    lines = ["---" + odd.some(["", " "]), *odd.mapping(data, ""), *odd.between(""), "---"]
    ends = [odd.some(["\n", "\n", "\r\n"])] if odd.chance(2) else ["\n", "\r\n"]
    front = "".join(line + odd.some(ends) for line in lines)
    raw = (front + odd.some(BODY)).encode()
    return data, (b"\xef\xbb\xbf" if odd.chance(9) else b"") + raw
