"""The TUI in a browser on this machine: for whoever has the address that is printed, and for nobody else."""

from __future__ import annotations

import asyncio
import hmac
import secrets
import shlex
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
"""The hosts that stand for this machine alone."""
_BEAT: Final = 15.0
"""Seconds between two looks at whether a page is still there."""
_SECONDS: Final = 3.0
"""How long pages are given to close when the server ends."""
_HEADERS: Final = {
    # The page would fetch a font from elsewhere, and tell there that it was opened.
    "Content-Security-Policy": "default-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' {websocket}; frame-ancestors 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def serve(path: Path | None, host: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve the ledger at *path*, or the nearest one, until ctrl+c; *tell* is told the address once it can be opened.

    Raises `OSError` where the port can't be had; the port 0 stands for any that is free.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listening:
        server = Loopback(_command(path), host, int(listening.getsockname()[1]))
        tell(server.address)
        web.run_app(server.made(), sock=listening, print=None, access_log=None, shutdown_timeout=_SECONDS)


class Loopback(Server):
    """A server that lets nobody in but who has its key.

    Other people on this machine, and pages of other sites open in the same browser, could talk to it too, and it
    would show them all of the ledger.
    """

    def __init__(self, command: str, host: str, port: int) -> None:
        """Make a key for this run."""
        named = f"[{host}]" if ":" in host else host
        self._url = f"http://{named}:{port}"
        super().__init__(command, host, port, title="Allied", public_url=self._url)  # pyright: ignore[reportUnknownMemberType]
        self._key = secrets.token_urlsafe(24)
        self._cookie = f"allied-{port}"
        self._host = f"{named}:{port}"
        self._pages: set[asyncio.Task[Any]] = set()

    @property
    def address(self) -> str:
        """What to open in a browser, the key in it."""
        return f"{self._url}/?key={self._key}"

    async def made(self) -> web.Application:
        """Return what answers requests."""
        application = await self._make_app()
        application.middlewares.append(self._guarded)
        return application

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the TUI for a page for as long as it is open."""
        socket = web.WebSocketResponse(heartbeat=_BEAT)
        await socket.prepare(request)

        async def close() -> None:
            await socket.close()

        page = Page(
            self.command, write_bytes=socket.send_bytes, write_str=socket.send_str, close=close,
            download_manager=self.download_manager,
        )  # fmt: skip
        task = asyncio.current_task()
        assert task is not None
        self._pages.add(task)
        try:
            await page.start(
                to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24)
            )
            await self._process_messages(socket, page)
        finally:
            await page.stop()
            self._pages.discard(task)
            await socket.close()
        return socket

    async def on_shutdown(self, app: web.Application) -> None:
        """End what runs for the pages that are open, and see it gone."""
        pages = [*self._pages]
        for page in pages:
            page.cancel()
        await asyncio.gather(*pages, return_exceptions=True)

    async def on_startup(self, app: web.Application) -> None:
        """Print nothing: the address was told."""

    @web.middleware
    async def _guarded(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        # A name of somebody else's that leads here is not ours, whatever it resolves to.
        if request.host != self._host:
            raise web.HTTPForbidden(text="Open the address that allied serve printed.")
        if request.path == "/" and self._is_key(request.query.get("key", "")):
            answer = web.HTTPSeeOther("/")
            answer.set_cookie(self._cookie, self._key, httponly=True, samesite="Strict")
            raise answer
        if not self._is_key(request.cookies.get(self._cookie, "")):
            raise web.HTTPForbidden(text="Open the address that allied serve printed: it holds a key.")
        if request.path == "/ws" and request.headers.get("Origin") != self._url:
            raise web.HTTPForbidden(text="This page isn't Allied's.")
        response = await handler(request)
        if not response.prepared:
            for name, value in _HEADERS.items():
                response.headers[name] = value.format(websocket=f"ws://{self._host}")
        return response

    def _is_key(self, text: str) -> bool:
        return hmac.compare_digest(text.encode(), self._key.encode())


class Page(AppService):
    """The TUI of one page, a process of its own."""

    async def stop(self) -> None:
        """Have it leave, and see it gone: nothing of it outlives the server."""
        await super().stop()
        if self._process is not None:
            await self._process.wait()


def _command(path: Path | None) -> str:
    """Return the command line that starts the TUI for a page; `-P` keeps the folder one is in from being code."""
    line = [sys.executable, "-P", "-m", "allied.tui"]
    return shlex.join([*line, str(path.absolute())] if path else line)
