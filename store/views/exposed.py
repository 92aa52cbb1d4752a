"""Who may see a whole document: its own label, what it is about, and the members it would give away."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from ..schema import AUDIENCES, keys
from ..schema import kind as kind_named
from . import times

if TYPE_CHECKING:
    from .reader import Doc, Reader

UNNAMED: Final = "a member that is not named"

_RANK: Final = {name: place for place, name in enumerate(AUDIENCES)}
_VISIBILITY: Final = {"public": "public", "coalition": "coalition"}
_ABOUT: Final = ("action", "decision", "meeting")  # hidden with the initiative that they are about
_GROUP: Final = "group:"


def audience_of_document(kind: str, doc: Mapping[str, Any]) -> str:
    """Return the widest audience that a document is for by its own labels.

    Without a label it is the one that its kind makes sense at; of an opt-in it is what its member chose.
    """
    label = doc.get("audience")
    if kind != "optin":
        found = label or kind_named(kind).audience
        return found if found in _RANK else AUDIENCES[-1]
    chosen = _VISIBILITY.get(doc.get("visibility") or "coalition", AUDIENCES[-1])
    return narrower(chosen, label) if label else chosen


def narrower(one: str, other: str) -> str:
    """Return the narrower of two audiences; a word that isn't known is the narrowest there is."""
    return max(one, other, key=lambda name: _RANK.get(name, len(AUDIENCES)))


class Exposed:
    """What one audience may see of whole documents, and which members it sees under an alias."""

    def __init__(self, reader: Reader, audience: str) -> None:
        """Look at a ledger as an audience may."""
        self.reader = reader
        self.audience = audience
        self.rank = _RANK[audience]
        self.all = audience == AUDIENCES[-1]
        self._shown: dict[tuple[str, str], bool] = {}

    def may(self, audience: str) -> bool:
        """Return whether what is for an audience may be seen by this one."""
        return _RANK.get(audience, len(AUDIENCES)) <= self.rank

    def shows(self, kind: str, doc: Doc) -> bool:
        """Return whether this audience may know that a document is there."""
        if self.all:
            return True
        name = (kind, str(doc.get("id")))
        if name not in self._shown:
            self._shown[name] = self.may(audience_of_document(kind, doc)) and self._in_reach(kind, doc)
        return self._shown[name]

    def shows_key(self, kinds: tuple[str, ...], key: str, about: str | None = None) -> bool:
        """Return whether a reference may be seen, in a document that is *about* an initiative.

        A person named in words is seen where contacts are. A member at work on that initiative behind the
        scenes isn't seen there, nor whoever speaks for it.
        """
        if self.all:
            return True
        if key.startswith(_GROUP):
            kinds, key = ("group",), key.removeprefix(_GROUP)
        elif not keys.is_reference(key):
            return self.may(kind_named(kinds[0]).audience)
        for kind in kinds:
            doc = self.reader.get(kind, key)
            if doc is not None:
                return self.shows(kind, doc) and not self._behind(kind, doc, about)
        return False

    def masked(self, member: Mapping[str, Any]) -> bool:
        """Return whether a member is shown by its alias: at risk always, if it is careful to the public."""
        exposure = member.get("exposure") or "open"
        return not self.all and exposure != "open" and (exposure != "careful" or self.rank == 0)

    def masked_key(self, key: object) -> bool:
        """Return whether the member of a key is shown by its alias."""
        return not self.all and self.masked(self.reader.get("member", str(key)) or {})

    def _in_reach(self, kind: str, doc: Doc) -> bool:
        if kind == "optin":
            return all(self.shows_key((name,), str(doc.get(name))) for name in ("initiative", "member"))
        if kind == "contact":
            member = doc.get("member")
            return not member or (self.shows_key(("member",), str(member)) and not self.masked_key(member))
        if kind == "initiative":
            embargo = times.moment(doc.get("embargo"))
            return self.rank > 0 or embargo is None or embargo <= self.reader.now()
        if kind in _ABOUT and doc.get("initiative"):
            return self.shows_key(("initiative",), str(doc["initiative"]))
        return True

    def _behind(self, kind: str, doc: Doc, about: str | None) -> bool:
        if about is None or kind not in ("member", "contact"):
            return False
        member = doc.get("id") if kind == "member" else doc.get("member")
        return (self.reader.book.key(about), member) in self._hidden

    @cached_property
    def _hidden(self) -> set[tuple[str, str]]:
        """The initiatives and members whose opt-ins this audience may not know of."""
        return {
            (str(doc.get("initiative")), str(doc.get("member")))
            for doc in self.reader.table("optin").values()
            if not self.may(audience_of_document("optin", doc))
        }
