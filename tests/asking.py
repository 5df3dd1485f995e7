"""An ASGI app asked for one thing, as a browser would ask, without a socket between."""

import asyncio
from dataclasses import dataclass
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message


@dataclass(frozen=True)
class Answer:
    """What came back.

    Parameters
    ----------
    status : int
    headers : Headers
    content : bytes
    """

    status: int
    headers: Headers
    content: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode("utf-8")


def ask(app: ASGIApp, target: str, *, method: str = "GET", **headers: str) -> Answer:
    """Return the answer to a request; `target` as it stands in an address, with its query.

    Parameters
    ----------
    app : ASGI app
    target : str
        `/assets/a%20b.js?language=fa`.
    method : str
    **headers
        With an underscore for each hyphen.
    """
    path, _, query = target.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode("latin-1"),
        "query_string": query.encode("latin-1"),
        "root_path": "",
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
        ],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    sent: list[Message] = []
    asyncio.run(_run(app, scope, sent))
    start, *bodies = sent
    return Answer(
        start["status"],
        Headers(raw=start["headers"]),
        b"".join(body.get("body", b"") for body in bodies),
    )


async def _run(app: ASGIApp, scope: dict, sent: list[Message]) -> None:
    asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> Message:
        told = next(asked, None)
        if told is None:
            await asyncio.Event().wait()  # the reader stays on the line
        return told

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
