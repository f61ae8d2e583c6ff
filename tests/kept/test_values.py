"""Values as bytes: the same again, and nothing but values of the listed classes."""

import os
import pickle
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.kept import values
from casekit.kept.values import Codec, Unknown


class Colour(Enum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    colour: Colour = Colour.RED
    more: tuple[object, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    leaves: Mapping[str, Leaf] = field(default_factory=dict)
    on: date | None = None
    unseen: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Stranger:
    name: str


@dataclass(frozen=True, slots=True)
class One:
    value: bool | None


CODEC = Codec([Colour, Leaf, Tree, One], alike=[One(None), One(True)])
plain = st.one_of(
    st.text(),
    st.integers(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.fractions(),
    st.floats(allow_nan=False),
    st.frozensets(st.text(), max_size=1),
    st.builds(One, st.sampled_from([None, True, False])),
)
leaves = st.builds(Leaf, st.text(), st.sampled_from(Colour), st.lists(plain).map(tuple), st.text())
trees = st.builds(Tree, st.dictionaries(st.text(), leaves), st.none() | st.dates(), st.text())


@settings(max_examples=50)
@given(st.lists(plain | leaves | trees, max_size=4).map(tuple))
def test_a_value_is_the_same_again(value: object) -> None:
    again = CODEC.unpack(CODEC.pack(value))
    assert (again, repr(again), type(again)) == (value, repr(value), type(value))


def test_a_field_that_is_not_compared_is_kept_too() -> None:
    assert CODEC.unpack(CODEC.pack(Tree(unseen="here"))).unseen == "here"


def test_what_is_shared_is_the_same_object() -> None:
    part = Leaf("shared")
    codec = Codec([Colour, Leaf], parts=[part])
    one, other = codec.unpack(codec.pack((part, Leaf("shared"))))
    assert one is part
    assert other == part
    assert other is not part


@pytest.mark.parametrize(
    "value", [Stranger("x"), {"deep": [Stranger("x")]}, print, Stranger, lambda: None, Path("x"), b"x" * 0 or object()]
)
def test_what_is_not_listed_is_not_written(value: object) -> None:
    with pytest.raises(Unknown):
        CODEC.pack(value)


class Hostile:
    def __init__(self, *call: object) -> None:
        self._call = call

    def __reduce__(self) -> tuple[object, ...]:
        function, *arguments = self._call
        return function, tuple(arguments)


@pytest.mark.parametrize("function", [os.system, eval, exec, os.mkdir, open, getattr, pickle.loads, Stranger])
def test_nothing_else_is_called(function: object, tmp_path: Path) -> None:
    there = str(tmp_path / "there")
    with pytest.raises(Unknown):
        CODEC.unpack(zlib.compress(pickle.dumps(Hostile(function, there))))
    assert not os.path.lexists(there)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no value",
        zlib.compress(b""),
        zlib.compress(b"no value"),
        zlib.compress(pickle.dumps(Leaf("x")))[:-1],
        zlib.compress(b"(" * 100_000 + b"."),
        zlib.compress(b"\x80\x05K\x63Q."),
        zlib.compress(b"\x80\x05\x8c\x01xQ."),
        zlib.compress(b"cdatetime\ndate\n(tR."),
    ],
)
def test_bytes_that_are_no_value_are_none(raw: bytes) -> None:
    with pytest.raises(Unknown):
        CODEC.unpack(raw)


def test_a_value_that_would_fill_the_memory_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "MOST", 1000)
    assert CODEC.unpack(CODEC.pack("x" * 900)) == "x" * 900
    with pytest.raises(Unknown):
        CODEC.unpack(CODEC.pack("x" * 2000))


def test_moments_and_numbers_are_exact() -> None:
    given = (datetime(2026, 10, 31, 9, 30), Fraction(1, 3), 0.1, 10**30, True, 1, 1.0)
    assert repr(CODEC.unpack(CODEC.pack(given))) == repr(given)
