"""Writes the table of docs/clauses.md: which rules, items of forms, pages and commands serve each clause.

`python tools/clauses.py [--check]`

Rules and forms name their clauses themselves; commands and pages, and the reason for a clause that nothing serves,
stand in tools/clauses.yaml. With --check nothing is written, and the exit code is 1 where the page shows something
else. What is wrong with the data (an unknown clause, one that nothing serves without a reason) ends it with a sentence.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "clauses.md"
DATA = ROOT / "tools" / "clauses.yaml"
BEGIN, END = "<!-- written by tools/clauses.py -->\n", "<!-- end of what tools/clauses.py writes -->\n"
SHOWN = 3
"""So many items of a form are named; the rest is counted."""
Served = dict[str, list[str]]
"""By clause, what serves it, as it is shown."""


class Wrong(Exception):
    """The data contradicts itself; its text says where."""


def clauses(page: str) -> list[str]:
    """The ids of every clause that the page states, in its order."""
    return re.findall(r"^- \*\*([A-F][0-9]+a?)\*\* ", page, re.MULTILINE)


def by_rules(folder: Path) -> Served:
    """The rules that name a clause as their source."""
    found: Served = {}
    for path in sorted(folder.glob("CK*.md")):
        said = re.search(r"^Source: (.+)$", path.read_text("utf-8"), re.MULTILINE)
        for clause in re.findall(r"\b[A-F][0-9]+a?\b", said[1] if said else ""):
            found.setdefault(clause, []).append(f"[{path.stem}](rules/{path.name})")
    return found


def by_forms(folder: Path) -> Served:
    """The items of each form that name a clause: the first few by id, the others counted."""
    found: Served = {}
    for path in sorted(folder.glob("*.yaml")):
        items: dict[str, list[str]] = {}
        for clause, item in named(yaml.load(path.read_text("utf-8"), yaml.BaseLoader), path.stem):
            items.setdefault(clause, []).append(item)
        for clause, ids in items.items():
            own = [id for id in dict.fromkeys(ids) if id != path.stem]
            more = f" and {len(own) - SHOWN} more" if len(own) > SHOWN else ""
            told = ": " + ", ".join(f"`{id}`" for id in own[:SHOWN]) + more if own else ""
            found.setdefault(clause, []).append(f"{path.stem}{told}")
    return found


def named(node: object, id: str) -> Iterator[tuple[str, str]]:
    """Each clause that a `source` names anywhere in a form, with the id of the item around it."""
    if isinstance(node, list):
        for item in node:
            yield from named(item, id)
    if not isinstance(node, dict):
        return
    here = str(node.get("id", id))
    for key, inner in node.items():
        if key == "source":
            yield from ((str(clause), here) for clause in (inner if isinstance(inner, list) else [inner]))
        elif isinstance(inner, dict) and key in ("sections", "questions", "boxes", "dates", "scales", "each"):
            for name, item in inner.items():
                yield from named(item, str(name))
        else:
            yield from named(inner, here)


def declared(lines: Mapping[str, list[str]], shown: str) -> Served:
    """Commands or pages by clause."""
    found: Served = {}
    for name, ids in lines.items():
        for clause in ids:
            found.setdefault(clause, []).append(shown.format(name))
    return found


def table(page: str) -> str:
    """The table between the marks; Wrong where the data does not fit the clauses."""
    data = yaml.safe_load(DATA.read_text("utf-8"))
    columns = [
        by_rules(ROOT / "docs" / "rules"),
        by_forms(ROOT / "rubrics"),
        declared(data["commands"], "`{}`"),
        declared(data["pages"], "{}"),
    ]
    known, reasons = clauses(page), data["reasons"] or {}
    return laid_out(known, columns, reasons)


def laid_out(known: list[str], columns: list[Served], reasons: Mapping[str, str]) -> str:
    """The rows; Wrong where a clause is unknown, is served by nothing and has no reason, or has one without need."""
    named_anywhere = {clause for column in columns for clause in column if len(clause) > 1}
    if unknown := sorted((named_anywhere | set(reasons)) - set(known)):
        raise Wrong(f"docs/clauses.md states no clause {', '.join(unknown)}.")
    if bare := [clause for clause in known if clause not in named_anywhere | set(reasons)]:
        raise Wrong(f"Nothing serves {', '.join(bare)}; say what does, or under reasons why nothing does.")
    if needless := sorted(set(reasons) & named_anywhere):
        raise Wrong(f"Something serves {', '.join(needless)}, so there is no reason to give.")
    if short := sorted(clause for clause, why in reasons.items() if len(why.split()) < 5 or not why.endswith(".")):
        raise Wrong(f"The reason for {', '.join(short)} is no sentence.")
    rows = ["| clause | rules | forms | commands | pages |", "|---|---|---|---|---|"]
    for clause in known:
        cells = [", ".join(column.get(clause, ())) for column in columns]
        cells[1] = "; ".join(columns[1].get(clause, ()))
        if clause in reasons:
            cells[-1] = f"none: {reasons[clause]}"
        rows.append(f"| {clause} | " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"


def rewritten(page: str) -> str:
    """The page with its table as it should be."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise Wrong(f"{PAGE.name} has lost the marks between which the table stands.")
    return f"{before}{BEGIN}\n{table(page)}\n{END}{after}"


def main() -> int:
    """Writes the page, or says with --check whether it is as it should be."""
    page = PAGE.read_text("utf-8")
    try:
        new = rewritten(page)
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 1
    if "--check" in sys.argv[1:]:
        if new != page:
            print("docs/clauses.md is out of date: `python tools/clauses.py` writes it anew.", file=sys.stderr)
        return int(new != page)
    PAGE.write_text(new, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
