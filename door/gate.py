"""Stands before everything: lets in what the table allows to whoever asks, and nothing else."""

import asyncio
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data import sessions, settings
from data.refusal import Refusal
from data.sessions import SignedIn
from data.settings import Settings
from door import asked, cookies, headers, origins, refusing, rules, uploads, wire
from door.asked import Asked
from door.rules import Rule
from door.sockets import Socket

PACKED = b"accept-encoding"
SPOOFED = {wire.HEADER.lower().encode(), wire.HEADER.lower().replace("-", "_").encode()}


class Gate:
    """Middleware that refuses by default; the only one that tells Streamlit who reads.

    Parameters
    ----------
    app : ASGI app
    directory : Path
        The store.
    pages : mapping
        The site map: a page's name to the ability it asks for.
    index : str
        The page that Streamlit's browser side begins with, as it is installed.
    """

    def __init__(
        self, app: ASGIApp, *, directory: Path, pages: Mapping[str, str], index: str
    ) -> None:
        self.app, self.directory = app, directory
        self.rules = rules.table(pages)
        self.hashes = headers.hashes_of_inline_scripts(index)
        self.returns = {rule.path: rule.ability for rule in self.rules if rule.is_page}
        self.returns["/account"] = None

    @cached_property
    def settings(self) -> Settings:
        """What is set for the store; read before the first request is answered."""
        return settings.read(self.directory)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request or a websocket in, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        scope = {**scope, "headers": [pair for pair in scope["headers"] if not _is_spoofed(pair)]}
        rule = rules.found(self.rules, scope["path"])
        origin = self._origin(scope, rule)
        secured = self._secured(send, rule, origin or "")
        answer: Response | None
        if origin is None:
            answer = refusing.plain(400)
        elif rule is None:
            answer = refusing.plain(404)
        elif scope.get("method", "WEBSOCKET") not in rule.methods:
            answer = refusing.plain(405)
        elif not origins.may_ask(scope, rule, origin):
            answer = refusing.plain(403)
        else:
            noted = await self._noted(scope, rule, origin)
            scope[asked.NAME] = noted
            answer = refusing.refusal(scope, rule, noted)
            if answer is None:
                await self._let_in(scope, receive, secured, rule, noted)
                return
        await refusing.refuse(answer, scope, receive, secured)

    def _origin(self, scope: Scope, rule: Rule | None) -> str | None:
        public = self.settings.origin
        probed = public is not None and rule is not None and rule.path == "/healthz"
        if probed and origins.is_on_this_machine(scope):
            return public
        return origins.expected(scope, public)

    async def _noted(self, scope: Scope, rule: Rule, origin: str) -> Asked:
        token = cookies.value(scope, cookies.SESSION, origin)
        reader = None
        if token is not None and not rule.in_frame:
            reader = await self._reader(token, touch=rule.is_act)
        return Asked(
            self.directory,
            self.settings,
            origin,
            token,
            reader,
            asked.speaker(scope),
            self.returns,
            asked.address_of(scope, self.settings.origin),
        )

    async def _reader(self, token: str, *, touch: bool) -> SignedIn | None:
        return await run_in_threadpool(sessions.by_token, self.directory, token, touch=touch)

    async def _let_in(
        self, scope: Scope, receive: Receive, send: Send, rule: Rule, noted: Asked
    ) -> None:
        sid = noted.reader.sid if noted.reader else ""
        if rule.path.startswith("/account"):  # packed, its length would tell of the marks inside
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] != PACKED]
        if noted.reader and rule.who == rules.READER:
            scope["headers"].append((wire.HEADER.lower().encode(), sid.encode()))
        if scope["type"] == "websocket":

            async def is_alive(touch: bool) -> bool:
                try:
                    return await self._reader(noted.token or "", touch=touch) is not None
                except Refusal:  # a session that cannot be looked up is none
                    return False

            await Socket(receive, send, is_alive).carry(self.app, scope)
        elif scope["method"] == "PUT":
            most = uploads.room(sid, noted.settings)
            told = uploads.declared(scope["headers"])
            with uploads.under_way(sid, most if told is None else min(told, most)):
                await self._bounded(scope, receive, send, most)
        else:
            await self._bounded(scope, receive, send, rule.most_bytes)

    async def _bounded(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        told = uploads.declared(scope["headers"]) or 0
        begun = asyncio.Event()

        async def noting(message: Message) -> None:
            begun.set()
            await send(message)

        try:
            if told > most:
                raise uploads.TooLarge
            await self.app(scope, uploads.bounded(receive, most), noting)
        except uploads.TooLarge:
            if not begun.is_set():
                await refusing.refuse(refusing.plain(413), scope, receive, send)

    def _secured(self, send: Send, rule: Rule | None, origin: str) -> Send:
        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = headers.secured(message, rule, origin, self.hashes)
            await send(message)

        return secured


def _is_spoofed(pair: tuple[bytes, bytes]) -> bool:
    return pair[0].lower() in SPOOFED
