"""A file of outlines, opened safely: its kind is told from what it holds, never from its name.

Only GeoPackages and shapefiles are given to GDAL, after their first bytes were looked at and under
a name of our own, so that no file can make it open another one.
"""

import contextlib
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import geopandas as gpd

from data import area_formats
from data.refusal import Refusal

LARGEST = 1_000_000_000  # bytes, unpacked
MOST_PACKED = 200  # times smaller than unpacked; beyond that it is a bomb
PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
WHOLE = (".gpkg", ".geojson", ".json", ".kml")


def read(path: Path, layer: str | None = None) -> gpd.GeoDataFrame:
    """Return what a file of outlines holds: all its columns, and `geometry` in the file's own CRS.

    Parameters
    ----------
    path : Path
        GeoPackage, GeoJSON, shapefile, KML, or a zip of one of these.
    layer : str, optional
        Which layer of a GeoPackage, or which file of a zip.

    Raises
    ------
    Refusal
        "areas.no_file", "areas.too_large", "areas.unknown_format", and those of the formats.
    """
    if not path.is_file():
        raise Refusal("areas.no_file", path=path)
    if path.stat().st_size > LARGEST:
        raise Refusal("areas.too_large", path=path.name)
    with path.open("rb") as file:
        beginning = file.read(4096)
    if beginning.startswith(b"PK\x03\x04"):
        with _unpacked(path, layer) as (inner, which):
            return read(inner, which)
    if beginning.startswith(b"SQLite format 3\0"):
        return area_formats.geopackage(path, layer)
    if beginning.startswith((b"\x00\x00\x27\x0a", b"\x00\x00\x27\x0d")):
        return area_formats.shapefile(_beside(path))
    return _of_text(path, beginning)


def _of_text(path: Path, beginning: bytes) -> gpd.GeoDataFrame:
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith((b"{", b"<")):
        raise Refusal("areas.unknown_format", path=path.name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("areas.not_utf8", path=path.name) from error
    if start.startswith(b"{"):
        return area_formats.geojson(text)
    if b"<kml" not in start:
        raise Refusal("areas.unknown_format", path=path.name)
    return area_formats.kml(text)


def _beside(path: Path) -> dict[str, Path]:
    """Return the parts of a shapefile that lie beside its .shp, by ending."""
    named = {other for other in path.parent.iterdir() if other.stem == path.stem}
    return {
        other.suffix.lower(): other for other in sorted(named) if other.suffix.lower() in PARTS
    } | {".shp": path}


@contextlib.contextmanager
def _unpacked(path: Path, layer: str | None) -> Iterator[tuple[Path, str | None]]:
    """Unpack the files of outlines in a zip, flat; give the one asked for, and the layer in it."""
    with tempfile.TemporaryDirectory() as folder, _opened(path) as archive:
        known = [entry for entry in archive.infolist() if _wanted(entry)]
        if sum(entry.file_size for entry in known) > LARGEST:
            raise Refusal("areas.too_large", path=path.name)
        for entry in known:
            with contextlib.suppress(RuntimeError):  # locked by a password: then it is not there
                _unpack(archive, entry, Path(folder) / PurePosixPath(entry.filename).name)
        found = sorted(
            one for one in Path(folder).iterdir() if one.suffix.lower() in (".shp", *WHOLE)
        )
        asked = [one for one in found if layer in (one.stem, one.name)]
        chosen = asked or found
        if len(chosen) != 1:
            names = " · ".join(one.name for one in found)
            raise Refusal("areas.which_in_zip" if found else "areas.nothing_in_zip", files=names)
        yield chosen[0], None if asked else layer


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise Refusal("areas.broken_zip", path=path.name) from error


def _wanted(entry: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or stat.S_ISLNK(entry.external_attr >> 16):
        raise Refusal("areas.unsafe_zip", file=entry.filename)
    if entry.file_size > MOST_PACKED * max(entry.compress_size, 1000):
        raise Refusal("areas.too_large", path=entry.filename)
    hidden = name.name.startswith(".") or "__MACOSX" in name.parts
    return name.suffix.lower() in (*PARTS, *WHOLE) and not hidden


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    if target.exists():
        raise Refusal("areas.which_in_zip", files=entry.filename)
    try:
        with archive.open(entry) as packed, target.open("wb") as file:
            left = entry.file_size
            while piece := packed.read(min(1 << 20, left + 1)):
                left -= len(piece)
                if left < 0:
                    raise Refusal("areas.too_large", path=entry.filename)
                file.write(piece)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise Refusal("areas.broken_zip", path=entry.filename) from error
