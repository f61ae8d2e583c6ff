"""Colours on a terminal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """The escape sequences for a terminal; all empty where there is none, or NO_COLOR is set."""

    error: str = ""
    warning: str = ""
    bold: str = ""
    faint: str = ""
    end: str = ""
    good: str = ""


PLAIN = Style()
COLOUR = Style("\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[2m", "\x1b[0m", "\x1b[32m")
