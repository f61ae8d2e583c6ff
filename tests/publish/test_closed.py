"""The site of closed months: what its pages hold together gives nothing away, and it holds nothing else."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from casekit.folder import manifest
from casekit.publish.closed.context import ClosedSite
from casekit.publish.closed.site import build_closed_site
from casekit.publish.reader import OUTSIDE
from casekit.register.bounds import Room
from casekit.register.closed import ClosedMonth
from casekit.register.ledger import Published
from casekit.register.monthly import MonthFigures
from casekit.register.published import published
from casekit.register.suppress import PROFILES, Profile
from casekit.report.outside import outside_data
from tests.publish.test_site import Whole
from tests.report.test_outside import FIGURES, attacker, months

CLOSES = {"2026-04": date(2026, 5, 14), "2026-05": date(2026, 6, 14)}
DFE, INTERNAL = PROFILES["dfe-c5"], PROFILES["internal"]


def closed(*figures: MonthFigures, profile: Profile = DFE, audience: str = "board") -> ClosedSite:
    """A site of one or two months."""
    names = list(CLOSES)[-len(figures) :] if figures else []
    found = [
        ClosedMonth(published(replace(one, month=name), profile), CLOSES[name], f"{name[-1]}" * 40)
        for name, one in zip(names, figures, strict=True)
    ]
    return ClosedSite(
        "Exampleshire", "OFFICIAL", audience, OUTSIDE[audience], profile, tuple(found[::-1]), (), 14, "a" * 40, "0.1"
    )


def built(site: ClosedSite) -> dict[str, str]:
    return {path: body.decode() for path, body in build_closed_site(site)}


def text(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def tables(page: str) -> dict[tuple[str, str], dict[str, list[str]]]:
    """The tables of a page as a reader sees them: caption and what it belongs to -> row -> its cells."""
    found = {}
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        caption = re.search(r"<caption[^>]*>(.*?)(?:<span class=\"unseen\">: (.*?)</span>)?</caption>", table)
        assert caption
        rows = {}
        for row in re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1], re.DOTALL):
            head, *cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
            rows[text(head)] = [text(cell) for cell in cells if "<svg" not in cell and "not drawn" not in cell]
        found[html.unescape(caption[1]), html.unescape(caption[2] or "")] = rows
    return found


def read(page: str, told: Published) -> dict[str, Any]:
    """The figures of a month's page, taken from the page alone, in the shape of the report's data."""
    seen = tables(page)
    out = []
    for table in told.tables:
        rows = seen[table.caption, table.part]
        assert list(rows) == list(dict(table.rows))
        numbers = {
            label: [
                None if cell == told.profile.mark else int(cell.replace(",", "")) for cell in cells if cell[:1] != "n"
            ]
            for label, cells in rows.items()
        }
        listed = [{"row": label, "figures": figures} for label, figures in numbers.items()]
        out.append({"rubric": table.form or None, "caption": table.caption, "rows": listed})
    return {"tables": out}


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.tuples(months(), months()), st.sampled_from([DFE, PROFILES["threshold-10"]]))
def test_the_attack_on_the_pages_of_a_site_recovers_nothing(
    drawn: tuple[MonthFigures, MonthFigures], profile: Profile
) -> None:
    site = closed(*drawn, profile=profile)
    files = built(site)
    for month, figures in zip(site.months, drawn[::-1], strict=True):
        data = read(files[f"months/{month.month}.html"], month.told)
        truth, _ = attacker(outside_data(published(figures, INTERNAL), month.close, "board"))
        seen, sums = attacker(data, truth)
        shown = {name: number for name, number in seen.items() if number is not None}
        assert all(truth[name] == number for name, number in shown.items())
        room = Room.of(sums, shown)
        for name in [name for name, number in seen.items() if number is None and name in room.order]:
            real = truth[name]
            assert real is not None
            low, high = room.climb(name, -1), room.climb(name, 1)
            assert low is not None
            if profile.small(real):
                assert low <= 1
                assert high is None or high >= profile.most
            assert high is None or high - low >= profile.most - 1
    everywhere_else_it_says_the_same(site, files)


def everywhere_else_it_says_the_same(site: ClosedSite, files: dict[str, str]) -> None:
    """No page but a month's has a figure of its own: each cell, tile and bar is one that the month's page shows too."""
    for path, page in files.items():
        if not path.endswith(".html") or path.startswith("months/2") or path in ("about.html", "figures.html"):
            continue
        for rows in tables(page).values():
            for head, cells in rows.items():
                known = [
                    month for month in site.months if head.startswith("April" if month.month[-1] == "4" else "May")
                ]
                for cell in cells:
                    parts = [part for part in re.split(r" of |\s", cell) if part]
                    allowed = {month.told.text(id) for month in known or site.months for id in month.told.shown}
                    dates = {"14", "May", "June", "2026"} if path == "months/index.html" else set()
                    assert set(parts) <= allowed | dates | {"–", "no", "grade", "was", "given"}, (path, head, cell)
        for desc in re.findall(r"<desc[^>]*>(.*?)</desc>", page):
            allowed = {month.told.text(id) for month in site.months for id in month.told.shown}
            assert set(re.findall(r" ([\d,]+)(?:, |$)", desc)) <= allowed


@settings(max_examples=8, deadline=None)
@given(months(), st.sampled_from([DFE, PROFILES["nhs-7r5"], PROFILES["threshold-10"]]))
def test_no_small_number_stands_in_a_cell_a_bar_or_what_is_read_out(month: MonthFigures, profile: Profile) -> None:
    for path, page in built(closed(month, profile=profile)).items():
        if path.endswith(".html") and path not in ("about.html", "figures.html"):
            shown = [number for rows in tables(page).values() for cells in rows.values() for number in cells]
            shown += re.findall(r'<li class=""><a[^>]*><strong>(.*?)</strong>', page)
            shown += [
                n for desc in re.findall(r"<desc[^>]*>(.*?)</desc>", page) for n in re.findall(r" ([\d,]+)", desc)
            ]
            shown += re.findall(r"<text[^>]*>(.*?)</text>", page)
            for cell in shown:
                for part in re.findall(r"(?<![\d ])[\d,]+(?= of|$)|(?<=of )[\d,]+", cell):
                    assert not profile.small(int(part.replace(",", ""))), (path, cell)


def test_the_index_knows_no_word_that_no_page_shows() -> None:
    files = built(closed(FIGURES))
    words = {word for path, body in files.items() if "words_" in path for word in re.findall(r'\["([^"]+)",\[', body)}
    shown = " ".join(text(body) for path, body in files.items() if path.endswith(".html")).casefold()
    assert len(words) > 100
    assert [word for word in words if word not in shown.replace("’", "'")] == []


def test_pages_are_whole_and_lead_only_to_pages_that_are_there() -> None:
    for site in (closed(FIGURES, FIGURES), closed(FIGURES, profile=INTERNAL, audience="public"), closed()):
        files = built(site)
        assert all(manifest.safe(path) for path in files)
        for path, page in files.items():
            if not path.endswith(".html"):
                continue
            it = Whole()
            it.feed(page)
            it.close()
            assert (it.wrong, it.open) == ([], []), path
            assert len(it.ids) == len(set(it.ids)), path
            assert set(it.refs) <= set(it.ids), path
            assert it.headings[0] == 1, path
            assert it.headings.count(1) == 1, path
            for link in it.links:
                target, _, anchor = link.partition("#")
                place = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
                assert place in files, (path, link)
                assert not anchor or f'id="{anchor}"' in files[place], (path, link)
            assert page.count(site.whom) >= 2, path
            assert "OFFICIAL" in page, path


def test_without_a_closed_month_every_page_says_so() -> None:
    files = built(closed())
    assert "No month has closed yet. A month closes 14 days after its last one" in text(files["index.html"])
    for path in ("themes.html", "moderation.html", "actions.html", "concerns.html", "programme.html", "feedback.html"):
        assert "No month that has closed has such figures yet." in text(files[path]), path
    assert "No month has closed yet." in text(files["months/index.html"])


def test_the_month_that_closed_last_comes_first() -> None:
    files = built(closed(FIGURES, FIGURES, profile=INTERNAL))
    home = text(files["index.html"])
    assert "May 2026, as it stood when it closed on 14 June 2026. No figure is left out for being small." in home
    assert "3 completed of 3 audits of the month" in home
    assert list(tables(files["months/index.html"])["Closed months, the newest first", ""]) == ["May 2026", "April 2026"]
    grades = tables(files["sections/toy-1.html"])
    assert list(grades["Voice of the child, by month", "Toy audit form, version 1"]) == ["May 2026", "April 2026"]


def test_the_same_months_give_the_same_bytes() -> None:
    assert built(closed(FIGURES, FIGURES)) == built(closed(FIGURES, FIGURES))


def test_months_that_closed_too_early_are_named() -> None:
    files = built(replace(closed(FIGURES), early=("2026-03",)))
    assert "so not shown: March 2026." in text(files["months/index.html"])
    assert "March 2026: closed before anything was committed here" in text(files["about.html"])
