"""All that is served besides Streamlit's own."""

from pathlib import Path

from starlette.routing import BaseRoute, Route

from door import account, exports, files, oidc, own_password, sign_in


def every(assets: Path, browser: Path, outlines: Path) -> list[BaseRoute]:
    """Return the routes of the door.

    Parameters
    ----------
    assets, browser, outlines : Path
        Folders: from installed packages; our own scripts and styles; outlines of areas.
    """
    return [
        *files.routes(assets, browser, outlines),
        *sign_in.ROUTES,
        *account.ROUTES,
        *own_password.ROUTES,
        *oidc.ROUTES,
        Route("/export/{token}", exports.export, methods=["GET"]),
    ]
