"""A batch: several verbs, one step, all or nothing."""

from __future__ import annotations

import os

import pytest
from allied.store.book.undoing import Change
from allied.store.errors import Invalid
from allied.store.ledger import Ledger
from allied.store.verbs import actions, contacts, documents, initiatives, members, merging, optins


def member(ledger: Ledger, name: str) -> str:
    return members.add(ledger, name).key


def test_verbs_see_what_the_ones_before_them_drafted_and_nothing_is_written_before_the_end(
    ledger: Ledger,
) -> None:
    before = len(ledger.unsaved())
    with ledger.batch() as batch:
        greens = member(ledger, "Greens")
        assert ledger.find("member", "greens") == ("member", greens)
        pact = initiatives.add(ledger, "Pact", {"ask": {os.urandom(8).hex(): {"text": "We ask."}}}).key
        optins.ask(ledger, greens, pact)
        assert optins.record(ledger, greens, pact).doc["state"] == "in"
        assert [doc["name"] for doc in ledger.table("member").values()] == ["Greens"]
        assert len(ledger.unsaved()) == before
        first = actions.add(ledger, "Write", {"owner": greens}).key
        actions.start(ledger, first)
    assert len(ledger.unsaved()) - before == len(batch.step.entries) == 4
    assert len({entry.step for entry in batch.step.entries}) == 1
    again = Ledger.open(ledger.root)
    assert again.table("optin") == ledger.table("optin") and len(ledger.table("optin")) == 1
    action = again.get("action", first)
    assert action is not None and action["status"] == "doing"


def test_one_undo_takes_all_of_it_back(ledger: Ledger) -> None:
    greens = member(ledger, "Greens")
    with ledger.batch():
        members.change(ledger, greens, {"topics": ["water"]})
        members.change(ledger, greens, {"name": "The Greens"})
        member(ledger, "Reds")
    ledger.undo()
    assert [doc["name"] for doc in ledger.table("member").values()] == ["Greens"]
    assert "topics" not in (ledger.get("member", greens) or {})


def test_an_error_leaves_nothing_in_the_book_nor_on_disk(ledger: Ledger) -> None:
    before = ledger.unsaved()
    with pytest.raises(Invalid), ledger.batch():
        member(ledger, "Greens")
        members.add(ledger, "")
    assert ledger.unsaved() == before and not ledger.table("member")
    assert not Ledger.open(ledger.root).table("member")
    member(ledger, "Greens")
    assert len(ledger.table("member")) == 1


def test_what_comes_to_nothing_writes_nothing(ledger: Ledger) -> None:
    key = actions.add(ledger, "Write").key
    before = ledger.unsaved()
    with ledger.batch() as batch:
        actions.start(ledger, key)
        actions.change(ledger, key, {"status": "todo", "tags": ["press"]})
        actions.change(ledger, key, {"tags": []})
    assert batch.step.entries == () and ledger.unsaved() == before


def test_changes_of_one_document_are_one_entry_over_what_stood_before(ledger: Ledger) -> None:
    key = actions.add(ledger, "Write").key
    before = {s.mark.id for found in ledger.book.live("action", key).values() for s in found}
    with ledger.batch() as batch:
        for title in ("Print", "Send", "Fold"):
            actions.change(ledger, key, {"title": title})
        actions.start(ledger, key)
    (entry,) = batch.step.entries
    assert entry.set == {"title": "Fold", "status": "doing"} and set(entry.over) <= before
    assert "crossed" not in (ledger.get("action", key) or {})


def test_a_form_opened_before_the_batch_crosses_nothing_drafted_in_it(ledger: Ledger) -> None:
    key = actions.add(ledger, "Write").key
    seen = ledger.read("action", key)
    with ledger.batch():
        actions.change(ledger, key, {"title": "Print"}, seen)
        actions.change(ledger, key, {"title": "Fold"}, seen)
        assert (ledger.get("action", key) or {})["title"] == "Fold"
    assert (ledger.get("action", key) or {})["title"] == "Fold"
    assert not ledger.crossed()


def test_what_one_change_had_not_in_view_another_of_the_same_document_does_not_hide(ledger: Ledger) -> None:
    key = actions.add(ledger, "Write", {"hours": 2}).key
    seen = ledger.read("action", key)
    ledger.write([Change("action", key, {"title": "Theirs", "hours": 5})])
    with ledger.batch() as batch:
        actions.change(ledger, key, {"hours": 3})
        actions.change(ledger, key, {"title": "Mine"}, seen)
    assert len(batch.step.entries) == 2
    (crossed,) = ledger.crossed()
    assert crossed.register == "title" and {a.value for a in crossed.answers} == {"Mine", "Theirs"}
    ledger.undo()
    doc = ledger.get("action", key) or {}
    assert (doc["title"], doc["hours"]) == ("Theirs", 5)


def test_long_texts_of_one_document_go_into_entries_of_their_own(ledger: Ledger) -> None:
    key = actions.add(ledger, "Write").key
    with ledger.batch() as batch:
        actions.change(ledger, key, {"note": "a" * 40_000})
        documents.comment(ledger, "action", key, "b" * 40_000)
    assert len(batch.step.entries) == 2


def test_a_batch_within_a_batch_is_part_of_it(ledger: Ledger) -> None:
    with ledger.batch() as outer:
        member(ledger, "Greens")
        with ledger.batch():
            member(ledger, "Reds")
    assert len(outer.step.entries) == 2


def test_a_part_that_failed_cant_be_passed_over(ledger: Ledger) -> None:
    with pytest.raises(Invalid, match="A part of the batch failed"), ledger.batch():
        try:
            with ledger.batch():
                member(ledger, "Greens")
                members.add(ledger, "")
        except Invalid:
            member(ledger, "Reds")
    assert not ledger.table("member")


def test_what_is_a_step_of_its_own_is_refused_within_a_batch(ledger: Ledger) -> None:
    one, other = member(ledger, "Greens"), member(ledger, "Grüne")
    for call in (
        ledger.undo,
        ledger.seal,
        lambda: contacts.me(ledger, "Ada"),
        lambda: merging.merge(ledger, one, other),
    ):
        with pytest.raises(Invalid, match="batch") as caught, ledger.batch():
            call()
        assert caught.value.hint
    assert len(ledger.table("member")) == 2 and not ledger.table("contact")


def test_notes_stay_with_the_documents_they_are_of(ledger: Ledger) -> None:
    with ledger.batch() as batch:
        key = members.add(ledger, "Greens", note="at the fair").key
        members.change(ledger, key, {"topics": ["water"]}, note="said so")
        member(ledger, "Reds")
    assert [entry.note for entry in batch.step.entries] == ["at the fair\nsaid so", None]


def test_a_batch_of_many_is_one_step(ledger: Ledger) -> None:
    with ledger.batch() as batch:
        for number in range(300):
            member(ledger, f"Member {number}")
    assert len(batch.step.entries) == 300
    with ledger.batch() as batch:
        for key in list(ledger.table("member")):
            members.change(ledger, key, {"status": "paused"})
    assert len(batch.step.entries) == 300
    ledger.undo()
    assert {doc["status"] for doc in Ledger.open(ledger.root).table("member").values()} == {"active"}
