"""The forms of the month that is being worked on, for the site of the team: the same pages as casekit form makes."""

from __future__ import annotations

from datetime import date

from casekit.cli.forming import prefilled
from casekit.form.page import page
from casekit.link.corpus import surroundings
from casekit.privacy.mask import privacy
from casekit.publish.reader import TEAM
from casekit.read.files import Source
from casekit.stop import Stop
from casekit.words import addressable


def month_forms(tree: Source, readers: str, today: date) -> dict[str, bytes]:
    """The page of each audit that is expected in that month's programme and not completed, by its id.

    None where policy does not ask for them, for other readers than the team, of an audit that cannot be read whole, and
    of one in which something identifies somebody.
    """
    around = surroundings(tree)
    programme = around.programmes.get(f"{today:%Y-%m}")
    if readers != TEAM.id or not around.policy.programme.forms or programme is None:
        return {}
    words, paths, found = privacy(around.policy.privacy), set(tree.paths()), {}
    for one in programme.audits:
        path = f"audits/{programme.month}/{one.id}.md"
        raw = tree.read(path)[0] if one.expected and addressable(one.id) and path in paths else None
        if raw is None or words.find(raw.decode("utf-8", "replace")):
            continue
        try:
            made = prefilled(around, path, raw)
        except Stop:
            continue
        if made.case.audit.completed is None:
            found[one.id] = page(made, around.people).encode("utf-8")
    return found
