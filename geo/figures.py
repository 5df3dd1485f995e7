"""What is told of areas, worked out from their counts: rates, shares, change; too few left out."""

import pandas as pd

from geo import privacy, rates

RATES = {"rate": "reports", "useful_rate": "useful"}


def told(table: pd.DataFrame, counts: list[str]) -> pd.DataFrame:
    """Return the counts with all that maps and tables tell beside them.

    Parameters
    ----------
    table : DataFrame, index: area code
        reports, useful and judged (reports whose outcome is known) of a period, before (reports of
        the same period a year ago), residents (missing where not known).
    counts : list of str
        The columns that are hidden with the reports.

    Returns
    -------
    DataFrame, same index
        Also rate and useful_rate (per 1,000 residents over the period), steady_rate and
        steady_useful_rate (empirical Bayes, Marshall 1991), share_useful, change (a share of
        `before`), few. Where reports are too few to show, every number but residents is missing.
    """
    made = table.copy()
    residents = table["residents"].astype(float)
    for rate, events in RATES.items():
        made[rate] = rates.per_thousand(table[events].astype(float), residents)
        made[f"steady_{rate}"] = rates.shrunk_per_thousand(table[events].astype(float), residents)
    before = table["before"].astype(float).mask(privacy.few(table["before"]))
    made["share_useful"] = table["useful"] / table["judged"].where(table["judged"] > 0)
    made["change"] = table["reports"] / before - 1
    made["before"] = before
    made["few"] = privacy.few(table["reports"])
    hidden = [*counts, *RATES, *(f"steady_{rate}" for rate in RATES)]
    for column in [*hidden, "share_useful", "change", "before"]:
        made[column] = made[column].astype(float).mask(made["few"])
    return made
