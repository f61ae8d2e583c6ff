"""What has no place in the new version of a form: kept at the end of the audit, under a heading that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casekit.edit.canonical import item_lines, yaml_text
from casekit.edit.scalars import inline
from casekit.link.headings import KEPT
from casekit.model.document import Value
from casekit.problem import Route

LEVEL = 2
"""The level of the heading that they stand under, that of a section."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that was typed into the front matter at route. what: such as "the answer to 'Sleep' (sleep)"."""

    what: str
    value: Value
    route: Route


def title(ref: str) -> str:
    """The heading over what is kept from that version; no form has it, so lint shows it as text without a place."""
    return KEPT.format(ref)


def paragraphs(kept: Iterable[Kept]) -> Iterator[str]:
    """Each as Markdown: one line where it is short, else with what was typed as a quotation below."""
    for item in kept:
        head = item.what[:1].upper() + item.what[1:]
        typed = _typed(item.value)
        if "\n" in typed or isinstance(item.value, dict):
            quotation = "\n".join(f"> {line}".rstrip() for line in typed.split("\n"))
            yield f"{head}:\n\n{quotation}"
        else:
            yield f"{head}: {typed}"


def _typed(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return yaml_text(value).removesuffix("\n")
    if isinstance(value, list):
        if not any(isinstance(item, dict | list) for item in value):
            return ", ".join(map(_typed, value))
        return "\n".join(line for number, item in enumerate(value) for line in item_lines(("", number), item, ""))
    return inline(value)
