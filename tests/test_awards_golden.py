"""A whole round worked out by hand: tests/golden/README.md tells each step."""

from pathlib import Path

import pandas as pd
import pytest

from awards import choosing, eligibility, merit, places
from awards.policy import Policy
from tests import awarding

GOLDEN = Path(__file__).parent / "golden"
POLICY = Policy(
    places=4,
    period="week",
    least_per_county=1,
    least_useful=1,
    window_days=14,
    half_life_days=7,
    per_week=3,
    reserve_share=0.5,
    least_reserves=1,
)
PARTS = ["full", "to_caps", "to_age", "to_reliability", "merit"]


@pytest.fixture(scope="module")
def expected() -> pd.DataFrame:
    return pd.read_csv(GOLDEN / "round.csv").set_index("who")


@pytest.fixture(scope="module")
def merits(expected) -> pd.DataFrame:
    written = pd.read_csv(GOLDEN / "reports.csv", parse_dates=["day"])
    days = (pd.Timestamp(awarding.LAST) - written["day"]).dt.days
    person = expected.index.get_indexer(written["who"])
    columns = [written[name] for name in ("category", "outcome", "county")]
    rows = awarding.reports(zip(person, days, *columns, strict=True))
    return merit.of(rows, POLICY, awarding.LAST, people=len(expected))


@pytest.fixture(scope="module")
def reasons(merits, expected) -> pd.Series:
    known = awarding.people(len(merits)).set_axis(expected.index, axis=0)
    known["honoured"] = known["honoured"].astype("datetime64[s]")
    known.loc["e", "honoured"] = pd.Timestamp("2026-03-01")
    known.loc["m", "refused"] = True
    known.loc[["i", "k"], "household"] = "one roof"
    known = known.reset_index(drop=True)
    return eligibility.judge(merits, known, POLICY, awarding.LAST).astype(str)


def test_every_part_of_every_merit_is_as_worked_out(merits, expected):
    assert merits[PARTS].to_numpy().tolist() == expected[PARTS].to_numpy().tolist()


def test_everybody_left_out_is_for_the_reason_worked_out(reasons, expected):
    wanted = expected["standing"].replace({"chosen": "", "reserve": ""})

    assert reasons.tolist() == wanted.tolist()


def test_chosen_and_reserves_are_those_worked_out(merits, reasons, expected):
    pool = merits[reasons == ""].set_axis(expected.index[reasons == ""], axis=0)
    pool = pool.assign(woman=False, first_time=True)
    weights = pd.Series({"A": 3000, "B": 1000})
    shared = places.share(weights, 4, 1, pool["county"].value_counts())["places"]

    choice = choosing.choose(pool, shared, POLICY, "314")

    for standing, table in (("chosen", choice.chosen), ("reserve", choice.reserves)):
        wanted = expected.loc[expected["standing"] == standing, "place"]
        assert table["place"].to_dict() == wanted.to_dict()
    assert shared.to_dict() == {"A": 3, "B": 1}
    assert not choice.vacant.any()
