"""How safe people say they feel, worked out once for all neighbourhoods, narrowed to the reader."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from data import access, areas, store, versions
from data.survey import kept
from data.survey.mapping import SHARES
from geo import estimates, privacy
from geo.estimates import Estimates
from pages.views import seeing
from pages.views.cached_figures import NAMES
from pages.views.frame import Visit

COVARIATES = ["rate", "share_useful", "density"]


def waves(visit: Visit) -> list[str]:
    """Return the waves of surveys about the present areas, ascending."""
    access.require(visit.access, "maps")
    return kept.waves(_manifest(visit.version, visit.directory), visit.layer.id)


def other_layers(visit: Visit) -> int:
    """Return how many surveys are not shown, as they were asked about other outlines."""
    access.require(visit.access, "maps")
    return len(kept.of_other_layers(_manifest(visit.version, visit.directory), visit.layer.id))


def items(visit: Visit, wave: str) -> list[str]:
    """Return what was asked in a wave, in the order in which it is told."""
    access.require(visit.access, "maps")
    return kept.items(_manifest(visit.version, visit.directory), visit.layer.id, wave)


def safety(visit: Visit, wave: str, item: str) -> pd.DataFrame:
    """Return one row a neighbourhood that this reader may see.

    Returns
    -------
    DataFrame, index: neighbourhood code, in the order of `areas.at_level`
        name_fa, name_en, parent, district, county, residents; answers, direct, direct_low,
        direct_high, value, low, high, mse, gamma, rrmse, band, model_only: `Estimates.table`.
    """
    reader = visit.access
    access.require(reader, "maps")
    table = everyone(visit.version, visit.directory, visit.layer.id, wave, item)
    return access.narrow(reader, table)


def compared(visit: Visit, waves: tuple[str, str], item: str) -> pd.DataFrame:
    """Return `estimates.compared` of the neighbourhoods that this reader may see."""
    reader = visit.access
    access.require(reader, "maps")
    where = (visit.version, visit.directory, visit.layer.id)
    before, after = (everyone(*where, wave, item) for wave in waves)
    change = estimates.compared(before, after).join(after[["name_fa", "name_en", "district"]])
    return access.narrow(reader, change)


def about(visit: Visit, wave: str, item: str) -> dict[str, Any]:
    """Return what the estimates stand on: answers, covariates, months, how many were filled in."""
    access.require(visit.access, "maps")
    where = (visit.version, visit.directory, visit.layer.id)
    made = _estimates(*where, wave, item)
    manifest = _manifest(visit.version, visit.directory)
    months = kept.months_of(manifest, wave)
    filled = _covariates(*where, tuple(months))[list(made.covariates)].isna().any(axis=1)
    return {
        "answers": made.asked,
        "covariates": made.covariates,
        "months": months,
        "filled": int(filled.sum()),
        "modelled": bool(np.isfinite(made.between)),
        "weighed_by": kept.receipt(manifest, visit.layer.id, wave)["weighed_by"],
    }


def worries(visit: Visit, wave: str, code: str) -> pd.DataFrame:
    """Return worry and share (as it is told) of one neighbourhood, most first; empty where few."""
    seeing.code(visit, code)
    table = _worries(visit.version, visit.directory, visit.layer.id, wave)
    here = table[table["code"] == code]
    told = here.assign(share=privacy.share_of_answers(here["answers"], here["of"]))
    ordered = told.dropna(subset="share").sort_values(["share", "worry"], ascending=[False, True])
    return ordered[["worry", "share", "of"]].reset_index(drop=True)


@st.cache_data(max_entries=64, show_spinner=False)
def everyone(version: str, directory: Path, layer_id: str, wave: str, item: str) -> pd.DataFrame:
    """Return `safety` of all neighbourhoods, to work out more from; narrow what you show."""
    rows = areas.at_level(areas.by_id(directory, layer_id), "neighbourhood")
    return pd.DataFrame(rows[NAMES]).join(
        _estimates(version, directory, layer_id, wave, item).table
    )


@st.cache_data(max_entries=64, show_spinner=False)
def _estimates(version: str, directory: Path, layer_id: str, wave: str, item: str) -> Estimates:
    manifest = _manifest(version, directory)
    survey = kept.receipt(manifest, layer_id, wave)["survey"]
    cells = kept.figures(directory, survey, wave, item)
    months = tuple(kept.months_of(manifest, wave))
    covariates = _covariates(version, directory, layer_id, months)
    return estimates.estimated(cells, covariates, share=item in SHARES)


@st.cache_data(max_entries=16, show_spinner=False)
def _covariates(
    version: str, directory: Path, layer_id: str, months: tuple[int, ...]
) -> pd.DataFrame:
    """Return what the model may stand on of every neighbourhood, missing where it is not told."""
    layer = areas.by_id(directory, layer_id)
    rows = areas.at_level(layer, "neighbourhood")
    residents = rows["residents"].astype(float).where(lambda told: told > 0)
    square_km = rows.geometry.to_crs(layer.about["metric_epsg"]).area / 1e6
    told = kept.reported(directory, version, list(months)).reindex(rows.index)
    judged = (told["reports"] - told["pending"].fillna(0)).where(lambda count: count > 0)
    made = {
        "rate": np.log(told["reports"] / residents),
        "share_useful": (told["useful"] / judged).clip(upper=1.0),
        "density": np.log(residents / square_km),
    }
    return pd.DataFrame(made, index=rows.index)[COVARIATES].replace([np.inf, -np.inf], np.nan)


@st.cache_data(max_entries=16, show_spinner=False)
def _worries(version: str, directory: Path, layer_id: str, wave: str) -> pd.DataFrame:
    survey = kept.receipt(_manifest(version, directory), layer_id, wave)["survey"]
    return kept.worries(directory, survey, wave)


@st.cache_data(max_entries=4, show_spinner=False)
def _manifest(version: str, directory: Path) -> dict:
    return {} if version == store.EMPTY else versions.manifest_of(directory, version)
