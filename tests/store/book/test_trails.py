"""What an opt-in went through, read off the book, is what its entries say one by one."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from allied.store.ledger import Ledger
from allied.store.verbs import initiatives, members, merging, optins

NOW = "2026-11-23T10:{:02d}:{:02d}Z"


def told(ledger: Ledger, key: str) -> list[tuple[str, str]]:
    """Return what the entries of an opt-in say, read one by one from the journal."""
    answers = [
        (entry.at, entry.set["answer"]) for entry in ledger.history("optin", key) if "answer" in entry.set
    ]
    return sorted((at, answer["state"]) for at, answer in answers if answer is not None)


@pytest.mark.parametrize("seed", range(4))
def test_the_trail_is_what_the_entries_say(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    monkeypatch.setenv("ALLIED_NOW", NOW.format(0, 0))
    root = tmp_path / "ledger"
    ledger = Ledger.create(root, name="Rivers")
    who = [members.add(ledger, f"Member {n}").key for n in range(5)]
    what = [initiatives.add(ledger, f"Thing {n}").key for n in range(2)]
    verbs = (optins.plan, optins.ask, optins.record, optins.decline, optins.withdraw)
    for second in range(60):
        monkeypatch.setenv("ALLIED_NOW", NOW.format(1 + second // 60, second % 60))
        member, initiative = chance.choice(who), chance.choice(what)
        try:
            chance.choice(verbs)(ledger, member, initiative, {})
        except Exception as error:
            assert type(error).__name__ == "Invalid"  # a move that isn't allowed writes nothing
        if second % 7 == 6:
            ledger.undo()
        if second % 20 == 19:
            ledger.seal()
        if second == 40:
            merging.merge(ledger, who[0], who[1])
    found = {key: told(ledger, key) for key in ledger.table("optin")}
    assert any(len(trail) > 2 for trail in found.values())
    shutil.rmtree(root / ".git" / "allied" / "book")
    for book in (ledger.book, Ledger.open(root).book, Ledger.open(root).book):
        trails = book.trails("optin")
        assert {key: list(trails[key].words) for key in found} == found
        assert {key: list(book.trail("optin", key).words) for key in found} == found
        written = book.written("optin", "answer")
        assert {key: trails[key].since for key in found} == {key: written.get(key) for key in found}
