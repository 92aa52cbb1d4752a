"""What every test stands on: a clean environment, a ledger of its own, and the `--torture` option."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from allied.store.ledger import Ledger

# Where nothing compiled may be kept, every command that a test starts would compile all of Allied anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Fixtures here make folders anew for each test, not for each example; a slow machine is no failure.
_CALM = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
settings.register_profile("plain", deadline=None, suppress_health_check=_CALM)
settings.register_profile("torture", deadline=None, suppress_health_check=_CALM, max_examples=5000)
settings.load_profile("plain")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--torture", action="store_true", help="run the long forms: more kills, more examples")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--torture"):
        settings.load_profile("torture")


def pytest_xdist_auto_num_workers() -> int:
    """Return how many tests run at once for `-n auto`: many wait for a screen or for git more than they work."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(scope="session")
def torture(request: pytest.FixtureRequest) -> bool:
    """Whether the long form of a test is wanted."""
    return bool(request.config.getoption("--torture"))


@pytest.fixture(scope="session", autouse=True)
def calm_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the developer's own settings, and CI's, out of what any test or fixture sees."""
    home = tmp_path_factory.mktemp("home")
    steering = ("CI", "NO_COLOR", "FORCE_COLOR", "EDITOR", "VISUAL")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("ALLIED_", "GIT_")) or name in steering:
                patch.delenv(name)
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            patch.setenv(name, str(home))
        patch.setenv("TZ", "UTC")
        yield


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Return a ledger just made."""
    from allied.store.ledger import Ledger

    return Ledger.create(tmp_path / "ledger", name="River Coalition")
