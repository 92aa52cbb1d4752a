"""Print the figures as a table: `python -m tests.bench [--quick] [--keep FOLDER]`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from .figures import Bench
from .measuring import Figure

_SIZES = (1_000, 10_000, 100_000, 300_000)
_QUICK = (1_000, 10_000)


def main() -> None:
    """Take the figures and print each as soon as it is there."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="small ledgers, few runs: a smoke test, no figures"
    )
    parser.add_argument("--keep", type=Path, help="make the ledgers here, or use those that are here already")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(chosen.keep or Path(folder), runs=5 if chosen.quick else 25)
        print("| what | floor | aim | measured | floor / measured |")
        print("| --- | --- | --- | --- | --- |", flush=True)
        for figure in bench.figures(_QUICK if chosen.quick else _SIZES):
            print(_line(figure), flush=True)


def _line(figure: Figure) -> str:
    return f"| {figure.what} | {figure.floor} | {figure.aim} | {figure.measured} | {figure.detail} |"


if __name__ == "__main__":
    main()
