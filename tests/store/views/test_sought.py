"""Were one of these to fail, somebody would look through another part of the log than they asked for."""

from __future__ import annotations

from datetime import date

import pytest
from allied.store.schema import NAMES
from allied.store.verbs import actions
from allied.store.views.audience import seen_by
from allied.store.views.history import Asked, recent
from allied.store.views.sought import asked, sought

from ..verbs.scene import Scene, refused

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "fields", "words"),
    [
        ("", {}, ""),
        ("letter", {}, "letter"),
        ("by:ada draft  letter", {"by": "ada"}, "draft letter"),
        ('by:"Ada Lovelace" kind:action', {"by": "Ada Lovelace", "kind": "action"}, ""),
        ('until:"end of month" since:-7d', {"until": "end of month", "since": "-7d"}, ""),
        ('by:"Ada Lov', {"by": "Ada Lov"}, ""),
        ("BY:ada By:bo", {"by": "bo"}, ""),
        ("by: since:", {}, ""),
        ("by: ada", {}, "ada"),
        ("owner:edri https://a.b", {}, "owner:edri https://a.b"),
        ('"two words"', {}, "two words"),
        ('by:""', {}, ""),
        ("rule: consent", {}, "rule: consent"),
        ("by:ada:lovelace", {"by": "ada:lovelace"}, ""),
    ],
)
def test_fields_are_told_from_words(text: str, fields: dict[str, str], words: str) -> None:
    assert sought(text) == (fields, words)


def test_days_are_read_as_everywhere() -> None:
    found = asked(TODAY, since="-1w", until="end of month", by="ada")
    assert found == Asked(since=date(2026, 11, 16), until=date(2026, 11, 30), by="ada")
    assert asked(TODAY) == Asked()
    assert "is no date" in refused(asked, TODAY, since="someday")[0]


def test_kinds_by_any_of_their_names() -> None:
    for name in NAMES:
        assert asked(TODAY, kind=name).kind == asked(TODAY, kind=f"{name}s").kind == name
    assert asked(TODAY, kind="opt-ins").kind == asked(TODAY, kind="Optin").kind == "optin"
    message, hint = refused(asked, TODAY, kind="acton")
    assert "acton" in message and "action" in hint


def test_only_what_concerns_a_kind(scene: Scene) -> None:
    scene.member("Greens")
    actions.add(scene.ledger, "Sweep")
    found = recent(scene.ledger, scene.ledger.newest, asked(TODAY, kind="action"))
    assert [line.kind for line in found] == ["action"]


def test_an_audience_is_shown_as_many_as_it_asked_for(scene: Scene) -> None:
    scene.member("Greens")
    for number in range(20):
        scene.contact(f"Contact {number}")  # coordinators alone see contacts
    seen = seen_by(scene.ledger, "coalition")
    assert [entry.kind for entry in seen.newest(2) if entry.kind == "member"] == ["member"]
    everything = seen.newest(1000)
    assert list(seen.newest(1)) == list(everything[:1]) and len(seen.newest(0)) == 0
