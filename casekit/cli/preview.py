"""The site of the working tree as it lies there, made anew when a file, the commit or the day has changed."""

from __future__ import annotations

import os
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from casekit import __version__
from casekit.check.registry import RULES
from casekit.check.settle import severity
from casekit.cli import session
from casekit.cli.building import council_logo
from casekit.cli.committed import held
from casekit.cli.month_forms import month_forms
from casekit.history.outcome import Opened, open_history
from casekit.history.tree import Tree, uncommitted
from casekit.model.policy import Policy
from casekit.publish.context import About
from casekit.publish.logo import FOLDER as OWN
from casekit.publish.logo import MOST
from casekit.publish.month_forms import FOLDER
from casekit.publish.rules import read_rules
from casekit.publish.site import build_site
from casekit.read.files import Folder
from casekit.read.place import find_root
from casekit.resources import resource
from casekit.stop import USAGE, Stop

WITH_AUDITS = ("team", "service")
Stamp = tuple[object, ...]


@dataclass(slots=True)
class Preview:
    """The pages of the repository in which start lies. audience: team or service; else as its policy says.

    told: is called with how many audits are shown, each time they were read. Pages are kept packed, in memory alone:
    nothing is written anywhere.
    """

    start: Path
    audience: str | None
    given: date | None
    told: Callable[[int], None]
    root: Path = field(init=False)
    _stamp: Stamp = ()
    _policy: Policy = field(default_factory=Policy)
    _pages: dict[str, bytes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.root = find_root(self.start)
        if self.audience is not None:
            _refuse(self.audience, "--audience")

    def page(self, path: str) -> bytes | None:
        """A file of the site by its path, as the working tree is now; None where there is none.

        Stop where no site can be made. Only a web page asks whether something changed: what belongs to it is of the
        same making.
        """
        with self._lock:
            if path.endswith(".html") or not self._pages:
                self._refresh()
            packed = self._pages.get(path)
        return None if packed is None else zlib.decompress(packed)

    def _refresh(self) -> None:
        opened = open_history(self.root)
        stamp = (opened.head, session.civil_day(self._policy, self.given), *_files(self.root))
        if stamp != self._stamp:
            self._make(opened)
            self._stamp = stamp if stamp[1] == session.civil_day(self._policy, self.given) else ()

    def _file(self, path: str) -> bytes | None:
        """An ordinary file of the folder, reached through no link."""
        place = self.root / path
        plain = place.is_file() and not place.is_symlink() and not place.parent.is_symlink()
        if not plain:
            return None
        with place.open("rb") as file:
            return file.read(MOST + 1)

    def _make(self, opened: Opened) -> None:
        folder = Folder(self.root)
        whole = held(opened, partial(Folder, self.root), folder, self.given)
        self._policy = policy = whole.corpus.policy
        readers = self.audience or _refuse(policy.audience, "audience in casekit.toml")
        forms = month_forms(folder, readers, whole.today)
        about = About(
            commit=opened.head,
            version=__version__,
            uncommitted=_changed(opened, folder),
            working=True,
            rules=read_rules(resource("rules")),
            severities={rule.code: severity(rule.code, policy) for rule in RULES},
            forms=frozenset(forms),
            logo=council_logo(policy, self._file),
        )
        # One process: a copy of this one, in which other requests are under way, could wait for them for ever.
        made = build_site(whole.corpus, whole.told, whole.problems, whole.today, readers, about, workers=0)
        whole_pages = ((f"{FOLDER}/{id}.html", raw) for id, raw in forms.items())
        self._pages = {path: zlib.compress(body, 1) for path, body in chain(made, whole_pages)}
        self.told(len(whole.corpus.audits))


def _refuse(audience: str, where: str) -> str:
    """The audience, where it may see what is not committed; else Stop."""
    if audience not in WITH_AUDITS:
        raise Stop(
            USAGE,
            f"serve shows the working tree, which is for the team or the service alone ({where} is {audience!r}); "
            "use --audience team or service",
        )
    return audience


def _files(root: Path) -> list[tuple[str, int, int, int]]:
    """What changes where a file of the repository does: its name, time, size and place on the disk."""
    found = []
    own = sorted(f"{OWN}/{file.name}" for file in (root / OWN).iterdir()) if (root / OWN).is_dir() else []
    for path in [*Folder(root).paths(), *own]:
        try:
            state = os.lstat(root / path)
        except OSError:
            continue
        found.append((path, state.st_mtime_ns, state.st_size, state.st_ino))
    return found


def _changed(opened: Opened, folder: Folder) -> int:
    """How many files nobody has committed."""
    if opened.repository is None or not opened.head:
        return len(folder.paths())
    return len(uncommitted(Tree(opened.repository, opened.head), folder))
