"""Actions, decisions and meetings are found by their titles, and told apart by what is known of them."""

from __future__ import annotations

from .conftest import Allied, done, item, items


def test_of_a_title_that_comes_again_the_one_to_do_is_meant(allied: Allied) -> None:
    done("action", "add", "Ring round", "--due", "2026-12-01", "--recurrence", "FREQ=WEEKLY")
    done("action", "done", "ring round")
    assert [one["status"] for one in items("action", "list")] == ["todo", "done"]
    done("action", "start", "Ring round")
    assert [one["status"] for one in items("action", "list")] == ["doing", "done"]


def test_titles_that_two_have_are_told_apart(allied: Allied) -> None:
    done("action", "add", "Ring round", "--due", "2026-12-01")
    done("action", "add", "Ring round", "--due", "2026-12-08", "--status", "doing")
    outcome = allied("action", "done", "ring round")
    assert outcome.code == 5
    assert "(Ring round, todo, due 2026-12-01)" in outcome.err
    assert "(Ring round, doing, due 2026-12-08)" in outcome.err


def test_a_title_that_is_nearly_right_is_said(allied: Allied) -> None:
    done("action", "add", "Write the letter")
    done("decision", "add", "Do we march?")
    done("meeting", "add", "Monday call", "--starts", "2026-12-01 10:00")
    for kind, nearly, right in (
        ("action", "Write the leter", "Write the letter"),
        ("decision", "Do we marsh?", "Do we march?"),
        ("meeting", "Monday cal", "Monday call"),
    ):
        outcome = allied(kind, "show", nearly)
        assert outcome.code == 3
        start = items(kind, "list")[0]["id"][:4]
        assert f"hint: Did you mean {start} ({right})?" in outcome.err


def test_a_decision_that_was_superseded_says_by_which(allied: Allied) -> None:
    done("decision", "record", "Do we march?", "--outcome", "On Sunday.")
    done("decision", "record", "Do we march on Monday?", "--outcome", "Yes.", "--supersedes", "do we march?")
    page = done("decision", "show", "Do we march?").text
    assert "superseded by\n  Do we march on Monday?\n" in page
    assert "superseded by" not in done("decision", "show", "Do we march on Monday?").text


def test_what_is_written_of_one_thing_is_said_once(allied: Allied) -> None:
    for name in ("Amis", "Bund", "Clube"):
        done("member", "add", name)
    done("decision", "add", "Do we march?")
    done("decision", "open", "do we march?", "--asked", "amis", "--asked", "bund", "--asked", "clube")
    outcome = done("decision", "position", "do we march?", "amis", "bund", "clube", "agree")
    assert len(outcome.text.splitlines()) == 1
    assert len(item("decision", "show", "do we march?")["positions"]) == 3
