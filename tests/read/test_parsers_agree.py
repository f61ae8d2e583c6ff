"""PyYAML's two parsers: where both accept a text, the loader gives the same values, problems and places.

Where only one accepts, the texts below say which; each is one that nobody writes on purpose.
"""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.problem import Problem
from casekit.read.codes import CODES
from casekit.read.places import spans
from casekit.read.strict import load

pytestmark = pytest.mark.skipif(not yaml.__with_libyaml__, reason="this PyYAML has only one parser")

ONLY_C = ["a\t", "a: b\t", "- b\t\n", "{a: b\t}", "a: |# c\n  x", "a: >-\t\n  x", "a: |-# c\n  x"]
ONLY_PURE = ["a: >-\n \t", "a: |\n \tb", "[c:]", "{c:}", "{c:, d: e}"]


def errors(problems: list[Problem]) -> list[Problem]:
    return [p for p in problems if CODES[p.code].severity == "error"]


def accepted(text: str, *, pure: bool) -> bool:
    return not any(p.code == "CK005" for p in load("a.md", text, pure=pure)[1])


@pytest.mark.parametrize("text", ONLY_C)
def test_only_the_c_parser_accepts(text: str) -> None:
    assert (accepted(text, pure=False), accepted(text, pure=True)) == (True, False)


@pytest.mark.parametrize("text", ONLY_PURE)
def test_only_the_pure_parser_accepts(text: str) -> None:
    assert (accepted(text, pure=False), accepted(text, pure=True)) == (False, True)


FRAGMENTS = st.sampled_from(
    [
        *("a", "b: ", "c:", "k: v\n", "word two", "-", "- ", "? ", ": ", ":", "true", "12", "1.5", "~", "<<"),
        *("{", "}", "[", "]", ", ", ",", "{a: b}", "[a, b]", "'", '"', "'s'", '"q"', "\\n", "\\x41", "\\u202e"),
        *("|", "|-", ">", ">-", ">+", "|2", "#", " #", "# c", "  # c", "é", "😀", "@", "`", "&x ", "*x", "!t ", "! "),
        *("\n", "\n", "\n", "\n  ", "\n    ", "\n ", "  ", " ", "\n\n", "\n---\n", "\n...\n"),
    ]
)


@settings(max_examples=400)
@given(st.lists(FRAGMENTS, max_size=16).map("".join))
def test_what_both_accept_is_the_same(text: str) -> None:
    data, problems = load("a.md", text)
    pure_data, pure_problems = load("a.md", text, pure=True)
    if errors(problems) or errors(pure_problems):
        return
    assert (data, problems) == (pure_data, pure_problems)
    assert repr(data) == repr(pure_data)
    assert spans(text, 1) == spans(text, 1, pure=True)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**14), 10**14)
    | st.text(st.characters(exclude_categories=["C", "Z"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdefé😀", min_size=1, max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text("xyz", min_size=1), VALUES, max_size=4), st.booleans())
def test_what_yaml_writes_comes_back_by_both(data: dict[str, object], flow: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow)
    for pure in (False, True):
        assert load("a.md", text, pure=pure) == (data, [])
    assert spans(text, 1) == spans(text, 1, pure=True)
