"""Undo and redo after one another, by name and by turn: each gives back exactly what stood before."""

from __future__ import annotations

from typing import Any

from .conftest import Allied, done, item, items, run


def last_step() -> str:
    return items("log", "--limit", "1")[0]["step"]


def members() -> list[Any]:
    return items("member", "list")


def test_nothing_is_redone_past_what_was_written_since(allied: Allied) -> None:
    done("member", "add", "Ada")
    done("undo")
    done("member", "add", "Bo")
    done("undo")
    done("redo")
    outcome = allied("redo")
    assert outcome.code == 4
    assert "Something was written since the last undo." in outcome.err
    assert [one["name"] for one in members()] == ["Bo"]


def test_a_step_can_be_named_after_its_undo_was_undone_twice_over(allied: Allied) -> None:
    done("member", "add", "Ada")
    added = last_step()
    done("undo")
    undone = last_step()
    done("redo")
    done("undo", last_step())
    done("undo", undone)
    assert len(members()) == 1
    done("undo", added)
    assert members() == []


def test_back_and_forth_many_times(allied: Allied) -> None:
    done("member", "add", "Ada")
    before = members()
    for _ in range(25):
        done("undo")
        assert members() == []
        done("redo")
    assert members() == before
    done("undo")
    assert members() == []


def test_undo_goes_on_behind_a_step_that_was_undone_by_its_name(allied: Allied) -> None:
    done("member", "add", "Ada")
    done("member", "set", "ada", "--note", "one")
    done("member", "set", "ada", "--note", "two")
    step = last_step()
    done("undo")
    done("redo")
    done("undo", step)
    assert item("member", "show", "ada")["note"] == "one"
    done("undo")
    assert item("member", "show", "ada")["note"] is None
    done("undo")
    assert members() == []


def test_what_was_made_one_in_both_directions_is_two_again(allied: Allied) -> None:
    done("member", "add", "Ada", "--note", "hers")
    done("member", "add", "Bo", "--note", "his")
    before = members()
    for keep, other in (("bo", "ada"), ("ada", "bo"), ("bo", "ada")):
        done("member", "merge", keep, other)
        assert [one["name"] for one in members()] == [keep.capitalize()]
        done("undo")
        assert members() == before


def test_a_merge_is_redone_as_it_was(allied: Allied) -> None:
    done("member", "add", "Ada")
    done("member", "add", "Bo")
    done("member", "pause", "ada")
    done("undo")
    done("redo")
    before = members()
    done("member", "merge", "ada", "bo")
    one = members()
    for _ in range(3):
        done("undo")
        assert members() == before
        done("redo")
        assert members() == one


def test_a_record_without_a_name_can_be_made_one_with_another(allied: Allied) -> None:
    done("member", "add", "Ada")
    done("member", "add", "Bo")
    added = last_step()
    done("member", "set", "bo", "--note", "what is left of it")
    done("undo", added)
    nameless = next(one["id"] for one in members() if one["name"] is None)
    done("member", "merge", "ada", nameless)
    assert [(one["name"], one["former_names"], one["note"]) for one in members()] == [
        ("Ada", [], "what is left of it")
    ]


def test_an_answer_says_again_whose_it_is(allied: Allied) -> None:
    done("member", "add", "Ada")
    done("initiative", "add", "Letter")
    done("optin", "ask", "ada", "letter")
    asked = last_step()
    done("optin", "in", "ada", "letter")
    done("undo", asked)
    done("optin", "in", "ada", "letter", "--level", "lead")
    shown = item("optin", "show", "ada", "letter")
    assert (shown["member_handle"], shown["initiative_handle"], shown["level"]) == ("ada", "letter", "lead")


def test_what_is_gone_does_not_keep_an_action_from_waiting_on_another(allied: Allied) -> None:
    done("action", "add", "First")
    first = last_step()
    done("action", "add", "Second")
    done("action", "add", "Third")
    done("action", "wait-on", "second", "first")
    done("undo", first)
    done("action", "wait-on", "second", "third")
    assert len(item("action", "show", "second")["waits_on"]) == 2
    assert run("action", "set", "second", "--waits-on", "ffff" * 8).code == 3


def test_who_is_asked_may_be_said_in_any_order(allied: Allied) -> None:
    for name in ("Ada", "Bo"):
        done("member", "add", name)
    done("decision", "add", "Do we march?")
    done("decision", "open", "do we march?", "--asked", "ada", "--asked", "bo")
    for order in (("bo", "ada"), ("ada", "bo", "ada")):
        done("decision", "set", "do we march?", *(word for one in order for word in ("--asked", one)))
    assert allied("decision", "set", "do we march?", "--asked", "ada").code == 4
