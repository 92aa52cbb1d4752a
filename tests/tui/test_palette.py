"""Were one of these to fail, one could not get at a thing whose name one has forgotten half of."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Change, Ledger
from allied.tui.app import Allied
from allied.tui.reading import seeking
from allied.tui.reading.things import Thing, listed, tables
from textual.command import CommandList, CommandPalette

from .conftest import Until, key, lines


@pytest.fixture
def wordy(coalition: Path) -> Path:
    """Return a ledger with names of every sort, and text in its things."""
    Ledger.open(coalition).write(
        [
            Change("member", key("m1"), {"former_names/Netzpolitik": True}),
            Change("meeting", key("t1"), {"title": "Autumn plenary", "notes": "The caterer is vegan"}),
            Change(
                "decision", key("d1"), {"question": "Do we sign?", "context": "The parliament votes soon"}
            ),
            Change(
                "decision",
                key("d1"),
                {f"positions/{key('m1')}": {"position": "block", "reason": "Too vague"}},
            ),
            Change("action", key("a1"), {"comments/1": {"text": "Ask the printer about vegan ink"}}),
            Change("contact", key("c1"), {"name": "Zoë Vegán", "role": "press"}),
        ]
    )
    return coalition


def found(root: Path, typed: str) -> list[str]:
    things = listed(tables(Ledger.open(root)))
    hits = [*seeking.named(things, typed), *seeking.worded(things, typed), *seeking.nearly(things, typed)]
    return list(dict.fromkeys(thing.title for _, thing in hits))


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("european", "European Digital Rights"),
        ("rights digital", "European Digital Rights"),
        ("edri", "European Digital Rights"),
        ("netzpol", "European Digital Rights"),
        ("meres", "Mères au front"),
        ("mères", "Mères au front"),
        ("plenary", "Autumn plenary"),
        ("caterer", "Autumn plenary"),
        ("parliament votes", "Do we sign?"),
        ("too vague", "Do we sign?"),
        ("printer", "Draft the letter"),
        ("eudiri", "European Digital Rights"),
        ("brlnhous", "Berlin Housing Network"),
    ],
)
def test_it_is_found(wordy: Path, typed: str, title: str) -> None:
    assert found(wordy, typed)[0] == title


def test_names_come_before_text_and_starts_before_parts(wordy: Path) -> None:
    assert found(wordy, "vegan") == ["Zoë Vegán", "Autumn plenary", "Draft the letter"]
    assert found(wordy, "the")[:2] == ["Book the hall", "Draft the letter"]
    assert found(wordy, "xyzzy") == [] and found(wordy, "  ") == []


def test_what_did_not_change_is_not_read_again(wordy: Path) -> None:
    ledger = Ledger.open(wordy)
    before = listed(tables(ledger))
    ledger.write([Change("action", key("a1"), {"title": "Draft another"})])
    after = {thing.key: thing for thing in listed(tables(ledger), before)}
    changed = [thing for thing in before if after[thing.key] is not thing]
    assert [thing.title for thing in changed] == ["Draft the letter"]


def test_very_many_are_looked_through_quickly_and_not_longer_than_wanted() -> None:
    things = [Thing("action", f"{n}", f"Ring {n:x}", "", f"ring {n:x}", "", {}) for n in range(100_000)]
    began = time.perf_counter()
    assert len(seeking.named(things, "ring 1f")) == 40
    assert time.perf_counter() - began < 1
    began = time.perf_counter()
    seeking.nearly(things, "rgfffffff")
    assert time.perf_counter() - began < 1
    assert seeking.named(things, "ring", wanted=lambda: False) == []


def first(app: Allied) -> str:
    """Return what is at the top of the palette's list."""
    options: Any = app.screen.query_one(CommandList)
    return str(options.get_option_at_index(0).prompt) if options.option_count else ""


async def test_the_palette_finds_by_name_and_by_text_and_opens_it(wordy: Path, until: Until) -> None:
    app = Allied(wordy)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press(*"caterer")
        await until(pilot, lambda: first(app).startswith("▤ Autumn plenary"))
        assert "the caterer is vegan" in "\n".join(lines(app))
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.screen, "meeting", None))


async def test_a_command_whose_name_is_typed_comes_first(wordy: Path, until: Until) -> None:
    app = Allied(wordy)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))

        await pilot.press(*"help")
        await until(pilot, lambda: first(app).startswith("Help"))
