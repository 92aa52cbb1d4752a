"""Were one of these to fail, a form would refuse what it shows, or write it without saying where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Ledger
from allied.store.schema import NAMES, kind
from allied.store.verbs import contacts
from allied.tui.app import Allied
from allied.tui.dialogs import plans
from allied.tui.dialogs.asked import Asked
from allied.tui.dialogs.form import Form
from allied.tui.dialogs.quick import QuickAdd
from textual.command import CommandList
from textual.widgets import Input

from .conftest import key
from .test_flows import at, table, told


def field(app: Allied, name: str) -> Asked:
    return next(a for a in app.screen.query(Asked) if a.ask.name == name)


async def formed(app: Allied, pilot: Any, until: Any, press: str) -> Form:
    await pilot.press(press)
    await until(pilot, lambda: isinstance(app.screen, Form) and app.focused)
    assert isinstance(app.screen, Form)
    return app.screen


async def test_a_completion_that_is_seen_is_taken_on_enter(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        assert table(app).to_key(key("a3"))
        form = await formed(app, pilot, until, "W")
        typed = field(app, "others").query_one(Input)
        await until(pilot, lambda: typed.suggester is not None)
        await pilot.press(*"draft, find a v")
        await until(pilot, lambda: typed._suggestion == "draft, find a venue")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not form)
        assert set(Ledger.open(coalition).get("action", key("a3"))["waits_on"]) == {key("a1"), key("a4")}  # type: ignore[index]
        await until(pilot, lambda: "Translate the ask waits on" in told(app))


async def test_an_id_is_found_in_fields_and_in_the_palette(
    coalition: Path, until: Any, on_terminal: Any
) -> None:
    start = Ledger.open(coalition).short("action", key("a4"))
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await formed(app, pilot, until, "W")
        await pilot.press(*start)
        await until(pilot, lambda: "✓ Find a venue" in on_terminal(app))
        await pilot.press("escape", "escape")
        await pilot.press("ctrl+p", *start)
        await until(pilot, lambda: "Find a venue" in on_terminal(app) and app.screen.query(CommandList))
        await until(pilot, lambda: key("a4")[:8] in on_terminal(app))


@pytest.mark.parametrize("name", NAMES)
def test_what_a_new_thing_cant_do_without_is_asked_first(name: str) -> None:
    needed = [ask.required for ask in plans.asks(name)]
    assert needed == sorted(needed, reverse=True)


def test_a_form_calls_things_as_people_do() -> None:
    assert plans.editing("optin", "x").title == "Edit an opt-in"
    assert plans.adding("initiative").title == "Add an initiative"


def test_numbers_are_read_as_they_are_shown(coalition: Path) -> None:
    from allied.store.verbs.fields import context

    for name in NAMES:
        for one in kind(name).fields.values():
            if one.type.name == "count" and one.map is None:
                for number in (1, 2, 12):
                    shown = one.show(number)
                    assert one.parse(shown, context(Ledger.open(coalition))) == number
    assert kind("action").fields["hours"].show(1) == "1 hour"


async def test_a_line_with_wrong_words_goes_on_in_the_form(
    coalition: Path, until: Any, on_terminal: Any
) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, QuickAdd))
        await pilot.press(*"ring them @edr ~2h !soon @nobody")
        await until(pilot, lambda: "✗ !soon" in on_terminal(app) and "✗ @nobody" in on_terminal(app))
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert isinstance(app.screen, QuickAdd) and not app._notifications  # said once, in place
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, Form) and field(app, "hours").text)
        assert {n: field(app, n).text for n in ("title", "owner", "hours")} == {
            "title": "ring them", "owner": "edri", "hours": "2 hours",
        }  # fmt: skip
        await until(pilot, lambda: "✗ !soon" in on_terminal(app) and "✗ @nobody" in on_terminal(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "added: ring them" in told(app))
        assert [d["hours"] for d in Ledger.open(coalition).table("action").values() if d.get("hours")] == [2]


async def test_me_is_who_uses_this_clone(coalition: Path, until: Any, on_terminal: Any) -> None:
    me = contacts.me(Ledger.open(coalition), "Ana").key
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, QuickAdd))
        await pilot.press(*"ring them @me")
        await until(pilot, lambda: "assignee Ana" in on_terminal(app))
        await pilot.press("enter")
        await until(pilot, lambda: "added: ring them" in told(app))
        assert me in [d.get("assignee") for d in Ledger.open(coalition).table("action").values()]


async def test_a_new_person_keeps_the_name_that_was_typed(coalition: Path, until: Any) -> None:
    """Somebody who is there already may be called by a longer name."""
    contacts.me(Ledger.open(coalition), "Ana Lopez")
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await app.run_action("app.attempt('me')")
        await until(pilot, lambda: isinstance(app.screen, Form) and app.focused)
        await until(pilot, lambda: field(app, "name").query_one(Input).suggester is not None)
        await pilot.press(*"Ana", "enter")
        await until(pilot, lambda: "you are Ana" in told(app))
        assert "Ana" in [d["name"] for d in Ledger.open(coalition).table("contact").values()]


async def test_a_comment_says_on_what(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        for press, said in (("c", "comment on Draft the letter added"), ("n", "noted on Draft the letter")):
            form = await formed(app, pilot, until, press)
            await pilot.press(*"Rung them", "ctrl+s")
            await until(pilot, lambda form=form: app.screen is not form)
            await until(pilot, lambda said=said: said in told(app))


async def test_what_a_mix_comes_to_is_said(coalition: Path, until: Any, on_terminal: Any) -> None:
    from allied.store.verbs import initiatives

    initiatives.add(Ledger.open(coalition), "Open letter", {})
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "initiatives", "3")
        await formed(app, pilot, until, "n")
        assert "members=3, communities=4" in on_terminal(app)
        await pilot.press(*"communities=4, role:spokesperson=1")
        await until(pilot, lambda: "✓ 4 communities, 1 in the role of spokesperson" in on_terminal(app))
