"""What can stand where a command line is still being typed. It never fails aloud: a shell waits for it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from ..table import COMMANDS
from .positions import kinds_at, words_of

if TYPE_CHECKING:
    from typer.core import TyperCommand

    from ...store.ledger import Ledger

VARIABLE: Final = "_ALLIED_COMPLETE"
Said = tuple[str, str]
"""A word and what it is."""

# What can be typed in every shell without quoting; other people's handles may be anything.
_PLAIN: Final = re.compile(r"[A-Za-z0-9@_.~:=+,/-]+")
_SETTINGS: Final = ("-C", "--format", "--fields", "--audience", "--color")
_REFERENCES: Final = {
    "MEMBER": "member",
    "OTHER": "member",
    "CONTACT": "contact",
    "GROUP": "group",
    "INITIATIVE": "initiative",
    "ACTION": "action",
    "DECISION": "decision",
    "MEETING": "meeting",
    "OPTIN": "optin",
}


def main(args: Sequence[str]) -> int:
    """Write what can stand for the last of *args*, one a line, for the shell that asks; return 0, always."""
    try:
        shell = os.environ.get(VARIABLE, "")
        found = [one for one in complete(args) if _PLAIN.fullmatch(one[0])]
        if shell == "bash":
            lines = [word for word, _ in found]
        elif shell == "zsh":  # `_describe` parts a word from what it is by a colon
            lines = [f"{word.replace(':', chr(92) + ':')}:{_line(what)}" for word, what in found]
        else:
            lines = [f"{word}\t{_line(what)}" for word, what in found]
        sys.stdout.write("".join(f"{line}\n" for line in dict.fromkeys(lines)))
        sys.stdout.flush()
    except BaseException:  # nothing is worth a message in the middle of somebody's line
        return 0
    return 0


def complete(args: Sequence[str]) -> list[Said]:
    """Return what can stand for the last word of a command line; *args* are its words after `allied`."""
    words = _joined(args)
    before, start = words[:-1], words[-1] if words else ""
    directory, before = _settings(before)
    if not before:
        return _starting([(name, noun.help) for name, noun in COMMANDS.items()], start) + _flags(None, start)
    noun = COMMANDS.get(before[0])
    if noun is None:
        return []
    if noun.verbs is None:
        return _of_command(before[0], before[0], before[1:], start, directory)
    if len(before) == 1:
        return _starting(list(noun.verbs.items()), start)
    if before[1] not in noun.verbs:
        return []
    return _of_command(before[0], before[1], before[2:], start, directory)


def _joined(args: Sequence[str]) -> list[str]:
    """Return the words with an option and its value as two, however the shell has parted them at the `=`."""
    words: list[str] = []
    for place, word in enumerate(args):
        if word == "=" and words and words[-1].startswith("--"):
            if place == len(args) - 1:
                words.append("")
        elif word.startswith("--") and "=" in word:
            words += word.split("=", 1)
        else:
            words.append(word)
    return words


def _settings(before: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the ledger's folder, if it is said, and the words without what is said before the noun."""
    left, directory = list(before), None
    while left and left[0].startswith("-"):
        flag = left.pop(0)
        if flag in _SETTINGS and left:
            value = left.pop(0)
            directory = value if flag == "-C" else directory
    if "-C" in left[:-1]:
        directory = left[left.index("-C") + 1]
    return directory, left


def _of_command(noun: str, verb: str, before: Sequence[str], start: str, directory: str | None) -> list[Said]:
    if start.startswith("-") and "--" not in before:
        return _flags((noun, verb), start)
    arguments = [word for word in before if word != "--"]
    if any(word.startswith("-") for word in before):
        command = _command(noun, verb)
        option = _waiting(command, before)
        if option is not None:
            return _values(option, start, directory)
        arguments = _arguments(command, before)
    place = len(arguments)
    words = [(word, "") for word in words_of(noun, verb, place)]
    kinds = kinds_at(noun, verb, place)
    found = _starting(words, start)
    if noun == "help":
        from .topics import TOPICS

        found += _starting([*((name, topic.help) for name, topic in TOPICS.items()), *_nouns()], start)
    return found + (_documents(kinds, start, directory) if kinds else [])


def _nouns() -> list[Said]:
    return [(name, noun.help) for name, noun in COMMANDS.items()]


def _starting(words: Sequence[Said], start: str) -> list[Said]:
    return [one for one in words if one[0].startswith(start)]


def _command(noun: str, verb: str) -> TyperCommand:
    from ..lazy import command_of

    command: Any = command_of(COMMANDS[noun], verb)
    return command


def _flags(path: tuple[str, str] | None, start: str) -> list[Said]:
    """Return the options of a command, those of every command where none is named yet."""
    if not start.startswith("-"):
        return []
    if path is None:
        from ..settings import options

        params: Sequence[Any] = options()
    else:
        params = list[Any](_command(*path).params)
    found = [(flag, param.help or "") for param in params for flag in param.opts if flag.startswith("--")]
    return sorted(_starting([*found, ("--help", "Show what it takes.")], start))


def _waiting(command: TyperCommand, before: Sequence[str]) -> Any:
    """Return the option whose value is being typed, `None` where it is none's."""
    if not before or not before[-1].startswith("-") or "--" in before:
        return None
    return next((param for param in command.params if before[-1] in param.opts and not _is_flag(param)), None)


def _arguments(command: TyperCommand, before: Sequence[str]) -> list[str]:
    """Return the words that are no options nor their values."""
    found: list[str] = []
    words = iter(before)
    for word in words:
        if word == "--":
            found += list(words)
        elif not word.startswith("-") or word == "-":
            found.append(word)
        elif any(word in param.opts and not _is_flag(param) for param in command.params):
            next(words, None)
    return found


def _is_flag(param: Any) -> bool:
    return bool(getattr(param, "is_flag", False))


def _values(option: Any, start: str, directory: str | None) -> list[Said]:
    """Return what an option takes: the words of its vocabulary, or documents."""
    metavar = str(option.metavar or "")
    parts = metavar.strip("[]").split("|")
    kinds = tuple(_REFERENCES[part] for part in parts if part in _REFERENCES)
    words = [
        (part, "") for part in parts if part == part.lower() and _PLAIN.fullmatch(part) and len(parts) > 1
    ]
    found = _starting(words, start)
    return found + (_documents(kinds, start, directory) if kinds else [])


def _documents(kinds: Sequence[str], start: str, directory: str | None) -> list[Said]:
    from ...store.book.completing import completions

    ledger = _ledger(directory)
    me = [("@me", "you")] if "contact" in kinds and "@me".startswith(start) and ledger.me() else []
    return completions(ledger.book, kinds, start) + me


def _ledger(directory: str | None) -> Ledger:
    from pathlib import Path

    from ...store.ledger import Ledger

    return Ledger.open(Path(os.path.expanduser(directory)) if directory else None)


def _line(text: str) -> str:
    """Return what a word is on one line, safe to show."""
    from ..errors import one_line

    return one_line(text)[:80].replace("\t", " ")
