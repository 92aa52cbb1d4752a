"""How the ledger is shared, always in view on the Sync screen: where, when last, and what came of it."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from .. import safe_text
from ..messages import Refused
from ..reading.standing import Standing

_DIM = "$foreground-muted"


class StandingPart(Static):
    """A line on where the ledger is shared, and one on the last sync, or on the one that runs."""

    _said: tuple[Standing | None, str, Refused | None] = (None, "", None)

    def say(self, it: Standing | None, stage: str, failed: Refused | None) -> None:
        """Show how it is shared, how far a sync is, and what went wrong until one works again."""
        self._said = it, stage, failed
        self.update(safe_text.stacked([_where(it, self.size.width or 80), *_how(it, stage, failed)]))

    def on_resize(self) -> None:
        """Show as much of the address as there is room for."""
        self.say(*self._said)


def _where(it: Standing | None, wide: int) -> Content:
    if it is None:
        return safe_text.line(("  ⇅ reading…", _DIM))
    if not it.remote:
        return safe_text.line(("  ⇅ Shared with nobody yet", "bold"), ": s says where it is to be shared.")
    name, branch = f"  ⇅ {safe_text.one_line(it.remote)}", f"  branch {safe_text.one_line(it.branch)}"
    room = max(12, wide - len(name) - len(branch) - 2)
    return safe_text.line(
        (name, "bold"), (branch, _DIM), f"  {safe_text.fit(it.address, room)}".rstrip(),
    )  # fmt: skip


def _how(it: Standing | None, stage: str, failed: Refused | None) -> list[Content]:
    if stage:
        return [safe_text.line((f"  ⟳ {stage}…", "bold $accent"), ("  x stops it", _DIM))]
    if failed is not None:
        hint = [safe_text.line((f"    hint: {failed.hint}", "$text-warning"))] if failed.hint else []
        return [safe_text.line((f"  ✗ {failed.words}", "$text-error")), *hint]
    if it is None or not it.remote:
        return []
    if not it.at:
        return [safe_text.line(("  ○ Not synced yet: s does.", _DIM))]
    return [safe_text.line(("  ✓ Synced", "$text-success"), f" {it.at}: {it.sent} sent, {it.came} came in")]
