"""Every thing in the ledger by name, handle or former name, in the palette."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import cast

from textual.command import Hit, Hits, Provider

from .. import safe_text, words
from ..messages import OpenThing
from ..own import own
from ..things import seek


class ThingProvider(Provider):
    """Finds things, and opens them."""

    async def search(self, query: str) -> Hits:
        """Offer the things whose names fit; the ledger is read in a thread."""
        app = own(self.screen)
        if not app.desk.opened:
            return
        found = await asyncio.to_thread(lambda: seek(app.desk.things(), query))
        for score, thing in found:
            name = thing.title or thing.handle
            shown = safe_text.line(f"{words.KINDS.get(thing.kind, '·')} ", name)
            # The palette would read a string as markup, but takes text that is none.
            about = cast(str, safe_text.line(f"{thing.kind} {thing.handle}".strip()))
            opening = partial(app.post_message, OpenThing(thing.kind, thing.key))
            yield Hit(score, shown, opening, safe_text.one_line(name), about)
