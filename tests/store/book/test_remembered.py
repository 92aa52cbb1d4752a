"""Were one of these to fail, a start would show what is no longer so, or what somebody else wrote there."""

from __future__ import annotations

from pathlib import Path

import pytest
from allied.store.ledger import Ledger
from allied.store.verbs import members


def test_it_is_there_until_anything_changes(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ledger.recall("today") is None
    ledger.remember("today", {"rows": ["é", 1]})
    assert ledger.recall("today") == {"rows": ["é", 1]}
    assert Ledger.open(ledger.root).recall("today") == {"rows": ["é", 1]}
    assert ledger.recall("other") is None
    members.add(ledger, "Greens")
    assert ledger.recall("today") is None
    ledger.remember("today", 2)
    assert ledger.recall("today") == 2
    monkeypatch.setenv("ALLIED_NOW", "2031-01-01T10:00:00.000Z")
    assert ledger.recall("today") is None


def test_who_looks_makes_a_difference(ledger: Ledger) -> None:
    ledger.remember("today", 1)
    from allied.store.verbs import contacts

    key = contacts.add(ledger, "Ana", coordination=True).key
    ledger.remember("today", 2)
    ledger.set_me(key)
    assert ledger.recall("today") is None


@pytest.mark.parametrize(
    "change",
    [lambda data: data[:-1], lambda data: data.replace(b"1", b"2"), lambda _: b"", lambda _: b"\xff"],
)
def test_what_was_changed_or_torn_counts_as_nothing(ledger: Ledger, change: object) -> None:
    ledger.remember("today", {"n": 1})
    (path,) = Path(ledger.root).rglob("views/today.json")
    path.write_bytes(change(path.read_bytes()))  # type: ignore[operator]
    assert ledger.recall("today") is None


def test_a_disk_that_refuses_is_no_fault(ledger: Ledger, tmp_path: Path) -> None:
    ledger.remember("today", 1)
    (path,) = Path(ledger.root).rglob("views/today.json")
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("in the way")
    ledger.remember("today", 1)
    assert ledger.recall("today") is None
