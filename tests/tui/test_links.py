"""Were one of these to fail, one could see that a thing hangs together with another, and not get there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Change, Ledger
from allied.store.schema import keys
from allied.tui import registry
from allied.tui.app import Allied
from allied.tui.reading import detail
from allied.tui.screens.thing import ThingScreen
from allied.tui.widgets.detail_pane import DetailPane
from allied.tui.widgets.table import VirtualTable
from textual.pilot import Pilot

from .conftest import Until, key, lines

ASK = "0000000000000004"
OLD = "0000000000000003"
SIGN_BY = {"at": "2026-12-14T16:00:00.000Z", "zone": "Europe/Brussels"}


@pytest.fixture
def tied(coalition: Path) -> Path:
    """Return a ledger in which things point to each other in every way that a pane tells."""
    ledger = Ledger.open(coalition)
    ask = {
        f"ask/{OLD}": {"text": "We ask for less.", "language": "en", "change": "first"},
        f"ask/{ASK}": {
            "text": "We ask the Commission to act. " * 8, "language": "en", "change": "material", "follows": [OLD],
        },
        "ask/0000000000000005": {"text": "Nous demandons.", "language": "fr", "translates": ASK},
    }  # fmt: skip
    ledger.write(
        [
            Change("coalition", keys.COALITION, {"time_zone": "Europe/Brussels"}),
            Change("initiative", key("i1"), {"title": "Open letter", "handle": "letter", "lead": key("m1"),
                                             "sign_by": SIGN_BY, **ask}),
            Change("contact", key("c1"), {"name": "Ana Duarte", "member": key("m1"), "primary": True}),
            Change("decision", key("d1"), {"question": "Do we sign?", "initiative": key("i1"),
                                           f"positions/{key('m1')}": {"position": "stand-aside"}}),
            Change("group", key("g1"), {"name": "Press", f"members/{key('m1')}": {"role": "chair"}}),
            Change("action", key("a1"), {"initiative": key("i1"), "decision": key("d1"), "assignee": key("c1"),
                                         "recurrence": "FREQ=WEEKLY", f"waits_on/{key('a2')}": True}),
            *(
                Change("optin", keys.optin_key(key("i1"), key(member)),
                       {"initiative": key("i1"), "member": key(member),
                        "answer": {"state": state, "ask": seen, "ask_language": "en",
                                   "terms": [{"text": "Only without our logo", "state": "open"}]}})
                for member, state, seen in (("m1", "in", ASK), ("m2", "asked", OLD))
            ),
        ]
    )  # fmt: skip
    return coalition


def pane(app: Allied) -> DetailPane:
    return app.screen.query_one(DetailPane)


def seen(app: Allied) -> str:
    return "\n".join(lines(app))


def sections(reader: Any, kind: str, short: str) -> dict[str, list[tuple[str, str]]]:
    found = detail.read(reader, kind, key(short))
    assert found is not None
    return {one.title: [(line.label, line.text) for line in one.lines] for one in found.touches}


def fields(reader: Any, kind: str, at: str) -> dict[str, str]:
    found = detail.read(reader, kind, at)
    assert found is not None
    return {line.label: line.text for line in found.fields}


async def opened(app: Allied, pilot: Pilot[Any], until: Until, place: str, press: str, row: str) -> None:
    """Go to a list, the cursor on a row, and wait until the pane shows it."""
    await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
    await pilot.press(press)
    await until(pilot, lambda: app.current_mode == place and getattr(app.screen, "page", None))
    assert app.screen.query_one(VirtualTable).to_key(key(row))
    await until(pilot, lambda: (it := pane(app).detail) is not None and it.key == key(row))


def test_what_points_to_a_thing_is_there(tied: Path) -> None:
    ledger = Ledger.open(tied)
    member = sections(ledger, "member", "m1")
    assert member["Opt-ins"] == [("● in", "Open letter")]
    assert member["People"] == [("★ first", "Ana Duarte")]
    assert member["Decisions"] == [("◇ stand aside", "Do we sign? · ◌ draft")]
    assert member["Groups"] == [("▣ chair", "Press")]
    assert member["Leads"] == [("▲ idea", "Open letter")]
    assert ("◐ doing", "Draft the letter · ! 3 days late") in member["Open actions"]
    assert not any("Book the hall" in text for _, text in member["Open actions"])  # it is done
    assert sections(ledger, "initiative", "i1")["Opt-ins"] == [("● in 1", "edri"), ("? asked 1", "berlin")]
    assert sections(ledger, "decision", "d1")["Actions"] == [("◐ doing", "Draft the letter · ! 3 days late")]
    assert sections(ledger, "contact", "c1")["Open actions"]
    assert sections(ledger, "action", "a2")["Waiting on this"]


def test_no_more_is_listed_than_one_looks_at(tied: Path) -> None:
    ledger = Ledger.open(tied)
    ledger.write(
        [Change("action", f"{n:032x}", {"title": f"Call {n}", "owner": key("m2")}) for n in range(20)]
    )
    told = sections(ledger, "member", "m2")["Open actions"]
    assert len(told) == 9
    assert told[-1] == ("", "and 12 more")


def test_what_points_to_a_thing_is_only_what_the_audience_may_see(tied: Path) -> None:
    from allied.store.views.audience import seen_by

    ledger = Ledger.open(tied)
    ledger.write(
        [
            Change("action", key("a2"), {"audience": "coordinators"}),
            Change("action", key("a3"), {"audience": "public"}),
            Change("member", key("m1"), {"audience": "public"}),
        ]
    )
    told = sections(seen_by(ledger, "coalition"), "member", "m1")["Open actions"]
    assert any("Translate the ask" in text for _, text in told)
    assert not any("press list" in text for _, text in told)
    assert "Open actions" not in sections(
        seen_by(ledger, "public"), "member", "m1"
    )  # whose it is isn't public


def test_nothing_is_shown_as_it_is_kept(tied: Path) -> None:
    ledger = Ledger.open(tied)
    one = fields(ledger, "optin", keys.optin_key(key("i1"), key("m1")))
    assert one["saw"] == "the words of Mon 23 Nov, en: the current ones"
    assert one["terms"] == "Only without our logo (still open)"
    other = fields(ledger, "optin", keys.optin_key(key("i1"), key("m2")))
    assert other["saw"].endswith("what is asked has changed since")
    asked = fields(ledger, "initiative", key("i1"))
    assert (
        asked["ask en"].startswith("We ask the Commission to act. " * 7)
        and asked["ask fr"] == "Nous demandons."
    )
    assert fields(ledger, "action", key("a1"))["recurrence"] == "every week"
    assert asked["sign by"] == "Mon 14 Dec 17:00 Europe/Brussels"
    assert fields(ledger, "group", key("g1"))["members"] == "edri: chair"


def test_one_clock_tells_all_of_it(tied: Path) -> None:
    found = detail.read(Ledger.open(tied), "member", key("m1"))
    assert found is not None
    assert found.clock == "times in Europe/Brussels"
    assert found.history[-1].label == "23 Nov 11:20"  # 10:20 in UTC


@pytest.mark.parametrize(("press", "place"), [("6", "log"), ("7", "sync")])
async def test_lists_of_what_was_recorded_go_by_the_same_clock(
    press: str, place: str, tied: Path, until: Until
) -> None:
    app = Allied(tied)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        await pilot.press(press)
        await until(pilot, lambda: app.current_mode == place and "23 Nov 11:20" in seen(app))
        assert "times in Europe/Brussels" in seen(app)
        assert "10:20" not in seen(app) and "UTC" not in seen(app)


async def test_a_link_is_followed_by_key_and_escape_comes_back_to_it(tied: Path, until: Until) -> None:
    app = Allied(tied)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, until, "members", "2", "m1")
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is pane(app))
        goal = next(n for n, to in enumerate(pane(app).links) if to == ("contact", key("c1")))
        for _ in range(goal + 1):
            await pilot.press("tab")
        assert pane(app).link == goal
        await pilot.press("shift+tab", "tab")
        assert pane(app).link == goal
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ThingScreen) and app.screen.detail)
        assert "Ana Duarte" in seen(app)
        await pilot.press("tab", "enter")  # the member that the person is at
        await until(pilot, lambda: getattr(app.screen, "key", "") == key("m1") and app.screen.detail)  # type: ignore[attr-defined]
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen.query(VirtualTable) and app.focused is pane(app))
        assert pane(app).link == goal


async def test_the_link_that_enter_opens_is_seen_without_colour(tied: Path, until: Until) -> None:
    app = Allied(tied)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, until, "members", "2", "m1")

        def turned() -> list[str]:
            strips = app.screen._compositor.render_strips()
            return [
                s.text for strip in strips for s in strip if s.style and s.style.reverse and s.text.strip()
            ]

        await pilot.press("enter", "tab")
        first = pane(app).links[0]
        assert first[0] == "optin"
        await until(pilot, lambda: "Open letter" in turned())
        await pilot.press("escape")
        await until(pilot, lambda: "Open letter" not in turned())


async def test_a_link_that_is_clicked_opens(tied: Path, until: Until) -> None:
    app = Allied(tied)
    async with app.run_test(size=(200, 60)) as pilot:
        await opened(app, pilot, until, "members", "2", "m1")
        await until(pilot, lambda: "Ana Duarte" in seen(app))
        y, line = next((n, text) for n, text in enumerate(lines(app)) if "Ana Duarte" in text)
        await pilot.click(offset=(line.index("Ana Duarte") + 3, y))
        await until(pilot, lambda: isinstance(app.screen, ThingScreen) and app.screen.kind == "contact")


async def test_a_link_below_what_is_in_view_is_scrolled_to(tied: Path, until: Until) -> None:
    app = Allied(tied)
    async with app.run_test(size=(120, 24)) as pilot:
        await opened(app, pilot, until, "members", "2", "m1")
        await pilot.press("enter", "tab", "shift+tab")  # round to the last
        assert pane(app).link == len(pane(app).links) - 1
        await until(pilot, lambda: pane(app).scroll_y > 0)
        await until(pilot, lambda: "Press" in seen(app) or "Open letter" in seen(app))


async def test_the_pane_without_links_says_so(coalition: Path, until: Until) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, until, "members", "2", "m3")
        await pilot.press("enter", "tab")
        await until(pilot, lambda: "Nothing here leads to another thing" in seen(app))


@pytest.mark.parametrize(
    ("kind", "short", "there", "elsewhere"),
    [("member", "m1", ("i Ask", "n Person"), "Done"), ("initiative", "i1", ("s Stage", "w Ask"), "Record"),
     ("action", "a1", ("d Done", "w Give", "n Chased"), "Person")],
)  # fmt: skip
async def test_a_things_screen_has_the_verbs_of_its_kind(
    kind: str, short: str, there: tuple[str, ...], elsewhere: str, tied: Path, until: Until
) -> None:
    from allied.tui.messages import OpenThing

    app = Allied(tied)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        app.screen.post_message(OpenThing(kind, key(short)))
        await until(pilot, lambda: isinstance(app.screen, ThingScreen) and app.screen.detail)
        await until(pilot, lambda: all(told in lines(app)[-1] for told in there))
        assert elsewhere not in lines(app)[-1]


async def test_a_verb_of_the_kind_is_done_on_its_screen(tied: Path, until: Until) -> None:
    from allied.tui.messages import OpenThing

    app = Allied(tied)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        app.screen.post_message(OpenThing("member", key("m1")))
        await until(pilot, lambda: isinstance(app.screen, ThingScreen) and app.screen.detail)
        await pilot.press("p")
        await until(pilot, lambda: (Ledger.open(tied).get("member", key("m1")) or {})["status"] == "paused")


async def test_a_key_of_other_kinds_says_why_it_does_nothing(tied: Path, until: Until) -> None:
    from allied.tui.messages import OpenThing

    app = Allied(tied)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        app.screen.post_message(OpenThing("member", key("m1")))
        await until(pilot, lambda: isinstance(app.screen, ThingScreen) and app.screen.detail)
        await pilot.press("d")
        await until(pilot, lambda: "This is a member; that is done with an action." in seen(app))


async def test_two_answers_point_to_where_they_are_settled(tied: Path, until: Until) -> None:
    ledger = Ledger.open(tied)
    for day in ("2026-12-01", "2026-12-02"):
        ledger.write([Change("action", key("a2"), {"due": day}, over=())])
    app = Allied(tied)
    async with app.run_test(size=(160, 40)) as pilot:
        await opened(app, pilot, until, "actions", "4", "a2")
        await until(pilot, lambda: "Two answers: due. 7 (Sync) shows" in seen(app))


@pytest.mark.parametrize(("width", "beside"), [(160, True), (120, False)])
async def test_the_board_has_a_pane_where_there_is_room(
    width: int, beside: bool, tied: Path, until: Until
) -> None:
    app = Allied(tied)
    async with app.run_test(size=(width, 40)) as pilot:
        await opened(app, pilot, until, "actions", "4", "a1")
        await pilot.press("v")
        await until(
            pilot,
            lambda: getattr(app.screen, "COMMANDS_OF", "") == "board" and "Draft the letter" in seen(app),
        )
        if not beside:
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, ThingScreen))
            return
        await until(pilot, lambda: "History" in seen(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is pane(app))
        await pilot.press("escape")
        await until(pilot, lambda: getattr(app.focused, "id", "") == "cards")


def test_the_help_tells_the_keys_of_the_pane() -> None:
    assert all(place in registry.PANED for place in registry.KINDS)
    assert {c.id for c in registry.within("links")} == {"link.next", "link.before", "link.follow"}
