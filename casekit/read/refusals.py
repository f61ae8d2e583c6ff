"""What the strict loader says: the code, the sentence and the cure for each thing that it refuses."""

from __future__ import annotations

from casekit.read import codes
from casekit.read.events import DEEPEST
from casekit.read.text import describe
from casekit.words import shown

Said = tuple[str, str, str]
"""Code, message, hint."""

MERGE_KEY: Said = (
    codes.NOT_USED_HERE,
    "A merge key (<<) is used, which brings in keys that nobody sees in this place.",
    "Write the keys out.",
)
SECOND_DOCUMENT: Said = (
    codes.NOT_USED_HERE,
    "A second document begins here.",
    "Keep one document in a file.",
)
DIRECTIVE: Said = (
    codes.NOT_USED_HERE,
    "A line that begins with % gives orders to the parser.",
    "Remove it.",
)
TOO_DEEP: Said = (
    codes.TOO_LARGE,
    f"More than {DEEPEST} mappings and lists stand in one another here.",
    "Look for a bracket or brace that is not closed; nothing that casekit reads nests so deep.",
)
KEY_NOT_A_WORD: Said = (
    codes.KEY_NOT_TEXT,
    "A list or mapping stands where a key should.",
    "Write a word as the key; put a text that begins with a bracket or brace in quotes.",
)
KEY_MISSING: Said = (codes.KEY_NOT_TEXT, "A key is missing before the colon.", "Write the key, or take the colon out.")


def key_not_text(key: str) -> Said:
    """A key that is a number, true, false or nothing."""
    quoted = f'Put it in quotes: "{shown(key)}".'
    return codes.KEY_NOT_TEXT, f"The key {shown(key)} is read as a value, not as text.", quoted


def duplicate(key: str, first: int, second: int) -> Said:
    """A key of one mapping for the second time."""
    message = f"The key {shown(key)} stands twice, on line {first} and on line {second}."
    return codes.DUPLICATE_KEY, message, "Keep one of them; nobody can know which was meant."


def alias(name: str) -> Said:
    """*name."""
    message = f"An alias (*{shown(name)}) is used, which stands for something written elsewhere."
    return codes.NOT_USED_HERE, message, "Write it out, or put the text in quotes if it should begin with *."


def anchor(name: str) -> Said:
    """&name."""
    message = f"An anchor (&{shown(name)}) is set, so that this can be used elsewhere without being seen there."
    return codes.NOT_USED_HERE, message, "Remove it, or put the text in quotes if it should begin with &."


def tag(name: str) -> Said:
    """!name."""
    message = f"A tag ({shown(name)}) says how this value is to be read."
    return codes.NOT_USED_HERE, message, "Remove it, or put the text in quotes if it should begin with !."


def unseen(char: str) -> Said:
    """A character that a backslash in double quotes wrote."""
    message = f"A character is written here that cannot be seen and is not allowed: {describe(char)}."
    return codes.ENCODING, message, "Leave it out."


def long_number(text: str) -> Said:
    """A number that would not survive in every program that reads the figures."""
    message = f"The number {shown(text, 24)} has more than 15 digits."
    return codes.NUMBER_TOO_LONG, message, "Put it in quotes if it is a reference and not a number."


def lost_in_braces(text: str) -> Said:
    """{why: first, second}."""
    message = f"“{shown(text)}” is read as a key without a value, because inside braces a comma ends a text."
    return codes.TEXT_CUT_OFF, message, "Put the whole text in quotes, or on lines of its own below >-."


def lost_in_comment(comment: str) -> Said:
    """Text, space, #."""
    message = f"“{shown(comment)}” is left out, because # after a space begins a comment."
    hint = "Put the whole text in quotes; for a comment, put two spaces before # and one after it."
    return codes.TEXT_CUT_OFF, message, hint
