"""Cooperation beyond chance: painted, the same for every reader, refused in words, explained."""

from dataclasses import replace

import pandas as pd
import pytest

from data import periods
from pages.views import cached_hotspots, spots
from pages.views.questions import Question
from tests import visits
from words import Say

HALF = "m140501-140506"  # of which enough is told of all reports
KINDS = tuple(spots.PALETTES)


@pytest.fixture
def opened(monkeypatch, demo_store):
    def open_page(**asked):
        return visits.opened(monkeypatch, demo_store, "cooperation", **asked)

    return open_page


def asked(**words):
    return replace(Question(periods.named(HALF)), **words)


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_map_is_painted_in_the_reader_s_language_with_what_it_stands_on(
    opened, kind, language
):
    page, say = opened(sight=kind, of="all", period=HALF, language=language), Say(language)

    told = visits.message(page)
    assert not page.exception
    assert told["measure"] == say(f"hotspots.{kind}")
    assert set(told["colours"]) <= {*told["palette"], "."}
    assert say("hotspots.none") in {label for _, label, _ in told["legend"]}
    captions = " ".join(caption.value for caption in page.main.caption)
    assert say(f"hotspots.{kind}_how_to_read") in captions
    assert say.digits(1404) in captions
    assert say("provenance.seed") in captions


@pytest.mark.parametrize("kind", KINDS)
def test_an_area_that_is_looked_at_tells_what_its_class_means(opened, demo_store, kind):
    visit = visits.reader(demo_store)
    found = cached_hotspots.spots(visit, asked(), kind, "steady_rate").table["spot"].dropna()

    page = opened(sight=kind, of="all", period=HALF, area=found.index[0])

    assert not page.exception
    assert f"**{Say('en')(f'hotspots.{found.iloc[0]}')}**" in {one.value for one in page.markdown}


@pytest.mark.parametrize("kind", KINDS)
def test_a_liaison_s_classes_are_the_commander_s_of_their_own_districts_alone(demo_store, kind):
    whole = cached_hotspots.spots(visits.reader(demo_store), asked(), kind, "steady_rate")
    districts = sorted(whole.table["district"].unique())[:2]

    part = cached_hotspots.spots(
        visits.reader(demo_store, districts=districts), asked(), kind, "steady_rate"
    )

    own = whole.table[whole.table["district"].isin(districts)]
    pd.testing.assert_frame_equal(part.table, own)
    assert part.areas == whole.areas


def test_fewer_than_ten_weeks_are_refused_in_words_with_a_way_out(opened):
    page = opened(sight="emerging", period="m140506", language="en")

    [told] = [info.value for info in page.main.info if "whole weeks" in info.value]
    assert "fewer than 10 no trend" in told
    [button] = [one for one in page.main.button if one.label == "Show this half-year"]
    button.click().run()
    assert visits.address(page)["period"] == HALF
    assert visits.message(page)["measure"] == "Emerging hot spots"


def test_fewer_than_thirty_areas_are_refused_in_words(opened):
    page = opened(sight="hot", of="useful", period=HALF, language="en")

    assert any("fewer than 30" in info.value for info in page.main.info)
    assert not page.main.get("component_instance")


def test_the_table_has_the_class_and_every_area_of_the_map(opened, demo_store):
    page = opened(sight="hot", of="all", period=HALF, language="en")
    [toggle] = [one for one in page.main.toggle if "table" in one.label]

    toggle.set_value(True).run()

    rows = page.main.dataframe[0].value
    assert "Class" in rows
    assert len(rows) == len(
        cached_hotspots.spots(visits.reader(demo_store), asked(), "hot", "steady_rate").table
    )
    assert rows["Class"].notna().all()


def test_a_liaison_s_silent_neighbourhoods_are_among_the_commander_s(demo_store):
    whole = cached_hotspots.silent(visits.reader(demo_store), asked())
    districts = sorted(whole["district"].unique())[:1]

    part = cached_hotspots.silent(visits.reader(demo_store, districts=districts), asked())

    assert set(part["district"]) == set(districts)
    assert set(part.index) <= set(whole.index)
