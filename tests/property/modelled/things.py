"""What the verbs of members, contacts and initiatives do, and of opt-ins and actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .registers import Registers
from .vocabulary import (
    ANSWER,
    CARRIED,
    HANDLED,
    INVALID,
    MOVES,
    NOT_FOUND,
    REQUIRED,
    STARTS,
    Doc,
)


class Things(Registers):
    """Everything but decisions."""

    def add(self, kind: str, values: Mapping[str, Any]) -> str:
        """Make a document."""
        key = self.fresh()
        given = {name: value for name, value in values.items() if value not in (None, [], {})}
        self._taken(key, given)
        if kind in HANDLED:
            given.setdefault("handle", self.fresh())
        self.refuse_if(REQUIRED[kind] not in given)
        self.put(kind, key, STARTS[kind] | given)
        return key

    def change(self, kind: str, key: str | None, values: Mapping[str, Any], any_move: bool = False) -> None:
        """Change fields of a document, where the rules that hold for its kind alone allow it."""
        if key is None:
            return
        before = self.doc(kind, key)
        self.refuse_if(REQUIRED.get(kind, "") in values and values[REQUIRED[kind]] is None)
        self._taken(key, values)
        name, table = MOVES.get(kind, ("", {}))
        if name in values and not any_move:
            was, now = before.get(name), values[name]
            self.refuse_if(was != now and (now not in table[was] if was else now is None))
        self.put(kind, key, values)

    def _taken(self, key: str, values: Mapping[str, Any]) -> None:
        handle = values.get("handle")
        there = (pair for kind in HANDLED for pair in self.docs(kind).items())
        self.refuse_if(handle and any(k != key and doc.get("handle") == handle for k, doc in there))

    def round(self, kind: str, key: str, name: str, targets: Iterable[str]) -> None:
        """Refuse what would lead back to a document."""
        waiting, seen = list(targets), set[str]()
        while waiting:
            here = waiting.pop()
            self.refuse_if(here == key)
            if here in seen or here == key:
                continue
            seen.add(here)
            beyond = self.doc(kind, here).get(name) or []
            waiting += [beyond] if isinstance(beyond, str) else beyond

    def change_member(self, key: str | None, values: Mapping[str, Any]) -> None:
        if key is None:
            return
        given = dict(values)
        if given.get("part_of"):
            self.round("member", key, "part_of", [given["part_of"]])
        if given.get("status") == "left" and self.doc("member", key).get("status") != "left":
            given.setdefault("left", self.today)
        self.change("member", key, given)

    def resume(self, key: str | None) -> None:
        gone = self.doc("member", key).get("status") == "left"
        self.change_member(key, {"status": "active"} | ({"left": None} if gone else {}))

    def leave(self, key: str | None, on: str | None) -> None:
        doc = self.doc("member", key)
        day = on or doc.get("left") or self.today
        self.refuse_if(day > self.today or day < (doc.get("joined") or day))
        self.change_member(key, {"status": "left", "left": day})

    def change_contact(self, key: str | None, values: Mapping[str, Any]) -> None:
        after = self.doc("contact", key) | values
        self.refuse_if(not after.get("member") and not after.get("coordination"))
        self.change("contact", key, values)

    def change_initiative(self, key: str | None, values: Mapping[str, Any]) -> None:
        if key and values.get("part_of"):
            self.round("initiative", key, "part_of", [values["part_of"]])
        self.change("initiative", key, values)

    # Opt-ins

    def optin(self, member: str | None, initiative: str | None) -> str:
        """Return the key of the opt-in of a member to an initiative, what stands for it where it has none."""
        for kind, key in (*self.registers, *self.pending):
            if kind == "optin" and self._pair(key) == (member, initiative):
                return key
        return self.fresh()

    def _pair(self, key: str) -> tuple[Any, Any]:
        """Return member and initiative that an opt-in was of when it was first written."""

        def first(name: str) -> Any:
            value = self.registers.get(("optin", key), {}).get(name)
            while value is not None and value.before is not None:
                value = value.before
            return value.value if value else self.pending.get(("optin", key), {}).get(name)

        return first("member"), first("initiative")

    def state(self, member: str | None, initiative: str | None, state: str, values: Mapping[str, Any]) -> str:
        """Record where a member stands on an initiative; return the opt-in's key."""
        key = self.optin(member, initiative)
        if member is None or initiative is None:
            return key
        given = {name: value for name, value in values.items() if value is not None}
        before, about = self.doc("optin", key), self.doc("initiative", initiative)
        refusing = state in ("declined", "withdrawn")
        self.refuse_if(given.get("reason_kind") and not refusing)
        self.refuse_if(self.doc("member", member).get("status") == "left" and not refusing)
        self.refuse_if(about.get("stage") == "closed" and state in ("planned", "asked"))
        again = before.get("state") == state
        kept = ANSWER if again else CARRIED.get(state, "").split()
        parts: Doc = {name: before.get(name) if name in kept else None for name in ANSWER}
        if state == "in" and not parts["scope"]:
            parts["scope"] = about.get("default_scope")
        if again and (parts["valid_until"] or "9999") < self.today:
            parts["valid_until"] = None
        if not before.get("visibility") and not given.get("visibility") and about.get("default_visibility"):
            parts["visibility"] = about["default_visibility"]
        parts |= given | {"state": state, "member": member, "initiative": initiative}
        if before:
            self.change("optin", key, parts, any_move=state == "withdrawn")
        else:
            self.put("optin", key, {name: v for name, v in parts.items() if v not in (None, [])})
        return key

    def reconfirm(self, member: str | None, initiative: str | None, values: Mapping[str, Any]) -> str:
        self.refuse_if(self.doc("optin", self.optin(member, initiative)).get("state") != "in")
        return self.state(member, initiative, "in", values)

    def change_optin(self, member: str | None, initiative: str | None, values: Mapping[str, Any]) -> str:
        key = self.optin(member, initiative)
        before = self.doc("optin", key)
        if not before:
            self.refuse(NOT_FOUND)
        elif values.get("state", before.get("state")) != before.get("state"):
            if values["state"] is None:
                self.refuse(INVALID)
            else:
                rest = {name: value for name, value in values.items() if name != "state"}
                return self.state(member, initiative, values["state"], rest)
        else:
            refusing = before.get("state") in ("declined", "withdrawn")
            self.refuse_if(values.get("reason_kind") and not refusing)
            self.change("optin", key, values)
        return key

    # Actions

    def assigned(self, before: Doc, values: Mapping[str, Any]) -> Doc:
        """Return values with owner and assignee both set, where naming one makes clear the other."""
        given = dict(values)
        owner, assignee = given.get("owner"), given.get("assignee")
        self.refuse_if(owner and self.doc("member", owner).get("status") == "left")
        if assignee:
            member = self.doc("contact", assignee).get("member")
            if member and not owner:
                self.refuse_if(self.doc("member", member).get("status") == "left")
                given["owner"] = member
            self.refuse_if(member and owner and member != owner)
        elif owner and "assignee" not in given:
            current = self.doc("contact", before.get("assignee"))
            if current and current.get("member") in (None, owner):
                return given
            people = {k: doc for k, doc in self.docs("contact").items() if doc.get("member") == owner}
            first = [k for k, doc in people.items() if doc.get("primary")]
            clear = first if len(first) == 1 else list(people) if len(people) == 1 else []
            if clear or before.get("assignee"):
                given["assignee"] = clear[0] if clear else None
        return given

    def change_action(self, key: str | None, values: Mapping[str, Any]) -> None:
        if key is None:
            return
        given = self.assigned(self.doc("action", key), values)
        self.round("action", key, "waits_on", given.get("waits_on") or ())
        self.change("action", key, given)

    def block(self, key: str | None, reason: str | None, others: list[str]) -> None:
        if key is None:
            return
        values: Doc = {"status": "blocked"}
        if others:
            values["waits_on"] = sorted({*self.doc("action", key).get("waits_on", ()), *others})
        if reason:
            values["comments"] = {self.fresh(): {"text": reason}}
        self.change_action(key, values)

    def wait_on(self, key: str | None, others: list[str], no_more: list[str]) -> None:
        if key is None:
            return
        before = set(self.doc("action", key).get("waits_on", ()))
        self.refuse_if(set(no_more) - before)
        self.change_action(key, {"waits_on": sorted((before - set(no_more)) | set(others))})

    def comment(self, kind: str, key: str, text: str) -> None:
        self.put(kind, key, {"comments": {self.fresh(): {"text": text}}})
