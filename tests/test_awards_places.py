"""Places of counties: published results, and the laws of sharing."""

import csv

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards import places
from awards.nonsense import Nonsense
from tests import source

laws = settings(derandomize=True, max_examples=80, deadline=None)
ENOUGH = 10_000


def shared(weights: dict, total: int, least: int = 0, most: dict | None = None) -> pd.DataFrame:
    held = pd.Series(weights)
    room = pd.Series(ENOUGH, held.index) if most is None else pd.Series(most)
    return places.share(held, total, least, room)


@pytest.mark.parametrize(
    ("weights", "total", "wanted"),
    [
        ((5117, 4400, 162, 161, 160), 100, [51, 43, 2, 2, 2]),
        ((9061, 7179, 5259, 3319, 1182), 26, [9, 8, 5, 3, 1]),
    ],
)
def test_places_are_webster_s_as_balinski_and_young_print_them(weights, total, wanted):
    assert shared(dict(enumerate(weights)), total)["places"].tolist() == wanted


def test_the_250_places_of_gilan_by_the_census_of_2016():
    with (source.ROOT / "data/gilan/places.csv").open(encoding="utf-8", newline="") as file:
        residents = {
            row["code"]: int(row["residents"])
            for row in csv.DictReader(file)
            if row["level"] == "county" and row["residents"]
        }
    wanted = {
        **{"RSH": 94, "ANZ": 14, "LHJ": 17, "LNG": 14, "RDS": 15, "TLS": 20, "AST": 9, "SMS": 12},
        **{"FMN": 9, "SHF": 5, "MSL": 5, "RZV": 7, "RDB": 9, "SHK": 5, "ASH": 11, "AML": 4},
    }

    assert shared(residents, 250)["places"].to_dict() == wanted


def test_a_county_without_people_enough_hands_its_places_on():
    table = shared({"A": 60, "B": 30, "C": 10}, 10, most={"A": 2, "B": 50})

    assert table["due"].tolist() == [6, 3, 1]
    assert table["places"].tolist() == [2, 8, 0]
    assert table["handed_on"].tolist() == [4, 0, 1]
    assert table["received"].tolist() == [0, 5, 0]


def test_a_floor_that_takes_more_than_all_is_refused_with_the_most_it_may_be():
    with pytest.raises(Nonsense) as refused:
        shared({"A": 1, "B": 1, "C": 1}, 8, least=3)

    assert refused.value.key == "refusal_policy.county_floor"
    assert refused.value.facts["most"] == 2


def test_a_county_of_which_nobody_knows_who_lives_there_has_the_floor():
    assert shared({"A": 10, "B": None}, 9, least=2)["places"].tolist() == [7, 2]


def test_counties_that_nobody_is_known_to_live_in_share_alike():
    assert sorted(shared({"A": 0, "B": 0, "C": 0}, 7)["places"]) == [2, 2, 3]


counties = st.dictionaries(
    st.sampled_from("ABCDEFG"),
    st.tuples(st.integers(0, 300), st.integers(0, 20)),
    min_size=1,
)


@laws
@given(counties, st.integers(0, 60), st.integers(0, 3))
def test_places_add_up_and_are_never_more_than_people(held, total, least):
    weights = {county: weight for county, (weight, _) in held.items()}
    most = {county: people for county, (_, people) in held.items()}
    if least * len(held) > total:
        return
    table = shared(weights, total, least, most)

    assert table["due"].sum() == total
    assert table["places"].sum() == min(total, sum(most.values()))
    assert (table["places"] <= pd.Series(most)).all()
    assert (table["places"] >= pd.Series(most).clip(upper=least)).all()
    assert (table["due"] - table["handed_on"] + table["received"] == table["places"]).all()


@laws
@given(counties, st.integers(0, 60), st.randoms(use_true_random=False))
def test_the_order_of_counties_changes_nothing(held, total, chance):
    weights = {county: weight for county, (weight, _) in held.items()}
    mixed = chance.sample([*weights], len(weights))

    one = shared(weights, total)["places"].to_dict()
    assert shared({county: weights[county] for county in mixed}, total)["places"].to_dict() == one


@laws
@given(counties, st.integers(0, 60))
def test_a_place_more_takes_none_from_any_county(held, total):
    weights = {county: weight for county, (weight, _) in held.items()}

    more = shared(weights, total + 1)["places"] - shared(weights, total)["places"]
    assert (more >= 0).all()


@laws
@given(counties, st.integers(1, 60))
def test_no_place_would_better_stand_elsewhere(held, total):
    """The mark of Webster's method: no quotient just met is below one just missed."""
    table = shared({county: weight + 1 for county, (weight, _) in held.items()}, total)
    for _, mine in table[table["places"] > 0].iterrows():
        for _, other in table.iterrows():
            met = mine["weight"] * (2 * other["places"] + 1)
            assert met >= other["weight"] * (2 * mine["places"] - 1)
