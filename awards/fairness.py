"""Whether a round is fair: places against residents and reports, chances, shares of groups."""

import numpy as np
import pandas as pd

GROUPS = ("woman", "first_time", "rural")


def by_county(counts: pd.DataFrame) -> pd.DataFrame:
    """Return how each county fares.

    Parameters
    ----------
    counts : DataFrame, index: county
        places, chosen, eligible (people); residents, reports (missing where not known).

    Returns
    -------
    DataFrame, the same index
        The same; places_share, residents_share, reports_share of the whole; per_100_000 places
        for each 100,000 residents; chance of an eligible person to be chosen. Missing where
        there is nothing to divide by.
    """
    made = counts.copy()
    for name in ("places", "residents", "reports"):
        made[f"{name}_share"] = _ratio(counts[name], pd.Series(counts[name].sum(), counts.index))
    made["per_100_000"] = 100_000 * _ratio(counts["places"], counts["residents"])
    made["chance"] = _ratio(counts["chosen"], counts["eligible"])
    return made


def by_group(pool: pd.DataFrame, chosen: pd.Index) -> pd.DataFrame:
    """Return how groups fare.

    Parameters
    ----------
    pool : DataFrame, index: code
        Those eligible: woman, first_time, rural.
    chosen : Index
        Codes of those chosen.

    Returns
    -------
    DataFrame, index: group
        eligible and chosen, people of the group; eligible_share and chosen_share, of all eligible
        and all chosen; chance, of one of the group to be chosen.
    """
    member = pool[[*GROUPS]].eq(True).fillna(value=False).astype(bool)
    here = member.loc[chosen]
    made = pd.DataFrame({"eligible": member.sum(), "chosen": here.sum()})
    made["eligible_share"] = _ratio(made["eligible"], pd.Series(len(member), made.index))
    made["chosen_share"] = _ratio(made["chosen"], pd.Series(len(here), made.index))
    made["chance"] = _ratio(made["chosen"], made["eligible"])
    return made


def _ratio(part: pd.Series, whole: pd.Series) -> pd.Series:
    return part.astype(float) / whole.astype(float).replace(0, np.nan)
