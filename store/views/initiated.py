"""What an entry recorded of an initiative."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .reader import entries
from .wording import because, by_name, called, is_new, listed, part, parted, quoted

if TYPE_CHECKING:
    from ..journal.entry import Entry
    from .reader import Reader


def initiative(reader: Reader, entry: Entry) -> str | None:
    """Return what an entry says of an initiative; `None` where it only changes plain fields."""
    name = called(reader, "initiative", entry.key, entry.set)
    if is_new(entry):
        return f"added the initiative {name}"
    stage = entry.set.get("stage")
    if stage == "closed":
        return f"closed {name}{because(entry.set.get('outcome'))}"
    if stage and len(entry.set) == 1:
        return f"moved {name} to {stage}"
    by_field: dict[str, dict[str, Any]] = {}
    for register, value in sorted(entry.set.items()):
        field, element = parted(register)
        by_field.setdefault(field, {})[element] = value
    if not by_field.keys() <= _SAYINGS.keys():
        return None
    said: list[str | None] = []
    for field, say in _SAYINGS.items():
        if values := by_field.get(field):
            said.append(say(reader, entry.key, name, values))
            name = "" if field == "outputs" else name  # what came of it is said to be of it once
    return None if None in said else listed(text for text in said if text)


def _asked(_: Reader, __: str, name: str, values: Mapping[str, Any]) -> str | None:
    if len(values) != 1:
        return None
    ask = part(next(iter(values.values())))
    change, language = ask.get("change"), ask.get("language")
    if ask.get("translates") and not change:
        return f"added the ask of {name} in {language or 'another language'}"
    if change == "editorial":
        return f"reworded the ask of {name}; opt-ins stand"
    if change == "material":
        return f"changed the ask of {name} in substance; opt-ins to the words before are stale"
    return f"wrote the ask of {name}{because(ask.get('text'))}"


def _needed(_: Reader, __: str, name: str, values: Mapping[str, Any]) -> str:
    now = [f"{need} {count}" for need, count in values.items() if count is not None]
    gone = [need for need, count in values.items() if count is None]
    said = [f"set what {name} needs: {', '.join(now)}"] if now else []
    said += [f"took {listed(gone)} out of what {name} needs"] if gone else []
    return listed(said)


def _brought(_: Reader, __: str, name: str, values: Mapping[str, Any]) -> str:
    what = by_name(quoted(part(value).get("what")) for value in values.values() if value is not None)
    gone = len(values) - len(what)
    said = [f"recorded that {name} brought about {listed(what)}"] if what else []
    said += [f"took {gone} output{'' if gone == 1 else 's'} of {name} out"] if gone else []
    return listed(said)


def _credited(reader: Reader, key: str, name: str, values: Mapping[str, Any]) -> str:
    outputs = entries(reader.get("initiative", key) or {}, "outputs")
    alike: dict[tuple[str, bool], list[str]] = {}
    for element, value in values.items():
        output, _, member = element.partition(":")
        what = outputs.get(output, {}).get("what")
        about = quoted(what) if what else "an output"
        alike.setdefault((about, value is None), []).append(called(reader, "member", member))
    said: list[str] = []
    for (about, gone), who in sorted(alike.items()):
        of = f" of {name}" if name and not said else ""
        them = listed(by_name(who))
        said.append(
            f"took the credit of {them} for {about}{of} back" if gone else f"credited {them} for {about}{of}"
        )
    return listed(said)


_SAYINGS = {"ask": _asked, "needs": _needed, "outputs": _brought, "credits": _credited}
