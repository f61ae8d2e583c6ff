"""The council's colours as lines of the stylesheet; they stand behind casekit's own and leave paper as it is."""

from __future__ import annotations

from casekit.model.policy import Look


def colours(look: Look) -> bytes:
    """The lines; nothing where the council sets no colour."""
    light = _set({"top": look.header, "link": look.link})
    dark = _set({"top": look.header, "link": look.link_dark})
    rules = [f"@media screen {{ :root {{ {light} }} }}"] if light else []
    rules += [f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"] if dark or light else []
    return "".join(f"{rule}\n" for rule in rules).encode("ascii")


def _set(colours: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items() if colour)
