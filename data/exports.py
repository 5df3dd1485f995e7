"""Tables as files that a reader takes away: CSV that a spreadsheet reads as text, GeoJSON."""

import csv as writing
import io
import json
import unicodedata

import pandas as pd
import shapely

from data.areas import Layer

LIVE = tuple("=+-@＝＋－＠−|%\t\r\n")  # what makes a spreadsheet run a cell


def csv(table: pd.DataFrame) -> bytes:
    """Return the table as UTF-8 with a byte order mark; numbers stay numbers, text stays text."""
    file = io.StringIO()
    writer = writing.writer(file, quoting=writing.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([inert(name) for name in table.columns])
    for row in table.itertuples(index=False):
        writer.writerow([inert(value) for value in row])
    return file.getvalue().encode("utf-8-sig")


def inert(value: object) -> object:
    """Return the value so that no spreadsheet takes it for a formula."""
    if value is None or pd.isna(value):
        return ""
    if not isinstance(value, str):
        return value
    seen = "".join(letter for letter in value if unicodedata.category(letter) != "Cf").lstrip()
    return f"'{value}" if seen.startswith(LIVE) else value


def geojson(table: pd.DataFrame, layer: Layer) -> bytes:
    """Return the table's areas as GeoJSON, EPSG:4326, with the layer's attribution.

    Parameters
    ----------
    table : DataFrame, index: area code
    layer : Layer
        The areas that the codes name.
    """
    outlines = layer.table.geometry.loc[table.index]
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"code": code} | {name: _plain(row[name]) for name in table.columns},
            "geometry": json.loads(shapely.to_geojson(outline)),
        }
        for (code, row), outline in zip(table.iterrows(), outlines, strict=True)
    ]
    held = {
        "type": "FeatureCollection",
        "attribution": layer.about["attribution"],
        "features": features,
    }
    return json.dumps(held, ensure_ascii=False).encode()


def _plain(value: object) -> object:
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
