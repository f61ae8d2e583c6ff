"""Where something is wrong, and what: the two values that every stage hands on."""

from __future__ import annotations

from dataclasses import dataclass

Route = tuple[str | int, ...]
"""A route of keys through front matter, such as ("actions", 0, "due"); () is the whole file.

A route that begins with "#" leads into the body: ("#", 41) is line 41 of the file.
"""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file as the author sees it.

    All four are 1-based; columns count code points; the end is exclusive.
    """

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


START = Span()
"""The first character of a file: where a problem stands that concerns the file as a whole."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that lint reports.

    path: the file, relative to the repository, with "/".
    code: the kind of mistake, such as CK203; its severity is looked up by this code, never stored here.
    message: one sentence, what is wrong. hint: what to do about it.
    audit: the audit's id; of a file that cannot be read as one, its name without .md; None for other files.
    source: clauses of the source documents, such as D12.
    because: reasons that stand underneath, one sentence each.
    place: where by keys, ids and headings, such as actions/a1/due, which stays when lines move; "" where unknown.
    limit: the id of the form's limit or trigger that it is about. causes: the places that it follows from.
    consequences: problems of the same causes, which go with this one.
    """

    path: str
    span: Span
    code: str
    message: str
    hint: str = ""
    audit: str | None = None
    source: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    place: str = ""
    limit: str = ""
    causes: tuple[str, ...] = ()
    consequences: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem before it is known which file and line it is on: what pure stages and rules yield.

    route: where, by keys; the pipeline turns it into a span. The rest is as in Problem; code may be empty
    where the caller knows it (a rule's own). at_key: it is the key itself that is wrong, not what follows it.
    private: what is typed there may be a child's name, so the place is told by numbers.
    causes: the routes of what it follows from, where a problem of the same causes would be no problem of its own.
    """

    route: Route
    message: str
    hint: str = ""
    code: str = ""
    source: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    at_key: bool = False
    private: bool = False
    limit: str = ""
    causes: tuple[Route, ...] = ()
