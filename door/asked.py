"""What is known of one request once it has been let in: who asks, from where, in which language."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.types import Scope

from data.sessions import SignedIn
from data.settings import Settings
from words import LANGUAGES, Say

NAME = "mahalleh.asked"


@dataclass(frozen=True)
class Asked:
    """One request, as the gate has found it.

    Parameters
    ----------
    directory : Path
        The store.
    settings : Settings
    origin : str
        This server's, as the request used it.
    token : str or None
        What its cookie holds; of a session that may have ended.
    reader : SignedIn or None
        Who asks; None for a stranger.
    say : Say
        Speaks the language of its address.
    pages : mapping
        Paths that a reader may be taken back to, each with the ability that it asks for.
    address : str
        Where it came from, as the attempts to sign in are counted by.
    """

    directory: Path
    settings: Settings
    origin: str
    token: str | None
    reader: SignedIn | None
    say: Say
    pages: Mapping[str, str | None]
    address: str


def of(request: Request) -> Asked:
    """Return what the gate noted of a request."""
    return request.scope[NAME]


def reader_of(asked: Asked) -> SignedIn:
    """Return whoever asks; the gate lets no stranger come this far."""
    if asked.reader is None:
        raise PermissionError("a stranger")
    return asked.reader


def speaker(scope: Scope) -> Say:
    """Return whoever speaks the language that an address names; Persian where it names none."""
    told = parse_qs(scope["query_string"].decode("latin-1")).get("language", ["fa"])[0]
    return Say(told if told in LANGUAGES else "fa")


def address_of(scope: Scope, public: str | None) -> str:
    """Return what a request's attempts are counted by: one address for all of this machine.

    Whoever asks without a proxy between could put any address into the header that tells it.
    """
    client = scope.get("client")
    return client[0] if public is not None and client else "this machine"
