"""Were one of these to fail, long lists would stall, or a refresh would throw the reader off the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from allied.tui.messages import RowMoved, RowOpened
from allied.tui.page import Cell, Column, Page, Row
from allied.tui.widgets.columns import GAP, place
from allied.tui.widgets.table import VirtualTable
from textual.app import App, ComposeResult
from textual.strip import Strip

COLUMNS = (
    Column("title", "Title", lambda r: Cell(r.doc["title"]), 10, 1, 9, lambda r: r.doc["title"]),
    Column("size", "Size", lambda r: Cell(str(r.doc["size"]), "dim"), 8, 0, 3, lambda r: r.doc["size"], True),
)


def page(numbers: Sequence[int], headings: dict[int, str] | None = None) -> Page:
    rows: list[Row] = []
    for n in numbers:
        if headings and n in headings:
            rows.append(Row(f"# {n}", "", "", {}, heading=headings[n]))
        rows.append(Row(f"id{n}", "action", f"k{n}", {"id": f"k{n}", "title": f"row {n}", "size": -n}))
    return Page(rows, COLUMNS, lambda r: f"row {r.doc['size']} {r.doc['title']}")


class Counting(VirtualTable):
    """Counts the lines it draws."""

    drawn = 0

    def render_line(self, y: int) -> Strip:
        self.drawn += 1
        return super().render_line(y)


class Holder(App[None]):
    """An app with nothing but a table."""

    def __init__(self, first: Page) -> None:
        super().__init__()
        self.first = first
        self.heard: list[Any] = []

    def compose(self) -> ComposeResult:
        yield Counting(id="table")

    def on_mount(self) -> None:
        table = self.query_one(Counting)
        table.fill(self.first)
        table.focus()

    def on_row_opened(self, message: RowOpened) -> None:
        self.heard.append(message.row.key)

    def on_row_moved(self, message: RowMoved) -> None:
        self.heard.append(message)


def here(table: VirtualTable) -> str:
    assert table.row is not None
    return table.row.key


async def test_two_hundred_thousand_rows_draw_what_is_seen(until: Any) -> None:
    app = Holder(page(range(200_000)))
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.query_one(Counting)
        await until(pilot, lambda: table.drawn > 0)
        assert table.drawn < 24 * 8
        await pilot.press("j")
        await until(pilot, lambda: here(table) == "k1")
        await pilot.pause(0.1)
        table.drawn = 0
        await pilot.press("j")
        await until(pilot, lambda: here(table) == "k2" and table.drawn)
        assert table.drawn <= 6
        await pilot.press("G")
        await until(pilot, lambda: here(table) == "k199999")
        assert table.drawn < 24 * 8
        await pilot.press("home")
        await until(pilot, lambda: here(table) == "k0")
        assert table.scroll_y == 0


async def test_a_refresh_keeps_cursor_line_and_scroll(until: Any) -> None:
    app = Holder(page(range(500)))
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.query_one(Counting)
        for _ in range(3):
            await pilot.press("pagedown")
        for _ in range(5):
            await pilot.press("k")
        key, line = here(table), table.cursor - round(table.scroll_y)
        table.fill(page([*range(-40, 0), *range(500)]))
        assert here(table) == key
        await until(pilot, lambda: table.cursor - round(table.scroll_y) == line)


async def test_the_cursor_stays_put_where_its_row_went(until: Any) -> None:
    app = Holder(page(range(10)))
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.query_one(Counting)
        for _ in range(4):
            await pilot.press("j")
        await until(pilot, lambda: here(table) == "k4")
        table.fill(page([n for n in range(10) if n != 4]))
        assert here(table) == "k5"
        table.fill(page([0, 1]))
        assert here(table) == "k1"
        table.fill(page([]))
        assert table.row is None


async def test_filter_sort_and_both_after_a_refresh(until: Any) -> None:
    app = Holder(page(range(100)))
    async with app.run_test(size=(80, 24)):
        table = app.query_one(Counting)
        table.narrow("row 7")
        assert [r.key for r in table.rows.seen] == [f"k{n}" for n in range(100) if "7" in str(n)]
        table.sort("size")
        assert [r.key for r in table.rows.seen][:2] == ["k97", "k87"]
        table.fill(page(range(75)))
        assert [r.key for r in table.rows.seen][:2] == ["k74", "k73"]
        table.narrow("")
        assert len(table.rows.seen) == 75


async def test_headings_are_stepped_over(until: Any) -> None:
    app = Holder(page(range(6), {0: "Late", 3: "Soon"}))
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.query_one(Counting)
        assert here(table) == "k0"
        for _ in range(3):
            await pilot.press("j")
        await until(pilot, lambda: here(table) == "k3")
        await pilot.press("k")
        await until(pilot, lambda: here(table) == "k2")
        table.narrow("row 4")
        assert [r.heading or r.key for r in table.rows.seen] == ["Soon", "k4"]


async def test_the_mouse_moves_opens_and_sorts(until: Any) -> None:
    app = Holder(page(range(50)))
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.query_one(Counting)
        await pilot.click(table, offset=(5, 4))
        await until(pilot, lambda: here(table) == "k3")
        await pilot.click(table, offset=(5, 6), times=2)
        await until(pilot, lambda: "k5" in app.heard)
        await pilot.click(table, offset=(76, 0))
        await until(pilot, lambda: table.rows.sorted_by == "size")
        assert table.rows.seen[0].key == "k49"


def test_columns_give_way_by_weight_and_share_what_is_left() -> None:
    assert [c.column.id for c in place(COLUMNS, 80)] == ["title", "size"]
    assert sum(c.width + GAP for c in place(COLUMNS, 80)) == 80
    assert [c.column.id for c in place(COLUMNS, 18)] == ["title"]
