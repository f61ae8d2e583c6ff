"""programme.yaml as text, and single entries of it changed without touching any other line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from casekit.edit.scalars import inline, is_word, quoted
from casekit.model.document import Value
from casekit.model.programme import MONTHLY, Allotted, Cascaded, Drawn, ListedCase, Note, Programme, Shortage, Swap

HEAD = (
    "# The month's programme, drawn by casekit allocate. Changes are recorded with casekit programme swap, exempt,",
    "# cancel, stop and late, each with its reason.",
)


def programme_text(programme: Programme) -> str:
    """The whole file of a new programme."""
    return "\n".join([*HEAD, *_lines(programme)]) + "\n"


def _lines(programme: Programme) -> Iterator[str]:
    yield f"month: {programme.month}"
    yield f"due: {programme.due}"
    yield "drawn:"
    yield from (f"  {key}: {inline(value)}" for key, value in drawn_data(programme.drawn).items())
    for key, lines in _lists(programme).items():
        if lines or key == "audits":
            yield from (f"{key}:", *lines)


def _lists(programme: Programme) -> dict[str, list[str]]:
    """The lines of every list of a programme, by its key; in this order they stand in the file."""
    excused = ({"who": one.who, "why": one.why} for one in programme.exempt)
    return {
        "also_drawn": [f"  - {braces(drawn_data(one))}" for one in programme.also],
        "audits": [line for one in programme.audits for line in audit_lines(one)],
        "reserve": [f"  - {braces(spare_data(case))}" for case in programme.reserve],
        "exempt": [f"  - {braces(one)}" for one in excused],
        "short": [line for one in programme.short for line in _short_lines(one)],
    }


def _short_lines(one: Shortage) -> Iterator[str]:
    yield f"  - who: {one.who}"
    if one.kind != MONTHLY:
        yield f"    for: {one.kind}"
    yield from (f"    missing: {one.missing}", f"    why: {inline(one.why)}")


def drawn_data(drawn: Drawn) -> dict[str, str | int]:
    """What a draw followed from, as the file has it."""
    data: dict[str, str | int] = {"on": drawn.on.isoformat() if drawn.on else "", "seed": drawn.seed}
    rest: dict[str, str | int] = {"rubric": drawn.rubric, "cases": drawn.listed, "list": drawn.digest}
    return {**_beside(drawn.kind, drawn.theme), **data, **{key: value for key, value in rest.items() if value}}


def spare_data(case: ListedCase) -> dict[str, Value]:
    """A case in reserve as the file has it."""
    return {**case_data(case), **_beside(*case.spare)}


def _beside(kind: str, theme: str) -> dict[str, str]:
    """For which audits beside the monthly ones something is; nothing for those."""
    return {key: value for key, value in (("for", kind), ("theme", theme)) if value not in ("", MONTHLY)}


def audit_lines(one: Allotted) -> Iterator[str]:
    """The lines of one audit."""
    yield f"  - id: {one.id}"
    if one.kind != MONTHLY:
        yield f"    kind: {one.kind}"
    if one.theme:
        yield f"    theme: {one.theme}"
    yield f"    auditor: {one.auditor}"
    if one.jointly:
        yield f"    jointly: [{', '.join(one.jointly)}]"
    yield f"    due: {one.due}"
    yield f"    case: {braces(case_data(one.case))}"
    if one.replaces:
        yield f"    replaces: {one.replaces}"
    if one.swaps:
        yield f"    swapped: {swaps_text(one.swaps)}"
    for key in ("exempt", "cancelled", "stopped", "late"):
        note: Note | None = getattr(one, key)
        if note is not None:
            yield f"    {key}: {braces(note_data(note))}"


def case_data(case: ListedCase) -> dict[str, Value]:
    """A case as the file has it; what is empty is left out."""
    data: dict[str, Value] = {"ref": case.ref, "type": list(case.types), "flags": list(case.flags), "team": case.team}
    data |= {**case.people, "ties": list(case.ties), "restricted": "yes" if case.restricted else ""}
    return {key: value for key, value in data.items() if value}


def note_data(note: Note) -> dict[str, Value]:
    """A note as the file has it."""
    listed: dict[str, Value] = {"reason": note.reason} if note.reason else {}
    return {"by": note.by, "on": note.on.isoformat() if note.on else "", **listed, "why": note.why}


def swaps_text(swaps: Iterable[Swap]) -> str:
    """Every hand-over of an audit on one line, the first one first."""
    data = ({"from": swap.start, "to": swap.to, **note_data(swap.note)} for swap in swaps)
    return "[" + ", ".join(map(braces, data)) + "]"


def braces(data: Mapping[str, Value]) -> str:
    """A mapping on one line: words as they are, lists in brackets, all else in quotation marks."""
    return "{" + ", ".join(f"{key}: {_one(value)}" for key, value in data.items()) + "}"


def _one(value: Value) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_one(item) for item in value) + "]"
    text = str(value)
    return text if is_word(text) or isinstance(value, int) else quoted(text)


def extended(text: str, programme: Programme) -> str:
    """The text of a programme that is there already, with these audits at the end of its list."""
    return _appended(text, {"audits": _lists(programme)["audits"]})


def joined(text: str, programme: Programme) -> str:
    """The text of a programme that is there already, with all that a later draw of its month brought."""
    return _appended(text, _lists(also(Programme(programme.month, programme.path), programme)))


def also(there: Programme, programme: Programme) -> Programme:
    """A programme with all that a later draw of its month brought; nothing of the earlier ones goes."""
    return replace(
        there,
        also=(*there.also, programme.drawn, *programme.also),
        audits=(*there.audits, *programme.audits),
        reserve=(*there.reserve, *programme.reserve),
        exempt=(*there.exempt, *programme.exempt),
        short=(*there.short, *programme.short),
    )


def passed_on(text: str, one: Cascaded) -> str:
    """The text of a programme with one more line of who passed the month's learning on."""
    return _appended(text, {"cascaded": [cascaded_line(one)]})


def cascaded_line(one: Cascaded) -> str:
    """The line that says who passed the month's learning on, when, and to which teams."""
    data: dict[str, Value] = {"by": one.by, "on": one.on.isoformat() if one.on else ""}
    return f"  - {braces(data | ({'teams': list(one.teams)} if one.teams else {}))}"


def _appended(text: str, lists: Mapping[str, list[str]]) -> str:
    """The text with more lines at the end of each of its lists; a list that it has not comes to its end."""
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    for key, more in lists.items():
        start = next((n for n, line in enumerate(lines) if line.startswith(f"{key}:")), None)
        if not more:
            continue
        if start is None:
            lines += [f"{key}:", *more]
            continue
        end = next((n for n in range(start + 1, len(lines)) if lines[n][:1] not in ("", " ", "#")), len(lines))
        while not lines[end - 1].strip():
            end -= 1
        lines[start:end] = [
            re.sub(r"^(\w+:)[ \t]*(?:\[\]|~|null)", r"\1", lines[start]),
            *lines[start + 1 : end],
            *more,
        ]
    return "\n".join(lines) + "\n"


def changed(text: str, audit: str, set_lines: Mapping[str, str]) -> str | None:
    """The text with keys of one audit set, each to what stands on its line; None where the audit is not found.

    A key that the audit has is replaced with all beneath it, another comes to its end. Every other line stays.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip() in (f"- id: {audit}", f"- id: '{audit}'")), None)
    if start is None:
        return None
    end = start + 1
    while end < len(lines) and (lines[end].startswith("    ") or (not lines[end].strip() and end + 1 < len(lines))):
        end += 1
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    block = lines[start:end]
    for key, value in set_lines.items():
        at = next((n for n, line in enumerate(block) if line.startswith(f"    {key}:")), None)
        if at is None:
            block.append(f"    {key}: {value}")
            continue
        after = at + 1
        while after < len(block) and block[after].startswith("     "):
            after += 1
        block[at:after] = [f"    {key}: {value}"]
    return "\n".join([*lines[:start], *block, *lines[end:]])
