"""The app, by its own type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from ..app import Allied


def own(node: MessagePump) -> Allied:
    """Return the app that a screen, widget or provider belongs to."""
    app: Any = node.app  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return cast("Allied", app)
