"""What a store keeps of surveys: figures of one layer's neighbourhoods, by wave and item."""

from pathlib import Path

import pandas as pd

from data import queries, store
from data.refusal import Refusal
from data.survey import cells
from data.survey.mapping import ITEMS
from data.survey.receipts import files

YEAR = 100  # months are year × 100 + month


def surveys(manifest: dict, layer: str) -> list[dict]:
    """Return the receipts of the surveys that were asked about a layer's areas."""
    return [one for one in manifest.get("surveys", []) if one["layer"] == layer]


def of_other_layers(manifest: dict, layer: str) -> list[dict]:
    """Return the receipts of surveys whose areas are not this layer's: they are not shown."""
    return [one for one in manifest.get("surveys", []) if one["layer"] != layer]


def waves(manifest: dict, layer: str) -> list[str]:
    """Return the waves, ascending."""
    return sorted({wave for one in surveys(manifest, layer) for wave in one["waves"]})


def receipt(manifest: dict, layer: str, wave: str) -> dict:
    """Return the receipt of the survey that holds a wave.

    Raises
    ------
    Refusal
        "survey.no_wave_of" if none does.
    """
    for one in surveys(manifest, layer):
        if wave in one["waves"]:
            return one
    raise Refusal("survey.no_wave_of", wave=wave)


def items(manifest: dict, layer: str, wave: str) -> list[str]:
    """Return what was asked in a wave, in the order of `mapping.ITEMS`."""
    asked = receipt(manifest, layer, wave)["items"]
    return [item for item in ITEMS if item in asked]


def figures(directory: Path, survey: int, wave: str, item: str) -> pd.DataFrame:
    """Return answers, mean, variance and pooled of the neighbourhoods with answers, by code."""
    table = pd.read_parquet(Path(directory) / files(survey)[0])
    here = table[(table["wave"] == wave) & (table["item"] == item)]
    return here.set_index("code")[["answers", "mean", "variance", "pooled"]]


def worries(directory: Path, survey: int, wave: str) -> pd.DataFrame:
    """Return code, worry, answers and of (how many named any) where enough were asked."""
    table = pd.read_parquet(Path(directory) / files(survey)[1])
    return table.loc[table["wave"] == wave, cells.OF_WORRIES[1:]].reset_index(drop=True)


def months_of(manifest: dict, wave: str) -> list[int]:
    """Return the months told of in a wave's year; the last twelve where none is."""
    told = manifest.get("released", {}).get("months", [])
    own = [month for month in told if str(month // YEAR) == wave[:4]]
    return own or told[-12:]


def reported(directory: Path, version: str, months: list[int]) -> pd.DataFrame:
    """Return reports, useful and pending by area from the figures that are released."""
    if not months:
        return pd.DataFrame(columns=["reports", "useful", "pending"], dtype=float)
    table = queries.figures_by_area(store.released(directory, version), months)
    return table.set_index("area")[["reports", "useful", "pending"]].astype(float)
