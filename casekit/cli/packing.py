"""casekit that is running, as a wheel, and the versions of all that it uses: what a pipeline installs."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from casekit import __version__
from casekit.resources import FOLDERS, PACKAGE, resource
from casekit.stop import USAGE, Stop

NAME = "casekit"
ABOUT = ("METADATA", "WHEEL", "entry_points.txt", "licenses/LICENSE")
"""What an installation keeps of the wheel that it came from; the list of its files is made anew."""
ON = (1980, 1, 1, 0, 0, 0)
"""The day that every file in it bears, so that the same files give the same wheel."""


def wheel() -> tuple[str, bytes]:
    """The name and the bytes of a wheel with just this casekit; Stop where it was not installed by pip."""
    written = io.BytesIO()
    about = f"{NAME}-{__version__}.dist-info"
    listed = []
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in sorted([*_package(), *((f"{about}/{name}", text) for name, text in _about())]):
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            listed.append(f"{path},sha256={digest},{len(content)}\n")
            packed.writestr(zipfile.ZipInfo(path, ON), content, zipfile.ZIP_DEFLATED)
        listed.append(f"{about}/RECORD,,\n")
        packed.writestr(zipfile.ZipInfo(f"{about}/RECORD", ON), "".join(listed), zipfile.ZIP_DEFLATED)
    return f"{NAME}-{__version__}-py3-none-any.whl", written.getvalue()


def pins() -> list[str]:
    """Every package that casekit uses here, directly or not, with its version: name==version, by name."""
    found: dict[str, str] = {}
    waiting = [*_needs(_installed())]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            known = distribution(name)
        except PackageNotFoundError:  # only needed on other systems
            continue
        found[name] = known.version
        waiting += _needs(known)
    return [f"{name}=={version}" for name, version in sorted(found.items())]


def _package() -> Iterator[tuple[str, bytes]]:
    """Each file of the package and of its data, by its path in the wheel."""
    roots = {NAME: PACKAGE} | {f"{NAME}/_data/{name}": resource(name) for name in FOLDERS}
    for inside, folder in roots.items():
        for path in folder.rglob("*"):
            place = path.relative_to(folder)
            if path.is_file() and not {"__pycache__", *(["_data"] if inside == NAME else [])} & set(place.parts):
                yield f"{inside}/{place.as_posix()}", path.read_bytes()


def _about() -> Iterator[tuple[str, bytes]]:
    known = _installed()
    for name in ABOUT:
        text = known.read_text(name)
        if text is not None:
            yield name, text.encode()


def _installed() -> Distribution:
    try:
        return distribution(NAME)
    except PackageNotFoundError:
        raise Stop(
            USAGE, "casekit runs here without being installed; install it with pip, then init can pack it."
        ) from None


def _needs(known: Distribution) -> Iterator[str]:
    """The names of what a package needs, without what only its extras do."""
    for line in known.requires or ():
        if not re.search(r"\bextra\s*==", line):
            yield re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0].lower().replace("_", "-")
