"""What can be done in forms, questions, the help and the first run."""

from __future__ import annotations

from typing import Final

from ..command import Command

COMMANDS: Final[tuple[Command, ...]] = (
    Command("form.save", "Save", "Write what was typed.", "save", ("form",), "ctrl+s", shown=False),
    Command("form.leave", "Cancel", "Give up what was typed, if asked twice.", "leave", ("form",), "escape",
            shown=False),
    Command("form.next", "Next field", "To the next field.", "app.focus_next", ("form",), "down",
            shown=False),
    Command("form.previous", "Field before", "To the field before.", "app.focus_previous", ("form",), "up",
            shown=False),
    Command("question.yes", "Yes", "Go on.", "answer(True)", ("question",), "y", shown=False),
    Command("question.no", "No", "Leave it.", "answer(False)", ("question",), "n,escape", shown=False),
    Command("question.next", "Next answer", "To the next answer.", "app.focus_next", ("question",), "right,l",
            shown=False),
    Command("question.previous", "Answer before", "To the answer before.",
            "app.focus_previous", ("question",), "left,h", shown=False),
    Command("help.close", "Close", "Back to the screen.",
            "app.pop_screen", ("help",), "escape,q,question_mark,f1", shown=False),
    Command("jump.leave", "Leave", "Back to where one was.", "leave", ("jump",), "escape", shown=False),
    Command("welcome.next", "Next", "To the next offer.", "app.focus_next", ("welcome",), "j,down",
            shown=False),
    Command("welcome.previous", "Before", "To the offer before.", "app.focus_previous", ("welcome",), "k,up",
            shown=False),
    Command("welcome.back", "Back", "Leave the name.", "back", ("welcome",), "escape", shown=False),
)  # fmt: skip
