"""Charts as values that the template prints as SVG: positions in per cent across, so that text keeps its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from casekit.register.control import Control, Sign

TOP, BOTTOM = 16, 196
LEFT, RIGHT = 13.0, 98.0
KINDS = {Sign.COMMON: "common", Sign.BETTER: "better", Sign.WORSE: "worse"}


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line. kind: grid, mean, limit or path."""

    x1: str
    y1: str
    x2: str
    y2: str
    kind: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A point. kind: common, better or worse, each with its own shape."""

    x: str
    y: str
    kind: str


@dataclass(frozen=True, slots=True)
class Box:
    """A bar of so much width."""

    x: str
    y: str
    width: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text. anchor: start, middle or end."""

    x: str
    y: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. title and desc say in words what it shows; its table stands under it. keyed: marks have a legend."""

    id: str
    title: str
    desc: str
    height: int
    lines: tuple[Line, ...] = ()
    boxes: tuple[Box, ...] = ()
    marks: tuple[Mark, ...] = ()
    labels: tuple[Label, ...] = ()
    keyed: bool = False


def series(
    id: str, title: str, desc: str, names: Sequence[str], values: Sequence[float], found: Control | None
) -> Chart:
    """Shares over months, with mean and limits where there are any."""
    lines = [Line(_x(0), _y(v), _x(100), _y(v), "grid") for v in (0, 0.5, 1)]
    labels = [Label(_percent(LEFT - 1), _text(v), "end", f"{v:.0%}") for v in (0, 0.5, 1)]
    if found:
        for value, kind in ((found.mean, "mean"), (found.lower, "limit"), (found.upper, "limit")):
            lines.append(Line(_x(0), _y(value), _x(100), _y(value), kind))
    places = [100 * (n + 0.5) / len(values) for n in range(len(values))]
    lines += [Line(_x(place), str(BOTTOM), _x(place), str(BOTTOM + 5), "grid") for place in places]
    points = list(zip(places, values, strict=True))
    for (a, one), (b, other) in pairwise(points):
        lines.append(Line(_x(a), _y(one), _x(b), _y(other), "path"))
    signs = found.signs if found else (Sign.COMMON,) * len(values)
    marks = [Mark(_x(place), _y(value), KINDS[sign]) for (place, value), sign in zip(points, signs, strict=True)]
    if names:
        labels.append(Label(_x(0), str(BOTTOM + 20), "start", names[0]))
    if len(names) > 1:
        labels.append(Label(_x(100), str(BOTTOM + 20), "end", names[-1]))
    return Chart(id, title, desc, BOTTOM + 28, tuple(lines), (), tuple(marks), tuple(labels), keyed=found is not None)


def bars(id: str, title: str, desc: str, rows: Sequence[tuple[str, int]]) -> Chart:
    """A bar for each count, one below the other, each with its name and number over it."""
    most = max((number for _, number in rows), default=0) or 1
    labels, boxes = [], []
    for n, (name, number) in enumerate(rows):
        labels.append(Label("0", str(44 * n + 14), "start", f"{name}: {number}"))
        boxes.append(Box("0", str(44 * n + 19), _percent(100 * number / most)))
    return Chart(id, title, desc, 44 * len(rows), (), tuple(boxes), (), tuple(labels))


def _x(place: float) -> str:
    return _percent(LEFT + (RIGHT - LEFT) * place / 100)


def _y(value: float) -> str:
    return f"{BOTTOM - (BOTTOM - TOP) * value:.1f}"


def _text(value: float) -> str:
    return f"{BOTTOM - (BOTTOM - TOP) * value + 4:.1f}"


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
