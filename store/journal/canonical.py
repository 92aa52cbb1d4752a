"""Canonical JSON: one text for one value, so that a hash of the text vouches for the value."""

from __future__ import annotations

import json
import unicodedata
from typing import Any, NoReturn, cast

Json = Any

MAX_DEPTH = 16
MAX_INTEGER = 2**53 - 1

encode = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode
"""Gives the canonical text of a value that `check` has found nothing in."""


class BadJson(ValueError):
    """What isn't canonical JSON, and why."""


def dumps(obj: Json) -> bytes:
    """Return *obj* as canonical JSON; raises `BadJson` where it has no canonical form."""
    check(obj)
    return encode(obj).encode()


def loads(data: bytes) -> Json:
    """Return the value that *data* is the canonical JSON of; raises `BadJson` for anything else."""
    found = strict(data)
    if encode(found).encode() != data:
        raise BadJson("is not in canonical form")
    return found


def strict(data: bytes) -> Json:
    """Return the value of JSON that holds nothing canonical JSON can't, in whatever form; raises `BadJson`.

    Of a key given twice the last is taken: compare with what `encode` makes of it.
    """
    try:
        found: Json = _decode(data.decode())
    except UnicodeDecodeError:
        raise BadJson("is not UTF-8") from None
    except RecursionError:
        raise BadJson(f"is nested more than {MAX_DEPTH} deep") from None
    except json.JSONDecodeError as error:
        raise BadJson(f"is not JSON ({error.msg.lower()} at character {error.pos + 1})") from None
    except BadJson:
        raise
    except ValueError:
        raise BadJson("holds a number of too many digits") from None
    check(found)
    return found


def check(obj: object, depth: int = 1) -> None:
    """Raise `BadJson` where *obj*, an object of which would lie at *depth*, has no canonical form."""
    kind = type(obj)
    if kind is str:
        _check_text(cast(str, obj))
    elif kind is dict or kind is list or kind is tuple:
        if depth > MAX_DEPTH:
            raise BadJson(f"is nested more than {MAX_DEPTH} deep")
        if kind is dict:
            members = cast("dict[Any, Any]", obj)
            for key in members:
                if type(key) is not str:
                    raise BadJson("has a key that is no text")
                if not key.isascii():
                    _check_text(key)
            values = members.values()
        else:
            values = cast("list[Any]", obj)
        for value in values:
            if type(value) is not str or not value.isascii():
                check(value, depth + 1)
    elif kind is int:
        if not -MAX_INTEGER <= cast(int, obj) <= MAX_INTEGER:
            raise BadJson("holds an integer beyond 2^53")
    elif kind is float:
        raise BadJson("holds a number that is no integer")
    elif obj is not None and kind is not bool:
        raise BadJson(f"holds a value that JSON has no form for ({kind.__name__})")


def _check_text(text: str) -> None:
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadJson("holds a lone surrogate") from None
    if not unicodedata.is_normalized("NFC", text):
        raise BadJson("holds text that is not in Unicode's form NFC")


def _refuse(constant: str) -> NoReturn:
    raise BadJson(f"holds {constant}")


_decode = json.JSONDecoder(parse_constant=_refuse).decode
