"""A reader's visit to a page without a browser, by Streamlit's own AppTest."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import access, areas, store
from pages.views import frame
from pages.views.frame import Visit
from tests import readers, source
from words import Say

SITE = source.ROOT / "pages" / "views" / "site.py"
SECONDS = 60
FIRST = next(iter(frame.PAGES))


def opened(
    monkeypatch: pytest.MonkeyPatch,
    directory: Path,
    name: str = FIRST,
    *,
    role: str | None = None,
    districts: Iterable[str] = (),
    language: str = "en",
    **address: str,
) -> AppTest:
    """Return a page of a store as it was first shown to a reader with that address.

    Whoever reads is signed in: in the first role that may open the page, where none is named.
    """
    monkeypatch.setenv("MAHALLEH_STORE", str(directory))
    role = role or next(one for one in access.ROLES if access.Access(one).may(frame.PAGES[name]))
    page = AppTest.from_file(SITE, default_timeout=SECONDS)
    page.user = {"sid": readers.sid(directory, role, districts)}
    page.query_params["language"] = language
    if name != FIRST:
        page.switch_page(f"../{name}.py")
    for key, value in address.items():
        page.query_params[key] = value
    return page.run()


def reader(
    directory: Path,
    *,
    role: str = "commander",
    districts: Iterable[str] = (),
    language: str = "en",
) -> Visit:
    """Return a visit as a page's `frame.enter` would, of whoever is signed in in that role.

    With districts, it is a liaison's.
    """
    held = store.manifest(directory)
    layer = areas.by_id(directory, held["layer"])
    sid = readers.sid(directory, "liaison" if districts else role, districts)
    return Visit(Say(language), sid, directory, held["version"], held["counts"], layer)


def numbers(page: AppTest) -> dict[str, str]:
    """Return what stands in the row of large numbers, by its label."""
    return {metric.label: metric.value for metric in page.metric}


def whole(text: str) -> int:
    """Return an English whole number as a number."""
    return int(text.replace(",", ""))


def address(page: AppTest) -> dict[str, str]:
    """Return the address's parameters as they now stand, without the language."""
    held = {
        name: value if isinstance(value, str) else value[-1]
        for name, value in page.query_params.items()
    }
    return {name: value for name, value in held.items() if name != "language"}


def told(page: AppTest) -> dict[str, Any]:
    """Return all that a reader sees of a page besides its filters, to compare two."""
    return {
        "numbers": numbers(page),
        "html": [piece.proto.body for piece in page.main.get("html")],
        "captions": [caption.value for caption in page.main.caption],
        "maps": [painted(piece.proto.json_args) for piece in page.main.get("component_instance")],
        "charts": [chart.proto.spec for chart in page.main.get("vega_lite_chart")],
    }


def painted(arguments: str) -> dict[str, Any]:
    """Return the message that a map is painted by, as map.js has it."""
    script = json.loads(arguments)["feature_group"]
    literal = re.search(r"mahalleh\.paint\((\{.*?\})\);", script, re.DOTALL)[1]
    return json.loads(literal.replace("'", '"'))  # no string in it holds either quote as it is


def message(page: AppTest) -> dict[str, Any]:
    """Return the message that the page's one map is painted by."""
    [piece] = page.main.get("component_instance")
    return painted(piece.proto.json_args)
