"""Where people are at home, as far as their reports tell: where most of them were made."""

import numpy as np
import pandas as pd


def of(reports: pd.DataFrame, people: int) -> pd.DataFrame:
    """Return the county and district of each person, and whether it is in the country.

    Parameters
    ----------
    reports : DataFrame
        person, county, district, rural; in any order.
    people : int

    Returns
    -------
    DataFrame, index: person
        county: of most of their reports, the first by code where two have as many; district: the
        same among those of this county; both missing where no report tells. rural: whether more
        than half of the reports in the county were made in rural neighbourhoods.
    """
    person = reports["person"].to_numpy().astype(np.int64)
    county, counties = _coded(reports["county"])
    district, districts = _coded(reports["district"])
    home = _most(person, county, len(counties), people)
    there = (county >= 0) & (county == home[person])
    nearer = _most(person[there], district[there], len(districts), people)
    rows = np.bincount(person[there], minlength=people)
    rural = np.bincount(
        person[there], reports["rural"].to_numpy()[there].astype(float), minlength=people
    )
    table = {
        "county": pd.Categorical.from_codes(home, counties),
        "district": pd.Categorical.from_codes(nearer, districts),
        "rural": 2 * rural > rows,
    }
    return pd.DataFrame(table, index=pd.RangeIndex(people, name="person"))


def _coded(column: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Return a column as positions among its words in order, -1 where missing; and the words."""
    held = column.astype("category")
    words = [str(word) for word in held.cat.categories]
    ordered = sorted(words)
    place = {word: position for position, word in enumerate(ordered)}
    moved = np.array([*(place[word] for word in words), -1], np.int64)
    return moved[held.cat.codes.to_numpy()], ordered


def _most(person: np.ndarray, code: np.ndarray, codes: int, people: int) -> np.ndarray:
    """Return the code most frequent in each person's rows, the lowest of equals; -1 for none."""
    home = np.full(people, -1, np.int64)
    known = code >= 0
    key = np.sort(person[known] * max(codes, 1) + code[known])
    if not len(key):
        return home
    begins = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    rows = np.diff(np.r_[begins, len(key)])
    who, where = np.divmod(key[begins], max(codes, 1))
    # Person, then fewest rows short of the most that anybody has, then code: sorted as one number.
    short = rows.max() - rows
    best = np.sort((who * (rows.max() + 1) + short) * codes + where)
    who, where = best // (codes * (rows.max() + 1)), best % codes
    first = np.r_[True, who[1:] != who[:-1]]
    home[who[first]] = where[first]
    return home
