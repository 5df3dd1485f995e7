"""KML's placemarks: their names, their data, the folder they lie in, and their polygons."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

import shapely

from data.refusal import Refusal

Row = tuple[dict[str, str], shapely.Geometry | None]


def placemarks(text: str) -> list[Row]:
    """Return of each placemark its values by name, and its outline.

    The values are `name`, `description`, `folder`, `folder_above` and all extended data.

    Raises
    ------
    Refusal
        "areas.unsafe_xml" where the text declares entities, "areas.broken_xml",
        "areas.broken_outline".
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Refusal("areas.unsafe_xml")
    try:
        root = ET.fromstring(text)  # noqa: S314 - without a document type it can declare nothing
        return list(_below(root, ()))
    except (ET.ParseError, RecursionError) as error:
        raise Refusal("areas.broken_xml", reason=error) from error


def _below(element: ET.Element, folders: tuple[str, ...]) -> Iterator[Row]:
    for child in element:
        kind = _plain(child.tag)
        if kind == "Placemark":
            yield _placemark(child, folders)
        elif kind in ("Document", "Folder", "kml"):
            name = _text(child, "name") if kind == "Folder" else ""
            yield from _below(child, (*folders, name) if name else folders)


def _placemark(placemark: ET.Element, folders: tuple[str, ...]) -> Row:
    above = ("", "", *folders)
    values = {"folder": above[-1], "folder_above": above[-2]}
    for element in placemark.iter():
        kind = _plain(element.tag)
        if kind == "Data":
            values[element.get("name", "")] = _text(element, "value")
        elif kind == "SimpleData":
            values[element.get("name", "")] = (element.text or "").strip()
    values["name"] = _text(placemark, "name")
    values["description"] = _text(placemark, "description")
    try:
        return values, _shape(placemark)
    except (ValueError, shapely.errors.ShapelyError) as error:
        raise Refusal("areas.broken_outline", number=values["name"] or "?") from error


def _shape(placemark: ET.Element) -> shapely.Geometry | None:
    polygons = [
        shapely.Polygon(_ring(polygon, "outer")[0], _ring(polygon, "inner"))
        for polygon in _all(placemark, "Polygon")
    ]
    if polygons:
        return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
    points = [pair for point in _all(placemark, "Point") for pair in _corners(point)]
    lines = [_corners(line) for line in _all(placemark, "LineString")]
    if lines:
        return shapely.MultiLineString(lines)
    return shapely.MultiPoint(points) if points else None


def _ring(polygon: ET.Element, side: str) -> list[list[tuple[float, float]]]:
    rings = [_corners(boundary) for boundary in _all(polygon, f"{side}BoundaryIs")]
    if side == "outer" and not rings:
        raise ValueError("a polygon without an outer ring")
    return rings


def _corners(element: ET.Element) -> list[tuple[float, float]]:
    told = next((one.text or "" for one in _all(element, "coordinates")), "")
    pairs = [corner.split(",")[:2] for corner in told.split()]
    return [(float(longitude), float(latitude)) for longitude, latitude in pairs]


def _all(element: ET.Element, kind: str) -> list[ET.Element]:
    return [one for one in element.iter() if _plain(one.tag) == kind]


def _text(element: ET.Element, kind: str) -> str:
    found = (child.text or "" for child in element if _plain(child.tag) == kind)
    return next(found, "").strip()


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2]
