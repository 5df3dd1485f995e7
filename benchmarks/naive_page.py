"""The same map as most dashboards draw it: folium.GeoJson and st_folium built on every run."""

import functools
import os

import folium
import geopandas as gpd
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from data import areas, queries, store

LABELS = {"All": None, "110 calls": "call", "Tips": "tip"}
SHADES = ("#ffffd9", "#e0f3b2", "#aadeb7", "#5fc0c0", "#2a9fc1", "#2163aa", "#112f70")


@functools.cache
def outlines() -> gpd.GeoDataFrame:
    """Return the outlines, as simple as ours."""
    directory = store.home(None)
    layer = areas.current(directory)
    return areas.outlines(directory, layer, "neighbourhood")[["geometry"]].reset_index()


@functools.cache
def counts(kind: str | None) -> pd.Series:
    """Return the reports of a month, by area of any level."""
    folder = store.released(store.home(None), store.version(store.home(None)))
    return queries.figures_by_area(folder, [140506], kind=kind).set_index("area")["reports"]


ASSETS = os.environ["MAHALLEH_ASSETS"]  # offline, Leaflet comes from our own dashboard
folium.Map.default_js = [("leaflet", f"{ASSETS}/assets/leaflet.js")]
folium.Map.default_css = [("leaflet", f"{ASSETS}/assets/leaflet.css")]
st.set_page_config(layout="wide")
kind = LABELS[st.segmented_control("Kind", list(LABELS), default="All") or "All"]
table = outlines().set_index("code").join(counts(kind)).fillna(0)
table["shade"] = (table["reports"].rank(pct=True, method="first") * 6.999).astype(int)
drawn = folium.Map([37.3, 49.6], zoom_start=8, tiles=None)
folium.GeoJson(
    table.reset_index(),
    style_function=lambda area: {
        "fillColor": SHADES[area["properties"]["shade"]],
        "fillOpacity": 1,
        "weight": 0.6,
    },
    tooltip=folium.GeoJsonTooltip(["code", "reports"]),
).add_to(drawn)
st_folium(drawn, height=620, use_container_width=True, returned_objects=["last_active_drawing"])
