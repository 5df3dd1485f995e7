"""A websocket that lives no longer than its session, and counts the reader's acts alone."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from door import wire

SECONDS_BETWEEN_LOOKS = 5
POLICY = 1008  # the code of a websocket that is closed by a rule
GONE: Message = {"type": "websocket.disconnect", "code": POLICY, "reason": ""}


class Socket:
    """One open websocket.

    Parameters
    ----------
    receive, send : callable
        Of the server.
    is_alive : callable
        Returns whether the session still stands; given True, notes that the reader did something.
    """

    def __init__(
        self, receive: Receive, send: Send, is_alive: Callable[[bool], Awaitable[bool]]
    ) -> None:
        self._receive, self._send, self._is_alive = receive, send, is_alive
        self._is_over = False
        self._is_fresh = True  # a browser asks for the page by itself when a socket opens

    async def carry(self, app: ASGIApp, scope: Scope) -> None:
        """Have the app talk over this websocket until one of them, or the session, ends."""
        watch = asyncio.create_task(self._watch())
        try:
            await app(scope, self._heard, self._said)
        finally:
            watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watch

    async def _watch(self) -> None:
        while not self._is_over:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            if not await self._is_alive(False):
                await self._end()

    async def _heard(self) -> Message:
        while not self._is_over:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            kind = wire.kind_of(message.get("bytes") or b"")
            if kind == wire.FORBIDDEN:
                continue
            if kind == wire.ACT and not await self._act():
                break
            return message
        return GONE

    async def _act(self) -> bool:
        """Return whether the session still stands, having noted the act."""
        by_itself, self._is_fresh = self._is_fresh, False
        alive = await self._is_alive(not by_itself)
        if not alive:
            await self._end()
        return alive

    async def _said(self, message: Message) -> None:
        if not self._is_over:
            self._is_over = message["type"] == "websocket.close"
            await self._send(message)

    async def _end(self) -> None:
        """Close it; whoever waits to hear something is told so by the server."""
        if not self._is_over:
            self._is_over = True
            await self._send({"type": "websocket.close", "code": POLICY})
