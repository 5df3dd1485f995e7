"""The steward takes away whom the 110 centre is to ask: pseudonyms and codes, and no more."""

import pytest

from data import rounds
from pages.views import asking_desk
from tests import rounds_of, visits
from words import LANGUAGES, Say


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_is_offered_for_each_round_in_which_somebody_is_to_be_asked(
    monkeypatch, own_store, language
):
    rounds_of.proposed(own_store)

    page = visits.opened(monkeypatch, own_store, "intake", role="steward", language=language)

    say, month = Say(language), Say(language).month(140506)
    told = say("asking.list", count=3, round=say("fact.round_month", value=month))
    assert told in [button.label for button in page.button]
    assert not page.exception


def test_nobody_else_is_offered_a_list_and_nobody_is_told_where_none_is_left(
    monkeypatch, own_store
):
    rounds_of.consented(own_store)

    page = visits.opened(monkeypatch, own_store, "intake", role="steward")

    assert Say("en")("asking.none") in [one.value for one in page.caption]
    assert list(rounds.to_ask(own_store, rounds_of.NAME)) == ["who", "code", "county"]
    assert asking_desk.ABILITY == "consents"
