"""Whether colours that a council chose can be told apart by those who read the pages (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

LEAST = 4.5
AGAINST: Mapping[str, tuple[str, ...]] = {
    "header": ("#ffffff", "#d5e0e4"),
    "link": ("#ffffff", "#f3f4f5", "#eceeef", "#fdf1d8", "#fbe7e4", "#dff2ec"),
    "link_dark": ("#101415", "#1f2629", "#2a3236", "#3b2e12", "#43201b", "#17352d"),
}
"""The colours of the stylesheet that each one meets: text on the header, links on every ground."""


def contrast(one: str, other: str) -> float:
    """The ratio of two colours written #rrggbb, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_weak(chosen: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """Each chosen colour that is not told apart well enough, with its lowest ratio."""
    for name, others in AGAINST.items():
        if chosen.get(name):
            lowest = min(contrast(chosen[name], other) for other in others)
            if lowest < LEAST:
                yield name, lowest


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
