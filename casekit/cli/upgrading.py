"""One run of rubric upgrade, put together: which audits, to which version, and what is said of each."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

from casekit.check.gaps import gaps
from casekit.cli.creating import unbroken
from casekit.days import written
from casekit.edit.editor import Refusal
from casekit.edit.save import save
from casekit.edit.upgrading.kept import title
from casekit.edit.upgrading.upgrade import Upgraded, upgrade
from casekit.link.corpus import Surroundings, audit_paths, surroundings
from casekit.privacy.mask import privacy
from casekit.privacy.words import Words
from casekit.read.files import Folder
from casekit.read.place import find_root
from casekit.rubric.model import Rubric
from casekit.stop import USAGE, Stop
from casekit.words import count, ending, listing


def upgrade_audits(start: Path, wanted: Sequence[str], to: str, completed: bool, dry: bool) -> tuple[str, bool]:
    """What became of each audit, in sentences, and whether all of them are in the newer version now.

    wanted: ids, files or folders. to: id@version; "" for the newest of each audit's form. completed: finished audits
    are meant too. dry: nothing is written, and the lines that would change are shown.
    """
    root = find_root(start)
    source = Folder(root)
    around = surroundings(source)
    target = _form(around, to) if to else None
    lines, sound = [], True
    for path in _paths(root, start, source, wanted):
        raw, faults = source.read(path)
        if raw is None:
            lines.append(f"{path}: {faults[0].message}")
            sound = False
            continue
        said, fine = _one(root, path, raw, around, target, completed, dry)
        lines += said
        sound = sound and fine
    return "".join(f"{line}\n" for line in lines), sound


def _one(
    root: Path, path: str, raw: bytes, around: Surroundings, target: Rubric | None, completed: bool, dry: bool
) -> tuple[list[str], bool]:
    linked = around.link(path, raw)
    if linked.case is None:
        first = linked.problems[0]
        return [f"{path}:{first.span.line}: {first.message} {first.hint}".rstrip()], False
    audit, old = linked.case.audit, linked.case.rubric
    new = target or _newest(around, old)
    if new.ref == old.ref:
        return [f"{path}: it is in {new.ref} already."], True
    if audit.completed and not completed:
        return [
            f"{path}: it was completed on {written(audit.completed)}, so it was left as it is. Its judgements were "
            f"made under {old.ref} and would count as made under {new.ref}; if that is meant, add --completed."
        ], False
    done = upgrade(path, raw, around, new)
    if isinstance(done, Refusal):
        return [f"{path}:{done.line}: {done.message} {done.hint}"], False
    if not dry:
        save(root / path, raw, done.raw)
    said = [f"{path}: {old.ref} {'would become' if dry else 'became'} {new.ref}.", *_told(done, old, new)]
    return [*said, *(_difference(path, raw, done.raw, around.policy.privacy) if dry else ())], True


def _told(done: Upgraded, old: Rubric, new: Rubric) -> Iterator[str]:
    """What a person has to know of an audit that was upgraded."""
    audit = done.before.audit
    if done.kept:
        yield f'  Without a place now, and kept at the end of the text under "{title(old.ref)}":'
        yield from (f"  - {what}" for what in done.kept)
        yield "  lint shows that heading until somebody has given each text a place, or deleted it."
    if done.left:
        yield f"  Left where it stands though {new.ref} does not know it; what it is now, only a person can say:"
        yield from (f"  - {what}" for what in done.left)
    lacking = len(list(gaps(done.after)))
    if lacking > len(list(gaps(done.before))):
        yield f"  {new.ref} asks for what is not there: {count(lacking, 'thing')}, which lint lists."
    if audit.completed:
        yield (
            f"  It was completed on {written(audit.completed)} under {old.ref}. Its judgements count as made under "
            f"{new.ref} from now on; whoever commits this says that they hold there."
        )
    judged = [moderation.id for moderation in audit.moderations]
    if judged:
        yield (
            f"  {listing(judged)} judged the audit in {old.ref}. The version is part of what was judged, so "
            f"{'it counts' if len(judged) == 1 else 'they count'} as out of date until somebody moderates again."
        )


def _difference(path: str, before: bytes, after: bytes, words: Words) -> Iterator[str]:
    """The lines that would change, as git shows them, masked."""
    texts = [raw.decode("utf-8").replace("\r\n", "\n") for raw in (before, after)]
    old, new = (text.split("\n") for text in privacy(words).mask_files(*texts))
    yield from difflib.unified_diff(old, new, path, path, lineterm="", n=1)


def _newest(around: Surroundings, old: Rubric) -> Rubric:
    """The newest version of a form; Stop where its file has mistakes, since nobody knows what that will be."""
    unbroken(around, old.id)
    versions = [form.rubric for form in around.forms.values() if form.rubric.id == old.id]
    return max(versions, key=lambda form: form.version)


def _form(around: Surroundings, ref: str) -> Rubric:
    """The form that --to names; Stop where there is none such, or it has mistakes."""
    if ref in around.forms:
        return around.forms[ref].rubric
    unbroken(around, ref)
    unbroken(around, ref.partition("@")[0])
    raise Stop(USAGE, f"There is no form {ref}{ending(ref, around.forms)} There is {listing(around.forms, 'or')}.")


def _paths(root: Path, start: Path, source: Folder, wanted: Sequence[str]) -> Iterator[str]:
    """The audits that are meant, by id, file or folder, each once; Stop where there is none such."""
    every = audit_paths(source)
    names = {path.rpartition("/")[2].removesuffix(".md"): path for path in every}
    given: set[str] = set()
    for one in wanted:
        place = (start / one).resolve()
        inside = place.relative_to(root).as_posix() if place.exists() and place.is_relative_to(root) else ""
        found = [names[one]] if one in names else [p for p in every if inside and f"{p}/".startswith(f"{inside}/")]
        if not found:
            raise Stop(USAGE, f"There is no audit {one}{ending(one, names)} Name an id, a file or a folder.")
        yield from (path for path in found if path not in given)
        given.update(found)
