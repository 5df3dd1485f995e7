"""The best choice under floors for groups: an integer program with one exact optimum.

Within a county, people of the same groups can stand for one another, so only as many of the best
of each such cell can be chosen as the county has places: some thousand people at most, however
many called. Of all choices with the greatest merit the one with the lowest sum of ticket ranks (on
that short list) is taken, then the one with the lowest sum of each further piece of the tickets,
until there is only one.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from awards.nonsense import Nonsense

HALF = 0.5  # sums are whole numbers: a bound half-way is safe from the solver's tolerance
PIECE, PIECES = 4, 16  # hexadecimal digits of a ticket
SHORTFALL = 1_000  # so many times is a place short worse than which floor it is of
NAMES = {"least_women": "women", "least_first": "first", "least_rural": "rural"}


def chosen(
    ranked: pd.DataFrame,
    groups: dict[str, np.ndarray],
    places: pd.Series,
    floors: dict[str, int],
) -> np.ndarray:
    """Return who is chosen so that all places are filled, the floors met, and merit greatest.

    Parameters
    ----------
    ranked : DataFrame
        county, merit, ticket, in the order of merit, then ticket.
    groups : dict of ndarray of bool, each of shape (n,)
        Who counts for a floor.
    places : Series of int, index: county
    floors : dict of int
        Field of the policy to places; the same keys as `groups`.

    Returns
    -------
    ndarray of bool, shape (n,)

    Raises
    ------
    Nonsense
        If the floors cannot be met together: `relax` names those to lower, and to what at most.

    References
    ----------
    Huangfu and Hall (2018), Mathematical Programming Computation 10, 119-142 (HiGHS).
    """
    short = _short(ranked, groups, places)
    if not len(short):
        raise _too_high(dict.fromkeys(floors, 0))
    member = np.array([group[short] for group in groups.values()], float)
    table = ranked.iloc[short]
    rows = [_full(table["county"], places), _met(member, floors)]
    _require_room(member, rows, floors)
    taken = np.zeros(len(ranked), bool)
    taken[short[_only_best(table, rows)]] = True
    return taken


def _short(ranked: pd.DataFrame, groups: dict[str, np.ndarray], places: pd.Series) -> np.ndarray:
    """Return positions of the best of each county and membership, as many as it has places."""
    keys = [ranked["county"].to_numpy(), *groups.values()]
    order = ranked.groupby(keys, sort=False).cumcount().to_numpy()
    return np.flatnonzero(order < ranked["county"].map(places).to_numpy())


def _full(county: pd.Series, places: pd.Series) -> LinearConstraint:
    """Return that each county fills its places, as far as it has people."""
    code, counties = pd.factorize(county)
    rows = sparse.csr_array((np.ones(len(code)), (code, np.arange(len(code)))))
    full = np.minimum(places[counties].to_numpy(), np.bincount(code))
    return LinearConstraint(rows, full, full)


def _met(member: np.ndarray, floors: dict[str, int]) -> LinearConstraint:
    return LinearConstraint(sparse.csr_array(member), [*floors.values()], np.inf)


def _solved(cost: np.ndarray, rows: list[LinearConstraint]) -> np.ndarray | None:
    """Return the choice of the least cost, None where there is none."""
    found = milp(
        cost,
        constraints=rows,
        integrality=np.ones(len(cost)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    return _whole(found)


def _whole(found: OptimizeResult) -> np.ndarray | None:
    if found.status == 2:
        return None
    if found.x is None or found.status != 0:
        raise RuntimeError(f"the solver gave up: {found.message}")
    return np.rint(found.x).astype(np.int64)


def _require_room(member: np.ndarray, rows: list[LinearConstraint], floors: dict[str, int]) -> None:
    """Raise which floors to lower, by the fewest places in all, where they cannot all be met."""
    people, count = member.shape[1], len(floors)
    cost = np.r_[np.zeros(people), SHORTFALL + np.arange(count)]
    full = sparse.hstack([rows[0].A, sparse.csr_array((rows[0].A.shape[0], count))])
    met = sparse.hstack([rows[1].A, sparse.eye_array(count)])
    asked = [LinearConstraint(full, rows[0].lb, rows[0].ub), LinearConstraint(met, rows[1].lb)]
    top = np.r_[np.ones(people), [*floors.values()]]
    found = milp(cost, constraints=asked, integrality=np.ones(len(cost)), bounds=Bounds(0, top))
    short = _whole(found)
    if short is None:
        raise RuntimeError("places cannot be filled although people are there")
    lowered = {
        name: floor - int(missing)
        for (name, floor), missing in zip(floors.items(), short[people:], strict=True)
        if missing
    }
    if lowered:
        raise _too_high(lowered)


def _too_high(lowered: dict[str, int]) -> Nonsense:
    """Return the refusal of floors, each to be lowered to so much at the most."""
    named = "_".join(NAMES[name] for name in lowered)
    blanks = {NAMES[name]: to for name, to in lowered.items()}
    return Nonsense(f"floors_{named}", relax=[*lowered.items()], **blanks)


def _only_best(table: pd.DataFrame, rows: list[LinearConstraint]) -> np.ndarray:
    """Return the one best choice, as a mask: by merit, then by costs that break ties."""
    taken = np.zeros(len(table), bool)
    for cost in _costs(table):
        best = _solved(cost - cost.min(), rows)
        if best is None:
            raise RuntimeError("a choice that was there is there no more")
        taken = best.astype(bool)
        if _solved(np.zeros(len(cost)), [*rows, _as_good(cost, best), _other(best)]) is None:
            break
        rows = [*rows, _as_good(cost, best)]
    return taken


def _costs(table: pd.DataFrame) -> Iterator[np.ndarray]:
    """Yield what is to be least, the weightiest first: whole numbers."""
    yield -table["merit"].to_numpy(float)
    yield np.argsort(np.argsort(table["ticket"].to_numpy())).astype(float)
    for piece in range(PIECES):
        cut = table["ticket"].str[PIECE * piece : PIECE * (piece + 1)]
        yield np.array([int(digits, 16) for digits in cut], float)


def _as_good(cost: np.ndarray, best: np.ndarray) -> LinearConstraint:
    return LinearConstraint(cost[None, :], -np.inf, float(cost @ best) + HALF)


def _other(best: np.ndarray) -> LinearConstraint:
    """Return that at least one of those chosen is not."""
    return LinearConstraint(best[None, :].astype(float), -np.inf, best.sum() - HALF)
