"""What every answer tells the browser to refuse."""

import base64
import hashlib
import re

from starlette.types import Message

from door.rules import Rule

OURS = (b"content-security-policy", b"access-control-allow-origin", b"server")
DROPPED = {*OURS, b"access-control-allow-credentials", b"x-frame-options"}
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # no-referrer would take the Origin off our own forms
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-permitted-cross-domain-policies", b"none"),
    (
        b"permissions-policy",
        b"camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=(),"
        b" display-capture=(), clipboard-read=(), browsing-topics=()",
    ),
)
SHEET = (
    "default-src 'none'; style-src 'self'; font-src 'self' data:; img-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
YEAR = 31_536_000


def hashes_of_inline_scripts(page: str) -> str:
    """Return what allows the scripts written inside a page, and no others."""
    digests = (hashlib.sha256(script.encode()).digest() for script in INLINE.findall(page))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def of_page(origin: str, hashes: str) -> str:
    """Return the policy of a page of Streamlit's: own scripts alone, none made up as one goes."""
    socket = origin.replace("http", "ws", 1)
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline';"
        f" img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' {socket};"
        " worker-src 'self' blob:; frame-src 'self'; manifest-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    )


def of_frame(origin: str) -> str:
    """Return the policy of the map's frame: a sandbox without an origin, which asks nobody.

    What it needs comes from this server by name: `'self'` means nothing without an origin.
    """
    return (
        f"sandbox allow-scripts; default-src 'none'; script-src {origin} 'unsafe-inline';"
        f" style-src {origin} 'unsafe-inline'; img-src {origin} data: blob:;"
        f" font-src {origin} data:; connect-src 'none'; form-action 'none'; base-uri 'none';"
        " frame-ancestors 'self'"
    )


def secured(start: Message, rule: Rule | None, origin: str, hashes: str) -> Message:
    """Return the beginning of an answer with what the browser shall refuse.

    Parameters
    ----------
    start : Message
        http.response.start.
    rule : Rule or None
        The one for its path; None where there is none.
    origin : str
        This server's own.
    hashes : str
        Of the scripts inside Streamlit's page.
    """
    kept = [(name, value) for name, value in start["headers"] if name.lower() not in DROPPED]
    names = {name.lower() for name, _ in kept}
    policy = _policy(rule, origin, hashes).encode()
    added = [(b"content-security-policy", policy), *ALWAYS]
    if rule is not None and rule.in_frame:
        added += [(b"access-control-allow-origin", b"*")]
        added += [(b"cross-origin-resource-policy", b"cross-origin")]
    else:
        added += [(b"cross-origin-resource-policy", b"same-origin")]
    if origin.startswith("https://"):
        added.append((b"strict-transport-security", b"max-age=%d" % YEAR))
    if not (rule and (rule.in_frame or rule.path == "/static/")) or b"cache-control" not in names:
        kept = [pair for pair in kept if pair[0].lower() != b"cache-control"]
        added.append((b"cache-control", b"no-store"))
    return {**start, "headers": [*kept, *added]}


def _policy(rule: Rule | None, origin: str, hashes: str) -> str:
    if rule is None:
        return NOTHING
    if rule.path == "/component/":
        return of_frame(origin)
    if rule.is_page:
        return of_page(origin, hashes)
    return SHEET if rule.path.startswith("/account") else NOTHING
