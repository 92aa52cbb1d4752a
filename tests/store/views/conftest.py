"""The scene that the views look at."""

from __future__ import annotations

import pytest
from allied.store.ledger import Ledger

from ..verbs.scene import NOW, Scene


@pytest.fixture
def scene(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Return a coalition with nobody in it yet, on a Monday."""
    monkeypatch.setenv("ALLIED_NOW", NOW)
    return Scene(ledger)
