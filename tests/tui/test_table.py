"""Were one of these to fail, long lists would stall, or a refresh would throw the reader off the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from allied.tui.messages import RowMoved, RowOpened
from allied.tui.page import Cell, Column, Page, Row
from allied.tui.widgets.columns import GAP, place, wants
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


def _texts(*widths: int) -> Page:
    """Return a page whose columns hold texts so wide."""
    names = "abcdef"[: len(widths)]
    columns = tuple(
        Column(name, name, lambda r, name=name: Cell(r.doc[name]), 10, 0 if n else 3, 9 - n)
        for n, name in enumerate(names)
    )
    doc = {name: "x" * wide for name, wide in zip(names, widths, strict=True)}
    return Page([Row("1", "action", "1", doc)], columns, lambda r: "")


def test_columns_take_what_their_content_needs_and_no_more() -> None:
    """Were this to fail, one column would be cut beside another that stands half empty."""
    found = _texts(40, 4, 20)
    placed = {one.column.id: one.width for one in place(found.columns, 80, wants(found))}
    assert placed["b"] == 4 and placed["c"] == 20 and placed["a"] >= 40
    assert sum(placed.values()) + 3 * GAP <= 80
    tight = {one.column.id: one.width for one in place(found.columns, 50, wants(found))}
    assert tight["b"] == 4 and 10 < tight["c"] < 20 and 10 < tight["a"] < 40
    assert sum(tight.values()) + 3 * GAP == 50
    nothing = _texts(40, 4)
    assert [one.column.id for one in place(nothing.columns, 9, wants(nothing))] == ["a"]


def test_measuring_looks_at_few_of_many_rows() -> None:
    """Were this to fail, opening a list of a hundred thousand would hold up what is typed."""
    asked: list[int] = []

    def counted(row: Row) -> Cell:
        asked.append(1)
        return Cell(row.doc["title"])

    rows = page(range(100_000)).rows
    found = wants(Page(rows, (Column("title", "Title", counted, 4),), lambda r: ""))
    assert found["title"] >= len("row 63") and len(asked) < 200
