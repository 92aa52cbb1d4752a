"""What is wrong with one clone, and what to do about it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from ..errors import GitTrouble, Invalid, NotFound
from ..journal import segment
from ..schema.text import clean
from . import checking, gate, git, remotes, seen
from .repository import Repository
from .saving import save

if TYPE_CHECKING:
    from ..ledger import Ledger

Level = Literal["bad", "mind", "note"]
LEVELS: Final[tuple[Level, ...]] = ("bad", "mind", "note")
OLDEST: Final = (2, 30)
_AHEAD: Final = timedelta(days=1)
_UNDER_WAY: Final = {
    "MERGE_HEAD": ("merge", "git merge --continue finishes it, git merge --abort ends it."),
    "CHERRY_PICK_HEAD": ("cherry-pick", "git cherry-pick --continue finishes it, --abort ends it."),
    "REVERT_HEAD": ("revert", "git revert --continue finishes it, --abort ends it."),
    "rebase-merge": ("rebase", "git rebase --continue finishes it, git rebase --abort ends it."),
    "rebase-apply": ("rebase", "git rebase --continue finishes it, git rebase --abort ends it."),
}


@dataclass(frozen=True, slots=True)
class Symptom:
    """Something about a clone: how bad, a word for it, what is so, and what to do."""

    level: Level
    code: str
    what: str
    do: str


def examine(ledger: Ledger) -> list[Symptom]:
    """Return what is wrong with the clone that a ledger lies in, the worst first; no network is asked."""
    repository = Repository.read(ledger.place)
    found = [
        *_of_git(repository), *_of_branch(ledger, repository), *_of_segments(ledger, repository),
        *_of_writer(ledger), *_of_remotes(repository), *_of_ground(ledger, repository),
    ]  # fmt: skip
    return sorted(found, key=lambda one: LEVELS.index(one.level))


def renew_writer(ledger: Ledger) -> str:
    """Have a clone write under another id from now on, what it wrote so far being saved; return that id."""
    with ledger.writing():
        save(ledger)
        ledger.renew_writer()
        return ledger.ensure_writer()


def _of_git(repository: Repository) -> Iterator[Symptom]:
    said = git.run(repository.top, "version").decode("utf-8", "replace").strip()
    number = re.search(r"(\d+)\.(\d+)", said)
    if number is None or (int(number[1]), int(number[2])) < OLDEST:
        yield Symptom("bad", "git", f"{clean(said)} is too old.", "Install git 2.30 or newer.")
    try:
        remotes.refuse_programs(repository.top)
    except GitTrouble as error:
        yield Symptom("bad", "settings", error.message, error.hint or "")


def _of_branch(ledger: Ledger, repository: Repository) -> Iterator[Symptom]:
    if ledger.place.ref is None:
        yield Symptom("bad", "detached", "HEAD is detached: nothing can be written.", "git switch BRANCH")
    for name, (what, how) in _UNDER_WAY.items():
        if (repository.git_dir / name).exists():
            yield Symptom("mind", "under way", f"A {what} is not finished.", how)
    for branch in ledger.elsewhere():
        name = clean(branch, lines=False)
        yield Symptom(
            "mind", "elsewhere", f"The branch {name} holds changes that are not saved.",
            f"git switch {name}, then allied save.",
        )  # fmt: skip
    if waiting := len(ledger.unshared()):
        changes = f"{waiting} change{'' if waiting == 1 else 's'}"
        yield Symptom("note", "unshared", f"{changes} not shared yet.", "allied sync")


def _of_segments(ledger: Ledger, repository: Repository) -> Iterator[Symptom]:
    found = list(checking.lines(ledger))
    damaged = [one for one in found if one.level == "damage"]
    if damaged:
        first = clean(damaged[0].file or "what is not saved yet", lines=False)
        many = f"{len(damaged)} line{' is' if len(damaged) == 1 else 's are'} damaged, in {first}"
        how = f"git checkout -- {first} brings back what git has; " if damaged[0].file else ""
        yield Symptom("bad", "damage", f"{many}.", f"{how}allied check lists all.")
    elif found:
        gaps = f"{len(found)} entr{'y follows' if len(found) == 1 else 'ies follow'} what is not here."
        yield Symptom("note", "gap", gaps, "It may come with the next allied sync.")
    if lost := ledger.missing():
        yield Symptom(
            "mind", "missing", f"{len(lost)} of this clone's own segments are not on this branch.",
            "allied sync --restore puts them there.",
        )  # fmt: skip
    here, refs = set(segment.listed(str(ledger.root))), repository.refs(seen.BELOW)
    for remote in remotes.names(repository.top):
        known = gate.feeds(repository.files(refs.get(seen.ref(repository, remote))))
        gone = [path for path in known if path not in here]
        if gone:
            yield Symptom(
                "bad", "gone", f"{len(gone)} segments that {clean(remote)} once had are gone from this branch.",
                "allied sync --restore puts them back.",
            )  # fmt: skip


def _of_writer(ledger: Ledger) -> Iterator[Symptom]:
    if ledger.forked():
        yield Symptom(
            "mind", "copied", "Another clone writes under this one's id: one is a copy of the other.",
            "allied doctor --new-writer gives this one an id of its own.",
        )  # fmt: skip
    if ledger.me() is None:
        yield Symptom("note", "nobody", "Nobody has said who uses this clone.", "allied me NAME")
    newest = ledger.newest(1)
    if newest and newest[0].at[:19] > (ledger.now() + _AHEAD).isoformat()[:19]:
        yield Symptom(
            "mind", "clock", f"The newest entry is of {newest[0].at[:10]}, by {ledger.writer_name(newest[0].by)}.",
            "That clock, or this one, is wrong; nothing but the order of lists depends on it.",
        )  # fmt: skip


def _of_remotes(repository: Repository) -> Iterator[Symptom]:
    try:
        remotes.chosen(repository.top)
    except NotFound:
        yield Symptom("note", "alone", "This ledger is shared with nobody yet.", "allied remote add URL")
    except Invalid as error:
        yield Symptom("mind", "remotes", error.message, "allied sync --remote NAME says which.")


def _of_ground(ledger: Ledger, repository: Repository) -> Iterator[Symptom]:
    warning = ledger.warning()
    if warning:
        yield Symptom(
            "mind", "folder", clean(warning), "Keep the ledger on a disk of this machine, and sync it."
        )
    attributes = repository.root / ".gitattributes"
    if not attributes.is_file() or "feeds/**" not in attributes.read_text(encoding="utf-8", errors="replace"):
        yield Symptom(
            "mind", "attributes", ".gitattributes does not keep git from rewriting feeds/.",
            "git checkout -- .gitattributes brings it back.",
        )  # fmt: skip
    if os.environ.get("CI") and not os.environ.get("ALLIED_WRITER"):
        yield Symptom(
            "note", "ci", "CI is set: nothing can be written here.", "ALLIED_WRITER names who writes."
        )
