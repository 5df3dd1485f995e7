"""Who may ask for what: a table of every path that is answered. What is not in it is refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

ANYONE = "anyone"
SIGNED_IN = "signed in"  # also with a first password that must be changed yet
READER = "reader"  # signed in, with a password of their own
READ = frozenset({"GET", "HEAD"})
SOCKET = frozenset({"WEBSOCKET"})
ANY_PATH = re.compile(r"/|(/[A-Za-z0-9_@+~-][A-Za-z0-9._@+~-]*)+/?")
LONGEST = 300  # letters of a path


@dataclass(frozen=True)
class Rule:
    """What may be asked under one path.

    Parameters
    ----------
    path : str
        Exactly this one; all below it where it ends with a slash.
    methods : frozenset of str
        WEBSOCKET among them stands for opening one.
    who : {"anyone", "signed in", "reader"}
    ability : str or None
        What their role must be able to do besides.
    is_act : bool
        Whether asking for it shows that somebody sits at the screen.
    in_frame : bool
        Whether the map's frame, which has no origin, may fetch it: programs and shapes, no data.
    is_page : bool
        Whether it is a page of Streamlit's.
    most_bytes : int
        How long the body of a request may be.
    """

    path: str
    methods: frozenset[str]
    who: str = READER
    ability: str | None = None
    is_act: bool = False
    in_frame: bool = False
    is_page: bool = False
    most_bytes: int = 0

    def holds_for(self, path: str) -> bool:
        """Return whether this rule is the one for a path."""
        if self.path.endswith("/") and self.path != "/":
            return path.startswith(self.path) and path != self.path
        return path == self.path


def _form(path: str, who: str = SIGNED_IN, *, methods: tuple[str, ...] = ("GET", "POST")) -> Rule:
    return Rule(path, frozenset(methods), who, is_act=who != ANYONE, most_bytes=16_384)


OURS = (
    Rule("/healthz", READ, ANYONE),
    _form("/account/sign-in", ANYONE),
    _form("/account/ended", ANYONE, methods=("GET",)),
    _form("/account/state", ANYONE, methods=("GET",)),
    _form("/account/oidc/sign-in", ANYONE, methods=("GET",)),
    _form("/account/oidc/callback", ANYONE, methods=("GET",)),
    _form("/account", READER, methods=("GET",)),
    _form("/account/password"),
    _form("/account/code", READER, methods=("POST",)),
    _form("/account/sessions", READER, methods=("POST",)),
    _form("/account/sign-out", methods=("POST",)),
    Rule("/assets/", READ, ANYONE, in_frame=True),
    Rule("/browser/", READ, ANYONE, in_frame=True),
    Rule("/outlines/", READ, ANYONE, in_frame=True),
    Rule("/export/", frozenset({"GET"}), is_act=True),
    Rule("/ceremony/press", frozenset({"POST"}), ability="ceremony", is_act=True, most_bytes=1024),
)
STREAMLIT = (
    Rule("/component/", READ, ANYONE, in_frame=True),
    Rule("/static/", READ),
    Rule("/favicon.png", READ),
    Rule("/_stcore/health", READ),
    Rule("/_stcore/host-config", READ),
    Rule("/_stcore/stream", SOCKET),
    Rule("/_stcore/upload_file/", frozenset({"PUT", "DELETE"}), ability="intake", is_act=True),
)


def table(pages: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return every rule, those for the pages of the site map included.

    Parameters
    ----------
    pages : mapping
        A page's name to the ability that it asks for. `/` is the first page of whoever reads.
    """
    read = frozenset({"GET"})
    front = Rule("/", read, is_act=True, is_page=True)
    named = [
        Rule(f"/{name}", read, ability=ability, is_act=True, is_page=True)
        for name, ability in pages.items()
    ]
    return (*OURS, *STREAMLIT, front, *named)


def found(rules: tuple[Rule, ...], path: str) -> Rule | None:
    """Return the rule for a path as it was decoded; None where none holds, or it plays tricks."""
    if len(path) > LONGEST or not ANY_PATH.fullmatch(path):
        return None
    return next((rule for rule in rules if rule.holds_for(path)), None)
