"""The links of one writer's entries: which are heads, which follow what isn't here, which can't be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from .canonical import Json
from .codec import Line
from .entry import BadLine, Entry
from .reading import Problem, gap

Found = tuple[str, int, Entry]
"""An entry with the file and the line that it stands in."""


class Feed:
    """One writer's feed as its files come by, those with smaller numbers first."""

    def __init__(self, by: str, known: Sequence[Json] = ()) -> None:
        """Begin with nothing, or where an earlier reading ended."""
        heads, missing = known or ((), ())
        self.by = by
        self.problems: list[Problem] = []
        self.repeats: list[Found] = []
        self._heads: dict[str, int] = {entry_id: seq for entry_id, seq in heads}
        self._numbers = dict(self._heads)
        self._missing: dict[str, tuple[str, int]] = {wanted: (file, line) for wanted, file, line in missing}
        self._held: list[Found] = []
        self._old = bool(heads)

    def take(self, file: str, lines: Sequence[Line], first: int = 1) -> list[Entry]:
        """Return the entries of a file that are new and fit; the lines are numbered from *first*."""
        kept: list[Entry] = []
        numbers, heads, by = self._numbers, self._heads, self.by
        keep = kept.append
        last: tuple[str, ...] = tuple(heads) if len(heads) == 1 else ()
        following = heads[last[0]] + 1 if last else 0
        missing = self._missing
        for line, entry in enumerate(lines, first):
            if type(entry) is not Entry:
                if type(entry) is BadLine:
                    self.problems.append(Problem(file, line, entry.reason))
                continue
            entry_id, seq, prev = entry[0], entry[3], entry[4]
            if entry_id in numbers:
                self.repeats.append((file, line, entry))
                continue
            if prev == last and seq == following and entry[2] == by and last:
                del heads[last[0]]
                keep(entry)
            elif self._judge(file, line, entry):
                keep(entry)
            elif entry_id not in numbers:
                continue
            numbers[entry_id] = seq
            if entry_id in missing:
                del missing[entry_id]
                last = ()
            else:
                heads[entry_id] = seq
                last, following = (entry_id,), seq + 1
        return kept

    def _judge(self, file: str, line: int, entry: Entry) -> bool:
        """Return whether an entry that doesn't simply follow the one before it can stand.

        One that follows what hasn't come yet is held until `settle`, and counted as there.
        """
        if entry.by != self.by:
            self.problems.append(Problem(file, line, f"is by writer {entry.by}, in the feed of {self.by}"))
            return False
        unknown = [wanted for wanted in entry.prev if wanted not in self._numbers]
        if not unknown and not (self._old and not entry.prev):
            wrong = self._wrong_number(entry, self._numbers)
            if wrong:
                self.problems.append(Problem(file, line, wrong))
                return False
        for followed in entry.prev:
            self._heads.pop(followed, None)
        if not unknown and (entry.prev or not self._old):
            return True
        for wanted in unknown:
            self._missing.setdefault(wanted, (file, line))
        self._held.append((file, line, entry))
        self._numbers[entry.id] = entry.seq
        return False

    def settle(self, earlier: Callable[[str], Mapping[str, int]] | None = None) -> list[Entry]:
        """Return the entries that were held, once all files have come.

        *earlier* gives the numbers, by id, of the entries of a writer that an earlier reading has seen.
        """
        kept: list[Entry] = []
        before: Mapping[str, int] = earlier(self.by) if earlier and self._held and self._old else {}
        for wanted in [wanted for wanted in self._missing if wanted in before]:
            del self._missing[wanted]
        for file, line, entry in self._held:
            if entry.id in before:
                self._heads.pop(entry.id, None)
                self.repeats.append((file, line, entry))
                continue
            wrong = self._wrong_number(entry, {**before, **self._numbers} if before else self._numbers)
            if wrong:
                self._heads.pop(entry.id, None)
                self.problems.append(Problem(file, line, wrong))
                continue
            kept.append(entry)
            self.problems += [gap(file, line, wanted) for wanted in entry.prev if wanted in self._missing]
        self._held = []
        return kept

    def state(self) -> list[Json]:
        """Return the heads, and what is missing, as plain data from which a later reading goes on."""
        heads = sorted([entry_id, seq] for entry_id, seq in self._heads.items())
        return [heads, sorted([wanted, file, line] for wanted, (file, line) in self._missing.items())]

    def heads(self) -> list[str]:
        """Return the ids of the entries that none follows, sorted."""
        return sorted(self._heads)

    def greatest(self) -> int:
        """Return the greatest number that there is, 0 where there is no entry."""
        return max(self._numbers.values(), default=0)

    @staticmethod
    def _wrong_number(entry: Entry, numbers: Mapping[str, int]) -> str | None:
        known = [numbers[followed] for followed in entry.prev if followed in numbers]
        expected = max(known, default=0) + 1
        if entry.seq == expected or (entry.seq > expected and len(known) < len(entry.prev)):
            return None
        return f"has number {entry.seq} where what it follows calls for {expected}"
