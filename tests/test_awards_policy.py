"""Policies: what is nonsense is named, all at once, with words in both languages."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards import policy as policies
from awards.nonsense import Nonsense
from awards.policy import LIMITS, MAY_COUNT, Policy
from words import LANGUAGES, Say


def codes(policy: Policy) -> list[str]:
    return [nonsense.code for nonsense in policies.checked(policy)]


def test_the_default_makes_sense():
    assert codes(Policy()) == []
    assert policies.require(Policy()) == Policy()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"places": 2001}, "places_range"),
        ({"most_wasted": 1.5}, "most_wasted_range"),
        ({"no_action": float("nan")}, "no_action_range"),
        ({"period": "year"}, "period_word"),
        ({"rule": "favour"}, "rule_word"),
        ({"share_by": "wealth"}, "share_by_word"),
        ({"categories": ()}, "no_categories"),
        ({"categories": ("theft", "drugs")}, "categories"),
        ({"categories": ("suspicious",)}, "categories"),
        ({"useful": 0.1, "no_action": 0.1}, "useful_least"),
        ({"per_day": 6, "per_week": 5}, "caps"),
        ({"window_days": 20}, "window"),
        ({"least_women": 251}, "least_women_over"),
        ({"places": 3, "least_per_county": 4}, "county_over"),
    ],
)
def test_nonsense_is_refused_in_words(change, code):
    wrong = policies.checked(replace(Policy(), **change))

    assert [nonsense.code for nonsense in wrong] == [code]
    for language in LANGUAGES:
        assert Say(language)(wrong[0].key, **wrong[0].facts)
    with pytest.raises(Nonsense):
        policies.require(replace(Policy(), **change))


def test_all_that_is_wrong_is_told_at_once():
    assert codes(Policy(places=0, rule="", categories=("cyber",))) == [
        *("places_range", "rule_word", "categories", "county_over"),
    ]


def test_unfounded_and_abusive_reports_weigh_nothing_whatever_is_set():
    assert {"unfounded", "abusive"} & set(Policy().thousandths()) == set()
    with pytest.raises(Nonsense):
        Policy.from_dict({"abusive": 1.0})


@pytest.mark.parametrize(
    ("held", "code"),
    [
        ({"colour": 1}, "unknown"),
        ({"places": "250"}, "type"),
        ({"places": True}, "type"),
        ({"places": 2.5}, "type"),
        ({"one_per_household": 1}, "type"),
        ({"categories": "theft"}, "type"),
        ({"useful": None}, "type"),
    ],
)
def test_what_was_kept_otherwise_is_refused_in_words(held, code):
    with pytest.raises(Nonsense) as refused:
        Policy.from_dict(held)

    assert refused.value.code == code
    assert Say("fa")(refused.value.key, **refused.value.facts)


changed = st.fixed_dictionaries(
    {},
    optional={
        name: st.floats(low, high) if isinstance(high, float) else st.integers(int(low), int(high))
        for name, (low, high) in LIMITS.items()
    }
    | {"categories": st.lists(st.sampled_from(MAY_COUNT), unique=True)},
)


@settings(derandomize=True, max_examples=50, deadline=None)
@given(changed)
def test_a_policy_comes_back_from_json_as_it_was(held):
    made = Policy.from_dict(held)

    assert Policy.from_dict(json.loads(json.dumps(made.as_dict()))) == made


@pytest.mark.parametrize("field", [field.name for field in fields(Policy)])
def test_each_setting_says_what_it_changes(field):
    for language in LANGUAGES:
        assert Say(language)(policies.label(field))
        assert Say(language)(f"{policies.label(field)}_means")
    assert field in {*LIMITS, *policies.WORDS, "categories", "one_per_household"}


@pytest.mark.parametrize("floors", ["women", "women_first", "women_rural", "women_first_rural"])
def test_floors_to_lower_have_words(floors):
    refused = Nonsense(f"floors_{floors}", **dict.fromkeys(floors.split("_"), 3))

    assert "3" in Say("en")(refused.key, **refused.facts)
