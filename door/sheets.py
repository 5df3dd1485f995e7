"""Our own pages of HTML, which need no script: one frame round each, and the pieces they have."""

import html
from collections.abc import Iterable

from starlette.responses import HTMLResponse

from door.returning import asking
from words import Say

DIRECTION = {"fa": "rtl", "en": "ltr"}
STYLES = ("/assets/fonts.css", "/browser/door.css")


def sheet(
    say: Say,
    title: str,
    *pieces: str,
    other: str = "",
    status: int = 200,
) -> HTMLResponse:
    """Return a page of ours.

    Parameters
    ----------
    say : Say
    title : str
        Its heading.
    *pieces : str
        HTML, one below the other.
    other : str
        Address of the same page in the other language.
    status : int
    """
    brand, line = html.escape(say("frame.title")), html.escape(say("door.brand_line"))
    styles = "".join(f'<link rel="stylesheet" href="{style}">' for style in STYLES)
    turned = link(say("door.other_language"), other, kind="language") if other else ""
    page = (
        f'<!doctype html><html lang="{say.language}" dir="{DIRECTION[say.language]}">'
        f'<head><meta charset="utf-8"><title>{html.escape(title)} · {brand}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="/browser/icon.svg">{styles}</head>'
        f'<body><header><img src="/browser/icon.svg" alt=""><div><b>{brand}</b>'
        f"<span>{line}</span></div>{turned}</header>"
        f"<main><h1>{html.escape(title)}</h1>"
        f"{''.join(pieces)}</main></body></html>"
    )
    return HTMLResponse(page, status)


def note(text: str, kind: str = "note") -> str:
    """Return a sentence that stands out; kinds are note, wrong and done."""
    role = "alert" if kind == "wrong" else "status"
    return f'<p class="{kind}" role="{role}">{html.escape(text)}</p>'


def line(text: str) -> str:
    """Return a plain sentence."""
    return f"<p>{html.escape(text)}</p>"


def code(text: str) -> str:
    """Return a command or a key, from left to right in either language."""
    return f'<pre dir="ltr">{html.escape(text)}</pre>'


def link(label: str, address: str, *, kind: str = "") -> str:
    """Return a link to one of our own addresses."""
    return f'<a class="{kind}" href="{html.escape(address)}">{html.escape(label)}</a>'


def twice(first: str, second: str) -> str:
    """Return a button's two lines."""
    return f"<b>{html.escape(first)}</b><small><bdi>{html.escape(second)}</bdi></small>"


def foot(*pieces: str) -> str:
    """Return what stands at a page's end."""
    return f"<footer>{''.join(pieces)}</footer>"


def section(title: str, *pieces: str) -> str:
    """Return pieces under a heading of their own."""
    return f"<section><h2>{html.escape(title)}</h2>{''.join(pieces)}</section>"


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return names and what they are, one below the other."""
    rows = (f"<dt>{html.escape(name)}<dd><bdi>{html.escape(value)}</bdi>" for name, value in pairs)
    return f"<dl>{''.join(rows)}</dl>"


def field(label: str, name: str, *, hint: str = "", value: str = "", **how: str) -> str:
    """Return an input with its label; `how` are more of its attributes."""
    told = {"name": name, "value": value, "maxlength": "256", **how}
    written = " ".join(f'{key.replace("_", "-")}="{html.escape(one)}"' for key, one in told.items())
    small = f"<small>{html.escape(hint)}</small>" if hint else ""
    return f"<label><span>{html.escape(label)} {small}</span><input {written}></label>"


def form(action: str, mark: str, button: str, *pieces: str, kind: str = "", **held: str) -> str:
    """Return a form that is posted to an address of ours.

    Parameters
    ----------
    action : str
    mark : str
        What shows that this browser asked for it.
    button : str
        HTML inside its button.
    *pieces : str
        Its fields.
    kind : str
        Its class.
    **held : str
        What it sends besides, unseen.
    """
    unseen = "".join(
        f'<input type="hidden" name="{name}" value="{html.escape(value)}">'
        for name, value in {"mark": mark, **held}.items()
    )
    return (
        f'<form method="post" action="{html.escape(action)}" class="{kind}">{unseen}'
        f"{''.join(pieces)}<button>{button}</button></form>"
    )


def turned(say: Say, path: str, **words: str) -> str:
    """Return the address of the same page in the other language."""
    return asking(path, **{**words, "language": "en" if say.language == "fa" else "fa"})
