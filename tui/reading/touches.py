"""What points to a thing, each under a heading, what matters most first and no more of it than one looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .. import words
from .lines import Line, Piece, Section, joined, plain

if TYPE_CHECKING:
    from ...store.views.reader import Doc, Reader

MOST: Final = 8
"""Lines of a section; of more than that only the number is said."""
_FINISHED: Final = ("done", "dropped")
_STATES: Final = ("in", "considering", "asked", "planned", "declined", "withdrawn")


class _Told(NamedTuple):
    """One thing that points here: what orders it, what it is to the thing, how it is called, and a word beside."""

    order: tuple[Any, ...]
    state: str
    title: str
    beside: str = ""


class _Here(NamedTuple):
    """The thing that is pointed to, and who reads."""

    reader: Reader
    kind: str
    key: str


_Tell = Callable[[_Here, "Doc"], "_Told | None"]


class _Group(NamedTuple):
    """Things of one kind that point to another in some of their fields."""

    title: str
    kind: str
    fields: tuple[str, ...]
    tell: _Tell
    left: str = ""
    """What to call those of which `tell` returns nothing."""


def sections(reader: Reader, kind: str, key: str) -> tuple[Section, ...]:
    """Return what points to a thing, in sections; those that would be empty are left out."""
    from ...store.views.touching import touching

    here, found = _Here(reader, kind, key), list[Section]()
    for group in _GROUPS.get(kind, ()):
        docs = touching(reader, group.kind, kind, key, group.fields)
        docs.pop(key, None)  # the first of a series names itself
        if docs and group.tell is _summed:
            found.append(_summary(here, docs))
        elif docs:
            found.append(_section(here, group, docs))
    return tuple(one for one in found if one.lines)


def _section(here: _Here, group: _Group, docs: Mapping[str, Doc]) -> Section:
    told = sorted((one, key) for key, doc in docs.items() if (one := group.tell(here, doc)) is not None)
    lines = [
        Line(
            one.state,
            (Piece(one.title, (group.kind, key)), *([Piece(f" · {one.beside}")] if one.beside else ())),
        )
        for one, key in told[:MOST]
    ]
    if len(told) > MOST:
        lines.append(plain("", f"and {len(told) - MOST} more"))
    left = len(docs) - len(told)
    note = f"{len(told)}, and {left} {group.left}" if left else str(len(told))
    return Section(group.title, note, tuple(lines))


def _summary(here: _Here, docs: Mapping[str, Doc]) -> Section:
    """Return the opt-ins to an initiative, a line a state with the names of the first of them."""
    by: dict[str, list[tuple[str, str]]] = {}
    for key, doc in docs.items():
        by.setdefault(str(doc.get("state") or "planned"), []).append((str(doc.get("member")), key))
    lines: list[Line] = []
    for state in (*_STATES, *(one for one in by if one not in _STATES)):
        if of := by.get(state):
            names = sorted((here.reader.label("member", member), key) for member, key in of)
            parts = joined([[Piece(name, ("optin", key))] for name, key in names[:MOST]], ", ")
            if len(names) > MOST:
                parts.append(Piece(f" and {len(names) - MOST} more"))
            lines.append(Line(f"{words.state(words.OPTED, state).text} {len(of)}", tuple(parts)))
    return Section("Opt-ins", str(len(docs)), tuple(lines))


def _summed(here: _Here, doc: Doc) -> _Told | None:
    """Stand for a summary, where there may be very many."""
    return None


def _optin(here: _Here, doc: Doc) -> _Told:
    state, about = str(doc.get("state") or "planned"), doc.get("initiative")
    title = _titled(here, "initiative", about)
    if here.kind != "member":
        title = f"{_titled(here, 'member', doc.get('member'))} · {title}"
    order = _STATES.index(state) if state in _STATES else len(_STATES)
    return _Told(
        (order, title.lower()), words.state(words.OPTED, state).text, title, str(doc.get("level") or "")
    )


def _action(here: _Here, doc: Doc) -> _Told | None:
    """Return an action, nothing of one that is finished."""
    return None if doc.get("status") in _FINISHED else _any_action(here, doc)


def _any_action(here: _Here, doc: Doc) -> _Told:
    finished = doc.get("status") in _FINISHED
    title, due = _title("action", doc), str(doc.get("due") or "")
    late = words.due(due, here.reader.today(), finished=finished).text
    state = words.state(words.STATUS, doc.get("status") or "todo").text
    return _Told((finished, due or "9999", title.lower()), state, title, late)


def _contact(here: _Here, doc: Doc) -> _Told:
    name, first = _title("contact", doc), bool(doc.get("primary"))
    return _Told((not first, name.lower()), "★ first" if first else "☺", name, str(doc.get("role") or ""))


def _decision(here: _Here, doc: Doc) -> _Told:
    """Return a decision with where it stands; of a member, with where that stood."""
    from ...store.views.reader import entries

    status, title = str(doc.get("status") or "draft"), _title("decision", doc)
    state = words.state(words.DECIDED, status)
    order = (status != "open", status != "draft", _newest(doc.get("decided")), title.lower())
    said = entries(doc, "positions").get(here.key) if here.kind == "member" else None
    if here.kind != "member":
        return _Told(
            order, state.text, title, words.spoken(str(doc.get("decided") or ""), here.reader.today())
        )
    stands = words.state(words.POSITION, said.get("position") if said else "silent").text
    return _Told(order, stands, title, state.text)


def _group(here: _Here, doc: Doc) -> _Told:
    from ...store.views.reader import entries

    role = entries(doc, "members").get(here.key, {}).get("role")
    name = _title("group", doc)
    return _Told((name.lower(),), f"▣ {role or ''}".rstrip(), name)


def _initiative(here: _Here, doc: Doc) -> _Told:
    title, stage = _title("initiative", doc), str(doc.get("stage") or "idea")
    return _Told((stage == "closed", title.lower()), f"▲ {stage}", title)


def _meeting(here: _Here, doc: Doc) -> _Told:
    from ...store.views import times

    day = times.day(doc.get("starts"))
    said = words.day(day, here.reader.today()) if day else ""
    return _Told(
        (_newest(day.isoformat() if day else ""),), f"▤ {said}", str(doc.get("title") or "a meeting")
    )


def _member(here: _Here, doc: Doc) -> _Told:
    name = _title("member", doc)
    return _Told((name.lower(),), words.state(words.STANDING, doc.get("status") or "active").text, name)


def _title(kind: str, doc: Doc) -> str:
    from ...store.schema import kind as kind_named

    return words.titled(doc, kind_named(kind).title(doc)) or f"the {kind} {str(doc.get('id', ''))[:8]}"


def _titled(here: _Here, kind: str, key: object) -> str:
    doc = here.reader.get(kind, str(key))
    return _title(kind, doc) if doc else here.reader.label(kind, str(key))


def _newest(day: object) -> tuple[int, ...]:
    """Return what orders days, the newest first and none last."""
    text: Iterable[str] = str(day or "")[:10]
    return tuple(-ord(character) for character in text) or (0,)


_GROUPS: Final[dict[str, tuple[_Group, ...]]] = {
    "member": (
        _Group("Opt-ins", "optin", ("member",), _optin),
        _Group("Open actions", "action", ("owner",), _action, "finished"),
        _Group("People", "contact", ("member",), _contact),
        _Group("Decisions", "decision", ("positions", "asked", "decider"), _decision),
        _Group("Leads", "initiative", ("lead",), _initiative),
        _Group("Proposed", "initiative", ("proposed_by",), _initiative),
        _Group("Groups", "group", ("members",), _group),
        _Group("Its chapters", "member", ("part_of",), _member),
        _Group("Meetings", "meeting", ("attendees",), _meeting),
    ),
    "initiative": (
        _Group("Opt-ins", "optin", ("initiative",), _summed),
        _Group("Open actions", "action", ("initiative",), _action, "finished"),
        _Group("Decisions", "decision", ("initiative",), _decision),
        _Group("Its parts", "initiative", ("part_of",), _initiative),
        _Group("Meetings", "meeting", ("initiative",), _meeting),
    ),
    "decision": (
        _Group("Actions", "action", ("decision",), _any_action),
        _Group("Superseded by", "decision", ("supersedes",), _decision),
    ),
    "contact": (
        _Group("Open actions", "action", ("assignee",), _action, "finished"),
        _Group("Asks", "optin", ("asker",), _optin),
        _Group("Answered", "optin", ("given_by",), _optin),
        _Group("Meetings", "meeting", ("attendees",), _meeting),
    ),
    "action": (
        _Group("Waiting on this", "action", ("waits_on",), _any_action),
        _Group("Its series", "action", ("series",), _any_action),
    ),
    "group": (
        _Group("Decisions", "decision", ("group", "asked_group", "consent_of"), _decision),
        _Group("Meetings", "meeting", ("group",), _meeting),
    ),
    "meeting": (
        _Group("Decisions", "decision", ("meeting",), _decision),
        _Group("Actions", "action", ("meeting",), _any_action),
    ),
}
