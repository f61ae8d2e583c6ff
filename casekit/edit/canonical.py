"""An audit as text: the one order and style in which casekit writes a whole audit file.

One key a line, so that two people rarely touch the same line; small mappings of ids and dates in braces;
prose never in braces; actions last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casekit.edit.scalars import PROSE, WIDTH, folded, inline, is_prose, is_word
from casekit.model.document import Value
from casekit.problem import Route

ORDER = [
    "id",
    "rubric",
    "second_of",
    "together_with",
    "case",
    "auditor",
    "independent",
    "period",
    "with_practitioner",
    "three_way",
    "completed",
    "dates",
    "feedback",
    "sections",
    "overall",
    "discussed",
    "shared",
    "concerns",
    "replies",
    "moderations",
    "disputes",
    "reflection",
    "waivers",
    "actions",
]
"""The front matter's keys from top to bottom; a key that is not here stands before the actions."""

ENTRY = ["by", "case", "dates", "grade", "override", "themes", "why", "answers", "reasons", "told", "sections", "each"]
"""The keys of a section, of one of several who answer it, and of the overall judgement."""

ACTION = ["id", "for", "do", "outcome", "owner", "agreed", "due", "moved", "handed", "done", "verified", "cancelled"]
"""The keys of an action."""

_EACH_SPREAD = frozenset({"sections", "each", "people"})
_SPREAD = frozenset({"case", "dates", "feedback", "overall", "answers", "reasons", "override", "teams"}) | _EACH_SPREAD
_ITEMS = frozenset({"concerns", "replies", "moderations", "disputes", "waivers", "actions"})


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the body, its level (2 for a section) and the Markdown under it; text may be empty."""

    level: int
    title: str
    text: str = ""


Written = dict[tuple[str, int], tuple[Value, str]]
"""What has been written already: by key and identity of its value, that value and its lines."""


def audit_text(data: Mapping[str, Value], body: Iterable[Part] = (), written: Written | None = None) -> str:
    """The audit file: front matter between `---` lines, then the body. Ends with one line feed.

    written: kept by whoever writes several versions of one audit, so that what is the very same value in them is
    worked out once; such values must not be changed in between.
    """
    return f"---\n{front_matter(data, written)}---\n{body_text(body)}"


def front_matter(data: Mapping[str, Value], written: Written | None = None) -> str:
    """The data in canonical order, without the `---` lines; read back it is equal to data."""
    return "".join([_top(key, data[key], written) for key in ordered(data, ORDER)])


def _top(key: str, value: Value, written: Written | None) -> str:
    """One top key with all beneath it."""
    if written is None or not isinstance(value, dict | list):
        return _lines(key, value)
    known = written.get((key, id(value)))
    if known is None:
        known = written[key, id(value)] = (value, _lines(key, value))
    return known[1]


def _lines(key: str, value: Value) -> str:
    if key == "sections" and isinstance(value, dict):
        value = arranged((key,), value)
    elif key == "overall":
        value = _sorted(value, ENTRY)
    elif key == "actions" and isinstance(value, list):
        value = [_sorted(item, ACTION) for item in value]
    out: list[str] = []
    _pair(key, value, "", out)
    return "".join(out)


def yaml_text(data: Mapping[str, Value]) -> str:
    """Any other plain data in the same style and in its own order, such as people.yaml."""
    out: list[str] = []
    for key, value in data.items():
        _pair(key, value, "", out)
    return "".join(out)


def order_of(route: Route) -> Sequence[str]:
    """The order of the keys of the mapping at route, as far as casekit has one: (), ("overall",), ("actions", 0) …"""
    match route:
        case ():
            return ORDER
        case ("overall",) | ("sections", _) | ("sections", _, "each", _) | ("sections", _, "each", _, "sections", _):
            return ENTRY
        case ("actions", _):
            return ACTION
        case _:
            return ()


def arranged(route: Route, value: Value) -> Value:
    """The value that stands at route, the keys of each mapping in it in the canonical order."""
    if isinstance(value, dict):
        keys = ordered(value, order_of(route)) if order_of(route) else value
        return {key: arranged((*route, key), value[key]) for key in keys}
    return [arranged((*route, n), item) for n, item in enumerate(value)] if isinstance(value, list) else value


def pair_lines(route: Route, value: Value, indent: str) -> list[str]:
    """The lines of one key with all beneath it, each after indent; route ends with the key."""
    out: list[str] = []
    within = route[-2] if len(route) > 1 else ""
    pairs: dict[str, Value] = {str(route[-1]): arranged(route, value)}
    if isinstance(within, str) and within:
        _beneath(within, pairs, indent, out)
    else:
        _pair(str(route[-1]), pairs[str(route[-1])], indent, out)
    return "".join(out).removesuffix("\n").split("\n")


def item_lines(route: Route, value: Value, indent: str) -> list[str]:
    """The lines of one entry of a list, its hyphen after indent; route ends with the entry's number."""
    out: list[str] = []
    _item(arranged(route, value), indent, out, small=route[-2] not in _ITEMS)
    return "".join(out).removesuffix("\n").split("\n")


def flow(value: Value) -> str | None:
    """The value in braces or brackets, or as one word; None where anything in it is more than a word."""
    return _flow(value) if value is not None else None


def ordered(keys: Iterable[str], order: Sequence[str]) -> list[str]:
    """The keys as order has them; unknown ones keep their order and stand before order's last."""
    present = list(keys)
    known = [key for key in order if key in present]
    others = [key for key in present if key not in order]
    return [*known, *others] if not known or known[-1] != order[-1] else [*known[:-1], *others, known[-1]]


def body_text(parts: Iterable[Part]) -> str:
    """The body: headings and texts with one blank line between them."""
    out = []
    for part in parts:
        out.append(f"\n{'#' * part.level} {part.title}\n")
        if part.text:
            out.append(f"\n{part.text}\n")
    return "".join(out)


def _sorted(value: Value, order: Sequence[str]) -> Value:
    return {key: value[key] for key in ordered(value, order)} if isinstance(value, dict) else value


def _pair(key: str, value: Value, indent: str, out: list[str], spread: bool = False) -> None:
    """One key and all beneath it, as finished lines; spread: a mapping is never put in braces."""
    name = inline(key)
    if isinstance(value, str):
        if is_prose(value):
            out.append(f"{indent}{name}: >-\n{folded(value, indent + '  ')}\n")
        else:
            out.append(f"{indent}{name}: {inline(value)}\n")
    elif value is None:
        out.append(f"{indent}{name}:\n")
    elif isinstance(value, dict | list):
        flow = None if value and (spread or key in _SPREAD or key in _ITEMS) else _flow(value)
        if flow is not None and (not value or len(indent) + len(name) + 2 + len(flow) <= WIDTH):
            out.append(f"{indent}{name}: {flow}\n")
        else:
            out.append(f"{indent}{name}:\n")
            _beneath(key, value, indent + "  ", out)
    else:
        out.append(f"{indent}{name}: {inline(value)}\n")


def _beneath(key: str, value: dict[str, Value] | list[Value], indent: str, out: list[str]) -> None:
    if isinstance(value, dict):
        spread = key in _EACH_SPREAD
        for inner, item in value.items():
            if isinstance(item, str) and len(item) <= PROSE and "\n" not in item:
                out.append(f"{indent}{inline(inner)}: {inline(item)}\n")
            else:
                _pair(inner, item, indent, out, spread)
    else:
        for item in value:
            _item(item, indent, out, small=key not in _ITEMS)


def _item(value: Value, indent: str, out: list[str], small: bool) -> None:
    """One item of a list, behind its hyphen."""
    flow = _flow(value) if small or not value else None
    if flow is not None and (not value or len(indent) + 2 + len(flow) <= WIDTH):
        out.append(f"{indent}- {flow}\n")
    elif isinstance(value, dict):
        lines: list[str] = []
        for key, inner in value.items():
            _pair(key, inner, indent + "  ", lines)
        lines[0] = f"{indent}- {lines[0][len(indent) + 2 :]}"
        out += lines
    elif isinstance(value, list):
        out.append(f"{indent}-\n")
        for inner in value:
            _item(inner, indent + "  ", out, small=True)
    elif isinstance(value, str) and is_prose(value):
        out.append(f"{indent}- >-\n{folded(value, indent + '  ')}\n")
    else:
        out.append(f"{indent}- {inline(value)}\n")


def _flow(value: Value) -> str | None:
    """The value in braces or brackets on one line; None where anything in it is more than a word."""
    if isinstance(value, str):
        return value if is_word(value) else None
    if isinstance(value, dict):
        pairs = []
        for key, item in value.items():
            text = _flow(item) if is_word(key) else None
            if text is None:
                return None
            pairs.append(f"{key}: {text}")
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        items = []
        for item in value:
            text = _flow(item)
            if text is None:
                return None
            items.append(text)
        return "[" + ", ".join(items) + "]"
    return None if value is None else inline(value)
