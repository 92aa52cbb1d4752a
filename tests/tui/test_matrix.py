"""The matrix: where members stand, recorded by one key or with terms and proof, and the mix beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from allied.store.ledger import Change, Ledger
from allied.store.schema.keys import optin_key
from allied.store.verbs import documents, optins
from allied.tui.app import Allied
from allied.tui.screens.matrix import MatrixScreen
from allied.tui.widgets.matrix import Matrix

from .conftest import Comparing, Until, key, lines

SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.fixture
def campaign(coalition: Path) -> Path:
    """The coalition with two initiatives: one is asked of two members, and needs two of them."""
    ledger = Ledger.open(coalition)
    ledger.write(
        [
            Change(
                "initiative", key("i1"), {"title": "Clean air by 2030", "handle": "air", "stage": "active"}
            ),
            Change(
                "initiative", key("i2"), {"title": "Night trains", "handle": "trains", "stage": "forming"}
            ),
        ]
    )
    documents.change(ledger, "initiative", key("i1"), {"needs": {"members": 2, "regions": 1}})
    optins.record(ledger, key("m2"), key("i1"), {"visibility": "private", "level": "supporting"})
    optins.ask(ledger, key("m3"), key("i1"))
    return coalition


def text(app: Allied) -> str:
    return "\n".join(lines(app))


def answer(root: Path, member: str, initiative: str) -> dict[str, object]:
    doc = Ledger.open(root).get("optin", optin_key(key(initiative), key(member)))
    return dict(doc or {})


@pytest.mark.parametrize("size", SIZES)
async def test_it_shows_where_each_stands(
    campaign: Path, until: Until, same_grid: Comparing, size: tuple[int, int]
) -> None:
    app = Allied(campaign)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("X")
        await until(pilot, lambda: isinstance(app.screen, MatrixScreen) and "● in ◯ suppor" in text(app))
        assert "? asked" in text(app) and "members" in text(app)
        await until(pilot, lambda: size[0] < 110 or "Coalition for" in lines(app)[0])
        same_grid(app, f"matrix-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES)
async def test_an_answer_is_one_key_and_undone_by_one(
    campaign: Path, until: Until, size: tuple[int, int]
) -> None:
    app = Allied(campaign)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("g", "x")
        await until(pilot, lambda: "Mères au front" in text(app))
        matrix = app.screen.query_one(Matrix)
        await pilot.press("j", "j")
        assert matrix.band is not None and matrix.band.key == key("m3")
        await pilot.press("i")
        await until(pilot, lambda: answer(campaign, "m3", "i1").get("state") == "in")
        await until(pilot, lambda: matrix.cell is not None and matrix.cell.state == "in")
        assert matrix.at == (2, 0)
        await pilot.press("u")
        await until(pilot, lambda: matrix.cell is not None and matrix.cell.state == "asked")
        await pilot.press("d")
        await until(pilot, lambda: answer(campaign, "m3", "i1").get("state") == "declined")


async def test_terms_and_proof_are_asked_by_enter(campaign: Path, until: Until) -> None:
    app = Allied(campaign)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("X")
        await until(pilot, lambda: "Mères au front" in text(app))
        await pilot.press("l", "enter")
        await until(pilot, lambda: "Berlin Housing Network is in · Night trains" in text(app))
        await until(pilot, lambda: "visibility" in text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: answer(campaign, "m2", "i2").get("state") == "in")
        await pilot.press("h", "D")
        await until(pilot, lambda: "Berlin Housing Network declines" in text(app))
        await pilot.press("escape")


async def test_what_is_not_possible_is_said(campaign: Path, until: Until) -> None:
    app = Allied(campaign)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("X")
        await until(pilot, lambda: "● in ◯ suppor" in text(app))
        await pilot.press("i")
        await until(pilot, lambda: "is in already" in text(app))
        await pilot.press("l", "w")
        await until(pilot, lambda: "there is nothing" in text(app))
    assert answer(campaign, "m2", "i2") == {}


async def test_members_are_grouped_narrowed_and_opened(campaign: Path, until: Until) -> None:
    app = Allied(campaign)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("X")
        await until(pilot, lambda: "Mères au front" in text(app))
        await pilot.press("b")
        await until(pilot, lambda: "europe  ·  1 member, 0 in" in text(app) and "of none" in text(app))
        await pilot.press("slash", *"berl")
        await until(pilot, lambda: "Mères" not in text(app) and "Berlin" in text(app))
        await pilot.press("enter", "m")
        await until(pilot, lambda: "History" in text(app) and "berlin" in text(app))
        await pilot.press("escape", "escape", "escape")
        await until(pilot, lambda: not isinstance(app.screen, MatrixScreen))


async def test_another_process_shows_and_the_cursor_stays(campaign: Path, until: Until) -> None:
    app = Allied(campaign)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("X")
        await until(pilot, lambda: "Mères au front" in text(app))
        await pilot.press("j", "l")
        matrix = app.screen.query_one(Matrix)
        before = (matrix.band, matrix.head)
        ledger = Ledger.open(campaign)
        ledger.write([Change("member", key("m0"), {"name": "Aarhus Cyclists", "status": "active"})])
        await until(pilot, lambda: "Aarhus Cyclists" in text(app))
        assert matrix.band and before[0] and matrix.band.key == before[0].key
        assert matrix.head == before[1]


async def test_a_click_moves_and_a_second_opens(campaign: Path, until: Until) -> None:
    app = Allied(campaign)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("X")
        await until(pilot, lambda: "Mères au front" in text(app))
        matrix = app.screen.query_one(Matrix)
        await pilot.click(Matrix, offset=(26 + 20, 3))
        await until(pilot, lambda: matrix.at == (1, 1))
        await pilot.click(Matrix, offset=(26 + 20, 3), times=2)
        await until(pilot, lambda: "European Digital Rights is in" in text(app))


async def test_initiatives_are_listed_with_who_is_in_and_what_is_missing(
    campaign: Path, until: Until
) -> None:
    app = Allied(campaign)
    async with app.run_test(size=(200, 60)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("3")
        await until(pilot, lambda: "Clean air by 2030" in text(app))
        (air,) = [line for line in lines(app) if "Clean air by 2030" in line and "active" in line]
        assert "1/2" in air and "✗ 1 member, 1 region" in air
        (trains,) = [line for line in lines(app) if "Night trains" in line and "forming" in line]
        assert "0/0" in trains and "not said" in trains
        await pilot.press("j", "X")
        await until(
            pilot, lambda: isinstance(app.screen, MatrixScreen) and app.screen.query_one(Matrix).at[1] == 1
        )
