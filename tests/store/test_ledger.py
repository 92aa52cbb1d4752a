"""The ledger as both front ends hold it: what is written is read back, found, undone, and never lost."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from allied.store.book.undoing import Change
from allied.store.errors import Ambiguous, Invalid, NotALedger, NotFound
from allied.store.ledger import Ledger
from allied.store.schema import keys
from allied.store.schema import kind as kind_named


def key(number: int) -> str:
    return f"{number:032x}"


def add(ledger: Ledger, kind: str, number: int, **values: Any) -> str:
    ledger.write([Change(kind, key(number), kind_named(kind).encode(values))])
    return key(number)


def put(ledger: Ledger, kind: str, number: int, **values: Any) -> None:
    ledger.write([Change(kind, key(number), kind_named(kind).encode(values))])


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "coalition", name="Clean Air")


@pytest.fixture
def clone(ledger: Ledger, tmp_path: Path) -> Callable[[str], Ledger]:
    """Give copies of the ledger that write as somebody else, and know what was sealed."""

    def made(name: str) -> Ledger:
        ledger.seal()
        root = tmp_path / name
        shutil.copytree(ledger.root, root)
        shutil.rmtree(root / ".git" / "allied")
        return Ledger.open(root)

    return made


def share(*ledgers: Ledger) -> None:
    """Give every ledger the segments of all, as a sync would."""
    for ledger in ledgers:
        ledger.seal()
    for source in ledgers:
        for target in ledgers:
            if source is not target:
                shutil.copytree(source.root / "feeds", target.root / "feeds", dirs_exist_ok=True)
    for ledger in ledgers:
        ledger.refresh()


def documents(ledger: Ledger) -> dict[str, Any]:
    return {kind: dict(ledger.table(kind)) for kind in ("coalition", "member", "action", "optin")}


def afresh(ledger: Ledger) -> Ledger:
    """Open the same clone with no cache."""
    shutil.rmtree(ledger.place.private / "book", ignore_errors=True)
    return Ledger.open(ledger.root)


@pytest.mark.parametrize("zone", ["Nowhere/Else", "../../etc/passwd", "x\x1b[31m", ""])
def test_a_zone_that_is_none_leaves_the_day_to_the_machine(
    zone: str, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else what anybody wrote there would keep everybody's lists of the day from being shown."""
    monkeypatch.setenv("ALLIED_NOW", "2026-11-23T10:20:00Z")
    ledger.write([Change("coalition", keys.COALITION, {"time_zone": zone})])
    assert ledger.zone() is None
    assert ledger.today() == date(2026, 11, 23)


def test_only_a_key_makes_two_records_one(ledger: Ledger) -> None:
    """Else what somebody wrote there would change every text that is equal to it, in all the ledger."""
    text = "Clean air for all"
    add(ledger, "action", 1, title=text, note=text)
    for number in (2, 3):
        ledger.write([Change("action", key(number), {"title": f"Work {number}", "same": text})])
    found = ledger.table("action")
    assert [doc["title"] for doc in found.values()] == [text, "Work 2", "Work 3"]
    assert found[key(1)]["note"] == text


def test_what_is_written_is_there_for_the_next_process(ledger: Ledger) -> None:
    add(ledger, "member", 1, name="Ärzte für Luft", handle="aerzte", regions=["Köln", "Bonn"])
    found = Ledger.open(ledger.root).get("member", key(1))
    assert found is not None
    assert (found["name"], found["regions"], found["id"]) == ("Ärzte für Luft", ["Bonn", "Köln"], key(1))


def test_reading_by_key_by_table_and_by_query_agree(ledger: Ledger) -> None:
    from tinydb import where

    for number in range(1, 300):
        add(ledger, "action", number, title=f"Task {number}", status="done" if number % 3 else "todo")
    again = Ledger.open(ledger.root)
    assert again.get("action", key(7)) == again.table("action")[key(7)]
    assert len(again.query("action").search(where("status") == "todo")) == 99
    assert len(again.table("action")) == 299


def test_undo_takes_back_a_new_document_and_its_redo_brings_it_again(ledger: Ledger) -> None:
    add(ledger, "member", 1, name="Greens", handle="greens")
    before = ledger.get("member", key(1))
    undone = ledger.undo()
    assert ledger.get("member", key(1)) is None
    ledger.undo(undone.id)
    assert ledger.get("member", key(1)) == before


def test_undo_twice_goes_back_two_steps(ledger: Ledger) -> None:
    add(ledger, "member", 1, name="One", handle="one")
    put(ledger, "member", 1, name="Two")
    put(ledger, "member", 1, name="Three")
    ledger.undo()
    assert (ledger.get("member", key(1)) or {})["name"] == "Two"
    ledger.undo()
    assert (ledger.get("member", key(1)) or {})["name"] == "One"


def test_undo_leaves_what_somebody_changed_since_and_says_who(
    ledger: Ledger, clone: Callable[[str], Ledger]
) -> None:
    add(ledger, "member", 1, name="One", handle="one", website="https://one.example")
    other = clone("other")
    put(other, "member", 1, name="Renamed")
    share(ledger, other)
    first = next(e for e in ledger.history("member", key(1)))
    undone = ledger.undo(first.step[0])
    assert [(s.register, s.since.by if s.since else None) for s in undone.skipped] == [("name", other.writer)]
    found = ledger.get("member", key(1)) or {}
    assert found["name"] == "Renamed" and "website" not in found


def test_two_answers_stay_until_a_person_settles(ledger: Ledger, clone: Callable[[str], Ledger]) -> None:
    add(ledger, "optin", 1, state="in", initiative=key(8), member=key(9))
    other = clone("other")
    put(ledger, "optin", 1, visibility="public")
    put(other, "optin", 1, visibility="private")
    share(ledger, other)
    for one in (ledger, other):
        found = one.get("optin", key(1)) or {}
        assert found["visibility"] == "private", "the cautious answer counts"
        assert found["crossed"] == ["visibility"]
        (crossed,) = one.crossed()
        assert {answer.value for answer in crossed.answers} == {"public", "private"}
    put(other, "optin", 1, visibility="public")
    share(ledger, other)
    assert (ledger.get("optin", key(1)) or {})["visibility"] == "public"
    assert not ledger.crossed() and not other.crossed()


def test_clones_that_shared_hold_the_same(ledger: Ledger, clone: Callable[[str], Ledger]) -> None:
    add(ledger, "action", 1, title="Call", tags=["a"])
    other = clone("other")
    put(ledger, "action", 1, status="doing", tags=["b"])
    put(other, "action", 1, title="Call the mayor", tags=["c"])
    share(ledger, other)
    assert documents(ledger) == documents(other) == documents(afresh(ledger))
    found = ledger.get("action", key(1)) or {}
    assert (found["title"], found["status"], found["tags"]) == ("Call the mayor", "doing", ["a", "b", "c"])


def test_two_records_of_one_member_become_one_and_two_again(ledger: Ledger) -> None:
    add(ledger, "member", 1, name="Greens", handle="greens")
    add(ledger, "member", 2, name="The Greens", handle="thegreens", website="https://greens.example")
    add(ledger, "action", 3, title="Call", owner=key(2))
    put(ledger, "member", 2, same=key(1))
    assert set(ledger.table("member")) == {key(1)}
    merged = ledger.get("member", key(2)) or {}
    assert merged["id"] == key(1) and merged["website"] == "https://greens.example"
    assert (ledger.get("action", key(3)) or {})["owner"] == key(1)
    assert documents(ledger) == documents(afresh(ledger))
    put(ledger, "member", 1, topics=["air"])
    assert (ledger.get("member", key(2)) or {})["topics"] == ["air"]
    ledger.undo()
    ledger.undo()
    assert set(ledger.table("member")) == {key(1), key(2)}
    assert (ledger.get("action", key(3)) or {})["owner"] == key(2)


def test_opt_ins_of_a_merged_pair_are_one(ledger: Ledger) -> None:
    add(ledger, "member", 1, name="Greens", handle="greens")
    add(ledger, "member", 2, name="The Greens", handle="thegreens")
    add(ledger, "optin", 5, initiative=key(9), member=key(1), state="in")
    add(ledger, "optin", 6, initiative=key(9), member=key(2), state="declined")
    put(ledger, "member", 2, same=key(1))
    (one,) = ledger.table("optin").values()
    assert one["state"] == "declined" and one["crossed"] == ["answer"]
    assert documents(ledger) == documents(afresh(ledger))


def test_incremental_equals_rebuilt(ledger: Ledger, clone: Callable[[str], Ledger]) -> None:
    other = clone("other")
    for number in range(1, 420):
        target = ledger if number % 2 else other
        add(target, "action", number % 200, title=f"Task {number}", tags=[f"t{number % 7}"])
        if number % 60 == 0:
            share(ledger, other)
    share(ledger, other)
    assert documents(Ledger.open(ledger.root)) == documents(afresh(ledger)) == documents(other)


@pytest.mark.parametrize("harm", ["delete", "truncate", "edit", "version", "manifest", "empty", "layer"])
def test_a_harmed_cache_is_built_anew_with_a_word(ledger: Ledger, harm: str) -> None:
    for number in range(1, 400):
        add(ledger, "action", number, title=f"Task {number}")
    Ledger.open(ledger.root).table("action")
    expected = documents(afresh(ledger))
    book = ledger.place.private / "book"
    sheets = sorted(book.rglob("action.json"))
    manifests = sorted(book.rglob("manifest.json"))
    assert sheets and manifests
    for path in manifests if harm in ("version", "manifest") else sheets:
        data = path.read_bytes()
        if harm == "delete":
            path.unlink()
        elif harm == "layer":
            shutil.rmtree(path.parent)
        elif harm == "truncate":
            path.write_bytes(data[: len(data) // 2])
        elif harm == "empty":
            path.write_bytes(b"")
        elif harm == "edit":
            path.write_bytes(data.replace(b"Task 39", b"Bask 39"))
        elif harm == "version":
            import hashlib

            body = json.loads(data.partition(b"\n")[2])
            body["form"] = -1
            raw = json.dumps(body).encode()
            path.write_bytes(hashlib.sha256(raw).hexdigest().encode() + b"\n" + raw)
        else:
            path.write_bytes(data.replace(b"action", b"axtion"))
    told: list[str] = []
    again = Ledger.open(ledger.root, told.append)
    assert (again.get("action", key(39)) or {})["title"] == "Task 39"
    assert documents(again) == expected
    assert told and "built anew" in told[0]
    quiet: list[str] = []
    assert documents(Ledger.open(ledger.root, quiet.append)) == expected
    assert not quiet


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(ledger: Ledger) -> None:
    for number in range(1, 300):
        add(ledger, "action", number, title=f"Task {number}")
    expected = documents(ledger)
    shutil.rmtree(ledger.place.private / "book", ignore_errors=True)
    (ledger.place.private / "book").write_text("in the way")
    assert documents(Ledger.open(ledger.root)) == expected


def test_a_branch_shows_only_its_own_open_entries(ledger: Ledger) -> None:
    add(ledger, "member", 1, name="Main", handle="main")
    head = ledger.root / ".git" / "HEAD"
    head.write_text("ref: refs/heads/other\n")
    assert Ledger.open(ledger.root).get("member", key(1)) is None
    head.write_text("ref: refs/heads/main\n")
    assert Ledger.open(ledger.root).get("member", key(1)) is not None


def test_segments_that_are_gone_are_no_longer_counted(ledger: Ledger, clone: Callable[[str], Ledger]) -> None:
    other = clone("other")
    add(other, "member", 1, name="Theirs", handle="theirs")
    share(ledger, other)
    assert ledger.get("member", key(1))
    shutil.rmtree(ledger.root / "feeds" / str(other.writer))
    assert Ledger.open(ledger.root).get("member", key(1)) is None


def test_a_gap_is_reported_until_it_is_filled(ledger: Ledger, clone: Callable[[str], Ledger]) -> None:
    other = clone("other")
    for number in (1, 2, 3):
        add(other, "member", number, name=f"M{number}", handle=f"m{number}")
        other.seal()
    share(ledger, other)
    (second,) = (p for p in (ledger.root / "feeds" / str(other.writer)).rglob("2-*.jsonl"))
    away = second.read_bytes()
    second.unlink()
    again = Ledger.open(ledger.root)
    assert [problem.damage for problem in again.problems] == [False]
    assert set(again.table("member")) == {key(1), key(3)}, "what follows a gap counts all the same"
    second.write_bytes(away)
    again.refresh()
    assert not again.problems and set(again.table("member")) == {key(1), key(2), key(3)}
    assert not Ledger.open(ledger.root).problems


def test_finding_by_handle_name_former_name_and_start_of_id(ledger: Ledger) -> None:
    add(ledger, "member", 0xABCD << 112, name="Réseau Air", handle="reseau", former_names=["Collectif Ciel"])
    wanted = ("member", key(0xABCD << 112))
    for text in ("reseau", "Réseau Air", "reseau air", "collectif ciel", "abcd", wanted[1]):
        assert ledger.find("member", text) == wanted
    again = Ledger.open(ledger.root)
    assert again.find(None, "reseau") == wanted
    with pytest.raises(NotFound) as missing:
        again.find("member", "reseaux")
    assert missing.value.nearest == ("reseau",)
    put(ledger, "member", 0xABCD << 112, handle="net")
    with pytest.raises(NotFound):
        Ledger.open(ledger.root).find("contact", "reseau")
    assert Ledger.open(ledger.root).find("member", "net") == wanted


def test_a_handle_that_two_have_is_ambiguous_and_can_be_told_apart(
    ledger: Ledger, clone: Callable[[str], Ledger]
) -> None:
    other = clone("other")
    add(ledger, "member", 1, name="Greens North", handle="greens")
    add(other, "member", 0xF << 124, name="Greens South", handle="greens")
    share(ledger, other)
    with pytest.raises(Ambiguous) as unclear:
        ledger.find("member", "greens")
    assert len(unclear.value.candidates) == 2
    assert ledger.find("member", "greens~f00") == ("member", key(0xF << 124))
    assert ledger.handle("member", key(1)) == "greens~000"


def test_short_ids_are_the_shortest_that_name_one(ledger: Ledger) -> None:
    add(ledger, "action", 0xABCDE << 108, title="one")
    add(ledger, "action", 0xABCDF << 108, title="two")
    assert ledger.short("action", key(0xABCDE << 108)) == "abcde"


def test_a_form_opened_before_somebody_elses_change_makes_rivals(ledger: Ledger) -> None:
    add(ledger, "member", 1, name="One", handle="one")
    seen = ledger.read("member", key(1))
    put(ledger, "member", 1, name="Changed meanwhile")
    ledger.write([Change("member", key(1), {"name": "From the form"}, seen.live["name"])])
    assert {answer.value for answer in ledger.crossed()[0].answers} == {"Changed meanwhile", "From the form"}


def test_nothing_of_yours_to_undo(ledger: Ledger, clone: Callable[[str], Ledger]) -> None:
    other = clone("other")
    with pytest.raises(NotFound):
        other.undo()


def test_the_beginning_of_a_ledger_is_not_taken_back(ledger: Ledger) -> None:
    with pytest.raises(Invalid):
        ledger.undo()
    assert ledger.name == "Clean Air"


def test_a_folder_without_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(NotALedger):
        Ledger.open(tmp_path)


def test_a_ledger_is_not_made_twice(ledger: Ledger) -> None:
    before = sorted(p.read_bytes() for p in ledger.root.rglob("*") if p.is_file())
    with pytest.raises(Invalid):
        Ledger.create(ledger.root, name="Again")
    assert sorted(p.read_bytes() for p in ledger.root.rglob("*") if p.is_file()) == before


def test_unknown_kinds_and_fields_are_kept(ledger: Ledger, clone: Callable[[str], Ledger]) -> None:
    other = clone("other")
    other.write([Change("treaty", key(1), {"name": "from a later version"})])
    other.write([Change("member", key(2), {"name": "M", "handle": "m", "aura": {"hue": 7}})])
    share(ledger, other)
    assert (ledger.get("member", key(2)) or {})["aura"] == {"hue": 7}
    put(ledger, "member", 2, name="N")
    assert (ledger.get("member", key(2)) or {})["aura"] == {"hue": 7}
    assert any(entry.kind == "treaty" for entry in ledger.newest(10))


def test_a_step_is_one_append(ledger: Ledger) -> None:
    step = ledger.write([Change("action", key(n), {"title": str(n)}) for n in range(1, 6)])
    assert [entry.step for entry in step.entries] == [(step.id, 5)] * 5
    ledger.undo(step.id)
    assert not ledger.table("action")


def test_another_process_is_seen_at_the_next_refresh(ledger: Ledger) -> None:
    first = ledger.version()
    ledger.table("action")
    other = Ledger.open(ledger.root)
    add(other, "action", 1, title="from there")
    assert ledger.version() != first
    assert ledger.refresh()
    assert ledger.table("action")[key(1)]["title"] == "from there"
    assert not ledger.refresh()


def test_the_environment_names_the_ledger(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, "ALLIED_LEDGER", str(ledger.root))
    assert Ledger.open().name == "Clean Air"
