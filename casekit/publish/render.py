"""Pages to bytes: the templates that travel with casekit, compiled once; none ever comes from an audited repository."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

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
        self._around: dict[tuple[str, str, str], Markup] = {}
        self._led_to = {item.href for item in frame.navigation}
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
            "frame_html": self._framed,
        }

    def page(self, page: Page) -> bytes:
        """The bytes of one page: UTF-8, LF."""
        if isinstance(page.body, Rows):
            return rows_script(page.body)
        return self._template(page.template).render(page=page, body=page.body, root=page.root).encode("utf-8")

    def _template(self, name: str) -> Template:
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = self._environment.get_template(name)
        return found

    def _framed(self, name: str, root: str, at: str) -> Markup:
        """What stands above or under each page, made once; at: the page, which the navigation marks where it has it."""
        key = (name, root, at if at in self._led_to else "")
        found = self._around.get(key)
        if found is None:
            found = self._around[key] = Markup(self._template(name).render(root=root, at=at))
        return found

    def assets(self) -> dict[str, bytes]:
        """The stylesheet with the council's colours, the scripts, the icon and the logo; with LF."""
        made = {name: (self._folder / "assets" / name).read_bytes().replace(b"\r\n", b"\n") for name in ASSETS}
        made["style.css"] += colours(self._frame.look)
        if self._frame.logo is not None:
            made[self._frame.logo.name] = self._frame.logo.content
        return made
