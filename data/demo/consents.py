"""Made-up citizens who were asked whether they may be honoured, in public or in private."""

import numpy as np
import pandas as pd
import pyarrow as pa

from data.demo import names
from data.demo.people import CAREFUL, People
from data.demo.places import Places

PEOPLE_PER_REPORT, FEWEST = 0.02, 60
WOMEN, NEW_HOUSEHOLD = 0.45, 0.9
CHOICES, SHARES = ("public", "private", "none"), (0.68, 0.20, 0.12)


def asked(
    here: Places, people: People, reports_each: int, generator: np.random.Generator
) -> pd.DataFrame:
    """Return those who were asked: whoever reports oftenest, among the careful.

    Parameters
    ----------
    here : Places
    people : People
    reports_each : int
        Reports of one half-year.
    generator : Generator

    Returns
    -------
    DataFrame
        number (as it stands in the reports), choice, name (Persian), said (Latin letters) and
        county (code).
    """
    often = np.diff(people.reach, prepend=0.0) * (people.nature == CAREFUL)
    wanted = max(FEWEST, round(PEOPLE_PER_REPORT * reports_each))
    count = min(wanted, int(np.count_nonzero(often)))
    who = np.sort(np.argsort(-often, kind="stable")[:count])
    return pd.DataFrame(
        {
            "number": people.numbers.take(pa.array(who)).to_numpy(zero_copy_only=False),
            "choice": np.array(CHOICES)[generator.choice(3, count, p=SHARES)],
            "name": names.full(pa.array(who)).to_numpy(zero_copy_only=False),
            "said": names.said(pa.array(who)).to_numpy(zero_copy_only=False),
            "county": here.county_codes[people.home[who]],
        }
    )


def known(asked: pd.DataFrame, generator: np.random.Generator) -> pd.DataFrame:
    """Return what is known of those who were asked, besides their reports.

    Parameters
    ----------
    asked : DataFrame
        `asked`, in the order of homes.
    generator : Generator

    Returns
    -------
    DataFrame
        number, woman (yes or no) and household; one or two of a household, of the same county.
    """
    count = len(asked)
    home = np.cumsum(generator.random(count) < NEW_HOUSEHOLD)
    women = generator.random(count) < WOMEN
    return pd.DataFrame(
        {
            "number": asked["number"],
            "woman": np.where(women, "yes", "no"),
            "household": asked["county"] + "-" + pd.Series(home, asked.index).astype(str),
        }
    )
