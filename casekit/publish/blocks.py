"""Parts of an audit's page that stand under a heading of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casekit.model.audit import Audit, Box
from casekit.publish.context import Site
from casekit.publish.markdown import narrative
from casekit.publish.page import Cell, Fact, Prose, Table
from casekit.rubric.model import Form


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page: a sentence, facts, tables and texts, each of which may be missing.

    id is unique on the page and leads to it.
    """

    id: str
    title: str
    says: str = ""
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    texts: tuple[Prose, ...] = ()


def person_cell(site: Site, id: str, page: str, *, tone: str = "", note: str = "") -> Cell:
    """A person in a table."""
    link = site.person(id, page)
    return Cell(link.text, link.href, tone, note=note)


def box_texts(site: Site, audit: Audit, form: Form, boxes: Mapping[str, Box], page: str) -> Iterator[Prose]:
    """The boxes of a part of the form that others fill in, in the form's order; none for who reads no free text."""
    if not site.reader.wrote:
        return
    order = [id for id in form.boxes if id in boxes] + [id for id in boxes if id not in form.boxes]
    for id in order:
        title = form.boxes[id].title if id in form.boxes else id
        yield Prose(title, narrative(boxes[id].text, 4, links=site.links, page=page, source=audit.path))
