"""All that is served besides Streamlit's own."""

from pathlib import Path

from starlette.routing import BaseRoute, Route

from door import account, exports, files, oidc, own_password, presses, sign_in


def every(assets: Path, browser: Path, outlines: Path, press: presses.Press) -> list[BaseRoute]:
    """Return the routes of the door.

    Parameters
    ----------
    assets, browser, outlines : Path
        Folders: from installed packages; our own scripts and styles; outlines of areas.
    press : callable
        Carries out a key press of a ceremony's console.
    """
    return [
        *files.routes(assets, browser, outlines),
        *sign_in.ROUTES,
        *account.ROUTES,
        *own_password.ROUTES,
        *oidc.ROUTES,
        Route("/export/{token}", exports.export, methods=["GET"]),
        presses.route(press),
    ]
