"""Random command lines against a model in plain dictionaries: what is taken, what is then there, what undo gives."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from allied.store.ledger import Ledger
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    rule,
    run_state_machine_as_test,
)

from tests.commands.conftest import bytes_of, run

from .drawing import Drawing, is_open
from .modelled.vocabulary import INVALID, NOT_FOUND, REQUIRED, Written
from .terminal import START, Command


class Commands(Drawing):
    """A coordinator at a terminal who tries everything, in one ledger."""

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """Start with somebody there, so that not every name is unknown."""
        for kind, names in (("member", ("Ada League", "Bo Union")), ("initiative", ("Open letter",))):
            for name in names:
                key = self.model.add(kind, {REQUIRED[kind]: name})
                self.settle([kind, "add", name], [(kind, key)])
        for kind in ("action", "decision"):
            key = self.model.add(kind, {REQUIRED[kind]: "First"})
            self.settle([kind, "add", "First"], [(kind, key)])
        if data.draw(st.booleans()):
            self.model.open(key := next(iter(self.model.docs("decision"))), None, [])
            self.settle(["decision", "open", key], [("decision", key)])

    @rule(data=st.data())
    def coalition(self, data: st.DataObject) -> None:
        adding = [self.add_thing, self.add_contact]
        changing = [self.set_things, self.member_moves, self.initiative_stage, self.comment]
        self.carry_out(data, data.draw(st.sampled_from([*adding, *changing])))

    @rule(data=st.data())
    def changes(self, data: st.DataObject) -> None:
        self.carry_out(data, self.set_things)

    @rule(data=st.data())
    def optins(self, data: st.DataObject) -> None:
        self.carry_out(data, self.optin_states)

    @rule(data=st.data())
    def actions(self, data: st.DataObject) -> None:
        moves = [self.action_moves, self.action_held_up, self.action_given, self.action_waits]
        self.carry_out(data, data.draw(st.sampled_from(moves)))

    @rule(data=st.data())
    def decisions(self, data: st.DataObject) -> None:
        moves = [self.decision_opens, self.decision_record, self.decision_follows]
        self.carry_out(data, data.draw(st.sampled_from(moves)))

    @rule(data=st.data())
    def dispute(self, data: st.DataObject) -> None:
        """Somebody says what they think, somebody may answer, somebody tries to close."""
        if not any(is_open(key, doc) for key, doc in self.model.docs("decision").items()):
            self.carry_out(data, self.decision_opens)
        for move in (
            self.decision_position,
            self.decision_answer,
            self.decision_position,
            self.decision_closes,
        ):
            if data.draw(st.booleans()):
                self.carry_out(data, move)

    @rule(data=st.data())
    def batch(self, data: st.DataObject) -> None:
        """Several commands as one step: all of them, or nothing."""
        drawn: list[Command] = []
        for _ in range(data.draw(st.integers(1, 4))):
            command = data.draw(st.sampled_from([*ANYTHING]))
            one = self.drawn(data, getattr(self, command))
            if one is None:
                return
            drawn.append(one)
        stdin = "".join(json.dumps(one.words) + "\n" for one in drawn)
        self.settle(["batch", "-"], [about for one in drawn for about in one.about], stdin)

    @rule(data=st.data())
    def back(self, data: st.DataObject) -> None:
        """Undo the last step, or two and redo both, or a named one; or redo."""
        how = data.draw(st.sampled_from(["last", "twice", "named", "redo"]))
        if how == "last":
            self.take_back(self.model.last_step(), "undo")
        elif how == "twice":
            for _ in range(2):
                self.take_back(self.model.last_step(), "undo")
            for _ in range(2):
                self.redo()
        elif how == "redo":
            self.redo()
        elif there := [step for step, made in self.model.steps.items() if made.values]:
            partly = [step for step in there if self.model.stands(step) == {True, False}]
            step = data.draw(st.sampled_from(partly if partly and data.draw(st.booleans()) else there[::-1]))
            self.take_back(step, "undo", step[:16])

    def redo(self) -> None:
        step = self.model.undone[-1] if self.model.undone else None
        if step is None or self.model.steps[step].values:  # what a merge set is not for the model to say
            self.take_back(step, "redo")

    def take_back(self, step: str | None, *words: str) -> None:
        before = bytes_of(self.root)
        found, left = self.model.taken_back(step) if step else ({}, 0)
        if self.model.halves(found):  # what is left of a thing without its name is not for the model to say
            self.model.codes = set()
            return
        codes, self.model.codes = self.model.codes, set()
        if step is None:
            codes = {NOT_FOUND, INVALID}
        outcome = self.run(*words)
        self.expect(outcome, codes or {0})
        if codes:
            self.check(bytes_of(self.root) == before, "a refused undo left other files")
            return
        answer = json.loads(outcome.out)
        assert step is not None
        if words[0] == "undo":
            self.same(answer["item"]["undone"], step, "what was taken back")
            self.same(len(answer["item"]["skipped"]), left, "registers left alone")
        else:
            self.same(answer["item"]["redone"], self.model.steps[step].undoes, "what was written again")
        self.model.undo(step, answer["step"], found)
        self.look({(kind, key): None for (kind, key), _ in found})

    @rule(data=st.data())
    def merge_and_part(self, data: st.DataObject) -> None:
        """Two records become one; one undo makes them two again, as they were."""
        (text, keep), (other_text, other) = self.one(data, "member"), self.one(data, "member")
        if keep and other:
            self.model.refuse_if(keep == other)
            self.model.round(
                "member", keep, "part_of", [self.model.doc("member", other).get("part_of") or ""]
            )
            self.model.round(
                "member", other, "part_of", [self.model.doc("member", keep).get("part_of") or ""]
            )
        codes, self.model.codes = self.model.codes, set()
        before = bytes_of(self.root)
        outcome = self.run("member", "merge", text, other_text)
        self.expect(outcome, codes or {0})
        if codes:
            self.check(bytes_of(self.root) == before, "a refused merge left other files")
            return
        members, kept = self.items("member"), self.model.doc("member", keep)
        self.same(len(members), len(self.model.docs("member")) - 1, "members after a merge")
        one = json.loads(outcome.out)["item"]
        self.same(
            (one["name"], one["handle"]), (kept.get("name"), kept.get("handle")), "what the one is called"
        )
        for key in (keep, other):
            self.same(self.item("member", str(key))["id"], one["id"], "the one, by either id")
        step: str = json.loads(outcome.out)["step"]
        self.expect(undone := self.run("undo"), {0})
        by: str = json.loads(undone.out)["step"]
        self.model.steps |= {step: Written(), by: Written(undoes=step)}
        self.model.undone = [by]
        self.look({("member", str(key)): None for key in (keep, other)})

    @rule(data=st.data())
    def meanwhile(self, data: st.DataObject) -> None:
        """What is no change: a slip of the hand, days that pass, a save, a cache that is gone."""
        what = data.draw(st.sampled_from(["mistyped", "days", "save", "rebuilt"]))
        if what == "mistyped":
            self.mistyped(data.draw(st.sampled_from(MISTYPED)))
        elif what == "days":
            self.model.now += timedelta(days=data.draw(st.integers(1, 5)))
        elif what == "save":
            Ledger.open(self.root).seal()
            self.transcript.append("(saved)")
        else:
            self.look_everywhere()

    def mistyped(self, words: list[str]) -> None:
        before = bytes_of(self.root)
        self.expect(self.run(*words), {2})
        self.check(bytes_of(self.root) == before, "a mistyped command left other files")


MISTYPED = (
    ["member", "set"],
    ["member", "add"],
    ["member", "add", "One", "Two"],
    ["member", "add", "One", "--colour=red"],
    ["optin", "in"],
    ["action", "wait-on", "x"],
    ["contact", "add", "Nobody"],
    ["decision", "close", "x"],
    ["undo", "one", "two"],
    ["members"],
)
ANYTHING = (
    "add_thing",
    "add_contact",
    "set_things",
    "member_moves",
    "optin_states",
    "action_moves",
    "action_given",
    "decision_opens",
    "decision_position",
    "decision_closes",
)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[type[Commands]]:
    """The machine, with an empty ledger to start from."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"ALLIED_NOW": START.isoformat(), "TZ": "UTC", "COLUMNS": "80"}.items():
            patch.setenv(name, value)
        patch.setattr(os, "urandom", random.Random(1).randbytes)
        assert run("init", str(tmp_path / "founded"), "--name", "Open Rivers", "--no-input").code == 0
        Commands.founded = tmp_path / "founded"
        yield Commands


@pytest.mark.timeout(0)  # what fails is looked at for minutes, until few commands are left that show it
def test_any_commands_do_what_the_model_says(machine: type[Commands], torture: bool) -> None:
    calm = settings(
        max_examples=1000 if torture else 50,
        stateful_step_count=50 if torture else 25,
        phases=(Phase.reuse, Phase.generate, Phase.shrink),
        print_blob=False,
        derandomize=not torture,
    )
    run_state_machine_as_test(machine, settings=calm)
