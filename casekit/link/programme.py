"""programme.yaml of each month, built into the model."""

from __future__ import annotations

from dataclasses import replace

from casekit.conform.messages import conform
from casekit.link.values import Map, day, entries, mapping, text
from casekit.model.document import Value
from casekit.model.programme import (
    MONTHLY,
    Allotted,
    Cascaded,
    Drawn,
    Exempted,
    ListedCase,
    Note,
    Programme,
    Shortage,
    Swap,
)
from casekit.problem import Problem, Route
from casekit.read.document import read_yaml
from casekit.read.files import Source
from casekit.read.names import Kind, kind

SHAPE, ELSEWHERE = "CK101", "CK860"
PLACES = ("practitioner", "former_practitioner", "team_manager", "service_manager", "reviewer")
"""Who may stand in a case."""


def programmes(source: Source) -> tuple[dict[str, Programme], list[Problem]]:
    """Every month's programme, by month, oldest first; what cannot be read is reported."""
    found: dict[str, Programme] = {}
    problems: list[Problem] = []
    for path in sorted(path for path in source.paths() if kind(path) is Kind.PROGRAMME):
        raw, faults = source.read(path)
        problems += faults
        if raw is not None:
            built, more = programme(path, raw)
            problems += more
            if built is not None:
                found[built.month] = built
    return found, problems


def programme(path: str, raw: bytes) -> tuple[Programme | None, list[Problem]]:
    """The programme in those bytes; None where it cannot be read."""
    document, problems = read_yaml(path, raw)
    if document is None:
        return None, problems
    remarks = conform("programme", document.data)
    problems += [Problem(path, document.marks.of(r.route), SHAPE, r.message, r.hint) for r in remarks]
    data = mapping(document.data)
    folder = path.split("/")[-2]
    if text(data.get("month")) not in ("", folder):
        message = f"This programme says that it is that of {text(data.get('month'))}, and lies in the folder {folder}."
        problems.append(
            Problem(path, document.marks.of(("month",)), ELSEWHERE, message, "Correct the month, or move the file.")
        )
    return Programme(
        month=folder,
        path=path,
        due=day(data.get("due")),
        drawn=_drawn(mapping(data.get("drawn"))),
        also=tuple(_drawn(item) for item, _ in entries(data.get("also_drawn"), ())),
        audits=tuple(_allotted(item, route) for item, route in entries(data.get("audits"), ("audits",))),
        reserve=tuple(
            replace(_case(item), spare=(text(item.get("for")) or MONTHLY, text(item.get("theme"))))
            for item, _ in entries(data.get("reserve"), ())
        ),
        exempt=tuple(Exempted(text(e.get("who")), text(e.get("why"))) for e, _ in entries(data.get("exempt"), ())),
        short=tuple(
            Shortage(text(e.get("who")), _number(e.get("missing")), text(e.get("why")), text(e.get("for")) or MONTHLY)
            for e, _ in entries(data.get("short"), ())
        ),
        cascaded=tuple(
            Cascaded(text(e.get("by")), day(e.get("on")), _texts(e.get("teams")))
            for e, _ in entries(data.get("cascaded"), ())
        ),
    ), problems


def _drawn(item: Map) -> Drawn:
    return Drawn(
        kind=text(item.get("for")) or MONTHLY,
        theme=text(item.get("theme")),
        on=day(item.get("on")),
        seed=text(item.get("seed")),
        rubric=text(item.get("rubric")),
        listed=_number(item.get("cases")),
        digest=text(item.get("list")),
    )


def _allotted(item: Map, route: Route) -> Allotted:
    swaps = tuple(Swap(text(s.get("from")), text(s.get("to")), _note(s)) for s, _ in entries(item.get("swapped"), ()))
    made = Allotted(
        id=text(item.get("id")),
        case=_case(mapping(item.get("case"))),
        auditor=text(item.get("auditor")),
        due=day(item.get("due")),
        kind=text(item.get("kind")) or MONTHLY,
        theme=text(item.get("theme")),
        jointly=_texts(item.get("jointly")),
        swaps=swaps,
        replaces=text(item.get("replaces")),
        route=route,
    )
    noted = {key: _note(mapping(item[key])) for key in ("exempt", "cancelled", "stopped", "late") if item.get(key)}
    return replace(made, **noted)  # type: ignore[arg-type]


def _case(item: Map) -> ListedCase:
    return ListedCase(
        ref=text(item.get("ref")),
        types=_texts(item.get("type")),
        flags=_texts(item.get("flags")),
        team=text(item.get("team")),
        people={place: text(item[place]) for place in PLACES if text(item.get(place))},
        ties=_texts(item.get("ties")),
        restricted=text(item.get("restricted")) == "yes",
    )


def _note(item: Map) -> Note:
    return Note(text(item.get("by")), day(item.get("on")), text(item.get("why")), text(item.get("reason")))


def _texts(value: Value) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(filter(None, map(text, listed)))


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
