"""Were one of these to fail, something that commands can write could not be written in the TUI."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from allied.commands.typed.fields import typed
from allied.store.ledger import Ledger
from allied.store.schema import NAMES
from allied.store.verbs import actions, contacts, groups, initiatives, members, optins
from allied.tui.app import Allied
from allied.tui.dialogs import entries
from allied.tui.dialogs.answer import answering
from allied.tui.dialogs.asked import Asked
from allied.tui.dialogs.form import Form
from allied.tui.dialogs.plans import asks
from allied.tui.dialogs.revisiting import recording
from textual.widgets import Input, Select

from .conftest import key
from .test_flows import at, table, told

# What forms of their own write: the words of an ask, what was brought about, and who is credited for it.
ELSEWHERE = {"initiative": {"ask", "outputs", "credits"}, "action": {"series", "occurrence"}}


@pytest.mark.parametrize("kind", [name for name in NAMES if name != "writer"])
def test_every_field_can_be_reached(kind: str) -> None:
    wanted = {field.name for field in typed(kind)} - ELSEWHERE.get(kind, set())
    reached = {ask.name for ask in asks(kind)}
    if kind == "optin":
        reached |= {a.name for s in ("in", "declined") for a in answering(s, "m", "i", "M", "I").asks} | {
            "state"
        }
    if kind == "decision":
        reached |= {ask.name for ask in recording({}).asks} | {
            "status",
            "despite_blocks",
        }  # closing asks for these
    assert wanted - reached == set()


@pytest.mark.parametrize(
    ("before", "after", "typed"),
    [
        ("members=5, regions=3", "members=5, regions=4", ["regions=4"]),
        ("members=5, regions=3", "regions=3", ["members="]),
        ("", "role:speaker=1", ["role:speaker=1"]),
        ("a=1", " a = 1 ", []),
        ("a=1", "", ["a="]),
    ],
)
def test_only_entries_that_changed_are_written(before: str, after: str, typed: list[str]) -> None:
    assert entries.changed(before, after) == typed


@pytest.fixture
def peopled(coalition: Path) -> Path:
    ledger = Ledger.open(coalition)
    contacts.add(ledger, "Ana López", key("m1"))
    groups.add(ledger, "Core group", {"handle": "core"})
    letter = initiatives.add(
        ledger, "Open letter", {"handle": "letter", "needs": {"members": 2, "regions": 1}}
    ).key
    optins.record(ledger, key("m1"), letter)
    members.add(ledger, "EDRi aisbl", {"handle": "edri-aisbl"})
    return coalition


async def fill(app: Allied, pilot: Any, until: Any, **texts: str) -> None:
    """Type into fields of the form that is open, save it, and wait until it has gone."""
    await until(pilot, lambda: isinstance(app.screen, Form))
    form = app.screen
    await pilot.pause(0.1)
    for asked in form.query(Asked):
        if asked.ask.name in texts:
            asked.text = texts[asked.ask.name]
    await pilot.press("ctrl+s")
    await until(pilot, lambda: app.screen is not form)


def initiative(root: Path) -> dict[str, Any]:
    return next(iter(Ledger.open(root).table("initiative").values()))


async def test_a_member_pauses_comes_back_and_leaves(peopled: Path, until: Any) -> None:
    app = Allied(peopled)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "members", "2")
        assert table(app).to_key(key("m1"))
        await pilot.press("p")
        await until(pilot, lambda: Ledger.open(peopled).get("member", key("m1"))["status"] == "paused")
        await until(pilot, lambda: table(app).row.doc["status"] == "paused")
        await pilot.press("r")
        await until(pilot, lambda: Ledger.open(peopled).get("member", key("m1"))["status"] == "active")
        await pilot.press("x")
        await fill(app, pilot, until, left="2026-11-20", reason="No time")
        doc = Ledger.open(peopled).get("member", key("m1"))
        assert (doc["status"], doc["left"]) == ("left", "2026-11-20")
        assert [one["text"] for one in doc["comments"].values()] == ["No time"]
        assert "still has 4 actions" in told(app)
        await pilot.press("u")
        await until(pilot, lambda: Ledger.open(peopled).get("member", key("m1"))["status"] == "active")


async def test_two_records_become_one_and_two_again(peopled: Path, until: Any) -> None:
    app = Allied(peopled)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "members", "2")
        assert table(app).to_key(key("m1"))
        count = len(table(app).rows.seen)
        await pilot.press("m")
        await fill(app, pilot, until, other="edri-aisbl")
        await until(pilot, lambda: len(table(app).rows.seen) == count - 1)
        await pilot.press("u")
        await until(pilot, lambda: len(table(app).rows.seen) == count)


async def test_people_and_groups(peopled: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(peopled)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "members", "2")
        assert table(app).to_key(key("m2"))
        await pilot.press("n")
        await fill(app, pilot, until, name="Bea Kurz", role="director", email="bea@example.org")
        found = next(d for d in Ledger.open(peopled).table("contact").values() if d["name"] == "Bea Kurz")
        assert (found["member"], found["role"]) == (key("m2"), "director")
        await pilot.press("g", "p")
        await until(pilot, lambda: app.current_mode == "people" and "Bea Kurz" in on_terminal(app))
        assert "Core group" in on_terminal(app)
        group = next(iter(Ledger.open(peopled).table("group")))
        assert table(app).to_key(group)
        await pilot.press("e")
        await until(
            pilot, lambda: isinstance(app.screen, Form) and app.screen._texts().get("name") == "Core group"
        )
        await fill(app, pilot, until, members="edri=chair, berlin=member")
        roles = Ledger.open(peopled).get("group", group)["members"]
        assert {k: v["role"] for k, v in roles.items()} == {key("m1"): "chair", key("m2"): "member"}
        await until(pilot, lambda: table(app).row and len(table(app).row.doc.get("members") or ()) == 2)
        await pilot.press("e")
        await until(
            pilot, lambda: isinstance(app.screen, Form) and "edri=chair" in app.screen._texts()["members"]
        )
        await fill(app, pilot, until, members="edri=member")
        roles = Ledger.open(peopled).get("group", group)["members"]
        assert {k: v["role"] for k, v in roles.items()} == {key("m1"): "member"}
        await pilot.press("A")
        await fill(app, pilot, until, name="Press circle")
        await until(pilot, lambda: "Press circle" in on_terminal(app))


async def test_many_members_are_to_be_asked(peopled: Path, until: Any) -> None:
    app = Allied(peopled)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "members", "2")
        await pilot.press("V", "i")
        await fill(app, pilot, until, initiative="letter", state="asked", expected_by="fri")
        states = [d["state"] for d in Ledger.open(peopled).table("optin").values()]
        assert sorted(states) == ["asked", "asked", "asked", "in"]
        assert "asked: 3 members" in told(app) and "Left:" in told(app)


async def test_an_initiative_from_its_needs_to_its_end(peopled: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(peopled)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "initiatives", "3")
        await pilot.press("s")
        await fill(app, pilot, until, stage="forming")
        await until(pilot, lambda: initiative(peopled)["stage"] == "forming")
        await pilot.press("n")
        await until(
            pilot, lambda: isinstance(app.screen, Form) and "members=2" in app.screen._texts()["needs"]
        )
        await fill(app, pilot, until, needs="members=3, role:speaker=1")
        assert initiative(peopled)["needs"] == {"members": 3, "role:speaker": 1}
        await pilot.press("w")
        await fill(app, pilot, until, text="We ask for an open net.", language="en")
        await until(pilot, lambda: len(initiative(peopled).get("ask") or ()) == 1)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, Form) and "open net" in app.screen._texts()["text"])
        form = app.screen
        next(a for a in form.query(Asked) if a.ask.name == "text").text = "We ask for a net that is open."
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "in substance" in on_terminal(app))  # it must say which: the form stays
        await fill(app, pilot, until, change="material")
        assert len(initiative(peopled)["ask"]) == 2
        await pilot.press("C")
        await fill(app, pilot, until, output="The letter", members="edri", **{"as": "EDRi"})
        doc = initiative(peopled)
        assert len(doc["outputs"]) == 1 and len(doc["credits"]) == 1
        await pilot.press("C")
        await fill(app, pilot, until, output="The letter", members="edri", remove="yes")
        assert not initiative(peopled).get("credits")
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, Form))
        form = app.screen
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Not closed yet" in on_terminal(app))
        assert app.screen is form
        await fill(
            app,
            pilot,
            until,
            outcome="Sent",
            lessons="Begin sooner",
            thanked="yes",
            let_go="yes",
            force="yes",
        )
        await until(pilot, lambda: initiative(peopled)["stage"] == "closed")
        await until(pilot, lambda: table(app).row and table(app).row.doc["stage"] == "closed")
        await pilot.press("s")
        await until(pilot, lambda: "closed already" in told(app))


async def test_the_coalition_and_who_one_is(peopled: Path, until: Any) -> None:
    app = Allied(peopled)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        await app.run_action("app.attempt('coalition')")
        await until(pilot, lambda: isinstance(app.screen, Form) and app.screen._texts().get("name"))
        await fill(app, pilot, until, words="member=partner")
        assert next(iter(Ledger.open(peopled).table("coalition").values()))["words"] == {"member": "partner"}
        await app.run_action("app.attempt('me')")
        await fill(app, pilot, until, name="Ana López")
        await until(pilot, lambda: "you are" in told(app))
        assert Ledger.open(peopled).me() is not None


async def test_one_s_own_editor(
    peopled: Path, until: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i s/Draft/Redraft/ "$1"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", str(editor))
    app = Allied(peopled)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        assert table(app).to_key(key("a1"))
        from contextlib import nullcontext

        monkeypatch.setattr(app, "suspend", nullcontext)  # there is no terminal here to hand over
        await pilot.press("E")
        await until(
            pilot, lambda: Ledger.open(peopled).get("action", key("a1"))["title"] == "Redraft the letter"
        )
        await until(pilot, lambda: "Redraft the letter" in [r.doc.get("title") for r in table(app).rows.seen])


async def test_in_words_only_what_may_be_done_is_offered(peopled: Path, until: Any) -> None:
    actions.add(Ledger.open(peopled), "Anything")
    app = Allied(peopled)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await at(app, pilot, until, "members", "2")
        assert table(app).to_key(key("m1"))
        await pilot.press("r")
        await until(pilot, lambda: "active already" in told(app))
        assert not isinstance(app.focused, Input | Select)
