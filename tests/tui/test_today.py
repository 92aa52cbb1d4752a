"""Were one of these to fail, a line of Today could not be acted on where it stands, or a key did another thing."""

from __future__ import annotations

from pathlib import Path

import pytest
from allied.store.ledger import Change, Ledger
from allied.store.verbs import decisions, initiatives, optins, positions
from allied.tui import registry
from allied.tui.app import Allied
from allied.tui.dialogs.asked import Asked
from allied.tui.dialogs.form import Form
from allied.tui.reading import rivals
from allied.tui.screens.decision import DecisionScreen
from allied.tui.screens.today import Today
from allied.tui.widgets.table import VirtualTable
from textual.pilot import Pilot

from .conftest import Until, key, lines

FITTING = {
    "two answers": "today.settle",
    "objections": "today.reply",
    "lapsing": "today.reconfirm",
    "conditions": "today.judge",
    "sunset": "today.renew",
    "review": "today.review",
    "not shared yet": "today.sync",
}


def text(app: Allied) -> str:
    return "\n".join(lines(app))


@pytest.fixture
def pressing(coalition: Path) -> Path:
    """The coalition, with something in every section that has a key of its own."""
    ledger = Ledger.open(coalition)
    live = ledger.read("action", key("a4")).live["title"]
    for title in ("Find a hall", "Find a roof"):
        ledger.write([Change("action", key("a4"), {"title": title}, live)])
    rivers = initiatives.add(ledger, "Clean rivers", {"sunset": "2026-12-01"}).key
    terms = [{"text": "Our logo, and our name, are left out", "state": "open"}]
    optins.record(ledger, key("m1"), rivers, {"valid_until": "2026-12-10"})
    optins.record(ledger, key("m2"), rivers, {"terms": terms})
    march = decisions.add(ledger, "Do we march?").key
    decisions.open(ledger, march, {"asked": [key("m1"), key("m2")]})
    positions.position(ledger, march, key("m1"), "block", reason_later=True)
    decisions.record(ledger, "Do we dance?", {"outcome": "Yes.", "review": "2026-11-25"})
    return coalition


def table(app: Allied) -> VirtualTable:
    return app.screen.query_one(VirtualTable)


async def on(section: str, app: Allied, pilot: Pilot[None], until: Until) -> None:
    """Go to the first line of a section."""
    await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
    await until(pilot, lambda: any(getattr(r.thing, "section", "") == section for r in table(app).rows.seen))
    at = next(n for n, r in enumerate(table(app).rows.seen) if getattr(r.thing, "section", "") == section)
    while table(app).cursor != at:
        await pilot.press("j" if table(app).cursor < at else "k")
    await pilot.pause()


async def test_each_line_is_offered_the_key_that_fits_it_and_no_other(pressing: Path, until: Until) -> None:
    app = Allied(pressing)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for section, fits in FITTING.items():
            await on(section, app, pilot, until)
            for other in dict.fromkeys(FITTING.values()):
                command = registry.command(other)
                offered = f" {command.key} {command.name} "
                if other == fits:
                    await until(pilot, lambda offered=offered: offered in lines(app)[-1])
                else:
                    assert offered not in lines(app)[-1]
        await on("sunset", app, pilot, until)
        await pilot.press("t")
        await until(pilot, lambda: "Only a line about a question with two answers takes this." in text(app))


@pytest.mark.parametrize("way", ["t", "enter"])
async def test_two_answers_are_gone_to_from_their_line(way: str, pressing: Path, until: Until) -> None:
    app = Allied(pressing)
    async with app.run_test(size=(120, 40)) as pilot:
        await on("two answers", app, pilot, until)
        await pilot.press(way)
        await until(pilot, lambda: app.current_mode == "sync")
        await until(pilot, lambda: isinstance(getattr(table(app).row, "thing", None), rivals.Answer))
        assert table(app).row.key == key("a4")  # type: ignore[union-attr]


async def test_an_end_is_moved_an_opt_in_stood_by_and_a_condition_met(pressing: Path, until: Until) -> None:
    app = Allied(pressing)

    def asked(name: str) -> Asked | None:
        return next((one for one in app.screen.query(Asked) if one.ask.name == name), None)

    async def filled(name: str, start: str, said: str) -> None:
        await until(
            pilot, lambda: isinstance(app.screen, Form) and (one := asked(name)) and one.text == start
        )
        one = asked(name)
        assert one is not None
        one.text = said
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Today))

    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await on("sunset", app, pilot, until)
        await pilot.press("N")
        await filled("sunset", "2026-12-01", "2027-06-01")
        (initiative,) = Ledger.open(pressing).table("initiative").values()
        assert initiative["sunset"] == "2027-06-01"
        await on("lapsing", app, pilot, until)
        await pilot.press("R")
        await filled("valid_until", "2026-12-10", "2027-12-10")
        await on("conditions", app, pilot, until)
        await pilot.press("m")
        await filled("0", "", "met")
        found = {one["member"]: one for one in Ledger.open(pressing).table("optin").values()}
        assert found[key("m1")]["valid_until"] == "2027-12-10"
        assert found[key("m2")]["terms"] == [{"text": "Our logo, and our name, are left out", "state": "met"}]


async def test_an_objection_is_answered_and_a_decision_opened(pressing: Path, until: Until) -> None:
    app = Allied(pressing)

    def asked() -> dict[str, Asked]:
        return {one.ask.name: one for one in app.screen.query(Asked)}

    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await on("objections", app, pilot, until)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, Form) and asked()["member"].text == "edri")
        asked()["words"].text = "We start later."
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Today))
        march = next(d for d in Ledger.open(pressing).table("decision").values() if "march" in d["question"])
        assert march["answers"][key("m1")]["words"] == "We start later."
        await on("review", app, pilot, until)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DecisionScreen))


async def test_the_cursor_stays_in_its_section_while_one_works_through_it(
    coalition: Path, until: Until
) -> None:
    ledger = Ledger.open(coalition)
    for n, late in ((1, "2026-11-10"), (2, "2026-11-12")):
        initiative = initiatives.add(ledger, f"Rivers {n}").key
        optins.ask(ledger, key(f"m{n}"), initiative, {"expected_by": late})
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await on("no answer", app, pilot, until)
        first = table(app).row
        assert first is not None
        await pilot.press("r", "d")
        await until(pilot, lambda: table(app).rows.place_of(first.id) is None)
        row = table(app).row
        assert row is not None and row.thing.section == "no answer"
