"""Tables to maps; the only file that knows Folium and streamlit-folium.

The outlines travel once, as a script that the browser keeps; a change sends one character and
one number an area. It leans on streamlit-folium 0.27.4: the feature group's script is handed to
`eval` anew when it differs, which map.js has put a reader of messages in the place of.
"""

import json
from collections.abc import Callable

import folium
import geopandas as gpd
import streamlit as st
from folium.template import Template
from streamlit_folium import st_folium

from data import access, areas, outlines
from pages.views.frame import Visit
from pages.views.shades import OnTop, Shades

HEIGHT = 620
FRAME = "../../"  # seen from the component's own page; survives a base path
ABOVE = {"neighbourhood": "district", "district": "county", "county": None}


class OfflineMap(folium.Map):
    """A map whose scripts and styles all come from this machine, and whose own words are few."""

    default_js = [  # noqa: RUF012  folium reads them as lists of the class
        ("leaflet", f"{FRAME}assets/leaflet.js"),
        ("map", f"{FRAME}browser/map.js"),
    ]
    default_css = [  # noqa: RUF012
        ("leaflet", f"{FRAME}assets/leaflet.css"),
        ("fonts", f"{FRAME}assets/fonts.css"),
        ("map", f"{FRAME}browser/map.css"),
    ]
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{this.get_name()}} = mahalleh.start('{{this.get_name()}}', {{this.location}});"
        "{% endmacro %}"
    )

    def render(self, **kwargs: object) -> str:
        """Write the script alone: size and place of the map stand in map.css."""
        return super(folium.Map, self).render(**kwargs)


class Paint(folium.FeatureGroup):
    """Carries one message to map.js, which reads it on a line of its own, and runs nothing."""

    _template = Template(
        "{% macro script(this, kwargs) %}\nmahalleh.paint({{this.message}});\n{% endmacro %}"
    )

    def __init__(self, message: dict[str, object]) -> None:
        super().__init__()
        self._name = "FeatureGroup"
        self.message = literal(message)


def literal(message: dict[str, object]) -> str:
    """Return a message as JSON on one line, safe inside a script.

    Its strings stand in single quotes: double ones would each be sent as three letters.
    """
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter in ("<", "'", "\u2028", "\u2029"):
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text.replace('\\"', "\\u0022").replace('"', "'")


def empty(layer: areas.Layer) -> OfflineMap:
    """Return the map without a colour: the same script, to the byte, on every run."""
    west, south, east, north = layer.about["bounds"]
    middle = [round((south + north) / 2, 4), round((west + east) / 2, 4)]
    return OfflineMap(location=middle, tiles=None)


def choropleth(
    visit: Visit,
    shades: Shades,
    *,
    level: str,
    within: str | None,
    picked: str | None,
    on_click: Callable[[str, str], None],
    key: str = "map",
    together: bool = False,
) -> None:
    """Draw one level's areas in their shades; a click calls `on_click(code, level)`.

    Parameters
    ----------
    visit : Visit
    shades : Shades
        One character an area in the order of `areas.at_level`, and what each means. A click on
        a disc on top calls `on_click(code, its level)`.
    level : {"county", "district", "neighbourhood"}
    within : str or None
        The county or district that the view rests on; the rest is drawn faint. None for all.
    picked : str or None
        The area marked when the map is first drawn.
    on_click : callable
    key : str
        Tells this map from others on the page.
    together : bool
        Whether it pans and zooms with the others on the page that do.
    """
    on_top = shades.on_top
    message = {
        "language": visit.say.language,
        "level": level,
        "select": level == "neighbourhood",
        "outlines": outlines.script(visit.directory, visit.layer, level),
        "borders": _borders(visit, on_top.level if on_top else ABOVE[level]),
        "view": _view(visit, within),
        "picked": picked,
        **({"together": True} if together else {}),
        **(_discs(visit.layer, on_top) if on_top else {}),
        **shades.message(visit.say),
    }
    levels = {level, on_top.level} if on_top else {level}
    st_folium(
        empty(visit.layer),
        key=key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=Paint(message),
        on_change=lambda: _told(visit.layer, levels, st.session_state.get(key), on_click),
    )


def _told(
    layer: areas.Layer, levels: set[str], told: object, on_click: Callable[[str, str], None]
) -> None:
    """Pass a click on, having checked what the browser says."""
    if not isinstance(told, dict) or told.get("level") not in levels:
        return
    if told.get("code") in areas.at_level(layer, told["level"]).index:
        on_click(told["code"], told["level"])


def _discs(layer: areas.Layer, on_top: OnTop) -> dict[str, object]:
    """Return what map.js draws discs from; each stands at its area's inner point."""
    points = layer.table.geometry.loc[list(on_top.discs)].representative_point()
    rows = [
        [round(point.y, 4), round(point.x, 4), code, *on_top.discs[code]]
        for code, point in points.items()
    ]
    return {"discs": rows, "disc_level": on_top.level, "marked": on_top.marked}


def _borders(visit: Visit, level: str | None) -> str | None:
    return outlines.script(visit.directory, visit.layer, level) if level else None


def _view(visit: Visit, within: str | None) -> dict[str, object]:
    """Return the corners that the map rests on: of a place, else of all that the reader may see."""
    layer = visit.layer
    if within is not None:
        west, south, east, north = layer.table.geometry.loc[within].bounds
    elif visit.access.all_areas:
        west, south, east, north = layer.about["bounds"]
    else:
        mine = access.narrow(visit.access, areas.at_level(layer, "district"))
        west, south, east, north = mine.total_bounds if len(mine) else layer.about["bounds"]
    corners = [[round(south, 4), round(west, 4)], [round(north, 4), round(east, 4)]]
    return {"turn": f"{layer.id}/{within}", "bounds": corners}


def geojson(table: gpd.GeoDataFrame) -> str:
    """Return a table of areas as GeoJSON (EPSG:4326), for the table twin's download."""
    return table.to_json(drop_id=True, to_wgs84=True)
