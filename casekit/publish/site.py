"""The whole site from a corpus and its history: path -> bytes, one page after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from casekit.model.corpus import Corpus
from casekit.model.history import History
from casekit.problem import Problem
from casekit.publish.context import About, Site, gather
from casekit.publish.plan import frame, plan
from casekit.publish.reader import reader
from casekit.publish.render import Renderer
from casekit.resources import resource


def build_site(
    corpus: Corpus,
    history: History,
    problems: Sequence[Problem],
    today: date,
    audience: str,
    about: About,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site. The same values give the same bytes, wherever and whenever it runs.

    audience: team or service; Stop(2) for any other. progress: called with how many audits have their page,
    and how many there are.
    """
    site = gather(corpus, history, problems, today, reader(audience), about)
    renderer = Renderer(resource("site"), frame(site))
    return _files(site, renderer, progress)


def _files(site: Site, renderer: Renderer, progress: Callable[[int, int], None]) -> Iterator[tuple[str, bytes]]:
    yield from renderer.assets().items()
    total = len(site.corpus.audits)
    done = 0
    for page in plan(site):
        yield page.path, renderer.page(page)
        if page.template == "audit.html":
            done += 1
            progress(done, total)
