"""Were one of these to fail, what was marked would be left alone, and something else written instead."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import allied.tui.registry as registry
import pytest
from allied.store.ledger import Ledger
from allied.store.schema import NAMES
from allied.store.verbs import actions, decisions, initiatives, members, membership, optins
from allied.tui.app import Allied
from allied.tui.declared.where import LISTS, OVER
from allied.tui.dialogs.answers import Answers
from allied.tui.dialogs.asked import Asked
from allied.tui.dialogs.confirm import Confirm
from allied.tui.dialogs.form import Form
from allied.tui.page import Row
from allied.tui.reasons import Situation, never, no_ledger, no_marks
from allied.tui.screens.board import BoardScreen
from allied.tui.widgets.table import VirtualTable

from .conftest import key

LOOKS = {"open", "matrix", "mark", "card.mark", "sort", "sort.turn", "today.sync", "sync.end"}
"""What looks at the line under the cursor or at all lines, and leaves what is marked alone."""


class Case(NamedTuple):
    """Where a command is tried, on which things, and what is answered to what it asks."""

    place: str
    kind: str
    keys: tuple[str, ...]
    texts: dict[str, str] = {}  # noqa: RUF012


CASES = {
    "member.pause": Case("members", "member", ("m1", "m2")),
    "member.resume": Case("members", "member", ("m4", "m5")),
    "member.leave": Case("members", "member", ("m1", "m2"), {"reason": "Merged"}),
    "member.ask": Case("members", "member", ("m2", "m3"), {"initiative": "letter"}),
    "action.done": Case("actions", "action", ("a1", "a2")),
    "action.start": Case("actions", "action", ("a2", "a3")),
    "action.give": Case("actions", "action", ("a1", "a2"), {"to": "berlin"}),
    "action.block": Case("actions", "action", ("a2", "a3"), {"reason": "No room"}),
    "action.reopen": Case("actions", "action", ("a1", "a4")),
    "action.drop": Case("actions", "action", ("a1", "a2")),
    "edit": Case("actions", "action", ("a1", "a2"), {"priority": "urgent", "tags": "press"}),
    "comment": Case("actions", "action", ("a1", "a2"), {"text": "Rung them"}),
    "today.chase": Case("actions", "action", ("a1", "a2"), {"text": "Rung them"}),
    "today.later": Case("actions", "action", ("a1", "a2")),
    "today.answer": Case("today", "optin", ("m4", "m5"), {"": "d"}),
    "initiative.stage": Case("initiatives", "initiative", ("letter", "vigil"), {"stage": "forming"}),
    "decision.open": Case("decisions", "decision", ("One", "Two"), {"asked": "edri, berlin"}),
    "decision.review": Case("decisions", "decision", ("One", "Two"), {"review": "2027-03-01"}),
}


@pytest.fixture
def busy(coalition: Path) -> Path:
    ledger = Ledger.open(coalition)
    for name in ("Paused One", "Paused Two"):
        membership.pause(ledger, members.add(ledger, name, {}).key)
    for title, handle in (("Open letter", "letter"), ("Night vigil", "vigil"), ("Fund", "fund")):
        initiatives.add(ledger, title, {"handle": handle})
    about = ledger.find("initiative", "vigil")[1]
    for name in ("Paused One", "Paused Two"):
        optins.ask(ledger, ledger.find("member", name)[1], about, {"expected_by": "2026-11-20"})
    for question in ("One", "Two", "Three"):
        decisions.add(ledger, question, {})
    return coalition


def wanted(ledger: Ledger, case: Case) -> list[str]:
    """Return the keys of the things that a case names."""
    if case.kind in ("initiative", "decision"):
        return [ledger.find(case.kind, name)[1] for name in case.keys]
    known = {"m4": "paused-one", "m5": "paused-two"}
    keys = [ledger.find("member", known[k])[1] if k in known else key(k) for k in case.keys]
    if case.kind == "optin":
        return [k for k, doc in ledger.table("optin").items() if doc["member"] in keys]
    return keys


def held(root: Path) -> dict[str, Any]:
    ledger = Ledger.open(root)
    return {
        kind: {k: {n: v for n, v in d.items() if v} for k, d in ledger.table(kind).items()} for kind in NAMES
    }


async def marked(app: Allied, pilot: Any, until: Any, place: str, keys: list[str]) -> VirtualTable:
    """Mark things on a screen, and leave the cursor on something else."""
    await until(pilot, lambda: getattr(app.screen, "page", None))
    await app.action_go(place)
    await until(pilot, lambda: app.current_mode == place and getattr(app.screen, "page", None))
    table = app.screen.query_one(VirtualTable)
    for one in keys:
        assert table.to_key(one), one
        await pilot.press("space")
    await until(pilot, lambda: len(table.rows.marked) == len(keys))
    other = next((r.key for r in table.rows.seen if not r.heading and r.key not in keys), None)
    assert other is None or table.to_key(other)
    return table


async def answer(app: Allied, pilot: Any, until: Any, texts: dict[str, str]) -> None:
    """Answer what is asked, if anything is."""
    await pilot.pause()
    if isinstance(app.screen, Form):
        form = app.screen
        for name, text in texts.items():
            next(a for a in form.query(Asked) if a.ask.name == name).text = text
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is not form)
    elif isinstance(app.screen, Answers):
        await pilot.press(texts[""])
    elif isinstance(app.screen, Confirm):
        await pilot.press("y")


def acting(*ways: str) -> list[registry.Command]:
    return [c for c in registry.COMMANDS if c.acts in ways]


def test_every_command_says_on_what_it_acts_where_there_are_marks() -> None:
    for command in registry.COMMANDS:
        there = {*LISTS, *OVER, "board", "list", "cards"} & set(command.where)
        if there and command.reason not in (never, no_ledger, no_marks) and command.id not in LOOKS:
            assert command.acts, command.id


def test_every_command_on_many_is_tried_below() -> None:
    elsewhere = {"copy", "card.left", "card.right"}
    assert {c.id for c in acting("many", "alike")} - elsewhere == set(CASES)


@pytest.mark.parametrize("command", acting("one"), ids=lambda c: c.id)
def test_what_works_on_one_refuses_many_and_takes_the_one_that_is_marked(command: registry.Command) -> None:
    rows = tuple(Row(f"r{n}", "member", f"k{n}", {"id": f"k{n}"}) for n in range(2))
    under = Situation(True, "member", {"id": "other"}, marked=rows)
    taken = registry.taken(command, under)
    assert taken.reason == f"2 are marked; {command.name} works on one: unmark them first."
    assert registry.why_not(command, under) == taken.reason
    alone = registry.taken(command, Situation(True, "member", {"id": "other"}, marked=rows[:1]))
    assert [one.key for one in (*alone.able, *(left for left, _ in alone.left))] == ["k0"]


@pytest.mark.parametrize("name", CASES)
async def test_all_that_are_marked_are_written_as_one_step(name: str, busy: Path, until: Any) -> None:
    case, command = CASES[name], registry.command(name)
    app = Allied(busy)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        keys = wanted(Ledger.open(busy), case)
        before = held(busy)
        table = await marked(app, pilot, until, case.place, keys)
        await pilot.press(command.key.split(",")[0])
        await answer(app, pilot, until, case.texts)
        await until(pilot, lambda: held(busy) != before)
        step = Ledger.open(busy).step(Ledger.open(busy).newest(1)[0].step[0])
        touched = {entry.key for entry in step}
        if name == "member.ask":
            optin = Ledger.open(busy).table("optin")
            touched = {optin[k]["member"] for k in touched}
        assert touched == set(keys)
        await until(pilot, lambda: not table.rows.marked)
        await pilot.press("u")
        await until(pilot, lambda: held(busy) == before)


async def test_those_that_cant_be_are_left_and_named(busy: Path, until: Any) -> None:
    app = Allied(busy)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        ledger = Ledger.open(busy)
        paused = ledger.find("member", "paused-one")[1]
        await marked(app, pilot, until, "members", [key("m1"), paused])
        await pilot.press("p")
        told = lambda: "\n".join(n.message for n in app._notifications)  # noqa: E731
        await until(pilot, lambda: "European Digital Rights" in told())
        assert "Left: Paused One (it is paused already)" in told()
        assert {e.key for e in Ledger.open(busy).newest(1)} == {key("m1")}


async def test_a_refusal_among_many_writes_nothing_and_names_it(busy: Path, until: Any) -> None:
    ledger = Ledger.open(busy)
    actions.change(ledger, key("a2"), {"waits_on": [key("a1")]})
    before = held(busy)
    app = Allied(busy)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        table = await marked(app, pilot, until, "actions", [key("a3"), key("a1")])
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Form))
        asked = next(a for a in app.screen.query(Asked) if a.ask.name == "waits_on")
        asked.text = "Call the press list"
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any("Draft the letter" in n.message for n in app._notifications))
        assert held(busy) == before and isinstance(app.screen, Form) and len(table.rows.marked) == 2


async def test_what_works_on_one_does_nothing_to_many(busy: Path, until: Any) -> None:
    """On every list, by every key."""
    app = Allied(busy)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        before = held(busy)
        for place in ("members", "actions", "initiatives", "decisions"):
            await app.action_go(place)
            await until(
                pilot, lambda place=place: app.current_mode == place and getattr(app.screen, "page", None)
            )
            screen, table = app.screen, app.screen.query_one(VirtualTable)
            await pilot.press("V")
            await until(pilot, lambda table=table: len(table.rows.marked) > 1)
            for command in registry.on(place):
                if command.acts == "one" and command.key:
                    app.clear_notifications()
                    await pilot.press(command.key.split(",")[0])
                    await until(pilot, lambda: any("unmark them" in n.message for n in app._notifications))
                    assert app.screen is screen and len(table.rows.marked) > 1
        assert held(busy) == before


async def test_handles_of_many_are_copied_as_commands_take_them(busy: Path, until: Any) -> None:
    app = Allied(busy)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await marked(app, pilot, until, "members", [key("m1"), key("m2")])
        await pilot.press("y")
        await until(pilot, lambda: app.clipboard == "edri berlin")


async def test_nothing_is_marked_where_each_key_is_for_one_line(busy: Path, until: Any) -> None:
    ledger = Ledger.open(busy)
    decisions.open(ledger, ledger.find("decision", "One")[1], {"asked": [key("m1"), key("m2")]})
    app = Allied(busy)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await marked(app, pilot, until, "decisions", [])
        app.screen.query_one(VirtualTable).to_key(ledger.find("decision", "One")[1])
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.screen, "deciding", None))
        await pilot.press("space")
        await until(pilot, lambda: any("Nothing here" in n.message for n in app._notifications))
        assert not app.screen.query_one(VirtualTable).rows.marked


async def test_cards_that_are_marked_move_together(busy: Path, until: Any) -> None:
    app = Allied(busy)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await marked(app, pilot, until, "actions", [])
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen) and app.screen.board.row)
        board = app.screen.board
        for one in ("a2", "a1"):
            assert board.to_key(key(one))
            await pilot.press("space")
        assert board.to_key(key("a4"))
        before = held(busy)
        await pilot.press("L")
        await until(pilot, lambda: held(busy) != before)
        states = {k: Ledger.open(busy).get("action", key(k))["status"] for k in ("a1", "a2", "a4")}  # type: ignore[index]
        assert states == {"a1": "blocked", "a2": "doing", "a4": "blocked"}
        await until(pilot, lambda: not board.rows.marked)
        await pilot.press("u")
        await until(pilot, lambda: held(busy) == before)
