"""Were one of these to fail, a line typed in a meeting would become another action than was meant."""

from __future__ import annotations

import pytest
from allied.store.errors import Invalid
from allied.store.exchange.quick import read, values
from allied.store.ledger import Ledger
from allied.store.verbs import actions, contacts, initiatives, members
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture
def peopled(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setenv("ALLIED_NOW", "2026-11-23T10:20:00.000Z")  # a Monday
    edri = members.add(ledger, "European Digital Rights", {"handle": "edri"}).key
    contacts.add(ledger, "Ana López", edri)
    initiatives.add(ledger, "Open letter", {"handle": "letter"})
    return ledger


def test_every_sign_gives_its_field(peopled: Ledger) -> None:
    title, given_ = values(peopled, "draft letter @edri !high due:fri #dsa ~2h ^letter")
    (edri,) = peopled.table("member")
    (letter,) = peopled.table("initiative")
    assert title == "draft letter"
    assert given_ == {
        "owner": edri, "priority": "high", "due": "2026-11-27", "tags": ["dsa"], "hours": 2, "initiative": letter,
    }  # fmt: skip


def test_a_person_is_found_by_name_and_brings_the_member(peopled: Ledger) -> None:
    title, given_ = values(peopled, 'ring them @"Ana López", by:+3d')
    done = actions.add(peopled, title, given_)
    (ana,) = peopled.table("contact")
    assert (done.doc["assignee"], done.doc["due"]) == (ana, "2026-11-26")
    assert done.doc["owner"] == next(iter(peopled.table("member")))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (
            "Re: the mail to a@b.org about https://x.org/due:fri",
            "Re: the mail to a@b.org about https://x.org/due:fri",
        ),
        ("\\#1 is first \\@home \\\\", "#1 is first @home \\"),
        ("a lone @ and # and ! stay", "a lone @ and # and ! stay"),
        ("wow!! really?!", "wow!! really?!"),
        ("it's 5 o'clock \"tea time\"", "it's 5 o'clock \"tea time\""),
        ("status:done title:x", "status:done title:x"),
        ("  spaces   are one  ", "spaces are one"),
    ],
)
def test_a_sentence_stays_a_sentence(peopled: Ledger, line: str, title: str) -> None:
    assert values(peopled, line) == (title, {})


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("x due:end_of_month", "due", "2026-11-30"),
        ('x due:"in 3 days"', "due", "2026-11-26"),
        ("x !u", "priority", "urgent"),
        ("x #a #b #a", "tags", ["a", "b"]),
        ("x tags:a,b", "tags", ["a", "b"]),
        ("x tag:b", "tags", ["b"]),
        ('x note:"by hand, please"', "note", "by hand, please"),
        ("x every:week due:fri", "recurrence", "FREQ=WEEKLY"),
        ("x DUE:fri", "due", "2026-11-27"),
    ],
)
def test_fields_by_name(peopled: Ledger, line: str, field: str, value: object) -> None:
    assert values(peopled, line)[1][field] == value


@pytest.mark.parametrize(
    ("line", "word", "says"),
    [
        ("x @nobody", "@nobody", "called “nobody”"),
        ("x due:someday", "due:someday", "is no date"),
        ("x !soon", "!soon", "low, normal, high, urgent"),
        ("x ~much", "~much", "whole number"),
        ("x due:fri due:mon", "due:mon", "given twice"),
        ("x ^nothing", "^nothing", "no initiative"),
    ],
)
def test_what_cant_be_taken_is_named_and_the_rest_still_read(
    peopled: Ledger, line: str, word: str, says: str
) -> None:
    quick = read(peopled, line + " #kept")
    assert [fault.text for fault in quick.faults] == [word]
    assert says in quick.faults[0].fault + quick.faults[0].hint
    assert line[quick.faults[0].at :].startswith(word)
    assert quick.title == "x" and quick.values["tags"] == ["kept"]
    with pytest.raises(Invalid):
        values(peopled, line)


def test_without_a_title_nothing_is_written(peopled: Ledger) -> None:
    with pytest.raises(Invalid, match="what is to be done"):
        values(peopled, "@edri due:fri")


WORDS = st.sampled_from(
    ["due:fri", "@edri", "!high", "\\#1", "#", ":", "a:b", "é", "\u200b", '"a b"', '"', "tag:", "-x", "^"]
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=6).map(" ".join))
def test_reading_never_raises_and_loses_no_word(line: str) -> None:
    quick = read(_Nobody(), line)  # type: ignore[arg-type]
    kept = quick.title + "".join(piece.text for piece in quick.pieces)
    assert letters(kept) == letters(line)


def letters(text: str) -> list[str]:
    return sorted("".join(text.split()).replace("\\", ""))


class _Nobody:
    """A ledger in which nobody is found."""

    def find(self, kinds: object, text: str) -> tuple[str, str]:
        raise Invalid(f"{kinds}: {text}")

    def label(self, kind: str, key: str) -> str:
        raise AssertionError

    def today(self) -> object:
        from datetime import date

        return date(2026, 11, 23)


def test_who_uses_this_clone_and_names_only_begun(ledger: Ledger) -> None:
    members.add(ledger, "Wisła Housing", {"handle": "wisla-housing"})
    for name, handle in (("Berlin North", "berlin-north"), ("Berlin South", "berlin-south")):
        members.add(ledger, name, {"handle": handle})
    assert "Nobody has said" in read(ledger, "call @me").faults[0].fault
    me = contacts.me(ledger, "Ana").key
    assert read(ledger, "call @me").values == {"assignee": me}
    begun = read(ledger, "call @wisla")
    assert [piece.meaning for piece in begun.pieces] == ["wisla-housing"]
    many = read(ledger, "call @berlin").faults[0]
    assert "could be any of 2" in many.fault and "berlin-north, berlin-south" in many.hint


def test_every_word_that_cant_be_taken_is_named(ledger: Ledger) -> None:
    with pytest.raises(Invalid) as caught:
        values(ledger, "call @nobody !soon due:someday")
    assert all(word in caught.value.message for word in ("@nobody", "!soon", "due:someday"))
