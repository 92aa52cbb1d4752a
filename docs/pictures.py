"""Draw the README's pictures anew: `python docs/pictures.py`, in an environment that has Allied."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any, Final

SIZE: Final = (118, 32)
HERE: Final = Path(__file__).parent / "pictures"
# What is pressed to come to each picture, from the first screen.
PICTURES: Final = {
    "today": (),
    "matrix": ("X", "l", "j", "j"),
    "decision": ("5", "enter", "j"),
    "board": ("4", "v", "l"),
    "charts": ("g", "c"),
}


async def draw(root: Path) -> None:
    """Press the keys, and save what is on the screen once it stands still."""
    from allied.tui.app import Allied
    from allied.tui.frame.picture import alone

    for name, keys in PICTURES.items():
        app = Allied(root)
        async with app.run_test(size=SIZE) as pilot:
            await still(pilot)
            for key in keys:
                await pilot.press(key)
                await still(pilot)
            drawn = alone(app.export_screenshot(title="Allied"))
            (HERE / f"{name}.svg").write_text(drawn + "\n", encoding="utf-8")


async def still(pilot: Any) -> None:
    """Wait until nothing changes on the screen any more."""
    before, same = "", 0
    while same < 12:
        await pilot.pause(0.05)
        now = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        before, same = now, same + 1 if now == before and "Reading" not in now else 0


def main() -> None:
    """Make the demo, and draw it."""
    from allied.store.demo import build

    HERE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(draw(build(Path(folder) / "demo").root))


if __name__ == "__main__":
    main()
