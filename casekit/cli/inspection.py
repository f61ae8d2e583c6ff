"""An inspection pack: chosen audits as one document, each whole and with its history."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from casekit import __version__
from casekit.cli.building import about_of
from casekit.cli.committed import checked_out, committed
from casekit.cli.reporting import parsed_formats
from casekit.days import written
from casekit.model.corpus import AuditCase, Corpus
from casekit.publish.audit import AuditBody, plan_audit
from casekit.publish.blocks import Block as Piece
from casekit.publish.context import Site, gather
from casekit.publish.format import month
from casekit.publish.page import Cell, Fact, Prose, Table
from casekit.publish.reader import OUTSIDE, reader
from casekit.publish.sections import SectionView
from casekit.report.blocks import Block, Document, Grid, Heading, Points, Quote, Words
from casekit.report.files import report_file
from casekit.stop import USAGE, Stop
from casekit.words import count, ending, shown

NAME = "inspection-pack"
FORMATS = ("html", "pdf", "docx", "md")
MOST = 200
"""So many audits a pack may hold."""


def make_pack(
    start: Path, audits: Sequence[str], formats: str, readers: str, given: date | None, then: str = ""
) -> Mapping[str, bytes]:
    """The pack in each format; Stop(2) for an audit that is not there. Whoever gets figures alone gets none."""
    chosen = parsed_formats(formats, FORMATS)
    commit = checked_out(start, then)
    if readers in OUTSIDE:
        raise Stop(USAGE, f"an inspection pack holds single audits, and so none is made for the {readers}.")
    whole = committed(commit, given)
    about = about_of(commit, whole.corpus.policy)
    site = gather(whole.corpus, whole.told, whole.problems, whole.today, reader(readers), about)
    cases = tuple(_found(whole.corpus, audits))
    document = Document(
        title=f"Inspection pack: {count(len(cases), 'audit')}",
        authority=whole.corpus.policy.authority,
        marking=whole.corpus.policy.marking,
        whom=site.reader.whom,
        made=f"Made by casekit {__version__} from commit {commit.id[:10]}, counted on {written(whole.today)}.",
        day=written(whole.today),
        blocks=tuple(_blocks(site, cases)),
    )
    return {name: report_file(name, document, whole.today, {}) for name in chosen}


def _found(corpus: Corpus, audits: Sequence[str]) -> Iterator[AuditCase]:
    by_id = {case.audit.id: case for case in reversed(corpus.audits)}
    if len(audits) > MOST:
        raise Stop(USAGE, f"a pack holds at most {MOST} audits; make several.")
    for id in dict.fromkeys(audits):
        if id not in by_id:
            unread = any(broken.id == id for broken in corpus.broken)
            why = "cannot be read as an audit; casekit lint says why." if unread else f"is not here{ending(id, by_id)}"
            raise Stop(USAGE, f"the audit {shown(id)} {why}")
        yield by_id[id]


def _blocks(site: Site, cases: Sequence[AuditCase]) -> Iterator[Block]:
    bodies = [(case, plan_audit(site, case).body) for case in cases]
    yield Heading(2, "The audits")
    rows = tuple(
        (site.audit_title(case.audit), month(case.audit.month), site.team(case.audit.case.team), _cell(body.grade))
        for case, body in bodies
        if isinstance(body, AuditBody)
    )
    yield Grid("Audits in this pack", ("Audit", "Month", "Team", "Overall"), rows, numbers=4)
    if not site.history.complete:
        yield Words("The git history is incomplete here: earlier changes may be missing from the lives of audits.")
    for case, body in bodies:
        if isinstance(body, AuditBody):
            yield Heading(2, f"Audit {site.audit_title(case.audit)}")
            yield from _audit(body)


def _audit(body: AuditBody) -> Iterator[Block]:
    yield Words(f"Overall: {_cell(body.grade)}.")
    if body.notices:
        yield Points(tuple(notice.text for notice in body.notices))
    yield from _facts("About this audit", body.facts)
    yield from _table(body.grades)
    if body.skipped:
        yield Words(body.skipped)
    for section in body.sections:
        yield from _section(section)
    for piece in body.blocks:
        yield from _piece(piece)


def _section(section: SectionView) -> Iterator[Block]:
    grade = f": {section.grade.text}" if section.grade is not None else ""
    yield Heading(3, f"{section.title}{grade}")
    yield from map(Words, (*(limit.text for limit in section.limits), *section.says))
    yield from _texts(section.boxes)
    yield from _table(section.table)


def _piece(piece: Piece) -> Iterator[Block]:
    yield Heading(3, piece.title)
    if piece.says:
        yield Words(piece.says)
    yield from _facts(piece.title, piece.facts)
    for table in piece.tables:
        yield from _table(table)
    yield from _texts(piece.texts)


def _facts(caption: str, facts: Iterable[Fact]) -> Iterator[Block]:
    rows = tuple((fact.label, "; ".join(value.text for value in fact.values)) for fact in facts)
    if rows:
        yield Grid(caption, ("What", "On record"), rows, numbers=2)


def _table(table: Table | None) -> Iterator[Block]:
    if table is not None:
        columns = tuple(column.text for column in table.columns)
        if table.rows:
            yield Grid(
                table.caption, columns, tuple(tuple(map(_cell, row)) for row in table.rows), numbers=len(columns)
            )
        else:
            yield Words(table.empty)


def _cell(cell: Cell) -> str:
    """A cell as text: what it says, its smaller line, and its list."""
    return "; ".join(filter(None, (cell.text, cell.note, *cell.lines)))


def _texts(texts: Iterable[Prose]) -> Iterator[Block]:
    for prose in texts:
        yield Heading(4, " ".join(filter(None, (prose.title, prose.note))))
        yield Quote(_plain(str(prose.html)))


def _plain(markup: str) -> str:
    """The text of a page's own HTML, with its paragraphs and lines."""
    broken = re.sub(r"<br>|</(?:p|li|h\d|tr|pre|blockquote)>", "\n", markup)
    lines = html.unescape(re.sub(r"<[^>]*>", "", broken)).split("\n")
    return "\n\n".join(line for line in lines if line.strip())
