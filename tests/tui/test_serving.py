"""Were one of these to fail, a browser would show nothing, or somebody else's page would see the ledger."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession, CookieJar, WSServerHandshakeError
from allied.store.ledger import Ledger

from .browser import CHROMIUM, Browser, until

MAIN = "import sys; from allied.commands.main import main; sys.exit(main())"


@asynccontextmanager
async def served(root: Path, *more: str) -> AsyncIterator[str]:
    """Have a ledger served, and yield the address to open; it ends as ctrl+c ends it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", MAIN, "-C", str(root), "serve", "--port", "0", *more,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env={**os.environ},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield (await asyncio.wait_for(process.stdout.readline(), 60)).decode().strip()
    finally:
        process.send_signal(signal.SIGINT)
        out, err = await asyncio.wait_for(process.communicate(), 60)
    assert (process.returncode, out) == (0, b""), err
    assert b"Traceback" not in err


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
async def test_a_browser_shows_it_and_takes_keys(coalition: Path, tmp_path: Path) -> None:
    async with served(coalition) as address, Browser(tmp_path / "profile") as browser:
        await browser.open(address)
        await browser.shows("1 Today")
        await browser.shows("Draft the letter")
        assert await browser.value("location.search") == ""  # the key stays in no history
        await until(lambda: len(browser.requests) > 3, "the page's parts")
        await browser.value("document.querySelector('.xterm-helper-textarea').focus()")
        await browser.press("4")
        await browser.shows("Actions")
        await browser.shows("Find a venue")
        await browser.press("a")
        await browser.shows("Add an action")
        await browser.press(*"Ring them", "Enter")
        await browser.shows("added: Ring them")
        assert browser.faults == []
        assert len(await browser.picture()) > 10_000
        # Only we are talked to: what the page would fetch from elsewhere stays in the browser.
        here = urlsplit(address).netloc
        asked = {url for url in browser.requests.values() if urlsplit(url).netloc not in (here, "")}
        assert asked == browser.held_back
    titles = {doc["title"] for doc in Ledger.open(coalition).table("action").values()}
    assert "Ring them" in titles


async def test_only_who_has_the_key_is_let_in(coalition: Path) -> None:
    async with served(coalition) as address, ClientSession() as session:
        plain = address.partition("?")[0]
        there = urlsplit(address).netloc
        for url, headers in (
            (plain, {}),
            (f"{plain}?key=guessed", {}),
            (f"{plain}ws", {}),
            (f"{plain}static/js/textual.js", {}),
            (address, {"Host": f"evil.example:{urlsplit(address).port}"}),
        ):
            async with session.get(url, headers=headers) as response:
                assert response.status == 403, (url, headers)
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as other, other.get(address) as response:
            assert response.status == 200 and str(response.url) == plain
            assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
            (cookie,) = response.history[0].cookies.values()
            assert cookie["httponly"] and cookie["samesite"] == "Strict"
            for origin in ("http://evil.example", f"https://{there}", "null"):
                with pytest.raises(WSServerHandshakeError, match="403"):
                    await other.ws_connect(
                        f"{plain}ws", headers={"Cookie": cookie.OutputString(), "Origin": origin}
                    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_no_other_host_than_this_machine(coalition: Path, host: str) -> None:
    line = [sys.executable, "-c", MAIN, "-C", str(coalition), "serve", "--host", host]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "this machine alone" in done.stderr and "hint: " in done.stderr


def test_a_port_that_is_taken_is_one_line(coalition: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        line = [sys.executable, "-c", MAIN, "-C", str(coalition), "serve", "--port", port]
        done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    error, hint = done.stderr.splitlines()
    assert f"Port {port}" in error and "--port" in hint


def test_without_its_package_it_says_what_to_install(coalition: Path) -> None:
    main = f"import sys; sys.modules['textual_serve'] = None; {MAIN}"
    line = [sys.executable, "-c", main, "-C", str(coalition), "serve"]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[1:] == ["hint: pip install 'allied[serve]'"]
