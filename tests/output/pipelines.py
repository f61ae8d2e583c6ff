"""What the consumers of reports take, written down from their own schemas and parsers, for tests to check against.

SARIF 2.1.0 has a schema of hundreds of definitions; here stand those that casekit writes, with the standard's bounds,
and nothing else is let through. The same for GitLab's code quality report and for the JUnit files that Jenkins,
GitLab and Azure read. How GitHub's runner and Azure's agent find commands in a log is retold as functions.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from jsonschema import Draft202012Validator

TEXT = {"type": "string", "minLength": 1}
MESSAGE = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": TEXT, "markdown": TEXT},
}
LINE = {"type": "integer", "minimum": 1}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "integer", "minimum": -1},
        "message": MESSAGE,
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "additionalProperties": False,
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"uri": {"type": "string", "pattern": r"^(?!/)(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"}},
                },
                "region": {
                    "type": "object",
                    "required": ["startLine"],
                    "additionalProperties": False,
                    "properties": {"startLine": LINE, "startColumn": LINE, "endLine": LINE, "endColumn": LINE},
                },
            },
        },
    },
}
RULE = {
    "type": "object",
    "required": ["id"],
    "additionalProperties": False,
    "properties": {
        "id": TEXT,
        "name": TEXT,
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"level": {"enum": ["none", "note", "warning", "error"]}},
        },
        "properties": {
            "type": "object",
            "properties": {"tags": {"type": "array", "uniqueItems": True, "items": TEXT}},
        },
    },
}
RESULT = {
    "type": "object",
    "required": ["message", "locations"],
    "additionalProperties": False,
    "properties": {
        "ruleId": TEXT,
        "ruleIndex": {"type": "integer", "minimum": -1},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": MESSAGE,
        "locations": {"type": "array", "minItems": 1, "items": LOCATION},
        "relatedLocations": {"type": "array", "uniqueItems": True, "items": LOCATION},
        "partialFingerprints": {"type": "object", "additionalProperties": TEXT},
        "suppressions": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "required": ["kind"],
                "additionalProperties": False,
                "properties": {
                    "kind": {"enum": ["inSource", "external"]},
                    "status": {"enum": ["accepted", "underReview", "rejected"]},
                    "justification": {"type": "string"},
                },
            },
        },
    },
}
SARIF = Draft202012Validator(
    {
        "type": "object",
        "required": ["version", "runs"],
        "additionalProperties": False,
        "properties": {
            "$schema": {"type": "string", "format": "uri"},
            "version": {"const": "2.1.0"},
            "runs": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["tool"],
                    "additionalProperties": False,
                    "properties": {
                        "tool": {
                            "type": "object",
                            "required": ["driver"],
                            "additionalProperties": False,
                            "properties": {
                                "driver": {
                                    "type": "object",
                                    "required": ["name"],
                                    "additionalProperties": False,
                                    "properties": {
                                        "name": TEXT,
                                        "version": TEXT,
                                        "rules": {"type": "array", "uniqueItems": True, "items": RULE},
                                    },
                                }
                            },
                        },
                        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                        "results": {"type": "array", "items": RESULT},
                    },
                },
            },
        },
    }
)

GITLAB = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "additionalProperties": False,
            "properties": {
                "description": TEXT,
                "check_name": TEXT,
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "additionalProperties": False,
                    "properties": {
                        "path": {"type": "string", "pattern": "^(?!/|\\./)."},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "additionalProperties": False,
                            "properties": {"begin": LINE, "end": LINE},
                        },
                    },
                },
            },
        },
    }
)

JUNIT = {
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, set(), {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped", "time"},
        {"name", "tests", "failures", "errors"},
        {"testcase"},
    ),
    "testcase": ({"name", "classname", "time"}, {"name"}, {"failure", "system-out"}),
    "failure": ({"message", "type"}, set(), set()),
    "system-out": (set(), set(), set()),
}
"""By element: the attributes that it may have, those that it must, and what may stand in it."""

NUMBERS = {"tests", "failures", "errors", "skipped", "time"}


def junit_faults(text: str) -> list[str]:
    """Where the XML is no JUnit report."""
    faults = []
    top = ElementTree.fromstring(text)
    if top.tag != "testsuites":
        faults.append(f"the report begins with {top.tag}")
    for element in top.iter():
        may, must, inner = JUNIT.get(element.tag, (set(), set(), set()))
        given = set(element.keys())
        if element.tag not in JUNIT:
            faults.append(f"{element.tag} is no element")
        faults += [f"{element.tag} has {name}" for name in given - may]
        faults += [f"{element.tag} lacks {name}" for name in must - given]
        faults += [f"{child.tag} stands in {element.tag}" for child in element if child.tag not in inner]
        faults += [f"{k}={element.get(k)}" for k in given & NUMBERS if not (element.get(k) or "").isdigit()]
    for suite in top.iter("testsuite"):
        failed = [test for test in suite if test.find("failure") is not None]
        if (suite.get("tests"), suite.get("failures")) != (str(len(list(suite))), str(len(failed))):
            faults.append(f"{suite.get('name')} counts wrongly")
    return faults


def github_commands(log: str) -> list[tuple[str, str, str]]:
    """The commands that GitHub's runner finds in a log: name, properties and message as it hands them on."""
    found = []
    for line in re.split(r"\r\n|\r|\n", log):
        text = line.lstrip()
        match = re.match(r"::([^\s:]+)(?: (.*?))?::(.*)", text)
        if match:
            found.append((match[1], match[2] or "", _github(match[3])))
        elif "##[" in line:
            found.append(("##[", "", line))
    return found


def _github(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def azure_commands(log: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands that Azure's agent finds in a log: name, properties and message as it hands them on.

    The agent looks for a command anywhere in a line.
    """
    found = []
    for line in re.split(r"\r\n|\r|\n", log):
        start = line.find("##vso[")
        if start >= 0 and "]" in line[start:]:
            head, _, message = line[start + len("##vso[") :].partition("]")
            name, _, given = head.partition(" ")
            pairs = [part.split("=", 1) for part in given.split(";") if part]
            found.append((name, {key: _azure(value) for key, value in pairs}, _azure(message)))
    return found


def _azure(text: str) -> str:
    for sign, written in (("\r", "%0D"), ("\n", "%0A"), ("]", "%5D"), (";", "%3B")):
        text = text.replace(written, sign)
    return text.replace("%AZP25", "%")
