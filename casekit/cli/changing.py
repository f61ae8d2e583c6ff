"""Changes of a month's programme: each one edit of programme.yaml and one commit, with its reason."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from casekit.cli import session
from casekit.cli.allocating import prefilled
from casekit.cli.creating import form_of
from casekit.cli.desk import INSTEAD
from casekit.cli.messages import delivered, ready
from casekit.cli.opening import opening
from casekit.days import written
from casekit.edit.editor import Refusal, edit
from casekit.edit.intents import Set
from casekit.edit.programme import braces, changed, extended, note_data, swaps_text
from casekit.edit.save import place, save
from casekit.history.git import Repository
from casekit.history.identity import Identity, known
from casekit.history.message import SUBJECT, message
from casekit.history.write import Base, base, commit
from casekit.link.corpus import Surroundings, audit_paths, load_corpus
from casekit.link.programme import programme as read_programme
from casekit.model.audit import Audit
from casekit.model.people import Person
from casekit.model.programme import Allotted, ListedCase, Note, Programme, Swap
from casekit.privacy.mask import privacy
from casekit.programme.allocate import done, numbered
from casekit.programme.bars import SAID, Bars
from casekit.programme.changes import told_of
from casekit.programme.seats import Past, bounds
from casekit.read.files import Folder
from casekit.stop import USAGE, Stop
from casekit.words import ending, listing, shown, spoken

EVENT, AUDIT = "Casekit-Programme", "Casekit-Audit"
"""Trailers of such a commit; they repeat what the file says."""
CHOOSE = "Choose somebody who is there until the month ends."


@dataclass(frozen=True, slots=True)
class Table:
    """The programme that an audit stands in, ready to be changed by whoever git's settings name."""

    root: Path
    around: Surroundings
    repository: Repository
    base: Base
    branch: str
    raw: bytes
    programme: Programme
    audit: Allotted
    person: Person
    identity: Identity
    on: date
    today: date

    @property
    def bars(self) -> Bars:
        """Who may not audit what in that month."""
        policy = self.around.policy
        first, last = bounds(self.programme.month)
        return Bars(self.around.people, policy.moderation.manages, policy.programme.restricted, first, last)

    def file(self) -> Audit | None:
        """The audit's own file; None where there is none that can be read."""
        source = Folder(self.root)
        path = f"audits/{self.programme.month}/{self.audit.id}.md"
        raw = source.read(path)[0] if path in source.paths() else None
        case = self.around.link(path, raw).case if raw is not None else None
        return case.audit if case else None

    def note(self, why: str) -> Note:
        """What is recorded, by whom and when."""
        return Note(self.person.id, self.on, why.strip())


def table(start: Path, audit: str, on: str, today: date | None, own: bool = False) -> Table:
    """The programme of that audit; Stop where it cannot be changed or they may not. own: its auditors may too."""
    here = opening(start, today)
    root, source, around, civil, repository = here.root, here.source, here.around, here.civil, here.repository
    found = next((p for p in around.programmes.values() if p.audit(audit)), None)
    every = [one.id for p in around.programmes.values() for one in p.audits]
    if found is None:
        raise Stop(USAGE, f"No programme has an audit {shown(audit)}{ending(audit, every)}")
    person, identity = known(repository, around.people)
    raw, faults = source.read(found.path)
    if raw is None:
        raise Stop(USAGE, f"{found.path}: {faults[0].message}")
    there = base(repository, found.path, raw)
    day = session.parsed_day(on, "--on") if on else civil
    if day > civil:
        raise Stop(USAGE, f"--on is {on}, which is still to come: record it on the day.")
    one = found.audit(audit)
    assert one is not None  # it was found by its id
    who = around.people.by_id[person]
    theirs = own and person in one.auditors
    if not theirs and not any(who.has(role, day) for role in around.policy.programme.changes):
        roles = listing((spoken(role) for role in around.policy.programme.changes), "or")
        raise Stop(USAGE, f"{around.people.show(person)} cannot change the programme: that is for the {roles}.")
    return Table(root, around, repository, there, here.opened.branch, raw, found, one, who, identity, day, civil)


def swap(at: Table, to: str, why: str, start: str = "") -> tuple[dict[str, str], str, Allotted]:
    """Another auditor, who may audit this case and is not exempt. start: who hands it over, else the first."""
    _still(at)
    people = at.around.people
    audit = at.file()
    if audit is not None and audit.completed is not None:
        raise Stop(USAGE, f"{at.audit.id} was completed on {written(audit.completed)}, so nobody else can take it on.")
    if to not in people:
        raise Stop(USAGE, f"--to: {shown(to)} is not in people.yaml{ending(to, people.by_id)}")
    start = start or at.audit.auditor
    if start not in at.audit.auditors:
        others = listing(people.show(person) for person in at.audit.auditors)
        raise Stop(USAGE, f"--from: {shown(start)} does not audit {at.audit.id}; {others} does.")
    if to in at.audit.auditors:
        raise Stop(USAGE, f"There is nothing to do: {people.show(to)} has it already.")
    new = people.by_id[to]
    until = max(bounds(at.programme.month)[1], at.today)
    if new.left is not None and not new.here(until):
        raise Stop(USAGE, f"{people.show(to)} left on {written(new.left)}. {CHOOSE}")
    away = next((e.why for e in new.exemptions if e.touches(at.on, until)), "")
    if away:
        raise Stop(USAGE, f"{people.show(to)} is exempt: {away}. {CHOOSE}")
    if barred := at.bars.bar(at.audit.case, to):
        raise Stop(USAGE, f"{people.show(to)} cannot audit it: {SAID[barred].format('this case')}.")
    swaps = (*at.audit.swaps, Swap(start, to, at.note(why)))
    first, *jointly = (to if person == start else person for person in at.audit.auditors)
    changed_line = {"auditor": first} if start == at.audit.auditor else {"jointly": f"[{', '.join(jointly)}]"}
    lines = {**changed_line, "swapped": swaps_text(swaps)}
    said = f"{people.show(start)} handed it to {people.show(to)}"
    return lines, said, replace(at.audit, auditor=first, jointly=tuple(jointly), swaps=swaps)


def handed(at: Table, to: str, start: str = "") -> Beside | None:
    """The audit's own file with its new auditor; None where it does not name the old one. start: as for a swap."""
    path = f"audits/{at.programme.month}/{at.audit.id}.md"
    source = Folder(at.root)
    raw = source.read(path)[0] if path in source.paths() else None
    audit = at.file()
    if raw is None or audit is None or audit.auditor != (start or at.audit.auditor):
        return None
    after = edit(path, raw, [Set(("auditor",), to)])
    if isinstance(after, Refusal):
        raise Stop(USAGE, f"{path}:{after.line}: {after.message} {after.hint}")
    return Beside(path, raw, after)


def noted(at: Table, key: str, why: str, because: str = "") -> tuple[dict[str, str], str, Allotted]:
    """One of exempt, cancelled, stopped and late, with its reason. because: which of those that policy lists (F9)."""
    audit = at.file()
    done = audit.completed if audit else None
    if key != "late":
        _still(at)
        if done:
            raise Stop(USAGE, f"{at.audit.id} was completed on {written(done)}, so it cannot be {key} any more.")
    elif at.audit.late:
        raise Stop(USAGE, "There is nothing to do: the reason for its being late is on record.")
    elif not at.audit.expected:
        raise Stop(USAGE, f"{at.audit.id} is not expected any more, so it is not late.")
    elif at.audit.due and (done or at.on) <= at.audit.due:
        raise Stop(USAGE, f"{at.audit.id} is due on {written(at.audit.due)}, so it is not late.")
    note = replace(at.note(why), reason=listed_reason(at, key, because))
    said = {
        "exempt": f"{at.around.people.show(at.audit.auditor)} was exempted",
        "cancelled": "It was cancelled",
        "stopped": "It was stopped",
        "late": "It is late with a reason",
    }[key]
    return {key: braces(note_data(note))}, said, replace(at.audit, **{key: note})  # type: ignore[arg-type]


def listed_reason(at: Table, key: str, because: str) -> str:
    """The id of a reason that policy lists; Stop where it lists some and that is none of them."""
    policy = at.around.policy.programme
    permitted = {"late": policy.late_reasons, "stopped": policy.stop_reasons}.get(key, {})
    if not permitted or because in permitted:
        return because if permitted else ""
    every = listing((f"{id} ({said})" for id, said in permitted.items()), "or")
    what = f"{shown(because)} is no reason that casekit.toml lists{ending(because, permitted)}" if because else ""
    raise Stop(USAGE, f"{what} Say with --because which of these it is: {every}.".strip())


def _still(at: Table) -> None:
    """Stop where the audit is not expected any more."""
    gone = {"exempt": at.audit.exempt, "cancelled": at.audit.cancelled, "stopped": at.audit.stopped}
    for word, note in gone.items():
        if note is not None:
            when = f" on {written(note.on)}" if note.on else ""
            raise Stop(USAGE, f"There is nothing to do: {at.audit.id} is {word} already{when}.")


Change = tuple[dict[str, str], str, Allotted]


def record(
    at: Table,
    kind: str,
    why: str,
    make: Callable[[], Change],
    dry: bool,
    messages: Path | None = None,
    new: Allotted | None = None,
    file: Callable[[], Beside | None] = lambda: None,
    also: str = "",
) -> str:
    """Makes the edit and its commit, and says so; dry: shows the commit's message and does neither.

    messages: the folder for what everybody is to be told of it; None to show it. new: an audit that comes into the
    programme with it. file: an audit's file that goes into the same commit. also: what else is to be said.
    """
    if not why.strip():
        raise Stop(USAGE, "This needs its reason: add --reason.")
    session.legible([why])
    known_words = privacy(at.around.policy.privacy)
    secrets = known_words.find(why)
    if secrets:
        raise Stop(USAGE, f"The reason holds {secrets[0].kind}: say who it is by id, or leave it out.")
    lines, said, meant = make()
    after = edited(at, lines, meant, new)
    subject = f"Programme {at.programme.month}: {kind} {at.audit.id}"
    text = message(
        subject,
        [textwrap.fill(f"{said}, recorded by {at.around.people.show(at.person.id)}.{_instead(new)}", SUBJECT)],
        {AUDIT: at.audit.id, EVENT: kind},
    )
    text = known_words.mask(text)
    notices = told_of(at.programme, at.audit, meant, new, at.around.people, at.around.policy, at.on)
    if dry:
        added = "\n".join([f"+    {key}: {value}" for key, value in lines.items()])
        shown_only = (
            f"{at.programme.path}, {at.audit.id}:\n{added}\n\nNothing was written. The commit would say:\n\n{text}"
        )
        return f"{shown_only}{also}\n{delivered(None, notices, at.around, at.on)}"
    ready(messages)
    now = datetime.now(ZoneInfo(at.around.policy.timezone)).replace(microsecond=0)
    put: Put = partial(save, at.root / at.programme.path)
    one = file()
    beside = [(base(at.repository, one.path, one.before or None), one.after)] if one else []
    if one is not None:
        put = partial(_both, put, partial(save if one.before else place, at.root / one.path), one, after)
    made = commit(at.repository, at.base, at.raw, after, text, at.identity, put, now, beside=beside)
    done = f"{subject}: that is commit {made[:10]} on {at.branch}. git push passes it on.\n{also}"
    return done + ("" if messages else "\n") + delivered(messages, notices, at.around, at.on)


def _instead(new: Allotted | None) -> str:
    return f" {new.id}, the next case of the reserve, takes its place." if new else ""


Put = Callable[[bytes, bytes], None]


@dataclass(frozen=True, slots=True)
class Beside:
    """An audit's file that is written with the programme. before: its bytes, b"" for a new one."""

    path: str
    before: bytes
    after: bytes


def _both(programme: Put, file: Put, one: Beside, meant: bytes, before: bytes, after: bytes) -> None:
    """Writes the programme and the audit's file, or neither; asked to go back, takes both back."""
    if after != meant:
        programme(before, after)
        file(one.after, one.before)
        return
    file(one.before, one.after)
    try:
        programme(before, after)
    except BaseException:
        file(one.after, one.before)
        raise


def replacement(at: Table) -> Allotted | None:
    """The audit of the reserve's next case that these auditors may have, in the place of the one that is stopped.

    The case is of the reserve of such audits, and was not audited within the window, as those that were drawn.
    """
    source = Folder(at.root)
    window = max(1, at.around.policy.programme.window)
    past = done(load_corpus(source).audits, at.around.programmes.values())
    used = Past(at.programme.month, tuple(past)).recent(window) | {one.case.ref for one in at.programme.audits}
    wanted = (at.audit.kind, at.audit.theme)
    for case in at.programme.reserve:
        free = case.spare == wanted and case.ref not in used
        if free and not any(at.bars.bar(case, person) for person in at.audit.auditors):
            ids = [path.rpartition("/")[2].removesuffix(".md") for path in audit_paths(source)]
            case = replace(case, spare=ListedCase("").spare)
            one = replace(Allotted("", case, at.audit.auditor, at.programme.due), jointly=at.audit.jointly)
            one = replace(one, kind=at.audit.kind, theme=at.audit.theme, replaces=at.audit.id)
            planned = [audit.id for audit in at.programme.audits]
            return numbered(replace(at.programme, audits=(one,)), [*ids, *planned]).audits[0]
    return None


def edited(at: Table, lines: Mapping[str, str], meant: Allotted, more: Allotted | None = None) -> bytes:
    """The file after the edit; read again, it differs in nothing but what was meant."""
    windows = b"\r\n" in at.raw
    new = changed(at.raw.decode("utf-8"), at.audit.id, lines)
    if new is not None and more is not None:
        new = extended(new, replace(at.programme, audits=(more,)))
    after, problems = read_programme(at.programme.path, new.encode("utf-8")) if new is not None else (None, [])
    before, there = read_programme(at.programme.path, at.raw)
    audits = [meant if one.id == meant.id else one for one in before.audits] if before else []
    if more is not None:
        audits.append(replace(more, route=("audits", len(audits))))
    expected = before and replace(before, audits=tuple(audits))
    if new is None or after is None or after != expected or len(problems) > len(there):
        raise Stop(
            USAGE,
            f"casekit cannot change {at.audit.id} as {at.programme.path} is written: put one key on a line, as "
            "casekit allocate does.",
        )
    return new.replace("\n", "\r\n").encode("utf-8") if windows else new.encode("utf-8")


def stop(at: Table, why: str, because: str, replace_it: bool, dry: bool, messages: Path | None = None) -> str:
    """Stops the audit; the next case of the reserve takes its place, with a prefilled file, all in one commit."""
    new = replacement(at) if replace_it else None
    also = "" if new or not replace_it else "No case of the reserve fits its auditor, so nothing took its place.\n"
    if new is not None:
        who = listing(at.around.people.show(person) for person in new.auditors)
        also = f"{new.id}, the next case of the reserve, takes its place for {who}; its file is in that commit.\n"
        if dry:
            also = f"{new.id}, another case, would take its place for {who}.\n"

    audit = at.file()
    if left := [one.id for one in audit.actions if one.open] if audit else []:
        also += f"Mind: nobody is reminded of its open actions any more ({listing(left)}). {INSTEAD}\n"

    def make() -> Change:
        return noted(at, "stopped", why, because)

    return record(at, "stopped", why, make, dry, messages, new, lambda: _file(at, new) if new else None, also)


def _file(at: Table, new: Allotted) -> Beside:
    """The prefilled file of an audit that comes into the programme."""
    corpus = load_corpus(Folder(at.root))
    forms = {ref: form.rubric for ref, form in at.around.forms.items()}
    drawn = at.programme.draw_of(new.kind, new.theme)
    rubric = forms.get(drawn.rubric) or form_of(at.around, "")
    text = prefilled(new, rubric, at.on, corpus.audits)
    return Beside(f"audits/{at.programme.month}/{new.id}.md", b"", text.encode("utf-8"))
