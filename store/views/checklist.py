"""What there is to see to before an initiative is closed: nothing of it is a gate but what a person says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .reader import entries
from .standing import optins_of

if TYPE_CHECKING:
    from .reader import Doc, Reader

_OPEN: Final = ("todo", "doing", "blocked")
_SILENT: Final = ("planned", "asked", "considering")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to see to: its name, whether it is seen to, what to say of it, and whom or what it is about."""

    name: str
    done: bool
    text: str
    about: tuple[tuple[str, str], ...] = ()
    """Kind and key of each."""


@dataclass(frozen=True, slots=True)
class Hours:
    """The work that went into it: hours of what was done, hours still owed, and how many had no estimate."""

    spent: int
    open: int
    not_estimated: int


@dataclass(frozen=True, slots=True)
class Checklist:
    """All there is to see to, and the hours spent beside what came of it."""

    items: tuple[Item, ...]
    hours: Hours
    outcome: str | None
    success_test: str | None
    outputs: tuple[str, ...]

    @property
    def missing(self) -> tuple[Item, ...]:
        """What is not seen to yet."""
        return tuple(item for item in self.items if not item.done)


def checklist(reader: Reader, initiative: Doc, *, thanked: bool = False, let_go: bool = False) -> Checklist:
    """Return the checklist of an initiative; *thanked* and *let_go* are said by who saw to those."""
    key = str(initiative["id"])
    actions = {k: doc for k, doc in sorted(reader.table("action").items()) if doc.get("initiative") == key}
    undone = {k: doc for k, doc in actions.items() if (doc.get("status") or "todo") in _OPEN}
    optins = optins_of(reader, key)
    members = [str(doc["member"]) for doc in optins if doc.get("state") == "in"]
    silent = [doc for doc in optins if doc.get("state") in _SILENT]
    people = to_let_go(reader, initiative)
    decisions = [
        k
        for k, doc in sorted(reader.table("decision").items())
        if doc.get("initiative") == key and doc.get("status") in ("draft", "open")
    ]
    outcome, lessons = initiative.get("outcome"), initiative.get("lessons")
    items = (
        Item("outcome", bool(outcome), "what came of it" if outcome else "nobody has said what came of it"),
        Item("lessons", bool(lessons), "what was learned" if lessons else "nobody has said what was learned"),
        Item(
            "actions",
            not undone,
            f"{_count(len(undone), 'action')} not done nor dropped",
            tuple(("action", k) for k in undone),
        ),
        Item(
            "decisions",
            not decisions,
            f"{_count(len(decisions), 'decision')} not taken yet",
            tuple(("decision", k) for k in decisions),
        ),
        Item(
            "answers",
            not silent,
            f"{_count(len(silent), 'member')} asked, or to be asked, without an answer",
            tuple(("member", str(doc.get("member"))) for doc in silent),
        ),
        Item(
            "thanks",
            thanked or not members,
            f"{_count(len(members), 'member')} to thank",
            tuple(("member", member) for member in members),
        ),
        Item(
            "data",
            let_go or not people,
            f"{_count(len(people), 'contact')} kept for this alone, to be let go",
            tuple(("contact", person) for person in people),
        ),
    )
    return Checklist(items, _hours(actions), outcome, initiative.get("success_test"), _outputs(initiative))


def to_let_go(reader: Reader, initiative: Doc) -> list[str]:
    """Return the contacts that nothing but this initiative was a reason to keep.

    They are at members that have left or never joined and that no other initiative under way has an opt-in of,
    planned or given.
    """
    here = str(initiative["id"])
    under_way = {
        k for k, doc in reader.table("initiative").items() if k != here and doc.get("stage") != "closed"
    }
    wanted: set[Any] = set()
    concerned: set[Any] = set()
    for doc in reader.table("optin").values():
        if doc.get("initiative") == here:
            concerned.add(doc.get("member"))
        elif doc.get("initiative") in under_way and doc.get("state") not in ("declined", "withdrawn"):
            wanted.add(doc.get("member"))
    gone = {
        member
        for member in concerned - wanted
        if (reader.get("member", str(member)) or {}).get("status") in ("left", "prospect")
    }
    found = [k for k, doc in reader.table("contact").items() if doc.get("member") in gone]
    return sorted(found, key=lambda k: (str((reader.get("contact", k) or {}).get("name")), k))


def _hours(actions: dict[str, Doc]) -> Hours:
    spent = [doc.get("hours") for doc in actions.values() if doc.get("status") == "done"]
    owed = [doc.get("hours") for doc in actions.values() if (doc.get("status") or "todo") in _OPEN]
    return Hours(
        spent=sum(hours for hours in spent if hours),
        open=sum(hours for hours in owed if hours),
        not_estimated=sum(hours is None for hours in (*spent, *owed)),
    )


def _outputs(initiative: Doc) -> tuple[str, ...]:
    return tuple(sorted(str(part.get("what")) for part in entries(initiative, "outputs").values()))


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
