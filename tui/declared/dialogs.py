"""What can be done in forms, questions, the help and the first run."""

from __future__ import annotations

from typing import Final

from .. import words
from .command import Command

ANSWERS: Final = (
    ("i", "in"), ("d", "declined"), ("c", "considering"), ("s", "asked"), ("w", "withdrawn"), ("p", "planned"),
)  # fmt: skip
"""Each answer and the key that gives it, as on the matrix."""

COMMANDS: Final[tuple[Command, ...]] = (
    Command("form.save", "Save", "Write what was typed.", "save", ("form",), "ctrl+s", shown=False),
    Command("form.leave", "Cancel", "Give up what was typed, if asked twice.", "leave", ("form",), "escape",
            shown=False),
    Command("form.tab", "Next", "On to the next field or button.", "app.focus_next", ("form",), "tab",
            shown=False),
    Command("form.backtab", "Back", "Back to the field or button before.", "app.focus_previous", ("form",),
            "shift+tab", shown=False),
    Command("form.next", "Next field", "To the next field.", "app.focus_next", ("form",), "down",
            shown=False),
    Command("form.previous", "Field before", "To the field before.", "app.focus_previous", ("form",), "up",
            shown=False),
    Command("quick.fields", "All fields", "Go on in the form, with what the line says filled in.",
            "fields", ("quick",), "ctrl+o", shown=False),
    Command("quick.leave", "Cancel", "Give up what was typed, if asked twice.", "leave", ("quick",), "escape",
            shown=False),
    *(
        Command(f"answers.{state}", words.OPTED[state].text, f"Record: {state}.", f"give('{state}')",
                ("answers",), key, shown=False)
        for key, state in ANSWERS
    ),
    Command("answers.terms", "Terms", "The answer with its terms and its proof.", "give('terms')", ("answers",),
            "enter", shown=False),
    Command("answers.leave", "Leave", "Record nothing.", "leave", ("answers",), "escape", shown=False),
    Command("question.yes", "Yes", "Go on.", "answer(True)", ("question",), "y", shown=False),
    Command("question.no", "No", "Leave it.", "answer(False)", ("question",), "n,escape", shown=False),
    Command("question.next", "Next answer", "To the next answer.", "app.focus_next", ("question",), "right,l",
            shown=False),
    Command("question.previous", "Answer before", "To the answer before.",
            "app.focus_previous", ("question",), "left,h", shown=False),
    Command("help.close", "Close", "Back to the screen.",
            "app.pop_screen", ("help",), "escape,q,question_mark,f1", shown=False),
    Command("keys.reset", "Its own key", "Give this command the key it had.", "reset", ("keys",), "backspace,delete",
            shown=False),
    Command("keys.close", "Close", "Back to the screen.", "app.pop_screen", ("keys",), "escape", shown=False),
    Command("welcome.make", "Make", "Make a ledger.", "make", ("welcome",), "m", shown=False),
    Command("welcome.join", "Join", "Join a ledger that others share.", "join", ("welcome",), "J", shown=False),
    Command("welcome.demo", "Demo", "Look around in a coalition that isn't real.", "demo", ("welcome",), "d",
            shown=False),
    Command("jump.leave", "Leave", "Back to where one was.", "leave", ("jump",), "escape", shown=False),
    Command("welcome.next", "Next", "To the next offer.", "app.focus_next", ("welcome",), "j,down",
            shown=False),
    Command("welcome.previous", "Before", "To the offer before.", "app.focus_previous", ("welcome",), "k,up",
            shown=False),
)  # fmt: skip
