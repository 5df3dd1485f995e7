"""Which column of a file of outlines means what; what is missing is made from the rest."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data import area_text, persian
from data.area_residents import numbers_in, of_file
from data.refusal import Refusal

BETWEEN = " · "  # between names in a message, in either language


@dataclass(frozen=True)
class AreaColumns:
    """The columns of a file of outlines, as its steward names them; None for what it lacks.

    Parameters
    ----------
    code, name_fa, name_en, district, county : str, optional
        A column, or what is nested in one: `tags.name:en`.
    residents : str, optional
        A column, or `FILE:KEY:VALUE`: in another table (CSV, XLSX) the column that holds `code` and
        the one that holds the number.
    """

    code: str | None = None
    name_fa: str | None = None
    name_en: str | None = None
    district: str | None = None
    county: str | None = None
    residents: str | None = None


def named(
    found: gpd.GeoDataFrame, columns: AreaColumns, *, title: str, folder: Path
) -> gpd.GeoDataFrame:
    """Return each area's code, names, district, county and residents, with its outline.

    Parameters
    ----------
    found : GeoDataFrame
        As `area_files.read` gives it.
    columns : AreaColumns
    title : str
        The name of the district and of the county where the file has none.
    folder : Path
        Where a file of residents is looked for if it is not where the command was given.

    Returns
    -------
    GeoDataFrame, indexed from 0
        `code, name_fa, name_en, district, county` (str; upper areas by name), `residents` (Int64,
        missing where unknown), `geometry`.

    Raises
    ------
    Refusal
        "areas.no_such_column", "areas.nothing_names_them", "areas.question_marks",
        "areas.no_code_in_row", and those of the residents' file.
    """
    if not (columns.code or columns.name_fa or columns.name_en):
        raise Refusal("areas.nothing_names_them", columns=BETWEEN.join(_offered(found)))
    words = pd.DataFrame(
        {
            name: _column(found, getattr(columns, name))
            for name in ("code", "name_fa", "name_en", "district", "county")
        }
    )
    given = words["code"].copy()
    words = _filled(words, columns, title)
    words["residents"] = _residents(found, given, columns.residents, folder)
    return gpd.GeoDataFrame(words, geometry=found.geometry.reset_index(drop=True))


def short_hash(mark: str, *words: str) -> str:
    """Return a code such as `N-3f9a2c1b`, the same for the same words however they are typed."""
    text = "\n".join(persian.key(word) for word in words)
    return f"{mark}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _filled(words: pd.DataFrame, columns: AreaColumns, title: str) -> pd.DataFrame:
    if columns.code:
        _every_row_has_a_code(words["code"])
    words = words.fillna("")
    for one, other in (("name_fa", "name_en"), ("name_en", "name_fa"), ("name_fa", "code")):
        words[one] = words[one].where(words[one] != "", words[other])
    words["name_en"] = words["name_en"].where(words["name_en"] != "", words["name_fa"])
    words["county"] = words["county"].replace("", title)
    by_county = words["county"] if columns.county else title
    words["district"] = words["district"].where(words["district"] != "", by_county)
    if not columns.code:
        words["code"] = [
            short_hash("N", *row)
            for row in words[["name_fa", "district", "county"]].itertuples(index=False)
        ]
    return words


def _every_row_has_a_code(codes: pd.Series) -> None:
    empty = codes.index[codes.fillna("") == ""]
    if len(empty):
        rows = BETWEEN.join(str(row + 1) for row in empty[:5])
        raise Refusal("areas.no_code_in_row", count=len(empty), rows=rows)


def _column(found: gpd.GeoDataFrame, name: str | None) -> pd.Series:
    """Return one column's words, tidied; missing throughout where none is named."""
    if name is None:
        return pd.Series([None] * len(found), dtype=object)
    words = _picked(found, name).map(_word).reset_index(drop=True).astype(object)
    words = words.where(words.notna() & (words != ""), None)
    if area_text.lost(words):
        raise Refusal("areas.question_marks", column=name)
    return words


def _word(value: object) -> str | None:
    if value is None or (not isinstance(value, (dict, list)) and pd.isna(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return persian.tidy(str(value))


def _picked(found: gpd.GeoDataFrame, name: str) -> pd.Series:
    held = [column for column in found.columns if column != found.geometry.name]
    same = [column for column in held if str(column).casefold() == name.casefold()]
    if name in held or len(same) == 1:
        return found[name if name in held else same[0]]
    outer, dot, inner = name.partition(".")
    nested = found[outer].map(_opened) if dot and outer in held else pd.Series(dtype=object)
    if not any(inner in values for values in nested):
        raise Refusal("areas.no_such_column", column=name, columns=BETWEEN.join(_offered(found)))
    return nested.map(lambda values: values.get(inner))


def _opened(value: object) -> dict:
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            value = json.loads(value)
        except ValueError:
            return {}
    return value if isinstance(value, dict) else {}


def _offered(found: gpd.GeoDataFrame) -> list[str]:
    """Return every column that may be named, what is nested in one included."""
    names = []
    for column in found.columns.drop(found.geometry.name):
        inner = {key for value in found[column].head(50) for key in _opened(value)}
        names += [f"{column}.{key}" for key in sorted(inner)] or [str(column)]
    return names


def _residents(
    found: gpd.GeoDataFrame, codes: pd.Series, asked: str | None, folder: Path
) -> pd.Series:
    if asked is None:
        return pd.Series([pd.NA] * len(found), dtype="Int64")
    if asked.count(":") < 2 or asked in found.columns:
        return numbers_in(_picked(found, asked).reset_index(drop=True))
    if codes.isna().all():
        raise Refusal("areas.residents_need_codes")
    return of_file(asked, codes, folder)
