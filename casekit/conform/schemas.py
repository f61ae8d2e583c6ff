"""The schemas that travel with casekit, as validators that fetch nothing and read patterns as the standard does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry

from casekit.days import parse_day, parse_moment
from casekit.resources import resource

NAMES = ("audit", "people", "casekit", "programme", "rewrites", "sample", "slip", "mapping")
_formats = FormatChecker(formats=())


@_formats.checks("day")
def _is_day(value: object) -> bool:
    return not isinstance(value, str) or parse_day(value) is not None


@_formats.checks("moment")
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or (parse_day(value) or parse_moment(value)) is not None


@_formats.checks("timezone")
def _is_timezone(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@cache
def whole(pattern: str) -> re.Pattern[str]:
    """The pattern as the standard means it: "$" is the very end, where Python's would let a line break follow.

    ValueError for a pattern that is not anchored at both ends or uses a class that differs between languages.
    """
    if not (pattern.startswith("^") and pattern.endswith("$")) or re.search(r"\\[dwsDWSbB]", pattern):
        raise ValueError(f"pattern {pattern} must stand between ^ and $ and spell out its characters")
    return re.compile(pattern[:-1] + r"\Z", re.ASCII)


def _pattern(_: Any, pattern: str, instance: object, __: object) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not whole(pattern).match(instance):
        yield ValidationError(f"does not match {pattern}")


_Validator = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, validators={"pattern": _pattern}
)


@cache
def schema(name: str) -> dict[str, Any]:
    """The schema of that name (audit, people, casekit or programme) as data."""
    loaded: dict[str, Any] = json.loads((resource("schema") / f"{name}.schema.json").read_text("utf-8"))
    return loaded


@cache
def validator(name: str) -> Any:
    """A validator for that schema, with formats checked and a registry that knows nothing from elsewhere."""
    whole_schema = schema(name)
    return _Validator(inlined(whole_schema, whole_schema), registry=Registry(), format_checker=_formats)


@cache
def quick(name: str) -> Callable[[Any], bool] | None:
    """A native check that says only yes or no, where the extra "fast" is installed; it agrees with validator(name)."""
    try:
        import jsonschema_rs
    except ImportError:
        return None
    checks = {check: _formats.checkers[check][0] for check in _formats.checkers}
    native = jsonschema_rs.validator_for(schema(name), formats=checks, validate_formats=True)
    return native.is_valid


def inlined(node: Any, root: dict[str, Any]) -> Any:
    """The schema with each reference into its own $defs replaced by what it refers to, which halves the checking.

    None of the schemas refers to itself in a circle.
    """
    if isinstance(node, list):
        return [inlined(item, root) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return inlined(root["$defs"][node["$ref"].removeprefix("#/$defs/")], root)
    return {key: inlined(value, root) for key, value in node.items() if key != "$defs"}
