"""A command's own outlines, from a file to the layer that counts."""

import datetime
import zoneinfo
from dataclasses import asdict, dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data import area_checks, area_files, areas, audit, levels, release, store
from data.area_checks import BETWEEN, Note
from data.area_columns import AreaColumns, named, short_hash
from data.refusal import Refusal
from geo import boundaries

PROVINCE = "P-ALL"


@dataclass(frozen=True)
class AreaReceipt:
    """What became of a file of outlines.

    Parameters
    ----------
    layer : str
        The new layer's id.
    already : bool
        Whether it was the current layer before.
    counties, districts, neighbourhoods : int
    residents : int or None
        None where any neighbourhood's are unknown.
    notes : list of Note
        What was mended, left out, or does not fit.
    """

    layer: str
    already: bool
    counties: int
    districts: int
    neighbourhoods: int
    residents: int | None
    notes: list[Note]

    def as_dict(self) -> dict:
        """Return it as plain values."""
        return asdict(self)


def take_in(
    path: Path,
    directory: Path,
    columns: AreaColumns,
    *,
    layer: str | None = None,
    title: str | None = None,
    by: str = "command line",
) -> AreaReceipt:
    """Make a file's outlines the layer that counts; the former layers are kept.

    Parameters
    ----------
    path : Path
        See `area_files.read`.
    directory : Path
        The store.
    columns : AreaColumns
    layer : str, optional
        Which layer of the file.
    title : str, optional
        What the whole is called; the file's name where none is given.
    by : str
        Who does it, for the audit.

    Raises
    ------
    Refusal
        "areas.…"; nothing is changed.
    """
    title = title or layer or path.name.partition(".")[0]
    found = area_files.read(path, layer)
    table, notes = _table(found, columns, title, path.parent)
    bounds = [round(float(edge), 5) for edge in table.total_bounds]
    about = {
        "title_fa": title,
        "title_en": title,
        "approximate": False,
        "attribution": "",
        "licence": "",
        "census_year": None,
        "metric_epsg": boundaries.metric_epsg((bounds[0], bounds[1], bounds[2], bounds[3])),
        "added": _today(),
        "bounds": bounds,
        "file": path.name,
    }
    receipt = _kept(directory, table, about, notes, by)
    audit.note_store_acts(directory)
    return receipt


def _kept(
    directory: Path, table: gpd.GeoDataFrame, about: dict, notes: list[Note], by: str
) -> AreaReceipt:
    with store.change(directory) as change:
        before = change.manifest["layer"]
        made = areas.keep(change, table, about)
        already = change.manifest["layer"] == before
        if not already:
            release.write(change, made)
            change.act("areas", by=by, layer=made.id)
    counts = table["level"].value_counts()
    whole = table.loc[table["level"] == "province", "residents"].iloc[0]
    return AreaReceipt(
        layer=made.id,
        already=already,
        counties=int(counts["county"]),
        districts=int(counts["district"]),
        neighbourhoods=int(counts["neighbourhood"]),
        residents=None if pd.isna(whole) else int(whole),
        notes=notes,
    )


def _table(
    found: gpd.GeoDataFrame, columns: AreaColumns, title: str, folder: Path
) -> tuple[gpd.GeoDataFrame, list[Note]]:
    if found.empty:
        raise Refusal("areas.empty")
    gilan = areas.embedded_province()
    lowest, notes = area_checks.mended(named(found, columns, title=title, folder=folder))
    area_checks.not_swapped(lowest, gilan)
    _no_code_twice(lowest, columns)
    lowest = lowest.set_index("code").sort_index()
    notes += area_checks.fitting(lowest)
    notes += area_checks.leaving(lowest, gilan)
    notes += _about_residents(lowest, columns)
    return levels.table(*_with_uppers(lowest, title)), notes


def _no_code_twice(lowest: gpd.GeoDataFrame, columns: AreaColumns) -> None:
    twice = lowest[lowest["code"].duplicated(keep=False)]
    if twice.empty:
        return
    if columns.code:
        codes = BETWEEN.join(twice["code"].unique()[: area_checks.MOST_NAMED])
        raise Refusal("areas.code_twice", column=columns.code, codes=codes)
    names = twice["name_fa"].drop_duplicates()
    raise Refusal("areas.name_twice", names=area_checks.listed(names))


def _about_residents(lowest: gpd.GeoDataFrame, columns: AreaColumns) -> list[Note]:
    unknown = lowest.loc[lowest["residents"].isna(), "name_fa"]
    if columns.residents is None:
        return [Note("areas.residents_not_given")]
    if len(unknown):
        facts = {"count": len(unknown), "areas": area_checks.listed(unknown)}
        return [Note("areas.residents_unknown", facts)]
    return []


def _with_uppers(lowest: gpd.GeoDataFrame, title: str) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Return neighbourhoods with codes for district and county, and the table of those above."""
    rows: dict[str, tuple[str, str | None, str]] = {PROVINCE: ("province", None, title)}
    county_codes, district_codes = [], []
    for area in lowest.itertuples():
        county = short_hash("C", area.county)
        district = short_hash("D", area.county, area.district)
        rows.setdefault(county, ("county", PROVINCE, area.county))
        rows.setdefault(district, ("district", county, area.district))
        county_codes.append(county)
        district_codes.append(district)
    above = pd.DataFrame.from_dict(rows, orient="index", columns=["level", "parent", "name_fa"])
    above["name_en"] = above["name_fa"]
    both = lowest.index.intersection(above.index)
    if len(both):
        raise Refusal("areas.code_twice", column="code", codes=BETWEEN.join(both))
    basis = lowest["residents"].isna().map({True: "unknown", False: "given"})
    made = lowest.assign(county=county_codes, district=district_codes, residents_basis=basis)
    return made, above


def _today() -> str:
    return datetime.datetime.now(zoneinfo.ZoneInfo("Asia/Tehran")).date().isoformat()
