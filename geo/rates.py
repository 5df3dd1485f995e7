"""Events per 1,000 residents, steadied where few live."""

import pandas as pd


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
