"""Values of every type, good and bad, for every field of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from allied.store import schema
from allied.store.errors import NotFound
from allied.store.schema.field import Field
from allied.store.schema.record import Record
from allied.store.schema.types import Type
from hypothesis import strategies as st

KEY = "0123456789abcdef0123456789abcdef"
WORDS = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_characters="[\x7f"), max_size=12
).filter(lambda text: text.isprintable() and any(c.isalnum() for c in text))
KEYS = st.text("0123456789abcdef", min_size=32, max_size=32)
IDS = st.text("0123456789abcdef", min_size=16, max_size=16)
DAYS = st.dates(date(1970, 1, 1), date(2999, 12, 31)).map(date.isoformat)

BY_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "line": WORDS,
    "name": WORDS,
    "text": WORDS.map(lambda text: f"{text}\n\tmore"),
    "phone": st.just("+49 30 123456"),
    "flag": st.booleans(),
    "count": st.integers(1, 500),
    "needed": st.integers(1, 50),
    "share": st.tuples(st.integers(1, 5), st.integers(5, 9)).map(list),
    "handle": st.text("abcdefgh0123456789", min_size=1, max_size=32),
    "url": st.sampled_from(["https://example.org", "http://a.example/x?y=1#z"]),
    "email": st.just("name@example.org"),
    "language": st.sampled_from(["de", "pt-BR", "sr-Latn"]),
    "date": DAYS,
    "instant": DAYS.map(lambda day: {"at": f"{day}T16:00:00.000Z", "zone": "Europe/Paris"}),
    "zone": st.sampled_from(["Europe/Paris", "UTC"]),
    "ref": KEYS,
    "who": KEYS | st.just("Anna Ray"),
    "asked": KEYS | KEYS.map("group:{}".format),
    "recurrence": st.sampled_from(["FREQ=WEEKLY", "FREQ=MONTHLY;INTERVAL=2"]),
    "default": st.just("private"),
    "kind.field": st.just("optin.visibility"),
    "need": st.sampled_from(["members", "regions", "role:spokesperson", "region:Bavaria", "led-by:roma"]),
    "output:member": st.just(f"{KEY[:16]}:{KEY}"),
}

BAD: dict[str, tuple[Any, ...]] = {
    "line": ("", " ", "a\nb", "a\x1b[31m", "a[/]", "x" * 2000, 3, "\ud800", "a\u202eb"),
    "name": ("", "  ", "...", "a\x00", "a[/b]", "line\u2028line", None),
    "text": ("", "\n", "a\x07", "x" * (48 * 1024 + 1), "ä" * (24 * 1024 + 1), ["a"]),
    "phone": ("", "call me", "12"),
    "choice": ("nonsense", "", 3, True),
    "flag": ("yes", 1, "perhaps"),
    "count": (-1, 1.5, "many", True, 10**12),
    "needed": (0, -1, "x"),
    "share": ([0, 3], [3, 2], [1], "half", [1.0, 2], [True, True]),
    "handle": ("", "Big", "a b", "-a", "ä", "x" * 33, "a/b"),
    "url": ("", "example.org", "ftp://example.org", "javascript:alert(1)", "https://", "https://a b", "https://x\x1b"),
    "email": ("", "me", "@x.y", "a@b", "a b@c.de", "a@b@c.de", "a@b..de"),
    "language": ("", "German", "d", "de_DE", "de-"),
    "date": ("", "tomorrow", "2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", "２０２６-01-01", 20260101),
    "instant": ("2026-01-01", {"at": "2026-01-01", "zone": "UTC"},
                {"at": "2026-01-01T25:00:00.000Z", "zone": "UTC"},
                {"at": "2026-01-01T00:00:00.000Z", "zone": "Mars/Base"}, {"at": "2026-01-01T00:00:00.000Z"}),
    "zone": ("", "Mars/Base", "../etc/passwd", "Europe", "/etc/localtime"),
    "ref": ("", "greens", KEY[:-1], KEY.upper(), 5),
    "who": ("", "a\nb"),
    "asked": ("", "greens", "group:greens"),
    "recurrence": ("", "now and then", "FREQ=NEVER", "FREQ=DAILY;COUNT=0",
                   "FREQ=DAILY;BYDAY=XX", "FREQ=DAILY;X=1"),
    "id": ("", "xyz", KEY),
    "default": ({"a": 1}, None),
    "kind.field": ("", "optin", "optin.colour", "treaty.name"),
    "need": ("", "friends", "region", "region:", "level:boss", "colour:red"),
    "output:member": ("", KEY, f"{KEY}:{KEY}"),
    "record": ("x", {"nonsense": 1}, {}),
}  # fmt: skip


def values_of(type: Type) -> st.SearchStrategy[Any]:
    """Return good values of a type, as they are stored."""
    if isinstance(type, Record):
        needed = {name: values_for(field) for name, field in type.fields.items() if field.required}
        more = {name: values_for(field) for name, field in type.fields.items() if not field.required}
        return st.fixed_dictionaries(needed, optional=more)
    if type.words:
        return st.sampled_from(type.words)
    if type.name == "id":
        return IDS if getattr(type, "length", 16) == 16 else KEYS
    return BY_TYPE[type.name].map(type.check)


def values_for(field: Field) -> st.SearchStrategy[Any]:
    """Return good values of a field, as they are stored."""
    one = values_of(field.type)
    if field.map is not None:
        return st.dictionaries(values_of(field.map), one, min_size=1, max_size=3)
    if field.many:
        several = st.lists(one, min_size=1, max_size=3)
        return several if field.ordered else several.map(lambda found: sorted(set(found)))
    return one


def bad_for(type: Type) -> tuple[Any, ...]:
    """Return values that a type must refuse."""
    return BAD["record"] if isinstance(type, Record) else BAD["choice"] if type.words else BAD[type.name]


def documents_of(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return documents of a kind with any of its fields."""
    of = schema.kind(kind)
    leads = {record.lead.name for record in of.records.values()}
    needed = {name: values_for(field) for name, field in of.fields.items() if name in leads}
    more = {name: values_for(field) for name, field in of.fields.items() if name not in leads}
    return st.fixed_dictionaries(needed, optional=more)


def every_field() -> Iterator[tuple[str, Field]]:
    """Yield each field of each kind, and the parts of those that have parts."""
    for name, kind in schema.kinds().items():
        for field in kind.fields.values():
            yield f"{name}.{field.name}", field
            if isinstance(field.type, Record):
                for part in field.type.fields.values():
                    yield f"{name}.{field.name}.{part.name}", part


class Context:
    """A Monday in Paris, where everything that is asked for by `greens` or `Anna` is there."""

    today = date(2026, 11, 23)
    now = datetime(2026, 11, 23, 10, 20, tzinfo=UTC)
    zone: str | None = "Europe/Paris"

    def resolve(self, kinds: tuple[str, ...], text: str) -> str:
        """Return the one key there is."""
        if text not in ("greens", "Anna"):
            raise NotFound(f"There is no {'/'.join(kinds)} {text}.")
        return KEY
