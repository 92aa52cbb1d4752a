"""A row of a form on its way to being an opt-in: who answered, what, and what proves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from ..errors import AlliedError, Invalid, NotFound
from ..schema import kind
from ..schema.text import clean, fold
from ..verbs import optins
from ..verbs.fields import parse_fields
from . import rows
from .drafts import Trouble
from .matching import Index
from .rows import Row

if TYPE_CHECKING:
    from ..ledger import Ledger

ANSWERS: Final = ("in", "considering", "declined", "withdrawn")
# What people tick; a form in other words says which with a map of its own.
_WORDS: Final = {
    "yes": "in",
    "y": "in",
    "no": "declined",
    "n": "declined",
    "maybe": "considering",
    "perhaps": "considering",
    "later": "considering",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """What one row comes to: `add` or `change` an opt-in, `same`, or `skip` for one that has an answer."""

    row: int
    name: str
    what: Literal["add", "change", "same", "skip"]
    member: str
    state: str
    values: Mapping[str, Any]


class Replies:
    """Takes rows one by one, within a batch, so that each is checked as it will be written."""

    def __init__(
        self,
        ledger: Ledger,
        initiative: str,
        columns: Mapping[str, Sequence[str]],
        words: Mapping[str, str],
        common: Mapping[str, Any],
        source: str,
        on_answered: str,
    ) -> None:
        self._ledger = ledger
        self._initiative = initiative
        self._columns = columns
        self._words = {**_WORDS, **{fold(word): state for word, state in words.items()}}
        self._common = common
        self._source = source
        self._on_answered = on_answered
        self._fields = kind("optin").fields
        self._index = Index()
        for key, doc in ledger.table("member").items():
            self._index.add(key, doc)
        self._rows: dict[str, int] = {}
        self.troubles: list[Trouble] = []

    def take(self, row: Row) -> Deed | None:
        """Draft what a row says; what is wrong with it goes to `troubles`."""
        name = ""
        try:
            raw = self._raw(row)
            name = str(raw.pop("member", ""))
            if not name:
                raise Invalid("It doesn't say which member answers.")
            member = self._member(name)
            if member in self._rows:
                raise Invalid(f"Row {self._rows[member]} is of the same member; keep the answer that holds.")
            self._rows[member] = row.number
            state = self._state(str(raw.pop("state", "")))
            return self._drafted(row, member, state, parse_fields(self._ledger, "optin", raw))
        except AlliedError as error:
            self.troubles.append(Trouble(row.number, clean(name, lines=False) or "(no name)", error.message))
            return None

    def _drafted(self, row: Row, member: str, state: str, said: Mapping[str, Any]) -> Deed:
        ledger = self._ledger
        key = optins.key_of(ledger, self._initiative, member)
        before = (ledger.get("optin", key) or {}).get("state")
        name = ledger.label("member", member)
        evidence = f"{self._source}, row {row.number}" if self._source else f"row {row.number}"
        values = {"method": "form", "evidence": evidence, **self._common}
        values |= {field: value for field, value in said.items() if value not in (None, [])}
        if before in ANSWERS and self._on_answered != "update":
            if self._on_answered == "error":
                raise Invalid(f"{name} has answered already: it is {before}.")
            return Deed(row.number, name, "skip", member, state, {})
        done = optins.add(
            ledger, {**values, "member": member, "initiative": self._initiative, "state": state}
        )
        what = "same" if not done.changed else "change" if before else "add"
        return Deed(row.number, name, what, member, state, values)

    def _raw(self, row: Row) -> dict[str, str | list[str]]:
        """Return what *row* says, as people would type it: a list for a field of many, else one text."""
        raw: dict[str, str | list[str]] = {}
        for field, columns in self._columns.items():
            found = [text for column in columns for text in rows.texts(row, column)]
            if self._fields[field].many:
                parts = [part.strip() for text in found for part in text.split(";")]
                if listed := list(dict.fromkeys(part for part in parts if part)):
                    raw[field] = listed
            elif len(found) > 1:
                raise Invalid(f"{field} takes one value, not {len(found)}.")
            elif found:
                raw[field] = found[0]
        return raw

    def _member(self, name: str) -> str:
        found = {self._ledger.book.key(key) for key in self._index.named(name)}
        if len(found) == 1:
            return found.pop()
        try:
            return self._ledger.find("member", name)[1]
        except NotFound as error:
            near = f" The nearest: {', '.join(error.nearest)}." if error.nearest else ""
            raise Invalid(error.message + near) from None

    def _state(self, said: str) -> str:
        if not said.strip():
            raise Invalid("It says neither yes nor no.")
        state = self._words.get(fold(said), fold(said))
        if state not in ANSWERS:
            raise Invalid(
                f"“{clean(said, lines=False)}” is no answer: it takes {', '.join(ANSWERS)}, yes or no."
            )
        return state
