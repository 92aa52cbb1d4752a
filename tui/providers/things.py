"""Every thing in the ledger by name, handle, former name, id or the text in it, in the palette."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import Final, cast

from textual.command import Hit, Hits, Provider

from ...store.errors import AlliedError
from .. import safe_text, words
from ..desk.own import own
from ..messages import OpenThing
from ..reading import seeking
from ..reading.things import Thing

_ID: Final = 8
"""Letters of an id that are shown where it was found by them."""


class ThingProvider(Provider):
    """Finds things, and opens them; all the looking is done in threads."""

    _typed = 0

    async def startup(self) -> None:
        """List the things while the first letters are typed."""
        app = own(self.screen)
        if app.desk.opened:
            with suppress(AlliedError, OSError):
                await asyncio.to_thread(app.desk.things)

    async def search(self, query: str) -> Hits:
        """Offer the things that fit, those by their names first; what was typed since ends the looking."""
        app = own(self.screen)
        if not app.desk.opened:
            return
        self._typed += 1
        mine = self._typed

        def wanted() -> bool:
            return mine == self._typed

        try:
            things = await asyncio.to_thread(app.desk.things)
        except (AlliedError, OSError):
            return
        had: set[str] = set()
        for seek in (seeking.named, seeking.by_id, seeking.worded, seeking.nearly):
            if seek is seeking.nearly and len(had) >= seeking.ENOUGH:
                return
            for score, thing in await asyncio.to_thread(seek, things, query, wanted=wanted):
                if thing.key not in had:
                    had.add(thing.key)
                    written = seeking.around(thing.text, query) if seek is seeking.worded else ""
                    written = thing.key[:_ID] if seek is seeking.by_id else written
                    yield self._hit(score, thing, f"  {written}".rstrip())

    def _hit(self, score: float, thing: Thing, written: str) -> Hit:
        name = thing.title or thing.handle
        shown = safe_text.line(f"{words.KINDS.get(thing.kind, '·')} ", name)
        # The palette would read a string as markup, but takes text that is none.
        about = cast(str, safe_text.line(f"{thing.kind} {thing.handle}".strip() + written))
        opening = partial(own(self.screen).post_message, OpenThing(thing.kind, thing.key))
        return Hit(score, shown, opening, safe_text.one_line(name), about)
