"""Were one of these to fail, what was said at a meeting would not be in its minutes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Change, Ledger
from allied.store.verbs import decisions, groups, initiatives, meetings, members
from allied.store.views.minutes import minutes
from allied.tui import places
from allied.tui.app import Allied
from allied.tui.dialogs.form import Form
from allied.tui.dialogs.quick import QuickAdd
from allied.tui.screens.decision import DecisionScreen
from allied.tui.screens.meeting import MeetingScreen
from allied.tui.widgets.table import VirtualTable
from textual.widgets import Input

from .conftest import key
from .test_hostile import MARK, PAYLOADS, acting

SIZES = [(80, 24), (120, 40), (200, 60)]
NAMES = ("Alder", "Birch", "Cedar", "Elder", "Fir", "Hazel", "Juniper", "Larch", "Maple")


@pytest.fixture
def board(coalition: Path, numbered: None) -> Path:
    """Return a ledger with a group of nine and a decision that it is asked for."""
    ledger = Ledger.open(coalition)
    roles: dict[str, Any] = {
        members.add(ledger, f"{name} Trust", {"handle": name.lower()}).key: {"role": "member"}
        for name in NAMES
    }
    group = groups.add(ledger, "Core group", {"handle": "core", "remit": "decides", "members": roles}).key
    about = initiatives.add(ledger, "Open letter on encryption", {"handle": "letter"}).key
    done = decisions.add(ledger, "Do we send the letter on Friday?", {"group": group, "initiative": about})
    decisions.open(ledger, done.key)
    return coalition


def table(app: Allied) -> VirtualTable:
    return app.screen.query_one(VirtualTable)


def told(app: Allied) -> str:
    return "\n".join(f"{n.title} {n.message}" for n in app._notifications)


async def ready(app: Allied, pilot: Any, until: Any) -> None:
    await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))


async def fill(app: Allied, pilot: Any, until: Any, *keys: str) -> None:
    """Type into the form that is open, and wait until it has gone."""
    await until(pilot, lambda: isinstance(app.screen, Form | QuickAdd) and isinstance(app.focused, Input))
    form = app.screen
    await pilot.press(*keys)
    await until(pilot, lambda: app.screen is not form)


async def begun(app: Allied, pilot: Any, until: Any) -> None:
    """Begin a meeting of the core group."""
    await ready(app, pilot, until)
    await pilot.press("M")
    await fill(app, pilot, until, *"Monday call", "tab", "tab", *"core", "enter")
    await until(pilot, lambda: isinstance(app.screen, MeetingScreen) and app.screen.meeting)
    await until(pilot, lambda: app.screen.view)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_whole_meeting_by_keys(
    size: tuple[int, int], board: Path, until: Any, on_terminal: Any
) -> None:
    app = Allied(board)
    async with app.run_test(size=size, notifications=True) as pilot:
        await begun(app, pilot, until)
        held = app.screen.key
        # Who is here.
        await pilot.press("w", "h", "h", "j", "h")
        await until(pilot, lambda: len(Ledger.open(board).get("meeting", held).get("attendees") or ()) == 3)
        await until(pilot, lambda: len(app.screen.meeting.here) == 3)
        assert app.screen.meeting.here == ("Alder Trust", "Birch Trust", "Elder Trust")
        await pilot.press("k", "h")
        await until(pilot, lambda: app.screen.meeting.here == ("Alder Trust", "Birch Trust"))
        # The first point: nine positions, a block answered, closed.
        await pilot.press("w", "w")
        await until(pilot, lambda: table(app).row and table(app).row.kind == "decision")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DecisionScreen) and app.screen.deciding)
        await pilot.press(*"aaaaaaaba")
        await until(pilot, lambda: "stated 9/9" in on_terminal(app))
        await pilot.press("G", "k", "enter")
        await fill(app, pilot, until, *"Too soon", "enter")
        await until(pilot, lambda: "Too soon" in on_terminal(app))
        await pilot.press("A")
        await fill(app, pilot, until, *"On Monday then", "enter")
        await until(pilot, lambda: app.screen.deciding.tally.met)
        await pilot.press("C")
        await fill(app, pilot, until, *"We send it on Monday", "enter")
        await until(pilot, lambda: "✓ adopted" in on_terminal(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen))
        # Two actions, and a decision taken without positions.
        for title in ("Write the letter", "Ring the press"):
            await pilot.press("a")
            await fill(app, pilot, until, *title, "enter")
        await pilot.press("r")
        await fill(app, pilot, until, *"Who sends it?", "tab", *"Alder does", "enter")
        await until(pilot, lambda: sum(m.section != "questions" for m in app.screen.meeting.minutes) == 15)
        await pilot.press("F", "y")
        await until(pilot, lambda: app.screen.meeting.state == "ended" and app.screen.view == "minutes")
        await until(pilot, lambda: "Ring the press" in on_terminal(app))
        await pilot.press("m")
        for said in ("There: Alder Trust, Birch Trust", "- Ring the press", "Larch Trust on", "Alder does"):
            assert said in app.clipboard
        ledger = Ledger.open(board)
        assert ledger.meeting() is None
        sections = [one.section for one in minutes(ledger, held) if one.section != "questions"]
        assert {name: sections.count(name) for name in sections} == {
            "decisions": 2, "positions": 10, "answers": 1, "actions": 2,
        }  # fmt: skip


async def test_what_runs_is_gone_back_to(board: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(board)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await begun(app, pilot, until)
        held = app.screen.key
        await pilot.press("escape", "4")
        await until(pilot, lambda: app.current_mode == "actions" and getattr(app.screen, "page", None))
        await until(pilot, lambda: "▤ meeting" in on_terminal(app))
        await pilot.press("M")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen) and app.screen.key == held)


async def test_a_question_is_put_and_positions_follow(board: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(board)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begun(app, pilot, until)
        await pilot.press("n")
        await fill(app, pilot, until, *"Where do we meet next?", "enter")
        await until(pilot, lambda: isinstance(app.screen, DecisionScreen) and app.screen.deciding)
        await until(pilot, lambda: "stated 0/9" in on_terminal(app))
        await pilot.press(*"aa")
        await until(pilot, lambda: "stated 2/9" in on_terminal(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen))
        await until(pilot, lambda: sum(m.section != "questions" for m in app.screen.meeting.minutes) == 2)


async def test_a_meeting_on_the_initiative_in_view(board: Path, until: Any) -> None:
    app = Allied(board)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(app, pilot, until)
        await pilot.press("3")
        await until(pilot, lambda: app.current_mode == "initiatives" and table(app).row)
        await pilot.press("M")
        await fill(app, pilot, until, "enter")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen) and app.screen.meeting)
        ledger = Ledger.open(board)
        doc = ledger.get("meeting", app.screen.key)
        assert doc["initiative"] == next(iter(ledger.table("initiative")))


async def test_one_that_is_planned_begins_here(board: Path, until: Any, on_terminal: Any) -> None:
    held = meetings.add(
        Ledger.open(board), {"title": "Board", "starts": {"at": "2026-11-24T10:00:00.000Z", "zone": "UTC"}}
    ).key
    app = Allied(board)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(app, pilot, until)
        app.push_screen(MeetingScreen(held))
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen) and app.screen.meeting)
        await until(pilot, lambda: "◌ planned" in on_terminal(app))
        await pilot.press("n")
        await until(pilot, lambda: "B begins it" in told(app))
        await pilot.press("B")
        await until(pilot, lambda: "▶ runs" in on_terminal(app))
        assert Ledger.open(board).meeting() == held


async def test_notes_are_kept(board: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(board)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await begun(app, pilot, until)
        await pilot.press("N")
        await until(pilot, lambda: isinstance(app.screen, Form) and app.focused)
        await pilot.press(*"Maple came late", "ctrl+s")
        await until(
            pilot, lambda: isinstance(app.screen, MeetingScreen) and "Maple came late" in on_terminal(app)
        )


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_how_it_looks(
    size: tuple[int, int], board: Path, until: Any, same_grid: Any, still_there: Any, on_terminal: Any
) -> None:
    ledger = Ledger.open(board)
    doc = next(iter(ledger.table("decision").values()))
    held = meetings.begin(ledger, {"title": "Monday call", "initiative": doc["initiative"]}).key
    meetings.attendees(ledger, held, sorted(doc["asked"])[:4])
    decisions.position(ledger, doc["id"], min(doc["asked"]), "agree")
    decisions.position(ledger, doc["id"], max(doc["asked"]), "reservations", reason="It is long.")
    app = Allied(board)
    async with app.run_test(size=size) as pilot:
        await ready(app, pilot, until)
        await pilot.press("M")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen) and app.screen.meeting)
        for view in ("agenda", "people", "minutes"):
            await until(pilot, lambda view=view: app.screen.view == view and table(app).row)
            await still_there(pilot)
            same_grid(app, f"meeting-{view}-{size[0]}x{size[1]}")
            await pilot.press("w")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_no_text_of_a_meeting_acts_on_the_terminal(
    size: tuple[int, int], board: Path, until: Any, on_terminal: Any
) -> None:
    ledger = Ledger.open(board)
    held = meetings.begin(ledger, {"title": "Monday call"}).key
    doc = next(iter(ledger.table("decision").values()))
    changes = [Change("meeting", held, {"title": PAYLOADS[0], "notes": PAYLOADS[4] + "\n" + PAYLOADS[5]})]
    for n, text in enumerate(PAYLOADS):
        changes.append(Change("member", key(f"h{n}"), {"name": text, "handle": text, "status": "active"}))
        changes.append(Change("contact", key(f"k{n}"), {"name": text, "role": text, "member": key(f"h{n}")}))
        changes.append(Change("meeting", held, {f"attendees/{key(f'k{n}')}": True}))
        said = {"position": "block", "reason": text, "meeting": held}
        changes.append(Change("decision", doc["id"], {f"positions/{key(f'h{n}')}": said}))
        changes.append(Change("action", key(f"b{n}"), {"title": text, "due": "2026-11-01", "status": "todo"}))
    ledger.write(changes)
    app = Allied(board)
    async with app.run_test(size=size, notifications=True) as pilot:
        await ready(app, pilot, until)
        await pilot.press("M")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen) and app.screen.meeting)
        for _ in range(3):
            await until(pilot, lambda: MARK in on_terminal(app))
            assert acting(app) == []
            await pilot.press("G", "w")
        await pilot.press("N")
        await until(pilot, lambda: isinstance(app.screen, Form) and MARK in on_terminal(app))
        assert acting(app) == []


async def test_meetings_that_were_are_found_again(board: Path, until: Any, on_terminal: Any) -> None:
    ledger = Ledger.open(board)
    held = meetings.begin(ledger, {"title": "Monday call"}).key
    decision = next(iter(ledger.table("decision").values()))
    decisions.position(ledger, decision["id"], decision["asked"][0], "agree")
    meetings.end(ledger, held)
    app = Allied(board)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(app, pilot, until)
        await pilot.press("g", "n")
        await until(pilot, lambda: app.current_mode == "meetings" and table(app).row)
        assert "■ ended" in on_terminal(app)
        await pilot.press("a")
        await fill(app, pilot, until, *"2026-11-24 10:00", "tab", *"Tuesday call", "enter")
        await until(pilot, lambda: "◌ planned" in on_terminal(app))
        await pilot.press("G", "enter")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen) and app.screen.view == "minutes")
        await until(pilot, lambda: "agree" in on_terminal(app))


async def test_an_action_of_the_agenda_is_done_where_it_stands(board: Path, until: Any) -> None:
    app = Allied(board)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(app, pilot, until)
        await pilot.press("M")
        await fill(app, pilot, until, "enter")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen) and table(app).row)
        late = [r for r in table(app).rows.seen if r.key == key("a1")]
        assert late and table(app).to_key(key("a1"))
        await pilot.press("d")
        await until(pilot, lambda: Ledger.open(board).get("action", key("a1"))["status"] == "done")
        await until(pilot, lambda: not [r for r in table(app).rows.seen if r.key == key("a1")])


async def test_what_is_shown_to_others_is_what_they_may_see(
    board: Path, until: Any, on_terminal: Any
) -> None:
    ledger = Ledger.open(board)
    doc = next(iter(ledger.table("decision").values()))
    decisions.position(ledger, doc["id"], doc["asked"][0], "block", reason="Between us")
    known = (("decision", doc["id"]), ("initiative", doc["initiative"]))
    ledger.write([Change(kind, one, {"audience": "public"}) for kind, one in known])
    held = meetings.begin(ledger, {"title": "Our call", "notes": "Between us"}).key
    app = Allied(board)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(app, pilot, until)
        app.desk.audience = "public"
        app.push_screen(places.thing("decision", doc["id"]))
        await until(pilot, lambda: isinstance(app.screen, DecisionScreen) and app.screen.deciding)
        await until(pilot, lambda: "Do we send" in on_terminal(app))
        assert "Between us" not in on_terminal(app)
        app.push_screen(MeetingScreen(held))
        await until(pilot, lambda: "not for this audience (public)" in told(app))
        assert "Between us" not in on_terminal(app)


async def test_what_is_written_stands_once_beside_what_is_open(
    board: Path, until: Any, on_terminal: Any
) -> None:
    """Were this to fail, half of a screen would repeat the other half."""
    ledger = Ledger.open(board)
    doc = next(iter(ledger.table("decision").values()))
    meetings.begin(ledger, {"title": "Monday call", "initiative": doc["initiative"]})
    decisions.position(ledger, doc["id"], max(doc["asked"]), "reservations", reason="It is long.")
    app = Allied(board)
    async with app.run_test(size=(200, 60)) as pilot:
        await ready(app, pilot, until)
        await pilot.press("M")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen) and app.screen.meeting)
        await until(pilot, lambda: "It is long." in on_terminal(app))
        await pilot.press("w", "w")
        await until(pilot, lambda: app.screen.view == "minutes" and "Still open" in on_terminal(app))
        assert on_terminal(app).count("It is long.") == 1
