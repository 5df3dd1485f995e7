"""The liaison's page: whose neighbourhoods, which figures, what is written, what is printed."""

import datetime
import html
import math
import re
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest

from data import access, accounts, areas, decisions, notebook, store
from data.access import Access
from data.decisions import tables
from data.periods import Period
from door import exports
from geo import likeness
from pages.views import (
    brief,
    cached,
    cached_profile,
    neighbourhood_choice,
    places,
    profile_figures,
)
from pages.views.neighbourhood_choice import Choice
from pages.views.questions import Question
from tests import canaries, readers, visits
from words import LANGUAGES, Say

HALF = "m140501-140506"
PERIOD = Period("months", 140501, 140506)
CODE, OTHER, LARGE = "RSH-1-01", "AML-1-01", "ANZ-1-01"
EN = Say("en")


@pytest.fixture
def opened(monkeypatch, demo_store):
    def open_page(directory=demo_store, **asked):
        page = visits.opened(monkeypatch, directory, "neighbourhood", **asked)
        assert not page.exception
        return page

    return open_page


def body(page) -> str:
    return " ".join(piece.proto.body for piece in page.main.get("html"))


def words(page) -> str:
    """Every text of a page that is no filter."""
    told = (*page.main.caption, *page.main.subheader, *page.main.markdown, *page.main.info)
    return " ".join([body(page), *(one.value for one in told)])


def chooser(page):
    [box] = [one for one in page.sidebar.selectbox if one.key.startswith("choice.area")]
    return box


def choice(code=CODE, period=PERIOD):
    return Choice(Question(period), code, (code,))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", neighbourhood_choice.PARTS)
def test_each_part_opens_in_both_languages(opened, part, language):
    page = opened(part=part, beside="RSH-1-02", area=CODE, period=HALF, language=language)
    say = Say(language)

    heading = {"profile": "neighbourhood.against", "notebook": "notebook.new"}
    assert say(heading.get(part, "neighbourhood.part_compare")) in words(page)
    assert body(page).count("<b>") >= 6


def test_the_figures_are_those_of_the_maps(opened, demo_store):
    row = cached.figures(visits.reader(demo_store), Question(PERIOD)).loc[LARGE]
    told = body(opened(area=LARGE, period=HALF))

    assert f"<b>{EN.number(row['reports'])}</b>" in told
    assert f"<b>{EN.number(row['useful'])}</b>" in told
    assert f"<b>{EN.number(row['rate'], 1)}</b>" in told
    assert EN.percent(row["share_useful"]) in told


def test_a_liaison_of_two_districts_chooses_among_both_and_no_other(opened, demo_store):
    page = opened(role="liaison", districts=["RSH-1", "AML-1"], area="ANZ-1-01", beside="ANZ-1-01")

    layer = areas.by_id(demo_store, store.manifest(demo_store)["layer"]).table
    mine = layer.index[
        layer["district"].isin(["RSH-1", "AML-1"]) & (layer["level"] == "neighbourhood")
    ]
    visit = visits.reader(demo_store, districts=["RSH-1", "AML-1"])
    assert sorted(chooser(page).options) == sorted(places.name_of(visit, code) for code in mine)
    assert places.name_of(visit, "ANZ-1-01") not in words(page)
    narrowed = opened(role="liaison", districts=["RSH-1", "AML-1"], within="AML-1")
    assert len(chooser(narrowed).options) == (layer.loc[mine, "district"] == "AML-1").sum()


READS = {
    "counts": lambda visit, code: cached_profile.counts(visit, PERIOD, code),
    "lines": lambda visit, code: cached_profile.lines(visit, PERIOD, code),
    "alike": cached_profile.alike,
    "classes": lambda visit, code: cached_profile.classes(visit, PERIOD, code),
    "emerging": lambda visit, code: cached_profile.emerging(visit, PERIOD, code),
    "figures": lambda visit, code: profile_figures.told(visit, choice(code), code),
    "worries": profile_figures.worries,
    "brief": lambda visit, code: brief.made(visit, choice(code), []),
}


@pytest.mark.parametrize("read", READS)
def test_a_liaison_is_refused_another_s_neighbourhood_by_every_question(demo_store, read):
    mine = visits.reader(demo_store, districts=["RSH-1"])

    READS[read](mine, CODE)
    for code in (OTHER, "RSH-2-01"):
        with pytest.raises((access.Refused, KeyError)):
            READS[read](mine, code)


def test_a_liaison_and_the_commander_read_the_same_of_one_neighbourhood(demo_store):
    readers_of = [visits.reader(demo_store), visits.reader(demo_store, districts=["RSH-1"])]
    figures = [profile_figures.told(visit, choice(), CODE) for visit in readers_of]
    lines = [cached_profile.lines(visit, PERIOD, CODE) for visit in readers_of]

    assert figures[0] == figures[1]
    assert repr(lines[0]) == repr(lines[1])
    assert (
        cached_profile.alike(readers_of[0], CODE)[0] == cached_profile.alike(readers_of[1], CODE)[0]
    )


def test_of_those_alike_a_liaison_is_told_their_own_alone(demo_store):
    mine = visits.reader(demo_store, districts=["RSH-1"])
    _, seen = cached_profile.alike(mine, CODE)

    assert all(code.startswith("RSH-1-") for code in seen)
    assert len(cached_profile.alike(visits.reader(demo_store), CODE)[1]) > len(seen)


def test_the_median_of_those_alike_is_that_of_their_own_figures_and_coarse(demo_store):
    visit = visits.reader(demo_store)
    table = cached.figures(visit, Question(PERIOD))
    _, others = cached_profile.alike(visit, CODE)
    line = cached_profile.lines(visit, PERIOD, CODE)["rate"]
    rates = table.loc[list(others), "rate"].dropna()

    assert line.among.median == likeness.coarse(rates.median(), 0.5)
    assert line.among.median != rates.median()
    assert line.among.below == (rates < table.at[CODE, "rate"]).sum()
    year_before = Question(PERIOD.year_before())
    assert line.before == cached.figures(visit, year_before).at[CODE, "rate"]


def test_a_liaison_of_nearly_all_alike_reads_no_median_of_the_few_others(demo_store):
    visit = visits.reader(demo_store)
    here = areas.at_level(visit.layer, "neighbourhood")["district"]
    wrong = []
    for code in here.index:
        _, others = cached_profile.alike(visit, code)
        line = cached_profile.lines(visit, PERIOD, code)["rate"]
        rates = cached.figures(visit, Question(PERIOD)).loc[list(others), "rate"].dropna()
        abroad = (here[rates.index] != here[code]).sum()
        if (abroad < likeness.FEWEST) != math.isnan(line.among.median):
            wrong.append(code)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_its_own_figure_is_hidden_that_is_said_and_not_that_few_are_alike(language):
    say, nan = Say(language), float("nan")

    def stands(own, median, told):
        among = likeness.Standing(own, median, median, median, told, 0)
        return profile_figures.standing(say, cached_profile.Line(nan, among))

    assert stands(nan, 15.0, 8) == say("neighbourhood.own_hidden")
    assert stands(nan, nan, 8) == stands(4.0, nan, 5) == say("neighbourhood.few_alike")
    assert stands(4.0, 15.0, 8) == say("neighbourhood.above", below=0, told=8)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return canaries.store(tmp_path_factory.mktemp("canaries"))


@pytest.mark.parametrize("part", neighbourhood_choice.PARTS)
def test_no_part_tells_a_liaison_what_is_another_s(opened, kept, part):
    asked = {"part": part, "beside": "AML-1-01", "area": "RSH-1-02", "period": "m140402"}
    found = canaries.numbers(opened(kept, role="liaison", districts=["RSH-1"], **asked))

    assert canaries.OWN["RSH-1-02"] in found
    assert not found & {*canaries.THEIRS.values(), *canaries.EXACT}


def test_what_is_hidden_says_so_and_nothing_is_worked_out_of_it(opened, kept):
    page = opened(kept, area="RSH-1-05", period="m140402")

    assert html.escape(EN("numbers.few")) in body(page)
    assert EN("neighbourhood.few_alike") in body(page)
    assert not canaries.numbers(page) & set(canaries.RELEASED.values())


def test_what_was_chosen_is_there_again_after_another_page(opened):
    page = opened(within="RSH", area=CODE, period=HALF)
    page.switch_page("../method.py").run()
    page.switch_page("../neighbourhood.py").run()

    assert visits.address(page) == {"within": "RSH", "area": CODE, "period": HALF}
    assert chooser(page).value == CODE


def test_the_link_names_every_choice_even_those_of_the_day(opened):
    told = body(opened(area=CODE, part="compare", beside="RSH-1-02"))

    [address] = re.findall(r'class="same" href="\?([^"]*)"', told)
    named = set(address.replace("&amp;", "&").split("&"))
    assert named == {
        *("area=RSH-1-01", "period=m140506", "part=compare", "beside=RSH-1-02", "language=en"),
    }


def test_a_liaison_writes_changes_and_is_refused_a_number(opened, own_store):
    asked = {"role": "liaison", "districts": ["RSH-1"], "part": "notebook", "area": "RSH-1-02"}
    page = opened(own_store, **asked)

    def write(said, page):
        [box] = [one for one in page.text_area if ".new." in one.key and ".said." in one.key]
        box.set_value(said)
        [button] = [one for one in page.button if one.label == EN("notebook.add")]
        return button.click().run()

    page = write("به ۰۹۱۲۱۲۳۴۵۶۷ زنگ بزنید", page)
    assert [one.value for one in page.error] == [EN("refusal_note.somebody")]
    page = write("<script>alert(1)</script> چراغ", page)
    assert [one.value for one in page.success] == [EN("notebook.was_added")]
    assert "&lt;script&gt;" in body(page)
    assert "<script>" not in body(page)
    [button] = [one for one in page.button if one.label == EN("notebook.remove")]
    page = button.click().run()
    assert [one.value for one in page.success] == [EN("notebook.was_removed")]
    assert notebook.listed(own_store, "RSH-1-02", Access("commander")) == []


@pytest.fixture
def two_writers(opened, own_store):
    """Two readers before one entry, and what presses a button of theirs with a text typed."""
    said = notebook.Written("priority", "open", datetime.date(2026, 1, 1), "چراغ")
    notebook.add(own_store, "RSH-1-02", said, Access("commander"), by="somebody")
    asked = {"part": "notebook", "area": "RSH-1-02"}
    pages = [
        opened(own_store, role="liaison", districts=["RSH-1"], **asked),
        opened(own_store, role="commander", **asked),
    ]

    def press(page, label, text=None):
        if text is not None:
            changed_box(page).set_value(text)
        [button] = [one for one in page.button if one.label == EN(f"notebook.{label}")]
        return button.click().run()

    return own_store, pages, press


def changed_box(page):
    [box] = [one for one in page.text_area if ".new." not in one.key and ".said." in one.key]
    return box


def said_in(store):
    return [one.written.said for one in notebook.listed(store, "RSH-1-02", Access("commander"))]


def test_what_is_typed_over_another_s_change_is_not_lost_but_told(two_writers):
    store, (first, second), press = two_writers
    press(first, "keep", "چراغ روشن شد")

    second = press(second, "keep", "چراغ کوچهٔ دوم")
    assert [one.value for one in second.error] == [EN("refusal_note.changed")]
    assert changed_box(second).value == "چراغ کوچهٔ دوم"
    assert said_in(store) == ["چراغ روشن شد"]
    assert "چراغ روشن شد" in body(second)  # before them, so that they may press again
    second = press(second, "keep")
    assert said_in(store) == ["چراغ کوچهٔ دوم"]
    assert not second.error


def test_a_refusal_of_the_words_does_not_take_another_s_change_as_seen(two_writers):
    store, (first, second), press = two_writers
    press(first, "keep", "چراغ روشن شد")

    press(second, "keep", "به ۰۹۱۲۱۲۳۴۵۶۷ زنگ بزنید")
    second = press(second, "keep", "چراغ کوچهٔ دوم")
    assert [one.value for one in second.error] == [EN("refusal_note.changed")]
    assert said_in(store) == ["چراغ روشن شد"]


def test_what_is_typed_into_an_entry_that_was_removed_stays_until_dropped(two_writers):
    store, (first, second), press = two_writers
    press(first, "remove")

    second = press(second, "keep", "چراغ کوچهٔ دوم")
    assert [one.value for one in second.error] == [EN("refusal_note.gone")]
    assert changed_box(second).value == "چراغ کوچهٔ دوم"
    second = press(second, "drop")
    assert not [one for one in second.text_area if ".new." not in one.key]
    assert said_in(store) == []


def test_typing_dropped_gives_the_entry_as_it_stands(two_writers):
    _, (first, second), press = two_writers
    press(first, "keep", "چراغ روشن شد")

    second = press(second.run(), "drop")
    assert changed_box(second).value == "چراغ روشن شد"
    assert not second.warning


def test_the_brief_holds_what_was_agreed_and_marks_what_is_made_up(demo_store):
    district = liaison_s_district(demo_store)
    visit = visits.reader(demo_store, districts=[district], language="fa")
    here = areas.at_level(visit.layer, "neighbourhood")
    written = [
        code
        for code in here.index[here["district"] == district]
        if notebook.listed(demo_store, code, visit.access)
    ]
    asked = choice(written[0])
    made = brief.made(visit, asked, profile_figures.told(visit, asked, written[0]))

    assert len(made.figures) == 6
    assert len(made.priorities) == 2
    assert [len(row) for row in made.notes] == [4] * 4
    assert made.made_up_mark
    assert len(made.trend) == 12
    assert made.map_svg.startswith("<svg")
    assert "text" not in made.map_svg


def liaison_s_district(directory) -> str:
    """The district of the made-up liaison."""
    table = areas.at_level(areas.current(directory), "district")
    return str(table["residents"].fillna(0).astype(int).idxmax())


def brief_of(page) -> exports.Offer:
    """What is offered to a reader who presses the button for the brief."""
    [button] = [one for one in page.button if one.label == EN("neighbourhood.brief")]
    assert not button.click().run().exception
    [*_, offer] = exports._offers.values()
    return offer


def fetched(offer) -> str:
    """The words of the brief as it is fetched: by another thread, long after the page is drawn."""
    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(offer.make).result()
    [page] = pypdfium2.PdfDocument(held)
    return page.get_textpage().get_text_range()


def test_the_brief_tells_what_is_written_when_it_is_fetched(opened, own_store):
    asked = {"role": "liaison", "districts": ["RSH-1"], "area": CODE}
    offer = brief_of(opened(own_store, **asked))
    entry = notebook.Written("said_done", "done", datetime.date(2026, 1, 1), "Lamps were out")
    notebook.add(own_store, CODE, entry, Access("commander"), by="somebody")

    assert "Lamps were out" in fetched(offer)


@pytest.mark.parametrize(("language", "told"), [("en", ("9", "20")), ("fa", ("۹", "۲۰"))])
def test_the_brief_tells_by_what_its_own_store_rounds_and_hides(own_store, language, told):
    own_store.with_name(f"{own_store.name}.toml").write_text(
        "[privacy]\nfewest_reports = 20\nstep = 9\n", encoding="utf-8"
    )
    made = brief.made(visits.reader(own_store, language=language), choice(), [])

    assert re.findall(r"\d+", made.footer[1]) == list(told)


def test_the_brief_is_not_made_for_who_lost_the_district_since(opened, own_store):
    offer = brief_of(opened(own_store, role="liaison", districts=["RSH-1"], area=CODE))
    name = readers.named(own_store, "liaison", ["RSH-1"]).name
    accounts.change_role(own_store, name, "liaison", districts=["AML-1"], by="somebody")

    with pytest.raises(access.Refused):
        offer.make()


def test_what_a_new_layer_left_behind_is_a_commander_s_to_carry_over_or_remove(opened, own_store):
    entry = notebook.Written("priority", "open", datetime.date(2026, 1, 1), "چراغ")
    number = notebook.add(own_store, CODE, entry, Access("commander"), by="somebody")
    with decisions.transaction(own_store) as connection:
        made = tables.note.c.id == number
        connection.execute(tables.note.update().where(made).values(layer="former"))
    asked = {"part": "notebook", "area": CODE}
    title, key = EN("notebook.left", entries=1), f"notebook.left.{number}"

    liaison = opened(own_store, role="liaison", districts=["RSH-1"], **asked)
    assert title not in [one.label for one in liaison.expander]
    page = opened(own_store, role="commander", **asked)
    assert title in [one.label for one in page.expander]
    assert any(one.value.startswith(CODE) and "چراغ" in one.value for one in page.text)
    page = page.button(f"notebook.carry.{number}").click().run()
    assert title not in [one.label for one in page.expander]
    assert [one.id for one in notebook.listed(own_store, CODE, Access("commander"))] == [number]
    with decisions.transaction(own_store) as connection:
        connection.execute(tables.note.update().where(made).values(layer="former"))
    page = opened(own_store, role="commander", **asked).button(key).click().run()
    assert title not in [one.label for one in page.expander]
    assert notebook.left(own_store, Access("commander")) == []
