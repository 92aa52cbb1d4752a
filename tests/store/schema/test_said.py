"""Were one of these to fail, people would read how a value is kept instead of what it says."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from allied.store.schema import kind
from allied.store.schema.recurrence import Recurrence


class _Now:
    today = date(2026, 11, 23)
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    zone = None

    def resolve(self, kinds: tuple[str, ...], text: str) -> str:
        raise AssertionError


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY", "every week"),
        ("FREQ=MONTHLY;INTERVAL=2", "every 2 months"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "every week on Monday and Thursday"),
        ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=1MO"),
        ("FREQ=DAILY;COUNT=3", "FREQ=DAILY;COUNT=3"),
    ],
)
def test_a_rule_is_said_in_words_that_can_be_typed(rule: str, words: str) -> None:
    assert Recurrence().show(rule) == words
    assert Recurrence().parse(words, _Now()) == rule


def test_values_are_said_as_people_write_them() -> None:
    terms, position = kind("optin").fields["terms"], kind("decision").fields["positions"]
    assert terms.say([{"text": "Only by name", "state": "open"}, {"text": "No logo", "state": "met"}]) == (
        "Only by name (still open); No logo (met)"
    )
    assert (
        position.type.say({"position": "stand-aside", "reason": "No time"}) == "stand aside (reason: No time)"
    )
    needs = kind("initiative").fields["needs"]
    assert needs.say({"members": 3, "role:spokesperson": 1, "led-by:roma": 2}) == (
        "members: 3, role spokesperson: 1, led by roma: 2"
    )
    assert kind("action").fields["hours"].say(1) == "1 hour"
    assert kind("member").fields["capacity"].say(8) == "8 hours"
