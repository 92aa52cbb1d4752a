"""Replies from a form: each member's own answer, with what proves it, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from allied.store.errors import Invalid, NotFound
from allied.store.exchange import optins
from allied.store.exchange.rows import Row
from allied.store.ledger import Ledger
from allied.store.verbs import contacts, initiatives, members
from allied.store.verbs import optins as verbs

CSV = """Timestamp,Your organisation,Do you join?,Who answers,How much,What may we use?
2026-11-20,Greens,Yes we do,Ada,active,name;logo
2026-11-21,Reds e.V.,No,,,
2026-11-21,The Blues,later,,,
"""
MAPPING = {
    "member": ["Your organisation"],
    "state": ["Do you join?"],
    "given_by": ["Who answers"],
    "level": ["How much"],
    "scope": ["What may we use?"],
    "effective": ["Timestamp"],
}
WORDS = {"Yes, we do!": "in"}


@pytest.fixture
def pact(ledger: Ledger) -> str:
    """Return an initiative that three members are asked to join."""
    for name in ("Greens", "Reds", "Blues"):
        members.add(ledger, name)
    reds, blues = (ledger.find("member", name)[1] for name in ("Reds", "Blues"))
    members.change(ledger, reds, {"former_names": ["Reds e.V."]})
    members.change(ledger, blues, {"name": "The Blues"})
    return initiatives.add(ledger, "Pact", {"ask": {"0" * 16: {"text": "We ask."}}}).key


def table(*cells: Mapping[str, Any]) -> list[Row]:
    return [Row(number, cell) for number, cell in enumerate(cells, start=2)]


def by_member(ledger: Ledger) -> dict[str, dict[str, Any]]:
    return {ledger.label("member", doc["member"]): doc for doc in ledger.table("optin").values()}


def test_a_forms_file_is_read_checked_and_written_as_one_step(
    ledger: Ledger, pact: str, tmp_path: Path
) -> None:
    ada = contacts.add(ledger, "Ada", ledger.find("member", "greens")[1]).key
    path = tmp_path / "replies.csv"
    path.write_text(CSV, encoding="utf-8")
    before = ledger.unsaved()
    plan = optins.plan(ledger, optins.read(path), pact, MAPPING, words=WORDS, source="replies.csv")
    assert ledger.unsaved() == before and not ledger.table("optin")
    assert [(deed.what, deed.state) for deed in plan.deeds] == [
        ("add", "in"),
        ("add", "declined"),
        ("add", "considering"),
    ]
    assert plan.troubles == () and plan.unused == ()
    step = optins.apply(ledger, plan)
    assert step is not None and len(step.entries) == 3
    docs = by_member(ledger)
    greens = docs["greens"]
    assert (greens["state"], greens["level"], greens["scope"]) == ("in", "active", ["logo", "name"])
    assert (greens["given_by"], greens["method"], greens["effective"]) == (ada, "form", "2026-11-20")
    assert [docs[name]["evidence"] for name in ("greens", "reds", "blues")] == [
        f"replies.csv, row {row}" for row in (2, 3, 4)
    ]
    assert greens["ask"] == "0" * 16
    again = optins.plan(ledger, optins.read(path), pact, MAPPING, words=WORDS, source="replies.csv")
    assert again.count("same") == 3 and optins.apply(ledger, again) is None
    ledger.undo()
    assert not ledger.table("optin")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"member": "", "state": "yes"}, "which member"),
        ({"member": "Grens", "state": "yes"}, "The nearest: greens"),
        ({"member": "Greens", "state": ""}, "neither yes nor no"),
        ({"member": "Greens", "state": "sure"}, "is no answer"),
        ({"member": "Greens", "state": "planned"}, "is no answer"),
        ({"member": "Greens", "state": "yes", "level": "huge"}, "none of lead"),
        ({"member": "Greens", "state": "yes", "reason_kind": "capacity"}, "says why a member said no"),
        ({"member": "Gone", "state": "yes"}, "has left the coalition"),
    ],
)
def test_a_row_in_trouble_stops_all_of_it(ledger: Ledger, pact: str, row: dict[str, str], said: str) -> None:
    members.add(ledger, "Gone", {"status": "left"})
    plan = optins.plan(ledger, table({"member": "Reds", "state": "no"}, row), pact)
    (trouble,) = plan.troubles
    assert trouble.row == 3 and said in trouble.reason
    with pytest.raises(Invalid, match="Nothing was imported: 1 row is in trouble"):
        optins.apply(ledger, plan)
    assert not ledger.table("optin")


def test_two_rows_of_one_member_are_for_a_person(ledger: Ledger, pact: str) -> None:
    rows = table({"member": "Reds", "state": "yes"}, {"member": "Reds e.V.", "state": "no"})
    plan = optins.plan(ledger, rows, pact)
    assert plan.troubles[0].reason == "Row 2 is of the same member; keep the answer that holds."


@pytest.mark.parametrize(("choice", "state"), [("update", "in"), ("skip", "declined"), ("error", "declined")])
def test_who_has_answered_already(ledger: Ledger, pact: str, choice: optins.OnAnswered, state: str) -> None:
    verbs.decline(ledger, ledger.find("member", "reds")[1], pact)
    plan = optins.plan(ledger, table({"member": "Reds", "state": "yes"}), pact, on_answered=choice)
    if choice == "error":
        assert "has answered already: it is declined" in plan.troubles[0].reason
    else:
        assert plan.deeds[0].what == ("change" if choice == "update" else "skip")
        optins.apply(ledger, plan)
    assert by_member(ledger)["reds"]["state"] == state


def test_what_holds_of_all_and_what_the_file_says_itself(ledger: Ledger, pact: str) -> None:
    rows = table(
        {"member": "Reds", "state": "yes", "evidence": "mail 12"}, {"member": "Greens", "state": "yes"}
    )
    optins.apply(ledger, optins.plan(ledger, rows, pact, common={"authority": "board"}))
    docs = by_member(ledger)
    assert docs["reds"]["evidence"] == "mail 12" and docs["greens"]["evidence"] == "row 3"
    assert docs["reds"]["authority"] == docs["greens"]["authority"] == "board"


def test_what_came_since_the_plan_counts(ledger: Ledger, pact: str) -> None:
    plan = optins.plan(ledger, table({"member": "Reds", "state": "yes"}), pact)
    members.change(ledger, ledger.find("member", "reds")[1], {"status": "left"})
    with pytest.raises(Invalid, match="in trouble"):
        optins.apply(ledger, plan)


def test_columns_that_arent_there_are_named(ledger: Ledger, pact: str) -> None:
    rows = table({"who": "Reds", "answer": "yes"})
    with pytest.raises(Invalid, match="No column says which member") as caught:
        optins.plan(ledger, rows, pact)
    assert "who, answer" in str(caught.value.hint)
    with pytest.raises(Invalid, match="no field stat"):
        optins.plan(ledger, rows, pact, {"stat": ["answer"]})
    with pytest.raises(Invalid, match="no column answr") as caught:
        optins.plan(ledger, rows, pact, {"member": ["who"], "state": ["answr"]})
    assert "answer" in str(caught.value.hint)
    with pytest.raises(Invalid, match="is no answer"):
        optins.plan(ledger, rows, pact, words={"aye": "ja"})
    with pytest.raises(NotFound):
        optins.plan(ledger, rows, "0" * 32)


def test_progress_is_told(ledger: Ledger, pact: str) -> None:
    told: list[tuple[int, int]] = []
    optins.plan(ledger, table({"member": "Reds", "state": "no"}), pact, progress=lambda *at: told.append(at))
    assert told == [(0, 1), (1, 1)]
