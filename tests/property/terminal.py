"""A terminal with a ledger and the model of it: runs command lines and holds what comes of them against it."""

from __future__ import annotations

import json
import os
import random
import shlex
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
)

from tests.commands.conftest import Outcome, bytes_of, run

from .modelled.model import Model
from .modelled.vocabulary import OBJECTIONS, REQUIRED, SETS, Doc, Unsure
from .typed import (
    BESIDE,
    KINDS,
    SHOWN,
)

START = datetime(2026, 11, 23, 10, 20, tzinfo=UTC)


class Command(NamedTuple):
    """A command line, and the documents that it is about, in order; the model has taken it in already."""

    words: list[str]
    about: list[tuple[str, str]]
    stdin: str = ""


class Terminal(RuleBasedStateMachine):
    """A coordinator at a terminal who tries everything, in one ledger."""

    founded: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="allied-commands-"))
        self.root = self.folder / "ledger"
        shutil.copytree(self.founded, self.root, symlinks=True, ignore=shutil.ignore_patterns("book"))
        self.model = Model(START)
        self.transcript: list[str] = []
        self.failed = False
        self.looks = 0
        self.patch = pytest.MonkeyPatch()
        self.patch.chdir(self.root)
        self.patch.setattr(os, "urandom", random.Random(20261123).randbytes)

    def teardown(self) -> None:
        try:
            if not self.failed:
                self.look_everywhere()
        finally:
            self.patch.undo()
            shutil.rmtree(self.folder)

    # Carrying out

    def drawn(self, data: st.DataObject, command: Callable[[st.DataObject], Command]) -> Command | None:
        """Draw a command, or nothing where the model can't say what it does."""
        try:
            return command(data)
        except Unsure:
            self.model.pending, self.model.codes = {}, set()
            return None

    def carry_out(self, data: st.DataObject, command: Callable[[st.DataObject], Command]) -> None:
        drawn = self.drawn(data, command)
        if drawn is None:
            return
        words, about, stdin = drawn
        dry = self.rarely(data, 12)
        self.settle([*words[:2], "--dry-run", *words[2:]] if dry else words, about, stdin, dry)

    def settle(
        self, words: list[str], about: Sequence[tuple[str, str]], stdin: str = "", dry: bool = False
    ) -> None:
        """Run a command line, and hold what came of it against the model."""
        codes, self.model.codes = self.model.codes, set()
        before = bytes_of(self.root)
        outcome = self.run(*words, stdin=stdin)
        if codes or dry:
            self.expect(outcome, codes or {0})
            self.model.pending = {}
            self.check(bytes_of(self.root) == before, "a command that was refused, or dry, left other files")
            return
        self.expect(outcome, {0})
        answer = json.loads(outcome.out)
        items: list[Doc] = answer["items"] if "items" in answer else [answer["item"]]
        self.learn([item["id"] for item in items], about)
        if self.model.changes():
            self.check(isinstance(answer.get("step"), str), "it wrote nothing")
            self.model.commit(answer["step"])
        else:
            self.model.pending = {}
            self.check("step" not in answer, "it wrote what was so already")
            self.check(bytes_of(self.root) == before, "what was so already left other files")
        self.look(dict.fromkeys(about))

    def run(self, *words: str, stdin: str = "") -> Outcome:
        """Run a command line a little later than the last; its transcript is what a failure shows."""
        self.patch.setenv("ALLIED_NOW", self.model.now.isoformat())
        outcome = run("--json", *words, stdin=stdin)
        fed = f" <<< {shlex.quote(stdin)}" if stdin else ""
        self.transcript.append(
            f"{self.model.now:%m-%dT%H:%M:%SZ} allied {shlex.join(words)}{fed} → {outcome.code}"
        )
        self.model.now += timedelta(seconds=7)
        return outcome

    def expect(self, outcome: Outcome, codes: set[int]) -> None:
        self.check(outcome.code in codes, f"exit {outcome.code}, expected {sorted(codes)}: {outcome.err}")
        if outcome.code:
            faults = [line for line in outcome.err.splitlines() if line.startswith("allied: ")]
            self.check(outcome.out == b"" and len(faults) == 1, f"one plain line: {outcome}")
            self.check(_safe(outcome.err), f"safe to show: {outcome}")

    def check(self, held: object, fault: str) -> None:
        if not held:
            self.failed = True
            raise AssertionError("\n".join([fault, "after:", *self.transcript]))

    def same(self, found: Any, wanted: Any, what: str) -> None:
        if found != wanted:
            self.check(False, f"{what}:\n  is      {found}\n  wanted  {wanted}")

    def learn(self, ids: list[str], about: Sequence[tuple[str, str]]) -> None:
        """Take over the ids, handles and comments' ids that the ledger drew for what is pending."""
        self.same(len(ids), len(about), "documents answered with")
        known: dict[str, str] = {}
        for found, (_, key) in zip(ids, about, strict=True):
            if key.startswith("new:"):
                known[key] = found
            else:
                self.same(found, key, "id")
        self.model.learn(known)
        for (kind, key), values in list(self.model.pending.items()):
            there = self.item(kind, key)
            drawn = [
                one for one in there["comments"] if one not in self.model.doc(kind, key).get("comments", {})
            ]
            for name, value in values.items():
                if name.startswith("comments/new:"):
                    known[name.partition("/")[2]] = drawn.pop()
                if name == "handle" and str(value).startswith("new:"):
                    known[value] = there["handle"]
                    self.check_handle(there["handle"])
        self.model.learn(known)

    def check_handle(self, handle: str) -> None:
        taken = [
            doc.get("handle") for kind in ("member", "initiative") for doc in self.model.docs(kind).values()
        ]
        plain = set("abcdefghijklmnopqrstuvwxyz0123456789-").issuperset(handle) and len(handle) <= 32
        self.check(plain and handle[:1] != "-" and handle not in taken, f"the handle {handle!r} was made")

    # Looking

    def items(self, kind: str, *more: str) -> dict[str, Doc]:
        outcome = run(kind, "list", "--json", *more)
        self.expect(outcome, {0})
        return {item["id"]: item for item in json.loads(outcome.out)["items"]}

    def item(self, kind: str, key: str) -> Doc:
        outcome = run("show", key, "--json")
        self.expect(outcome, {0})
        self.same(json.loads(outcome.out)["kind"], kind, f"kind of {key}")
        return json.loads(outcome.out)["item"]

    def look(self, about: Mapping[tuple[str, str], None] | None = None) -> None:
        """Hold lists, and what was written alone, against the model: all, or of what was written and one more."""
        self.looks += 1
        kinds = KINDS if about is None else {*(kind for kind, _ in about), KINDS[self.looks % len(KINDS)]}
        found = {kind: self.items(kind) for kind in kinds}
        for kind in found:
            wanted = self.model.docs(kind)
            self.same(sorted(found[kind]), sorted(wanted), f"ids of {kind} list")
            for key, doc in wanted.items():
                self.compare(kind, found[kind][key], doc)
        for kind, key in about or ():
            if key in found[kind]:
                shown = self.item(kind, key)
                alone = {name: shown[name] for name in found[kind][key] if name != "dissent"}
                listed = {name: value for name, value in found[kind][key].items() if name != "dissent"}
                self.same(alone, listed, f"{kind} show, against list")

    def compare(self, kind: str, item: Doc, doc: Doc) -> None:
        wanted = SHOWN[kind] | doc
        for name, value in item.items():
            expected = wanted.get(name)
            if name in ("id", "dissent") or name.endswith(BESIDE):
                continue
            if name in ("opens", "closes") and value:
                value = value["at"][: len(str(expected))]
            if name in SETS[kind]:  # in the order of their names, which says nothing
                value, expected = sorted(value), sorted(expected or ())
            if isinstance(value, dict):
                value = {key: _plain(entry) for key, entry in value.items()}
            self.same(value or None, expected or None, f"{kind} {item['id'][:8]} {name}")
        self.same(sorted(set(wanted) - set(item)), [], f"{kind} fields that aren't shown")
        for name, of in (
            ("owner", "member"),
            ("part_of", kind),
            ("lead", "member"),
            ("initiative", "initiative"),
        ):
            if f"{name}_handle" in item:
                other = self.model.doc(of, doc.get(name))
                beside = (other.get("handle") or other.get(REQUIRED[of]) or "") if other else None
                self.same(item[f"{name}_handle"], beside, f"{kind} {name}_handle")
        if kind == "decision":
            self.same({one["member"] for one in item["dissent"]}, objections("", doc), "dissent in the list")

    def look_everywhere(self) -> None:
        """Hold against the model what a cache built anew, and a fresh copy, say."""
        shutil.rmtree(self.root / ".git" / "allied" / "book", ignore_errors=True)
        self.look()
        copy = self.folder / "copy"
        shutil.copytree(self.root, copy, symlinks=True, ignore=shutil.ignore_patterns("book"))
        for kind in KINDS:
            self.same(self.items(kind, "-C", str(copy)), self.items(kind), f"{kind} list in a fresh copy")
        outcome = run("status", "--json", "-C", str(copy))
        self.expect(outcome, {0})
        status = json.loads(outcome.out)["item"]
        self.same(
            {kind: status["counts"][kind] for kind in KINDS},
            {k: len(self.model.docs(k)) for k in KINDS},
            "counts",
        )
        self.same((status["problems"], status["crossed"]), ([], 0), "problems and two answers")
        shutil.rmtree(copy)


def objections(_: str, doc: Doc) -> set[str]:
    positions: dict[str, Doc] = doc.get("positions", {})
    return {key for key, said in positions.items() if said.get("position") in OBJECTIONS}


def _safe(text: str) -> bool:
    """Return whether a text holds nothing that could steer a terminal; joiners may stay."""
    return text.replace("\n", "").replace("\u200c", "").replace("\u200d", "").isprintable()


def _plain(entry: Any) -> Any:
    """Return an entry of a map without the names that stand beside what it refers to."""
    if not isinstance(entry, dict):
        return entry
    return {name: value for name, value in entry.items() if name != "handle" and not name.endswith(BESIDE)}
