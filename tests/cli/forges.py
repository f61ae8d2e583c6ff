"""What the forges take as a pipeline, written down from their own documents, as narrow as the kit needs it.

Only the keys that the kit uses are let through, each with the values that its forge allows there: a misspelt key, or
one that stands a level too high, is refused.
"""

from __future__ import annotations

from typing import Any

import yaml
from jsonschema import Draft202012Validator

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
TEXTS = {"type": "array", "minItems": 1, "uniqueItems": True, "items": TEXT}
LINES = {"type": "array", "items": TEXT}
ENV = {"type": "object", "minProperties": 1, "propertyNames": {"pattern": "^[A-Z_]+$"}, "additionalProperties": TEXT}
MINUTES = {"type": "integer", "minimum": 1, "maximum": 360}


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    """An object with these keys and no others."""
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


CRON = closed(["cron"], cron={"type": "string", "pattern": r"^[0-9*,/-]+( [0-9*,/-]+){4}$"})

# GitHub ---------------------------------------------------------------------------------------------------------------

PINNED = {"type": "string", "pattern": r"^[a-z-]+/[a-z-]+@[0-9a-f]{40}$"}
CHECKOUT = closed(
    ["uses", "with"],
    uses={"type": "string", "pattern": r"^actions/checkout@[0-9a-f]{40}$"},
    **{"with": closed(["fetch-depth", "persist-credentials"], **{
        "fetch-depth": {"const": 0}, "persist-credentials": {"const": False}})},
)  # fmt: skip
USES = closed(["uses", "with"], uses=PINNED, **{"with": {"type": "object", "minProperties": 1}})
RUN = closed(["name", "run"], name=TEXT, run={"type": "string", "not": {"pattern": r"\$\{\{"}}, env=ENV)
INPUT = {
    "type": "object",
    "required": ["description", "type"],
    "additionalProperties": False,
    "properties": {
        "description": TEXT,
        "required": {"type": "boolean"},
        "default": TEXT,
        "type": {"enum": ["choice", "string", "boolean"]},
        "options": TEXTS,
    },
    "if": {"properties": {"type": {"const": "choice"}}},
    "then": {"required": ["options"]},
    "else": {"not": {"required": ["options"]}},
}
READ_ONLY = closed(["contents"], contents={"const": "read"})
GITHUB = closed(
    ["name", "on", "permissions", "jobs"],
    name=TEXT,
    on={
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {
            "pull_request": {"type": "null"},
            "push": closed(["branches"], branches=TEXTS),
            "schedule": {"type": "array", "minItems": 1, "items": CRON},
            "workflow_dispatch": closed(["inputs"], inputs={"type": "object", "additionalProperties": INPUT}),
        },
    },
    permissions=READ_ONLY,
    concurrency=closed(["group"], group=TEXT, **{"cancel-in-progress": {"type": "boolean"}}),
    jobs={
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": "^[a-z][a-z_-]*$"},
        "additionalProperties": closed(
            ["runs-on", "timeout-minutes", "steps"],
            name=TEXT,
            **{
                "if": TEXT,
                "runs-on": {"type": "string", "pattern": r"^ubuntu-[0-9]{2}\.[0-9]{2}$"},
                "timeout-minutes": MINUTES,
                "steps": {
                    "type": "array",
                    "minItems": 3,
                    "prefixItems": [CHECKOUT],
                    "items": {"oneOf": [USES, RUN]},
                },
            },
        ),
    },
)

# GitLab ---------------------------------------------------------------------------------------------------------------

RULES = {"type": "array", "minItems": 1, "items": closed(["if"], **{"if": {"type": "string", "pattern": r"^\$CI_"}})}
SPAN = {"type": "string", "pattern": "^[1-9][0-9]* (minutes|days)$"}
JOB = closed(
    ["rules", "script", "artifacts"],
    rules=RULES,
    script={**LINES, "minItems": 1},
    artifacts=closed(
        ["expire_in"],
        name=TEXT,
        when={"enum": ["always", "on_success", "on_failure"]},
        expire_in=SPAN,
        paths=TEXTS,
        reports=closed(["codequality"], codequality=TEXT),
    ),
)
GITLAB = {
    "type": "object",
    "required": ["variables", "workflow", "default"],
    "properties": {
        "variables": {
            "type": "object",
            "propertyNames": {"pattern": "^[A-Z_]+$"},
            "additionalProperties": {
                "oneOf": [
                    TEXT,
                    closed(["description", "value"], description=TEXT, value={"type": "string"}, options=TEXTS),
                ]
            },
        },
        "workflow": closed(["rules"], rules=RULES),
        "default": closed(
            ["image", "before_script"],
            image={"type": "string", "pattern": r"^python:3\.[0-9]+-[a-z]+$"},
            interruptible={"type": "boolean"},
            timeout=SPAN,
            before_script=LINES,
        ),
    },
    "additionalProperties": JOB,
}

# Azure ----------------------------------------------------------------------------------------------------------------

BRANCHES = closed(["branches"], branches=closed(["include"], include=TEXTS))
BASH = closed(
    ["bash", "displayName"], bash={"type": "string", "not": {"pattern": r"\$\{\{|\$\("}}, displayName=TEXT, env=ENV
)
STEP = {
    "oneOf": [
        BASH,
        closed(
            ["task", "inputs"], task={"const": "UsePythonVersion@0"}, inputs=closed(["versionSpec"], versionSpec=TEXT)
        ),
        closed(["publish", "artifact"], publish=TEXT, artifact={"type": "string", "pattern": "^[a-z-]+$"}),
    ]
}
WHOLE = closed(
    ["checkout", "fetchDepth", "persistCredentials"],
    checkout={"const": "self"},
    fetchDepth={"const": 0},
    persistCredentials={"const": False},
)
AZURE = closed(
    ["trigger", "pr", "schedules", "parameters", "pool", "jobs"],
    trigger=BRANCHES,
    pr=BRANCHES,
    schedules={
        "type": "array",
        "items": closed(
            ["cron", "displayName", "branches"],
            cron=CRON["properties"]["cron"],
            displayName=TEXT,
            branches=BRANCHES["properties"]["branches"],
            always={"type": "boolean"},
        ),
    },
    parameters={
        "type": "array",
        "items": closed(
            ["name", "displayName", "type", "default"],
            name={"type": "string", "pattern": "^[a-z]+$"},
            displayName=TEXT,
            type={"enum": ["string", "boolean", "number"]},
            default=TEXT,
            values=TEXTS,
        ),
    },
    pool=closed(["vmImage"], vmImage={"type": "string", "pattern": r"^ubuntu-[0-9]{2}\.[0-9]{2}$"}),
    jobs={
        "type": "array",
        "minItems": 1,
        "items": closed(
            ["job", "displayName", "condition", "timeoutInMinutes", "steps"],
            job={"type": "string", "pattern": "^[A-Za-z_]+$"},
            displayName=TEXT,
            condition=TEXT,
            timeoutInMinutes=MINUTES,
            steps={"type": "array", "minItems": 3, "prefixItems": [WHOLE], "items": STEP},
        ),
    },
)

TAKES = {"github": GITHUB, "gitlab": GITLAB, "azure": AZURE}


class Strict(yaml.SafeLoader):
    """YAML as the forges read it where they agree: on is a word, and no key stands twice."""


def _mapping(loader: Strict, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]  # type: ignore[no-untyped-call]
    assert len(keys) == len(set(keys)), f"a key stands twice: {keys}"
    return dict(zip(keys, (loader.construct_object(value, deep=True) for _, value in node.value), strict=True))  # type: ignore[no-untyped-call]


Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
Strict.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in found if sign not in set("oOyYnN")]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(text: str) -> Any:
    """A pipeline's data."""
    return yaml.load(text, Strict)


def wrong(forge: str, data: object) -> list[str]:
    """What the forge would not take, each with its place."""
    return [f"{list(e.absolute_path)}: {e.message[:200]}" for e in Draft202012Validator(TAKES[forge]).iter_errors(data)]


def scripts(forge: str, data: Any) -> list[tuple[str, str, dict[str, str]]]:
    """Each script of a pipeline: its job, its text, and the variables that the pipeline sets for it."""
    found: list[tuple[str, str, dict[str, str]]] = []
    if forge == "github":
        for name, job in data["jobs"].items():
            found += [(name, step["run"], step.get("env", {})) for step in job["steps"] if "run" in step]
    elif forge == "azure":
        for job in data["jobs"]:
            found += [(job["job"], step["bash"], step.get("env", {})) for step in job["steps"] if "bash" in step]
    else:
        for name, job in data.items():
            if name not in ("variables", "workflow", "default"):
                found.append((name, "\n".join([*data["default"]["before_script"], *job["script"]]), {}))
    return found
