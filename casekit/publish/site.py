"""The whole site from a corpus and its history: path -> bytes, one page after the other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from casekit.cores import cores, made
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.history import History
from casekit.problem import Problem
from casekit.publish.action import plan_action_pages
from casekit.publish.audit import plan_audit
from casekit.publish.context import About, Site, gather
from casekit.publish.page import Page
from casekit.publish.plan import PLANNERS, frame
from casekit.publish.reader import reader
from casekit.publish.render import Renderer
from casekit.publish.search import Entry, Index, entry
from casekit.resources import resource

FEWEST, MOST = 200, 4
"""Audits for each worker below which another does not pay, and workers above which this process is the slowest."""
Task = Callable[[Site], Iterable[Page]]
"""Something that plans pages: a list with all its pages, or one audit."""
Finished = tuple[str, bytes, Entry | None]
"""A page as it is written, and as search knows it."""


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
    site = gather(corpus, history, problems, today, reader(audience), about)
    renderer = Renderer(resource("site"), frame(site))
    return _files(site, renderer, progress, workers)


def _files(
    site: Site, renderer: Renderer, progress: Callable[[int, int], None], workers: int | None
) -> Generator[tuple[str, bytes], None, None]:
    """The assets, then the lists, then a page for each audit; last what search knows of them all."""
    yield from renderer.assets().items()
    cases = site.corpus.audits
    tasks: tuple[Task, ...] = (*PLANNERS, *(partial(_audit, case) for case in cases))

    def files(task: Task) -> list[Finished]:
        finished = ((page, renderer.page(page)) for page in task(site))
        return [(page.path, body, entry(page, body)) for page, body in finished]

    index = Index()
    shared = cores(len(cases), FEWEST, MOST) if workers is None else workers
    for number, some in enumerate(made(tasks, files, shared), start=1 - len(PLANNERS)):
        for path, body, known in some:
            yield path, body
            if known is not None:
                index.add(known)
        if number > 0:
            progress(number, len(cases))
    yield from index.files()


def _audit(case: AuditCase, site: Site) -> Iterator[Page]:
    """An audit's page, and one for each of its actions."""
    yield plan_audit(site, case)
    yield from plan_action_pages(site, case)
