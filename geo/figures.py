"""What is told of areas, worked out from their released figures: rates, shares, change."""

import pandas as pd

from geo import privacy, rates

RATES = {"rate": "reports", "useful_rate": "useful"}


def told(table: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with all that maps and tables tell beside them.

    Parameters
    ----------
    table : DataFrame, index: area code
        reports, useful and judged (reports whose outcome is known) of a period, before (reports of
        the same period a year ago), each missing where hidden; residents, missing where not known.

    Returns
    -------
    DataFrame, same index
        Also rate and useful_rate (per 1,000 residents over the period), steady_rate and
        steady_useful_rate (empirical Bayes, Marshall 1991), share_useful, change (a share of
        `before`), few (the figure is hidden). All of it comes from shown figures alone, so that it
        tells no more than they do.
    """
    made = table.copy()
    residents = table["residents"].astype(float)
    for rate, events in RATES.items():
        made[rate] = rates.per_thousand(table[events], residents)
        made[f"steady_{rate}"] = rates.shrunk_per_thousand(table[events], residents)
    judged = table["judged"].where(table["judged"] > 0)
    made["share_useful"] = (table["useful"] / judged).clip(upper=1.0)
    made["change"] = table["reports"] / table["before"] - 1
    made["few"] = privacy.few(table["reports"])
    return made
