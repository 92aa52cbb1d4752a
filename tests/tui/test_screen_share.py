"""Were one of these to fail, a name would be on the wall that a member was promised never to see there."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Change, Ledger
from allied.store.schema import keys
from allied.tui import places, registry
from allied.tui.app import Allied
from allied.tui.dialogs.asked import Asked
from allied.tui.dialogs.form import Form
from allied.tui.screens.members import Members
from allied.tui.widgets.table import VirtualTable
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Input

from .conftest import Until, key, lines

HIDDEN = "zqx"
"""Begins every text that is for the coordinators alone."""
WITHIN = "wjv"
"""Begins every text that is for the coalition and not for the public."""
FORBIDDEN = {"coalition": (HIDDEN,), "public": (HIDDEN, WITHIN)}
IN_THE_GATE = {"m4", "c2", "i2", "b3", "g2", "d2", "t2"}
"""A thing of each kind, the one that hides most."""
PRESSES = {"coalition": 1, "public": 2}
LISTS = ("today", "members", "initiatives", "actions", "decisions", "log", "sync", "meetings")
# Leaving, syncing, and what this test does itself.
NOT_TRIED = {"quit", "sync", "sync.here", "present", "find", "theme", "go.to"}


def told(short: str, **values: Any) -> tuple[str, dict[str, Any]]:
    return key(short), values


@pytest.fixture
def three(coalition: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a ledger of which a part is for everybody, a part for the coalition, a part for the coordinators."""
    ledger = Ledger.open(coalition)
    all_ = {"audience": "public"}
    mine = {"audience": "coordinators"}
    members = (
        told("m1", **all_, **{"contact_note": f"{HIDDEN}note"}),
        told("m4", **mine, name=f"{HIDDEN} Underground", handle=f"{HIDDEN}u", status="active"),
        told("m5", **all_, name=f"{HIDDEN} At Risk", handle=f"{HIDDEN}r", alias="A shelter", exposure="at-risk",
             status="active", note=f"{HIDDEN}where"),
        told("m6", audience="coalition", name=f"{WITHIN} Inner", handle=f"{WITHIN}i", status="active"),
    )  # fmt: skip
    contacts = (
        told("c1", name=f"{WITHIN} Ana", member=key("m1"), audience="coalition", note=f"{HIDDEN}ana"),
        told("c2", name=f"{HIDDEN} Ben", audience="coordinators", coordination=True),
    )
    initiatives = (
        told("i1", **all_, title="Open letter", handle="letter", stage="open", note=f"{HIDDEN}plan"),
        told("i2", **mine, title=f"{HIDDEN} Raid", handle=f"{HIDDEN}raid", stage="open"),
        told("i3", audience="coalition", title=f"{WITHIN} Draft law", handle=f"{WITHIN}law", stage="open"),
    )
    actions = (
        told("b1", **all_, title="Print the letter", due="2026-11-01", owner=key("m1"), initiative=key("i1"),
             note=f"{HIDDEN}paper", assignee=key("c2")),
        told("b2", title=f"{WITHIN} Ring around", due="2026-11-01", owner=key("m6")),
        told("b3", **mine, title=f"{HIDDEN} Ask the source", due="2026-11-01", owner=key("m4")),
        told("b4", **all_, title="Thank the shelter", due="2026-11-01", owner=key("m5")),
        told("b5", **all_, title="Help the raid", due="2026-11-01", initiative=key("i2")),
    )  # fmt: skip
    decisions = (
        told(
            "d1",
            **all_,
            question="Do we sign?",
            closing={"status": "open"},
            initiative=key("i1"),
            note=f"{HIDDEN}sign",
        ),
        told("d2", **mine, question=f"{HIDDEN} Do we leak?", closing={"status": "open"}),
        told("d3", question=f"{WITHIN} Do we wait?", closing={"status": "open"}),
    )
    groups = (
        told("g1", **all_, name="Press", handle="press", note=f"{HIDDEN}press"),
        told("g2", **mine, name=f"{HIDDEN} Cell", handle=f"{HIDDEN}cell"),
    )
    meetings = (
        told("t1", **all_, title="Weekly", starts={"at": "2026-11-23T10:00:00", "zone": "UTC"},
             initiative=key("i1"), notes=f"{WITHIN}said"),
        told("t2", **mine, title=f"{HIDDEN} Night", starts={"at": "2026-11-23T09:00:00", "zone": "UTC"}),
    )  # fmt: skip
    named = (
        ("member", members), ("contact", contacts), ("initiative", initiatives), ("action", actions),
        ("decision", decisions), ("group", groups), ("meeting", meetings),
    )  # fmt: skip
    changes = [Change(kind, k, values) for kind, docs in named for k, values in docs]
    changes.append(Change("writer", keys.writer_key("coordinator0"), {"name": f"{HIDDEN}writer"}))
    for member, visibility in (("m1", "public"), ("m4", "private"), ("m5", "public"), ("m6", "private")):
        for initiative in ("i1", "i2"):
            stated = {"state": "in", "method": "email", "evidence": f"{HIDDEN}proof"}
            changes.append(
                Change(
                    "optin",
                    keys.optin_key(key(initiative), key(member)),
                    {
                        "member": key(member),
                        "initiative": key(initiative),
                        "answer": stated,
                        "visibility": visibility,
                    },
                )
            )
    for n, member in enumerate(("m1", "m4", "m5", "m6")):
        stands = {
            "position": "block",
            "reason": ("Because", f"{HIDDEN}why", f"{WITHIN}why", f"{WITHIN}why")[n],
        }
        changes.append(Change("decision", key("d1"), {f"positions/{key(member)}": stands}))
        changes.append(Change("decision", key("d1"), {f"asked/{key(member)}": True}))
        changes.append(Change("meeting", key("t1"), {f"attendees/{key(member)}": True}))
    changes.append(Change("action", key("b1"), {"comments/1": {"text": f"{HIDDEN}comment", "by": key("c2")}}))
    ledger.write(changes, note=f"{HIDDEN}because")
    # Two answers: one to a question that the public may know of, one to what it may not.
    for field, kind, k in (("note", "action", "b1"), ("title", "action", "b3"), ("title", "action", "b1")):
        for answer in ("one", "two"):
            text = f"Print {answer}" if (field, k) == ("title", "b1") else f"{HIDDEN}{answer}"
            ledger.write([Change(kind, key(k), {field: text}, over=())])
    ledger.set_me(key("c2"))
    ledger.set_meeting(key("t2"))
    return coalition


Settle = Callable[[], Awaitable[None]]


class Watching:
    """Looks at all that is on the terminal, over and over, and notes whatever must not be there."""

    def __init__(self, app: Allied, pilot: Pilot[Any], forbidden: tuple[str, ...]) -> None:
        self.app, self.pilot, self.forbidden = app, pilot, forbidden
        self.found: list[str] = []
        self.shown: set[str] = set()

    def look(self, where: str) -> None:
        text = "\n".join(lines(self.app))
        text += "\n" + "\n".join(f"{n.title} {n.message}" for n in self.app._notifications)
        text += f"\n{self.app.title} {self.app.sub_title} {self.app.clipboard}"
        text += "\n" + "\n".join(str(w.tooltip) for w in self.app.screen.query("*") if w.tooltip)
        self.shown.add(text)
        for line in text.splitlines():
            if any(word in line.lower() for word in self.forbidden):
                self.found.append(f"{where}: {line.strip()}")

    async def settle(self, where: str) -> None:
        """Look while what is going on goes on, and once it is over."""
        for _ in range(3):
            for _ in range(200):
                await self.pilot.pause(0.005)
                self.look(where)
                if not [w for w in self.app.workers if not w.is_finished]:
                    break
            await self.pilot.pause(0.03)
            self.look(where)

    async def press(self, where: str, *pressed: str) -> None:
        for one in pressed:
            await self.pilot.press(one)
            self.look(where)
        await self.settle(f"{where} {' '.join(pressed)}")


async def ready(app: Allied, pilot: Pilot[Any], until: Until) -> None:
    await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))


async def shared(app: Allied, pilot: Pilot[Any], until: Until, audience: str) -> Watching:
    """Turn the app to an audience, and watch it from there on."""
    await ready(app, pilot, until)
    for _ in range(PRESSES[audience]):
        await pilot.press("f9")
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
    assert app.desk.audience == audience
    return Watching(app, pilot, FORBIDDEN[audience])


async def home(watching: Watching, place: str) -> None:
    """Come back to a place, whatever was opened over it."""
    app = watching.app
    for _ in range(12):
        if app.current_mode == place and len(app.screen_stack) == 1:
            return
        if len(app.screen_stack) > 1:
            await watching.press(place, "escape")
        else:
            await app.action_go(place)
            await watching.settle(place)
    raise AssertionError(f"There is no way back to {place} from {app.screen}.")


async def every_row(watching: Watching, place: str) -> None:
    """Rest on every row of a list, and open each."""
    table = watching.app.screen.query_one(VirtualTable)
    await watching.press(place, "home")
    for _ in range(len(table.rows.seen)):
        await asyncio.sleep(0.06)
        await watching.settle(f"{place} row")
        await watching.press(place, "enter")
        await home(watching, place)
        await watching.press(place, "escape", "j")


async def every_command(watching: Watching, place: str, where: str) -> None:
    """Try all that can be done on a screen, the list's own first."""
    for command in registry.on(where):
        if command.id in NOT_TRIED or command.id.startswith("go."):
            continue
        await watching.app.action_attempt(command.id)
        await watching.settle(f"{place}: {command.id}")
        if isinstance(watching.app.screen, Form):
            await watching.press(f"{place}: {command.id}", *"zq", "tab", *"zq", "tab", *"zq", "ctrl+s")
        await home(watching, place)


def test_there_is_something_to_hide(three: Path) -> None:
    ledger = Ledger.open(three)
    assert len(ledger.crossed()) == 3
    assert {doc["status"] for doc in ledger.table("decision").values()} == {"open"}
    assert [doc["state"] for doc in ledger.table("optin").values()] == ["in"] * 8


async def test_without_an_audience_everything_is_there(three: Path, until: Until) -> None:
    """Else the tests below would find nothing because nothing is there."""
    app = Allied(three)
    async with app.run_test(size=(200, 60), notifications=True) as pilot:
        await ready(app, pilot, until)
        for place in LISTS:
            await app.action_go(place)
            await until(
                pilot, lambda at=place: app.current_mode == at and HIDDEN in "\n".join(lines(app)).lower()
            )
        assert "SHARING" not in "\n".join(lines(app))


@pytest.mark.parametrize("audience", ["coalition", "public"])
@pytest.mark.parametrize("place", LISTS)
async def test_no_list_shows_it(place: str, audience: str, three: Path, until: Until) -> None:
    app = Allied(three)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        watching = await shared(app, pilot, until, audience)
        await app.action_go(place)
        await watching.settle(place)
        assert f"SHARING SCREEN · {audience}" in lines(app)[0]
        await every_row(watching, place)
        await every_command(watching, place, place)
        assert watching.found == []


@pytest.mark.parametrize("audience", ["coalition", "public"])
@pytest.mark.parametrize(
    ("kind", "short", "where"),
    [
        *((kind, short, kind) for kind, short in (
            ("member", "m1"), ("member", "m4"), ("member", "m5"), ("member", "m6"), ("contact", "c1"),
            ("contact", "c2"), ("initiative", "i1"), ("initiative", "i2"), ("action", "b1"), ("action", "b3"),
            ("group", "g1"), ("group", "g2"))),
        ("decision", "d1", "decision"), ("decision", "d2", "decision"),
        ("meeting", "t1", "meeting"), ("meeting", "t2", "meeting"),
    ],
)  # fmt: skip
async def test_no_thing_shows_it(
    kind: str, short: str, where: str, audience: str, three: Path, until: Until, torture: bool
) -> None:
    if audience == "coalition" and short not in IN_THE_GATE and not torture:
        pytest.skip("the wider audience is tried on every kind of thing once; --torture tries all")
    app = Allied(three)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        watching = await shared(app, pilot, until, audience)
        for command in registry.on(where):
            if where not in command.where or command.id in NOT_TRIED:
                continue
            app.push_screen(places.thing(kind, key(short)))
            await watching.settle(f"{kind} {short}")
            if len(app.screen_stack) == 1:
                break  # it may not be seen at all
            assert f"SHARING SCREEN · {audience}" in lines(app)[0]
            if where == "meeting":
                await watching.press(where, "w", "w")
            await app.action_attempt(command.id)
            await watching.settle(f"{kind} {short} {command.id}")
            await home(watching, "today")
        assert watching.found == []


@pytest.mark.parametrize("audience", ["coalition", "public"])
async def test_the_matrix_does_not_show_it(audience: str, three: Path, until: Until) -> None:
    app = Allied(three)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        watching = await shared(app, pilot, until, audience)
        for command in ("matrix.group", *(c.id for c in registry.on("matrix") if "matrix" in c.where)):
            await app.action_matrix()
            await watching.settle("matrix")
            for _ in range(4):
                await watching.press("matrix", "j")
            await app.action_attempt(command)
            await watching.settle(f"matrix: {command}")
            await home(watching, "today")
        assert watching.found == []


@pytest.mark.parametrize("audience", ["coalition", "public"])
async def test_the_palette_does_not_find_it(audience: str, three: Path, until: Until) -> None:
    app = Allied(three)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        watching = await shared(app, pilot, until, audience)
        for sought in (
            "under",
            "risk",
            "raid",
            "ring",
            "night",
            "cell",
            "ben",
            "ana",
            "leak",
            "source",
            "paper",
        ):
            await pilot.press("ctrl+p")
            await until(pilot, lambda: isinstance(app.screen, CommandPalette))
            await watching.press(f"palette {sought}", *sought)
            await asyncio.sleep(0.2)
            await watching.settle(f"palette {sought}")
            await home(watching, "today")
        assert watching.found == []
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press(*"print")
        await until(pilot, lambda: "Print " in "\n".join(lines(app)))


async def test_what_is_under_way_when_it_is_turned_on_does_not_arrive(
    three: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, reading, page_of = threading.Event(), threading.Event(), Members.page_of

    def slow(self: Members, reader: Any) -> Any:
        page = page_of(self, reader)
        reading.set()
        go_on.wait(20)
        return page

    app = Allied(three)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(app, pilot, until)
        monkeypatch.setattr(Members, "page_of", slow)
        await pilot.press("2")
        await until(pilot, reading.is_set)
        watching = Watching(app, pilot, FORBIDDEN["public"])
        app.desk.audience = "coalition"  # so that one press goes to the public
        await pilot.press("f9")
        await until(pilot, lambda: "SHARING SCREEN · public" in lines(app)[0])
        go_on.set()
        await watching.settle("members")
        await until(pilot, lambda: "European Digital Rights" in "\n".join(lines(app)))
        await watching.settle("members")
        assert watching.found == []


async def test_toasts_that_were_there_go_and_later_ones_name_nothing(three: Path, until: Until) -> None:
    app = Allied(three)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(app, pilot, until)
        app.notify(f"✓ added: {HIDDEN} Ask the source")
        await until(pilot, lambda: HIDDEN in "\n".join(lines(app)))
        await pilot.press("f9")
        await until(pilot, lambda: "SHARING SCREEN · coalition" in lines(app)[0])
        await until(pilot, lambda: HIDDEN not in "\n".join(lines(app)))
        await pilot.press("u")
        await until(pilot, lambda: "Undone. U does it again" in "\n".join(lines(app)))


async def test_a_form_with_something_typed_is_put_aside_and_comes_back(three: Path, until: Until) -> None:
    app = Allied(three)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(app, pilot, until)
        await pilot.press("A")
        await until(pilot, lambda: isinstance(app.screen, Form) and isinstance(app.focused, Input))
        await pilot.press(*f"{HIDDEN} plan")
        for audience in ("coalition", "public"):
            await pilot.press("f9")
            await until(pilot, lambda to=audience: f"SHARING SCREEN · {to}" in lines(app)[0])
            assert not isinstance(app.screen, ModalScreen)
            await until(pilot, lambda: getattr(app.screen, "page", None))
            assert HIDDEN not in "\n".join(lines(app))
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, Form))
        assert app.screen.query(Asked).first().text == f"{HIDDEN} plan"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(app.screen, Form))
        await until(pilot, lambda: "SHARING" not in lines(app)[0])
        docs = Ledger.open(three).table("action").values()
        assert any(doc["title"] == f"{HIDDEN} plan" for doc in docs)


async def test_a_form_that_is_being_written_when_it_is_turned_on_is_done_with(
    three: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    from allied.store.verbs import documents

    go_on, add = threading.Event(), documents.add

    def slow(*args: Any, **more: Any) -> Any:
        go_on.wait(20)
        return add(*args, **more)

    monkeypatch.setattr(documents, "add", slow)
    app = Allied(three)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(app, pilot, until)
        await pilot.press("A")
        await until(pilot, lambda: isinstance(app.screen, Form) and isinstance(app.focused, Input))
        await pilot.press(*f"{HIDDEN} plan", "ctrl+s", "f9")
        await until(pilot, lambda: "SHARING SCREEN · coalition" in lines(app)[0])
        watching = Watching(app, pilot, FORBIDDEN["coalition"])
        go_on.set()
        await until(pilot, lambda: getattr(app.screen, "page", None))
        await watching.settle("today")
        assert watching.found == []
        await pilot.press("f9", "f9")
        await until(pilot, lambda: "SHARING" not in lines(app)[0] and getattr(app.screen, "page", None))
        assert not isinstance(app.screen, ModalScreen) and len(app.screen_stack) == 1
        docs = Ledger.open(three).table("action").values()
        assert [doc["title"] for doc in docs].count(f"{HIDDEN} plan") == 1


async def test_what_may_not_be_seen_closes_and_what_may_stays(three: Path, until: Until) -> None:
    app = Allied(three)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(app, pilot, until)
        app.push_screen(places.thing("decision", key("d1")))
        await until(pilot, lambda: "Do we sign?" in "\n".join(lines(app)))
        await pilot.press("f9")
        await until(pilot, lambda: "SHARING" in lines(app)[0] and "Do we sign?" in "\n".join(lines(app)))
        assert len(app.screen_stack) == 2
        await pilot.press("f9", "f9")
        await until(pilot, lambda: "SHARING" not in lines(app)[0])
        await until(pilot, lambda: isinstance(app.focused, VirtualTable) and app.focused.row)
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        app.push_screen(places.thing("decision", key("d2")))
        app.push_screen(places.thing("decision", key("d1")))
        await until(pilot, lambda: "Do we sign?" in "\n".join(lines(app)))
        await pilot.press("f9")
        await until(pilot, lambda: "SHARING" in lines(app)[0] and "Do we sign?" in "\n".join(lines(app)))
        await until(pilot, lambda: isinstance(app.focused, VirtualTable) and app.focused.row)
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_the_mark_is_across_the_whole_width(
    size: tuple[int, int], three: Path, until: Until, same_grid: Any
) -> None:
    app = Allied(three)
    async with app.run_test(size=size, notifications=True) as pilot:
        await shared(app, pilot, until, "public")
        top = app.screen._compositor.render_strips()[0]
        plain = [s for s in top if s.style and s.style.bgcolor]
        assert len({s.style.bgcolor for s in plain if s.style}) == 2  # the warning, and where one is
        assert lines(app)[0].startswith(" ◉ SHARING SCREEN · public")
        same_grid(app, f"sharing-{size[0]}x{size[1]}")
