"""A report as the file of each format."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date

from casekit.report.blocks import Document
from casekit.report.html import html
from casekit.report.markdown import markdown
from casekit.report.pdf import pdf
from casekit.report.word import word


def report_file(name: str, document: Document, today: date, data: Mapping[str, object]) -> bytes:
    """The report in one format; data: what it is as data for other programs."""
    makers: Mapping[str, Callable[[], bytes]] = {
        "md": lambda: markdown(document).encode(),
        "html": lambda: html(document).encode(),
        "json": lambda: (json.dumps(data, indent=2) + "\n").encode(),
        "pdf": lambda: pdf(document, today),
        "docx": lambda: word(document, today),
    }
    return makers[name]()
