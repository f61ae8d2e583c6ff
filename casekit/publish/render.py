"""Pages to bytes: the templates that travel with casekit, compiled once; none ever comes from an audited repository."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from casekit.publish.cells import cell_html, head_html, rows_html
from casekit.publish.lists import Rows, rows_script
from casekit.publish.look import colours
from casekit.publish.page import Page
from casekit.publish.plan import Frame

ASSETS = ("style.css", "script.js", "search.js", "favicon.svg")


class Renderer:
    """Turns pages into bytes. folder: where templates and assets lie."""

    def __init__(self, folder: Path, frame: Frame) -> None:
        self._folder, self._frame = folder, frame
        self._templates: dict[str, Template] = {}
        self._environment = Environment(
            loader=FileSystemLoader(folder / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals |= {
            "site": frame,
            "head_html": head_html,
            "rows_html": rows_html,
            "cell_html": cell_html,
        }

    def page(self, page: Page) -> bytes:
        """The bytes of one page: UTF-8, LF."""
        if isinstance(page.body, Rows):
            return rows_script(page.body)
        template = self._templates.get(page.template)
        if template is None:
            template = self._templates[page.template] = self._environment.get_template(page.template)
        return template.render(page=page, body=page.body, root=page.root).encode("utf-8")

    def assets(self) -> dict[str, bytes]:
        """The stylesheet with the council's colours, the scripts, the icon and the logo; with LF."""
        made = {name: (self._folder / "assets" / name).read_bytes().replace(b"\r\n", b"\n") for name in ASSETS}
        made["style.css"] += colours(self._frame.look)
        if self._frame.logo is not None:
            made[self._frame.logo.name] = self._frame.logo.content
        return made
