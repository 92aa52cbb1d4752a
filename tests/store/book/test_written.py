"""When values were written, read at one stroke, is what each document says for itself."""

from __future__ import annotations

import pytest
from allied.store.book import book as books
from allied.store.ledger import Change, Ledger

REGISTERS = ("title", "status", "due", "note")


def told(ledger: Ledger, register: str) -> dict[str, str]:
    """Return the same one by one."""
    return {
        key: settings[0].mark.at
        for key in ledger.table("action")
        if (settings := ledger.book.live("action", key).get(register))
    }


@pytest.mark.parametrize("tail", [0, 1000])
def test_at_one_stroke_as_one_by_one(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tail: int) -> None:
    """Of plain documents, changed ones, ones with two answers, and records that are one; cached or not."""
    monkeypatch.setattr(books, "TAIL", tail)
    keys = [f"{number:032x}" for number in range(6)]

    def at(minute: int, key: str, values: dict[str, object], over: tuple[str, ...] | None = None) -> None:
        monkeypatch.setenv("ALLIED_NOW", f"2026-11-23T10:{minute:02d}:00Z")
        ledger.write([Change("action", key, values, over)])

    for number, key in enumerate(keys):
        at(number, key, {"title": f"Work {number}", "status": "todo"})
    at(10, keys[1], {"status": "done"})
    for minute in (11, 12):
        at(minute, keys[2], {"due": f"2026-12-{minute}"}, over=())
    at(13, keys[3], {"title": None, "note": "x"})
    at(14, keys[4], {"same": keys[5]})
    at(15, keys[5], {"status": "doing"})
    for opened in (ledger, Ledger.open(ledger.root)):
        for register in REGISTERS:
            found = opened.book.written("action", register)
            assert {k: found[k] for k in found if k in opened.table("action")} == told(opened, register)
    assert ledger.book.written("action", "due") == {keys[2]: "2026-11-23T10:12:00.000Z"}
