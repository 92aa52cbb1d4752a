"""Which state can follow which: each table is whole, and a refusal says what is allowed."""

from __future__ import annotations

import pytest
from allied.store import schema
from allied.store.errors import Invalid

TABLES = [(kind.name, name) for kind in schema.kinds().values() for name in kind.moves]


@pytest.mark.parametrize(("name", "field"), TABLES)
def test_every_state_has_its_moves_and_every_move_is_to_a_state(name: str, field: str) -> None:
    kind = schema.kind(name)
    table, words = kind.moves[field], kind.fields[field].words
    assert set(table) == {None, *words}
    for before, allowed in table.items():
        assert set(allowed) <= set(words)
        for after in words:
            doc = {} if before is None else {field: before}
            if after in allowed or after == before:
                kind.check_move(doc, {field: after})
            else:
                with pytest.raises(Invalid) as refused:
                    kind.check_move(doc, {field: after})
                assert after in refused.value.message
                assert all(word in (refused.value.hint or "") for word in allowed)
    # Nothing is a trap: from every state some other can be reached.
    assert all(table.values())


def test_the_words_of_a_refusal() -> None:
    with pytest.raises(Invalid) as refused:
        schema.kind("action").check_move({"title": "Book the hall", "status": "done"}, {"status": "blocked"})
    assert refused.value.message == "Book the hall is done; it can't become blocked."
    assert refused.value.hint == "From done it can become todo or doing."
    with pytest.raises(Invalid) as refused:
        schema.kind("optin").check_move({"state": "in"}, {"state": "planned"})
    assert refused.value.message == "This opt-in is in; it can't become planned."
    assert refused.value.hint == "From in it can become withdrawn."
    with pytest.raises(Invalid, match="can't be taken away"):
        schema.kind("action").check_move({"title": "x", "status": "done"}, {"status": None})


@pytest.mark.parametrize("before", [None, "planned", "asked", "considering", "declined", "withdrawn", "in"])
def test_in_works_at_once(before: str | None) -> None:
    schema.kind("optin").check_move({"state": before} if before else {}, {"state": "in"})


@pytest.mark.parametrize("before", [None, "planned", "asked", "considering", "in", "declined"])
def test_withdrawing_is_always_allowed(before: str | None) -> None:
    schema.kind("optin").check_move({"state": before} if before else {}, {"state": "withdrawn"})


@pytest.mark.parametrize("stage", ["idea", "forming", "active"])
def test_an_initiative_can_be_closed_from_any_stage(stage: str) -> None:
    schema.kind("initiative").check_move({"stage": stage}, {"stage": "closing"})


def test_a_state_of_a_later_version_binds_nobody() -> None:
    schema.kind("action").check_move({"title": "x", "status": "paused"}, {"status": "done"})


def test_a_title_in_a_message_is_short_and_safe() -> None:
    with pytest.raises(Invalid) as refused:
        schema.kind("action").check_move(
            {"title": "\x1b[31m" + "x" * 500, "status": "done"}, {"status": "dropped"}
        )
    assert "\x1b" not in refused.value.message and len(refused.value.message) < 120
