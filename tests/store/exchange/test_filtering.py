"""Were one of these to fail, the same filter would show other lines in the TUI than on the command line."""

from __future__ import annotations

from typing import Any

import pytest
from allied.store.errors import AlliedError
from allied.store.exchange.filtering import read
from allied.store.ledger import Ledger
from allied.store.verbs import actions, members
from allied.store.verbs.fields import context


@pytest.fixture
def busy(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setenv("ALLIED_NOW", "2026-11-23T10:20:00.000Z")  # a Monday
    edri = members.add(ledger, "European Digital Rights", {"handle": "edri", "regions": ["europe"]}).key
    rows: tuple[tuple[str, dict[str, Any]], ...] = (
        ("Draft the letter", {"owner": edri, "due": "2026-11-25", "tags": ["press", "old"]}),
        ("Call the press", {"due": "2026-11-28", "tags": ["press"], "priority": "high"}),
        ("Find a venue: soon", {"status": "doing", "owner": edri}),
        ("Préparer la lettre", {"note": "By hand"}),
    )
    for title, values in rows:
        actions.add(ledger, title, values)
    return ledger


def found(ledger: Ledger, line: str) -> set[str]:
    asked = read("action", line, context(ledger))
    docs = ledger.table("action").values()
    return {
        doc["title"].split()[0]
        for doc in docs
        if all(test(doc) for test in asked.tests)
        and all(w.lower() in doc["title"].lower() for w in asked.words)
    }


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("owner:edri", {"Draft", "Find"}),
        ("-owner:edri", {"Call", "Préparer"}),
        ("owner!=edri", {"Call", "Préparer"}),
        ("owner:none", {"Call", "Préparer"}),
        ("due:before:fri", {"Draft"}),
        ("due:after:wed", {"Call"}),
        ("due:wed", {"Draft"}),
        ("due:none", {"Find", "Préparer"}),
        ("tag:press", {"Draft", "Call"}),
        ("tags:press,old", {"Draft"}),
        ("tag:press -tag:old", {"Call"}),
        ("status:doing", {"Find"}),
        ("status:todo,doing", {"Draft", "Call", "Find", "Préparer"}),
        ("priority=high", {"Call"}),
        ("note:hand", {"Préparer"}),
        ("title:lettre", {"Préparer"}),
        ("the owner:edri", {"Draft"}),
        ("venue: owner:edri", {"Find"}),
        ('"a venue"', {"Find"}),
        ("owner:", {"Draft", "Call", "Find", "Préparer"}),
        ("", {"Draft", "Call", "Find", "Préparer"}),
        ("status:todo status:doing", {"Draft", "Call", "Find", "Préparer"}),
        ("status:doing status:blocked", {"Find"}),
        ("priority:high priority:low", {"Call"}),
        ("-status:doing -priority:high", {"Draft", "Préparer"}),
        ("tag:press tag:old", {"Draft"}),
        ("due:after:tue due:before:fri", {"Draft"}),
        ("state:doing", {"Find"}),
        ("where:priority=high", {"Call"}),
        ("where:owner!=edri", {"Call", "Préparer"}),
        ("where:status=todo where:owner=edri", {"Draft"}),
        ("sort:-title limit:2", {"Draft", "Call", "Find", "Préparer"}),
    ],
)
def test_lines(busy: Ledger, line: str, titles: set[str]) -> None:
    assert found(busy, line) == titles


def test_order_and_number_are_asked_for_too(busy: Ledger) -> None:
    asked = read("action", "sort:-due limit:2 letter", context(busy))
    assert (asked.sort, asked.limit, asked.words) == ("-due", 2, ("letter",))
    assert read("action", "sort:urgency", context(busy)).sort == "urgency"


def test_what_may_be_asked_for_is_said(busy: Ledger) -> None:
    with pytest.raises(AlliedError, match="todo, doing, blocked, done, dropped"):
        read("action", "status:blockd", context(busy))


@pytest.mark.parametrize(
    "line",
    [
        "owner:nobody",
        "due:before:someday",
        "status:dancing",
        "where:status",
        "where:colour=red",
        "sort:colour",
        "limit:few",
    ],
)
def test_what_cant_be_asked_for_says_why(busy: Ledger, line: str) -> None:
    with pytest.raises(AlliedError):
        read("action", line, context(busy))
