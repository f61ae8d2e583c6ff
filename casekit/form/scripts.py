"""The page's script and style: the files they are made of, in the order in which they stand in the page."""

from __future__ import annotations

from casekit.resources import resource

LOGIC = ("numbers", "days", "timescales", "standing", "grades", "logic")
"""What works out what applies, and which limits and timescales take effect."""

WRITING = ("write",)
"""What writes an audit as text."""

EVERYTHING = (*LOGIC, *WRITING, "audit", "missing", "elements", "files", "lists", "parts", "sections", "page")
"""The whole script of an audit's page, which begins with the last."""

SLIP = ("days", "audit", "elements", "files", "lists", "saying", "slip")
"""The script of a moderator's, practitioner's or owner's page, which begins with the last."""


def script(names: tuple[str, ...]) -> str:
    """Those parts of the script, one after the other."""
    return '"use strict";\n' + "".join(_read(f"{name}.js") for name in names)


def style() -> str:
    """How the page looks."""
    return _read("form.css")


def _read(name: str) -> str:
    return (resource("site") / "form" / name).read_text("utf-8")
