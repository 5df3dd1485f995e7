"""The papers of a ceremony: whom they name, that they can be taken away, numbers verified."""

import io
import json
import zipfile

import pypdfium2
import pytest

from data import ceremonies, certificates, documents
from data.documents.package import PAPERS
from door import exports
from pages.views import paper_texts, staging
from tests import ceremonies_of, rounds_of, visits
from words import LANGUAGES, Say

SETTINGS = {
    "title": "آیین بزرگ",
    "place": "تالار",
    "day": "2026-10-02",
    "hour": "18:30",
    "host": "حسین گیلانی",
}


@pytest.fixture
def staged(peopled_store):
    """A store with the ceremony of an approved round, ready."""
    return peopled_store, ceremonies_of.staged(peopled_store, **SETTINGS)


def opened(monkeypatch, store, language="en"):
    page = visits.opened(
        monkeypatch, store, "ceremony", role="presenter", language=language, part="papers"
    )
    assert not page.exception
    return page


def content(store, name, language="fa"):
    visit, one = visits.reader(store, language="en"), ceremonies.of(store, name)
    return paper_texts.made(visit, language, one, staging.cast(store, one))


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_name_those_who_agreed_to_it_and_say_when_and_what_for(staged, language):
    held = content(*staged, language)
    told = json.dumps(held, ensure_ascii=False)

    assert [one["name"] for one in held["people"]] == ["تورج گیلانی", "پروانه‌سادات بهاری"]
    assert "نهان" not in told
    assert "who-" not in told
    assert Say(language).month(140506) in held["texts"]["certificate_for"]
    numbers = certificates.numbers(staged[0], rounds_of.NAME)
    assert [one["number"] for one in held["people"]] == [numbers["X"], numbers["A"]]
    assert held["steps"][-2]["title"] == Say(language)("ceremony.private", number=1)


def test_whoever_takes_the_consent_back_is_on_no_paper_taken_after(monkeypatch, staged):
    store, name = staged
    page = opened(monkeypatch, store)
    rounds_of.answered(store, A="withdrawn")

    [button] = [one for one in page.button if one.label == Say("en")("papers.roll_xlsx")]
    button.click().run()
    [*_, offer] = exports._offers.values()

    assert offer.name == f"{name}-roll.xlsx"
    assert [one["name"] for one in content(store, name)["people"]] == ["تورج گیلانی"]
    texts = zipfile.ZipFile(io.BytesIO(offer.make())).read("xl/sharedStrings.xml").decode()
    assert "تورج" in texts
    assert "پروانه" not in texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_is_offered(monkeypatch, staged, language):
    page, say = opened(monkeypatch, staged[0], language), Say(language)

    labels = {one.label for one in page.button}
    asked = {"package", "slides_pptx", "roll_xlsx", "published", *PAPERS.values()}
    assert {say(f"papers.{kind}") for kind in asked} <= labels


def test_a_name_that_cannot_be_printed_is_told_of_instead_of_buttons(monkeypatch, staged):
    ceremonies_of.name_them(staged[0], {"A": "رضا \U0001f600"})

    page, say = opened(monkeypatch, staged[0]), Say("en")

    told = say("refusal_paper.letters", letters="U+1F600", person=2)
    assert [one.value for one in page.error] == [told]
    assert say("papers.package") not in {one.label for one in page.button}


def test_a_number_is_verified_without_telling_a_name(monkeypatch, staged):
    store, say = staged[0], Say("en")
    number = certificates.numbers(store, rounds_of.NAME)["A"]
    page = opened(monkeypatch, store)

    typed = say.digits(number).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    page.text_input("papers.verify").input(f"{typed[:4]} {typed[4:]}").run()
    assert [one.value for one in page.success] == [
        say("papers.verify_found", round=say.month(140506))
    ]
    page.text_input("papers.verify").input(certificates.made_up(1)).run()
    assert say("papers.verify_none") in [one.value for one in page.warning]
    page.text_input("papers.verify").input("12").run()
    assert say("papers.verify_wrong") in [one.value for one in page.warning]


def test_the_published_list_holds_numbers_and_the_rounds_name_alone(monkeypatch, staged):
    store, say = staged[0], Say("en")
    page = opened(monkeypatch, store)
    [button] = [one for one in page.button if one.label == say("papers.published")]
    button.click().run()
    [*_, offer] = exports._offers.values()

    head, *lines = offer.make().decode("utf-8-sig").split()
    assert head == '"number","round"'
    numbers = certificates.published(store, rounds_of.NAME)
    assert lines == [f'"{one}","{rounds_of.NAME}"' for one in numbers]


def test_a_rehearsal_is_marked_on_its_papers_and_has_no_list(monkeypatch, peopled_store):
    name = ceremonies.make(peopled_store, round=None, settings=SETTINGS, by="x")
    page = opened(monkeypatch, peopled_store)

    assert content(peopled_store, name)["occasion"]["made_up"]
    assert Say("en")("papers.published") not in {one.label for one in page.button}


@pytest.mark.parametrize("language", LANGUAGES)
def test_those_honoured_in_private_get_a_certificate_with_a_number_and_no_name(staged, language):
    store, name = staged
    visit, one = visits.reader(store, language="en"), ceremonies.of(store, name)
    held = paper_texts.in_private(visit, language, one)

    numbers = certificates.numbers(store, rounds_of.NAME)
    assert [(who["number"], who["name"]) for who in held["people"]] == [(numbers["B"], "")]
    assert "نهان" not in json.dumps(held, ensure_ascii=False)
    page = pypdfium2.PdfDocument(documents.pdf("certificates", held, at=1_790_000_000))
    assert len(page) == 1
    assert Say(language).digits(numbers["B"][-4:]) in page[0].get_textpage().get_text_bounded()


def test_papers_of_a_ceremony_by_scan_name_everybody_though_nobody_has_come(peopled_store):
    name = ceremonies_of.staged(peopled_store, **SETTINGS, mode="scan")

    assert [one["name"] for one in content(peopled_store, name)["people"]] == [
        *("تورج گیلانی", "پروانه‌سادات بهاری"),
    ]
