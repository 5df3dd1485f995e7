"""Files that a browser needs and finds on this machine, with an order how long to keep each."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

ASK_AGAIN = "no-cache"
FOR_EVER = (
    "public, max-age=31536000, immutable"  # only for names that carry a hash of what they hold
)


class Kept(StaticFiles):
    """A folder of files.

    Parameters
    ----------
    directory : Path
    order : str
        The Cache-Control header of each.
    """

    def __init__(self, directory: Path, order: str) -> None:
        super().__init__(directory=directory)
        self.order = order

    def file_response(self, *asked: object, **how: object) -> Response:
        """Return the file, or word that it has not changed."""
        response = super().file_response(*asked, **how)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = self.order
        return response


async def healthy(_request: Request) -> Response:
    """Answer that the app is up."""
    return PlainTextResponse("ok")


def routes(assets: Path, browser: Path, outlines: Path) -> list[BaseRoute]:
    """Return the routes to what is served besides pages.

    Parameters
    ----------
    assets, browser, outlines : Path
        Folders: from installed packages; our own scripts and styles; outlines of areas.
    """
    return [
        Route("/healthz", healthy),
        Mount("/assets", Kept(assets, ASK_AGAIN)),
        Mount("/browser", Kept(browser, ASK_AGAIN)),
        Mount("/outlines", Kept(outlines, FOR_EVER)),
    ]
