"""The desk for consents, as a steward sees it: in both languages, and a consent taken back."""

import pytest

from data import clock, decisions, secrets
from data.decisions import tables
from tests import visits
from words import LANGUAGES, Say

NUMBER = "09111234567"


@pytest.fixture
def agreed(own_store):
    """A store in which somebody has agreed to be named."""
    who = secrets.key(own_store).pseudonym(NUMBER)
    with decisions.transaction(own_store) as connection:
        told = {"id": "c1", "who": who, "choice": "public", "name": "x", "given": clock.now()}
        connection.execute(tables.consent.insert().values(**told))
    return own_store


def opened(monkeypatch, store, language):
    return visits.opened(monkeypatch, store, "intake", role="steward", language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_with_both_forms(monkeypatch, agreed, language):
    page = opened(monkeypatch, agreed, language)

    say = Say(language)
    assert not page.exception
    labels = [one.label for one in page.expander]
    assert {say("consents.take_in"), say("consents.withdraw")} <= set(labels)
    assert page.button("consents.take_in").disabled


@pytest.mark.parametrize("typed", [NUMBER, "۰۹۱۱ ۱۲۳ ۴۵۶۷"])
def test_a_consent_is_taken_back_by_its_number(monkeypatch, agreed, typed):
    page = opened(monkeypatch, agreed, "fa")

    page.text_input("consents.who").input(typed).run()
    page.button("consents.withdraw").click().run()

    assert Say("fa")("consents.withdrawn") in [one.value for one in page.success]
    with decisions.reading(agreed) as connection:
        [held] = connection.execute(tables.consent.select()).all()
    assert (held.choice, held.name) == ("none", None)
    assert held.withdrawn


def test_a_number_that_nobody_agreed_under_is_told(monkeypatch, agreed):
    page = opened(monkeypatch, agreed, "en")

    page.text_input("consents.who").input("09120000000").run()
    page.button("consents.withdraw").click().run()

    assert Say("en")("refusal_consent.nobody") in [one.value for one in page.error]
