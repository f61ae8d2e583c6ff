"""The message of a commit that records something: a sentence, paragraphs, and trailers that are read back as meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from casekit.history.trailers import trailers as read

SUBJECT = 72
"""Characters of the first line, so that every tool shows all of it."""


def message(subject: str, paragraphs: Iterable[str], trailers: Mapping[str, str]) -> str:
    """The message, its trailers alone in the last paragraph; ends with a line feed.

    ValueError for a subject that is empty or too long, and for trailers that could not be read back.
    """
    first = " ".join(subject.split())
    if not first or len(first) > SUBJECT:
        raise ValueError(f"no subject of a commit: {subject!r}")
    texts = [first, *filter(None, map(_paragraph, paragraphs))]
    if trailers:
        texts.append("\n".join(f"{key}: {value}" for key, value in trailers.items()))
    text = "\n\n".join(texts) + "\n"
    if dict(read(text)) != dict(trailers):
        raise ValueError(f"no trailers of a commit: {dict(trailers)!r}")
    return text


def _paragraph(text: str) -> str:
    """The text on lines without what cannot be seen; a line --- would end the message for tools that send patches."""
    lines = ("".join(c for c in line if unicodedata.category(c) != "Cc") for line in text.strip().split("\n"))
    return "\n".join(f" {line}" if line.startswith("---") else line.rstrip() for line in lines)
