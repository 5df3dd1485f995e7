"""Events per 1,000 residents, steadied where few live."""

import numpy as np
import pandas as pd
from scipy import stats


def per_thousand(events: pd.Series, residents: pd.Series) -> pd.Series:
    """Return events per 1,000 residents.

    Parameters
    ----------
    events : Series of int or float, shape (n,)
        Reports counted in each area over one period; missing where they are not told.
    residents : Series of int or float, shape (n,)
        People living there, on the same index.

    Returns
    -------
    Series of float, shape (n,)
        Missing where residents are missing or nought (a rate there has no meaning), or events are.
    """
    people = residents.astype(float)
    return 1000 * events.astype(float) / people.where(people > 0)


def shrunk_per_thousand(events: pd.Series, residents: pd.Series) -> pd.Series:
    """Return events per 1,000 residents, steadied where few people live.

    A hamlet of 40 with two calls is not the most cooperative place in Gilan. Each area's own rate
    is drawn towards the rate of all together, the fewer its residents the further.

    Parameters
    ----------
    events : Series of int or float, shape (n,)
        Reports counted in each area over one period; missing where they are not told.
    residents : Series of int or float, shape (n,)
        People living there, on the same index.

    Returns
    -------
    Series of float, shape (n,)
        Between an area's own rate and the overall one. Missing where `per_thousand` is; such areas
        have no part in the overall rate either.

    References
    ----------
    Marshall (1991), Applied Statistics 40(2), 283-294.
    """
    own = per_thousand(events, residents) / 1000
    people = residents.astype(float).where(own.notna())
    if not people.notna().any():
        return own
    overall = events.astype(float).where(own.notna()).sum() / people.sum()
    if overall == 0:
        return 1000 * own
    spread = (people * (own - overall) ** 2).sum() / people.sum()
    real_spread = max(0.0, spread - overall / people.mean())
    trust = real_spread / (real_spread + overall / people)
    return 1000 * (trust * own + (1 - trust) * overall)


def interval_per_thousand(events: float, residents: float, off: float = 0.0) -> tuple[float, float]:
    """Return the ends of the 95 % interval of a rate per 1,000 residents, events being chance.

    Parameters
    ----------
    events, residents : float
        Of one area; missing where they are not told.
    off : float
        How much more or less may have been counted than is told, as told counts are rounded.

    Returns
    -------
    tuple of float
        Garwood's exact ends for a Poisson count, of the least and of the most that may have been
        counted; missing where the rate is.

    References
    ----------
    Garwood (1936), Biometrika 28(3/4), 437-442.
    """
    if np.isnan(events) or np.isnan(residents) or residents <= 0:
        return np.nan, np.nan
    least, most = max(0.0, events - off), events + off
    low = stats.chi2.ppf(0.025, 2 * least) / 2 if least > 0 else 0.0
    high = stats.chi2.ppf(0.975, 2 * (most + 1)) / 2
    return 1000 * float(low) / residents, 1000 * float(high) / residents
