"""Text is safe to show, names are the same where people would say so, and handles are short and free."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from allied.store.errors import Invalid
from allied.store.schema import kind
from allied.store.schema.refs import Ref
from allied.store.schema.text import clean, fold, handle_from, mixed_scripts, quoted
from allied.store.schema.types import Name, Text
from hypothesis import given
from hypothesis import strategies as st

HANDLE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain", "plain"),
        ("Ärzte 環境 हिन्दी", "Ärzte 環境 हिन्दी"),
        ("a\x1b[31mb", "a‹001B›[31mb"),
        ("a\x00\x7f\x9bb", "a‹0000›‹007F›‹009B›b"),
        ("a\rb", "a‹000D›b"),
        ("a\nb\tc", "a\nb\tc"),
        ("نیم\u200cفاصله", "نیم\u200cفاصله"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("a\u202eb\u2066c\u200ed", "a‹202E›b‹2066›c‹200E›d"),
        ("a\u200bb\ufeff\u00ad", "a‹200B›b‹FEFF›‹00AD›"),
        ("a\u2028b\u2029c\u0085", "a‹2028›b‹2029›c‹0085›"),
        ("a\ud800b", "a‹D800›b"),
        ("a\ue000b\U000f0000", "a‹E000›b‹F0000›"),
        ("a\u0378b", "a‹0378›b"),
        ("1\u00a0000\u3000x\u202fy", "1\u00a0000\u3000x\u202fy"),
        ("[Org] Name", "[Org] Name"),
        ("", ""),
    ],
)
def test_what_could_steer_a_terminal_becomes_visible(text: str, safe: str) -> None:
    assert clean(text) == safe


def test_on_one_line_no_line_break_stays() -> None:
    assert clean("a\nb\tc", lines=False) == "a‹000A›b‹0009›c"


@given(st.text(st.characters()))
def test_nothing_passes_but_what_may(text: str) -> None:
    safe = clean(text)
    assert clean(safe) == safe
    for character in safe:
        category = unicodedata.category(character)
        assert category[0] != "C" or character in "\n\t\u200c\u200d"
        assert category not in ("Zl", "Zp")
    if all(unicodedata.category(c)[0] != "C" and unicodedata.category(c) not in ("Zl", "Zp") for c in text):
        assert safe == text


def test_every_character_is_judged_by_its_category() -> None:
    for code in (*range(0x3100), *range(0xD7F0, 0xE010), *range(0xFDD0, 0x10010), *range(0xE0000, 0xE0200)):
        character = chr(code)
        category = unicodedata.category(character)
        bad = (category[0] == "C" and character not in "\n\t\u200c\u200d") or category in ("Zl", "Zp")
        assert (clean(character) != character) is bad, hex(code)


def test_a_value_in_a_message_is_short_and_on_one_line() -> None:
    assert quoted("a\nb") == "“a‹000A›b”"
    assert len(quoted("\x1b" * 10000)) < 70
    assert quoted(["a"]) == "“['a']”"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ärzte ohne Grenzen", "ARZTE  OHNE GRENZEN"),
        ("Médecins Sans Frontières", "medecins sans frontieres"),
        ("Code for Romania: Cluj Chapter", "code for romania cluj chapter"),
        ("Anti-Racism Network", "Anti Racism Network"),
        ("People’s Climate", "People's climate"),
        ("A.B.C.", "ABC"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("Ｆｕｌｌ", "full"),
        ("e\u0301", "é"),
        ("Ελλάδα", "ΕΛΛΑΔΑ"),
        ("ΟΔΟΣ", "οδος"),
        ("Йога", "йога"),
        ("İstanbul", "istanbul"),
        ("co\u00adop", "coop"),
        ("Þór", "thor"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Open Columbus (Indiana)", "Open Columbus (Ohio)"),
        ("か", "が"),
        ("कि", "की"),
        ("Greens 1", "Greens 2"),
        ("環境", "環状"),
    ],
)
def test_names_that_differ(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_settles(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())
    assert "\t" not in folded


@pytest.mark.parametrize(
    ("name", "mixed"),
    [
        ("Greens", False),
        ("Panta Rhei Ελλάδα", False),
        ("Greenpeace Россия", False),
        ("環境ネットワーク", False),
        ("Сode for Africa", True),
        ("Соре for Africa", True),
        ("Соре", False),
        ("Grεens", True),
        ("Ärzte", False),
        ("Ｆｕｌｌ width", False),
        ("한국 環境", False),
    ],
)
def test_names_that_mix_scripts_are_flagged(name: str, mixed: bool) -> None:
    assert mixed_scripts(name) is mixed


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Greens", "greens"),
        ("Ärzte ohne Grenzen", "aerzte-ohne-grenzen"),
        ("Médecins Sans Frontières", "medecins-sans-frontieres"),
        ("European Digital Rights (EDRi)", "edri"),
        ("Open Columbus (Ohio)", "open-columbus-ohio"),
        ("g0v.tw", "g0vtw"),
        ("People's Climate & Care", "peoples-climate-care"),
        ("City of Chicago Department of Innovation and Technology", "city-chicago-department"),
        ("Łódź—Wisła", "lodz-wisla"),
        ("Россия без пыток", "rossiya-bez-pytok"),
        ("Ελληνικό Δίκτυο", "elliniko-diktyo"),
        ("한국 환경", "hangug-hwangyeong"),
        ("みどり", "midori"),
        ("x" * 100, "x" * 24),
        ("The", "the"),
        ("  --  18F!! ", "18f"),
    ],
)
def test_handles(name: str, handle: str) -> None:
    assert handle_from(name) == handle


def test_a_name_in_letters_without_a_table_gets_the_same_handle_everywhere() -> None:
    assert handle_from("環境保護団体") == handle_from("環境保護団体") == "name-861260"


def test_a_handle_that_is_taken_gets_more_words_then_a_number() -> None:
    taken = {"city-chicago-department"}
    assert handle_from("City of Chicago Department of Innovation", taken) == "city-chicago-department-2"
    assert handle_from("Code for Charlottesville Chapter", {"code-for-charlottesville"}) == (
        "code-for-charlottesville-chapter"
    )
    taken = {"greens", *(f"greens-{number}" for number in range(2, 1000))}
    assert handle_from("Greens", taken) == "greens-1000"


@given(st.text(), st.sets(st.text("ab-2", max_size=4), max_size=6))
def test_every_name_gets_a_handle_that_may_stand(name: str, taken: set[str]) -> None:
    handle = handle_from(name, taken)
    assert handle not in taken
    assert 0 < len(handle) <= 32 and HANDLE.issuperset(handle) and handle[0] != "-"
    kind("member").encode({"handle": handle})


def test_real_names_get_handles_of_their_own() -> None:
    found = Path(__file__).parents[4] / "shared" / "data" / "organizations.json"
    if not found.exists():
        pytest.skip("the file of real organisations lies beside the repository, and isn't here")
    taken: set[str] = set()
    for organisation in json.loads(found.read_text(encoding="utf-8")):
        handle = handle_from(organisation["name"], taken)
        assert handle not in taken and len(handle) <= 32
        taken.add(handle)


@pytest.mark.parametrize(
    "name", ["[Org] Name", "a", "18F", "Ⅷ", "नमस्ते", "Café\u0301", "O[] x", "نیم\u200cفاصله"]
)
def test_names_that_are_fine(name: str) -> None:
    assert Name().check(name) == unicodedata.normalize("NFC", name)


def test_a_text_keeps_its_lines_and_loses_only_line_ends() -> None:
    assert Text().check("a\r\nb\rc\td\n\n") == "a\nb\nc\td"
    assert Text().check("x" * 48 * 1024)
    with pytest.raises(Invalid) as refused:
        Text().check("x" * 70 * 1024)
    assert refused.value.message == "it has 70 KiB, more than 48."
    assert refused.value.hint == "Keep long texts in a file and give a link."


def test_a_reference_may_lead_to_another_ledger() -> None:
    key = "0" * 32
    assert Ref("member").check(f"{key}/{key}") == f"{key}/{key}"
    with pytest.raises(Invalid, match="no key of a member"):
        Ref("member").check(f"{key}/{key}/{key}")
