"""What a schema complains of, said to a manager: what stands there, what belongs there, and what was perhaps meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from casekit.conform.schemas import quick, validator
from casekit.model.document import Value
from casekit.problem import Remark, Route
from casekit.rubric.instances import is_reference
from casekit.words import count, ending, listing, shown

KINDS = {
    dict: "a group of lines",
    list: "a list",
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
}
TYPES = {"object": "a group of lines", "array": "a list", "string": "text", "integer": "a whole number"}
PRIVATE = "never a name"
"""Where a schema says this, the value is not repeated: somebody may have typed a child's name."""


def conform(name: str, data: Value) -> list[Remark]:
    """Everything in which data departs from the schema of that name, in the order of the file."""
    sound = quick(name)
    if sound is not None and sound(data):
        return []
    errors = validator(name).iter_errors(data)
    return [_quiet(remark) for error in errors for remark in _remarks(error, data)]


def _quiet(remark: Remark) -> Remark:
    """The remark, private where its route leads through one of several who is called by no reference."""
    named = (step for above, step in pairwise(remark.route) if above == "each")
    return replace(remark, private=True) if not all(is_reference(str(step)) for step in named) else remark


def _remarks(error: Any, data: Value) -> Iterator[Remark]:
    route: Route = tuple(error.absolute_path)
    at = place(route, data)
    if "propertyNames" in error.absolute_schema_path:
        route = (*route, str(error.instance))
    said = _says(error)
    match error.validator:
        case "required":
            for key in error.validator_value:
                if isinstance(error.instance, dict) and key not in error.instance and f"'{key}'" in error.message:
                    yield Remark((*route, key), f"{at}'{key}' is missing.", _hint(error, key))
        case "additionalProperties":
            known = list(error.schema.get("properties", {}))
            for key in error.instance:
                if key not in known:
                    yield Remark(
                        (*route, key),
                        f"{at}'{shown(str(key))}' is not a key that belongs here{ending(str(key), known)}",
                        f"Keys that belong here: {listing(known)}.",
                        at_key=True,
                    )
        case "type":
            yield Remark(route, f"{at}{_kind(error.instance)} stands where {said} belongs.")
        case "enum":
            allowed = [str(v) for v in error.validator_value if v is not None]
            typed = shown(str(error.instance))
            yield Remark(route, f"{at}'{typed}' is not one of {listing(allowed, 'or')}{ending(typed, allowed)}")
        case "maxLength" | "maxItems" | "maxProperties":
            unit = {"maxLength": "character", "maxItems": "entry", "maxProperties": "entry"}[str(error.validator)]
            most = count(error.validator_value, unit, "entries" if unit == "entry" else "characters")
            yield Remark(route, f"{at}there is more here than fits: at most {most}.")
        case "minItems" | "minLength":
            yield Remark(route, f"{at}nothing stands where {said} belongs.")
        case _:
            if PRIVATE in said:
                yield Remark(route, f"{at}what stands there is not {said}.")
            else:
                yield Remark(route, f"{at}'{shown(str(error.instance), 40)}' is not {said}.")


def place(route: Route, data: Value) -> str:
    """Where a route leads, in words, ending in ": "; a list's entry is called by its id where it has one.

    Who answers a section with others is called by a random reference or by a number: no name is repeated.
    """
    words: list[str] = []
    node: Any = data
    for number, step in enumerate(route):
        siblings = list(node) if isinstance(node, dict) else []
        node = node[step] if isinstance(node, dict | list) else None  # type: ignore[index]
        name = node.get("id") if isinstance(node, dict) else None
        if isinstance(step, int):
            words.append(name if isinstance(name, str) else str(step + 1))
        elif number and route[number - 1] == "each" and not is_reference(step):
            words.append(f"entry {siblings.index(step) + 1}" if step in siblings else "an entry")
        else:
            words.append(shown(step, 40))
    return f"{' > '.join(words)}: " if words else ""


def _says(error: Any) -> str:
    said = error.schema.get("x-says") if isinstance(error.schema, dict) else None
    if said:
        return str(said)
    types = error.schema.get("type", []) if isinstance(error.schema, dict) else []
    kinds = [TYPES[t] for t in ([types] if isinstance(types, str) else types) if t in TYPES]
    return listing(kinds, "or") or "what belongs here"


def _kind(instance: object) -> str:
    return "nothing" if instance is None else KINDS.get(type(instance), "something else")


def _hint(error: Any, key: str) -> str:
    said = error.schema.get("properties", {}).get(key, {}).get("x-says")
    return f"Add a line '{key}:' with {said}." if said else f"Add '{key}:'."
