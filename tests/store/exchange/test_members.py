"""A list of members comes in whole and right, or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from allied.store.errors import Invalid
from allied.store.exchange import members
from allied.store.exchange.members import OnDuplicate, Plan
from allied.store.exchange.rows import Row
from allied.store.ledger import Ledger
from allied.store.verbs import initiatives
from allied.store.verbs import members as verbs

REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "organizations.json"


def table(*cells: Mapping[str, Any]) -> list[Row]:
    return [Row(number, cell) for number, cell in enumerate(cells, start=1)]


def planned(
    ledger: Ledger,
    *cells: Mapping[str, Any],
    mapping: Mapping[str, Sequence[str]] | None = None,
    on_duplicate: OnDuplicate = "error",
) -> Plan:
    return members.plan(ledger, table(*cells), mapping or {}, on_duplicate)


def names(ledger: Ledger) -> list[str]:
    return sorted(doc["name"] for doc in ledger.table("member").values())


def only(ledger: Ledger) -> dict[str, Any]:
    (doc,) = ledger.table("member").values()
    return doc


def only_named(ledger: Ledger, name: str) -> dict[str, Any]:
    return next(doc for doc in ledger.table("member").values() if doc["name"] == name)


def files(root: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in root.rglob("*") if p.is_file() and "book" not in p.parts}


def test_columns_that_bear_a_fields_name_need_no_map(ledger: Ledger) -> None:
    plan = planned(ledger, {"Name": "Räte am Fluss", "Former names": "Alte Räte;Räte", "shoe size": "43"})
    members.apply(ledger, plan)
    assert only(ledger)["name"] == "Räte am Fluss"
    assert only(ledger)["former_names"] == ["Alte Räte", "Räte"]
    assert plan.unused == ("shoe size",)


def test_nested_columns_lists_and_parted_cells_become_elements_of_a_set(ledger: Ledger) -> None:
    row = {"name": "A", "at": {"country": "Perú", "state": "Cusco"}, "tags": ["water", "air; soil"], "x": ""}
    mapping = {"regions": ["at.country", "at.state", "x"], "topics": ["tags"]}
    members.apply(ledger, planned(ledger, row, mapping=mapping))
    assert only(ledger)["regions"] == ["Cusco", "Perú"]
    assert only(ledger)["topics"] == ["air", "soil", "water"]


def test_a_field_can_be_left_out(ledger: Ledger) -> None:
    members.apply(ledger, planned(ledger, {"name": "A", "note": "secret"}, mapping={"note": []}))
    assert "note" not in only(ledger)


def test_handles_are_made_from_names_and_never_meet(ledger: Ledger) -> None:
    verbs.add(ledger, "Greens", {"handle": "greens"})
    members.apply(
        ledger,
        planned(
            ledger,
            {"name": "Gréèns of Łódź"},
            {"name": "Greens!! of Lodz 2"},
            {"name": "緑の党"},
            {"name": "x", "handle": "own"},
        ),
    )
    handles = [doc["handle"] for doc in ledger.table("member").values()]
    assert len(set(handles)) == 5
    assert all(len(handle) <= 32 for handle in handles)
    assert {"greens", "own"} <= set(handles)


def test_a_handle_that_an_initiative_has_is_taken(ledger: Ledger) -> None:
    initiatives.add(ledger, "Open minutes", {"handle": "minutes"})
    assert "minutes" in planned(ledger, {"name": "A", "handle": "minutes"}).troubles[0].reason
    members.apply(ledger, planned(ledger, {"name": "Minutes"}))
    assert only(ledger)["handle"] != "minutes"


def test_members_start_as_one_that_is_added_would(ledger: Ledger) -> None:
    members.apply(ledger, planned(ledger, {"name": "A"}))
    added = verbs.add(ledger, "B", {}).doc
    assert set(only_named(ledger, "A")) == set(added)


def test_a_handle_that_a_later_row_asks_for_is_kept_for_it(ledger: Ledger) -> None:
    members.apply(ledger, planned(ledger, {"name": "Own"}, {"name": "Other", "handle": "own"}))
    assert {doc["name"]: doc["handle"] for doc in ledger.table("member").values()}["Other"] == "own"


@pytest.mark.parametrize(
    "row",
    [
        {"name": "CAFE  Noir"},
        {"name": "Café-Noir"},
        {"name": "Bar Blanc"},
        {"name": "New", "former_names": ["cafe noir"]},
        {"name": "New", "handle": "noir"},
    ],
)
def test_the_same_member_is_known_by_name_former_name_and_handle(ledger: Ledger, row: dict[str, Any]) -> None:
    verbs.add(ledger, "Café Noir", {"handle": "noir", "former_names": ["Bar Blanc"]})
    plan = planned(ledger, row)
    assert len(plan.troubles) == 1
    assert "noir" in plan.troubles[0].reason
    assert planned(ledger, row, on_duplicate="skip").count("skip") == 1


def test_a_row_that_fits_two_members_is_for_a_person(ledger: Ledger) -> None:
    verbs.add(ledger, "One", {})
    verbs.add(ledger, "Two", {})
    plan = planned(ledger, {"name": "One", "former_names": ["Two"]}, on_duplicate="update")
    assert "one" in plan.troubles[0].reason and "two" in plan.troubles[0].reason


def test_a_shared_website_is_reported_and_no_more(ledger: Ledger) -> None:
    verbs.add(ledger, "Mother", {"website": "https://www.river.example/"})
    plan = planned(
        ledger,
        {"name": "North", "website": "river.example"},
        {"name": "South", "website": "http://south.example"},
    )
    assert [(shared.website, shared.names) for shared in plan.websites] == [
        ("river.example", ("Mother", "North"))
    ]
    members.apply(ledger, plan)
    assert names(ledger) == ["Mother", "North", "South"]


def test_fill_leaves_what_is_there_and_update_takes_the_files_word(ledger: Ledger) -> None:
    verbs.add(ledger, "River", {"topics": ["water"], "note": "old"})
    row = {"name": "river", "note": "new", "topics": "fish", "website": "https://r.example"}
    members.apply(ledger, planned(ledger, row, on_duplicate="fill"))
    assert (only(ledger)["note"], only(ledger)["topics"], only(ledger)["website"]) == (
        "old",
        ["water"],
        "https://r.example",
    )
    members.apply(ledger, planned(ledger, row, on_duplicate="update"))
    assert (only(ledger)["name"], only(ledger)["note"], only(ledger)["topics"]) == (
        "river",
        "new",
        ["fish", "water"],
    )
    again = planned(ledger, row, on_duplicate="update")
    assert again.count("same") == 1
    assert members.apply(ledger, again) is None


def test_an_update_under_an_older_name_does_not_bring_the_name_back(ledger: Ledger) -> None:
    verbs.add(ledger, "New River", {"former_names": ["Old River"]})
    members.apply(ledger, planned(ledger, {"name": "Old River", "note": "x"}, on_duplicate="update"))
    assert (only(ledger)["name"], only(ledger)["note"]) == ("New River", "x")


def test_an_update_under_a_new_name_leaves_the_old_one_findable(ledger: Ledger) -> None:
    verbs.add(ledger, "Old River", {"handle": "river"})
    members.apply(ledger, planned(ledger, {"name": "New River", "handle": "river"}, on_duplicate="update"))
    assert (only(ledger)["name"], only(ledger)["former_names"]) == ("New River", ["Old River"])


def test_rows_of_one_member_in_the_file_itself(ledger: Ledger) -> None:
    rows = ({"name": "River", "topics": "a"}, {"name": "RIVER", "topics": "b", "note": "n"})
    assert "row 1" in planned(ledger, *rows).troubles[0].reason
    plan = planned(ledger, *rows, on_duplicate="update")
    members.apply(ledger, plan)
    assert (only(ledger)["topics"], only(ledger)["note"]) == (["a", "b"], "n")


def test_a_chapter_finds_its_network_in_a_later_row_or_in_the_ledger(ledger: Ledger) -> None:
    union = verbs.add(ledger, "Union", {})
    rows = ({"name": "North", "part_of": "network"}, {"name": "Network", "part_of": "union"})
    members.apply(ledger, planned(ledger, *rows))
    by_name = {doc["name"]: doc for doc in ledger.table("member").values()}
    assert by_name["North"]["part_of"] == by_name["Network"]["id"]
    assert by_name["Network"]["part_of"] == union.key


def test_a_row_in_trouble_keeps_the_whole_file_out(ledger: Ledger) -> None:
    before = files(ledger.root)
    plan = planned(
        ledger,
        {"name": "Good"},
        {"name": ""},
        {"name": "Bad\x1b[2J"},
        {"name": "Long", "note": "x" * 70_000},
        {"name": "Wrong", "kind": "planet"},
        {"name": "Many", "website": ["https://a.example", "https://b.example"]},
        {"name": "Lost", "part_of": "nobody"},
        {"name": "Half \ud800"},
    )
    assert [trouble.row for trouble in plan.troubles] == [2, 3, 4, 5, 6, 7, 8]
    assert all(
        "\n" not in trouble.reason and "\x1b" not in trouble.reason + trouble.name
        for trouble in plan.troubles
    )
    with pytest.raises(Invalid, match="7 rows"):
        members.apply(ledger, plan)
    assert files(ledger.root) == before


def test_planning_writes_nothing(ledger: Ledger) -> None:
    before = files(ledger.root)
    assert planned(ledger, {"name": "A"}).count("add") == 1
    assert files(ledger.root) == before


def test_one_undo_takes_the_import_back(ledger: Ledger) -> None:
    verbs.add(ledger, "Kept", {"note": "old"})
    rows = [{"name": f"Member {number}"} for number in range(30)]
    step = members.apply(
        ledger, planned(ledger, *rows, {"name": "kept", "note": "new"}, on_duplicate="update")
    )
    assert step is not None and len(step.entries) == 31
    ledger.undo()
    assert (only(ledger)["name"], only(ledger)["note"]) == ("Kept", "old")


def test_what_came_between_plan_and_import_is_seen(ledger: Ledger) -> None:
    plan = planned(ledger, {"name": "River"})
    verbs.add(ledger, "River", {})
    with pytest.raises(Invalid, match="1 row"):
        members.apply(ledger, plan)


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"websit": ["url"]}, "no field websit"),
        ({"website": ["uri"]}, "no column uri"),
        ({"name": []}, "names"),
    ],
)
def test_a_map_to_what_is_not_there_names_what_is(
    ledger: Ledger, mapping: dict[str, list[str]], said: str
) -> None:
    with pytest.raises(Invalid, match=said) as caught:
        planned(ledger, {"name": "A", "url": "https://a.example"}, mapping=mapping)
    assert caught.value.hint


def test_progress_is_told_on_long_files(ledger: Ledger) -> None:
    told: list[tuple[int, int]] = []
    rows = table(*({"name": f"Member {number}"} for number in range(120)))
    members.plan(ledger, rows, {}, "error", lambda done, total: told.append((done, total)))
    assert told[0] == (0, 120) and told[-1] == (120, 120) and len(told) > 2


@pytest.mark.skipif(not REAL.exists(), reason="the list of real organisations is not beside this clone")
def test_all_221_real_groups_come_in(ledger: Ledger) -> None:
    rows = members.read(REAL)
    mapping = {
        "regions": ["location.country", "location.state"],
        "topics": ["tags"],
        "former_names": ["previous_names"],
    }
    plan = members.plan(ledger, rows, mapping)
    assert plan.troubles == ()
    assert plan.websites
    members.apply(ledger, plan)
    after = ledger.table("member").values()
    assert len(after) == 221 == len({doc["handle"] for doc in after})
    given = {
        row["name"]: sorted(set(row.get("previous_names") or [])) for row in json.loads(REAL.read_text())
    }
    assert {doc["name"]: sorted(doc.get("former_names", [])) for doc in after} == given
    assert members.plan(ledger, rows, mapping, "skip").count("skip") == 221
    ledger.undo()
    assert ledger.table("member") == {}
