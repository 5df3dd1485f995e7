"""What a file of people says, and what became of it."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa


@dataclass(frozen=True)
class Listed:
    """What a file says of people.

    Parameters
    ----------
    columns : dict of str to Array of string, each of shape (n,)
        Our name of a column to its texts, blank where there is nothing; those that the file has.
    rows : ndarray of int, shape (n,)
        Numbers of the rows; the header is row 1.
    ragged : list of (int, str)
        Rows that could not be put in columns, and why.
    """

    columns: dict[str, pa.Array]
    rows: np.ndarray
    ragged: list[tuple[int, str]]

    def texts(self, name: str) -> list[str]:
        """Return a column's texts, blank where the file has no such column."""
        held = self.columns.get(name)
        return held.to_pylist() if held is not None else [""] * len(self.rows)


@dataclass(frozen=True)
class Receipt:
    """What became of a file of people: rows = taken + unchanged + refused.

    Parameters
    ----------
    file : str
    rows, taken, unchanged, refused : int
        `unchanged` were known as they are told.
    refused_by_reason : dict
        Reason's code to rows.
    refused_rows : list of dict
        `row` (the header is row 1) and `reasons`, in the file's order.
    choices : dict
        Of consents: choice to rows taken or unchanged.
    """

    file: str
    rows: int = 0
    taken: int = 0
    unchanged: int = 0
    refused: int = 0
    refused_by_reason: dict[str, int] = field(default_factory=dict)
    refused_rows: list[dict[str, Any]] = field(default_factory=list)
    choices: dict[str, int] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


def receipt(
    path: Path, held: Listed, wrong: dict[str, np.ndarray], taken: int, **told: Any
) -> Receipt:
    """Return what became of a file.

    Parameters
    ----------
    path : Path
    held : Listed
    wrong : dict of str to ndarray of bool, each of shape (n,)
        Reason's code to the rows that are refused for it.
    taken : int
    **told
        Further fields of the receipt.
    """
    bad = refused(wrong, len(held.rows))
    rows = {
        int(held.rows[at]): [why for why in wrong if wrong[why][at]] for at in np.flatnonzero(bad)
    }
    rows |= {row: [why] for row, why in held.ragged}
    reasons = Counter(why for whys in rows.values() for why in whys)
    return Receipt(
        path.name,
        rows=len(held.rows) + len(held.ragged),
        taken=taken,
        unchanged=len(held.rows) - int(bad.sum()) - taken,
        refused=len(rows),
        refused_by_reason=dict(sorted(reasons.items())),
        refused_rows=[{"row": row, "reasons": rows[row]} for row in sorted(rows)],
        **told,
    )


def refused(wrong: dict[str, np.ndarray], count: int) -> np.ndarray:
    """Return which rows are refused for any reason."""
    return np.logical_or.reduce([np.zeros(count, bool), *wrong.values()])
