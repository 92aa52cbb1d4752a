"""A coalition that looks real, made by the same calls that users make, by two writers who crossed twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..ledger import Ledger


def build(root: Path) -> Ledger:
    """Make the demo's ledger in *root* and return it; its dates lie around today.

    The environment's clock and writer are set aside meanwhile. Raises what `Ledger.create` does.
    """
    from . import story

    return story.play(root)
