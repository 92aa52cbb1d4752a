"""Whatever several clones, git itself and a forge do to a ledger: nothing conflicts, and nothing is lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from allied.store.journal import segment
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from .clones import _MAIN, BRANCH, Clone, bare, cloned, conflicts, copied, found, git

MOST: Final = 5
WHICH = st.integers(0, MOST - 1)
ROLLED_BACK: Final = 8
TWO_ANSWERS: Final = 5


class Clones(RuleBasedStateMachine):
    """Three to five clones of one ledger over a bare remote, and a forge that merges as forges do."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="clones-"))
        self.clones: list[Clone] = []
        self.said: set[str] = set()
        self.count = 0

    def teardown(self) -> None:
        try:
            if self.clones:
                self.come_together()
        finally:
            shutil.rmtree(self.home, ignore_errors=True)

    @initialize()
    def begin(self) -> None:
        self.remote = bare(self.home / "remote.git")
        first = found(self.home / "c0")
        git(first.root, "remote", "add", "origin", str(self.remote))
        first.sync("--public")
        git(self.remote, "symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
        self.clones = [first, *(cloned(self.remote, self.home / f"c{n}") for n in (1, 2))]

    def clone(self, which: int) -> Clone:
        return self.clones[which % len(self.clones)]

    def word(self) -> str:
        self.count += 1
        return f"word {self.count}"

    # What coordinators do

    @rule(which=WHICH, how_many=st.integers(1, 3))
    def write(self, which: int, how_many: int) -> None:
        for _ in range(how_many):
            word = self.word()
            self.clone(which).add(word)
            self.said.add(word)

    @rule(which=WHICH)
    def say_the_same_otherwise(self, which: int) -> None:
        self.clone(which).allied("coalition", "set", "--purpose", self.word())

    @rule(which=WHICH)
    def save(self, which: int) -> None:
        self.clone(which).allied("save")

    @rule(which=WHICH)
    def sync(self, which: int) -> None:
        self.synced(self.clone(which))

    @rule(which=WHICH, years=st.sampled_from([-10, 10, 0]))
    def skew(self, which: int, years: int) -> None:
        self.clone(which).years = years

    @precondition(lambda self: 0 < len(self.clones) < MOST)
    @rule(which=WHICH)
    def copy(self, which: int) -> None:
        self.clones.append(copied(self.clone(which), self.home / f"c{len(self.clones)}"))

    @rule(which=WHICH, after=st.floats(0.05, 1.2))
    def kill(self, which: int, after: float) -> None:
        clone = self.clone(which)
        line = [sys.executable, "-c", _MAIN, "-C", str(clone.root), "sync", "--no-input"]
        process = subprocess.Popen(
            line,
            env=clone.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    # What git and a forge do

    @rule(which=WHICH, how=st.sampled_from(["--no-rebase", "--rebase"]))
    def pull(self, which: int, how: str) -> None:
        git(self.clone(which).root, "pull", "--quiet", "--no-edit", how, "origin", BRANCH)

    @rule(which=WHICH)
    def merge(self, which: int) -> None:
        root = self.clone(which).root
        git(root, "fetch", "--quiet", "origin")
        git(root, "merge", "--quiet", "--no-edit", f"origin/{BRANCH}")

    @rule(which=WHICH, how=st.sampled_from(["merge", "squash", "rebase", "cherry-pick"]))
    def pull_request(self, which: int, how: str) -> None:
        clone, topic = self.clone(which), f"topic-{self.word().partition(' ')[2]}"
        clone.allied("save")
        git(clone.root, "switch", "--quiet", "-c", topic)
        for _ in range(2):
            word = self.word()
            clone.add(word)
            self.said.add(word)
            clone.allied("save")
        git(clone.root, "push", "--quiet", "origin", topic)
        git(clone.root, "switch", "--quiet", BRANCH)
        self.forge(topic, how)

    def forge(self, topic: str, how: str) -> None:
        work = self.home / "forge"
        shutil.rmtree(work, ignore_errors=True)
        git(self.home, "clone", "--quiet", str(self.remote), str(work))
        at = f"origin/{topic}"
        if how == "merge":
            git(work, "merge", "--quiet", "--no-ff", "--no-edit", at)
        elif how == "squash":
            git(work, "merge", "--quiet", "--squash", at)
            git(work, "commit", "--quiet", "--allow-empty", "-m", "squashed")
        elif how == "rebase":
            git(work, "checkout", "--quiet", "-B", "rebased", at)
            git(work, "rebase", "--quiet", f"origin/{BRANCH}")
        else:
            picked = git(work, "rev-list", "--reverse", "--no-merges", f"origin/{BRANCH}..{at}").out.split()
            git(work, "cherry-pick", "--keep-redundant-commits", "--allow-empty", *picked)
        git(work, "push", "--quiet", "origin", f"HEAD:{BRANCH}")

    @rule(back=st.integers(1, 3))
    def force_push(self, back: int) -> None:
        older = git(self.remote, "rev-list", "--first-parent", BRANCH).out.split()
        git(self.remote, "update-ref", f"refs/heads/{BRANCH}", older[min(back, len(older) - 1)])

    @rule()
    def revert(self) -> None:
        """Revert, on the forge, the commit that the shared branch is at."""
        work = self.home / "forge"
        shutil.rmtree(work, ignore_errors=True)
        git(self.home, "clone", "--quiet", str(self.remote), str(work))
        if git(work, "rev-list", "--count", "HEAD").out.strip() == "1":
            return
        merged = len(git(work, "rev-list", "--parents", "-1", "HEAD").out.split()) > 2
        which = ["-m", "1"] if merged else []
        if git(work, "revert", "--no-edit", *which, "HEAD", check=False).code == 0:
            git(work, "push", "--quiet", "origin", f"HEAD:{BRANCH}")

    # What must hold

    def synced(self, clone: Clone) -> None:
        """Sync; where the remote has lost what was seen there, that is an alarm, and is put back."""
        ran = clone.sync(check=False)
        if ran.code == ROLLED_BACK:
            assert "--restore" in ran.err, ran
            ran = clone.sync("--restore", check=False)
        assert ran.code == 0, (clone.root.name, ran)
        assert clone.status() == "", clone.root.name

    def come_together(self) -> None:
        """All sync twice, and are equal then: with all that was ever acknowledged, and no conflict anywhere.

        What was written on a topic's branch, and taken out of the shared one before anybody saw it there, lies in
        its writer's clone, which says so.
        """
        for again in range(2):
            for clone in self.clones:
                self.synced(clone)
                missing = json.loads(clone.allied("status", "--json").out)["item"]["missing"]
                if missing and not again:
                    clone.sync("--restore")
        first, *others = self.clones
        assert list(conflicts(self.clones)) == []
        assert set(first.titles()) == self.said
        for clone in others:
            assert clone.documents() == first.documents(), clone.root.name
            assert clone.entries() == first.entries(), clone.root.name
        for clone in self.clones:
            assert clone.allied("check", check=False).code in (0, TWO_ANSWERS), clone.root.name
            assert segment.listed(str(clone.root)) == segment.listed(str(first.root))


def test_clones_come_together(torture: bool) -> None:
    phases = [Phase.explicit, Phase.reuse, Phase.generate, *([Phase.shrink] if torture else [])]
    run_state_machine_as_test(
        Clones,
        settings=settings(
            max_examples=150 if torture else 6, stateful_step_count=20 if torture else 10,
            deadline=None, derandomize=not torture, phases=phases,
        ),
    )  # fmt: skip


# One way each, so that what fails has a name


@pytest.fixture
def three(tmp_path: Path) -> Any:
    """Three clones that have synced, and a forge."""
    machine = Clones()
    shutil.rmtree(machine.home)
    machine.home = tmp_path
    machine.begin()
    return machine


WAYS: Final[dict[str, Callable[[Clones], object]]] = {
    "edits on both sides": lambda m: [m.write(0, 2), m.write(1, 1), m.write(2, 3)],
    "two answers": lambda m: [m.say_the_same_otherwise(0), m.say_the_same_otherwise(1)],
    "a plain pull": lambda m: [m.write(0, 1), m.sync(0), m.write(1, 1), m.save(1), m.pull(1, "--no-rebase")],
    "a rebasing pull": lambda m: [m.write(0, 1), m.sync(0), m.write(1, 1), m.save(1), m.pull(1, "--rebase")],
    "a plain merge": lambda m: [m.write(0, 1), m.sync(0), m.write(1, 1), m.save(1), m.merge(1)],
    "a merge on the forge": lambda m: [m.write(0, 1), m.sync(0), m.pull_request(1, "merge")],
    "a squash-merge": lambda m: [m.write(0, 1), m.sync(0), m.pull_request(1, "squash")],
    "a rebase-merge": lambda m: [m.write(0, 1), m.sync(0), m.pull_request(1, "rebase")],
    "a cherry-pick": lambda m: [m.write(0, 1), m.sync(0), m.pull_request(1, "cherry-pick")],
    "a copied clone": lambda m: [m.write(0, 2), m.copy(0), m.write(0, 1), m.write(3, 2), m.sync(3)],
    "clocks that are years off": lambda m: [m.skew(0, 10), m.skew(1, -10), m.write(0, 1), m.write(1, 1)],
    "a force-push": lambda m: [m.write(0, 1), m.sync(0), m.sync(1), m.force_push(1), m.write(2, 1)],
    "a revert on the forge": lambda m: [m.write(0, 1), m.sync(0), m.sync(1), m.revert(), m.write(2, 1)],
    "a revert that was pulled": lambda m: [m.write(0, 1), m.sync(0), m.revert(), m.pull(0, "--no-rebase")],
    "a force-push that nobody else had seen": lambda m: [
        m.write(0, 1),
        m.sync(0),
        m.force_push(1),
        m.sync(1),
    ],
}


@pytest.mark.parametrize("way", WAYS)
def test_one_way(three: Clones, way: str) -> None:
    WAYS[way](three)
    three.come_together()
