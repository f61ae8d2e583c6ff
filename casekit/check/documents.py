"""What a rule means, as its page in docs/rules says it: the one text for terminal, docs and site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from casekit.resources import resource


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule's page. text: what it is and why; cure: what to do; source: clause ids, or "casekit".

    planted: the patch by which demo plants the mistake, as YAML text; "" where it plants none.
    """

    code: str
    title: str
    severity: str
    source: str
    text: str
    cure: str
    planted: str = ""


def rule_page(code: str) -> RulePage | None:
    """The page of that rule, or None where there is none."""
    path = resource("rules") / f"{code}.md"
    return parse(path) if path.is_file() else None


def rule_pages() -> list[RulePage]:
    """Every rule's page, by code."""
    return [parse(path) for path in sorted(resource("rules").glob("CK*.md"))]


def parse(path: Path) -> RulePage:
    """A page in its parts; ValueError where it is not of the shape that all rule pages have."""
    text = path.read_text(encoding="utf-8")
    head = re.match(r"# (CK\d{3}) (.+)\nSeverity: (\w+)\nSource: (.+)\n", text)
    if head is None:
        raise ValueError(f"{path.name} does not begin with a heading, its severity and its source")
    parts = re.split(r"^## (.+)$", text[head.end() :], flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    planted = re.search(r"```yaml\n(.*?)```", sections.get("Planted in demo", ""), re.DOTALL)
    return RulePage(
        code=head[1],
        title=head[2],
        severity=head[3],
        source=head[4],
        text=parts[0].strip(),
        cure=sections.get("What to do", "").strip(),
        planted=planted[1] if planted else "",
    )
