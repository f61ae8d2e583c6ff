"""The whole site from a corpus and its history: path -> bytes, one page after the other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date

from casekit.cores import cores, made
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.history import History
from casekit.problem import Problem
from casekit.publish.action import plan_action_pages
from casekit.publish.again import Content, Finished, Former, packed
from casekit.publish.audit import plan_audit
from casekit.publish.context import About, Site, gather
from casekit.publish.digests import Digests
from casekit.publish.page import Page
from casekit.publish.plan import PLANNERS, frame
from casekit.publish.portion import portions
from casekit.publish.reader import reader
from casekit.publish.render import Renderer
from casekit.publish.search import Index, entry
from casekit.resources import resource

FEWEST, MOST = 200, 4
"""Audits for each worker below which another does not pay, and workers above which this process is the slowest."""
Planner = Callable[[Site], Iterable[Page]]
"""Something that plans pages: a list with all its pages."""
Made = tuple[bytes, bytes, list[Finished]]
"""The pages of a task; of an audit also its key, and what is to be kept of it, b"" where its pages stay."""


def build_site(
    corpus: Corpus,
    history: History,
    problems: Sequence[Problem],
    today: date,
    audience: str,
    about: About,
    progress: Callable[[int, int], None] = lambda done, total: None,
    workers: int | None = None,
) -> Generator[tuple[str, bytes], None, None]:
    """Every file of the site. The same values give the same bytes, wherever and whenever it runs.

    Whoever does not take all of them closes it: only then do the processes end that make the pages.

    audience: team or service; Stop(2) for any other. progress: called with how many audits have their page,
    and how many there are. workers: how many processes make the pages; as many as pay, unless said.
    """
    made_of = (corpus, history, problems, today, audience, about)
    with closing(rebuild_site(*made_of, None, progress, workers)) as files:
        for path, body in files:
            assert isinstance(body, bytes)  # without a former build nothing stays
            yield path, body


def rebuild_site(
    corpus: Corpus,
    history: History,
    problems: Sequence[Problem],
    today: date,
    audience: str,
    about: About,
    former: Former | None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    workers: int | None = None,
) -> Generator[tuple[str, Content], None, None]:
    """The same over a former build: where nothing of an audit's portion has changed, its pages stay."""
    site = gather(corpus, history, problems, today, reader(audience), about)
    maker = _Maker(site, Renderer(resource("site"), frame(site)), former)
    cases = site.corpus.audits
    index = Index()
    shared = cores(len(cases), FEWEST, MOST) if workers is None else workers
    tasks: tuple[Planner | AuditCase, ...] = (*PLANNERS, *cases)
    yield from maker.renderer.assets().items()
    for number, (key, value, some) in enumerate(made(tasks, maker.make, shared), start=1 - len(PLANNERS)):
        for path, content, known in maker.took(key, value, some):
            yield path, content
            if known is not None:
                index.add(known)
        if number > 0:
            progress(number, len(cases))
    yield from index.files()
    if former is not None:
        former.store.save()


@dataclass(slots=True)
class _Maker:
    """Makes pages, in this process or in others: of a list, or of an audit where they do not stay as they were."""

    site: Site
    renderer: Renderer
    former: Former | None
    cut: Callable[[AuditCase], Site] = field(init=False)
    digests: Digests | None = None

    def __post_init__(self) -> None:
        self.cut = portions(self.site)
        if self.former is not None and (self.former.store.keeps or len(self.former.store)):
            self.digests = Digests(self.former.program, frame(self.site))

    def make(self, task: Planner | AuditCase) -> Made:
        """The pages of a task."""
        if not isinstance(task, AuditCase):
            return b"", b"", list(self._finished(task(self.site)))
        portion = self.cut(task)
        key = self.digests.of(portion) if self.digests is not None else b""
        stay = self.former.stay(key) if self.former is not None else None
        if stay is not None:
            return key, b"", stay
        pages = list(self._finished(_audit(portion, task)))
        return key, packed(pages) if key else b"", pages

    def _finished(self, pages: Iterable[Page]) -> Iterator[Finished]:
        for page in pages:
            body = self.renderer.page(page)
            yield page.path, body, entry(page, body)

    def took(self, key: bytes, value: bytes, pages: list[Finished]) -> Iterable[Finished]:
        """The pages as this process has them: what is to be kept is kept, and search knows pages that stay."""
        if self.former is None or not key:
            return pages
        if value:
            self.former.store.put(key, value)
            return pages
        known = self.former.known(key)
        return [(path, content, known[path]) for path, content, _ in pages]


def _audit(portion: Site, case: AuditCase) -> Iterator[Page]:
    """An audit's page, and one for each of its actions."""
    yield plan_audit(portion, case)
    yield from plan_action_pages(portion, case)
