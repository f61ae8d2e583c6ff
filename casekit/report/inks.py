"""The colours in which bars are printed, each with the colour of the words on it."""

from __future__ import annotations

INKS = {
    "t1": ("#0f5c4c", "#ffffff"),
    "t2": ("#8fcfbf", "#000000"),
    "t3": ("#f5c26b", "#000000"),
    "t4": ("#a3291c", "#ffffff"),
}
"""By tone, best to worst: the part's colour and its number's."""
