"""What the charts show, a page a chart: lines with what they stand for, and the columns that draw them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ...page import Page

if TYPE_CHECKING:
    from ....store.views.reader import Reader

VIEWS: Final = (
    ("optins", "Opt-ins"),
    ("responses", "Responses"),
    ("workload", "Workload"),
    ("positions", "Positions"),
)
"""The charts by id and name."""


def read(reader: Reader) -> Mapping[str, Page]:
    """Return what every chart shows, by its id, all of the same state of the ledger."""
    from . import optins, positions, responses, workload

    found = {
        "optins": optins.page(reader),
        "responses": responses.page(reader),
        "workload": workload.page(reader),
        "positions": positions.page(reader),
    }
    # With nothing to head, the heads of columns would only puzzle.
    return {view: page if page.rows else replace(page, columns=()) for view, page in found.items()}
