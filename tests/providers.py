"""A provider of identities on this machine, which may be made to say anything."""

import base64
import contextlib
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "mahalleh", "between us"
SUBJECT = "reader-1"


@dataclass
class Provider:
    """What it says of itself and of readers.

    Parameters
    ----------
    address : str
        Without a slash at its end.
    key : RSAKey
        What its words are signed with.
    claims : dict
        Put into the next word in place of what belongs there; None takes it out.
    about : dict
        The same for what it tells of itself.
    header : dict
        The same for the word's header.
    signs_with : RSAKey or None
        Another key than the one it tells.
    asked : list of dict
        What it was asked for codes with.
    """

    address: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    claims: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    signs_with: RSAKey | None = None
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def code_for(self, way: str) -> str:
        """Return the code of a reader who went that way and said who they are."""
        told = {name: values[0] for name, values in parse_qs(urlsplit(way).query).items()}
        code = f"code-{len(self.asked)}-{len(self.codes)}"
        self.codes[code] = told
        return code

    def word(self, nonce: str) -> str:
        """Return what it says of a reader, signed."""
        now = int(time.time())
        claims = {"iss": self.address, "sub": SUBJECT, "aud": CLIENT, "nonce": nonce}
        claims |= {"iat": now, "exp": now + 300} | self.claims
        header = {"alg": "RS256", "kid": "one"} | self.header
        held = {name: value for name, value in claims.items() if value is not None}
        if header["alg"] == "none":
            return f"{_part(header)}.{_part(held)}."
        if header["alg"] == "HS256":  # the library would not: the public key as a secret
            told = f"{_part(header)}.{_part(held)}"
            mac = hmac.digest(self.key.as_pem(private=False), told.encode(), "sha256")
            return f"{told}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"
        return jwt.encode(header, held, self.signs_with or self.key)

    async def metadata(self, _request: Request) -> Response:
        """Tell of itself."""
        told = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }
        return JSONResponse(told | self.about)

    async def keys(self, _request: Request) -> Response:
        """Tell the keys that its words are signed with."""
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def token(self, request: Request) -> Response:
        """Give the word for a code, once, to whoever began."""
        told = dict((await request.form()).items())
        self.asked.append(told)
        secret = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        begun = self.codes.pop(told.get("code", ""), None)
        if begun is None or request.headers.get("authorization") != f"Basic {secret}":
            return JSONResponse({"error": "invalid_grant"}, 400)
        digest = hashlib.sha256(told["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if challenge != begun["code_challenge"] or told["redirect_uri"] != begun["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        word = self.word(begun["nonce"])
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "id_token": word})


def _part(held: dict) -> str:
    return base64.urlsafe_b64encode(json.dumps(held).encode()).decode().rstrip("=")


@contextlib.contextmanager
def running() -> Iterator[Provider]:
    """Yield a provider that answers at a port of its own."""
    provider = Provider()
    app = Starlette(
        routes=[
            Route("/.well-known/openid-configuration", provider.metadata),
            Route("/keys", provider.keys),
            Route("/token", provider.token, methods=["POST"]),
        ]
    )
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    provider.address = f"http://127.0.0.1:{port}"
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join(timeout=10)
