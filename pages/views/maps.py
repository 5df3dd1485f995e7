"""Tables to maps; the only file that knows Folium and streamlit-folium.

The outlines travel once, as a script that the browser keeps; a change sends one character and
one number an area. It leans on streamlit-folium 0.27.4: the feature group's script is run anew when
it differs, and the list of groups on the page is never emptied unless we do it.
"""

import json
from collections.abc import Callable

import folium
import geopandas as gpd
import streamlit as st
from folium.template import Template
from streamlit_folium import st_folium

from data import areas, outlines
from pages.views.frame import Visit
from pages.views.shades import Shades

HEIGHT = 620
FRAME = "../../"  # seen from the component's own page; survives a base path
ABOVE = {"neighbourhood": "district", "district": "county", "county": None}


class OfflineMap(folium.Map):
    """A map whose scripts and styles all come from this machine."""

    default_js = [  # noqa: RUF012  folium reads them as lists of the class
        ("leaflet", f"{FRAME}assets/leaflet.js"),
        ("map", f"{FRAME}browser/map.js"),
    ]
    default_css = [  # noqa: RUF012
        ("leaflet", f"{FRAME}assets/leaflet.css"),
        ("fonts", f"{FRAME}assets/fonts.css"),
        ("map", f"{FRAME}browser/map.css"),
    ]


class Start(folium.MacroElement):
    """Hands the empty map to map.js."""

    _template = Template(
        "{% macro script(this, kwargs) %}mahalleh.start({{this._parent.get_name()}});{% endmacro %}"
    )


class Paint(folium.FeatureGroup):
    """Carries one message to map.js and no shapes."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.feature_group = [];"
        "var {{this.get_name()}} = L.featureGroup();"
        "mahalleh.paint({{this.message}});"
        "{% endmacro %}"
    )

    def __init__(self, message: dict[str, object]) -> None:
        super().__init__()
        self._name = "FeatureGroup"
        text = json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        self.message = text.replace("<", "\\u003c").replace("\u2028", " ").replace("\u2029", " ")


def empty(layer: areas.Layer) -> OfflineMap:
    """Return the map without a colour: the same script, to the byte, on every run."""
    west, south, east, north = layer.about["bounds"]
    made = OfflineMap(
        location=[round((south + north) / 2, 4), round((west + east) / 2, 4)],
        zoom_start=8,
        tiles=None,
        prefer_canvas=True,
        zoom_animation=False,
        zoom_snap=0.25,
        attribution_control=False,
    )
    made.add_child(Start())
    return made


def choropleth(
    visit: Visit,
    shades: Shades,
    *,
    level: str,
    within: str | None,
    picked: str | None,
    on_click: Callable[[str, str], None],
    key: str = "map",
) -> None:
    """Draw one level's areas in their shades; a click calls `on_click(code, level)`.

    Parameters
    ----------
    visit : Visit
    shades : Shades
        One character an area in the order of `areas.at_level`, and what each means.
    level : {"county", "district", "neighbourhood"}
    within : str or None
        The county or district that the view rests on; the rest is drawn faint. None for all.
    picked : str or None
        The area marked when the map is first drawn.
    on_click : callable
    key : str
        Tells this map from others on the page.
    """

    def clicked() -> None:
        told = st.session_state.get(key)
        if isinstance(told, dict) and told.get("level") == level:
            code = told.get("code")
            if code in areas.at_level(visit.layer, level).index:  # what a browser says is checked
                on_click(code, level)

    message = {
        "language": visit.say.language,
        "level": level,
        "select": level == "neighbourhood",
        "outlines": outlines.script(visit.directory, visit.layer, level),
        "borders": _borders(visit, level),
        "view": _view(visit.layer, within),
        "picked": picked,
        **shades.message(visit.say),
    }
    st_folium(
        empty(visit.layer),
        key=key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=Paint(message),
        on_change=clicked,
    )


def _borders(visit: Visit, level: str) -> str | None:
    above = ABOVE[level]
    return outlines.script(visit.directory, visit.layer, above) if above else None


def _view(layer: areas.Layer, within: str | None) -> dict[str, object]:
    if within is None:
        west, south, east, north = layer.about["bounds"]
    else:
        west, south, east, north = layer.table.geometry.loc[within].bounds
    corners = [[round(south, 4), round(west, 4)], [round(north, 4), round(east, 4)]]
    return {"turn": f"{layer.id}/{within}", "bounds": corners}


def geojson(table: gpd.GeoDataFrame) -> str:
    """Return a table of areas as GeoJSON (EPSG:4326), for the table twin's download."""
    return table.to_json(drop_id=True, to_wgs84=True)
