"""One run of import, put together: an audit in a council's own form becomes a file, or its log of actions commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from casekit.cli import acting, session
from casekit.cli.accepting import accept
from casekit.cli.creating import a_month, form_of
from casekit.cli.forming import BLANK, prefilled
from casekit.cli.kept import keep, named
from casekit.cli.linting import Asked, lint_repository
from casekit.cli.wording import numbered, text_of, tracked
from casekit.days import parse_day
from casekit.edit.entries import NewAction
from casekit.edit.new import new_audit
from casekit.edit.save import place
from casekit.edit.typed import Begun
from casekit.form.content import Prefilled, with_spells
from casekit.form.mapping.found import Pieces, exact
from casekit.form.mapping.placed import known, placed
from casekit.form.word.back import Back, unplaced
from casekit.form.word.document import drawn
from casekit.form.word.spoken import spoken_day
from casekit.link.corpus import Surroundings, audit_paths, surroundings
from casekit.link.mappings import Columns, Mapped, mapped
from casekit.model.audit import Audit
from casekit.office.beside_sheet import letters
from casekit.office.package import MOST
from casekit.office.reading import opened
from casekit.office.sheets import ERRORS, sheet
from casekit.privacy.mask import privacy
from casekit.read.files import Folder
from casekit.read.place import find_root
from casekit.stop import USAGE, Stop
from casekit.words import count, fold, shown


@dataclass(frozen=True, slots=True)
class Imported:
    """What was said, and whether everything found its place."""

    lines: list[str]
    whole: bool


def import_word(
    start: Path, file: Path, mapping: Path, blank: Path | None, month: str, commit: bool, today: date | None
) -> Imported:
    """An audit in a document of the council's own, as an audit file."""
    root = find_root(start)
    source = Folder(root)
    around = surroundings(source)
    rules = mapped(mapping.name, _bytes(mapping))
    begin = _begun(around, rules, month or f"{session.civil_day(around.policy, today):%Y-%m}")
    form = drawn(begin, around.people, everything=True)
    known(form, rules, mapping.name)
    apart = {spot.called for spot in rules.places.values() if spot.way == "control"}.__contains__
    lines, beside = _own(blank, apart) if blank else (Counter[str](), set[str]())
    content = opened(_bytes(file)).read(apart)
    pieces = Pieces.of(content)
    made = Back(deepcopy(form.fields))
    placed(form, rules, pieces, made)
    made.kept += [f"No place for: {piece}" for piece in pieces.left(rules.own, lines)]
    beside |= set(map(exact, rules.own))
    made.kept += [f"Beside the text: {line}" for line in content.beside if exact(line) not in beside]
    made.kept += [f"{count(n, 'picture or object', 'pictures or objects')}" for n in content.pictures.values()]
    made.fields["id"] = numbered(made, begin.case.audit.rubric, begin.month)
    data = begin.document.data if isinstance(begin.document.data, dict) else {}
    text, got = text_of(around, begin, Begun(begin.case.rubric, data, form.fields, with_spells(data)), made.fields)
    made.kept += unplaced(form, made.fields, got)
    _unnamed(around, text)
    path = f"audits/{begin.month}/{made.fields['id']}.md"
    raw = text.encode()
    said = [_committed(start, path, raw, begin.month, today) if commit else _written(root, source, path, raw)]
    said += _linted(start, root / path, today) if (root / path).exists() else []
    changes = tracked(content.inserted, content.deleted)
    said += [changes] if changes else []
    said += _kept(file, made.kept)
    return Imported(said, not made.kept)


def import_excel(start: Path, file: Path, mapping: Path, commit: bool, today: date | None) -> Imported:
    """The actions of a log, each into its audit: only said, or one commit for each."""
    root = find_root(start)
    source = Folder(root)
    around = surroundings(source)
    rules = mapped(mapping.name, _bytes(mapping))
    if rules.actions is None:
        raise Stop(USAGE, f"{shown(mapping.name)} does not say where the actions stand; add actions: with columns:.")
    found = sheet(_bytes(file), rules.actions.sheet)
    rows = found.rows
    heads, first = _heads(rows, rules.actions)
    audits = _audits(source, around)
    lines = [f"What stands on these sheets was not read: {', '.join(sorted(map(shown, found.others)))}."]
    lines = lines if found.others else []
    kept = [f"Above the columns: {line}" for line in _above(rows[: first - 1], set(map(exact, rules.own)))]
    kept += [f"In a note or a box, {line}" for line in found.beside]
    for number, row in enumerate(rows[first:], first + 1):
        said = {key: row[column].strip() for key, column in heads.items() if column < len(row)}
        rest = [(n, cell) for n, cell in enumerate(row) if cell.strip() and n not in heads.values()]
        if not any(said.values()) and not rest:
            continue
        kept += [f"Row {number}, {_called(rows[first - 1], n)}: {c}" for n, c in rest]
        if not any(said.values()):
            continue
        try:
            lines.append(f"Row {number}: {_row(start, rules, audits, said, commit, today)}")
        except Stop as stop:
            told = "; ".join(f"{key} {text}" for key, text in said.items() if text)
            kept.append(f"Row {number}: {stop.sentence} It says: {told}")
            lines.append(f"Row {number}: {stop.sentence} It was not taken.")
    lines += _kept(file, kept)
    if not commit:
        lines.append("Nothing was changed; with --commit each action becomes a commit.")
    return Imported(lines, not kept)


def _begun(around: Surroundings, rules: Mapped, month: str) -> Prefilled:
    rubric = form_of(around, rules.form)
    month = a_month(month)
    name = f"{month}-{BLANK}"
    return prefilled(around, f"audits/{month}/{name}.md", new_audit(rubric, month, name).encode(), drawn=True)


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            raw = source.read(MOST + 1)
    except OSError as error:
        raise Stop(USAGE, f"{shown(file.name)} cannot be read ({error.strerror}).") from None
    return raw


def _own(blank: Path, apart: Callable[[str], bool]) -> tuple[Counter[str], set[str]]:
    """The lines of an empty form, which are nobody's answer: of its text, and beside it."""
    content = opened(_bytes(blank)).read(apart)
    return Pieces.of(content).lines(), set(map(exact, content.beside))


def _unnamed(around: Surroundings, text: str) -> None:
    found = privacy(around.policy.privacy).find(text)
    if found:
        raise Stop(USAGE, f"it holds {found[0].kind}; take that out of the document first. Nothing was written.")


def _written(root: Path, source: Folder, path: str, raw: bytes) -> str:
    """The file as a file, for somebody to look at before it is committed."""
    there, _ = source.read(path) if path in audit_paths(source) else (None, [])
    if there is not None:
        if there == raw:
            return f"{path} is here already, and says the same."
        raise Stop(USAGE, f"{path} is here already and says other than the document; look at both.")
    place(root / path, b"", raw)
    return f"Wrote {path}. Look at it, mend what it lacks, and commit it."


def _committed(start: Path, path: str, raw: bytes, month: str, today: date | None) -> str:
    """The audit taken as one that came back from a form is taken; Stop where that refuses it."""
    with TemporaryDirectory(prefix="casekit-") as folder:
        file = Path(folder) / Path(path).name
        file.write_bytes(raw)
        (line,), refused = accept(start, [file], month, today, dry=False)
    if refused:
        raise Stop(USAGE, line)
    return line


def _linted(start: Path, path: Path, today: date | None) -> list[str]:
    """How lint sees it, in a sentence."""
    report = lint_repository(start, Asked(paths=(path,), today=today)).report
    found = count(len(report.problems), "problem")
    return [f"casekit lint finds {found} in it, and says what is missing."] if report.problems else []


def _kept(file: Path, kept: list[str]) -> list[str]:
    """What found no place, in a file beside the document; and how much that is."""
    if not kept:
        return []
    pieces = count(len(kept), "piece", "pieces")
    try:
        beside = keep(file, kept)
    except OSError as error:
        raise Stop(USAGE, f"{shown(named(file).name)} cannot be written ({error.strerror}).") from None
    return [f"{pieces} found no place; read {beside}, and put in by hand what belongs there."]


def _heads(rows: list[list[str]], columns: Columns) -> tuple[dict[str, int], int]:
    """Where each column stands, and the number of the first row below the heads."""
    wanted = {key: fold(label) for key, label in columns.columns.items()}
    for number, row in enumerate(rows[:50]):
        there = {fold(cell): n for n, cell in reversed(list(enumerate(row))) if cell.strip()}
        if all(label in there for label in wanted.values()):
            return {key: there[label] for key, label in wanted.items()}, number + 1
    raise Stop(USAGE, "it has no row with the columns that the mapping names.")


def _above(rows: list[list[str]], own: set[str]) -> Iterator[str]:
    """What stands above the columns, and is not the log's own."""
    for row in rows:
        said = [cell.strip() for cell in row if cell.strip() and exact(cell) not in own]
        if said:
            yield " | ".join(said)


def _called(heads: list[str], number: int) -> str:
    """A column by its head, or by its letters where it has none."""
    return heads[number].strip() if number < len(heads) and heads[number].strip() else f"column {letters(number)}"


def _audits(source: Folder, around: Surroundings) -> dict[str, Audit]:
    found = {}
    for path in audit_paths(source):
        raw, _ = source.read(path)
        case = around.link(path, raw).case if raw is not None else None
        if case is not None:
            found[case.audit.id] = case.audit
    return found


def _row(
    start: Path, rules: Mapped, audits: dict[str, Audit], said: dict[str, str], commit: bool, today: date | None
) -> str:
    assert rules.actions is not None  # import_excel has looked
    words = rules.actions.words
    for key, cell in said.items():
        if cell in ERRORS:
            raise Stop(USAGE, f"its {rules.actions.columns[key]} is {cell}; put the words there, or save it in Excel.")
    audit = _audit(audits, said)
    target = _meant(words.get("for", {}), said.get("for", "")) or rules.actions.target
    owner = _meant(words.get("owner", {}), said.get("owner", ""))
    due = parse_day(spoken_day(said.get("due", "")))
    if due is None:
        raise Stop(USAGE, f"'{shown(said.get('due', ''))}' is no day by which it is due.")
    new = NewAction(target, said.get("do", ""), said.get("outcome", ""), owner, due)
    if any((fold(a.do), a.owner, a.due) == (fold(new.do), new.owner, new.due) for a in audit.actions):
        return f"{audit.id} has this action already."
    agreed = spoken_day(said.get("agreed", ""))
    acting.add(start, audit.id, agreed, today, new, bool(agreed), not commit)
    return f"{'added to' if commit else 'would be added to'} {audit.id}."


def _audit(audits: dict[str, Audit], said: dict[str, str]) -> Audit:
    """The audit that a row is for, by its id or by the case reference."""
    id, ref = said.get("audit", ""), said.get("ref", "")
    if id in audits:
        return audits[id]
    fitting = [audit for audit in audits.values() if ref and audit.case.ref == ref]
    if len(fitting) == 1 and not id:
        return fitting[0]
    what = f"audit {shown(id)}" if id else f"audit of case {shown(ref) or 'without a reference'}"
    raise Stop(USAGE, f"there are several: {what}." if len(fitting) > 1 and not id else f"there is no {what}.")


def _meant(words: object, text: str) -> str:
    said = " ".join(text.split())
    return words.get(said.casefold(), said) if isinstance(words, dict) else said
