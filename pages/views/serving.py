"""What stands ready before the first reader comes: folders to serve, libraries loaded."""

import contextlib
import gc
import importlib
from collections.abc import AsyncIterator
from pathlib import Path

from data import areas, assets, outlines, store

BROWSER = Path(__file__).parent / "browser"
SLOW_TO_LOAD = (
    "folium.plugins",
    "data.queries",
    "pages.views.cached",
    "pages.views.cached_together",
)


def store_folder() -> Path:
    """Return the store that is served."""
    return store.home(None)


def index() -> str:
    """Return the page that Streamlit's browser side begins with, as it is installed."""
    return assets.index()


def assets_folder() -> Path:
    """Return the folder with Leaflet and the fonts, taken from installed packages where missing."""
    return assets.prepare()


def outlines_folder() -> Path:
    """Return the folder that outlines are written to, made where missing."""
    return outlines.folder(store.home(None))


@contextlib.asynccontextmanager
async def warmed(_app: object) -> AsyncIterator[None]:
    """Load the libraries and write the outlines once Streamlit is up, before the first reader.

    streamlit_folium is left to the first reader's run: Streamlit serves a component only if it was
    loaded in one.
    """
    for name in SLOW_TO_LOAD:
        importlib.import_module(name)
    directory = store.home(None)
    layer = areas.current(directory)
    for level in areas.LEVELS[1:]:
        outlines.script(directory, layer, level)
    gc.collect()
    gc.freeze()  # what is loaded by now stays: the collector need not walk through it again
    yield
