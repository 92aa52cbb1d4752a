"""The TUI on its own, on whatever Textual is told to draw: `allied serve` starts it for each page."""

from __future__ import annotations

import sys
from pathlib import Path

from .app import run

if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
