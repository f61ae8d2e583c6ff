"""programme.yaml as text: whatever is drawn for a month, in whatever order, stays there whole."""

from dataclasses import replace
from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as some

from casekit.edit.programme import also, joined, programme_text
from casekit.link.programme import programme as read
from casekit.model.programme import KINDS, MONTHLY, Allotted, Drawn, Exempted, ListedCase, Programme, Shortage

PATH = "audits/2026-12/programme.yaml"
FIRST = date(2026, 12, 1)
TEXTS = some.text("abc: #'\"{}[],é-0", min_size=1, max_size=12).map(str.strip).filter(bool)
MAY = some.booleans()


@some.composite
def drawings(draw: some.DrawFn) -> list[Programme]:
    """Some draws of one month, each with what it may bring."""
    made = []
    for number, kind in enumerate(draw(some.lists(some.sampled_from(KINDS), min_size=1, max_size=3, unique=True)), 1):
        theme = "" if kind == MONTHLY else draw(some.sampled_from(["", "neglect", "no"]))
        case = ListedCase(f"K{number}Q2", ("one",), (), "blue", {"practitioner": "p101"})
        spare = replace(case, ref=f"R{number}Q2", spare=(kind, theme), restricted=draw(MAY))
        one = Allotted(f"2026-12-{number:04d}", case, "p001", date(2026, 12, 31), kind, theme)
        made.append(
            Programme(
                month="2026-12",
                path=PATH,
                due=date(2026, 12, 31),
                drawn=Drawn(
                    kind, theme, FIRST, draw(TEXTS), "toy@1", draw(some.integers(0, 9)), f"sha256:{number:064d}"
                ),
                audits=(one,),
                reserve=(spare,) if draw(MAY) else (),
                exempt=(Exempted("p013", draw(TEXTS)),) if draw(MAY) else (),
                short=(Shortage("p011", 2, draw(TEXTS), kind),) if draw(MAY) else (),
            )
        )
    return made


def placed(programme: Programme) -> Programme:
    audits = (replace(one, route=("audits", n)) for n, one in enumerate(programme.audits))
    return replace(programme, audits=tuple(audits))


@given(drawings())
def test_any_order_of_draws_keeps_all_that_each_drew(drawn: list[Programme]) -> None:
    for order in permutations(drawn):
        text, whole = programme_text(order[0]), order[0]
        for later in order[1:]:
            text, whole = joined(text, later), also(whole, later)
        found, problems = read(PATH, text.encode())
        assert problems == []
        assert found == placed(whole)
        for one in drawn:
            draw = found.draw_of(one.drawn.kind, one.drawn.theme)
            assert draw == one.drawn
            for name in ("reserve", "exempt", "short"):
                assert all(kept in getattr(found, name) for kept in getattr(one, name))


def test_a_list_that_is_there_and_empty_is_filled_and_comments_stay() -> None:
    case = ListedCase("R1Q2", (), (), "blue", {}, spare=("thematic", "neglect"))
    later = Programme("2026-12", PATH, drawn=Drawn("thematic", "neglect", FIRST, "x"), reserve=(case,))
    text = "month: 2026-12\ndue: 2026-12-31\naudits:   # none yet\nreserve: []  # nor here\n\n# the end\n"
    after = joined(text, later)
    assert "audits:   # none yet\n" in after
    assert "  # nor here\n" in after
    found, problems = read(PATH, after.encode())
    assert problems == []
    assert found is not None
    assert (found.reserve, found.also) == ((case,), (later.drawn,))
