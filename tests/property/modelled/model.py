"""What the verbs of decisions do; the model as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from .things import Things
from .vocabulary import (
    CLOSING,
    OBJECTIONS,
    Doc,
    Unsure,
)


class Model(Things):
    """Documents as registers, what a command is about to change of them, and why it would be refused."""

    def reviewed(self, before: Doc, values: Mapping[str, Any]) -> None:
        """Refuse a review before what is to be reviewed is decided, or before it can be."""
        doc = before | {name: value for name, value in values.items() if value is not None}
        if values.get("review"):
            first = doc.get("decided") or doc.get("closes") or doc.get("opens") or ""
            self.refuse_if(doc["review"] < first[:10])

    def add_decision(self, values: Mapping[str, Any]) -> str:
        self.reviewed({}, values)
        return self.add("decision", values)

    def change_decision(self, key: str | None, values: Mapping[str, Any]) -> None:
        if key is None:
            return
        before = self.doc("decision", key)
        for name in ("rule", "quorum", "threshold", "asked"):
            opened = before.get("status", "draft") != "draft"
            blank: Any = [] if name == "asked" else None
            if name in values and opened:
                self.refuse_if((values[name] or blank) != before.get(name, blank))
        self.reviewed(before, values)
        self.round("decision", key, "supersedes", values.get("supersedes") or ())
        self.change("decision", key, values)

    def open(self, key: str | None, closes: str | None, named: list[str]) -> None:
        if key is None:
            return
        doc = self.doc("decision", key)
        named = named or doc.get("asked", [])
        members = named or self._would_ask(doc)
        if not all(self.doc("member", member) for member in members):
            raise Unsure
        asked = sorted(m for m in set(members) if self.doc("member", m).get("status") != "left")
        self.refuse_if(not asked)
        closes = closes or doc.get("closes")
        self.refuse_if(closes and closes < self.today)
        rule = doc.get("rule", "consent")
        shares = {"majority": [1, 2], "supermajority": [2, 3]}
        quorum = doc.get("quorum") or ([1, 2] if rule == "consensus" else None)
        values: Doc = {
            **dict.fromkeys(CLOSING),
            "rule": rule,
            "asked": asked,
            "quorum": quorum,
            "threshold": doc.get("threshold") or shares.get(rule),
            "opens": self.now.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "status": "open",
        }
        self.change("decision", key, values | ({"closes": closes} if closes else {}))

    def _would_ask(self, doc: Doc) -> list[str]:
        initiative = doc.get("initiative")
        if not initiative:
            return [k for k, m in self.docs("member").items() if m.get("status", "active") == "active"]
        there = (d for d in self.docs("optin").values() if d.get("initiative") == initiative)
        fit = (d for d in there if d.get("state") == "in" and (d.get("valid_until") or "9999") >= self.today)
        return [d["member"] for d in fit]

    def position(self, key: str | None, member: str | None, said: Mapping[str, Any], later: bool) -> None:
        if key is None or member is None:
            return
        doc = self.doc("decision", key)
        self.refuse_if(doc.get("status", "draft") != "open")
        self.refuse_if((doc.get("closes") or "9999") < self.today)
        self.refuse_if(self.doc("member", member).get("status") == "left")
        before: Doc = doc.get("positions", {}).get(member, {})
        position, reason = said["position"], said.get("reason")
        if reason is None and before.get("position") == position:
            reason, later = before.get("reason"), later or bool(before.get("reason_later"))
        self.refuse_if(position == "block" and not reason and not later)
        stated = {**said, "reason": reason, "reason_later": True if later and not reason else None}
        values: Doc = {"positions": {member: {name: v for name, v in stated.items() if v is not None}}}
        same = before.get("position") == position and before.get("reason") == reason
        if not same and member in doc.get("answers", {}):
            values["answers"] = {member: None}
        self.change("decision", key, values)

    def answer(self, key: str | None, member: str | None, state: str, words: str | None) -> None:
        if key is None or member is None:
            return
        doc = self.doc("decision", key)
        stated: Doc = doc.get("positions", {}).get(member, {})
        self.refuse_if(stated.get("position") not in OBJECTIONS)
        before: Doc = doc.get("answers", {}).get(member, {})
        if words is None and before.get("state") == state:
            words = before.get("words")
        self.refuse_if(state in ("addressed", "accommodated") and not words)
        made = {"state": state} | ({"words": words} if words else {})
        self.change("decision", key, {"answers": {member: made}})

    def close(self, key: str | None, status: str, said: Mapping[str, Any], despite: bool) -> None:
        if key is None:
            return
        doc = self.doc("decision", key)
        given = {name: value for name, value in said.items() if value is not None}
        self.refuse_if(status not in ("adopted", "rejected", "withdrawn"))
        self.refuse_if(doc.get("status", "draft") == "draft" and status != "withdrawn")
        stated = {m: p for m, p in doc.get("positions", {}).items() if m in doc.get("asked", ())}
        self.refuse_if(any(p.get("position") == "block" and not p.get("reason") for p in stated.values()))
        stands = self._blocks(doc, stated)
        if status == "adopted":
            self.refuse_if(stands and not (despite and given.get("rationale")))
            self.refuse_if(not self._enough(doc, stated))
        self.refuse_if(status != "withdrawn" and not given.get("outcome"))
        closing: Doc = {
            **dict.fromkeys(CLOSING),
            "decided": self.today if status != "withdrawn" else None,
            "despite_blocks": True if status == "adopted" and stands else None,
            **given,
            "status": status,
        }
        self.reviewed(doc, closing | {"review": doc.get("review")})
        self.change("decision", key, closing)
        if status == "adopted":
            for old in doc.get("supersedes", ()):
                if self.doc("decision", old).get("status") == "adopted":
                    self.change("decision", old, {"status": "superseded"})

    def _blocks(self, doc: Doc, stated: Mapping[str, Doc]) -> list[str]:
        answers: dict[str, Doc] = doc.get("answers", {})
        stand = ("open", "addressed") if doc.get("rule") == "consensus" else ("open",)
        blocks = (m for m, p in stated.items() if p["position"] == "block")
        return [m for m in blocks if answers.get(m, {}).get("state", "open") in stand]

    def _enough(self, doc: Doc, stated: Mapping[str, Doc]) -> bool:
        """Return whether those who stated are enough, and enough of them agree where they are counted."""
        rule, asked = doc.get("rule", "consent"), doc.get("asked", [])
        quorum = doc.get("quorum") or ([1, 2] if rule == "consensus" else None)
        if quorum and (not asked or Fraction(len(stated), len(asked)) < Fraction(*quorum)):
            return False
        if rule not in ("majority", "supermajority"):
            return True
        answers: dict[str, Doc] = doc.get("answers", {})
        agree = sum(p["position"] == "agree" for p in stated.values())
        blocks = [m for m, p in stated.items() if p["position"] == "block"]
        against = sum(answers.get(m, {}).get("state") != "withdrawn" for m in blocks)
        share = Fraction(*(doc.get("threshold") or ([1, 2] if rule == "majority" else [2, 3])))
        if agree + against == 0 or Fraction(agree, agree + against) < share:
            return False
        return rule != "majority" or agree > against

    def record(self, values: Mapping[str, Any]) -> str:
        given = {"status": "adopted", "decided": self.today}
        given |= {name: value for name, value in values.items() if value is not None}
        self.refuse_if(given["status"] not in ("adopted", "rejected", "withdrawn"))
        self.refuse_if(not given.get("outcome") or given["decided"] > self.today)
        self.refuse_if((given.get("review") or "9999") < given["decided"])
        return self.add("decision", given)

    def supersede(self, key: str | None, old: str | None) -> None:
        if key is None or old is None:
            return
        new, before = self.doc("decision", key), self.doc("decision", old)
        self.round("decision", key, "supersedes", [old])
        self.refuse_if(new.get("status") in ("rejected", "withdrawn", "superseded"))
        self.refuse_if(before.get("status") not in ("adopted", "superseded"))
        self.change("decision", key, {"supersedes": sorted({*new.get("supersedes", ()), old})})
        if new.get("status") == before.get("status") == "adopted":
            self.change("decision", old, {"status": "superseded"})
