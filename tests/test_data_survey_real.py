"""A survey that nobody here asked: 1,000 people of Bari, whose quarters have other names."""

from pathlib import Path

import pandas as pd
import pytest

from data import area_intake, store
from data.area_columns import AreaColumns
from data.survey import intake
from data.survey.receipts import files
from pages.views import cached_safety

MAPPING = Path(__file__).parent / "mappings" / "bari.toml"
WITHOUT_OUTLINE = {"Mungivacca": 7, "San Giorgio": 4, "Sant'Anna": 2}


@pytest.fixture(scope="module")
def bari(shared_real, tmp_path_factory):
    folder = shared_real / "survey"
    if not folder.is_dir():
        pytest.skip(f"no real survey at {folder}; MAHALLEH_SHARED may name the folder above")
    directory = tmp_path_factory.mktemp("bari") / "store"
    columns = AreaColumns("cartodb_id", None, "name", None, None, None)
    area_intake.take_in(folder / "bari_quartieri.geojson", directory, columns)
    return directory, intake.take_in(folder / "bari_safety_2017.csv.gz", directory, MAPPING)


def test_every_row_is_taken_or_refused_and_only_quarters_without_an_outline_are(bari):
    directory, receipt = bari
    told = pd.read_csv(directory / "refused" / receipt.refused_files[0], dtype=str)

    assert (receipt.rows, receipt.answers, receipt.refused) == (1000, 987, 13)
    assert told.iloc[:, 1].value_counts().to_dict() == WITHOUT_OUTLINE
    assert told["نزدیک ترین نام ها"].str.split("، ").str.len().eq(3).all()


def test_means_are_what_the_file_says(bari, shared_real):
    directory, receipt = bari
    raw = pd.read_csv(shared_real / "survey" / "bari_safety_2017.csv.gz", dtype=str)
    places = raw["hits_hits__source_qabita_in_quale_quartiere_abita"]
    words = raw.filter(like="percezione_4_").iloc[:, 0]
    scale = {"Per nulla": 0, "Poco": 25, "Abbastanza": 50, "Molto": 75, "Moltissimo": 100}
    own = words[places == "Japigia"].map(scale).dropna()
    table = pd.read_parquet(directory / files(receipt.survey)[0])
    [row] = table[(table["code"] == "13") & (table["item"] == "safe_by_night")].itertuples()

    assert row.answers == len(own)
    assert row.mean == pytest.approx(own.mean())
    assert row.variance == pytest.approx(own.var() / len(own))


def test_it_is_shown_with_its_uncertainty(bari):
    directory, _ = bari
    held = store.manifest(directory)
    table = cached_safety.everyone(
        held["version"], directory, held["layer"], "1396", "safe_by_night"
    )

    assert len(table) == 21
    assert table["value"].between(15, 60).all()
    assert (table["low"] < table["value"]).all()
    assert (table["value"] < table["high"]).all()
    assert table["model_only"].sum() == (table["answers"] == 0).sum() > 0
    few = table[table["model_only"]]
    assert few["direct"].isna().all()
