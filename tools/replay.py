"""Replays the worked examples into a fresh repository: `.venv/bin/python tools/replay.py build/examples`.

The audits in audits/ are the finished files; tests/examples/steps.yaml says who did what to them when, and explains
how. Same files and same steps, same commit ids.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from casekit.history.create import NewCommit, Who, create
from casekit.link.corpus import surroundings
from casekit.model.document import Document, Value
from casekit.model.fingerprint import fingerprint
from casekit.model.people import People
from casekit.read.document import read_audit, read_yaml
from casekit.read.files import Folder
from casekit.stop import Stop

ROOT = Path(__file__).resolve().parent.parent
STEPS = ROOT / "tests" / "examples" / "steps.yaml"
SET_UP = ("casekit.toml", "people.yaml")
"""What the first commit holds."""
NOT_REPLAYED = b"\n# Not replayed:"
"""What follows this in one of them holds for the project itself and not for the repository that is made."""
BODY = "body"
MODERATED = "moderated"

Path_ = tuple[str, ...]
"""Where something stands in an audit: keys and ids of the front matter, or BODY and then headings."""


class Mistake(Exception):
    """The steps do not fit the files; its text is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Step:
    """One commit to one audit. adds: what came into the file with it; for_now: what stood there until added."""

    audit: str
    who: str
    at: datetime
    says: str
    adds: tuple[Path_, ...]
    for_now: Mapping[Path_, str] = field(default_factory=dict)
    event: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a finished file, and what it belongs to."""

    of: Path_
    text: str


@dataclass(frozen=True, slots=True)
class Recording:
    """All that was recorded: who set the repository up, the steps of each audit, and when a month's programme came."""

    start: Step
    audits: Mapping[str, tuple[Step, ...]]
    programmes: Mapping[str, Step] = field(default_factory=dict)


def recording(path: Path = STEPS) -> Recording:
    """The recorded steps."""
    document, problems = read_yaml(path.name, path.read_bytes())
    if document is None or not isinstance(document.data, dict):
        raise Mistake("; ".join(f"{p.path}:{p.span.line} {p.message}" for p in problems))
    audits = _mapping(document.data["audits"])
    zone = ZoneInfo(_policy_zone())
    steps = {audit: tuple(_step(audit, _mapping(one), zone) for one in _list(some)) for audit, some in audits.items()}
    programmes = _mapping(document.data.get("programmes") or {})
    drawn = {month: _step(month, _mapping(one), zone) for month, one in programmes.items()}
    return Recording(_step("", _mapping(document.data["start"]), zone), steps, drawn)


def _policy_zone() -> str:
    return surroundings(Folder(ROOT)).policy.timezone


def _step(audit: str, data: Mapping[str, Value], zone: ZoneInfo) -> Step:
    unknown = set(data) - {"who", "at", "says", "adds", "for_now", "event", "grade"}
    if unknown:
        raise Mistake(f"A step of {audit} has keys that mean nothing: {', '.join(sorted(unknown))}.")
    return Step(
        audit=audit,
        who=str(data["who"]),
        at=datetime.fromisoformat(str(data["at"])).replace(tzinfo=zone),
        says=str(data["says"]),
        adds=tuple(_place(str(name)) for name in _list(data.get("adds") or [])),
        for_now={_place(name): str(text) for name, text in _mapping(data.get("for_now") or {}).items()},
        event=str(data.get("event", "")),
        grade=str(data.get("grade", "")),
    )


def _place(name: str) -> Path_:
    return tuple(name.split("/" if name.startswith(f"{BODY}/") else "."))


def lines(document: Document) -> list[Line]:
    """Every line of a finished file with what it belongs to; the lines with --- belong to the file as such."""
    starts: dict[int, Path_] = {}
    for route, span in sorted(document.marks.values.items(), key=lambda item: len(item[0])):
        if route:
            span = document.marks.keys.get(route, span)
            starts.setdefault(span.line, _named(route, document.data))
    titles: list[tuple[int, str]] = []
    for heading in document.body.headings:
        titles = [title for title in titles if title[0] < heading.level] + [(heading.level, heading.title)]
        starts[heading.line - 1] = (BODY, *(title for _, title in titles))  # with the blank line before it
    starts[document.body.first_line - 1] = ()
    found: list[Line] = []
    place: Path_ = ()
    for number, text in enumerate(document.text.splitlines(keepends=True), 1):
        place = starts.get(number, place)
        found.append(Line(place, text))
    return found


def _named(route: Sequence[str | int], data: Value) -> Path_:
    """The route with the ids of entries in place of their numbers."""
    names: list[str] = []
    for part in route:
        inner = data[part] if isinstance(data, list) and isinstance(part, int) else _mapping(data)[str(part)]
        names.append(str(inner.get("id", part)) if isinstance(part, int) and isinstance(inner, dict) else str(part))
        data = inner
    return tuple(names)


def versions(finished: Document, steps: Sequence[Step]) -> list[str]:
    """The file as it was after each step; the last is the finished file."""
    whole = lines(finished)
    places = {line.of[:length] for line in whole for length in range(len(line.of) + 1)}
    for name in {name for step in steps for name in (*step.adds, *step.for_now)} - places:
        raise Mistake(f"{steps[0].audit}: a step names {'.'.join(name)}, which the finished file does not have.")
    first = {name: n for n, step in reversed(list(enumerate(steps))) for name in step.adds}
    texts = [_version(whole, first, _for_now(steps[: n + 1]), n) for n in range(len(steps))]
    for step, before, after in zip(steps, ["", *texts], texts, strict=False):
        if before == after:
            raise Mistake(f"{step.audit}: the step at {step.at:%Y-%m-%dT%H:%M} changes nothing.")
    if texts[-1] != finished.text:
        got = [*texts[-1].splitlines(keepends=True), ""]
        place = next(n for n, line in enumerate(whole) if line.text != got[n])
        left = next(line for line in whole[place:] if line.text.strip())
        raise Mistake(f"{steps[0].audit}: no step adds '{left.text.strip()}' as it stands in the finished file.")
    return texts


def _for_now(steps: Iterable[Step]) -> dict[Path_, str]:
    """What stands in place of the finished text after these steps."""
    standing: dict[Path_, str] = {}
    for step in steps:
        for name in step.adds:
            standing.pop(name, None)
        standing |= step.for_now
    return standing


def _version(whole: Sequence[Line], first: Mapping[Path_, int], standing: Mapping[Path_, str], n: int) -> str:
    there = {line.of for line in whole if _there(line.of, first, n)} | set(standing)
    needed = {place[:length] for place in there for length in range(len(place) + 1)}
    text, replaced = "", set()
    for line in whole:
        instead = next((name for name in standing if line.of[: len(name)] == name), None)
        if instead is None:
            text += line.text if line.of in needed else ""
        elif instead not in replaced:
            replaced.add(instead)
            text += f"{line.text[: line.text.index(':')]}: {standing[instead]}\n"
    return text


def _there(place: Path_, first: Mapping[Path_, int], n: int) -> bool:
    """Whether the nearest thing around a line that any step names had been added."""
    for length in range(len(place), 0, -1):
        if place[:length] in first:
            return first[place[:length]] <= n
    return not place


def commits(root: Path = ROOT, recorded: Recording | None = None) -> Iterator[NewCommit]:
    """The commits of all audits in the order of time, after the one that sets the repository up."""
    recorded = recorded or recording()
    around = surroundings(Folder(root))
    start = recorded.start
    set_up: dict[str, bytes | None] = {n: (root / n).read_bytes().partition(NOT_REPLAYED)[0] for n in SET_UP}
    yield NewCommit(start.says + "\n", who(start, around.people), set_up)
    made: list[tuple[Step, str, str]] = []
    for audit, steps in recorded.audits.items():
        path = f"audits/{audit[:7]}/{audit}.md"
        made += [(step, path, text) for step, text in zip(steps, versions(read(root, path), steps), strict=True)]
    for month, step in recorded.programmes.items():
        path = f"audits/{month}/programme.yaml"
        made.append((step, path, (root / path).read_text(encoding="utf-8")))
    for step, path, text in sorted(made, key=lambda one: one[0].at):
        if step.audit in recorded.programmes:
            yield NewCommit(f"{step.says}\n", who(step, around.people), {path: text.encode()})
            continue
        linked = around.link(path, text.encode(), [])
        if linked.case is None:
            raise Mistake(f"{step.audit} cannot be read as it was at {step.at:%Y-%m-%dT%H:%M}.")
        message = f"{step.audit}: {step.says}\n{trailers(step, fingerprint(linked.case.audit))}"
        yield NewCommit(message, who(step, around.people), {path: text.encode()})


def read(root: Path, path: str) -> Document:
    """A finished audit."""
    document, problems = read_audit(path, (root / path).read_bytes())
    if document is None:
        raise Mistake(f"{path}: {problems[0].message}")
    return document


def who(step: Step, people: People) -> Who:
    """Whoever made a step, as git records them: by job title, never by name."""
    person = people.by_id.get(step.who)
    if person is None or not person.emails:
        raise Mistake(f"{step.who} has no address in people.yaml.")
    return Who(person.title, person.emails[0], step.at)


def trailers(step: Step, judged: str) -> str:
    """The last paragraph of the message, where the step is a moderation, a dispute or its resolution."""
    if not step.event:
        return ""
    said = {
        "Casekit-Audit": step.audit,
        "Casekit-Event": step.event,
        "Casekit-Grade": step.grade,
        "Casekit-Judged": judged if step.event == MODERATED else "",
        "Moderated-by": step.who if step.event == MODERATED else "",
    }
    return "\n" + "".join(f"{key}: {value}\n" for key, value in said.items() if value)


def _mapping(value: Value) -> Mapping[str, Value]:
    if not isinstance(value, dict):
        raise Mistake(f"Keys with values should stand here, and not {value}.")
    return value


def _list(value: Value) -> Sequence[Value]:
    if not isinstance(value, list):
        raise Mistake(f"A list should stand here, and not {value}.")
    return value


def main(arguments: Sequence[str]) -> int:
    """Makes the repository in the folder that is named."""
    if len(arguments) != 1:
        print("Say in which new folder the repository is to be made.", file=sys.stderr)
        return 2
    try:
        made = create(Path(arguments[0]), list(commits()))
    except (Mistake, Stop) as mistake:
        print(mistake, file=sys.stderr)
        return 2
    print(f"The worked examples are in {arguments[0]}; the last commit is {made[''][:10]}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
