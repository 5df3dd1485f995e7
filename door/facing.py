"""The first page turned towards its reader before a byte is sent: language, direction, style.

Streamlit knows no right to left; `dir` on the root element turns its side bar and widgets round.
"""

from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ROOT = {"fa": '<html lang="fa" dir="rtl">', "en": '<html lang="en" dir="ltr">'}
STYLES = {"fa": ("assets/digits.css", "browser/page.css"), "en": ("browser/page.css",)}
SCRIPTS = "".join(f'<script src="./browser/{name}.js"></script>' for name in ("base", "keys"))
UNCHANGED = {b"accept-encoding", b"if-none-match", b"if-modified-since"}  # we need the whole text
CHANGED = {b"content-length", b"etag", b"last-modified"}
TITLE = {"fa": "محله", "en": "Mahalleh"}


class Facing:
    """Middleware that writes the reader's language into every page of HTML."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; of a page of HTML, change its head."""
        if scope["type"] != "http" or not _may_be_page(scope["path"]):
            await self.app(scope, receive, send)
            return
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("language", ["fa"])[0]
        head = _Head(send, asked if asked in ROOT else "fa")
        sent = [pair for pair in scope["headers"] if pair[0] not in UNCHANGED]
        await self.app({**scope, "headers": sent}, receive, head.send)


def _may_be_page(path: str) -> bool:
    ours = ("/_stcore/", "/account/", "/export/")
    return not f"{path}/".startswith(ours) and "." not in path.rpartition("/")[2]


class _Head:
    """Holds back one page of HTML until it is whole, and changes its head."""

    def __init__(self, send: Send, language: str) -> None:
        self._send, self._language = send, language
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = turned(self._body.decode("utf-8"), self._language).encode("utf-8")
        kept = [pair for pair in start["headers"] if pair[0].lower() not in CHANGED]
        headers = [*kept, (b"content-length", str(len(body)).encode())]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def _is_page(start: Message) -> bool:
    named = {name.lower(): value for name, value in start["headers"]}
    return start["status"] == 200 and named.get(b"content-type", b"").startswith(b"text/html")


def turned(page: str, language: str) -> str:
    """Return a page of HTML with the root element, title and style sheets of a language."""
    links = "".join(f'<link rel="stylesheet" href="./{style}">' for style in STYLES[language])
    return (
        page.replace('<html lang="en">', ROOT[language], 1)
        .replace("<title>Streamlit</title>", f"<title>{TITLE[language]}</title>", 1)
        .replace('<script type="module"', f'{SCRIPTS}<script type="module"', 1)
        .replace("</head>", f"{links}</head>", 1)
    )
