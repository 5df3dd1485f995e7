"""Who is chosen: in the head, against every possible choice, and the laws."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards import choosing, draw, replay
from awards.choosing import GROUPS
from awards.nonsense import Nonsense
from awards.policy import Policy
from tests import awarding

laws = settings(derandomize=True, max_examples=50, deadline=None)
person = st.tuples(
    st.sampled_from(awarding.CODES), st.integers(0, 4), st.booleans(), st.booleans(), st.booleans()
)
pools = st.lists(person, min_size=1, max_size=9)
three = st.tuples(*[st.integers(0, 3)] * 3)
floored = st.builds(
    Policy,
    least_women=st.integers(0, 3),
    least_first=st.integers(0, 3),
    least_rural=st.integers(0, 2),
    rule=st.sampled_from(["merit", "merit", "draw"]),
    least_reserves=st.integers(0, 2),
)


def places_of(counts: tuple) -> pd.Series:
    return pd.Series(dict(zip(awarding.CODES, counts, strict=True)))


def chosen(rows, counts, policy, seed="7") -> choosing.Choice | None:
    try:
        return choosing.choose(awarding.pool(rows), places_of(counts), policy, seed)
    except Nonsense:
        return None


def every_choice(pool: pd.DataFrame, counts: tuple, policy: Policy) -> list[list[str]]:
    """All sets that fill the places and meet the floors."""
    held = [
        itertools.combinations(here, min(count, len(here)))
        for code, count in zip(awarding.CODES, counts, strict=True)
        for here in [pool.index[pool["county"] == code]]
    ]
    sets = [[*itertools.chain(*each)] for each in itertools.product(*held)]
    return [
        one
        for one in sets
        if all(pool.loc[one, GROUPS[name]].sum() >= least for name, least in policy.floors.items())
    ]


def test_the_best_are_chosen_the_next_stand_in_reserve_and_what_nobody_fills_is_vacant():
    rows = [("A", merit, False, False, False) for merit in (5, 9, 7, 1)]
    policy = Policy(reserve_share=0.5, least_reserves=1)

    found = chosen([*rows, ("B", 3, False, False, False)], (2, 2, 0), policy)

    assert found.chosen["place"].to_dict() == {"P1": 1, "P2": 2, "P4": 1}
    assert found.reserves["place"].to_dict() == {"P0": 3}
    assert found.vacant.to_dict() == {"A": 0, "B": 1, "C": 0}


def test_ties_are_broken_by_the_draw_alone():
    rows = [("A", 5, False, False, False)] * 4
    tickets = sorted((draw.ticket("7", f"P{one}"), f"P{one}") for one in range(4))

    found = chosen(rows, (2, 0, 0), Policy())

    assert found.chosen.index.tolist() == [code for _, code in tickets[:2]]


def test_a_floor_is_met_where_it_costs_least():
    rows = [("A", 9, False, False, False), ("A", 5, True, False, False)]
    rows += [("B", 8, False, False, False), ("B", 7, True, False, False)]

    found = chosen(rows, (1, 1, 0), Policy(least_women=1))

    assert found.chosen.index.tolist() == ["P0", "P3"]


def test_in_the_draw_merit_gives_no_advantage():
    rows = [("A", merit, False, False, False) for merit in (100, 1, 1, 1)]
    firsts = {
        chosen(rows, (1, 0, 0), Policy(rule="draw"), str(seed)).chosen.index[0]
        for seed in range(40)
    }

    assert firsts == {"P0", "P1", "P2", "P3"}


@pytest.mark.parametrize(
    ("places", "share", "least", "wanted"),
    [(30, 0.1, 0, 3), (5, 0.4, 0, 2), (1, 0.4, 2, 2), (0, 0.4, 2, 0)],
)
def test_reserves_are_so_many(places, share, least, wanted):
    policy = Policy(reserve_share=share, least_reserves=least)

    assert choosing.reserves_of(places, policy) == wanted


@laws
@given(pools, three, floored)
def test_no_other_choice_is_better_and_none_as_good(rows, counts, policy):
    pool = awarding.pool(rows)
    other = every_choice(pool, counts, policy)
    found = chosen(rows, counts, policy)

    if found is None:
        assert not other
        return
    worth = pool["merit"] if policy.rule == "merit" else pool["merit"] * 0
    best = max(worth[one].sum() for one in other)
    assert sorted(found.chosen.index) in [sorted(one) for one in other]
    assert worth[found.chosen.index].sum() == best
    rank = ranks(pool.assign(merit=worth), counts, policy)
    sums = [
        sum(rank.get(code, np.inf) for code in one) for one in other if worth[one].sum() == best
    ]
    if any(pool_floors_bind(pool, worth, counts, policy)):
        assert sum(rank[code] for code in found.chosen.index) == min(sums)


def pool_floors_bind(pool, worth, counts, policy) -> list[bool]:
    free = choosing.choose(pool.assign(merit=worth), places_of(counts), Policy(), "7").chosen.index
    return [pool.loc[free, GROUPS[name]].sum() < least for name, least in policy.floors.items()]


def ranks(pool: pd.DataFrame, counts: tuple, policy: Policy) -> dict[str, int]:
    """The ticket's rank of everybody on the short list: the best of each county and group."""
    told = pool.assign(ticket=draw.tickets("7", [*pool.index]))
    told = told.sort_values(["merit", "ticket"], ascending=[False, True])
    keys = ["county", *(GROUPS[name] for name in policy.floors)]
    short = told[told.groupby(keys).cumcount() < told["county"].map(places_of(counts))]
    return {code: rank for rank, code in enumerate(short.sort_values("ticket").index)}


@laws
@given(pools, three, floored)
def test_floors_that_cannot_be_met_can_when_lowered_as_told(rows, counts, policy):
    pool = awarding.pool(rows)
    try:
        choosing.choose(pool, places_of(counts), policy, "7")
    except Nonsense as refused:
        lowered = policy.as_dict() | dict(refused.facts["relax"])
        assert every_choice(pool, counts, Policy.from_dict(lowered))
        for name, to in refused.facts["relax"]:
            assert 0 <= to < getattr(policy, name)
            again = lowered | {name: to + 1}
            assert not every_choice(pool, counts, Policy.from_dict(again))


@laws
@given(pools, three, floored, st.randoms(use_true_random=False))
def test_the_order_of_the_pool_changes_not_a_byte(rows, counts, policy, chance):
    pool = awarding.pool(rows)
    mixed = pool.loc[chance.sample([*pool.index], len(pool))]
    try:
        one = choosing.choose(pool, places_of(counts), policy, "7")
    except Nonsense:
        return

    other = choosing.choose(mixed, places_of(counts), policy, "7")
    assert replay.table(other).encode() == replay.table(one).encode()
    assert replay.text("r", policy, places_of(counts), mixed) == replay.text(
        "r", policy, places_of(counts), pool
    )


@laws
@given(pools, three, floored, st.integers(0, 8), st.integers(1, 5))
def test_whoever_gains_merit_keeps_their_place(rows, counts, policy, who, gain):
    before = chosen(rows, counts, policy)
    code = f"P{who}"
    if before is None or code not in before.chosen.index:
        return
    risen = [(one[0], one[1] + gain * (place == who), *one[2:]) for place, one in enumerate(rows)]

    assert code in chosen(risen, counts, policy).chosen.index


@laws
@given(pools, three, floored)
def test_places_are_filled_as_far_as_there_are_people_and_reserves_follow(rows, counts, policy):
    found = chosen(rows, counts, policy)
    if found is None:
        return
    pool = awarding.pool(rows)
    for code, count in zip(awarding.CODES, counts, strict=True):
        here = (pool["county"] == code).sum()
        mine, next_ones = (
            table[table["county"] == code]["place"].tolist()
            for table in (found.chosen, found.reserves)
        )
        assert mine == [*range(1, min(here, count) + 1)]
        most = min(choosing.reserves_of(count, policy), here - len(mine))
        assert next_ones == [*range(len(mine) + 1, len(mine) + most + 1)]
        assert found.vacant[code] == count - len(mine)
    assert not set(found.chosen.index) & set(found.reserves.index)


def test_where_floors_bind_the_choice_is_the_best_of_all_and_of_equals_the_first_by_the_draw():
    bound = 0
    for seed in range(30):
        chance = np.random.default_rng(seed)
        flags = chance.random((9, 3)) < 0.4
        merit = chance.integers(0, 4, 9)
        pool = awarding.pool(zip([*"AAAABBBCC"], merit, *flags.T, strict=True))
        counts = (2, 1, 1)
        free = choosing.choose(pool, places_of(counts), Policy(), "7").chosen.index
        floors = {
            name: int(pool.loc[free, column].sum()) + int(chance.integers(0, 2))
            for name, column in GROUPS.items()
        }
        policy = Policy(**floors)
        other = every_choice(pool, counts, policy)
        if not other or not any(pool_floors_bind(pool, pool["merit"], counts, policy)):
            continue
        bound += 1
        rank = ranks(pool, counts, policy)
        found = choosing.choose(pool, places_of(counts), policy, "7").chosen.index

        wanted = min(order(pool, rank, one) for one in other)
        assert order(pool, rank, [*found]) == wanted, seed

    assert bound > 10


def order(pool: pd.DataFrame, rank: dict[str, int], one: list[str]) -> tuple[int, float]:
    """What choices are compared by: the more merit, then the lower tickets, the sooner."""
    return -int(pool.loc[one, "merit"].sum()), sum(rank.get(code, np.inf) for code in one)
