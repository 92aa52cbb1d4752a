"""Letters of many scripts: names without accents, in plain Latin, and whether they mix scripts."""

from __future__ import annotations

import unicodedata
from typing import Final

# Letters that no decomposition takes apart.
_WHOLE: Final = str.maketrans(
    {
        "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "\u0131": "i",
        "ŋ": "n", "ɓ": "b", "ɗ": "d",
        "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "e", "ĸ": "k", "\u017f": "s",
        "\u02bc": "", "\u02bb": "", "\u2018": "", "\u2019": "",  # apostrophes
    }
)  # fmt: skip
# Marks that make another letter instead of an accent: nukta, the voicing of kana, virama.
_PART_OF_LETTER: Final = (0, 7, 8, 9)


def _table(letters: str, sounds: str) -> dict[str, str]:
    """Return the sound of each letter; `-` is none."""
    return {letter: sound.strip("-") for letter, sound in zip(letters, sounds.split(), strict=True)}


_CYRILLIC: Final = _table(
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўјљњћђџѓќѕңқғәөүұһ",
    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya yo i yi ye g u j lj nj c dj "
    "dz gj kj dz ng q g a o u u h",
)
_GREEK: Final = _table(
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "a v g d e z i th i k l m n x o p r s s t y f ch ps o",
)
_GERMAN: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "a"}

_LIKE_LATIN: Final = frozenset("аеорсухіјѕһԁԛԝвкмнт" + "αβεζηικμνορτυχγϲ")
_TOGETHER: Final = frozenset(
    {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"}
)


def plain(text: str) -> str:
    """Return text in lower case without accents: letters, digits and the marks that are part of them."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_WHOLE)).casefold()
    kept: list[str] = []
    for character in parts:
        category = unicodedata.category(character)
        if category[0] in "LN" or character.isascii():
            kept.append(character)
        elif category[0] == "M":
            if unicodedata.combining(character) in _PART_OF_LETTER:
                kept.append(character)
        elif category != "Cf":
            kept.append(" ")
    return unicodedata.normalize("NFC", "".join(kept)).translate(_WHOLE)


def latin(text: str) -> str:
    """Return text in small ASCII letters, digits and spaces; what can't be written so is left out."""
    found: list[str] = []
    for character in unicodedata.normalize("NFC", text).casefold():
        if character.isascii():
            found.append(character)
        else:
            found.append(_letter(character))
    return "".join(found)


def _letter(character: str) -> str:
    for table in (_GERMAN, _CYRILLIC, _GREEK):
        if character in table:
            return table[character]
    bare = plain(character)
    if bare.isascii():
        return bare
    if bare != character and len(bare) == 1 and (bare in _CYRILLIC or bare in _GREEK):
        return _letter(bare)
    return _syllable(character)


def _syllable(character: str) -> str:
    """Return how a syllable of Korean or of Japanese kana sounds, by its Unicode name; else nothing."""
    name = unicodedata.name(character, "")
    if name.startswith(("HANGUL SYLLABLE ", "HIRAGANA LETTER ", "KATAKANA LETTER ")):
        return name.rpartition(" ")[2].lower()
    return ""


def mixed(name: str) -> bool:
    """Return whether a word mixes scripts, or looks like Latin letters in a name with Latin words."""
    scripts: list[set[str]] = []
    alike = False
    for word in _words(unicodedata.normalize("NFKC", name)):
        found = {_script(character) for character in word}
        if len(found) > 1:
            return True
        scripts.append(found)
        alike = alike or (found <= {"CYRILLIC", "GREEK"} and _LIKE_LATIN.issuperset(word.lower()))
    return alike and {"LATIN"} in scripts


def _words(name: str) -> list[str]:
    return "".join(c if unicodedata.category(c)[0] == "L" else " " for c in name).split()


def _script(letter: str) -> str:
    first = unicodedata.name(letter, "UNKNOWN").split(" ", 1)[0]
    return "CJK" if first in _TOGETHER else first
