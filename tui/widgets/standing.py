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

    def say(self, it: Standing | None, stage: str, failed: Refused | None) -> None:
        """Show how it is shared, how far a sync is, and what went wrong until one works again."""
        self.update(safe_text.stacked([_where(it), *_how(it, stage, failed)]))


def _where(it: Standing | None) -> Content:
    if it is None:
        return safe_text.line(("  ⇅ reading…", _DIM))
    if not it.remote:
        return safe_text.line(("  ⇅ Shared with nobody yet", "bold"), ": s says where it is to be shared.")
    return safe_text.line((f"  ⇅ {it.remote}", "bold"), f"  {it.address}", (f"  branch {it.branch}", _DIM))


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
    when = f"{it.at[:16].replace('T', ' ')} UTC"
    return [safe_text.line(("  ✓ Synced", "$text-success"), f" {when}: {it.sent} sent, {it.came} came in")]
