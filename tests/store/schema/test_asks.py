"""What a member agreed to is the wording it saw, and goes stale only by a material change of that one."""

from __future__ import annotations

import pytest
from allied.store.errors import Invalid
from allied.store.schema.asks import after, authoritative, current, is_stale
from allied.store.schema.needs import Need, need

ASKS = {
    "a": {"text": "One", "language": "en", "authoritative": True, "change": "first"},
    "b": {"text": "Eins", "language": "de", "translates": "a"},
    "c": {"text": "One.", "language": "en", "authoritative": True, "change": "editorial", "follows": ["a"]},
    "d": {"text": "Two", "language": "en", "authoritative": True, "change": "material", "follows": ["c"]},
}


def test_what_stands_is_what_nothing_follows() -> None:
    assert set(current(ASKS)) == {"b", "d"}
    assert authoritative(ASKS) == "d"
    assert authoritative(ASKS, "de") == "b"
    assert authoritative(ASKS, "fr") == "d"
    assert authoritative({}) is None


def test_only_a_material_change_of_what_was_seen_makes_it_stale() -> None:
    assert after(ASKS, "a") == ["c", "d"]
    assert is_stale(ASKS, "a") and is_stale(ASKS, "c")
    assert is_stale(ASKS, "b"), "a translation goes stale with what it translates"
    assert not is_stale(ASKS, "d")
    assert not is_stale(ASKS, None) and not is_stale(ASKS, "unknown")
    assert not is_stale({name: ask for name, ask in ASKS.items() if name != "d"}, "a")


def test_a_circle_that_a_merge_made_ends() -> None:
    circle = {
        "a": {"text": "1", "follows": ["b"]},
        "b": {"text": "2", "follows": ["a"], "change": "material"},
    }
    assert is_stale(circle, "a")
    assert set(current(circle)) == {"a", "b"}
    assert authoritative(circle) == "a"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("members", Need("members", None)),
        ("Regions", Need("regions", None)),
        ("roles:spokesperson", Need("role", "spokesperson")),
        ("role: treasurer", Need("role", "treasurer")),
        ("region:Bavaria", Need("region", "Bavaria")),
        ("led-by", Need("led-by", None)),
        ("led_by:roma", Need("led-by", "roma")),
        ("members:active", Need("level", "active")),
        ("language:pt-br", Need("language", "pt-BR")),
        ("kind:network", Need("kind", "network")),
    ],
)
def test_what_can_be_needed(text: str, found: Need) -> None:
    assert need(text) == found


@pytest.mark.parametrize(
    "text", ["", "friends", "role", "role:", "members:boss", "region:\x1b", "language:German", ":"]
)
def test_what_cannot(text: str) -> None:
    with pytest.raises(Invalid):
        need(text)
