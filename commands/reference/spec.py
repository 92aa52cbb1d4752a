"""The whole of Allied's commands and vocabularies as one object."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ...store.schema.describe import describe
from ..errors import Exit
from ..settings import AUDIENCES, COLORS, FORMATS
from ..version import VERSION
from .described import commands
from .topics import ENVIRONMENT, TOPICS


def spec() -> dict[str, Any]:
    """Return commands with all they take, kinds with their fields and words, formats, exit codes, variables."""
    return {
        "version": VERSION,
        "commands": [{**asdict(one), "words": list(one.words)} for one in commands()],
        "schema": describe(),
        "formats": list(FORMATS),
        "audiences": list(AUDIENCES),
        "colors": list(COLORS),
        "exit_codes": {code.name.lower(): int(code) for code in Exit},
        "environment": dict(ENVIRONMENT),
        "topics": {name: {"help": topic.help, "lines": dict(topic.lines)} for name, topic in TOPICS.items()},
    }
