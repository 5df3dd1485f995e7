"""A role does what it may and sees its own districts."""

import pandas as pd
import pytest

from data import access
from data.access import ABILITIES, Access

PLACES = pd.DataFrame(
    {"district": ["up", "up", "down", None], "reports": [1, 2, 3, 4]}, index=[*"abcd"]
)


def test_the_commander_may_look_at_maps_and_hand_files_in():
    for ability in ("maps", "intake"):
        access.require(Access("commander"), ability)


@pytest.mark.parametrize("ability", ["maps", "intake"])
@pytest.mark.parametrize("role", ["stranger", "", "Commander"])
def test_a_role_without_the_ability_is_refused(role, ability):
    with pytest.raises(access.Refused, match=ability):
        access.require(Access(role), ability)


@pytest.mark.parametrize("role", [*ABILITIES, "stranger"])
def test_no_role_may_do_what_nobody_has_named(role):
    with pytest.raises(access.Refused):
        access.require(Access(role), "everything")


def test_whoever_has_no_districts_named_sees_every_row():
    assert access.narrow(Access("commander"), PLACES).equals(PLACES)


def test_whoever_has_one_district_sees_its_rows_alone_with_their_numbers():
    seen = access.narrow(Access("commander", frozenset({"up"})), PLACES)

    assert seen.equals(PLACES.loc[["a", "b"]])


def test_whoever_has_districts_named_but_none_of_these_sees_nothing():
    assert access.narrow(Access("commander", frozenset()), PLACES).empty
    assert access.narrow(Access("commander", frozenset({"elsewhere"})), PLACES).empty


def test_a_table_that_does_not_say_its_districts_is_not_shown_to_whoever_has_some():
    with pytest.raises(KeyError):
        access.narrow(Access("commander", frozenset({"up"})), PLACES[["reports"]])
