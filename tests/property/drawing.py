"""Commands drawn at random, each taken in by the model as it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from .modelled.vocabulary import NOT_FOUND, REQUIRED, Doc
from .terminal import Command, Terminal, objections
from .typed import (
    AHEAD,
    CLOSES,
    FIELDS,
    KINDS,
    MANY,
    NAMES,
    NO_NAMES,
    ODD_NAMES,
    TYPES,
    Typed,
    words,
)


class Drawing(Terminal):
    """A coordinator who tries everything."""

    # What is drawn

    def typed(self, data: st.DataObject, type_: Any) -> Typed:
        """Draw what is typed for a value of a type."""
        if isinstance(type_, tuple) and isinstance(type_[0], str):
            return self.named(data, type_)
        fine, faulty = TYPES[type_] if isinstance(type_, str) else type_
        if type_ == "date":
            fine = [*fine, *(Typed(text, self.model.day(ahead)) for text, ahead in AHEAD.items())]
        return data.draw(st.sampled_from(faulty if self.rarely(data, 14) else fine))

    def rarely(self, data: st.DataObject, chance: int) -> bool:
        return data.draw(st.integers(0, chance)) == chance

    def named(
        self, data: st.DataObject, kinds: Sequence[str], fit: Callable[[str, Doc], object] | None = None
    ) -> Typed:
        """Draw what names a document, mostly one that is fit: its handle, its name, the start of its id."""
        there = [(kind, key, doc) for kind in kinds for key, doc in self.model.docs(kind).items()]
        there = [one for one in there if not one[1].startswith("new:") or "handle" in one[2]]
        fitting = [one for one in there if fit is None or fit(one[1], one[2])]
        if fitting and not self.rarely(data, 5):
            there = fitting
        if not there or self.rarely(data, 24):
            text = data.draw(st.sampled_from(["nobody", "zzz", "\x1b[31m", "@", "n~1"]))
            return Typed(text, code=NOT_FOUND)
        kind, key, doc = data.draw(st.sampled_from(there))
        names = [str(doc[name]) for name in ("handle", REQUIRED.get(kind, "")) if name in doc]
        ways = [
            name for name in names if name.isascii() and name[0].isalnum() and not name.startswith("new:")
        ]
        ways = [way for way in ways if kind in ("member", "contact", "initiative")]
        if not key.startswith("new:"):
            ways += [key[:12], key.upper()]
        if not ways:
            return Typed("nobody", code=NOT_FOUND)
        text = data.draw(st.sampled_from(ways))
        before = set(self.model.codes)
        self.model.codes.clear()
        found = self.model.find(kinds, text)
        code = max(self.model.codes, default=0)
        self.model.codes = before
        return Typed(text, found, code)

    def one(
        self, data: st.DataObject, *kinds: str, fit: Callable[[str, Doc], object] | None = None
    ) -> tuple[str, str | None]:
        """Draw a document by a name; what names none is noted as a reason to refuse."""
        typed = self.named(data, kinds, fit)
        self.refused(typed)
        return typed.text, typed.value

    def some(
        self, data: st.DataObject, kind: str, fit: Callable[[str, Doc], object] | None = None
    ) -> tuple[list[str], list[str | None]]:
        """Draw one document or a few, each once in the order named."""
        pairs = [self.one(data, kind, fit=fit) for _ in range(data.draw(st.sampled_from([1, 1, 1, 2, 3])))]
        return [text for text, _ in pairs], list(dict.fromkeys(key for _, key in pairs))

    def fields(
        self, data: st.DataObject, kind: str, *leaving_out: str, least: int = 0, most: int = 4
    ) -> tuple[list[str], Doc]:
        """Draw options for fields of a kind, and the values they come to."""
        closing = ("outcome", "rationale", "decided", "status") if kind == "decision" else ()
        names = [name for name in FIELDS[kind] if name not in (*leaving_out, *closing)]
        drawn = data.draw(st.lists(st.sampled_from(names), min_size=least, max_size=most, unique=True))
        options: list[str] = []
        values: Doc = {}
        for name in drawn:
            many = name in MANY
            typed = [self.typed(data, FIELDS[kind][name])]
            while many and name != "asked" and len(typed) < 3 and data.draw(st.booleans()):
                typed.append(self.typed(data, FIELDS[kind][name]))
            if self.rarely(data, 6):
                typed = [Typed("")]
            for one in typed:
                options.append(f"--{MANY.get(name, name.replace('_', '-'))}={one.text}")
                if one.code:
                    self.model.refuse(one.code)
            values[name] = self._value(
                name, [one.value for one in typed if one.value is not None and not one.code]
            )
        return options, values

    @staticmethod
    def _value(name: str, values: list[Any]) -> Any:
        if name not in MANY:
            return values[0] if values else None
        if name == "terms":
            return values
        return sorted(set(values))

    def called(self, data: st.DataObject, values: Doc, field: str) -> str:
        """Draw what a new document is called."""
        typed = data.draw(st.sampled_from(NO_NAMES if self.rarely(data, 14) else NAMES + ODD_NAMES))
        if typed.code:
            self.model.refuse(typed.code)
        values[field] = typed.value
        return typed.text

    # Commands, each taken in by the model as it is drawn

    def add_thing(self, data: st.DataObject) -> Command:
        kind = data.draw(st.sampled_from(["member", "initiative", "action", "decision"]))
        title = REQUIRED[kind]
        options, values = self.fields(data, kind, title)
        text = self.called(data, values, title)
        if kind == "action":
            values = self.model.assigned({}, values)
        key = self.model.add_decision(values) if kind == "decision" else self.model.add(kind, values)
        return Command([kind, "add", text, *options], [(kind, key)])

    def add_contact(self, data: st.DataObject) -> Command:
        options, values = self.fields(data, "contact", "name", "member", "coordination", most=3)
        text = self.called(data, values, "name")
        if data.draw(st.booleans()):
            who, values["member"] = self.one(data, "member")
            options.append(f"--member={who}")
        else:
            options.append("--coordination")
            values["coordination"] = True
        return Command(["contact", "add", text, *options], [("contact", self.model.add("contact", values))])

    def set_things(self, data: st.DataObject) -> Command:
        kind = data.draw(st.sampled_from(["member", "contact", "initiative", "action", "decision"]))
        texts, keys = self.some(data, kind)
        options, values = self.fields(data, kind, least=1)
        change: Callable[[str | None, Doc], None] = getattr(self.model, f"change_{kind}")
        for key in keys:
            change(key, values)
        return Command([kind, "set", *texts, *options], self.about(kind, keys))

    def about(self, kind: str, keys: Sequence[str | None]) -> list[tuple[str, str]]:
        return [(kind, key) for key in keys if key is not None]

    def member_moves(self, data: st.DataObject) -> Command:
        verb = data.draw(st.sampled_from(["pause", "resume", "leave", "capacity"]))
        texts, keys = self.some(data, "member")
        line = ["member", verb, *texts]
        if verb == "leave" and data.draw(st.booleans()):
            typed = self.typed(data, "date")
            self.refused(typed)
            line.append(f"--on={typed.text}")
            for key in keys:
                self.model.leave(key, typed.value)
        elif verb == "leave":
            for key in keys:
                self.model.leave(key, None)
        elif verb == "capacity":
            typed = Typed("none") if self.rarely(data, 3) else self.typed(data, "count")
            self.refused(typed)
            line = ["member", verb, "--", *texts, typed.text]
            for key in keys:
                self.model.change_member(key, {"capacity": typed.value})
        else:
            for key in keys:
                if verb == "pause":
                    self.model.change_member(key, {"status": "paused"})
                else:
                    self.model.resume(key)
        return Command(line, self.about("member", keys))

    def refused(self, typed: Typed) -> None:
        if typed.code:
            self.model.refuse(typed.code)

    def initiative_stage(self, data: st.DataObject) -> Command:
        texts, keys = self.some(data, "initiative")
        stage = self.typed(data, FIELDS["initiative"]["stage"])
        self.refused(stage)
        for key in keys:
            closed = self.model.doc("initiative", key).get("stage") == "closed"
            self.model.refuse_if(key and stage.value == "closed" and not closed)
            self.model.change_initiative(key, {"stage": stage.value})
        return Command(["initiative", "stage", *texts, stage.text], self.about("initiative", keys))

    def optin_states(self, data: st.DataObject) -> Command:
        verbs = {
            "plan": "planned",
            "ask": "asked",
            "in": "in",
            "decline": "declined",
            "withdraw": "withdrawn",
            "reconfirm": "",
            "set": "",
        }
        verb = data.draw(st.sampled_from(sorted(verbs)))
        there = [doc for doc in self.model.docs("optin").values() if verb in ("reconfirm", "set", "withdraw")]
        texts, members = self.some(data, "member", lambda key, _: any(d.get("member") == key for d in there))
        what, about = self.one(
            data, "initiative", fit=lambda key, _: any(d.get("initiative") == key for d in there)
        )
        if verb == "set":
            options, values = self.fields(data, "optin", least=1)
        else:
            options, values = self.fields(data, "optin", "state", most=3)
        keys: list[str] = []
        for member in members:
            if verb == "set":
                keys.append(self.model.change_optin(member, about, values))
            elif verb == "reconfirm":
                keys.append(self.model.reconfirm(member, about, values))
            else:
                keys.append(self.model.state(member, about, verbs[verb], values))
        return Command(["optin", verb, *texts, what, *options], self.about("optin", keys))

    def action_moves(self, data: st.DataObject) -> Command:
        states = {"start": "doing", "done": "done", "drop": "dropped"}
        verb = data.draw(st.sampled_from(sorted(states)))
        texts, keys = self.some(data, "action")
        for key in keys:
            self.model.change_action(key, {"status": states[verb]})
        return Command(["action", verb, *texts], self.about("action", keys))

    def action_held_up(self, data: st.DataObject) -> Command:
        texts, keys = self.some(data, "action")
        line = ["action", "block", *texts]
        reason: str | None = None
        others: list[str] = []
        if data.draw(st.booleans()):
            typed = self.typed(data, "text")
            self.refused(typed)
            reason = typed.value
            line.append(f"--reason={typed.text}")
        if data.draw(st.booleans()):
            text, other = self.one(data, "action")
            others = [other] if other else []
            line.append(f"--on={text}")
        for key in keys:
            self.model.block(key, reason, others)
        return Command(line, self.about("action", keys))

    def action_given(self, data: st.DataObject) -> Command:
        texts, keys = self.some(data, "action")
        if self.rarely(data, 5):
            text, to, field = "none", None, ""
        else:
            text, to = self.one(data, "contact", "member")
            field = "assignee" if to in self.model.docs("contact") else "owner"
        for key in keys:
            if to is not None:
                self.model.change_action(key, {field: to})
            elif text == "none":
                self.model.change_action(key, {"owner": None, "assignee": None})
        return Command(["action", "assign", *texts, text], self.about("action", keys))

    def action_waits(self, data: st.DataObject) -> Command:
        text, key = self.one(data, "action")
        line, on, off = ["action", "wait-on", text], list[str](), list[str]()
        if data.draw(st.booleans()):
            texts, others = self.some(data, "action")
            line += texts
            on = [other for other in others if other]
        if len(line) == 3 or data.draw(st.booleans()):
            text, other = self.one(data, "action")
            line.append(f"--no-more={text}")
            off = [other] if other else []
        self.model.wait_on(key, on, off)
        return Command(line, self.about("action", [key]))

    def decision_opens(self, data: st.DataObject) -> Command:
        texts, keys = self.some(data, "decision")
        line, closes, asked = ["decision", "open", *texts], None, list[str]()
        if data.draw(st.booleans()):
            who, member = self.one(data, "member")
            line.append(f"--asked={who}")
            asked = [member] if member else []
        if self.rarely(data, 3):
            typed = self.typed(data, "date")
            self.refused(typed)
            line.append(f"--closes={typed.text}")
            closes = typed.value
        for key in keys:
            self.model.open(key, closes, asked)
        return Command(line, self.about("decision", keys))

    def decision_position(self, data: st.DataObject) -> Command:
        text, key = self.one(data, "decision", fit=is_open)
        texts, members = self.some(data, "member")
        position = self.typed(data, words("block", "agree", "reservations", "stand-aside", "abstain"))
        self.refused(position)
        line = ["decision", "position", text, *texts, position.text]
        stated: Doc = {"position": position.value}
        if data.draw(st.booleans()):
            typed = self.typed(data, "text")
            self.refused(typed)
            line.append(f"--reason={typed.text}")
            stated["reason"] = typed.value
        later = self.rarely(data, 3)
        line += ["--reason-later"] * later
        for member in members:
            self.model.position(key, member, stated, later)
        return Command(line, self.about("decision", [key]))

    def decision_answer(self, data: st.DataObject) -> Command:
        text, key = self.one(data, "decision", fit=objections)
        texts, members = self.some(
            data, "member", lambda member, _: member in objections("", self.model.doc("decision", key))
        )
        state = self.typed(data, words("open", "addressed", "accommodated", "withdrawn"))
        self.refused(state)
        line, answer = ["decision", "answer", text, *texts, state.text], None
        if data.draw(st.booleans()):
            typed = self.typed(data, "text")
            self.refused(typed)
            line.append(f"--words={typed.text}")
            answer = typed.value
        for member in members:
            self.model.answer(key, member, state.value, answer)
        return Command(line, self.about("decision", [key]))

    def decision_closes(self, data: st.DataObject) -> Command:
        text, key = self.one(data, "decision", fit=lambda key, doc: is_open(key, doc) and "positions" in doc)
        how = Typed("adopted", "adopted") if data.draw(st.booleans()) else self.typed(data, CLOSES)
        self.refused(how)
        line = ["decision", "close", text, how.text]
        reasons: Doc = {}
        for name in ("outcome", "rationale"):
            if not self.rarely(data, 3):
                typed = self.typed(data, "text")
                self.refused(typed)
                line.append(f"--{name}={typed.text}")
                reasons[name] = typed.value
        despite = data.draw(st.booleans())
        line += ["--despite-blocks"] * despite
        self.model.close(key, how.value, reasons, despite)
        return Command(line, self.about("decision", [key]))

    def decision_record(self, data: st.DataObject) -> Command:
        names = [name for name in FIELDS["decision"] if name not in ("outcome", "review", "decided")]
        options, values = self.fields(data, "decision", *names)
        text = self.called(data, values, "question")
        typed = self.typed(data, "text")
        self.refused(typed)
        values["outcome"] = typed.value
        key = self.model.record(values)
        return Command(["decision", "record", text, f"--outcome={typed.text}", *options], [("decision", key)])

    def decision_follows(self, data: st.DataObject) -> Command:
        text, key = self.one(data, "decision")
        if data.draw(st.booleans()):
            other, old = self.one(data, "decision")
            self.model.supersede(key, old)
            return Command(["decision", "supersede", text, other], self.about("decision", [key]))
        typed = Typed("none") if self.rarely(data, 4) else self.typed(data, "date")
        self.refused(typed)
        if key is not None:
            self.model.reviewed(self.model.doc("decision", key), {"review": typed.value})
            self.model.put("decision", key, {"review": typed.value})
        return Command(["decision", "review", text, typed.text], self.about("decision", [key]))

    def comment(self, data: st.DataObject) -> Command:
        kind = data.draw(st.sampled_from(KINDS))
        there = [key for key in self.model.docs(kind) if not key.startswith("new:")]
        typed = self.typed(data, "text")
        self.refused(typed)
        if not there or self.rarely(data, 20):
            self.model.refuse(NOT_FOUND)
            return Command(["comment", "nobody", typed.text], [])
        key = data.draw(st.sampled_from(there))
        self.model.comment(kind, key, typed.value)
        return Command(["comment", key, typed.text], [(kind, key)])


def is_open(_: str, doc: Doc) -> bool:
    return doc.get("status") == "open"
