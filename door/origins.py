"""Where a request comes from: the name it used for this server, and the page that sent it."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from door.rules import READ, Rule

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
PLAIN_PORTS = {"http": 80, "https": 443}
OWN = {None, "same-origin", "none"}  # none: typed into the address bar


def expected(scope: Scope, public: str | None) -> str | None:
    """Return the origin that whoever asks must be at; None where they used a foreign name.

    A page elsewhere whose name was made to lead here (DNS rebinding) still sends its own name.

    Parameters
    ----------
    scope : Scope
        Of the request or the websocket.
    public : str or None
        The one origin this server has; None for one that is asked on this machine alone.
    """
    hosts = Headers(scope=scope).getlist("host")
    if len(hosts) != 1:
        return None
    host = hosts[0].lower()
    if public is not None:
        return public if host == urlsplit(public).netloc.lower() else None
    return f"{_scheme(scope)}://{host}" if host in _own_hosts(scope) else None


def _scheme(scope: Scope) -> str:
    return "https" if scope["scheme"] in {"https", "wss"} else "http"


def _own_hosts(scope: Scope) -> set[str]:
    port = (scope.get("server") or ("", None))[1]
    hosts = {f"{name}:{port}" for name in LOOPBACK}
    return hosts | set(LOOPBACK) if port == PLAIN_PORTS[_scheme(scope)] else hosts


def is_on_this_machine(scope: Scope) -> bool:
    """Return whether a request used a name of this machine's own, as a probe of health does."""
    return Headers(scope=scope).getlist("host") in [[host] for host in _own_hosts(scope)]


def may_ask(scope: Scope, rule: Rule, origin: str) -> bool:
    """Return whether the page that sent a request may send it.

    Parameters
    ----------
    scope : Scope
    rule : Rule
        The one for its path.
    origin : str
        What `expected` returned.
    """
    headers = Headers(scope=scope)
    if scope["type"] == "websocket" or scope["method"] not in READ:
        return headers.getlist("origin") == [origin]
    if rule.in_frame or headers.get("sec-fetch-site") in OWN:
        return True
    return _is_visit(scope, headers)  # a link in a portal or a message leads here


def _is_visit(scope: Scope, headers: Headers) -> bool:
    went = headers.get("sec-fetch-mode") == "navigate"
    return went and headers.get("sec-fetch-dest") == "document" and scope["method"] == "GET"
