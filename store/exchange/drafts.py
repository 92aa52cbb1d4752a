"""Rows on their way to becoming members: read, checked, and matched with what there is already."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ..errors import AlliedError, Invalid
from ..schema import kind
from ..schema.text import clean, fold, handle_from
from ..verbs import handles
from ..verbs.drafting import started_with
from ..verbs.fields import parse_fields
from . import rows
from .matching import Index
from .rows import Row

if TYPE_CHECKING:
    from ..ledger import Ledger


@dataclass(frozen=True, slots=True)
class Trouble:
    """A row that can't be imported, and why, on one line."""

    row: int
    name: str
    reason: str


@dataclass(slots=True)
class Draft:
    """What a row will become; rows about the same member come together in one."""

    row: int
    name: str
    key: str
    what: Literal["add", "change", "skip"]
    values: dict[str, Any]
    parent: tuple[int, str] | None = None


class Drafts:
    """Takes rows one by one, then says what each comes to."""

    def __init__(self, ledger: Ledger, columns: Mapping[str, Sequence[str]], on_duplicate: str) -> None:
        self._ledger = ledger
        self._columns = columns
        self._on_duplicate = on_duplicate
        self._fields = kind("member").fields
        self._members = ledger.table("member")
        self._index = Index()
        for key, doc in self._members.items():
            self._index.add(key, doc)
        self._drafts: list[Draft] = []
        self._by_key: dict[str, Draft] = {}
        self.troubles: list[Trouble] = []

    def take(self, row: Row) -> None:
        """Read one row; what is wrong with it goes to `troubles`."""
        name = ""
        try:
            raw = self._raw(row)
            name = next(iter(_listed(raw.get("name"))), "")
            if not name:
                raise Invalid("It gives no name.")
            parent = raw.pop("part_of", None)
            values = {field: value for field, value in self._parsed(raw).items() if value not in (None, [])}
            draft = self._placed(row, values)
            if parent:
                draft.parent = (row.number, str(parent))
        except AlliedError as error:
            self.troubles.append(Trouble(row.number, clean(name, lines=False) or "(no name)", error.message))

    def finish(self) -> list[Draft]:
        """Return what every row comes to, with parents found and handles made."""
        for draft in self._drafts:
            if draft.parent is not None and draft.what != "skip":
                self._adopt(draft, *draft.parent)
        taken = _Taken(self._ledger, self._index.handles())
        first = started_with(self._ledger, kind("member"))
        for draft in self._drafts:
            if draft.what == "add":
                handle = draft.values.get("handle") or handle_from(draft.name, taken)
                taken.here.add(handle)
                draft.values = {**first, **draft.values, "handle": handle}
            elif draft.what == "change":
                self._keep_new_elements(draft)
        return self._drafts

    def _keep_new_elements(self, draft: Draft) -> None:
        """Leave in *draft* only those elements of its sets that the member has not got."""
        before = self._members.get(draft.key, {})
        for field in [field for field in draft.values if self._fields[field].many]:
            new = [element for element in draft.values[field] if element not in (before.get(field) or [])]
            if new:
                draft.values[field] = new
            else:
                del draft.values[field]

    def _raw(self, row: Row) -> dict[str, str | list[str]]:
        """Return what *row* says, as people would type it: a list for a field of many, else one text."""
        raw: dict[str, str | list[str]] = {}
        for field, columns in self._columns.items():
            found = [text for column in columns for text in rows.texts(row, column)]
            if self._fields[field].many:
                parts = [part.strip() for text in found for part in text.split(";")]
                found = list(dict.fromkeys(part for part in parts if part))
                if found:
                    raw[field] = found
            elif len(found) > 1:
                raise Invalid(f"{field} takes one value, not {len(found)}.")
            elif found:
                raw[field] = found[0]
        return raw

    def _parsed(self, raw: Mapping[str, str | list[str]]) -> dict[str, Any]:
        return parse_fields(self._ledger, "member", raw)

    def _placed(self, row: Row, values: dict[str, Any]) -> Draft:
        """Return the draft that *row* belongs to: a new one, or one that exists for the same member."""
        matches = self._index.find(values)
        if not matches:
            draft = Draft(row.number, values["name"], os.urandom(16).hex(), "add", values)
            return self._keep(draft)
        if len(matches) > 1:
            them = ", ".join(sorted(self._called(key) for key in matches))
            raise Invalid(f"It fits {len(matches)} members: {them}.")
        key = matches.pop()
        if self._on_duplicate == "error":
            raise Invalid(f"It is the same as {self._called(key)}.")
        if self._on_duplicate == "skip":
            draft = Draft(row.number, values["name"], key, "skip", {})
            self._drafts.append(draft)
            return draft
        return self._merged(row, key, values)

    def _merged(self, row: Row, key: str, values: dict[str, Any]) -> Draft:
        """Return the member's draft with what *row* adds to it: everything, or only what was empty."""
        earlier = self._by_key.get(key)
        before = {**self._members.get(key, {}), **(earlier.values if earlier else {})}
        if self._on_duplicate == "fill":
            new = {field: value for field, value in values.items() if before.get(field) in (None, "", [])}
        else:
            new = self._updated(before, values)
        if earlier is not None:
            earlier.values.update(new)
            self._index.add(key, new)
            return earlier
        return self._keep(Draft(row.number, str(before.get("name") or values["name"]), key, "change", new))

    def _updated(self, before: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what of *values* differs from *before*; sets only grow, and an old name stays findable."""
        new = dict(values)
        old = str(before.get("name") or "")
        former = list(before.get("former_names") or [])
        if fold(values["name"]) in {fold(name) for name in former}:
            del new["name"]  # the file knows the member by an older name
        elif fold(values["name"]) != fold(old) and old:
            new["former_names"] = [*new.get("former_names", []), old]
        for field, value in tuple(new.items()):
            if self._fields[field].many:
                new[field] = sorted({*(before.get(field) or []), *value})
            if new[field] == before.get(field):
                del new[field]
        return new

    def _keep(self, draft: Draft) -> Draft:
        handles.check(self._ledger, "member", draft.key, draft.values)
        self._drafts.append(draft)
        self._by_key[draft.key] = draft
        self._index.add(draft.key, draft.values)
        return draft

    def _adopt(self, draft: Draft, row: int, parent: str) -> None:
        """Set what *draft* is part of, a member there was or another row's."""
        found = self._index.named(parent)
        try:
            key = found.pop() if len(found) == 1 else self._ledger.find("member", parent)[1]
            if key == draft.key:
                raise Invalid("It would be part of itself.")
        except AlliedError as error:
            self.troubles.append(Trouble(row, draft.name, error.message))
            return
        before = {**self._members.get(draft.key, {}), **draft.values}.get("part_of")
        if before != key and not (before and self._on_duplicate == "fill"):
            draft.values["part_of"] = key

    def _called(self, key: str) -> str:
        """Return how to name a member in a word on a row: its handle, or the row it comes from."""
        draft = self._by_key.get(key)
        if draft is not None and key not in self._members:
            return f"row {draft.row} ({draft.name})"
        return self._ledger.label("member", key)


class _Taken:
    """The handles that rows have, or anything else in the ledger goes by."""

    def __init__(self, ledger: Ledger, here: set[str]) -> None:
        self.here = here
        self._there = handles.Taken(ledger)

    def __contains__(self, handle: object) -> bool:
        """Return whether a handle is somebody's."""
        return handle in self.here or handle in self._there


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
