"""The one way in which a command ends early: its user or its surroundings are at fault, no file's author."""

from __future__ import annotations

USAGE = 2
REPOSITORY = 3
LOCKED = 5


class Stop(Exception):
    """Ends the command with one plain sentence: what is wrong, where, what to do.

    exit_code: USAGE (also configuration), REPOSITORY (also history) or LOCKED.
    """

    def __init__(self, exit_code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code
        self.sentence = sentence
