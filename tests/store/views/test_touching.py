"""Were one of these to fail, a thing would look as if nothing hung on it, or as if an old wording still held."""

from __future__ import annotations

from datetime import date

from allied.store.views import wordings
from allied.store.views.audience import seen_by
from allied.store.views.touching import able, touching

from .held import Held


def test_a_thing_is_named_alone_among_others_and_by_an_entry() -> None:
    held = Held()
    member = held.put("member", "aa", name="Greens")
    alone = held.put("action", "b1", title="Call", owner=member)
    held.put("action", "b2", title="Write", owner="ff".ljust(32, "0"))
    among = held.put("meeting", "c1", title="Board", attendees=["ff".ljust(32, "0"), member])
    entry = held.put("decision", "d1", question="Do we?", positions={member: {"position": "agree"}})
    assert [*touching(held, "action", "member", member)] == [alone]
    assert [*touching(held, "meeting", "member", member)] == [among]
    assert [*touching(held, "decision", "member", member)] == [entry]
    assert not touching(held, "decision", "member", member, ("decider",))
    assert "same" not in able("member", "member")


def test_an_audience_finds_no_more_than_it_may_see() -> None:
    held = Held()
    member = held.put("member", "aa", name="Greens", audience="public")
    held.put("action", "b1", title="Call", owner=member, audience="coordinators")
    seen = held.put("action", "b2", title="Write", owner=member)
    assert [*touching(seen_by(held, "coalition"), "action", "member", member)] == [seen]
    assert len(touching(seen_by(held, "coordinators"), "action", "member", member)) == 2


def test_which_wording_was_seen_and_whether_it_holds() -> None:
    held = Held()
    ask = {
        "1" * 16: {"text": "We ask.", "language": "en", "change": "first"},
        "2" * 16: {"text": "We ask!", "language": "en", "change": "editorial", "follows": ["1" * 16]},
        "3" * 16: {"text": "We demand.", "language": "en", "change": "material", "follows": ["2" * 16]},
    }
    about = held.put("initiative", "aa", title="Letter", ask=ask)
    held.set("initiative", about, {f"ask/{key}": wording for key, wording in ask.items()})
    found = wordings.saw(held, {"initiative": about, "ask": "3" * 16})
    assert found == wordings.Saw(date(2026, 11, 20), "en", "current")
    assert wordings.told(found, "20 Nov") == "the words of 20 Nov, en: the current ones"
    old = wordings.saw(held, {"initiative": about, "ask": "1" * 16, "ask_language": "fr"})
    assert old is not None and (old.language, old.since) == ("fr", "material")
    del ask["3" * 16]
    like = wordings.saw(held, {"initiative": about, "ask": "1" * 16})
    assert like is not None and like.since == "editorial"
    assert wordings.saw(held, {"initiative": about, "ask": "9" * 16}) is None
