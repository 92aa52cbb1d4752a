"""What a verb did."""

from __future__ import annotations

from dataclasses import dataclass

from ..book.documents import Doc
from ..ledger import Step


@dataclass(frozen=True, slots=True)
class Done:
    """The document a verb was about, as it stands now, and the step that was written.

    Where everything was so already nothing is written: the step has no entries and an empty id.
    """

    kind: str
    key: str
    doc: Doc
    step: Step

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.step.entries)
