"""Values as bytes and back: only of classes that are listed, so that nothing but plain values comes out of a file.

The bytes are Python's own (pickle), the quickest there is, and dangerous in what others wrote. So a file is opened only
under this account's own seal (secret.py), and even then nothing is named in it but the listed classes, by their place
in the list, and those of days and fractions.
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from operator import attrgetter
from typing import Any

PLAIN = (date, datetime, Fraction)
"""Classes of Python's that pickle knows to write."""
MOST = 1 << 24
"""Bytes that one value may come to."""

Reduced = tuple[Any, tuple[Any, ...]]


class Unknown(Exception):
    """Something that is not listed, so that the value cannot be kept; or bytes that are no value."""


class Codec:
    """Writes and reads values of listed classes.

    parts: objects that many values share and that are told by their number. alike: values of one class that are told
    by their number wherever an equal one stands.
    """

    def __init__(self, classes: Iterable[type], parts: Sequence[object] = (), alike: Sequence[object] = ()) -> None:
        listed = (*PLAIN, *classes)
        shared = (*parts, *alike)
        numbers = {id(part): number for number, part in enumerate(parts)}
        equal = {one: number for number, one in enumerate(alike, len(parts))}
        common = frozenset(map(type, alike))
        known = {(cls.__module__, cls.__qualname__): cls for cls in listed}
        how = {cls: None if cls in PLAIN or issubclass(cls, Enum) else _reducer(cls) for cls in listed}

        class Writer(pickle.Pickler):
            def persistent_id(self, obj: Any) -> int | None:
                return equal.get(obj) if type(obj) in common else numbers.get(id(obj))

            def reducer_override(self, obj: Any) -> Any:
                if isinstance(obj, type) and obj in how:
                    return NotImplemented
                if type(obj) not in how:
                    raise Unknown(type(obj).__name__)
                reduce = how[type(obj)]
                return NotImplemented if reduce is None else reduce(obj)

        class Reader(pickle.Unpickler):
            def persistent_load(self, number: Any) -> Any:
                return shared[number]

            def find_class(self, module: str, name: str) -> Any:
                return known[module, name]

        self._writer, self._reader = Writer, Reader

    def pack(self, value: object) -> bytes:
        """The value as bytes; Unknown where something in it is not listed."""
        made = io.BytesIO()
        try:
            self._writer(made, 5).dump(value)
        except (pickle.PicklingError, TypeError, RecursionError) as error:
            raise Unknown(str(error)) from error
        return zlib.compress(made.getbuffer(), 1)

    def unpack(self, raw: bytes) -> Any:
        """The value in those bytes; Unknown where they are none."""
        try:
            unpacking = zlib.decompressobj()
            whole = unpacking.decompress(raw, MOST)
            if not unpacking.eof:
                raise Unknown("cut short, or too much")
            return self._reader(io.BytesIO(whole)).load()
        except Unknown:
            raise
        except Exception as error:  # whatever bytes may come to that are no value, it is not worth more than a miss
            raise Unknown(type(error).__name__) from error


def _reducer(cls: Any) -> Callable[[Any], Reduced]:
    """How a record is written: its class, and its fields but for those at the end that say nothing."""
    every = fields(cls)
    names = tuple(field.name for field in every)
    values = attrgetter(*names)
    usual = tuple(map(_usual, every))

    def reduce(record: Any) -> Reduced:
        given = values(record) if len(names) > 1 else (values(record),)
        end = len(given)
        while end and type(given[end - 1]) is type(usual[end - 1]) and given[end - 1] == usual[end - 1]:
            end -= 1
        return cls, given[:end]

    return reduce


def _usual(field: Field[Any]) -> Any:
    """What a field is where nothing is said, if that is nothing or empty."""
    value = field.default_factory() if field.default_factory is not MISSING else field.default
    return value if value is None or value in ("", (), {}) else MISSING
