"""A real browser: headless Chromium, spoken to by its own protocol; what its page is sent, as a terminal shows it."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import pyte
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-dev-shm-usage", "--window-size=1200,800", "--remote-debugging-port=0",
)  # fmt: skip
_LONGEST = 60.0


class Browser:
    """One page in one browser, with an empty profile of its own."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.requests: dict[str, str] = {}
        """What was asked for, by the browser's own numbers."""
        self.held_back: set[str] = set()
        """What of it the page's own rules kept from leaving the browser."""
        self.faults: list[str] = []
        self._screen = pyte.Screen(200, 60)
        self._stream = pyte.ByteStream(self._screen)

    async def __aenter__(self) -> Self:
        assert CHROMIUM is not None
        self._process = await asyncio.create_subprocess_exec(
            CHROMIUM, *_FLAGS, f"--user-data-dir={self._profile}", "about:blank",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        said = self._profile / "DevToolsActivePort"
        await until(lambda: said.exists() and said.read_text().count("\n") >= 1, "a browser that listens")
        port = int(said.read_text().split()[0])
        self._session = ClientSession()
        async with self._session.get(f"http://127.0.0.1:{port}/json") as response:
            page = next(one for one in await response.json() if one["type"] == "page")
        self._socket: ClientWebSocketResponse = await self._session.ws_connect(
            page["webSocketDebuggerUrl"], max_msg_size=0
        )
        self._reading = asyncio.create_task(self._read())
        for domain in ("Page", "Network", "Runtime", "Log"):
            await self.call(f"{domain}.enable")
        return self

    async def __aexit__(self, *_: object) -> None:
        self._reading.cancel()
        await self._session.close()
        self._process.terminate()
        await self._process.wait()

    async def call(self, method: str, **params: object) -> dict[str, Any]:
        """Have the browser do something, and return what came of it."""
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        return await asyncio.wait_for(self._answers[number], _LONGEST)

    async def open(self, address: str) -> None:
        """Open an address."""
        await self.call("Page.navigate", url=address)

    async def press(self, *keys: str) -> None:
        """Press keys, as somebody at the page would."""
        for key in keys:
            code = {"Enter": 13, "Escape": 27}.get(key, ord(key[0].upper()))
            text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
            event = {"key": key, "windowsVirtualKeyCode": code}
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **event)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    async def value(self, expression: str) -> Any:
        """Return what an expression comes to in the page."""
        done = await self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return done["result"]["result"].get("value")

    async def picture(self) -> bytes:
        """Return the page as a PNG."""
        done = await self.call("Page.captureScreenshot", format="png")
        return base64.b64decode(done["result"]["data"])

    def screen(self) -> str:
        """Return what a terminal would show of what the page was sent."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    async def shows(self, words: str) -> None:
        """Wait until words are there."""
        await until(lambda: words in self.screen(), words, self.screen)

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type != WSMsgType.TEXT:
                continue
            told = json.loads(message.data)
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told)
                continue
            name, about = told["method"], told["params"]
            if name == "Network.requestWillBeSent":
                self.requests[about["requestId"]] = about["request"]["url"]
            elif name == "Network.loadingFailed" and about.get("blockedReason") == "csp":
                self.held_back.add(self.requests[about["requestId"]])
            elif name == "Network.webSocketFrameReceived" and about["response"]["opcode"] == 2:
                self._stream.feed(base64.b64decode(about["response"]["payloadData"]))
            elif name == "Runtime.exceptionThrown":
                self.faults.append(str(about["exceptionDetails"]))


async def until(condition: Callable[[], object], what: str, seen: Callable[[], str] = str) -> None:
    """Wait for a condition; fails saying what was seen instead."""
    end = asyncio.get_running_loop().time() + _LONGEST
    while not condition():
        assert asyncio.get_running_loop().time() < end, f"It never came about: {what}\n{seen()}"
        await asyncio.sleep(0.05)
