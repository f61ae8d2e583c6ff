"""The council's saved queries, asked of the tables of a build: what stands on the site's page of queries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import PurePosixPath

from casekit.cli.querying import MOST, QUERIES, says
from casekit.export.ask import ask
from casekit.export.warehouse import Tables
from casekit.history.tree import Tree
from casekit.privacy.mask import Privacy
from casekit.publish.queries import Answer
from casekit.stop import Stop

MANY = 50
"""So many saved queries are asked for a site."""


def saved_in(tree: Tree) -> dict[str, str]:
    """The saved queries of a commit: name -> text, in order of name."""
    found = {}
    for path in tree.below(QUERIES):
        raw = tree.any_file(path) if path.endswith(".sql") and path.count("/") == 1 else None
        if raw is not None and len(raw) <= MOST:
            found[PurePosixPath(path).stem] = raw.decode("utf-8", "replace")
    return dict(sorted(found.items())[:MANY])


def words_of(saved: Mapping[str, str]) -> set[str]:
    """Every word of some queries: the names of the tables that they ask are among them."""
    return {word for sql in saved.values() for word in re.findall(r"\w+", sql.casefold())}


def answers(saved: Mapping[str, str], tables: Tables, mask: Privacy) -> Iterator[Answer]:
    """Each with its answer from these tables; what cannot be asked of them has a sentence that says so.

    Only tables that a query names are loaded. What identifies a child is masked, also in what the query itself says.
    """
    for name, sql in saved.items():
        said = mask.mask(says(sql)) or name
        named = {table: held for table, held in tables.items() if table in words_of({name: sql})}
        try:
            found = ask(named, sql)
        except Stop as stop:
            yield Answer(name, said, why=f"No answer here: {mask.mask(str(stop))}")
            continue
        rows = tuple(tuple(_plain(value, mask) for value in row) for row in found.rows)
        yield Answer(name, said, tuple(mask.mask(column) for column in found.columns), rows)


def _plain(value: object, mask: Privacy) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return mask.mask(str(value)) if isinstance(value, str | list | dict | tuple | bytes) else value
