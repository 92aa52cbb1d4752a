"""The scene that the verbs are tried on."""

from __future__ import annotations

import pytest
from allied.store.ledger import Ledger

from .scene import NOW, Scene


@pytest.fixture
def scene(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Return a coalition with nobody in it yet, on a Monday."""
    monkeypatch.setenv("ALLIED_NOW", NOW)
    ledger: Ledger = request.getfixturevalue("ledger")  # made on that day too
    return Scene(ledger)
