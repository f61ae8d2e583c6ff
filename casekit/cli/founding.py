"""One run of init, put together: which forge and forms, the files, and a folder or a zip that they go into."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casekit import __version__
from casekit.cli.packing import ON, pins, wheel
from casekit.cli.visibility import PUBLIC, open_to_everybody
from casekit.edit.kit import forges, kit, packed_forms
from casekit.stop import USAGE, Stop
from casekit.words import ending, listing

KEPT = ("README.md", ".gitignore", ".gitattributes", ".editorconfig")
"""What a forge may have put into an empty repository, and stays as it is."""


@dataclass(frozen=True, slots=True)
class Founded:
    """What was made: the folder or the zip, how many files are in it, and which were there and stayed as they were."""

    place: Path
    files: int
    kept: tuple[str, ...]


def found(folder: Path, forge: str, forms: Sequence[str], public: bool, zipped: bool) -> Founded:
    """Makes a repository for audits in the folder, or as a zip of its name beside it.

    Stop where a forge or form is unknown, a file would be overwritten, or everybody can read the repository and
    nobody said that this is meant.
    """
    says = open_to_everybody()
    if says and not public:
        raise Stop(
            USAGE,
            f"{says} that everybody can read this repository, and audits belong into none of that kind; nothing was "
            "written. Make it private; or, if nothing in it will be about a real child, give --public.",
        )
    if forge not in forges():
        raise Stop(USAGE, f"--forge is {forge!r}; write {listing(forges(), 'or')}.")
    known = packed_forms()
    for form in forms:
        if form not in known:
            raise Stop(USAGE, f"No form {form} comes with casekit{ending(form, known)}")
    said = {"VERSION": __version__, "VISIBILITY": PUBLIC if public else "private"}
    files = kit(forge, list(dict.fromkeys(forms)) or known, said, pins(), wheel())
    if zipped:
        place = folder.with_name(folder.resolve().name + ".zip")
        _written(place, _zip(files))
        return Founded(place, len(files), ())
    return _laid(folder, files)


def _laid(folder: Path, files: Mapping[str, bytes]) -> Founded:
    """The files in the folder; nothing that is there is overwritten, and nothing written where it is in the way."""
    if folder.exists() and not folder.is_dir():
        raise Stop(USAGE, f"{folder} is a file; name a folder.")
    whole = folder.resolve()
    if whole in (Path(whole.anchor), Path.home().resolve()):
        raise Stop(USAGE, f"{whole} holds much else; name a new folder. Nothing was written.")
    if folder.is_dir():
        for name in ("casekit.toml", "audits"):
            if (folder / name).exists():
                raise Stop(USAGE, f"{folder} is a repository of audits already; nothing was written.")
    for path in files:
        if not (folder / path).parent.resolve().is_relative_to(whole):
            raise Stop(USAGE, f"A link in {folder} leads {path} out of it; nothing was written.")
    there = [path for path in files if os.path.lexists(folder / path)]
    kept = tuple(path for path in there if path in KEPT)
    if len(there) > len(kept):
        way = next(path for path in there if path not in KEPT)
        raise Stop(
            USAGE, f"{way} is there already in {folder}; nothing was written. Take it away or name a new folder."
        )
    for path, content in files.items():
        if path not in kept:
            _written(folder / path, content)
    return Founded(folder, len(files) - len(kept), kept)


def _written(place: Path, content: bytes) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as handle:
            handle.write(content)
    except FileExistsError:
        raise Stop(USAGE, f"{place} is there already; it was left as it is.") from None
    except OSError as error:
        raise Stop(USAGE, f"{place} cannot be written ({error.strerror}).") from None


def _zip(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in files.items():
            packed.writestr(zipfile.ZipInfo(path, ON), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
