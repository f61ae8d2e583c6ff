"""What stands in a YAML text, piece by piece: PyYAML's parser and nothing that builds objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

FAST = bool(yaml.__with_libyaml__)
"""Whether PyYAML's parser in C is there; the one in Python is slower and gives the same values and places."""

DEEPEST = 32
"""So many mappings and lists may stand in one another."""


def events(text: str, *, pure: bool = False) -> Callable[[], Any]:
    """A function that gives the text's next event, and None after the last.

    It raises yaml.YAMLError, ValueError or OverflowError where the text is not YAML. Columns and indexes of its marks
    count code points from 0. Neither parser recurses at this level, however deep the text nests.
    """
    loader = yaml.CBaseLoader if FAST and not pure else yaml.BaseLoader
    take: Callable[[], Any] = loader(text).get_event
    return take
