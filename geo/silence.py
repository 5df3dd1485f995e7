"""Silent areas: where few call and report although many live there."""

import numpy as np
import pandas as pd

MANY, FEW = 0.5, 0.5  # the upper half by residents; half the rate of all together
LOW = 0.5  # the lower half by felt safety


def silent(table: pd.DataFrame, felt: pd.Series | None = None) -> pd.DataFrame:
    """Return the areas that are silent, the most missed reports first.

    An area is silent if at least as many live there as in the median area, and its steadied rate is
    under half the rate of all areas together, or its figure is hidden. Felt safety does not make an
    area silent: where it is known, it tells silence that is unease from silence that is calm.

    Parameters
    ----------
    table : DataFrame, index: area code
        Of all areas: residents; reports (missing where hidden); steady_rate (per 1,000 residents).
    felt : Series of float, optional
        Felt safety, 0 to 100, by area code; missing where it is not known.

    Returns
    -------
    DataFrame, index: area code
        residents; reports; steady_rate; missed, the reports that the rate of all together would
        bring beyond those that came, missing where hidden; felt; uneasy, whether felt safety is
        known and below the median. Uneasy areas stand first, hidden figures before others.
    """
    residents = table["residents"].astype(float)
    reports, rate = table["reports"].astype(float), table["steady_rate"].astype(float)
    told = reports.notna() & (residents > 0)
    overall = 1000 * reports[told].sum() / residents[told].sum() if told.any() else np.nan
    many = residents >= residents[residents > 0].quantile(MANY)
    safety = pd.Series(np.nan, table.index) if felt is None else felt.reindex(table.index)
    made = pd.DataFrame(
        {
            "residents": residents,
            "reports": reports,
            "steady_rate": rate,
            "missed": residents * overall / 1000 - reports,
            "felt": safety,
            "uneasy": safety < safety.quantile(LOW),
        }
    )
    found = made[many & (reports.isna() | (rate < FEW * overall))]
    return found.sort_values(
        ["uneasy", "missed", "residents"], ascending=False, na_position="first", kind="stable"
    )
