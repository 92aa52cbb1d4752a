"""Were one of these to fail, one number would stand for things that can't be added up, or a need would go unsaid."""

from __future__ import annotations

from allied.store.views.matrix import Cell, Head
from allied.store.views.mix import Element, Mix
from allied.tui.reading.matrix import Band, Crossing
from allied.tui.reading.mixed import lacking, order
from allied.tui.widgets.matrix import laid

NEEDED = Mix(
    [
        Element("members", 9, 12, 3),
        Element("communities", 3, 4, 1),
        Element("regions", 9, 8, 0),
        Element("role:spokesperson", 0, 1, 1),
        Element("role:notetaker", 0, 1, 1),
    ],
    False,
    [],
)


def test_what_is_missing_is_said_by_sort() -> None:
    assert lacking(NEEDED).text == "✗ 3 members, 1 community, 2 roles to go"
    assert lacking(NEEDED, 34).text == "✗ 3 members, 1 community, 2 roles"
    assert lacking(NEEDED, 24).text == "✗ 3 mem, 1 com, 2 role"
    assert lacking(NEEDED, 10).text == "✗ mix 1/5"
    assert order(NEEDED) == 6


def test_a_mix_of_nothing_is_not_sufficient() -> None:
    assert lacking(None).text == lacking(Mix([], False, [])).text == "not said"
    assert lacking(Mix([Element("members", 3, 2, 0)], True, [])).text == "✓ sufficient"


def _crossing(columns: int) -> Crossing:
    heads = [Head(str(n), f"h{n}", f"An initiative by number {n}", "active", 1, 1) for n in range(columns)]
    cell = Cell("in", "supporting", "coalition", None)
    return Crossing(heads, [Band("m", "A member of some name", "m", [cell] * columns)], [], "")


def test_columns_of_the_matrix_are_whole_and_use_the_room() -> None:
    few = laid(_crossing(3), 160)
    assert few.fitting == 3 and few.wide >= len("An initiative by number 1") + 1
    for width in (60, 79, 120, 160):
        many = laid(_crossing(12), width)
        taken = many.name + many.fitting * many.wide
        assert many.fitting < 12 and many.wide >= 18
        assert taken < width and width - taken <= many.fitting + 1
