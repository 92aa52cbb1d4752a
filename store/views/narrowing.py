"""What an audience may see within a document: field by field, part by part, register by register."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from ..schema import audience_of, registers
from ..schema import kind as kind_named
from .exposed import UNNAMED, Exposed

if TYPE_CHECKING:
    import re

    from ..schema.field import Field
    from ..schema.types import Type
    from .reader import Doc

GONE: Final = object()  # what may not be seen; a register that was cleared holds `None`

# All that is shown of a member under its alias: the rest would tell who it is.
_OF_MASKED: Final = ("audience", "kind", "status", "topics")
_NAMED: Final = "a member"
_WORDED: Final = ("text", "line", "name")


class Narrowing:
    """The documents of a ledger as one audience may see them."""

    def __init__(self, exposed: Exposed) -> None:
        """Narrow by what an audience may see of whole documents."""
        self._exposed = exposed

    def document(self, kind: str, doc: Doc) -> Doc | None:
        """Return what may be seen of a document, `None` where that is nothing."""
        if self._exposed.all:
            return doc
        if not self._exposed.shows(kind, doc):
            return None
        about = _about(kind, doc)
        found: Doc = {"id": doc["id"]} if "id" in doc else {}
        for name, value in doc.items():
            if name not in ("id", "crossed"):
                seen = self._of_document(kind, doc, name, value, about)
                if seen is not GONE:
                    found[name] = seen
        if kind == "member" and self._exposed.masked(doc):
            found["name"] = doc.get("alias") or UNNAMED
        crossed = [r for r in doc.get("crossed", ()) if self.register(kind, doc, r, None) is not GONE]
        return {**found, "crossed": crossed} if crossed else found

    def register(self, kind: str, doc: Doc, register: str, value: Any) -> Any:
        """Return what may be seen of a value of a register of a document that is shown, else `GONE`."""
        if self._exposed.all:
            return value
        name, slash, part = register.partition("/")
        record = kind_named(kind).records.get(name)
        about = _about(kind, doc)
        if record is not None and not slash:
            return self._together(kind, doc, name, value, about)
        field = kind_named(kind).fields.get(name)
        parted = field is not None and (field.many or field.map is not None)
        if field is None or field.record or bool(part) != parted or not self._opens(kind, doc, name):
            return GONE
        if not parted:
            if value is None or slash or not field.fits(value):
                return None if value is None and not slash else GONE
            return self._of_document(kind, doc, name, value, about)
        element = registers.element(part)
        if field.map is None:
            same = self._one(field.type, element, about, kind == "member") == element
            return value if same and value in (True, None) else GONE
        if value is None or not field.type.fits(value):
            return None if value is None and self._key(field, element, about) else GONE
        return self._of_document(kind, doc, name, {element: value}, about, element)

    def text(self, text: str) -> str:
        """Return text without the names of members that are shown by an alias."""
        return text if self._names is None else self._names.sub(_NAMED, text)

    def _of_document(
        self, kind: str, doc: Doc, name: str, value: Any, about: str | None, only: str | None = None
    ) -> Any:
        """Return what may be seen of a field's value; of a map's entry *only* where one is asked for."""
        field = kind_named(kind).fields.get(name)
        if field is None or not self._opens(kind, doc, name):
            return GONE
        if kind == "member" and name == "name" and self._exposed.masked(doc):
            return doc.get("alias") or UNNAMED
        seen = self._value(field, value, about) if kind != "member" else self._member(field, value)
        return seen if only is None or seen is GONE else seen.get(only, GONE)

    def _opens(self, kind: str, doc: Doc, name: str) -> bool:
        """Return whether a field of a document may be seen at all."""
        if not self._exposed.may(audience_of(kind, name)):
            return False
        if kind == "member" and self._exposed.masked(doc):
            return name in _OF_MASKED or name in ("name", "alias")
        return not (kind == "optin" and name == "sign_as" and self._exposed.masked_key(doc.get("member")))

    def _together(self, kind: str, doc: Doc, register: str, value: Any, about: str | None) -> Any:
        """Return what may be seen of parts that are stated together; nothing without the one that leads."""
        record = kind_named(kind).records[register]
        if not self._opens(kind, doc, record.lead.name):
            return GONE
        if not record.fits(value):
            return None if value is None else GONE
        found: dict[str, Any] = {}
        for name, part in cast("Mapping[str, Any]", value).items():
            if name in record.fields:
                seen = None if part is None else self._of_document(kind, doc, name, part, about)
                if seen is not GONE:
                    found[name] = seen
        return found if record.lead.name in found else GONE

    def _member(self, field: Field, value: Any) -> Any:
        """Return a member's own words as they are, and where it belongs unless that is masked."""
        if field.name == "part_of" and self._exposed.masked_key(value):
            return GONE
        return self._value(field, value, None, own=True)

    def _value(self, field: Field, value: Any, about: str | None, own: bool = False) -> Any:
        if field.map is not None:
            entries = cast("Mapping[str, Any]", value)
            kept = {key: self._entry(field, key, part, about) for key, part in entries.items()}
            return {key: part for key, part in kept.items() if part is not GONE} or GONE
        if field.many:
            found = [self._one(field.type, part, about, own) for part in cast("list[Any]", value)]
            return [part for part in found if part is not GONE] or GONE
        return self._one(field.type, value, about, own)

    def _entry(self, field: Field, key: str, value: Any, about: str | None) -> Any:
        if not self._key(field, key, about):
            return GONE
        if field.map is not None and field.map.name == "kind.field":
            kind, _, name = key.partition(".")
            known = kind_named(kind).fields.get(name)
            return self._value(known, value, about) if known and known.map is None else GONE
        seen = self._one(field.type, value, about)
        if seen is not GONE and field.name == "credits" and self._exposed.masked_key(_member_of(key)):
            member = self._exposed.reader.get("member", _member_of(key)) or {}
            seen["name"] = member.get("alias") or UNNAMED
        return seen

    def _key(self, field: Field, key: str, about: str | None) -> bool:
        """Return whether the key of an entry of a map may be seen."""
        if field.map is None or self._exposed.all:
            return True
        if field.map.name == "kind.field":
            kind, _, name = key.partition(".")
            return self._exposed.may(audience_of(kind, name))
        return not field.map.kinds or self._exposed.shows_key(field.map.kinds, _member_of(key), about)

    def _one(self, type: Type, value: Any, about: str | None, own: bool = False) -> Any:
        parts: Mapping[str, Field] | None = getattr(type, "fields", None)
        if parts is not None:
            return self._record(parts, cast("Mapping[str, Any]", value), about)
        if type.kinds:
            return value if self._exposed.shows_key(type.kinds, str(value), about) else GONE
        return self.text(value) if not own and type.name in _WORDED and isinstance(value, str) else value

    def _record(self, parts: Mapping[str, Field], value: Mapping[str, Any], about: str | None) -> Any:
        found: dict[str, Any] = {}
        for name, part in value.items():
            field = parts.get(name)
            if field is None or (field.audience is not None and not self._exposed.may(field.audience)):
                continue
            seen = part if part is None else self._value(field, part, about)
            if seen is not GONE:
                found[name] = seen
        said = (name for name, field in parts.items() if field.required and not field.kinds)
        return GONE if any(found.get(name) is None for name in said) else found

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        """What finds the names of the members that are masked; `None` where none are."""
        names: set[str] = set()
        for doc in self._exposed.reader.table("member").values():
            if self._exposed.masked(doc):
                names.update(name for name in (doc.get("name"), *doc.get("former_names", ())) if name)
                names.update(web for web in (doc.get("website"),) if web)
        if not names:
            return None
        import re

        longest = sorted(names, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


def _about(kind: str, doc: Doc) -> str | None:
    return doc.get("id") if kind == "initiative" else doc.get("initiative")


def _member_of(key: str) -> str:
    return key.rpartition(":")[2]
