"""While two answers stand, the more cautious counts: the same on every clone."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from allied.store import schema
from hypothesis import given
from hypothesis import strategies as st

from .samples import KEY, every_field

ORDERS: list[tuple[str, str, list[Any]]] = [
    ("optin", "visibility", ["private", "coalition", "public"]),
    ("member", "exposure", ["at-risk", "careful", "open"]),
    ("member", "status", ["left", "paused", "prospect", "active"]),
    ("member", "capacity", [0, 5, 10, None]),
    ("member", "sign_off_days", [10, 9, 2, None]),
    ("contact", "may_speak", [False, None, True]),
    ("contact", "mandate", [None, "relay", "decide", "sign"]),
    ("contact", "audience", ["coordinators", None, "coalition", "public"]),
    ("group", "remit", ["advises", "decides"]),
    ("action", "status", ["blocked", "todo", "doing", "dropped", "done"]),
    ("action", "priority", ["urgent", "high", "normal", "low"]),
    ("action", "due", ["2026-01-09", "2026-01-10", None]),
    ("action", "title", [None, "a", "b"]),
    ("decision", "quorum", [[9, 10], [2, 3], [1, 2], None]),
    ("initiative", "needs/members", [10, 9, None]),
    ("initiative", "stage", ["closed", "closing", "idea", "forming", "active"]),
    (
        "initiative",
        "sign_by",
        [
            {"at": "2026-01-01T00:00:00.000Z", "zone": "UTC"},
            {"at": "2026-01-02T00:00:00.000Z", "zone": "UTC"},
            None,
        ],
    ),
]


def states(field: str, *words: str | None, **more: Any) -> list[Any]:
    return [None if word is None else {field: word, **more} for word in words]


ORDERS += [
    (
        "optin",
        "answer",
        states("state", "withdrawn", "declined", None, "planned", "asked", "considering", "in"),
    ),
    (
        "optin",
        "answer",
        [{"state": "in"}, {"state": "in", "level": "endorsing"}, {"state": "in", "level": "lead"}],
    ),
    (
        "optin",
        "answer",
        [
            {"state": "in", "valid_until": "2026-01-01"},
            {"state": "in", "valid_until": "2026-02-01"},
            {"state": "in"},
        ],
    ),
    (
        "decision",
        f"positions/{KEY}",
        states("position", "block", "stand-aside", "reservations", None, "abstain", "agree"),
    ),
    ("decision", f"answers/{KEY}", states("state", "open", None, "addressed", "accommodated", "withdrawn")),
    (
        "decision",
        "closing",
        states("status", "rejected", "withdrawn", "superseded", None, "draft", "open", "adopted"),
    ),
    ("group", f"members/{KEY}", states("role", "observer", None, "member", "chair")),
]


@pytest.mark.parametrize(("kind", "register", "order"), ORDERS)
def test_the_more_cautious_of_two_counts(kind: str, register: str, order: list[Any]) -> None:
    of = schema.kind(kind)
    for first, careful in enumerate(order):
        for bold in order[first + 1 :]:
            assert of.cautious(register, [careful, bold]) == careful
            assert of.cautious(register, [bold, careful]) == careful


def test_a_word_of_a_later_version_does_not_count_as_consent() -> None:
    assert schema.kind("optin").cautious("answer", [{"state": "in"}, {"state": "frozen"}]) == {
        "state": "frozen"
    }
    assert schema.kind("optin").cautious("visibility", ["private", "secret"]) == "secret"


JSON = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["in", "a", "private"])
VALUES = (
    JSON
    | st.lists(JSON, max_size=2)
    | st.dictionaries(st.sampled_from(["state", "at", "level"]), JSON, max_size=2)
)


@given(
    st.sampled_from(
        ["answer", "visibility", "valid_until", "expected_by", "x", "x/y", "roles/a", "comments/a"]
    ),
    st.lists(VALUES, min_size=1, max_size=4),
)
def test_the_order_in_which_answers_came_changes_nothing(register: str, values: list[Any]) -> None:
    of = schema.kind("optin")
    found = [repr(of.cautious(register, list(order))) for order in permutations(values)]
    assert len({_canonical(one) for one in found}) == 1


def _canonical(text: str) -> str:
    import ast
    import json

    return json.dumps(ast.literal_eval(text), sort_keys=True)


def test_an_order_of_caution_holds_the_whole_vocabulary() -> None:
    for where, field in every_field():
        if isinstance(field.caution, tuple) and field.caution and field.words:
            assert set(field.caution) - {None} == set(field.words), where
            assert None in field.caution, where
