"""Were one of these to fail, a name in somebody else's ledger could act on one's terminal."""

from __future__ import annotations

import unicodedata

import pytest
from allied.tui import safe_text
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;cm0gLXJmIC8=\x07",
    "\x9b31m",
    "back\x08\x08\x08space",
    "over\rwritten",
    "\u202egnp.exe",
    "\u2066isolated\u2069",
    "\ue000private",
    "a\u0000b",
    "[@click=app.quit]quit[/]",
    "[/]",
    "\ufeffmark",
    "\u2028line",
)


def harmless(text: str) -> bool:
    """Return whether no character of a text could act on a terminal."""
    bad = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return all(c in "\u200c\u200d" or unicodedata.category(c) not in bad for c in text)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_passes(text: str) -> None:
    assert harmless(safe_text.one_line(text))
    assert harmless(safe_text.rich(text).plain)
    assert harmless(safe_text.line(text).plain)
    assert harmless(safe_text.content((text, "bold")).plain.replace("\n", ""))
    assert harmless(safe_text.fit(text, 12))


@given(st.text())
def test_whatever_comes_is_harmless_and_one_line(text: str) -> None:
    shown = safe_text.one_line(text)
    assert harmless(shown)
    assert safe_text.one_line(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("👩\u200d👩\u200d👧\u200d👦 x", "👩👩👧👦 x"),
        ("👍🏽 x", "👍 x"),
        ("👩🏽\u200d🚒", "👩🚒"),
        ("🇩🇪 x", "DE x"),
        ("1\ufe0f\u20e3 ❤\ufe0f", "1 ❤"),
        ("🏳\ufe0f\u200d🌈", "🏳🌈"),
        ("\u200d\u200c", "‹200D›‹200C›"),
        ("a\u200d b\u200c", "a‹200D› b‹200C›"),
        ("نیم\u200cفاصله", "نیم\u200cفاصله"),
        ("क्\u200dष ന്\u200d ക്\u200cഷ", "क्ष ന് ക്\u200cഷ"),
        ("\u115f\u3164\u2800\uffa0\u1160", "‹115F›‹3164›‹2800›‹FFA0›‹1160›"),
        ("\ufe0f", "‹FE0F›"),
        ("e" + "\u0301" * 40 + "x", "e" + "\u0301" * 4 + "‹+36›x"),
        ("e" + "\u0301" * 4, "e" + "\u0301" * 4),
        ("שָׁלוֹם हिन्दी Việt Łódź 環境", "שָׁלוֹם हिन्दी Việt Łódź 環境"),
    ],
)
def test_nothing_is_hidden_smeared_or_of_a_width_that_terminals_disagree_on(text: str, shown: str) -> None:
    assert safe_text.one_line(text) == shown


PIECES = (
    *("a", "é", "1", "👩", "🏽", "🇩", "❤", "ن", "क", "‹", "♂", "↔"),
    *"\u0301\u200d\u200c\ufe0f\u20e3\u3164\u115f\u094d\x1b",
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_is_shown_is_shown_the_same_again_and_its_parts_are_as_wide_as_the_whole(text: str) -> None:
    shown = safe_text.one_line(text)
    assert safe_text.one_line(shown) == shown
    assert cell_len(shown) == sum(cell_len(c) for c in shown)
    assert harmless(shown)


@given(st.text(), st.integers(1, 40), st.booleans())
def test_a_cell_is_as_wide_as_it_should_be(text: str, width: int, right: bool) -> None:
    assert cell_len(safe_text.fit(text, width, right=right)) == width


@pytest.mark.parametrize("text", ["[b]x[/b]", "[/]", "[Org] Name", "[@click=app.quit]x", "\\[x]"])
def test_markup_is_text(text: str) -> None:
    assert safe_text.line(text).plain == text
    assert not safe_text.line(text).spans
    assert safe_text.rich(text).plain == text


@given(st.text(max_size=60), st.integers(20, 60))
def test_a_hanging_value_loses_nothing(text: str, width: int) -> None:
    shown = safe_text.hanging("label", "bold", text, width, 10)
    assert isinstance(shown, Content)
    kept = "".join(line[10:] for line in shown.plain.split("\n"))
    assert "".join(kept.split()) == "".join(safe_text.block(text).split())
