"""Were one of these to fail, what members say in a meeting would be lost, or told otherwise than they said it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Change, Ledger
from allied.store.schema.decision import OBJECTIONS
from allied.store.verbs import decisions, initiatives, members
from allied.tui.app import Allied
from allied.tui.dialogs.asked import Asked
from allied.tui.dialogs.form import Form
from allied.tui.screens.decision import DecisionScreen
from allied.tui.widgets.table import VirtualTable
from textual.widgets import Input

from .conftest import key
from .test_hostile import MARK, PAYLOADS, acting

SIZES = [(80, 24), (120, 40), (200, 60)]
NAMES = ("Alder", "Birch", "Cedar", "Elder", "Fir", "Hazel", "Juniper", "Larch", "Maple")


@pytest.fixture
def asking(coalition: Path, numbered: None) -> Path:
    """Return a ledger with a decision by consensus that asks nine members, none of whom has spoken."""
    ledger = Ledger.open(coalition)
    asked = [members.add(ledger, f"{name} Trust", {"handle": name.lower()}).key for name in NAMES]
    about = initiatives.add(ledger, "Open letter on encryption", {"handle": "letter"}).key
    done = decisions.add(
        ledger,
        "Do we send the letter to the Council on Friday?",
        {"rule": "consensus", "quorum": [2, 3], "asked": asked, "initiative": about},
    )
    decisions.open(ledger, done.key)
    return coalition


def decision(root: Path) -> dict[str, Any]:
    return next(iter(Ledger.open(root).table("decision").values()))


def told(app: Allied) -> str:
    return "\n".join(f"{n.title} {n.message}" for n in app._notifications)


def table(app: Allied) -> VirtualTable:
    return app.screen.query_one(VirtualTable)


async def opened(app: Allied, pilot: Any, until: Any) -> None:
    """Go to the decisions and open the first."""
    await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
    await pilot.press("5")
    await until(pilot, lambda: app.current_mode == "decisions" and getattr(app.screen, "page", None))
    await until(pilot, lambda: table(app).row)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, DecisionScreen) and app.screen.deciding)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_nine_positions_take_nine_keys(
    size: tuple[int, int], asking: Path, until: Any, on_terminal: Any
) -> None:
    app = Allied(asking)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(app, pilot, until)
        assert table(app).row.thing.name == "Alder Trust"
        # Typed as fast as a terminal sends them: none may be lost, or land on another member.
        await pilot.press(*"aaarasxba")
        await until(pilot, lambda: len(decision(asking).get("positions") or {}) == 9)
        ledger = Ledger.open(asking)
        said = {ledger.label("member", m): p["position"] for m, p in decision(asking)["positions"].items()}
        words = ["agree"] * 3 + ["reservations", "agree", "stand-aside", "abstain", "block", "agree"]
        assert said == dict(zip([n.lower() for n in NAMES], words, strict=True))
        await until(pilot, lambda: "stated 9/9 · quorum 2/3 is 6 ✓" in on_terminal(app))
        assert "✗ not met" in on_terminal(app) and "Dissent  3" in on_terminal(app)
        assert told(app) == ""


def field(app: Allied, name: str) -> Any:
    """Return where one types a field of the form that is open."""
    asked = next(one for one in app.screen.query(Asked) if one.ask.name == name)
    return asked.query_one(".ask--in")


async def form(app: Allied, pilot: Any, until: Any, *keys: str) -> None:
    """Type into the form that is open, and wait until it has gone."""
    await until(pilot, lambda: isinstance(app.screen, Form) and isinstance(app.focused, Input))
    asking = app.screen
    await pilot.press(*keys)
    await until(pilot, lambda: app.screen is not asking)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_whole_decision_takes_no_mouse(
    size: tuple[int, int], asking: Path, until: Any, on_terminal: Any
) -> None:
    """Nine positions, one a block that is answered, and closing it."""
    app = Allied(asking)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(app, pilot, until)
        await pilot.press(*"aaaaaaaba", "home")
        await until(pilot, lambda: len(decision(asking).get("positions") or {}) == 9)
        await pilot.press("G", "k", "enter")
        await form(app, pilot, until, *"It names our town", "enter")
        await until(pilot, lambda: "It names our town" in on_terminal(app))
        await pilot.press("A")
        await form(app, pilot, until, *"The town is left out", "enter")
        await until(pilot, lambda: decision(asking).get("answers") or {})
        assert next(iter(decision(asking)["answers"].values()))["words"] == "The town is left out"
        await until(pilot, lambda: app.screen.deciding.tally.dissent[0].words == "The town is left out")
        assert "■ block" in on_terminal(app)
        # By consensus a block stands in the way even when it was answered: it is adopted only outright.
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, Form) and app.focused)
        closing = app.screen
        field(app, "status").value = "adopted"
        field(app, "outcome").value = "We send it"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "larch (It names our town)" in on_terminal(app))
        assert app.screen is closing and decision(asking)["status"] == "open"
        field(app, "despite").value = "yes, despite the block"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "takes a rationale" in on_terminal(app))
        field(app, "rationale").value = "The vote is on Monday"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is not closing)
        doc = decision(asking)
        assert (doc["status"], doc["despite_blocks"], doc["outcome"]) == ("adopted", True, "We send it")
        await until(pilot, lambda: "✓ adopted" in on_terminal(app))
        await until(pilot, lambda: "Dissent  1" in on_terminal(app))
        await pilot.press("a")
        await until(pilot, lambda: "It is adopted: positions are taken" in told(app))


async def test_undo_takes_back_one_position(asking: Path, until: Any) -> None:
    app = Allied(asking)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, until)
        await pilot.press("a", "b")
        await until(pilot, lambda: len(decision(asking).get("positions") or {}) == 2)
        await until(pilot, lambda: table(app).rows.seen[1].thing.owes_reason)
        assert (
            "its reason is still to come" in table(app).placed[-1].column.cell(table(app).rows.seen[1]).text
        )
        await pilot.press("u")
        await until(pilot, lambda: len(decision(asking).get("positions") or {}) == 1)
        await until(pilot, lambda: not table(app).rows.seen[1].thing.position)


async def test_a_draft_is_put_to_those_it_asks(asking: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(asking)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        await pilot.press("5")
        await until(pilot, lambda: app.current_mode == "decisions" and table(app).row)
        await pilot.press("a")
        await form(app, pilot, until, *"Who speaks for us?", "enter")
        await until(pilot, lambda: table(app).row and table(app).row.doc.get("status", "draft") == "draft")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DecisionScreen) and app.screen.deciding)
        await until(pilot, lambda: "p opens it" in on_terminal(app))
        await pilot.press("a")
        await until(pilot, lambda: "It is a draft: p opens it for positions." in told(app))
        await pilot.press("p")
        await until(
            pilot, lambda: isinstance(app.screen, Form) and "alder, berlin" in str(field(app, "asked").value)
        )
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "✓ open: Who speaks for us?, 11 members asked" in told(app))
        await until(pilot, lambda: table(app).row and len(table(app).rows.seen) == 11)


async def test_another_members_position_is_kept_and_not_counted(
    asking: Path, until: Any, on_terminal: Any
) -> None:
    app = Allied(asking)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, until)
        await pilot.press("m")
        await form(app, pilot, until, *"meres", "enter")
        await until(pilot, lambda: "Not asked: kept, and not counted" in on_terminal(app))
        assert "stated 0/9" in on_terminal(app)


async def test_review_supersede_and_record(asking: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(asking)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        await pilot.press("5")
        await until(pilot, lambda: app.current_mode == "decisions" and table(app).row)
        await pilot.press("r")
        await form(app, pilot, until, *"We meet monthly", "tab", *"Every first Monday", "enter")
        await until(pilot, lambda: table(app).row and table(app).row.doc["question"] == "We meet monthly")
        await pilot.press("R")
        await form(app, pilot, until, *"2027-03-01", "enter")
        await until(pilot, lambda: table(app).row.doc.get("review") == "2027-03-01")
        new, old = [k for k, d in Ledger.open(asking).table("decision").items()], table(app).row.key
        other = next(k for k in new if k != old)
        await pilot.press("home", "S")
        await form(app, pilot, until, *"We meet monthly", "enter")
        await until(
            pilot, lambda: (Ledger.open(asking).get("decision", other) or {}).get("supersedes") == [old]
        )


async def test_todays_line_about_a_decision_opens_it_whole(
    asking: Path, until: Any, on_terminal: Any
) -> None:
    """The palette and Today lead to the screen where positions are taken, not to a page of fields."""
    app = Allied(asking)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        await pilot.press("ctrl+p", *"letter to the Council")
        await until(pilot, lambda: "◇ Do we send" in on_terminal(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DecisionScreen) and app.screen.deciding)
        await pilot.press("escape")
        await until(pilot, lambda: app.current_mode == "today" and not isinstance(app.screen, DecisionScreen))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_how_it_looks(
    size: tuple[int, int], asking: Path, until: Any, same_grid: Any, still_there: Any, on_terminal: Any
) -> None:
    ledger, doc = Ledger.open(asking), decision(asking)
    said = ("agree", "agree", "reservations", "agree", "abstain", "block", "agree")
    asked = sorted(doc["asked"], key=lambda key: ledger.label("member", key))
    for member, position in zip(asked, said, strict=False):
        reason = "It says nothing of our town, which is worst hit." if position in OBJECTIONS else None
        decisions.position(ledger, doc["id"], member, position, reason=reason)
    decisions.answer(ledger, doc["id"], asked[2], "addressed", words="A line about it was added")
    app = Allied(asking)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        await pilot.press("5")
        await until(pilot, lambda: app.current_mode == "decisions" and table(app).row)
        await until(pilot, lambda: size[0] < 110 or "dissent" in on_terminal(app))
        await still_there(pilot)
        same_grid(app, f"decisions-{size[0]}x{size[1]}")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DecisionScreen) and app.screen.deciding)
        await until(pilot, lambda: "Dissent  2" in on_terminal(app) and "▌" in on_terminal(app))
        await still_there(pilot)
        same_grid(app, f"decision-{size[0]}x{size[1]}")
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, Form) and "Not met" in on_terminal(app))
        await still_there(pilot)
        same_grid(app, f"closing-{size[0]}x{size[1]}")


async def test_it_shrinks_and_grows_without_harm(
    asking: Path, until: Any, still_there: Any, on_terminal: Any
) -> None:
    app = Allied(asking)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, until)
        await still_there(pilot)
        before = on_terminal(app)
        await pilot.resize_terminal(20, 5)
        await pilot.press("j", "k", "i", "escape")
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: on_terminal(app) == before)


async def test_its_fields_have_room_where_there_is_none_beside(
    asking: Path, until: Any, on_terminal: Any
) -> None:
    app = Allied(asking)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(app, pilot, until)
        assert "History" not in on_terminal(app)
        await pilot.press("i", "G")
        await until(pilot, lambda: "History" in on_terminal(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Alder Trust" in on_terminal(app) and app.focused is table(app))
        await pilot.press("a")
        await until(pilot, lambda: len(decision(asking).get("positions") or {}) == 1)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_no_text_of_a_decision_acts_on_the_terminal(
    size: tuple[int, int], asking: Path, until: Any, on_terminal: Any
) -> None:
    ledger, doc = Ledger.open(asking), decision(asking)
    changes = []
    for n, text in enumerate(PAYLOADS):
        said = {"position": "block", "reason": text, "speaks_from": text}
        changes.append(Change("member", key(f"h{n}"), {"name": text, "handle": text}))
        changes.append(
            Change("decision", doc["id"], {f"positions/{key(f'h{n}')}": said, f"asked/{key(f'h{n}')}": True})
        )
        changes.append(
            Change("decision", doc["id"], {f"answers/{key(f'h{n}')}": {"state": "addressed", "words": text}})
        )
    changes.append(
        Change("decision", doc["id"], {"question": PAYLOADS[4] + PAYLOADS[0], "context": PAYLOADS[5]})
    )
    ledger.write(changes, note=PAYLOADS[0])
    app = Allied(asking)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(app, pilot, until)
        await until(pilot, lambda: MARK in on_terminal(app))
        assert acting(app) == []
        for keys_ in ("G", "n", "enter", "escape", "A", "escape", "C", "escape", "i", "G"):
            await pilot.press(keys_)
            await pilot.pause(0.05)
            assert acting(app) == []


async def test_a_refused_position_is_told_and_not_shown_as_taken(
    asking: Path, until: Any, on_terminal: Any
) -> None:
    app = Allied(asking)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, until)
        over = {"at": "2026-11-20T10:00:00.000Z", "zone": "UTC"}
        Ledger.open(asking).write([Change("decision", decision(asking)["id"], {"closes": over})])
        await until(pilot, lambda: "until 2026-11-20" in on_terminal(app))
        await pilot.press("a")
        await until(pilot, lambda: "took positions until" in told(app))
        await until(pilot, lambda: "agree …" not in on_terminal(app))
        assert not decision(asking).get("positions")
        assert told(app).count("took positions until") == 1


async def test_a_ledger_that_goes_away_is_told_once(asking: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(asking)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, until)
        asking.rename(asking.with_name("elsewhere"))
        await pilot.press("a")
        await until(pilot, lambda: told(app))
        await pilot.pause(0.5)
        assert len(app._notifications) <= 3
        assert isinstance(app.screen, DecisionScreen)
