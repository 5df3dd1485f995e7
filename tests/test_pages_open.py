"""Every page in both languages, with every choice of every filter; an empty store, too."""

import re

import pytest

from data import schema, store
from pages.views import filters, frame
from tests import visits
from words import LANGUAGES, Say

MAPS = ["overview", "cooperation"]  # those with every filter
DRAWN = {name: ability == "maps" for name, ability in frame.PAGES.items()}
DRAWN |= {"together": 2, "honorees": 1, "neighbourhood": 0}
HALF = "m140501-140506"
WEEK = "w20260516"
pages = pytest.mark.parametrize("name", frame.PAGES)
framed = pytest.mark.parametrize("name", [one for one in frame.PAGES if one != "stage"])
maps = pytest.mark.parametrize("name", MAPS)
languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def opened(monkeypatch, demo_store):
    def open_page(name="overview", **asked):
        page = visits.opened(monkeypatch, demo_store, name, **asked)
        assert not page.exception
        return page

    return open_page


@pytest.fixture(scope="module")
def seen():
    """What each page shows without a word in its address, by page and language."""
    return {}


@pytest.fixture
def plain(opened, seen):
    def told(name, language):
        if (name, language) not in seen:
            seen[name, language] = visits.told(opened(name, language=language))
        return seen[name, language]

    return told


@framed
@languages
def test_a_page_opens_with_its_name_and_how_fresh_its_data_are(opened, name, language):
    page = opened(name, language=language)
    say = Say(language)

    [head] = [piece for piece in page.main.get("html") if "<h1>" in piece.proto.body]
    assert f"<h1>{say(f'frame.page_{name}')}</h1>" in head.proto.body
    assert say("frame.made_up") in head.proto.body
    assert len(page.get("component_instance")) == DRAWN[name]


@maps
@languages
def test_what_is_filtered_is_said_in_the_reader_s_language(opened, name, language):
    page = opened(name, language=language)
    say = Say(language)

    labels = {box.label for box in page.sidebar.selectbox}
    assert {say("filters.period"), say("level.county"), say("filters.category")} <= labels


CHOICES = [
    *[{"kind": kind} for kind in schema.KINDS],
    *[{"category": category} for category in schema.CATEGORIES],
    *[{"outcome": outcome} for outcome in schema.OUTCOMES],
    *[{"level": level} for level in filters.LEVELS],
    *[{"within": place} for place in ("RSH", "RSH-1", "AML", "AML-1")],
    *[{"within": "RSH", "level": level} for level in filters.LEVELS],
    *[{"within": "RSH-1", "level": level} for level in filters.LEVELS],
    *[{"period": period} for period in (HALF, WEEK, "m140401", "w20250322-20250531")],
    *[{"period": HALF, "own": "own_months"}, {"period": WEEK, "own": "own_weeks"}],
    {"area": "RSH-1-01"},
    {"kind": "tip", "category": "cyber", "outcome": "abusive", "within": "AML", "period": HALF},
    {"period": WEEK, "kind": "tip", "within": "AML-1", "level": "district"},
]


# The filters are one code: each choice on the first page, every fourth on the others.
@pytest.mark.parametrize(
    ("name", "choice"),
    [
        (name, choice)
        for place, choice in enumerate(CHOICES)
        for name in MAPS
        if name == MAPS[0] or place % 4 == 0
    ],
    ids=str,
)
def test_every_choice_is_shown_and_stays_in_the_address(opened, name, choice):
    page = opened(name, **choice)

    assert visits.address(page) == choice
    assert page.get("component_instance")


@pytest.mark.parametrize("period", [HALF, WEEK])
@pytest.mark.parametrize("measure", ["rate", "reports", "share_useful", "change"])
@languages
def test_every_colour_of_the_overview_is_painted(opened, measure, period, language):
    page = opened(period=period, measure=measure, language=language)

    shown = measure if period == HALF or measure != "share_useful" else "rate"
    assert visits.message(page)["measure"] == Say(language)(f"measure.{shown}")


@pytest.mark.parametrize("steady", ["0", "1"])
@pytest.mark.parametrize("of", ["useful", "all"])
@languages
def test_every_rate_of_cooperation_is_painted(opened, of, steady, language):
    page = opened("cooperation", of=of, steady=steady, language=language, period=HALF)

    measure = ("steady_" if steady == "1" else "") + ("useful_rate" if of == "useful" else "rate")
    assert visits.message(page)["measure"] == Say(language)(f"measure.{measure}")


@maps
def test_weeks_switch_the_filters_off_that_weeks_do_not_know(opened, name):
    months, weeks = opened(name, period=HALF), opened(name, period=WEEK)

    def labels(page):
        return {box.label for box in page.sidebar.selectbox}

    assert labels(months) - labels(weeks) >= {"Category"}
    assert not labels(weeks) & {"Category", "Outcome"}
    assert Say("en")("filters.weeks_by_kind") in [note.value for note in weeks.sidebar.caption]


@maps
def test_a_week_with_a_category_in_its_address_shows_the_week(opened, name):
    asked = opened(name, period=WEEK, category="theft", outcome="useful")

    assert visits.told(asked) == visits.told(opened(name, period=WEEK))


NONSENSE = [
    *[{"period": code} for code in ("xyz", "m140413", "w20260517", "w99991225", "m120001", "۱۴۰۵")],
    *[{"within": code} for code in ("../../", "GIL", "AML-1-01", "None", "' or 1=1")],
    *[{"level": level} for level in ("planet", "province", "", "County")],
    *[{"measure": word} for word in ("<script>", "change'); alert(1)//", "0")],
    *[{"area": code} for code in ("unknown", "GIL", "<b>", "None")],
    *[{name: "…"} for name in ("kind", "category", "outcome", "own", "of", "steady", "twin")],
    {"language": "de"},
    {"language": "<script>"},
    {"nothing": "of the kind"},
]


@maps
@pytest.mark.parametrize("nonsense", NONSENSE, ids=str)
def test_nonsense_in_the_address_shows_the_default_view(opened, plain, name, nonsense):
    language = "fa" if "language" in nonsense else "en"
    page = opened(name, **({"language": language} | nonsense))

    shown = visits.told(page)
    for painted in shown["maps"]:  # a map marks no area that it does not have
        painted["picked"] = None
    assert shown == plain(name, language)


@pages
@languages
def test_an_empty_store_says_so(monkeypatch, tmp_path, name, language):
    page = visits.opened(monkeypatch, tmp_path / "none", name, language=language)
    say = Say(language)

    assert not page.exception
    assert not page.metric
    assert not page.get("component_instance")
    notes = [note.value for note in (*page.info, *page.caption)]
    told = {"intake": "desk.none_yet", "accounts": "auditing.what_for"}
    told |= {"welcome": "welcome.nothing_hidden", "safety": "safety.no_survey"}
    told |= {"honorees": "honorees.no_callers", "ceremony": "ceremony.no_round"}
    if name == "stage":
        [wall] = [piece.proto.body for piece in page.main.get("html")]
        assert say("ceremony.none_yet") in wall
    elif name != "method":  # which tells its methods whatever the store holds
        assert say(told.get(name, "frame.empty_store")) in notes
    assert store.version(tmp_path / "none") == store.EMPTY


def test_the_choices_of_one_page_are_those_of_the_next(opened):
    choice = {"period": HALF, "within": "RSH", "kind": "call", "category": "theft"}
    page = opened(**choice)

    page.switch_page("../cooperation.py").run()

    assert not page.exception
    assert visits.address(page) == choice
    assert page.sidebar.selectbox(key="choice.category.en").value == "theft"
    page.switch_page("../welcome.py").run()
    page.switch_page("../overview.py").run()
    assert visits.address(page) == choice


def test_the_language_of_one_page_is_that_of_the_next(opened):
    page = opened(language="en", period=HALF)

    page.query_params.clear()
    page.switch_page("../cooperation.py").run()

    assert page.query_params["language"] in ("en", ["en"])
    assert visits.address(page) == {"period": HALF}


def test_the_way_to_the_other_language_keeps_every_choice(opened):
    page = opened(period=HALF, within="RSH", measure="reports")

    [link] = re.findall(
        'class="language"[^>]* href="([^"]*)"',
        "".join(piece.proto.body for piece in page.sidebar.get("html")),
    )

    for part in (f"period={HALF}", "within=RSH", "measure=reports", "language=fa"):
        assert part in link
    assert "language=en" not in link


def test_the_way_to_the_other_language_is_safe_from_what_the_address_says(opened):
    page = opened(area='"><script>alert(1)</script>')

    bodies = "".join(piece.proto.body for piece in page.get("html"))
    assert "<script>" not in bodies
    assert visits.message(page)["picked"] == '"><script>alert(1)</script>'


def test_a_choice_from_a_list_stands_in_the_address_and_the_default_does_not(opened):
    page = opened()

    page.sidebar.selectbox(key="choice.category.en").set_value("theft").run()
    assert visits.address(page) == {"category": "theft"}
    page.sidebar.selectbox(key="choice.category.en").set_value("").run()
    assert visits.address(page) == {}


def test_a_county_chosen_opens_the_list_of_its_districts_and_maps_them(opened):
    page = opened(area="AML-1-01")

    page.sidebar.selectbox(key="place.county.None.en").set_value("RSH").run()
    districts = page.sidebar.selectbox(key="place.district.RSH.en")
    assert visits.address(page) == {"within": "RSH"}
    assert page.button_group(key="segments.level.en").value == "district"
    districts.set_value("RSH-1").run()
    assert visits.address(page) == {"within": "RSH-1"}
    page.sidebar.selectbox(key="place.county.None.en").set_value("").run()
    assert visits.address(page) == {}


def test_one_step_back_leads_from_district_to_county_to_everywhere(opened):
    page = opened(within="RSH-1")

    [back] = [button for button in page.button if "Back" in button.label]
    back.click().run()
    assert visits.address(page) == {"within": "RSH"}
    [back] = [button for button in page.button if "Back" in button.label]
    back.click().run()
    assert visits.address(page) == {}
    assert not [button for button in page.button if "Back" in button.label]


@pytest.mark.parametrize(
    ("preset", "code"),
    [
        ("this_month", None),
        ("last_month", "m140505"),
        ("half_year", HALF),
        ("year", "m140501-140512"),
        ("this_week", "w20260912"),  # the next one reaches into a month that is not over
        ("last_week", "w20260905"),
    ],
)
def test_a_ready_period_stands_in_the_address_by_its_days(opened, preset, code):
    page = opened(period="m140501")

    page.sidebar.selectbox(key="choice.preset.en").set_value(preset).run()

    assert not page.exception
    assert visits.address(page) == ({"period": code} if code else {})
    assert page.sidebar.selectbox(key="choice.preset.en").value == preset


@pytest.mark.parametrize("own", ["own_months", "own_weeks"])
def test_a_period_of_one_s_own_is_chosen_from_two_lists(opened, own):
    page = opened()

    page.sidebar.selectbox(key="choice.preset.en").set_value(own).run()
    first, _ = [box for box in page.sidebar.selectbox if box.label in {"From", "To"}]
    assert len(first.options) == (12 if own == "own_months" else 52)  # those told of
    first.set_value(first.options[3]).run()

    assert not page.exception
    assert visits.address(page)["own"] == own
    assert "-" in visits.address(page)["period"]


def test_a_period_without_any_report_is_the_newest_month(opened):
    page = opened(period="m130001")

    assert visits.address(page)["period"] == "m140506"
    assert visits.numbers(page) == visits.numbers(opened())


def test_a_period_chosen_backwards_is_turned_round(opened):
    page = opened(period="m140501", own="own_months")
    _, last = [box for box in page.sidebar.selectbox if box.label in {"From", "To"}]

    last.set_value("Farvardin 1404").run()

    assert visits.address(page)["period"] == "m140401-140501"
