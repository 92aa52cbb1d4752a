"""Were one of these to fail, what others do would show late, or take away what somebody is typing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Ledger
from allied.store.schema import keys
from allied.store.sync import joining, remotes, syncing
from allied.store.verbs import actions, documents
from allied.tui.app import Allied
from allied.tui.dialogs.asked import Asked
from allied.tui.dialogs.form import Form
from allied.tui.frame import watching
from allied.tui.widgets.table import VirtualTable
from textual.widgets import Input

from .conftest import Until, key, lines

CHANGE = """
import sys
from pathlib import Path
from allied.store.ledger import Change, Ledger
root, kind, key, field, value = sys.argv[1:]
Ledger.open(Path(root)).write([Change(kind, key, {field: value})])
"""


def elsewhere(root: Path, kind: str, short: str, field: str, value: str, by: str = "elsewhere000") -> None:
    """Change a field in a process of its own, as another writer."""
    command = [sys.executable, "-c", CHANGE, str(root), kind, key(short), field, value]
    subprocess.run(command, check=True, env={**os.environ, "ALLIED_WRITER": by})


def table(app: Allied) -> VirtualTable:
    return app.screen.query_one(VirtualTable)


def seen(app: Allied) -> str:
    return "\n".join(lines(app))


def texts(app: Allied) -> dict[str, str]:
    return {asked.ask.name: asked.text for asked in app.screen.query(Asked)}


@pytest.fixture
def many(coalition: Path) -> Path:
    """Return a ledger with more actions than fit on a terminal."""
    ledger = Ledger.open(coalition)
    with ledger.batch():
        for n in range(80):
            actions.add(ledger, f"Ring number {n:02}", {"due": "2026-12-01"})
    return coalition


async def at_actions(app: Allied, pilot: Any, until: Until) -> None:
    await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
    await pilot.press("4")
    await until(pilot, lambda: app.current_mode == "actions" and getattr(app.screen, "page", None))


async def editing(app: Allied, pilot: Any, until: Until) -> None:
    """Open the form over the action under the cursor, and wait until it is filled."""
    await pilot.press("e")
    await until(pilot, lambda: isinstance(app.screen, Form) and isinstance(app.focused, Input))
    await until(pilot, lambda: texts(app).get("title"))


async def test_what_another_process_writes_shows_at_once(
    many: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "SELDOM", 10**9)  # only the disk tells
    app = Allied(many)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at_actions(app, pilot, until)
        await until(pilot, lambda: app.watched)
        await pilot.press(*["j"] * 50)
        here, top = table(app).row, table(app).scroll_y
        assert here is not None and top > 0
        await pilot.press("slash")
        await pilot.press(*"ring")
        elsewhere(many, "action", "a1", "title", "Ring the press")
        began = time.monotonic()
        await until(pilot, lambda: any(r.doc.get("title") == "Ring the press" for r in table(app).rows.seen))
        assert time.monotonic() - began < 2
        assert table(app).row is not None and table(app).row.key == here.key
        assert app.screen.query_one("#filter", Input).value == "ring"
        assert app.focused is app.screen.query_one("#filter")


async def test_rows_that_come_above_move_nothing(many: Path, until: Until) -> None:
    app = Allied(many)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at_actions(app, pilot, until)
        await until(pilot, lambda: app.watched)
        await pilot.press(*["j"] * 50)
        line = next(n for n, text in enumerate(lines(app)) if text.startswith("▌"))
        here = table(app).row
        elsewhere(many, "action", "a9", "title", "Before them all")
        elsewhere(many, "action", "a9", "due", "2026-01-01")
        await until(pilot, lambda: table(app).rows.seen[0].doc.get("title") == "Before them all")
        assert here is not None and table(app).row is not None and table(app).row.key == here.key
        await until(pilot, lambda: lines(app)[line].startswith("▌"))


async def test_a_pull_shows_at_once(
    coalition: Path, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "SELDOM", 10**9)
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(remote)], check=True)
    remotes.add(coalition, str(remote))
    syncing.sync(Ledger.open(coalition))
    other = joining.join(str(remote), tmp_path / "other")
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at_actions(app, pilot, until)
        await until(pilot, lambda: app.watched)
        elsewhere(other, "action", "a1", "title", "Out of a pull")
        monkeypatch.setenv("ALLIED_WRITER", "elsewhere000")
        syncing.sync(Ledger.open(other))
        monkeypatch.setenv("ALLIED_WRITER", "coordinator0")
        assert "Out of a pull" not in seen(app)
        subprocess.run(
            ["git", "-C", str(coalition), "pull", "--quiet", "--ff-only", "origin", "main"], check=True
        )
        await until(pilot, lambda: "Out of a pull" in seen(app))


async def test_where_the_disk_tells_nothing_it_is_looked_every_second(
    coalition: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(watching, "import_module", missing)
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at_actions(app, pilot, until)
        elsewhere(coalition, "action", "a1", "title", "Found by looking")
        await until(pilot, lambda: "Found by looking" in seen(app))
        assert not app.watched and not app._notifications


def test_it_is_not_loaded_to_start() -> None:
    code = (
        "import sys; import allied.tui.app; sys.exit('watchfiles' in sys.modules or 'anyio' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def test_a_form_says_what_changed_under_it_and_both_answers_stay(
    coalition: Path, until: Until, same_grid: Any
) -> None:
    from allied.store.ledger import Change

    Ledger.open(coalition).write([Change("writer", keys.writer_key("elsewhere000"), {"name": "Ana"})])
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at_actions(app, pilot, until)
        await until(pilot, lambda: table(app).row and table(app).row.key == key("a1"))
        await editing(app, pilot, until)
        await pilot.press("end", *" soon")
        elsewhere(coalition, "action", "a1", "title", "Send the letter")
        elsewhere(coalition, "action", "a1", "due", "2026-11-30")
        await until(pilot, lambda: "Ana set it to “Send the letter” meanwhile: saving yours" in seen(app))
        await until(pilot, lambda: "Ana set it to “2026-11-30” meanwhile: that stays." in seen(app))
        await until(pilot, lambda: "Mon 30 Nov" in seen(app))
        assert texts(app)["title"] == "Draft the letter soon"
        assert texts(app)["due"] == "2026-11-20"
        app.focused.cursor_blink = False  # type: ignore[union-attr]
        same_grid(app, "meanwhile-120x40")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(app.screen, Form))
    ledger = Ledger.open(coalition)
    (crossed,) = ledger.crossed()
    assert {one.value for one in crossed.answers} == {"Draft the letter soon", "Send the letter"}
    assert (ledger.get("action", key("a1")) or {})["due"] == "2026-11-30"


async def test_the_same_change_twice_is_no_news(coalition: Path, until: Until) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at_actions(app, pilot, until)
        await editing(app, pilot, until)
        generation = app.desk.generation
        documents.comment(Ledger.open(coalition), "action", key("a1"), "Something else of it")
        elsewhere(coalition, "action", "a1", "title", "Draft the letter")
        await until(pilot, lambda: app.desk.generation > generation)
        await until(pilot, lambda: not [w for w in app.workers if not w.is_finished])
        assert "meanwhile" not in seen(app)
