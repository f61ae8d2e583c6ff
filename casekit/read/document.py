"""One file from bytes to a document: decoded, split, parsed; or the problems that say why not."""

from __future__ import annotations

from dataclasses import replace

from casekit.model.document import Body, Document, Value
from casekit.problem import START, Problem, Span
from casekit.read import codes
from casekit.read.body import body
from casekit.read.places import marks
from casekit.read.split import larger, split
from casekit.read.strict import load
from casekit.read.text import decode

YAML_MOST = 256 * 1024
"""Bytes that a rubric, the people or a programme may take."""


def read_audit(path: str, raw: bytes) -> tuple[Document | None, list[Problem]]:
    """An audit file: front matter as a dict, and the body with its headings.

    None where an error was found; with a document come warnings at most. Never raises because of what stands
    in the file.
    """
    text, problems = decode(path, raw)
    if text is None:
        return None, problems
    parts, found = split(path, text)
    problems += found
    if parts is None:
        return None, problems
    data, found = load(path, parts.front, parts.front_line)
    problems += found or _keys(path, data, parts.front_line - 1)
    sound = all(codes.CODES[problem.code].severity == "warning" for problem in problems)
    below, found = body(path, parts.body, parts.body_line)
    problems += found
    if not sound or below is None:
        return None, problems
    name = data.get("id") if isinstance(data, dict) else None
    if isinstance(name, str):
        problems = [replace(problem, audit=name) for problem in problems]
    start = text.index("\n") + 1
    keys = list(data) if isinstance(data, dict) else ()
    places = marks(text, parts.front_line, slice(start, start + len(parts.front)), keys)
    return Document(path, text, data, places, below), problems


def read_yaml(path: str, raw: bytes) -> tuple[Document | None, list[Problem]]:
    """A file that is YAML from end to end (a rubric, the people, a programme): a dict, without a body.

    None where anything but a warning was found.
    """
    text, problems = decode(path, raw)
    if text is None:
        return None, problems
    if larger(text, YAML_MOST):
        message = f"The file is larger than {YAML_MOST // 1024} KiB."
        return None, [
            *problems,
            Problem(path, START, codes.TOO_LARGE, message, "Split it, or leave out what is not needed."),
        ]
    data, found = load(path, text)
    problems += found or _keys(path, data, 1)
    if any(codes.CODES[problem.code].severity == "error" for problem in problems):
        return None, problems
    return Document(path, text, data, marks(text), Body(text.count("\n") + 1)), problems


def _keys(path: str, data: Value, line: int) -> list[Problem]:
    """A problem where a file holds something else than keys with values."""
    if isinstance(data, dict):
        return []
    message = "No keys stand here." if data is None else "Keys with values should stand here, not a list or a text."
    return [
        Problem(
            path,
            Span(line, 1, line, 1),
            codes.NO_KEYS,
            message,
            "Write one key a line, each with a colon and its value.",
        )
    ]
