"""The short list and its program against scipy's HiGHS on the whole problem."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from awards import choosing
from awards.choosing import GROUPS
from awards.nonsense import Nonsense
from awards.policy import Policy
from tests import awarding


def pool(people: int, seed: int) -> pd.DataFrame:
    chance = np.random.default_rng(seed)
    merit = (chance.lognormal(6, 1, people) // 50 * 50).astype(int)  # many ties
    flags = [chance.random(people) < share for share in (0.3, 0.8, 0.2)]
    return awarding.pool(zip(chance.choice([*"ABC"], people), merit, *flags, strict=True))


def whole(held: pd.DataFrame, places: pd.Series, policy: Policy) -> int:
    """The greatest merit of all choices, by the solver on everybody at once."""
    rows = [
        LinearConstraint((held["county"] == code).to_numpy(float)[None, :], count, count)
        for code, count in places.items()
    ]
    rows += [
        LinearConstraint(held[GROUPS[name]].to_numpy(float)[None, :], least, np.inf)
        for name, least in policy.floors.items()
    ]
    found = milp(
        -held["merit"].to_numpy(float),
        constraints=rows,
        integrality=np.ones(len(held)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    return round(-found.fun)


@pytest.mark.parametrize("seed", range(6))
def test_the_short_list_s_best_is_the_best_of_everybody(seed):
    held, places = pool(600, seed), pd.Series({"A": 20, "B": 15, "C": 5})
    policy = Policy(least_women=18 + seed, least_first=30, least_rural=14)

    found = choosing.choose(held, places, policy, "31").chosen

    mine = held.loc[found.index]
    assert mine["merit"].sum() == whole(held, places, policy)
    for name, least in policy.floors.items():
        assert mine[GROUPS[name]].sum() >= least


def test_floors_that_do_not_bind_cost_nothing():
    held, places = pool(300, 9), pd.Series({"A": 20, "B": 15, "C": 5})

    free = choosing.choose(held, places, Policy(), "31").chosen
    assert choosing.choose(held, places, Policy(least_first=1), "31").chosen.equals(free)


def test_floors_that_cannot_be_met_name_what_to_lower_in_the_reader_s_terms():
    held, places = pool(60, 3), pd.Series({"A": 20, "B": 15, "C": 5})
    women = int(held["woman"].sum())

    with pytest.raises(Nonsense) as refused:
        choosing.choose(held, places, Policy(least_women=women + 1), "31")

    assert refused.value.key == "refusal_policy.floors_women"
    assert refused.value.facts["relax"][0][0] == "least_women"
    assert refused.value.facts["women"] <= women
