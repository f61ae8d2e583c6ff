"""Writes docs/tables.md: every table and column of `casekit export`, in words.

`python tools/tables.py [--check]`; with --check nothing is written, and the exit code is 1 where it is out of date.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from casekit.register.tables.all import TABLES
from casekit.register.tables.figures import FIGURES
from casekit.register.tables.table import HEAD, Column, Table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "tables.md"

START = """# Tables for other programs

<!-- Written by `python tools/tables.py`; change what casekit/register/tables says instead. -->

`casekit export DIR` writes what is committed as tables, and `casekit query` asks the same tables in SQL:

```console
$ casekit export build/export --format csv,xlsx,parquet
$ casekit query "SELECT team, count(*) AS audits FROM audits WHERE counted GROUP BY team ORDER BY team"
```

| `--format` | is |
|---|---|
| `csv` | a file for each table; UTF-8 with a byte order mark, so that Excel reads it |
| `jsonl` | a file for each table, a JSON object on each line |
| `xlsx` | one workbook, a sheet for each table |
| `parquet` | files in folders by authority and month, to be pooled; needs `pip install 'casekit[data]'` |
| `ics` | a calendar for each owner of open actions, `calendars/OWNER.ics`: ids and deadlines alone |

Every format has the same tables and columns. `tables.json` beside them says what each column means, from which commit
they were made, on which day and for whom. The same commit, day and audience give the same files.

- **Audiences.** For `board` and `public` there is one table alone, [`figures`](#figures): closed months, small numbers
  left out. The others are for the team and the service. With `--audience service` the columns marked “team” are left
  out: they hold what somebody typed. Values that neither a
  form nor `people.yaml` declares are empty, and whom an audit names by a reference has a number.
- **Calendars** hold each open action that has a deadline, under an id of its own: taken in again, an entry
  replaces itself, also when the deadline was moved. The messages of `casekit remind` know it by the same id.
- **Nothing is a formula.** In CSV a text that a spreadsheet would take for one has an apostrophe in front; in the
  other formats texts are exactly what was written, with dots in place of what identifies somebody.
- **Nothing there, not nought.** An empty cell (`null`) says that there is nothing: no answer, no grade, no day.
- **Forms are not pooled.** Every row with a grade carries the form and its version. To add up grades of different
  forms, or of two versions, is a decision that somebody has to make and write down.
- **Pooling.** In the folders `authority_key=…` and `month_key=…` the keys only name folders. Put the folders of
  several authorities beside each other and read them as one table, as `spark.read.parquet("pooled/audits")` does.

`casekit query` takes one `SELECT`, at the most a minute, and gives at the most 100,000 rows or 64 MiB, with `--format
text`, `csv` or `json`. Its database holds these tables and can read no file, no network and no setting. A query worth
keeping goes into `queries/NAME.sql`, with what it answers in a comment on its first line; `casekit query --list`
names them, and `casekit query --saved NAME` asks. The report has a page with each saved query that is committed and
its answer from the tables of its audience, asked anew at each build; for the board and the public those that the table
of figures answers. What identifies a child is masked in it. A query with a clock or a random number in it makes a page
that is another one each time.

## How every row begins
"""


def page() -> str:
    """The whole page."""
    parts = [START, *_columns(HEAD)]
    for table in TABLES:
        parts += ["", f"## {table.name}", "", f"{table.says} Rows are told apart by {_key(table)}.", ""]
        parts += _columns(table.columns[len(HEAD) :])
    parts += ["", f"## {FIGURES.name}", "", f"{FIGURES.says} Rows are told apart by {_key(FIGURES)}.", ""]
    parts += _columns(FIGURES.columns)
    return "\n".join(parts) + "\n"


def _columns(columns: tuple[Column, ...]) -> Iterator[str]:
    yield from ("| column | holds | means |", "|---|---|---|")
    for column in columns:
        kind = column.kind.value + (", team" if column.wrote else "")
        yield f"| `{column.name}` | {kind} | {column.says} |"


def _key(table: Table) -> str:
    *first, last = (f"`{name}`" for name in table.key)
    return f"{', '.join(first)} and {last}" if first else last


def main() -> int:
    """Writes the page, or says whether it is as it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the page is out of date")
    if not parser.parse_args().check:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
        return 0
    if PAGE.read_text("utf-8") == page():
        return 0
    sys.stderr.write("docs/tables.md is out of date: run python tools/tables.py\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
