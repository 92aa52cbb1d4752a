"""The pane that shows one thing whole, with a way to every other thing that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from .. import registry, safe_text, words
from ..desk.own import own
from ..messages import OpenThing
from .scroll import Scroll

if TYPE_CHECKING:
    from ..reading.detail import Detail
    from ..reading.lines import Line, Piece, To

_LINK: Final = "link"
"""What a part of the text that names a thing is known by, with its number."""


class DetailPane(Scroll):
    """Fields, what points to it, comments and history of one thing, wrapped to the pane."""

    COMMANDS_OF = "links"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("links")

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self.detail: Detail | None = None
        self.links: list[To] = []
        """The things that are named, in the order in which they are read."""
        self.link: int | None = None
        """The one that `enter` opens."""
        self._width = 0
        self._laid = Content("")

    def compose(self) -> ComposeResult:
        """Hold one text, laid out anew for each width."""
        yield Static(id="detail-text")

    def show(self, detail: Detail | None) -> None:
        """Show a thing; the place one had scrolled to, and the link one was on, stay if it is the same one."""
        same = detail is not None and self.detail is not None and detail.key == self.detail.key
        was = self.links[self.link] if same and self.link is not None else None
        self.detail, self.link = detail, None
        self._lay_out()
        if was in self.links:
            self.link = self.links.index(was)
            self._draw()
        if not same:
            self.scroll_home(animate=False)

    # Going to what it names

    def action_link(self, by: int) -> None:
        """Go to the next link, or the one before; from none, to the first in view."""
        if not self.links:
            self.notify("Nothing here leads to another thing.", severity="warning")
            return
        rows = self._rows()
        if self.link is not None:
            self.link = (self.link + by) % len(self.links)
        else:
            top = round(self.scroll_y)
            self.link = next((n for n, row in enumerate(rows) if row >= top), len(rows) - 1)
        self._draw()
        row, high = rows[self.link], self.scrollable_content_region.height
        if not self.scroll_y <= row < self.scroll_y + high:
            self.scroll_to(y=row if row < self.scroll_y else row - high + 1, animate=False)

    def action_follow(self) -> None:
        """Open the thing that the link is to; where one is on none, go to the first in view."""
        if self.link is None:
            self.action_link(1)
        else:
            self.post_message(OpenThing(*self.links[self.link]))

    def on_click(self, event: events.Click) -> None:
        """Open the thing whose name was clicked."""
        number = event.style.meta.get(_LINK)
        if isinstance(number, int) and number < len(self.links):
            self.link = number
            self._draw()
            self.post_message(OpenThing(*self.links[number]))

    def on_focus(self) -> None:
        """Show which link keys open."""
        self._draw(focused=True)

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self._draw(focused=False)

    # What it shows

    def on_resize(self) -> None:
        """Wrap to the new width."""
        if self.size.width != self._width:
            self._lay_out()

    def _lay_out(self) -> None:
        self._width = self.size.width
        self.links = []
        # One column stays free, so that a scroll bar that comes and goes moves nothing.
        wide = max(20, self._width - 4)
        self._laid = self._text(self.detail, wide) if self.detail else Content("")
        self._draw()

    def _draw(self, *, focused: bool | None = None) -> None:
        """Draw the text, the link that keys open turned round while they go here."""
        here = self.has_focus if focused is None else focused
        self.query_one("#detail-text", Static).update(self._linked(self.link if here else None))

    def _linked(self, here: int | None) -> Content:
        """Return the text with its links to be seen, one of them turned round."""
        drawn = self._laid
        for start, end, number in self._spans():
            drawn = drawn.stylize(_STYLES["here" if number == here else "link"], start, end)
        return drawn

    def _spans(self) -> list[tuple[int, int, int]]:
        """Return where in the text links are: start, end and number; one that was wrapped is in several places."""
        return [
            (span.start, span.end, span.style.meta[_LINK])
            for span in self._laid.spans
            if isinstance(span.style, Style) and _LINK in span.style.meta
        ]

    def _rows(self) -> list[int]:
        """Return the line of the text that each link begins in."""
        text, rows = self._laid.plain, dict[int, int]()
        for start, _, number in self._spans():
            rows.setdefault(number, text.count("\n", 0, start))
        return [rows.get(number, 0) for number in range(len(self.links))]

    def _text(self, it: Detail, wide: int) -> Content:
        dim = _STYLES["dim"]
        lines = [
            safe_text.hanging("", "", it.title or "(no name)", wide, 0, _STYLES["title"]),
            safe_text.line((f"{words.kind(it.kind)} {it.name}", dim)),
        ]
        lines += [
            safe_text.hanging("⚠", _STYLES["warn"], one, wide, 2, _STYLES["warn"])
            for one in self._warnings(it)
        ]
        lines.append(Content(""))
        lines += self._lines(it.fields, wide, _STYLES["label"], 16)
        for section in it.touches:
            lines += [Content(""), _heading(section.title, section.note)]
            lines += self._lines(section.lines, wide, _STYLES["label"], 18)
        if it.comments:
            lines += [Content(""), _heading("Comments", it.clock)]
            for comment in it.comments:
                lines.append(safe_text.line((comment.label, dim)))
                lines.append(safe_text.hanging("", "", comment.text, wide, 2))
        if it.history:
            lines += [Content(""), _heading("History", it.clock)]
            beside = max((len(line.label) for line in it.history), default=0) + 2
            lines += [self._line(line, wide, dim, beside, sentence=True) for line in it.history]
        return safe_text.stacked(lines)

    def _warnings(self, it: Detail) -> list[str]:
        if not it.crossed:
            return list(it.warnings)
        keys = registry.keys(registry.command("go.sync"), own(self).keymap_now)
        where = f"{keys[0]} (Sync)" if keys else "the Sync screen"
        return [*it.warnings, f"Two answers: {', '.join(it.crossed)}. {where} shows both, and takes one."]

    def _lines(self, lines: tuple[Line, ...], wide: int, style: str, most: int) -> list[Content]:
        indent = min(most, max((len(line.label) for line in lines), default=0) + 2)
        return [self._line(line, wide, style, indent) for line in lines]

    def _line(self, line: Line, wide: int, style: str, indent: int, *, sentence: bool = False) -> Content:
        """Return a label and what goes with it, under it where beside it there is little room for so much."""
        room, said = wide - indent, self._parts(line.parts)
        if room < _SENTENCE and (sentence or len(line.text) > 2 * room):
            label = safe_text.line((line.label, style))
            return safe_text.stacked([label, safe_text.hanging("", "", said, wide, 2)])
        return safe_text.hanging(line.label, style, said, wide, indent)

    def _parts(self, parts: tuple[Piece, ...]) -> Content:
        """Return text whose links know their numbers."""
        said: list[safe_text.Part] = []
        for piece in parts:
            if piece.to is None:
                said.append(piece.text)
            else:
                said.append((piece.text, Style.from_meta({_LINK: len(self.links)})))
                self.links.append(piece.to)
        return safe_text.content(*said)


def _heading(name: str, note: str) -> Content:
    return safe_text.line((name, _STYLES["section"]), (f"  {note}" if note else "", _STYLES["dim"]))


_SENTENCE: Final = 44
"""Cells under which a sentence isn't read easily."""
_STYLES: Final = {
    "title": "bold $primary",
    "label": "$foreground-muted",
    "section": "bold $secondary",
    "dim": "$foreground-muted",
    "warn": "$text-warning",
    "link": "underline",
    "here": "bold reverse",
}
