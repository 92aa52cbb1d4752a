"""A ledger whose files alone are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from allied.store.journal import disk, segment
from allied.store.journal.journal import Journal

from . import making


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Return the journal of a ledger just made."""
    return making.ledger(tmp_path / "ledger")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a damaged segment again at once, and leave it to the machine when bytes reach the disk."""
    monkeypatch.setattr(segment, "_PAUSE", 0)
    monkeypatch.setattr(disk, "_fsync", lambda fd: None)  # pyright: ignore
