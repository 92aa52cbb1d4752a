"""Were this to fail, compact would show less than what it is chosen over."""

from __future__ import annotations

from pathlib import Path

import pytest
from allied.tui.app import Allied
from allied.tui.settings.preferences import Preferences
from allied.tui.widgets.table import VirtualTable

from .conftest import Until, lines


async def _shown(root: Path, until: Until, size: tuple[int, int], compact: bool) -> tuple[int, int, int, str]:
    app = Allied(root, preferred=Preferences(compact=compact))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("4")
        await until(
            pilot, lambda: app.current_mode == "actions" and "Call the press" in "\n".join(lines(app))
        )
        table = app.screen.query_one(VirtualTable)
        return table.size.width, table.size.height, len(table.placed), "\n".join(lines(app)[:2])


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_compact_shows_more(coalition: Path, until: Until, size: tuple[int, int]) -> None:
    plain, small = [await _shown(coalition, until, size, compact) for compact in (False, True)]
    assert small[0] >= plain[0] and small[1] > plain[1] and small[2] >= plain[2]
    assert "to do" in small[3]
    assert size[0] < 110 or "Decisions" in small[3].splitlines()[0]
