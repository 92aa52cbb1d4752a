"""The demo shows every situation a coordinator meets, or somebody judges Allied by less than it does."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from allied.store import demo
from allied.store.ledger import Ledger
from allied.store.schema import asks


@pytest.fixture(scope="module")
def coalition(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    patch = pytest.MonkeyPatch()
    for name in ("CI", "ALLIED_WRITER", "ALLIED_NOW"):
        patch.delenv(name, raising=False)
    try:
        return demo.build(tmp_path_factory.mktemp("demo") / "ledger")
    finally:
        patch.undo()


def optins(ledger: Ledger, **wanted: Any) -> list[dict[str, Any]]:
    docs = ledger.table("optin").values()
    return [doc for doc in docs if all(doc.get(name) == value for name, value in wanted.items())]


def test_two_writers_crossed_twice_and_nothing_else_is_wrong(coalition: Ledger) -> None:
    crossed = [(found.kind, found.register, len(found.answers)) for found in coalition.crossed()]
    assert sorted(crossed) == [("action", "due", 2), ("optin", "answer", 2)]
    assert coalition.problems == []
    writers = {coalition.writer_name(doc["writer"]) for doc in coalition.table("writer").values()}
    assert writers == {"Amaia Etxeberria", "Tomáš Dvořák"}


def test_there_are_members_of_many_regions_and_communities(coalition: Ledger) -> None:
    docs = coalition.table("member").values()
    assert len(docs) >= 30
    assert len({region for doc in docs for region in doc["regions"]}) >= 10
    assert len({community for doc in docs for community in doc.get("communities", [])}) >= 5


def test_three_initiatives_are_at_different_stages(coalition: Ledger) -> None:
    stages = [doc["stage"] for doc in coalition.table("initiative").values()]
    assert sorted(stages) == ["active", "closing", "forming"]


def test_there_are_opt_ins_of_every_state_and_one_is_stale(coalition: Ledger) -> None:
    states = {doc["state"] for doc in optins(coalition)}
    assert states == {"planned", "asked", "considering", "in", "declined", "withdrawn"}
    wordings = {key: doc["ask"] for key, doc in coalition.table("initiative").items()}
    stale = [
        doc
        for doc in optins(coalition, state="in")
        if asks.is_stale(wordings[doc["initiative"]], doc.get("ask"))
    ]
    assert len(stale) == 1
    assert {doc.get("visibility") for doc in optins(coalition)} >= {"public", "private"}


def test_each_coordinator_has_somebody_to_ask(coalition: Ledger) -> None:
    coordinators = {key for key, doc in coalition.table("contact").items() if doc.get("coordination")}
    assert {doc["asker"] for doc in optins(coalition, state="planned")} == coordinators
    assert len(coordinators) == 2


def test_some_actions_are_overdue_and_one_is_in_each_state(coalition: Ledger) -> None:
    docs = list(coalition.table("action").values())
    today = coalition.today().isoformat()
    assert sum(doc["due"] < today for doc in docs if doc["status"] in ("todo", "doing")) >= 3
    assert {doc["status"] for doc in docs} == {"todo", "doing", "blocked", "done", "dropped"}


def test_a_decision_has_dissent_and_a_block_that_was_answered(coalition: Ledger) -> None:
    (doc,) = [doc for doc in coalition.table("decision").values() if doc["status"] == "open"]
    said = {position["position"] for position in doc["positions"].values()}
    assert {"agree", "stand-aside", "reservations", "block"} <= said
    blocked = [key for key, position in doc["positions"].items() if position["position"] == "block"]
    assert [doc["answers"][key]["state"] for key in blocked] == ["addressed"]


def test_its_log_reaches_back_and_none_of_it_lies_ahead(coalition: Ledger) -> None:
    times = [entry.at for entry in coalition.newest(10_000)]
    assert max(times) <= f"{coalition.now():%Y-%m-%dT%H:%M:%S}.999Z"
    assert len({at[:10] for at in times}) >= 10


def test_it_is_made_in_ci_too_and_leaves_the_environment_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("ALLIED_WRITER", "lane00000000")
    monkeypatch.setenv("ALLIED_NOW", "2028-02-29T23:30:00Z")
    before = dict(os.environ)
    ledger = demo.build(tmp_path / "ledger")
    assert dict(os.environ) == before
    assert len(ledger.crossed()) == 2
    assert max(doc["due"] for doc in ledger.table("action").values()) == "2028-03-14"


def test_twice_it_tells_the_same_story(coalition: Ledger, tmp_path: Path) -> None:
    again = demo.build(tmp_path / "again")
    for kind, field in (("member", "handle"), ("action", "title"), ("decision", "question")):
        first = sorted(doc[field] for doc in coalition.table(kind).values())
        assert sorted(doc[field] for doc in again.table(kind).values()) == first
