"""Spots beyond chance and silent areas, worked out once for all Gilan, narrowed to the reader."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from data import access, areas
from data.periods import DAY, WEEK, Period
from geo import clusters, emerging, hotspots, permuting, silence
from pages.views import cached_safety
from pages.views.cached_figures import borders, by_weeks, counted, everyone
from pages.views.frame import Visit
from pages.views.questions import Question

LEVEL = "neighbourhood"
SIDES = {-1: "cold", 0: "none", 1: "hot"}
NIGHT = "safe_by_night"


@dataclass(frozen=True)
class Found:
    """What a map of chance tells.

    Parameters
    ----------
    table : DataFrame, index: area code
        district; spot (class of the area, missing where it takes no part), q (p corrected over the
        map; missing for weeks). Of the areas that the reader may see.
    areas, weeks : int
        How many took part, of all Gilan; weeks in which too few areas are told do not.
    islands : tuple of str
        Areas that touch no other one and were joined to the nearest.
    refused : str
        "areas" or "weeks" where there are too few of them, else empty.
    """

    table: pd.DataFrame
    areas: int = 0
    weeks: int = 0
    islands: tuple[str, ...] = ()
    refused: str = ""


def spots(visit: Visit, asked: Question, kind: str, rate: str) -> Found:
    """Return the classes of neighbourhoods that this reader may see: the same for everybody.

    Parameters
    ----------
    visit : Visit
    asked : Question
        Weeks know its period and kind of report alone.
    kind : {"hot", "clusters", "emerging"}
    rate : str
        Column of `cached.figures`; weeks know all reports alone.
    """
    reader = visit.access
    access.require(reader, "maps")
    where = (visit.version, visit.directory, visit.layer.id)
    if kind == "emerging":
        made = _emerging(*where, weeks(visit, asked.period), asked.kind)
    else:
        made = _spots(*where, counted(visit, replace(asked, level=LEVEL)), (kind, rate))
    table = access.narrow(reader, made.table)
    alone = tuple(code for code in made.islands if code in table.index)
    return replace(made, table=table, islands=alone)


def silent(visit: Visit, asked: Question) -> pd.DataFrame:
    """Return `silence.silent` of all Gilan, those that this reader may see, with district."""
    reader = visit.access
    access.require(reader, "maps")
    key = counted(visit, replace(asked, level=LEVEL))
    told = _silent(visit.version, visit.directory, visit.layer.id, key, _asked(visit))
    return access.narrow(reader, told)


def weeks(visit: Visit, period: Period) -> tuple:
    """Return the Saturdays of the weeks told of that lie in a period whole."""
    last = period.last_day + DAY - WEEK
    return tuple(week for week in visit.weeks if period.first_day <= week <= last)


def _asked(visit: Visit) -> tuple[str, str] | None:
    """Return the newest wave of a survey and how safe people feel by night there, or else."""
    waves = cached_safety.waves(visit)
    if not waves:
        return None
    items = cached_safety.items(visit, waves[-1])
    return waves[-1], NIGHT if NIGHT in items else items[0]


@st.cache_data(max_entries=64, show_spinner=False)
def _spots(
    version: str, directory: Path, layer_id: str, key: tuple, shown: tuple[str, str]
) -> Found:
    kind, rate = shown
    table = everyone(version, directory, layer_id, key)
    around, rows = borders(directory, layer_id), table[["district"]]
    known = table[rate].astype(float)
    try:
        if kind == "hot":
            made = hotspots.spots(known, around)
            steps = made["bin"].abs().map("_{}".format).where(made["bin"] != 0, "")
            made["spot"] = np.sign(made["bin"]).map(SIDES) + steps
        else:
            made = clusters.clusters(known, around).rename(columns={"cluster": "spot"})
    except permuting.TooFew as few:
        return Found(rows.assign(spot=None, q=np.nan), few.areas, refused="areas")
    return Found(rows.join(made[["spot", "q"]]), len(made), islands=tuple(around.islands))


@st.cache_data(max_entries=32, show_spinner=False)
def _emerging(version: str, directory: Path, layer_id: str, when: tuple, kind: str | None) -> Found:
    rows = areas.at_level(areas.by_id(directory, layer_id), LEVEL)
    named = pd.DataFrame(rows[["district"]])
    around, empty = borders(directory, layer_id), named.assign(spot=None, q=np.nan)
    figures = by_weeks(version, directory, layer_id, when, kind)
    try:
        classes, z, _ = emerging.classes(figures, around)
    except emerging.TooFewSlices:
        return Found(empty, weeks=len(when), refused="weeks")
    except permuting.TooFew as few:
        return Found(empty, few.areas, len(when), refused="areas")
    told = named.assign(spot=classes.reindex(rows.index), q=np.nan)
    return Found(told, len(classes), z.shape[1], tuple(around.islands))


@st.cache_data(max_entries=64, show_spinner=False)
def _silent(
    version: str, directory: Path, layer_id: str, key: tuple, wave: tuple[str, str] | None
) -> pd.DataFrame:
    table, felt = everyone(version, directory, layer_id, key), None
    if wave is not None:
        felt = cached_safety.everyone(version, directory, layer_id, *wave)["value"].astype(float)
    found = silence.silent(table, felt)
    return found.assign(district=table["district"].reindex(found.index))
