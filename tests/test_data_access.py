"""A role does what it may and sees its own districts."""

import pandas as pd
import pytest

from data import access
from data.access import ABILITIES, NOBODY, ROLES, Access

PLACES = pd.DataFrame(
    {"district": ["up", "up", "down", None], "reports": [1, 2, 3, 4]}, index=[*"abcd"]
)
UP = frozenset({"up"})
# Read aloud: who may what. All else is refused.
MAY = {
    "commander": {"welcome", "maps", "policy", "approve", "ceremony"},
    "liaison": {"welcome", "maps"},
    "presenter": {"welcome", "ceremony"},
    "steward": {"welcome", "intake", "accounts", "consents", "audit"},
}
EVERYTHING = sorted(set().union(*MAY.values()))


def test_there_are_four_roles():
    assert set(ROLES) == set(ABILITIES) == set(MAY)


@pytest.mark.parametrize("ability", EVERYTHING)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_what_the_table_says_and_nothing_else(role, ability):
    reader = Access(role, UP if role == "liaison" else None)

    if ability in MAY[role]:
        access.require(reader, ability)
    else:
        with pytest.raises(access.Refused, match=ability):
            access.require(reader, ability)


@pytest.mark.parametrize("ability", EVERYTHING)
@pytest.mark.parametrize("role", ["stranger", "", "Commander", " commander", "commander "])
def test_whoever_has_no_role_may_nothing(role, ability):
    with pytest.raises(access.Refused, match=ability):
        access.require(Access(role), ability)


@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_no_role_may_do_what_nobody_has_named(role):
    with pytest.raises(access.Refused):
        access.require(Access(role), "everything")


def test_a_commander_sees_every_row():
    assert Access("commander").all_areas
    assert access.narrow(Access("commander"), PLACES).equals(PLACES)


def test_a_liaison_sees_the_rows_of_their_own_districts_alone_with_their_numbers():
    seen = access.narrow(Access("liaison", UP), PLACES)

    assert seen.equals(PLACES.loc[["a", "b"]])


@pytest.mark.parametrize(
    "reader",
    [
        Access("liaison"),
        Access("liaison", frozenset()),
        Access("liaison", frozenset({"elsewhere"})),
        Access("presenter"),
        Access("presenter", UP),
        Access("steward"),
        Access("steward", UP),
        Access(""),
        Access("", UP),
        Access("stranger", UP),
        Access("commander", frozenset()),
        NOBODY,
    ],
    ids=repr,
)
def test_everybody_else_sees_no_row(reader):
    seen = access.narrow(reader, PLACES)

    assert seen.empty
    assert list(seen) == list(PLACES)
    assert not reader.all_areas


def test_a_commander_with_districts_named_sees_these_alone():
    assert access.narrow(Access("commander", UP), PLACES).equals(PLACES.loc[["a", "b"]])


def test_rows_of_no_district_are_the_commanders_alone():
    assert "d" in access.narrow(Access("commander"), PLACES).index
    assert "d" not in access.narrow(Access("liaison", frozenset({"up", "down"})), PLACES).index


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_a_missing_district_is_nobodys_even_where_one_is_named_so(missing):
    table = pd.DataFrame({"district": pd.Series(["up", missing], dtype=object)})
    reader = Access("liaison", frozenset({"up", "", "None", "nan", "<NA>"}))

    assert list(access.narrow(reader, table).index) == [0]


def test_a_table_that_does_not_say_its_districts_is_not_shown_to_whoever_has_some():
    with pytest.raises(KeyError):
        access.narrow(Access("liaison", UP), PLACES[["reports"]])
