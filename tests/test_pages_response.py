"""How soon the police came: what a reader sees, in which words, and who may promise."""

import pyarrow.parquet as pq
import pytest

from data import access, audit, pledge, schema, store
from pages.views import cached_response, pledges
from tests import canaries, visits
from words import LANGUAGES, Say

MONTH, PERIOD = 140506, "m140506"


@pytest.fixture
def opened(monkeypatch, demo_store):
    def open_page(directory=demo_store, **asked):
        page = visits.opened(monkeypatch, directory, "response", **asked)
        assert not page.exception
        return page

    return open_page


def words(page):
    """Every text of a page's captions and lines."""
    return " ".join(one.value for one in (*page.caption, *page.markdown, *page.info, *page.success))


def whole_row(demo_store, area="*"):
    folder = store.released(demo_store, store.version(demo_store))
    table = pq.read_table(folder / "response.parquet").to_pandas()
    mine = (table["area"] == area) & (table["month"] == MONTH) & table["hour"].isna()
    [row] = table[mine & (table["stage"] == "whole")].to_dict("records")
    return row


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_are_the_released_ones_with_their_intervals(opened, demo_store, language):
    page, say = opened(language=language), Say(language)
    row = whole_row(demo_store)

    told = visits.numbers(page)
    assert told[say("response.median")] == say.number(row["median"] / 60, 1)
    assert told[say("response.ninetieth")] == say.number(row["ninetieth"] / 60, 1)
    within = say.percent(row["within_15"])
    assert within in told[say("response.within", target=say.number(15))]
    assert told[say("response.times")] == say.number(row["reports"])
    assert say.number(row["median_low"] / 60, 1) in words(page)


@pytest.mark.parametrize("measure", pledges.SHOWN)
@pytest.mark.parametrize("level", ["county", "district", "neighbourhood"])
def test_every_measure_is_painted_with_its_interval(opened, measure, level):
    message = visits.message(opened(measure=measure, level=level))

    assert message["measure"] == pledges.title(Say("en"), measure, 15)
    assert len(set(message["colours"]) & set("0123456")) > 1
    values = canaries.unpacked(message)
    low, high = (canaries.unpacked({"values": end}) for end in message["ends"])
    for value, least, most in zip(values, low, high, strict=True):
        if value is not None:
            assert least <= value
            assert most is None or value <= most


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_neighbourhood_is_told_step_by_step_and_its_district_by_the_hour(opened, language):
    page, say = opened(within="RSH-1", area="RSH-1-01", language=language), Say(language)

    body = " ".join(piece.proto.body for piece in page.main.get("html"))
    for stage in schema.STAGES:
        assert say(f"response.stage_{stage}") in body
    assert len(page.get("vega_lite_chart")) == 1


def test_the_line_below_says_month_times_and_pledge(opened, demo_store):
    said = words(opened())

    counted = f"{whole_row(demo_store)['reports']:,}"
    assert "Shahrivar 1405" in said
    assert f"{counted} times" in said
    assert "pledge: 15 minutes" in said


def test_of_a_longer_period_the_last_month_is_told_and_the_page_says_so(opened):
    half, month = opened(period="m140501-140506"), opened()

    assert visits.numbers(half) == visits.numbers(month)
    assert Say("en")("response.one_month", month="Shahrivar 1405") in words(half)


def test_weeks_are_told_by_the_month_they_end_in(opened):
    assert visits.numbers(opened(period="w20260516")) == visits.numbers(opened(period="m140503"))


def test_the_table_has_every_interval(opened):
    page = opened()
    page.toggle(key="twin.response").set_value(True).run()

    assert not page.exception
    headings = set(page.dataframe[0].value.columns)
    assert set(pledges.columns(Say("en"), 15).values()) <= headings


def test_an_export_without_arrivals_is_told_in_words(monkeypatch, tmp_path):
    made = canaries.store(tmp_path)
    page = visits.opened(monkeypatch, made, "response")

    assert not page.exception
    said = Say("en")("response.no_arrivals", month=Say("en").month(canaries.MONTH))
    assert said in [note.value for note in page.info]
    assert not page.get("component_instance")


def test_a_release_from_before_times_were_told_is_told_in_words(monkeypatch, own_store):
    folder = store.released(own_store, store.version(own_store))
    (folder / "response.parquet").unlink()

    page = visits.opened(monkeypatch, own_store, "response")

    assert not page.exception
    assert len(page.info) == 1


def test_the_commander_sets_the_pledge_and_the_audit_tells_it(opened, own_store):
    page = opened(own_store)
    page.button_group(key="pledging.minutes.15.en").set_value(10).run()
    page.button(key="pledging.set").click().run()

    assert not page.exception
    assert pledge.target(own_store) == 10
    assert Say("en")("response.promised", target="10") in words(page)
    assert Say("en")("response.within", target="10") in visits.numbers(page)
    last = audit.entries(own_store, limit=1)[0]
    assert (last.act, last.facts) == ("policy", {"response_target": 10})


def test_a_liaison_sees_the_pledge_and_has_nothing_to_set_it_with(opened):
    page = opened(role="liaison", districts=["RSH-1"])

    assert Say("en")("response.promise_is", target="15") in words(page)
    assert not [one for one in page.button if one.key == "pledging.set"]


def test_a_liaison_reads_their_own_rows_of_the_same_figures(demo_store):
    mine = visits.reader(demo_store, districts=["RSH-1"])
    all_of_them = cached_response.arrivals(visits.reader(demo_store), MONTH, "neighbourhood", 15)

    own = cached_response.arrivals(mine, MONTH, "neighbourhood", 15)

    assert set(own["district"]) == {"RSH-1"}
    assert own.equals(all_of_them.loc[own.index])
    cut = cached_response.cut(mine, MONTH, "neighbourhood", (15, "median"))
    assert set(cut.position.index) == set(own.index)
    assert cut.bounds[0][0] != cut.bounds[0][0]  # neither the least nor the most of all is told


@pytest.mark.parametrize("read", [cached_response.steps, cached_response.by_hour])
def test_a_liaison_is_refused_another_district(demo_store, read):
    with pytest.raises(access.Refused):
        read(visits.reader(demo_store, districts=["RSH-1"]), MONTH, "AML-1", 15)
