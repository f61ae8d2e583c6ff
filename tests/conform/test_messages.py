"""What a schema complains of, said to a manager."""

import json
import socket
import time
from collections.abc import Iterator

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.conform import messages
from casekit.conform.messages import conform
from casekit.conform.schemas import NAMES, quick, schema, validator, whole
from casekit.problem import Remark

SOUND: dict[str, object] = {
    "id": "2026-10-0042",
    "rubric": "toy@1",
    "case": {"ref": "K7Q2M", "type": "plan", "team": "north-2"},
    "auditor": "p054",
    "period": {"from": "2026-04-15", "to": "2026-10-15"},
}


def said(**changes: object) -> list[Remark]:
    return conform("audit", {**SOUND, **changes})  # type: ignore[dict-item]


def test_a_sound_audit_is_silent() -> None:
    assert said() == []


@pytest.mark.parametrize(
    ("changes", "route", "message"),
    [
        ({"audtor": "p054"}, ("audtor",), "'audtor' is not a key that belongs here; did you mean auditor?"),
        (
            {"completed": "12/11/2026"},
            ("completed",),
            "completed: '12/11/2026' is not a day written 2026-10-15.",
        ),
        (
            {"completed": "2026-02-30"},
            ("completed",),
            "completed: '2026-02-30' is not a day written 2026-10-15.",
        ),
        (
            {"actions": [{"id": "a1", "due": "soon"}]},
            ("actions", 0, "due"),
            "actions > a1 > due: 'soon' is not a day written 2026-10-15.",
        ),
        ({"independent": "maybe"}, ("independent",), "independent: 'maybe' is not one of yes or no."),
        (
            {"actions": "none"},
            ("actions",),
            "actions: text stands where a list of actions, each beginning with '- id:' belongs.",
        ),
        (
            {"sections": {"a b": {}}},
            ("sections", "a b"),
            "sections: 'a b' is not an id of the form: letters, digits and hyphens.",
        ),
        ({"actions": [{}]}, ("actions", 0, "id"), "actions > 1: 'id' is missing."),
    ],
)
def test_each_mistake_is_one_sentence_at_its_place(
    changes: dict[str, object], route: tuple[str | int, ...], message: str
) -> None:
    assert [(r.route, r.message) for r in said(**changes)] == [(route, message)]


def test_what_is_missing_is_named_with_what_belongs_there() -> None:
    data = {key: value for key, value in SOUND.items() if key != "rubric"}
    (remark,) = conform("audit", data)  # type: ignore[arg-type]
    assert remark.message == "'rubric' is missing."
    assert remark.hint == "Add a line 'rubric:' with a form and its version, such as my-form@1."


@pytest.mark.parametrize("key", ["auditor", "case"])
def test_a_value_that_may_be_a_name_is_not_repeated(key: str) -> None:
    name = "Zebedee Quill"
    value: object = name if key == "auditor" else {"ref": name, "type": "plan"}
    (remark,) = said(**{key: value})
    assert name not in remark.message + remark.hint
    assert "never a name" in remark.message


def test_a_line_break_at_the_end_does_not_slip_past_a_pattern() -> None:
    assert said(auditor="p054\n")


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_are_sound_and_their_patterns_safe(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    for pattern in patterns(schema(name)):
        compiled = whole(pattern)
        start = time.perf_counter()
        for unit in ("a", "a-", "0", "A", "@", "-"):
            compiled.match(unit * 5000 + "!")
        assert time.perf_counter() - start < 1, pattern


@pytest.mark.parametrize("name", NAMES)
def test_every_list_and_text_has_a_bound(name: str) -> None:
    unbounded = [
        node for node in nodes(schema(name)) if ("items" in node and "maxItems" not in node) or node.get("uniqueItems")
    ]
    assert unbounded == []


def patterns(node: object) -> Iterator[str]:
    for inner in nodes(node):
        if isinstance(inner.get("pattern"), str):
            yield inner["pattern"]  # type: ignore[misc]


def nodes(node: object) -> Iterator[dict[str, object]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value)


def test_nothing_is_fetched_for_a_reference_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    stranger = type(validator("audit"))(
        {"$ref": "https://schemas.example/audit.json"}, registry=validator("audit")._registry
    )
    with pytest.raises(jsonschema.exceptions._WrappedReferencingError):
        list(stranger.iter_errors({}))


scalars = st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.floats(allow_nan=False) | st.text(max_size=20)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
)


@given(anything, st.sampled_from(NAMES), st.sampled_from(["", "case", "actions", "overall", "moderations", "dates"]))
def test_the_native_check_agrees_with_the_explaining_one(value: object, name: str, key: str) -> None:
    data = {**SOUND, key: value} if key else value
    native = quick(name)
    assert native is not None
    assert native(data) == (not list(validator(name).iter_errors(data)))


@pytest.mark.parametrize(
    "changes", [{}, {"completed": "2026-02-30"}, {"auditor": "p054\n"}, {"case": {"ref": "K7Q2M"}}]
)
def test_without_the_native_check_the_answer_is_the_same(
    changes: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_it = said(**changes)
    monkeypatch.setattr(messages, "quick", lambda name: None)
    assert said(**changes) == with_it


@given(anything, st.sampled_from(NAMES), st.sampled_from(["", *json.loads(json.dumps(list(SOUND)))]))
def test_nothing_that_a_file_can_hold_makes_it_crash(value: object, name: str, key: str) -> None:
    data = {**SOUND, key: value} if key else value
    for remark in conform(name, data):  # type: ignore[arg-type]
        assert remark.message.endswith((".", "?"))
        assert "\n" not in remark.message
