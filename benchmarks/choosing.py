"""A million callers to 250 honorees with reserves: seconds, memory, against an exact solver."""

import datetime
import resource
import time
from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from awards import choosing, eligibility, merit, places
from awards.policy import MAY_COUNT, Policy
from benchmarks.figures import Figure
from data import schema

PEOPLE, REPORTS, COUNTIES, SEED = 1_000_000, 2_500_000, 17, 1404
SOLVED = 5_000
LAST = datetime.date(2026, 9, 22)
FLOORED = Policy(least_women=120, least_first=200, least_rural=90)


def figures() -> Iterator[Figure]:
    """Yield the figures; the seconds begin once the contributions are in memory."""
    table, known = _made()
    begun = time.perf_counter()
    pool, shared = _pool(table, known, FLOORED)
    choosing.choose(pool, shared, FLOORED, "314159")
    took = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Figure("choose_s_million", took, most=3.0, detail={"eligible": len(pool)})
    yield Figure("choose_peak_mb", peak, most=1536.0)
    some = pool.sample(SOLVED, random_state=SEED)  # the solver takes minutes for all of them
    begun = time.perf_counter()
    choice = choosing.choose(some, shared, FLOORED, "314159")
    ours = time.perf_counter() - begun
    begun = time.perf_counter()
    best = _exact(some, shared, FLOORED)
    exact = time.perf_counter() - begun
    yield Figure("choose_vs_exact", ours / exact, most=1.0, detail={"exact_s": round(exact, 2)})
    found = int(some.loc[choice.chosen.index, "merit"].sum())
    yield Figure("choose_merit_missing", float(best - found), most=0.0)


def _made() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return made-up contributions of a million people, and what is known of them."""
    draw = np.random.default_rng(SEED)
    person = np.sort(draw.integers(0, PEOPLE, REPORTS)).astype(np.int32)
    days = np.datetime64(LAST) - draw.integers(0, 90, REPORTS).astype("timedelta64[D]")
    county = pd.Categorical.from_codes(
        draw.integers(0, COUNTIES, PEOPLE)[person], [f"C{one:02d}" for one in range(COUNTIES)]
    )
    words = {
        name: pd.Categorical.from_codes(
            draw.integers(0, len(schema.VOCABULARY[name]), REPORTS), schema.VOCABULARY[name]
        )
        for name in ("category", "kind")
    }
    outcome = pd.Categorical.from_codes(
        draw.choice(5, REPORTS, p=[0.7, 0.15, 0.05, 0.02, 0.08]), schema.OUTCOMES
    )
    table = pd.DataFrame(
        {"person": person, "day": days.astype("datetime64[s]"), **words, "outcome": outcome}
        | {"county": county, "district": county, "rural": draw.random(PEOPLE)[person] < 0.3}
    )
    assert set(MAY_COUNT) <= set(schema.CATEGORIES)
    return table, _known(pd.array(draw.random(PEOPLE) < 0.4, "boolean"))


def _known(woman: pd.api.extensions.ExtensionArray) -> pd.DataFrame:
    """Return what is known of people who were never honoured, nor refused to be."""
    return pd.DataFrame(
        {
            "woman": woman,
            "household": pd.Series([None] * PEOPLE, dtype=object),
            "honoured": pd.Series(pd.NaT, range(PEOPLE), dtype="datetime64[s]"),
            "refused": np.zeros(PEOPLE, bool),
        }
    )


def _pool(
    table: pd.DataFrame, known: pd.DataFrame, policy: Policy
) -> tuple[pd.DataFrame, pd.Series]:
    merits = merit.of(table, policy, LAST, people=PEOPLE)
    reasons = np.asarray(eligibility.judge(merits, known, policy, LAST), object)
    rows = merits[reasons == ""]
    pool = pd.DataFrame(
        {
            "county": rows["county"].astype(str),
            "merit": rows["merit"],
            "woman": known.loc[rows.index, "woman"].astype(bool),
            "first_time": True,
            "rural": rows["rural"],
        }
    ).set_axis([f"P{one:07d}" for one in rows.index], axis=0)
    eligible = pool["county"].value_counts().sort_index()
    shared = places.share(eligible, policy.places, policy.least_per_county, eligible)
    return pool, shared["places"]


def _exact(pool: pd.DataFrame, shared: pd.Series, policy: Policy) -> int:
    """Return the greatest total merit, by HiGHS over every eligible person."""
    codes = shared.index.get_indexer(pool["county"])
    each = sparse.csr_array(
        (np.ones(len(pool)), (codes, np.arange(len(pool)))), (len(shared), len(pool))
    )
    rows = [LinearConstraint(each, shared.to_numpy(), shared.to_numpy())]
    for column, least in (("woman", policy.least_women), ("rural", policy.least_rural)):
        member = sparse.csr_array(pool[column].to_numpy(float)[None, :])
        rows.append(LinearConstraint(member, least, np.inf))
    found = milp(
        -pool["merit"].to_numpy(float),
        constraints=rows,
        integrality=np.ones(len(pool)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    return round(-found.fun)
