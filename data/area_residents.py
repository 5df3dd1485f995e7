"""How many live in each area: a column of numbers as people type them, or another table."""

from pathlib import Path

import pandas as pd

from data import persian, reading
from data.refusal import Refusal

_BETWEEN_THOUSANDS = str.maketrans("", "", ",٬، \u00a0\u202f_'")


def numbers_in(words: pd.Series) -> pd.Series:
    """Return whole numbers (Int64), missing where there is none or one below nought."""
    plain = words.map(lambda word: None if word is None else persian.digits(str(word)))
    plain = plain.map(
        lambda word: word and str(word).translate(_BETWEEN_THOUSANDS), na_action="ignore"
    )
    numbers = pd.to_numeric(plain, errors="coerce").astype(float)
    return numbers.where(numbers.between(0, 1e9)).round().astype("Int64")


def of_file(asked: str, codes: pd.Series, folder: Path) -> pd.Series:
    """Return the residents that another table tells for each code.

    Parameters
    ----------
    asked : str
        `FILE:KEY:VALUE`.
    codes : Series of str, shape (n,)
    folder : Path
        Looked in where FILE is not found as it is named.

    Returns
    -------
    Series of Int64, shape (n,)

    Raises
    ------
    Refusal
        "areas.no_residents_file", "areas.no_residents_column", "areas.residents_twice",
        "areas.residents_fit_nothing".
    """
    name, key, value = asked.rsplit(":", 2)
    path = Path(name) if Path(name).is_file() else folder / name
    if not path.is_file():
        raise Refusal("areas.no_residents_file", path=name)
    table = _table(path, key, value)
    table = table.dropna(subset="key").drop_duplicates()
    twice = table.loc[table["key"].duplicated(), "key"]
    if len(twice):
        raise Refusal("areas.residents_twice", codes=" · ".join(twice.unique()[:5]))
    told = table.set_index("key")["value"].reindex(codes)
    if told.isna().all():
        raise Refusal("areas.residents_fit_nothing", column=key, path=path.name)
    return told.reset_index(drop=True)


def _table(path: Path, key: str, value: str) -> pd.DataFrame:
    headers: list[str] = []
    for table in reading.tables(path):
        if key in table.header and value in table.header:
            used = sorted({table.header.index(key), table.header.index(value)})
            wanted = [used.index(table.header.index(name)) for name in (key, value)]
            batches = [batch.columns for batch in table.batches(used)]
            keys, values = (
                [word for columns in batches for word in columns[place].to_pylist()]
                for place in wanted
            )
            tidy = [persian.tidy(word) if word else None for word in keys]
            words = pd.Series(values, dtype=object)
            return pd.DataFrame({"key": tidy, "value": numbers_in(words)})
        headers += table.header
    raise Refusal("areas.no_residents_column", path=path.name, columns=" · ".join(headers))
