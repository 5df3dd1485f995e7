"""Files that nobody here wrote, and files like those of others: every row accounted for."""

import csv
import gzip
from collections import Counter
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyproj
import pytest

from data import area_intake, areas, intake, jalali, parts, schema, store
from data.area_columns import AreaColumns
from data.release.places import EVERYWHERE, OFF_MAP
from geo import privacy
from tests.reports import row

MAPPINGS = Path(__file__).parent / "mappings"


def whole(receipt):
    return receipt.rows == receipt.reports + receipt.refused + receipt.duplicates


def told(directory):
    """The released months of a store, words as texts and none as an empty one."""
    folder = store.released(directory, store.version(directory))
    table = pd.read_parquet(folder / "monthly.parquet")
    words = ["area", *schema.COUNTED]
    return table.astype(dict.fromkeys(words, object)).fillna(dict.fromkeys(words, ""))


def kept(directory, column):
    """How many of the reports kept fall in each month told of and have each word of a column."""
    tables = [
        parts.read(directory, part, [column, "day"]).to_pandas()
        for part in store.manifest(directory)["parts"]
    ]
    table = pd.concat([table.astype({column: object}) for table in tables])
    table["month"] = jalali.months(table["day"].to_numpy("datetime64[D]"))
    months = store.manifest(directory)["released"]["months"]
    return table[table["month"].isin(months)].groupby(["month", column]).size()


def test_the_calls_of_montgomery_come_in(shared_real, tmp_path):
    path = shared_real / "calls" / "montgomery_911.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    receipt = intake.take_in([path], tmp_path / "store", columns=MAPPINGS / "montgomery.toml")

    assert receipt.rows == len(rows) == 99_492
    assert whole(receipt)
    assert receipt.refused == 0
    distinct = {(one["timeStamp"], one["title"], one["lng"], one["lat"]) for one in rows}
    assert receipt.reports == len(distinct)
    assert receipt.outside == receipt.reports
    monthly = told(tmp_path / "store")
    assert set(monthly["area"]) == {EVERYWHERE, OFF_MAP}
    totals = monthly[
        (monthly["kind"] == "") & (monthly["outcome"] == "") & monthly["category"].ne("")
    ]
    counted = kept(tmp_path / "store", "category")
    assert set(counted.index.unique("category")) == {"rescue", "traffic", "fire", "violence"}
    assert counted.min() >= privacy.FLOOR.fewest_reports
    for area in (EVERYWHERE, OFF_MAP):
        here = totals[totals["area"] == area].set_index(["month", "category"])["reports"]
        assert here.to_dict() == privacy.rounded(counted).to_dict()
    again = intake.take_in([path], tmp_path / "store", columns=MAPPINGS / "montgomery.toml")
    assert (again.already, again.rows) == (True, 99_492)


@pytest.fixture
def lancashire(shared_real, tmp_path):
    area_intake.take_in(
        shared_real / "areas" / "lancashire_wards.gpkg",
        tmp_path / "store",
        AreaColumns(code="ward_code", name_en="ward_name"),
    )
    return tmp_path / "store"


def test_the_reports_of_lancashire_come_in_to_its_own_wards(shared_real, lancashire, tmp_path):
    path = shared_real / "calls" / "lancashire_asb.tab.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))

    receipt = intake.take_in([path], lancashire, columns=MAPPINGS / "lancashire.toml")

    assert receipt.rows == receipt.reports == len(rows) == 56_434
    assert receipt.dropped_columns == ["location", "lsoa_code"]
    points = gpd.GeoDataFrame(
        geometry=gpd.points_from_xy(
            [float(one["longitude"]) for one in rows], [float(one["latitude"]) for one in rows]
        ),
        crs=4326,
    )
    wards = areas.at_level(areas.current(lancashire), "neighbourhood")[["geometry"]]
    joined = gpd.sjoin(points, wards.reset_index(), predicate="intersects")
    joined = joined[~joined.index.duplicated()]
    assert receipt.placed == len(joined)
    held = Counter()
    for part in store.manifest(lancashire)["parts"]:
        held.update(parts.read(lancashire, part, ["neighbourhood"])["neighbourhood"].to_pylist())
    held.pop(None, None)
    assert held == Counter(joined["code"])
    monthly = told(lancashire)
    totals = monthly[(monthly[list(schema.COUNTED)] == "").all(axis=1)]
    here = totals[totals["area"].isin(wards.index)].set_index(["month", "area"])["reports"]
    counted = kept(lancashire, "neighbourhood")
    enough = counted[counted >= privacy.FLOOR.fewest_reports]
    assert 0 < len(enough) < len(counted)
    assert here.to_dict() == privacy.rounded(enough).to_dict()
    plain = tmp_path / "the same, unpacked.tab"
    plain.write_bytes(gzip.decompress(path.read_bytes()))
    again = intake.take_in([plain], lancashire, columns=MAPPINGS / "lancashire.toml")
    assert (again.reports, again.updated, again.duplicates) == (0, 0, 56_434)


GOLSAR = areas.at_level(areas.current(Path("none")), "neighbourhood")
GOLSAR = GOLSAR[GOLSAR["name_fa"] == "گلسار"].geometry.iloc[0].representative_point()


def placed_in_golsar(folder, content, mapping=None):
    path = folder / "file.csv"
    path.write_bytes(content)
    columns = None
    if mapping:
        columns = folder / "mapping.toml"
        columns.write_text(mapping, encoding="utf-8")
    receipt = intake.take_in([path], folder / "store", columns=columns)
    found = set()
    for part in store.manifest(folder / "store")["parts"]:
        table = parts.read(folder / "store", part, ["neighbourhood", "received_at"])
        found |= {(one["neighbourhood"], str(one["received_at"])) for one in table.to_pylist()}
    assert whole(receipt)
    return receipt, found


EXPECTED = {("RSH-C-56", "2025-03-25 06:30:00+00:00")}


def test_semicolons_with_decimal_commas(tmp_path):
    x, y = (f"{value:.6f}".replace(".", ",") for value in (GOLSAR.x, GOLSAR.y))
    text = (
        f"Datum;Uhrzeit;Länge;Breite;Art\n25.03.2025;10:00;{x};{y};Diebstahl\n1.4.2025;9:00;{x}\n"
    )
    mapping = """
        [columns]
        category = "Art"
        [time]
        columns = ["Datum", "Uhrzeit"]
        format = "%d.%m.%Y %H:%M"
        [coordinates]
        longitude = "Länge"
        latitude = "Breite"
        [values.category]
        Diebstahl = "theft"
    """

    receipt, found = placed_in_golsar(tmp_path, text.encode("utf-8-sig"), mapping)

    assert found == EXPECTED
    assert receipt.refused_by_reason == {"fields_too_few": 1}
    assert not receipt.mapped_to_other


def test_metres_and_a_date_in_three_columns(tmp_path):
    x, y = pyproj.Transformer.from_crs(4326, 32639, always_xy=True).transform(GOLSAR.x, GOLSAR.y)
    text = f"y,m,d,hour,E,N\n1404,1,5,10:00:00,{x:.0f},{y:.0f}\n"
    mapping = """
        [time]
        columns = ["y", "m", "d", "hour"]
        format = "%Y %m %d %H:%M:%S"
        calendar = "jalali"
        [coordinates]
        longitude = "E"
        latitude = "N"
        crs = "EPSG:32639"
    """

    assert placed_in_golsar(tmp_path, text.encode(), mapping)[1] == EXPECTED


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "utf-8-sig"])
def test_a_persian_export_in_any_encoding(tmp_path, encoding):
    fields = (
        ["تاريخ", "ساعت", "محله", "شماره تماس گيرنده"],
        ["1404/01/05", "10:00", "گلسار", "0911 1234567"],
    )

    text = "\r\n".join(";".join(line) for line in fields)

    assert placed_in_golsar(tmp_path, text.encode(encoding))[1] == EXPECTED


def test_a_clerks_export_with_persian_digits(tmp_path):
    digits = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    text = "شناسه,زمان تماس,نوع,دسته,نتیجه,شماره تماس گیرنده,محله\n" + ",".join(row()).translate(
        digits
    )

    assert placed_in_golsar(tmp_path, text.encode())[1] == EXPECTED
