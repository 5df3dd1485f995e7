"""Readers in a browser, signed in by the cookie of a session that has just begun."""

from playwright.sync_api import BrowserContext

from data import access, accounts, sessions
from pages.views import frame
from tests import readers
from tests.browser.running import Running

COOKIE = "mahalleh"


def role_for(name: str) -> str:
    """Return the first role that may open a page."""
    return next(role for role in access.ROLES if access.Access(role).may(frame.PAGES[name]))


def enter(context: BrowserContext, dashboard: Running, role: str = "commander") -> None:
    """Sign a browser in, unless it is in that role already.

    Parameters
    ----------
    context : BrowserContext
        Whose tabs are signed in.
    dashboard : Running
    role : str
    """
    held = [one["value"] for one in context.cookies(dashboard.address) if one["name"] == COOKIE]
    now = sessions.by_token(dashboard.store, held[0]) if held else None
    if now is not None and now.access.role == role:
        return
    cookie = {"name": COOKIE, "value": token(dashboard, role), "url": dashboard.address}
    context.add_cookies([{**cookie, "httpOnly": True, "sameSite": "Lax"}])  # type: ignore[list-item]


def token(dashboard: Running, role: str) -> str:
    """Return the token of a session: of an account that is there, else of a new one."""
    for account in accounts.listed(dashboard.store):
        if account.role == role and not account.disabled and not account.must_change:
            return sessions.begin(dashboard.store, account.id, "test")
    return readers.token(dashboard.store, role)
