"""The door with a plain room behind it, asked as a browser would ask; no socket between."""

import re
from pathlib import Path
from types import TracebackType
from urllib.parse import urlencode

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from data.refusal import Refusal
from door import gate, routes
from tests import readers

PAGES = {"overview": "maps", "intake": "intake", "welcome": "welcome"}
INDEX = "<html><head><script>window.ready = false</script></head></html>"
HOST = "127.0.0.1:8501"
ORIGIN = f"http://{HOST}"
LOOKING = {"accept": "text/html", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


async def inside(request: Request) -> Response:
    """Answer as what lies behind the door would, telling whom the gate let in."""
    return PlainTextResponse(request.headers.get("x-mahalleh-session", "nobody"))


PRESSED: list[dict[str, str]] = []  # what consoles sent


def pressed(_directory: Path, sid: str, sent: dict[str, str]) -> None:
    """Note a key press; refuse one of a ceremony that is not there."""
    if sent["ceremony"] == "unknown":
        raise Refusal("ceremony.unknown", ceremony="unknown")
    if sent["ceremony"] == "busy":
        raise Refusal("decisions.busy", path="")
    PRESSED.append({"sid": sid, **sent})


def house(directory: Path) -> Starlette:
    """Return an app with the real door, and behind it a room that says whom it let in."""
    folders = [directory.parent / name for name in ("assets", "browser", "outlines")]
    for folder in folders:
        folder.mkdir(exist_ok=True, parents=True)
        (folder / "a.js").write_text("// a")
    every = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
    return Starlette(
        routes=[
            *routes.every(*folders, press=pressed),
            Route("/{path:path}", inside, methods=every),
        ],
        middleware=[Middleware(gate.Gate, directory=directory, pages=PAGES, index=INDEX)],
    )


class Visitor:
    """One browser at the door; keeps its cookies, fills in forms.

    Parameters
    ----------
    directory : Path
        The store.
    app : Starlette, optional
        A house that others visit, too.
    origin : str
        What it calls the server.
    """

    def __init__(
        self, directory: Path, app: Starlette | None = None, *, origin: str = ORIGIN
    ) -> None:
        self.directory, self.origin = directory, origin
        self.app = app or house(directory)
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, raise_app_exceptions=False), base_url=origin
        )

    async def __aenter__(self) -> "Visitor":
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _where: TracebackType | None,
    ) -> None:
        await self.client.aclose()

    def enter(self, role: str) -> None:
        """Hold the cookie of a session that has just begun."""
        self.hold(readers.token(self.directory, role))

    def hold(self, token: str) -> None:
        """Hold a session's cookie."""
        name = "__Host-mahalleh" if self.origin.startswith("https") else "mahalleh"
        self.client.cookies.set(name, token, domain=self.client.base_url.host)

    async def look(self, address: str, **headers: str) -> httpx.Response:
        """Open an address as by a click."""
        return await self.client.get(address, headers=LOOKING | _named(headers))

    async def ask(self, method: str, address: str, **headers: str) -> httpx.Response:
        """Ask for something as a page's script would."""
        return await self.client.request(method, address, headers=_named(headers))

    async def fill(
        self, address: str, *, at: str | None = None, number: int = 0, **told: str
    ) -> httpx.Response:
        """Open a page and send one of its forms.

        Parameters
        ----------
        address : str
            The page's.
        at : str, optional
            Where the form is sent to; its first one, where not given.
        number : int
            Which of the forms sent there.
        **told : str
            What is typed.
        """
        page = (await self.look(address)).text
        found = [
            (action.replace("&amp;", "&"), body)
            for action, body in re.findall(
                r'<form method="post" action="([^"]*)"(.*?)</form>', page
            )
            if at is None or action.startswith(at)
        ]
        action, body = found[number]
        held = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', body))
        return await self.send(action, held | told)

    async def send(self, address: str, told: dict[str, str], **headers: str) -> httpx.Response:
        """Send a form as our own page does."""
        sent = {"content-type": "application/x-www-form-urlencoded", "origin": self.origin}
        sent |= {"sec-fetch-site": "same-origin"} | _named(headers)
        sent = {name: value for name, value in sent.items() if value}
        return await self.client.post(address, content=urlencode(told), headers=sent)


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
