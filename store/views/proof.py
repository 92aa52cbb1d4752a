"""Everything that shows what a member agreed to: who said so, when, how, and to which words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ..schema import keys
from ..schema.asks import after
from ..schema.text import clean
from .sentences import sentence
from .standing import standing
from .wording import called

if TYPE_CHECKING:
    from ..journal.entry import Entry
    from .reader import Doc, Reader

# What a proof can lack, and the parts of the answer of which one has to be there.
_NEEDED: Final = {
    "who": ("given_by",),
    "authority": ("authority",),
    "how": ("method",),
    "evidence": ("evidence",),
    "words": ("ask",),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A wording that a member saw; `text` is `None` where it isn't in the ledger any more.

    `since` are the ids of the wordings that took its place.
    """

    id: str
    language: str | None
    text: str | None
    plain: str | None
    since: list[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that was recorded of the member's answer, and whether it still stands."""

    id: str
    at: str
    by: str
    by_name: str
    stands: bool
    sentence: str
    state: str | None
    level: str | None
    given_by: str | None
    given_by_name: str | None
    authority: str | None
    method: str | None
    evidence: str | None
    effective: str | None
    valid_until: str | None
    sign_as: str | None
    personal_capacity: bool | None
    scope: list[str]
    terms: list[dict[str, Any]]
    words: Words | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Proof:
    """An opt-in with all that was recorded of its answer, oldest first.

    `agreed` says whether the member is in, `holds` whether that counts today and `why_not` why it doesn't;
    `missing` names what of a proof (who, authority, how, evidence, words) the standing answer lacks.
    """

    optin: str
    member: str
    member_name: str
    initiative: str
    initiative_name: str
    state: str | None
    visibility: str
    agreed: bool
    holds: bool
    why_not: str | None
    crossed: list[str]
    missing: list[str]
    statements: list[Statement]


def proof(reader: Reader, key: str, today: date) -> Proof | None:
    """Return the proof of an opt-in, `None` where there is no such opt-in."""
    doc = reader.get("optin", key)
    if doc is None:
        return None
    member, about = str(doc.get("member")), str(doc.get("initiative"))
    initiative = reader.get("initiative", about) or {}
    live = {setting.mark.id for setting in reader.book.live("optin", key).get("answer", ())}
    agreed = doc.get("state") == "in"
    why_not = standing(reader, doc, initiative, today) if agreed else None
    return Proof(
        optin=doc["id"],
        member=member,
        member_name=called(reader, "member", member),
        initiative=about,
        initiative_name=called(reader, "initiative", about),
        state=doc.get("state"),
        visibility=doc.get("visibility") or "coalition",
        agreed=agreed,
        holds=agreed and why_not is None,
        why_not=why_not,
        crossed=list(doc.get("crossed", ())),
        missing=[what for what, parts in _NEEDED.items() if not any(doc.get(part) for part in parts)],
        statements=[
            _statement(reader, entry, initiative, entry.id in live)
            for entry in reader.history("optin", key)
            if "answer" in entry.set
        ],
    )


def _statement(reader: Reader, entry: Entry, initiative: Doc, stands: bool) -> Statement:
    value = entry.set["answer"]
    answer: dict[str, Any] = _clean(value) if isinstance(value, dict) else {}
    given = answer.get("given_by")
    named = called(reader, "contact", given) if keys.is_reference(given) else given
    return Statement(
        id=entry.id,
        at=entry.at,
        by=entry.by,
        by_name=reader.writer_name(entry.by),
        stands=stands,
        sentence=sentence(reader, entry),
        state=answer.get("state"),
        level=answer.get("level"),
        given_by=given,
        given_by_name=named,
        authority=answer.get("authority"),
        method=answer.get("method"),
        evidence=answer.get("evidence"),
        effective=answer.get("effective"),
        valid_until=answer.get("valid_until"),
        sign_as=answer.get("sign_as"),
        personal_capacity=answer.get("personal_capacity"),
        scope=answer.get("scope") or [],
        terms=answer.get("terms") or [],
        words=_words(initiative, answer),
        note=clean(entry.note) if entry.note else None,
    )


def _words(initiative: Doc, answer: dict[str, Any]) -> Words | None:
    saw = answer.get("ask")
    if not isinstance(saw, str):
        return None
    wordings: dict[str, Any] = initiative.get("ask") or {}
    wording: dict[str, Any] = wordings.get(saw) or {}
    language = answer.get("ask_language") or wording.get("language")
    return Words(saw, language, wording.get("text"), wording.get("plain"), after(wordings, saw))


def _clean(value: Any) -> Any:
    """Return what an entry holds with its texts safe to show."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_clean(part) for part in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return {clean(str(name)): _clean(part) for name, part in value.items()}  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    return value
