"""The kinds of problem that reading can find: code, name and how hard each is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: its name in plain words, joined by hyphens, and "error" or "warning"."""

    name: str
    severity: str = "error"


CANNOT_OPEN = "CK001"
NAME = "CK002"
ENCODING = "CK003"
FENCE = "CK004"
SYNTAX = "CK005"
NOT_USED_HERE = "CK006"
DUPLICATE_KEY = "CK007"
TOO_LARGE = "CK008"
KEY_NOT_TEXT = "CK009"
BYTE_ORDER_MARK = "CK010"
TEXT_CUT_OFF = "CK011"
NOT_SHOWN_WHOLE = "CK012"
NUMBER_TOO_LONG = "CK013"
STRAY_FILE = "CK014"
NO_KEYS = "CK015"
CODE_NOT_CLOSED = "CK016"

CODES = {
    CANNOT_OPEN: Code("file-cannot-be-opened"),
    NAME: Code("name-not-for-every-computer"),
    ENCODING: Code("character-not-allowed"),
    FENCE: Code("front-matter-missing-or-not-closed"),
    SYNTAX: Code("yaml-not-understood"),
    NOT_USED_HERE: Code("yaml-not-used-here"),
    DUPLICATE_KEY: Code("key-stands-twice"),
    TOO_LARGE: Code("too-large-or-too-deep"),
    KEY_NOT_TEXT: Code("key-is-not-text"),
    BYTE_ORDER_MARK: Code("byte-order-mark", "warning"),
    TEXT_CUT_OFF: Code("text-cut-off", "warning"),
    NOT_SHOWN_WHOLE: Code("text-nested-too-deep"),
    NUMBER_TOO_LONG: Code("number-too-long"),
    STRAY_FILE: Code("file-does-not-belong-here"),
    NO_KEYS: Code("no-keys-and-values"),
    CODE_NOT_CLOSED: Code("code-block-not-closed", "warning"),
}
"""Every code of this room. What each means stands in docs/rules, one page a code."""
