"""A digest of everything that an audit's portion of the site holds: where it is the same, so are the pages.

Values are told by Python's own writing of them (pickle), which is never read back. It may differ for values that are
the same, which costs time; it is never the same for values that differ.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

from casekit.kept.program import digest
from casekit.model.corpus import AuditCase
from casekit.model.people import People
from casekit.model.policy import Policy
from casekit.publish.context import Site
from casekit.publish.markdown import Links
from casekit.publish.portion import MADE
from casekit.rubric import model

_OFTEN = frozenset(
    {
        AuditCase,
        People,
        Policy,
        Links,
        *(one for one in vars(model).values() if isinstance(one, type) and is_dataclass(one)),
    }
)
"""What stands in the portions of many audits: told once, and by its digest wherever it stands."""
_FIELDS = attrgetter(*(field.name for field in fields(Site) if field.name not in MADE))

Values = Callable[[Any], tuple[Any, ...]]


class Digests:
    """Digests of portions of one site. beside: what their pages depend on beside them."""

    def __init__(self, *beside: bytes | object) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}
        self._beside = self._told(beside)

    def of(self, portion: Site) -> bytes:
        """The digest of a portion; b"" where something in it cannot be told."""
        try:
            return digest(self._beside, self._told(tuple(map(_ordered, _FIELDS(portion)))))
        except (pickle.PicklingError, TypeError, ValueError, AttributeError, RecursionError):
            return b""

    def _told(self, value: object) -> bytes:
        made = io.BytesIO()
        writer = _Writer(made, self._often, value)
        writer.fast = True  # by its content alone, not by which values happen to be the same object
        writer.dump(value)
        return digest(bytes(made.getbuffer()))

    def _often(self, value: object) -> bytes:
        found = self._known.get(id(value))
        if found is None:
            found = self._known[id(value)] = (value, self._told(value))  # held, so that its number stays its own
        return found[1]


class _Writer(pickle.Pickler):
    """Writes records field by field. often: the digest of what comes many times; whole: what is written itself."""

    fast: bool

    def __init__(self, file: io.BytesIO, often: Callable[[object], bytes], whole: object) -> None:
        super().__init__(file, 5)
        self._often, self._whole = often, whole

    def reducer_override(self, obj: Any) -> Any:
        cls = type(obj)
        if cls in _OFTEN and obj is not self._whole:
            return bytes, (self._often(obj),)
        values = _VALUES.get(cls)
        if values is None:
            values = _VALUES[cls] = _values(cls)
        return (cls, values(obj)) if values is not _NONE else NotImplemented


def _none(_: Any) -> tuple[Any, ...]:
    return ()


_NONE: Values = _none
_VALUES: dict[type, Values] = {}


def _values(cls: type) -> Values:
    """What takes the values of a record out of it; _NONE for what is no record."""
    if not is_dataclass(cls):
        return _NONE
    names = [field.name for field in fields(cls)]
    if any("set[" in str(field.type).lower() for field in fields(cls)):
        return lambda one: tuple(_in_order(getattr(one, name)) for name in names)
    if len(names) < 2:
        return lambda one: tuple(getattr(one, name) for name in names)
    return attrgetter(*names)


def _ordered(value: object) -> object:
    """A set in order, as each run has an order of its own for it; anything else as it is."""
    return tuple(sorted(value)) if isinstance(value, frozenset) else value


def _in_order(value: object) -> object:
    return {key: _ordered(one) for key, one in value.items()} if isinstance(value, Mapping) else _ordered(value)
